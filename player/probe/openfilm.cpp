// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/probe/openfilm.h"

#include <ctime>

namespace Medio::Probe {

using namespace Qt::StringLiterals;

namespace {

/// Options by which only the gateway is reached, whatever a film refers to. The caller frees them.
AVDictionary *boundedOptions(bool fromFile)
{
    AVDictionary *dictionary = nullptr;
    av_dict_set(&dictionary, "protocol_whitelist", fromFile ? "file" : "http,tcp", 0);
    return dictionary;
}

/// Of this thread; waiting costs none.
std::chrono::nanoseconds processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

Expected<OpenFilm, QString> openFilm(const QByteArray &address, bool fromFile,
                                     const AVIOInterruptCB &interrupt,
                                     const std::function<bool(const QStringList &)> &isPlayed)
{
    OpenFilm film;
    AVDictionary *ioOptions = boundedOptions(fromFile);
    AVIOContext *io = nullptr;
    const int opened = avio_open2(&io, address.constData(), AVIO_FLAG_READ, &interrupt, &ioOptions);
    av_dict_free(&ioOptions);
    if (opened < 0)
        return Unexpected{u"it can't be opened"_s};
    film.io.reset(io);

    const AVInputFormat *kind = nullptr;
    if (av_probe_input_buffer2(io, &kind, "", nullptr, 0, 0) < 0 || kind == nullptr)
        return Unexpected{u"no kind of film that is known"_s};
    const QString name = QString::fromUtf8(kind->name);
    film.kinds = name.split(u',');
    if (!isPlayed(film.kinds))
        return Unexpected{u"the container %1 is not played"_s.arg(name)};

    AVFormatContext *context = avformat_alloc_context();
    context->pb = io;
    context->interrupt_callback = interrupt;
    AVDictionary *formatOptions = boundedOptions(fromFile);
    const auto begun = processorTime();
    const int read = avformat_open_input(&context, "", kind, &formatOptions);
    film.headerCost = processorTime() - begun;
    av_dict_free(&formatOptions);
    if (read < 0) // has freed the context
        return Unexpected{u"its beginning is damaged"_s};
    film.format.reset(context);
    film.headerSize = io->bytes_read;
    if (avformat_find_stream_info(context, nullptr) < 0)
        return Unexpected{u"its streams are damaged"_s};
    return film;
}

} // namespace Medio::Probe
