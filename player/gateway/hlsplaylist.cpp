// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/hlsplaylist.h"

#include "player/gateway/byterange.h"
#include "player/gateway/upstreampolicy.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestFilm = 24h;
constexpr qint64 mostBandwidth = 8'000'000;
constexpr double mostRate = 61;
constexpr double usualRate = 30; ///< where none is told

/// NAME=value,NAME="value, with a comma"
QHash<QString, QString> attributesOf(const QString &list)
{
    static const QRegularExpression pattern(u"([A-Z0-9-]+)=(\"[^\"]*\"|[^\",]*)"_s);
    QHash<QString, QString> attributes;
    auto matches = pattern.globalMatch(list);
    while (matches.hasNext()) {
        const auto match = matches.next();
        QString value = match.captured(2);
        if (value.startsWith(u'"'))
            value = value.mid(1, value.size() - 2);
        attributes.insert(match.captured(1), value);
    }
    return attributes;
}

/// "1200@300", "1200"
struct Stretch
{
    qint64 bytes = 0;
    std::optional<qint64> from;
};
std::optional<Stretch> stretchOf(const QString &text)
{
    const QByteArray bytes = text.toLatin1();
    const qsizetype at = bytes.indexOf('@');
    const auto length = parseByteCount(at < 0 ? QByteArrayView(bytes) : QByteArrayView(bytes).first(at));
    if (!length || *length <= 0)
        return std::nullopt;
    if (at < 0)
        return Stretch{*length, std::nullopt};
    const auto from = parseByteCount(QByteArrayView(bytes).sliced(at + 1));
    return from ? std::optional(Stretch{*length, from}) : std::nullopt;
}

class Parser
{
public:
    explicit Parser(const QUrl &address)
        : m_address(address)
    {
    }

    Expected<HlsPlaylist, QString> parse(const QByteArray &text)
    {
        const QList<QByteArray> lines = text.split('\n');
        for (const QByteArray &raw : lines) {
            const QString line = QString::fromUtf8(raw).trimmed();
            if (line.startsWith(u'#'))
                readTag(line);
            else if (!line.isEmpty())
                readAddress(line);
            if (!m_why.isEmpty())
                return Unexpected{m_why};
        }
        if (m_list.variants.isEmpty() && m_list.parts.isEmpty())
            return Unexpected{u"the playlist is empty"_s};
        if (!m_list.parts.isEmpty() && !m_ended)
            return Unexpected{u"a live film"_s};
        return m_list;
    }

private:
    void refuse(const QString &why) { m_why = why; }

    std::optional<QUrl> resolved(const QString &text)
    {
        const QUrl address = m_address.resolved(QUrl(text, QUrl::StrictMode));
        if (!UpstreamPolicy::mayFollow(m_address, address)) {
            refuse(u"the playlist names an address that must not be asked"_s);
            return std::nullopt;
        }
        return address;
    }

    void readTag(const QString &line)
    {
        const qsizetype colon = line.indexOf(u':');
        const QString name = line.left(colon);
        const QString value = colon < 0 ? QString() : line.mid(colon + 1);
        if (name == "#EXT-X-STREAM-INF"_L1)
            readVariant(attributesOf(value));
        else if (name == "#EXT-X-MEDIA"_L1)
            readSound(attributesOf(value));
        else if (name == "#EXTINF"_L1)
            readLength(value);
        else if (name == "#EXT-X-BYTERANGE"_L1)
            readStretch(value);
        else if (name == "#EXT-X-MAP"_L1)
            readMap(attributesOf(value));
        else if (name == "#EXT-X-KEY"_L1 || name == "#EXT-X-SESSION-KEY"_L1)
            readKey(attributesOf(value));
        else if (name == "#EXT-X-DISCONTINUITY"_L1)
            m_breaks = true;
        else if (name == "#EXT-X-ENDLIST"_L1)
            m_ended = true;
    }

