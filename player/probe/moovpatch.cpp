// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/probe/moovpatch.h"

#include <unistd.h>

#include <QByteArrayView>
#include <QtEndian>

#include <algorithm>
#include <limits>
#include <optional>

namespace Medio::Probe {

namespace {

constexpr qsizetype headerSize = 8;
constexpr qint64 longestMoov = 64LL * 1024 * 1024;

struct Box
{
    QByteArrayView type;
    qsizetype begin = 0; ///< of its header
    qsizetype body = 0;
    qsizetype end = 0;
};

/// The box at `at`, which ends by `end`. Boxes of more than 4 GiB or up to the end of the file are none here.
std::optional<Box> boxAt(const QByteArray &bytes, qsizetype at, qsizetype end)
{
    if (end - at < headerSize)
        return std::nullopt;
    const auto size = qFromBigEndian<quint32>(bytes.constData() + at);
    if (size < headerSize || size > end - at)
        return std::nullopt;
    return Box{QByteArrayView(bytes).sliced(at + 4, 4), at, at + headerSize, at + qsizetype(size)};
}

class Patcher
{
public:
    Patcher(QByteArray &bytes, const MoovPatch &patch)
        : m_bytes(bytes)
        , m_patch(patch)
    {
    }

    bool patch()
    {
        const auto moov = boxAt(m_bytes, 0, m_bytes.size());
        return moov && moov->type == "moov" && moov->end == m_bytes.size() && walk(*moov);
    }

private:
    bool walk(const Box &parent)
    {
        for (qsizetype at = parent.body; at < parent.end;) {
            const auto box = boxAt(m_bytes, at, parent.end);
            if (!box || !visit(*box))
                return false;
            at = box->end;
        }
        return true;
    }

    bool visit(const Box &box)
    {
        if (box.type == "trak" || box.type == "mdia" || box.type == "minf" || box.type == "stbl")
            return walk(box);
        if (box.type == "mvhd") {
            // version and flags, two times of 4 or 8 bytes, the timescale, the duration
            m_scale = scaleOf(box);
            return m_scale > 0 && setDuration(box, 12, 20, m_scale);
        }
        if (box.type == "tkhd") // two times, the track's number, four bytes of nothing, the duration
            return m_scale > 0 && setDuration(box, 16, 24, m_scale);
        if (box.type == "mdhd") {
            const quint32 scale = scaleOf(box);
            return scale > 0 && setDuration(box, 12, 20, scale);
        }
        if (box.type == "stsd")
            return rename(box);
        return true;
    }

    [[nodiscard]] bool isLong(const Box &box) const { return m_bytes.at(box.body) == 1; }

    /// 0: the box is damaged
    [[nodiscard]] quint32 scaleOf(const Box &box) const
    {
        if (box.end - box.body < 24)
            return 0;
        return qFromBigEndian<quint32>(m_bytes.constData() + box.body + 4 + (isLong(box) ? 16 : 8));
    }

    bool setDuration(const Box &box, qsizetype shortAfter, qsizetype longAfter, quint32 scale)
    {
        if (box.end - box.body <= 4)
            return false;
        const bool isWide = isLong(box);
        const qsizetype at = box.body + 4 + (isWide ? longAfter : shortAfter);
        const qsizetype bytes = isWide ? 8 : 4;
        if (at + bytes > box.end)
            return false;
        if (m_patch.duration.count() <= 0)
            return true;
        const quint64 duration = quint64(m_patch.duration.count()) * scale / 1000;
        if (isWide)
            qToBigEndian(duration, m_bytes.data() + at);
        else
            qToBigEndian(quint32(std::min<quint64>(duration, std::numeric_limits<quint32>::max() - 1)),
                         m_bytes.data() + at);
        return true;
    }

    bool rename(const Box &descriptions)
    {
        constexpr qsizetype count = 8; // version and flags, and how many there are
        if (descriptions.end - descriptions.body < count)
            return false;
        for (qsizetype at = descriptions.body + count; at < descriptions.end;) {
            const auto box = boxAt(m_bytes, at, descriptions.end);
            if (!box)
                return false;
            if (m_patch.vp8 && box->type == "vp09")
                m_bytes[box->begin + 6] = '0', m_bytes[box->begin + 7] = '8';
            at = box->end;
        }
        return true;
    }

    QByteArray &m_bytes;
    const MoovPatch &m_patch;
    quint32 m_scale = 0; ///< of the film; its header comes first
};

} // namespace

bool patchMoov(QByteArray &moov, const MoovPatch &patch)
{
    QByteArray patched = moov;
    if (!Patcher(patched, patch).patch())
        return false;
    moov = patched;
    return true;
}

bool patchMoovOf(int descriptor, const MoovPatch &patch)
{
    for (off_t at = 0;;) {
        QByteArray header(2 * headerSize, '\0');
        if (::pread(descriptor, header.data(), size_t(header.size()), at) < headerSize)
            return false;
        quint64 size = qFromBigEndian<quint32>(header.constData());
        if (size == 1)
            size = qFromBigEndian<quint64>(header.constData() + headerSize);
        if (size < quint64(headerSize) || size > quint64(std::numeric_limits<off_t>::max() - at))
            return false;
        if (QByteArrayView(header).sliced(4, 4) != "moov") {
            at += off_t(size);
            continue;
        }
        if (size > quint64(longestMoov))
            return false;
        QByteArray moov(qsizetype(size), Qt::Uninitialized);
        return ::pread(descriptor, moov.data(), size_t(size), at) == ssize_t(size) &&
               patchMoov(moov, patch) &&
               ::pwrite(descriptor, moov.constData(), size_t(size), at) == ssize_t(size);
    }
}

} // namespace Medio::Probe
