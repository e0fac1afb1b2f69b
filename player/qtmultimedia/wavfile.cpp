// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/wavfile.h"

#include <QtEndian>

#include <algorithm>

namespace Medio::PlayerQt {

namespace {

constexpr qsizetype chunkHead = 8;

template<typename T>
T numberAt(QByteArrayView bytes, qsizetype position)
{
    return qFromLittleEndian<T>(bytes.sliced(position, qsizetype(sizeof(T))).data());
}

} // namespace

std::optional<QByteArray> samplesOfWav(QByteArrayView file, int rate)
{
    constexpr qsizetype riffHead = 12;
    constexpr qsizetype leastFormat = 16;
    if (file.size() < riffHead || !file.startsWith("RIFF") || file.sliced(8, 4) != QByteArrayView("WAVE"))
        return std::nullopt;
    QByteArrayView rest = file.sliced(riffHead);
    bool suits = false;
    while (rest.size() >= chunkHead) {
        const QByteArrayView name = rest.first(4);
        const qsizetype size = std::min<qsizetype>(numberAt<quint32>(rest, 4), rest.size() - chunkHead);
        const QByteArrayView body = rest.sliced(chunkHead, size);
        if (name == QByteArrayView("fmt ") && size >= leastFormat) {
            constexpr quint16 pcm = 1;
            suits = numberAt<quint16>(body, 0) == pcm && numberAt<quint16>(body, 2) == 1 &&
                    numberAt<quint32>(body, 4) == quint32(rate) && numberAt<quint16>(body, 14) == 16;
        } else if (name == QByteArrayView("data") && suits) {
            return QByteArray(body.data(), size - size % 2);
        }
        // Chunks begin at even places.
        rest = rest.sliced(std::min(rest.size(), chunkHead + size + size % 2));
    }
    return std::nullopt;
}

} // namespace Medio::PlayerQt