    void readVariant(const QHash<QString, QString> &attributes)
    {
        HlsVariant variant;
        variant.bandwidth = std::max<qint64>(0, attributes.value(u"BANDWIDTH"_s).toLongLong());
        const QStringList size = attributes.value(u"RESOLUTION"_s).split(u'x');
        if (size.size() == 2)
            variant.size = QSize(size.at(0).toInt(), size.at(1).toInt());
        const double rate = attributes.value(u"FRAME-RATE"_s).toDouble();
        variant.rate = std::isfinite(rate) && rate > 0 ? rate : 0;
        const QStringList codecs = attributes.value(u"CODECS"_s).split(u',', Qt::SkipEmptyParts);
        for (const QString &codec : codecs)
            variant.codecs.append(codec.trimmed().toLower());
        variant.audio = attributes.value(u"AUDIO"_s);
        m_variant = variant;
    }

    void readSound(const QHash<QString, QString> &attributes)
    {
        if (attributes.value(u"TYPE"_s) != "AUDIO"_L1)
            return;
        HlsSound sound;
        sound.group = attributes.value(u"GROUP-ID"_s);
        sound.isDefault = attributes.value(u"DEFAULT"_s) == "YES"_L1;
        if (const QString address = attributes.value(u"URI"_s); !address.isEmpty()) {
            const auto known = resolved(address);
            if (!known)
                return;
            sound.address = *known;
        }
        m_list.sounds.append(sound);
        if (m_list.sounds.size() > mostHlsVariants)
            refuse(u"the playlist has too many kinds of sound"_s);
    }

    void readLength(const QString &value)
    {
        const double seconds = value.section(u',', 0, 0).toDouble();
        if (!std::isfinite(seconds) || seconds < 0 || seconds > 3600) {
            refuse(u"the playlist is damaged"_s);
            return;
        }
        m_length = std::chrono::milliseconds(std::llround(seconds * 1000));
    }

    void readStretch(const QString &value)
    {
        m_stretch = stretchOf(value.trimmed());
        if (!m_stretch)
            refuse(u"the playlist is damaged"_s);
    }

    void readMap(const QHash<QString, QString> &attributes)
    {
        const auto address = resolved(attributes.value(u"URI"_s));
        if (!address)
            return;
        HlsPiece map{*address, 0, -1};
        if (const QString range = attributes.value(u"BYTERANGE"_s); !range.isEmpty()) {
            const auto stretch = stretchOf(range);
            if (!stretch)
                return refuse(u"the playlist is damaged"_s);
            map.from = stretch->from.value_or(0);
            map.bytes = stretch->bytes;
        }
        // Other headers are another file for whoever reads it.
        m_breaks = m_breaks || (m_map && *m_map != map);
        m_map = map;
    }

    void readKey(const QHash<QString, QString> &attributes)
    {
        const QString method = attributes.value(u"METHOD"_s).left(20);
        if (method != "NONE"_L1)
            refuse(u"the film is encrypted (%1)"_s.arg(method));
    }

    void readAddress(const QString &line)
    {
        const auto address = resolved(line);
        if (!address)
            return;
        if (m_variant) {
            m_variant->address = *address;
            m_list.variants.append(*m_variant);
            m_variant.reset();
            if (m_list.variants.size() > mostHlsVariants)
                refuse(u"the playlist has too many qualities"_s);
            return;
        }
        if (!m_length)
            return refuse(u"the playlist is damaged"_s);

        HlsPiece piece{*address, 0, -1};
        if (m_stretch) {
            // Without a place it follows the one before of the same file.
            piece.from =
                m_stretch->from.value_or(m_before.address == *address ? m_before.from + m_before.bytes : 0);
            piece.bytes = m_stretch->bytes;
        }
        m_before = piece;
        if (m_list.parts.isEmpty() || m_breaks) {
            m_list.parts.append(HlsPart{m_list.duration, {}, {}});
            if (m_map)
                append(*m_map);
        }
        append(piece);
        m_list.duration += *m_length;
        m_breaks = false;
        m_length.reset();
        m_stretch.reset();
        if (m_pieces > mostHlsPieces || m_list.duration > longestFilm)
            refuse(u"the playlist is too long"_s);
    }

