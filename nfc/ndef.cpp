// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/ndef.h"

#include "app/base/expected.h"

#include <QByteArrayView>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

// Type 2 Tag 1.1, §6.1: page 3 is E1 (NDEF), version, size of the data in units of 8 bytes, access.
constexpr qsizetype containerSize = 4;
constexpr uchar ndefMagic = 0xe1;
constexpr uchar majorVersion = 1;

// Kinds of block in the data (§2.3).
constexpr uchar nullBlock = 0x00;
constexpr uchar messageBlock = 0x03;
constexpr uchar terminator = 0xfe;
constexpr uchar longLength = 0xff; // two bytes of length follow

// The first byte of a record (NDEF 1.0, §3.2).
constexpr uchar messageBegin = 0x80;
constexpr uchar messageEnd = 0x40;
constexpr uchar chunk = 0x20;
constexpr uchar shortRecord = 0x10;
constexpr uchar hasId = 0x08;
constexpr uchar typeNameFormat = 0x07;
constexpr uchar wellKnown = 0x01;

constexpr std::array<QLatin1StringView, 36> uriPrefixes{{
    ""_L1,
    "http://www."_L1,
    "https://www."_L1,
    "http://"_L1,
    "https://"_L1,
    "tel:"_L1,
    "mailto:"_L1,
    "ftp://anonymous:anonymous@"_L1,
    "ftp://ftp."_L1,
    "ftps://"_L1,
    "sftp://"_L1,
    "smb://"_L1,
    "nfs://"_L1,
    "ftp://"_L1,
    "dav://"_L1,
    "news:"_L1,
    "telnet://"_L1,
    "imap:"_L1,
    "rtsp://"_L1,
    "urn:"_L1,
    "pop:"_L1,
    "sip:"_L1,
    "sips:"_L1,
    "tftp:"_L1,
    "btspp://"_L1,
    "btl2cap://"_L1,
    "btgoep://"_L1,
    "tcpobex://"_L1,
    "irdaobex://"_L1,
    "file://"_L1,
    "urn:epc:id:"_L1,
    "urn:epc:tag:"_L1,
    "urn:epc:pat:"_L1,
    "urn:epc:raw:"_L1,
    "urn:epc:"_L1,
    "urn:nfc:"_L1,
}};

