// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readerprotocol.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace Medio::Nfc;
using namespace Medio::Nfc::ReaderProtocol;
using namespace Qt::StringLiterals;

namespace {

const Uid chip = *Uid::fromString(u"04:A1:B2:C3:D4:E5:F6"_s);

} // namespace

class TestReaderProtocol : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesThereAndBack();
    void writesWhatTheReadmeSays();
    void refuses_data();
    void refuses();
    void passesOverWhatIsNewer();
    void namesTheReader();
    void cutsLongTexts();
    void survivesRandomBytes();
    void survivesDamagedLines();
};

void TestReaderProtocol::goesThereAndBack()
{
    const std::chrono::nanoseconds late(std::numeric_limits<qint64>::max());
    const QList<Report> reports{Alive{},
                                Found{u"PN532 \"uart\"\n"_s},
                                Lost{ReaderFault::NotConfigured, u"a"_s},
                                Lost{ReaderFault::Missing, u"b"_s},
                                Lost{ReaderFault::Busy, u"ü"_s},
                                Lost{ReaderFault::NotPermitted, {}},
                                Lost{ReaderFault::Mute, u"d"_s},
                                Vacant{},
                                Placement{chip, true, late},
                                Placement{chip, false, std::chrono::nanoseconds(0)},
                                Placement{chip, false, late, ChipKind::FeliCa},
                                Placement{chip, false, late, ChipKind::Iso14443A, 0x0044, 0x00},
                                Found{u"a"_s, u"USB 1-1"_s, true},
                                Lost{ReaderFault::Busy, u"a"_s, u"b"_s},
                                Ndef{chip, QByteArray::fromHex("d1010154")},
                                Ndef{chip, QByteArray(longestMessage, '\xff')},
                                Unknown{u"sing"_s},
                                Lifted{chip},
                                Refused{UidFlaw::Impossible, true, late},
                                Refused{UidFlaw::Random, false, late, {}, chip},
                                Weak{chip},
                                Found{u"a"_s, {}, false, u"PN532 v1.6"_s},
                                Found{u"a"_s, {}, false, {}, true},
                                Alive{12, 3, 7}};
    for (const Report &report : reports) {
        const QByteArray line = toLine(report);
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(line.endsWith('\n'));
        const auto back = fromLine(line);
        QVERIFY2(back, line.constData());
        QCOMPARE(back->index(), report.index());
        QCOMPARE(toLine(*back), line);
        QVERIFY(fromLine(line.chopped(1)));
    }
}

void TestReaderProtocol::writesWhatTheReadmeSays()
{
    QCOMPARE(toLine(Placement{chip, true, std::chrono::nanoseconds(12)}),
             R"({"event":"placed","resting":true,"t":"12","uid":"04:A1:B2:C3:D4:E5:F6","v":1})"
             "\n");
    QCOMPARE(toLine(Lost{ReaderFault::NotPermitted, u"x"_s}),
             R"({"detail":"x","event":"lost","fault":"not-permitted","v":1})"
             "\n");
}

