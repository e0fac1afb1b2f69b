// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QList>
#include <QSize>
#include <QString>
#include <QUrl>

#include <chrono>
#include <limits>
#include <optional>

/// Playlists of HTTP Live Streaming, RFC 8216. Foreign text: bounded, and refused with a reason.
namespace Medio::Gateway {

/// A file, or a stretch of one.
struct HlsPiece
{
    QUrl address;
    qint64 from = 0;
    qint64 bytes = -1; ///< -1: to its end

    friend bool operator==(const HlsPiece &, const HlsPiece &) = default;
};

/// What plays on without a break: pieces that are one file when they are put behind each other, the
/// first of them with the headers, if these are apart.
struct HlsPart
{
    std::chrono::milliseconds at{0}; ///< where in the film it begins
    QList<HlsPiece> pieces;
    QList<std::chrono::milliseconds> begins; ///< of each piece, in the film

    friend bool operator==(const HlsPart &, const HlsPart &) = default;
};

/// One and the same film in one of several qualities.
struct HlsVariant
{
    QUrl address;
    qint64 bandwidth = 0; ///< bits a second
    QSize size;           ///< empty: not told
    double rate = 0;      ///< frames a second; 0: not told
    QStringList codecs;   ///< RFC 6381; empty: not told
    QString audio;        ///< the group its sound is in; empty: with the picture

    friend bool operator==(const HlsVariant &, const HlsVariant &) = default;
};

/// Sound that lies apart from the picture.
struct HlsSound
{
    QString group;
    QUrl address; ///< empty: it is with the picture
    bool isDefault = false;

    friend bool operator==(const HlsSound &, const HlsSound &) = default;
};

struct HlsPlaylist
{
    // of a list of qualities
    QList<HlsVariant> variants;
    QList<HlsSound> sounds;
    // of one film; empty when there are variants
    QList<HlsPart> parts;
    std::chrono::milliseconds duration{0};
};

inline constexpr qsizetype longestHlsPlaylist = 2LL * 1024 * 1024;
inline constexpr qsizetype mostHlsPieces = 20000;
inline constexpr qsizetype mostHlsVariants = 100;

[[nodiscard]] bool looksLikeHls(QByteArrayView beginning);

/// `address` is the playlist's own: others are relative to it. The error says why it is refused: live,
/// encrypted (by which method), too long, damaged.
[[nodiscard]] Expected<HlsPlaylist, QString> parseHls(const QByteArray &text, const QUrl &address);

/// What of one film's qualities is the harder to decode: pixels a second. Of one whose size is not told bits
/// a second, which are fewer.
[[nodiscard]] qint64 weightOf(const HlsVariant &variant);

/// The best quality that this board can be expected to decode: of a known codec, at most `largest` and
/// 60 frames a second, at most 8 Mbit/s, and lighter than a weight that was too much; else the least.
/// Nothing when none has a known codec.
[[nodiscard]] std::optional<HlsVariant>
chooseVariant(const QList<HlsVariant> &variants, const QSize &largest,
              qint64 lighterThan = std::numeric_limits<qint64>::max());

/// Where the sound of this variant is; empty: with the picture.
[[nodiscard]] QUrl soundOf(const HlsPlaylist &playlist, const HlsVariant &variant);

} // namespace Medio::Gateway