/// Bytes that are taken from the front; what is asked for beyond the end makes it spoilt.
class Source
{
public:
    explicit Source(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    uchar byte() { return number(1) & 0xff; }

    /// Big endian, of at most 4 bytes.
    quint32 number(qsizetype size)
    {
        quint32 value = 0;
        for (const char each : take(size))
            value = value << 8 | static_cast<uchar>(each);
        return value;
    }

    QByteArrayView take(qsizetype size)
    {
        m_isSpoilt = m_isSpoilt || size > m_rest.size();
        if (m_isSpoilt)
            return {};
        const QByteArrayView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }

    [[nodiscard]] bool isSpoilt() const { return m_isSpoilt; }
    [[nodiscard]] bool isEmpty() const { return m_rest.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_rest.size(); }

private:
    QByteArrayView m_rest;
    bool m_isSpoilt = false;
};

/// The promised size of container and data; nothing for a chip that is not formatted.
std::optional<qsizetype> promisedSize(const QByteArray &memory)
{
    if (memory.size() < containerSize || static_cast<uchar>(memory[0]) != ndefMagic ||
        static_cast<uchar>(memory[1]) >> 4 != majorVersion)
        return std::nullopt;
    return std::min(containerSize + static_cast<uchar>(memory[2]) * qsizetype(8), Type2Memory::most);
}

/// Where the message lies within the memory, whether or not so much of it is given.
struct Extent
{
    qsizetype begin;
    qsizetype size;
};

/// The first message's place; or, when it is not known yet, how many bytes it takes to go on (0: none
/// would help, there is no message).
Expected<Extent, qsizetype> findMessage(const QByteArray &memory)
{
    const auto promised = promisedSize(memory);
    if (!promised)
        return Unexpected{memory.size() < containerSize ? containerSize : 0};
    qsizetype at = containerSize;
    while (at < *promised) {
        if (at >= memory.size())
            return Unexpected{at + 1};
        const auto kind = static_cast<uchar>(memory[at++]);
        if (kind == nullBlock)
            continue;
        if (kind == terminator)
            break;
        Source length(QByteArrayView(memory).sliced(std::min(at, memory.size())));
        qsizetype size = length.byte();
        at += 1;
        if (size == longLength) {
            size = length.number(2);
            at += 2;
        }
        if (length.isSpoilt())
            return Unexpected{at <= *promised ? at : 0};
        if (at + size > *promised)
            break;
        if (kind == messageBlock)
            return Extent{at, size};
        at += size;
    }
    return Unexpected{qsizetype(0)};
}

bool isUnwanted(QChar character)
{
    // Control characters, and those that turn the direction of what follows on the screen.
    const char16_t c = character.unicode();
    return (character.category() == QChar::Other_Control && c != u'\n' && c != u'\t') ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

std::optional<QString> fromUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

/// Big endian where no byte order mark says otherwise (Text Record Type Definition, §3.4). Qt's decoder is
/// silent about half a character at the end.
std::optional<QString> fromUtf16(QByteArrayView bytes)
{
    const bool isLittleEndian = bytes.startsWith("\xff\xfe");
    QString text;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2) {
        const auto first = static_cast<uchar>(bytes[i]);
        const auto second = static_cast<uchar>(bytes[i + 1]);
        text += QChar(isLittleEndian ? second << 8 | first : first << 8 | second);
    }
    return bytes.size() % 2 == 0 && text.isValidUtf16() ? std::optional(text) : std::nullopt;
}

std::optional<NdefRecord> readText(QByteArrayView payload)
{
    Source source(payload);
    const uchar status = source.byte();
    const QByteArrayView language = source.take(status & 0x3f);
    if (source.isSpoilt())
        return std::nullopt;
    const bool isTag = std::all_of(language.begin(), language.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    const QByteArrayView rest = source.take(source.size());
    auto text = (status & 0x80) == 0 ? fromUtf8(rest) : fromUtf16(rest);
    if (!text || !isTag)
        return std::nullopt;
    text->remove(QChar(QChar::ByteOrderMark));
    text->removeIf(isUnwanted);
    text->truncate(longestNdefText);
    if (!text->isEmpty() && text->back().isHighSurrogate())
        text->chop(1);
    return NdefText{QString::fromLatin1(language), *text};
}

std::optional<NdefRecord> readUri(QByteArrayView payload)
{
    Source source(payload);
    const size_t prefix = source.byte();
    if (source.isSpoilt() || prefix >= uriPrefixes.size())
        return std::nullopt;
    const auto rest = fromUtf8(source.take(source.size()));
    if (!rest)
        return std::nullopt;
    const QString uri = uriPrefixes[prefix] + *rest;
    const bool isPlain = std::none_of(uri.begin(), uri.end(), [](QChar character) {
        return character.isSpace() || character.isNull() || isUnwanted(character);
    });
    if (!isPlain || rest->isEmpty() || uri.size() > longestNdefText)
        return std::nullopt;
    return NdefUri{uri};
}

} // namespace

QList<NdefRecord> ndefRecords(const QByteArray &message)
{
    QList<NdefRecord> records;
    Source source(message);
    for (bool isFirst = true; !source.isEmpty() && records.size() < mostNdefRecords; isFirst = false) {
        const uchar header = source.byte();
        const qsizetype typeSize = source.byte();
        const qsizetype payloadSize = source.number((header & shortRecord) != 0 ? 1 : 4);
        const qsizetype idSize = (header & hasId) != 0 ? source.byte() : 0;
        const QByteArrayView type = source.take(typeSize);
        source.take(idSize);
        const QByteArrayView payload = source.take(payloadSize);
        // A record in chunks has no place on a chip of this size.
        if (source.isSpoilt() || ((header & messageBegin) != 0) != isFirst || (header & chunk) != 0)
            break;
        if ((header & typeNameFormat) == wellKnown) {
            const auto record = type == "T"   ? readText(payload)
                                : type == "U" ? readUri(payload)
                                              : std::nullopt;
            if (record)
                records.append(*record);
        }
        if ((header & messageEnd) != 0)
            break;
    }
    return records;
}

qsizetype Type2Memory::wanted(const QByteArray &memory)
{
    const auto message = findMessage(memory);
    return message ? message->begin + message->size : message.error();
}

QByteArray Type2Memory::message(const QByteArray &memory)
{
    const auto message = findMessage(memory);
    if (!message || message->begin + message->size > memory.size())
        return {};
    return memory.sliced(message->begin, message->size);
}

} // namespace Medio::Nfc
