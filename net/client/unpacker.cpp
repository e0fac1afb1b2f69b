// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/unpacker.h"

#define ZLIB_CONST // next_in is only read
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace Medio::Net {
namespace {

/// gzip and zlib (which HTTP calls "deflate") are told apart by their first bytes.
constexpr int windowOfEither = MAX_WBITS + 32;

constexpr qsizetype mostAtOnce = std::numeric_limits<int>::max();

} // namespace

struct Unpacker::Stream
{
    Stream()
        : isSound(inflateInit2(&zlib, windowOfEither) == Z_OK)
    {
    }
    ~Stream() { inflateEnd(&zlib); }
    Q_DISABLE_COPY_MOVE(Stream)

    z_stream zlib{}; // points to itself: must not move
    bool isSound;
    bool hasBegun = false;
    bool isOver = false;
};

Unpacker::Unpacker(std::unique_ptr<Stream> stream)
    : m_stream(std::move(stream))
{
}

Unpacker::Unpacker(Unpacker &&) noexcept = default;
Unpacker &Unpacker::operator=(Unpacker &&) noexcept = default;
Unpacker::~Unpacker() = default;

std::optional<Unpacker> Unpacker::forCoding(const QByteArray &coding)
{
    const QByteArray name = coding.trimmed().toLower();
    if (name.isEmpty() || name == "identity")
        return Unpacker(nullptr);
    if (name == "gzip" || name == "x-gzip" || name == "deflate")
        return Unpacker(std::make_unique<Stream>());
    return std::nullopt;
}

bool Unpacker::unpack(QByteArray &packed, qsizetype most, QByteArray &body)
{
    const bool hadMore = std::exchange(m_hasMore, false);
    if (!m_stream) {
        const qsizetype taken = std::min(packed.size(), most);
        body += packed.first(taken);
        packed.remove(0, taken);
        return true;
    }
    if (!m_stream->isSound)
        return false;
    if (packed.isEmpty() && !hadMore)
        return true;
    if (m_stream->isOver)
        return false;
    const qsizetype before = body.size();
    const qsizetype given = std::min(packed.size(), mostAtOnce);
    const qsizetype room = std::min(most, mostAtOnce);
    body.resize(before + room);
    z_stream &zlib = m_stream->zlib;
    zlib.next_in = reinterpret_cast<const Bytef *>(packed.constData());
    zlib.avail_in = static_cast<uInt>(given);
    zlib.next_out = reinterpret_cast<Bytef *>(body.data() + before);
    zlib.avail_out = static_cast<uInt>(room);
    const int outcome = inflate(&zlib, Z_NO_FLUSH);
    m_stream->hasBegun = m_stream->hasBegun || given > 0;
    m_stream->isOver = outcome == Z_STREAM_END;
    body.resize(before + room - qsizetype(zlib.avail_out));
    packed.remove(0, given - qsizetype(zlib.avail_in));
    m_hasMore = !m_stream->isOver && zlib.avail_out == 0;
    // Z_BUF_ERROR: nothing to do just now.
    m_stream->isSound = outcome == Z_OK || outcome == Z_BUF_ERROR || outcome == Z_STREAM_END;
    return m_stream->isSound && !(m_stream->isOver && !packed.isEmpty());
}

bool Unpacker::isWhole() const
{
    return !m_stream || !m_stream->hasBegun || m_stream->isOver;
}

} // namespace Medio::Net