void TestReaderProtocol::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const char *line) {
        QTest::newRow(name) << QByteArray(line);
    };
    row("nothing", "");
    row("no JSON", "hello");
    row("an array", "[1]");
    row("no version", R"({"event":"alive"})");
    row("another version", R"({"event":"alive","v":2})");
    row("a version in words", R"({"event":"alive","v":"1"})");
    row("no event", R"({"v":1})");
    row("an event that is a number", R"({"event":1,"v":1})");
    row("an ATQA of three digits",
        R"({"event":"placed","resting":true,"t":"1","uid":"04A1B2C3","atqa":"044","v":1})");
    row("a SAK that is none",
        R"({"event":"placed","resting":true,"t":"1","uid":"04A1B2C3","sak":"+8","v":1})");
    row("tap_only in words", R"({"event":"found","name":"a","tap_only":"yes","v":1})");
    row("a message of no bytes", R"({"event":"ndef","uid":"04A1B2C3","message":"","v":1})");
    row("a message of half bytes", R"({"event":"ndef","uid":"04A1B2C3","message":"d10","v":1})");
    row("a message of other letters", R"({"event":"ndef","uid":"04A1B2C3","message":"xy","v":1})");
    QTest::newRow("a message too long")
        << QByteArray(R"({"event":"ndef","uid":"04A1B2C3","v":1,"message":")" +
                      QByteArray(2 * longestMessage + 2, 'd') + "\"}");
    row("a name that is none", R"({"event":"found","name":1,"v":1})");
    row("a fault without a name", R"({"event":"lost","fault":7,"detail":"","v":1})");
    row("no detail", R"({"event":"lost","fault":"mute","v":1})");
    row("no UID", R"({"event":"placed","resting":true,"t":"1","v":1})");
    row("a UID of 5 bytes", R"({"event":"lifted","uid":"04A1B2C3D4","v":1})");
    row("resting in words", R"({"event":"placed","resting":"yes","t":"1","uid":"04A1B2C3","v":1})");
    row("a time before time", R"({"event":"placed","resting":true,"t":"-1","uid":"04A1B2C3","v":1})");
    row("a time that is a number", R"({"event":"placed","resting":true,"t":1,"uid":"04A1B2C3","v":1})");
    row("a time too long",
        R"({"event":"placed","resting":true,"t":"9223372036854775808","uid":"04A1B2C3","v":1})");
    QTest::newRow("a line too long") << QByteArray(R"({"event":"alive","v":1})" +
                                                   QByteArray(longestLine, ' '));
    QTest::newRow("a name too long") << QByteArray(R"({"event":"found","v":1,"name":")" +
                                                   QByteArray(longestText + 1, 'n') + "\"}");
    QTest::newRow("deep nesting") << QByteArray(4000, '[');
}

void TestReaderProtocol::refuses()
{
    QFETCH(QByteArray, line);
    const auto report = fromLine(line);
    QVERIFY(!report);
    QVERIFY(!report.error().isEmpty());
}

void TestReaderProtocol::passesOverWhatIsNewer()
{
    const auto event = fromLine(R"({"event":"sing","song":["a"],"v":1})");
    QVERIFY(event);
    QCOMPARE(std::get<Unknown>(*event), Unknown{u"sing"_s});
    const auto key = fromLine(R"({"event":"alive","mood":1,"v":1})");
    QVERIFY(key);
    QVERIFY(std::holds_alternative<Alive>(*key));
    const auto kind =
        fromLine(R"({"event":"placed","resting":true,"t":"1","uid":"04A1B2C3","kind":"uwb","v":1})");
    QVERIFY(kind);
    QCOMPARE(std::get<Placement>(*kind).kind, ChipKind::Unknown);
    const auto fault = fromLine(R"({"event":"lost","fault":"too-hot","detail":"It is hot.","v":1})");
    QVERIFY(fault);
    QCOMPARE(std::get<Lost>(*fault), (Lost{ReaderFault::Mute, u"It is hot."_s}));
}

void TestReaderProtocol::namesTheReader()
{
    const QByteArray line = toLine(Vacant{}, u"left"_s);
    QCOMPARE(line, R"({"event":"vacant","reader":"left","v":1})"
                   "\n");
    QVERIFY(fromLine(line));
}

void TestReaderProtocol::cutsLongTexts()
{
    const QByteArray line = toLine(Found{QString(100'000, u'\u20ac')});
    QVERIFY(line.size() <= longestLine);
    const auto back = fromLine(line);
    QVERIFY(back);
    QCOMPARE(std::get<Found>(*back).name.size(), longestText);
}

void TestReaderProtocol::survivesRandomBytes()
{
    QRandomGenerator random(3);
    for (int i = 0; i < 50'000; ++i) {
        QByteArray bytes(random.bounded(200), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        QVERIFY(!fromLine(bytes));
    }
}

void TestReaderProtocol::survivesDamagedLines()
{
    QRandomGenerator random(4);
    const QByteArray good = toLine(Placement{chip, true, std::chrono::nanoseconds(12345)});
    for (int i = 0; i < 50'000; ++i) {
        QByteArray line = good;
        for (int n = random.bounded(1, 4); n > 0; --n)
            line[random.bounded(static_cast<int>(line.size()))] = static_cast<char>(random.bounded(256));
        if (const auto report = fromLine(line)) // still sound, so it can be written again
            QVERIFY(fromLine(toLine(*report)));
    }
}

QTEST_GUILESS_MAIN(TestReaderProtocol)
#include "tst_readerprotocol.moc"