    void append(const HlsPiece &piece)
    {
        HlsPart &part = m_list.parts.last();
        part.pieces.append(piece);
        part.begins.append(m_list.duration);
        ++m_pieces;
    }

    QUrl m_address;
    QString m_why;
    HlsPlaylist m_list;
    std::optional<HlsVariant> m_variant; ///< its address follows
    std::optional<std::chrono::milliseconds> m_length;
    std::optional<Stretch> m_stretch;
    std::optional<HlsPiece> m_map;
    HlsPiece m_before;
    qsizetype m_pieces = 0;
    bool m_breaks = false;
    bool m_ended = false;
};

bool isKnown(const QString &codec)
{
    static const QStringList known{u"avc1"_s,   u"avc3"_s, u"hvc1"_s, u"hev1"_s, u"vp08"_s, u"vp8"_s,
                                   u"vp09"_s,   u"vp9"_s,  u"av01"_s, u"mp4a"_s, u"mp3"_s,  u"opus"_s,
                                   u"vorbis"_s, u"flac"_s, u"ac-3"_s, u"ec-3"_s};
    return known.contains(codec.section(u'.', 0, 0));
}

qint64 areaOf(const QSize &size)
{
    return size.isEmpty() ? 0 : qint64(size.width()) * size.height();
}

} // namespace

bool looksLikeHls(QByteArrayView beginning)
{
    if (beginning.startsWith("\xEF\xBB\xBF"))
        beginning = beginning.sliced(3);
    return beginning.startsWith("#EXTM3U");
}

Expected<HlsPlaylist, QString> parseHls(const QByteArray &text, const QUrl &address)
{
    if (!looksLikeHls(text))
        return Unexpected{u"no playlist"_s};
    if (text.size() > longestHlsPlaylist)
        return Unexpected{u"the playlist is too long"_s};
    return Parser(address).parse(text);
}

qint64 weightOf(const HlsVariant &variant)
{
    constexpr double most = 1e15; // whatever the text says: no overflow
    const double area = double(areaOf(variant.size));
    const double weight =
        area > 0 ? area * (variant.rate > 0 ? variant.rate : usualRate) : double(variant.bandwidth);
    return qint64(std::min(weight, most));
}

std::optional<HlsVariant> chooseVariant(const QList<HlsVariant> &variants, const QSize &largest,
                                        qint64 lighterThan)
{
    const qint64 most = areaOf(largest);
    // Fits, plain H.264 before what is harder to decode at the same size, then the better one; and of
    // those that do not fit the least.
    const auto rank = [most, lighterThan](const HlsVariant &variant) {
        const bool fits = areaOf(variant.size) <= most && variant.rate <= mostRate &&
                          variant.bandwidth <= mostBandwidth && weightOf(variant) < lighterThan;
        const bool isPlain = variant.codecs.isEmpty() ||
                             std::any_of(variant.codecs.begin(), variant.codecs.end(),
                                         [](const QString &codec) { return codec.startsWith("avc"_L1); });
        const qint64 sign = fits ? 1 : -1;
        return std::tuple(fits, sign * areaOf(variant.size), isPlain, sign * variant.bandwidth);
    };
    std::optional<HlsVariant> best;
    for (const HlsVariant &variant : variants) {
        if (!std::all_of(variant.codecs.begin(), variant.codecs.end(), isKnown))
            continue;
        // sound alone
        if (variant.size.isEmpty() && !variant.codecs.isEmpty() &&
            std::all_of(variant.codecs.begin(), variant.codecs.end(), [](const QString &codec) {
                return codec.startsWith("mp4a"_L1) || codec == "mp3"_L1;
            }))
            continue;
        if (!best || rank(variant) > rank(*best))
            best = variant;
    }
    return best;
}

QUrl soundOf(const HlsPlaylist &playlist, const HlsVariant &variant)
{
    QUrl first;
    for (const HlsSound &sound : playlist.sounds) {
        if (variant.audio.isEmpty() || sound.group != variant.audio)
            continue;
        if (sound.isDefault)
            return sound.address;
        if (first.isEmpty())
            first = sound.address;
    }
    return first;
}

} // namespace Medio::Gateway
