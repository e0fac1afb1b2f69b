// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/probe/rehearsal.h"

#include "player/probe/openfilm.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace Medio::Probe {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int longestSide = 8192;
constexpr double leastRate = 1;
constexpr double mostRate = 250;
constexpr auto longest = 24h;
constexpr auto enoughRead = 500ms;
constexpr auto enoughMeasured = 4s; ///< of film
constexpr qint64 mostMeasured = 32LL * 1024 * 1024;
constexpr int fewestMeasured = 10; ///< frames: fewer say nothing
constexpr double leastAspect = 0.1;
constexpr double mostAspect = 10;
constexpr AVRational milliseconds{1, 1000};

/// Qt 6.4 reads headers on the GUI thread. Those of three hours cost 6 ns a byte on a PC of today, those of
/// thousands of fragments 30, a small board takes eight times as long; damaged ones cost microseconds a byte.
constexpr std::chrono::nanoseconds mostHeaderCost = 50ms;
constexpr std::chrono::nanoseconds mostCostPerByte = 1us;

using Deadline = std::chrono::steady_clock::time_point;

int isOver(void *deadline)
{
    return std::chrono::steady_clock::now() >= *static_cast<const Deadline *>(deadline) ? 1 : 0;
}

/// Degrees clockwise that make the picture stand upright; a multiple of 90.
int rotationOf(const AVStream &stream)
{
    const int32_t *matrix = nullptr;
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
    if (const AVPacketSideData *data = av_packet_side_data_get(
            stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
        data != nullptr && data->size >= 9 * sizeof(int32_t))
        matrix = reinterpret_cast<const int32_t *>(data->data);
#else
    size_t size = 0;
    if (const uint8_t *data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
        data != nullptr && size >= 9 * sizeof(int32_t))
        matrix = reinterpret_cast<const int32_t *>(data);
#endif
    if (matrix == nullptr)
        return 0;
    const double counterclockwise = av_display_rotation_get(matrix);
    if (std::isnan(counterclockwise))
        return 0;
    const int quarters = int(std::lround(-counterclockwise / 90.0));
    return ((quarters % 4) + 4) % 4 * 90;
}

std::chrono::milliseconds endOf(const AVStream &stream, int64_t wholeDuration)
{
    if (stream.duration == AV_NOPTS_VALUE || stream.duration <= 0)
        return std::chrono::milliseconds(av_rescale_q(wholeDuration, AV_TIME_BASE_Q, milliseconds));
    const int64_t start = stream.start_time == AV_NOPTS_VALUE ? 0 : std::max<int64_t>(0, stream.start_time);
    return std::chrono::milliseconds(av_rescale_q(start + stream.duration, stream.time_base, milliseconds));
}

/// When the last picture is decoded, which is not after it begins; 0: the headers do not say. Those of a film
/// in fragments count no pictures, and its index has only those that were read.
std::chrono::milliseconds lastPictureOf(AVStream &stream, std::chrono::milliseconds end)
{
    if (stream.nb_frames <= 0)
        return {};
    for (int i = avformat_index_get_entries_count(&stream) - 1; i >= 0; --i) {
        const AVIndexEntry *entry = avformat_index_get_entry(&stream, i);
        if ((entry->flags & AVINDEX_DISCARD_FRAME) != 0)
            continue;
        const std::chrono::milliseconds last(
            av_rescale_q_rnd(entry->timestamp, stream.time_base, milliseconds, AV_ROUND_DOWN));
        return last > 0ms && last < end ? last : 0ms;
    }
    return {};
}

/// Where chapters begin, without what is no moment of the film.
QList<std::chrono::milliseconds> chaptersOf(const AVFormatContext &context,
                                            std::chrono::milliseconds duration)
{
    QList<std::chrono::milliseconds> begins;
    for (unsigned int i = 0; i < context.nb_chapters; ++i) {
        const AVChapter &chapter = *context.chapters[i];
        const std::chrono::milliseconds begin(av_rescale_q(chapter.start, chapter.time_base, milliseconds));
        if (begin > 0ms && begin < duration)
            begins.append(begin);
    }
    std::sort(begins.begin(), begins.end());
    begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
    if (begins.size() > mostChapters)
        begins.clear(); // a mark at every moment marks none
    return begins;
}

class Rehearsal
{
public:
    explicit Rehearsal(const RehearsalRequest &request)
        : m_request(request)
        , m_deadline(std::chrono::steady_clock::now() + request.deadline)
    {
    }

    Expected<FilmFacts, RehearsalRefusal> run()
    {
        if (!open())
            return refusal();
        FilmFacts facts;
        if (!examine(facts) || !decode())
            return refusal();
        if (m_request.measure > 0ms)
            facts.decodeRate = measure();
        return facts;
    }

private:
    Unexpected<RehearsalRefusal> refusal()
    {
        if (!m_isCostly && isOver(&m_deadline) != 0)
            return {{u"the deadline passed"_s, true}};
        return {{m_why, false}};
    }

    bool refuse(const QString &why)
    {
        m_why = why;
        return false;
    }

    bool open()
    {
        return look() || (m_isCostly && look()); // it may have been the processor
    }

    bool look()
    {
        m_isCostly = false;
        m_format.reset();
        auto film = openFilm(m_request.address, m_request.fromFile, {isOver, &m_deadline},
                             [](const QStringList &kinds) { return kinds.contains("mp4"_L1); });
        if (!film)
            return refuse(film.error());
        m_io = std::move(film->io);
        m_format = std::move(film->format);
        m_isCostly = film->headerCost > mostHeaderCost + film->headerSize * mostCostPerByte;
        if (m_isCostly)
            return refuse(u"headers of %1 bytes that keep a processor busy for %2 ms"_s.arg(film->headerSize)
                              .arg(std::chrono::floor<std::chrono::milliseconds>(film->headerCost).count()));
        return true;
    }

    bool examine(FilmFacts &facts)
    {
        AVFormatContext *context = m_format.get();
        const int video = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
        if (video < 0)
            return refuse(u"no picture"_s);
        m_video = context->streams[video];
        if ((m_video->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0)
            return refuse(u"no picture but a cover"_s);
        const AVCodecParameters &parameters = *m_video->codecpar;
        if (parameters.width <= 0 || parameters.height <= 0 || parameters.width > longestSide ||
            parameters.height > longestSide)
            return refuse(u"a picture of %1 x %2"_s.arg(parameters.width).arg(parameters.height));

        // Qt Multimedia 6.4 divides by it.
        const AVRational rate = m_video->avg_frame_rate;
        if (rate.num <= 0 || rate.den <= 0 || av_q2d(rate) < leastRate || av_q2d(rate) > mostRate)
            return refuse(u"a frame rate of %1/%2"_s.arg(rate.num).arg(rate.den));

        m_decoder = avcodec_find_decoder(parameters.codec_id);
        if (m_decoder == nullptr)
            return refuse(u"pictures in %1 can't be decoded"_s.arg(
                QString::fromUtf8(avcodec_get_name(parameters.codec_id))));

        facts.pictureEnd = endOf(*m_video, context->duration);
        facts.duration = facts.pictureEnd;
        facts.lastPicture = lastPictureOf(*m_video, facts.pictureEnd);
        const int audio = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, video, nullptr, 0);
        if (audio >= 0) {
            const AVCodecParameters &sound = *context->streams[audio]->codecpar;
            facts.audioCodec = QString::fromUtf8(avcodec_get_name(sound.codec_id));
            if (avcodec_find_decoder(sound.codec_id) == nullptr)
                return refuse(u"sound in %1 can't be decoded"_s.arg(facts.audioCodec));
            facts.duration = std::max(facts.duration, endOf(*context->streams[audio], context->duration));
        }
        if (facts.pictureEnd <= 0ms || facts.duration > longest)
            return refuse(u"a duration of %1 ms"_s.arg(facts.duration.count()));

        facts.frame = std::chrono::nanoseconds(int64_t(1e9 / av_q2d(rate)));
        facts.size = QSize(parameters.width, parameters.height);
        facts.rotation = rotationOf(*m_video);
        facts.videoCodec = QString::fromUtf8(avcodec_get_name(parameters.codec_id));
        const char *pixels = av_get_pix_fmt_name(AVPixelFormat(parameters.format));
        facts.pixelFormat = pixels != nullptr ? QString::fromUtf8(pixels) : QString();
        if (parameters.color_space != AVCOL_SPC_UNSPECIFIED)
            facts.colourSpace = QString::fromUtf8(av_color_space_name(parameters.color_space));
        facts.chapters = chaptersOf(*context, facts.duration);
        const AVRational aspect = av_guess_sample_aspect_ratio(context, m_video, nullptr);
        if (aspect.num > 0 && aspect.den > 0)
            facts.pixelAspect = std::clamp(av_q2d(aspect), leastAspect, mostAspect);
        return true;
    }

    bool decode()
    {
        const Codec codec(avcodec_alloc_context3(m_decoder));
        if (codec == nullptr || avcodec_parameters_to_context(codec.get(), m_video->codecpar) < 0)
            return refuse(u"its picture can't be decoded"_s);
        codec->thread_count = 1; // delivers the first picture soonest
        codec->pkt_timebase = m_video->time_base;
        if (avcodec_open2(codec.get(), m_decoder, nullptr) < 0)
            return refuse(u"its picture can't be decoded"_s);

        const int64_t from = av_rescale_q(m_request.from.count(), milliseconds, m_video->time_base);
        if (m_request.from > 0ms)
            av_seek_frame(m_format.get(), m_video->index, from, AVSEEK_FLAG_BACKWARD);
        const int64_t until = from + av_rescale_q(enoughRead.count(), milliseconds, m_video->time_base);

        const Packet packet(av_packet_alloc());
        const Frame frame(av_frame_alloc());
        bool decoded = false;
        bool ended = false;
        bool enough = false;
        while (!ended && !(decoded && enough)) {
            if (isOver(&m_deadline) != 0)
                return false;
            ended = av_read_frame(m_format.get(), packet.get()) < 0;
            if (ended) {
                avcodec_send_packet(codec.get(), nullptr);
            } else if (packet->stream_index == m_video->index) {
                enough = enough || (packet->pts != AV_NOPTS_VALUE && packet->pts >= until);
                if (!decoded)
                    avcodec_send_packet(codec.get(), packet.get());
            }
            if (!decoded)
                decoded = avcodec_receive_frame(codec.get(), frame.get()) == 0;
            av_packet_unref(packet.get());
        }
        return decoded || refuse(u"nothing of its picture can be decoded"_s);
    }

    /// Frames a second; 0 when there is too little to tell.
    double measure()
    {
        // Reading may wait for a network: it is done before.
        const int64_t frameTime = av_rescale_q(1, av_inv_q(m_video->avg_frame_rate), m_video->time_base);
        const int64_t most = av_rescale_q(std::chrono::milliseconds(enoughMeasured).count(), milliseconds,
                                          m_video->time_base) /
                             std::max<int64_t>(1, frameTime);
        av_seek_frame(m_format.get(), m_video->index, 0, AVSEEK_FLAG_BACKWARD);
        std::vector<Packet> packets;
        qint64 bytes = 0;
        while (int64_t(packets.size()) < most && bytes < mostMeasured && isOver(&m_deadline) == 0) {
            Packet packet(av_packet_alloc());
            if (packet == nullptr || av_read_frame(m_format.get(), packet.get()) < 0)
                break;
            if (packet->stream_index != m_video->index)
                continue;
            bytes += packet->size;
            packets.push_back(std::move(packet));
        }

        const Codec codec(avcodec_alloc_context3(m_decoder));
        if (codec == nullptr || avcodec_parameters_to_context(codec.get(), m_video->codecpar) < 0)
            return 0;
        codec->thread_count = 0; // as many as there are processors: as the player does
        codec->pkt_timebase = m_video->time_base;
        if (avcodec_open2(codec.get(), m_decoder, nullptr) < 0)
            return 0;
        const Frame frame(av_frame_alloc());
        int frames = 0;
        const auto take = [&] {
            while (avcodec_receive_frame(codec.get(), frame.get()) == 0)
                ++frames;
        };
        const Deadline begun = std::chrono::steady_clock::now();
        const Deadline end = begun + m_request.measure;
        for (const auto &packet : packets) {
            if (isOver(&m_deadline) != 0 || std::chrono::steady_clock::now() >= end)
                break;
            avcodec_send_packet(codec.get(), packet.get());
            take();
        }
        avcodec_send_packet(codec.get(), nullptr);
        take();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
        if (taken.count() <= 0 || (frames < fewestMeasured && taken < m_request.measure))
            return 0;
        return std::min(std::max(frames, 1) / taken.count(), 1e6);
    }

    RehearsalRequest m_request;
    Deadline m_deadline;
    QString m_why;
    bool m_isCostly = false;
    Io m_io; // outlives the format, which reads from it
    Format m_format;
    AVStream *m_video = nullptr;
    const AVCodec *m_decoder = nullptr;
};

} // namespace

Expected<FilmFacts, RehearsalRefusal> rehearse(const RehearsalRequest &request)
{
    return Rehearsal(request).run();
}

} // namespace Medio::Probe
