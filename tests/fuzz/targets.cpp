// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/targets.h"

#include "nfc/ndef.h"
#include "nfc/readerprotocol.h"
#include "nfc/uid.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace Medio::Nfc;

namespace Medio::Fuzz {
namespace {

/// Not an assertion of the programs: it holds in every build.
void require(bool isTrue, const char *what)
{
    if (isTrue)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// Values made of the bytes; zeros when they are used up.
class Source
{
public:
    explicit Source(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    quint8 byte() { return m_at < m_bytes.size() ? static_cast<quint8>(m_bytes[m_at++]) : 0; }
    quint16 word()
    {
        const quint8 high = byte();
        return static_cast<quint16>(high << 8 | byte());
    }

    QByteArray bytes()
    {
        const qsizetype wish = word() % 2000;
        QByteArray taken = m_bytes.mid(m_at, wish);
        m_at = std::min(m_at + taken.size(), m_bytes.size());
        return taken;
    }

    QString text()
    {
        const QByteArray units = bytes();
        QString text;
        for (qsizetype i = 0; i + 1 < units.size(); i += 2)
            text += QChar(static_cast<quint8>(units[i]) << 8 | static_cast<quint8>(units[i + 1]));
        return text;
    }

    Uid uid()
    {
        static constexpr std::array<qsizetype, 4> sizes{4, 7, 8, 10};
        QByteArray bytes(sizes[byte() % sizes.size()], '\0');
        for (char &each : bytes)
            each = static_cast<char>(byte());
        bytes[0] = static_cast<char>(bytes[0] | 1); // not all zero
        return *Uid::fromBytes(bytes);
    }

    std::chrono::nanoseconds time()
    {
        const qint64 count = word();
        return std::chrono::nanoseconds(count << (byte() % 47));
    }

private:
    const QByteArray m_bytes;
    qsizetype m_at = 0;
};

ReaderProtocol::Report reportOf(Source &source)
{
    using namespace ReaderProtocol;
    switch (source.byte() % 10) {
    case 0:
        return Alive{source.word(), source.word(), source.word()};
    case 1:
        return Found{source.text(), source.text(), source.byte() % 2 == 1, source.text(),
                     source.byte() % 2 == 1};
    case 2:
        return Lost{static_cast<ReaderFault>(1 + source.byte() % 5), source.text(), source.text()};
    case 3:
        return Vacant{};
    case 4: {
        Placement placement{source.uid(), source.byte() % 2 == 1, source.time(),
                            static_cast<ChipKind>(source.byte() % 5)};
        if (source.byte() % 2 == 1)
            placement.atqa = source.word();
        if (source.byte() % 2 == 1)
            placement.sak = source.byte();
        return placement;
    }
    case 5:
        return Lifted{source.uid()};
    case 6:
        return Refused{static_cast<UidFlaw>(source.byte() % 2),
                       source.byte() % 2 == 1,
                       source.time(),
                       {},
                       source.byte() % 2 == 1 ? std::optional(source.uid()) : std::nullopt};
    case 7:
        return Weak{source.uid()};
    case 8:
        return Ndef{source.uid(), source.bytes().left(longestMessage).append('\1').left(longestMessage)};
    default:
        return Unknown{QStringLiteral("x") + source.text()};
    }
}

} // namespace

void line(const QByteArray &bytes)
{
    const auto report = ReaderProtocol::fromLine(bytes);
    if (!report) {
        require(!report.error().isEmpty(), "a line that is refused is refused with a reason");
        return;
    }
    const QByteArray written = ReaderProtocol::toLine(*report);
    const auto again = ReaderProtocol::fromLine(written);
    require(again.has_value(), "a report that was read can be written and read again");
    require(again->index() == report->index(), "... as the same kind");
    require(ReaderProtocol::toLine(*again) == written, "... with the same values");
}

void report(const QByteArray &bytes)
{
    Source source(bytes);
    const auto given = reportOf(source);
    const QByteArray written = ReaderProtocol::toLine(given, source.text());
    require(written.size() <= ReaderProtocol::longestLine, "a line is bounded");
    require(written.endsWith('\n') && written.count('\n') == 1, "a report is one line");
    const auto read = ReaderProtocol::fromLine(written);
    require(read.has_value(), "what is written can be read");
    require(read->index() == given.index(), "... as the same kind");
}

void ndef(const QByteArray &bytes)
{
    const qsizetype wanted = Type2Memory::wanted(bytes);
    require(wanted >= 0 && wanted <= Type2Memory::most, "no more than a chip's memory is wanted");
    const QByteArray message = Type2Memory::message(bytes);
    require(message.isEmpty() || wanted <= bytes.size(), "a message lies within what is given");
    for (qsizetype size = 0; size < std::min<qsizetype>(bytes.size(), 64); ++size)
        require(Type2Memory::message(bytes.first(size)).isEmpty() ||
                    Type2Memory::message(bytes.first(size)) == message,
                "more bytes do not change a message that is known");

    for (const QByteArray &each : {message, bytes}) {
        const auto records = ndefRecords(each);
        require(records.size() <= mostNdefRecords, "records are bounded");
        for (const NdefRecord &record : records) {
            if (const auto *text = std::get_if<NdefText>(&record)) {
                require(text->text.size() <= longestNdefText && text->text.isValidUtf16(),
                        "a text is bounded and sound");
                require(text->language.size() < 64, "a language is bounded");
            } else {
                const QString &uri = std::get<NdefUri>(record).uri;
                require(!uri.isEmpty() && uri.size() <= longestNdefText && uri.isValidUtf16(),
                        "a URI is bounded and sound");
                require(std::none_of(uri.begin(), uri.end(), [](QChar c) { return c.isSpace(); }),
                        "a URI has no white space");
            }
        }
    }
}

void uid(const QByteArray &bytes)
{
    Source source(bytes);
    const auto kind = static_cast<ChipKind>(source.byte() % 5);
    const quint16 atqa = source.word();
    const Sighting sighting = sightingOf(kind, bytes.mid(3), atqa);
    if (const auto *read = std::get_if<Uid>(&sighting)) {
        require(read->bytes() == bytes.mid(3), "a UID is what was read");
        require(kind != ChipKind::Iso14443A || read->agreesWithAtqa(atqa), "a UID agrees with the ATQA");
        require(Uid::fromString(read->toString()) == *read, "a UID is read as it is written");
    } else if (const auto *several = std::get_if<Mixture>(&sighting)) {
        require(kind == ChipKind::Iso14443A && !several->uid.agreesWithAtqa(atqa) &&
                    several->uid.fitsIntoAtqa(atqa),
                "two chips are thought of when one can't be");
    }
    for (const QString &text : {QString::fromUtf8(bytes), QString::fromLatin1(bytes)})
        if (const auto read = Uid::fromString(text))
            require(Uid::fromString(read->toString()) == *read && text.size() <= 29,
                    "a UID is read as it is written");
}

} // namespace Medio::Fuzz
