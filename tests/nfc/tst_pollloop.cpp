// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/overloaded.h"
#include "nfc/reader/pollloop.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const Uid chip = *Uid::fromString(u"04:A1:B2:C3:D4:E5:F6"_s);

/// Plays a script: "x" the device can't be opened, "o" it can; then one look each: "A" the
/// chip, "N" the same as an NTAG with `memory`, "R" a phone, "." nothing, "-" the same, told the moment it
/// went, "!" a failed look, "g" the device is gone.
class ScriptedTransport final : public Transport
{
public:
    explicit ScriptedTransport(const QString &script)
        : m_rest(script)
    {
    }

    Expected<Reader, Trouble> open() override
    {
        isOpen = next() == u'o';
        if (isOpen)
            return reader;
        return Unexpected{Trouble{ReaderFault::Busy, u"busy"_s}};
    }

    Look look(milliseconds patience) override
    {
        Q_ASSERT(isOpen);
        patiences << QString::number(patience.count());
        switch (next().unicode()) {
        case u'A':
            return {.result = Look::Result::Chip, .uid = chip.bytes(), .atqa = 0x0044, .sak = 0x08};
        case u'N':
            return {.result = Look::Result::Chip, .uid = chip.bytes(), .atqa = 0x0044, .sak = 0x00};
        case u'R':
            return {.result = Look::Result::Chip, .uid = QByteArray::fromHex("08a1b2c3"), .atqa = 0x0004};
        case u'.':
            return {Look::Result::Nothing};
        case u'-':
            return {.result = Look::Result::Nothing, .isJustGone = true};
        case u'g':
            return {Look::Result::Gone};
        default:
            return {Look::Result::Failed};
        }
    }

    QByteArray read(quint8 page) override
    {
        ++reads;
        return isReadable
                   ? memory.mid(qsizetype(page - 3) * 4, bytesPerRead).leftJustified(bytesPerRead, '\0')
                   : QByteArray();
    }

    void close() override { isOpen = false; }

    [[nodiscard]] Trouble trouble(Look::Result result) const override
    {
        return {result == Look::Result::Gone ? ReaderFault::Missing : ReaderFault::Mute, u"trouble"_s};
    }

    [[nodiscard]] bool isOver() const { return m_rest.isEmpty(); }
    bool isOpen = false;
    bool isReadable = true;
    QByteArray memory; ///< of the NTAG, from page 3 on
    int reads = 0;
    QStringList patiences;
    // Each look counts at once: how long a gap must be is decided elsewhere.
    Reader reader{.name = u"scripted"_s, .grace = {.looks = 2, .trusted = 0ms, .wary = 0ms, .doubt = 0ms}};

private:
    QChar next()
    {
        const QChar first = m_rest.isEmpty() ? u'.' : m_rest[0];
        m_rest.remove(0, 1);
        return first;
    }
    QString m_rest;
};

struct Told
{
    QStringList words;
    QStringList waits; ///< ms, of those that are not 0
};

QString wordFor(const ReaderProtocol::Report &report)
{
    return std::visit(
        Overloaded{
            [](const ReaderProtocol::Alive &) { return QString(); },
            [](const ReaderProtocol::Found &) { return u"found"_s; },
            [](const ReaderProtocol::Lost &lost) {
                return lost.fault == ReaderFault::Busy      ? u"lost:busy"_s
                       : lost.fault == ReaderFault::Missing ? u"lost:missing"_s
                                                            : u"lost:mute"_s;
            },
            [](const Vacant &) { return u"vacant"_s; },
            [](const Placement &placement) { return placement.resting ? u"resting"_s : u"placed"_s; },
            [](const Lifted &) { return u"lifted"_s; },
            [](const Refused &) { return u"refused"_s; },
            [](const Weak &) { return u"weak"_s; },
            [](const ReaderProtocol::Ndef &ndef) -> QString {
                return u"ndef:"_s + QString::fromLatin1(ndef.message.toHex());
            },
            [](const ReaderProtocol::Unknown &) { return u"unknown"_s; },
        },
        report);
}

/// Until the script is over.
Told runOn(ScriptedTransport *transport)
{
    Told told;
    std::chrono::nanoseconds now = 1s;
    const auto say = [&](const ReaderProtocol::Report &report) {
        if (const QString word = wordFor(report); !word.isEmpty())
            told.words << word;
    };
    const auto pause = [&](milliseconds time) {
        now += time;
        if (time > 0ms)
            told.waits << QString::number(time.count());
        return !transport->isOver();
    };
    PollLoop(*transport, {say, pause,
                          [&] {
                              return now;
                          }})
        .run();
    return told;
}

} // namespace

class TestPollLoop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void says_data();
    void says();
    void readsWhatIsWritten_data();
    void readsWhatIsWritten();
    void neverReadsWithoutEnd();
    void tellsTaps();
    void isPatientWithAReaderThatTellsByItself();
    void aChipLayThereUntilItsGoingWasTold_data();
    void aChipLayThereUntilItsGoingWasTold();
    void saysThatItLives();
};

void TestPollLoop::says_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("pauses"); // ms, of those that are not 0

    QTest::newRow("an empty field") << u"o..."_s << u"found vacant"_s << u"10 10"_s;
    QTest::newRow("a chip that lay there") << u"oAA"_s << u"found resting"_s << u"50 50"_s;
    QTest::newRow("a chip comes and goes") << u"o..A.."_s << u"found vacant placed lifted"_s << u"10 50 10"_s;
    QTest::newRow("noise") << u"o..!A"_s << u"found vacant placed"_s << u"10 10 50"_s;
    QTest::newRow("a chip that comes before the field is known to be empty")
        << u"o.A.."_s << u"found resting lifted"_s << u"50 10"_s;
    QTest::newRow("held by somebody for long")
        << u"xxxxxxo.."_s << u"lost:busy found vacant"_s << u"100 200 400 800 1000 1000 10"_s;
    QTest::newRow("a mute reader comes back")
        << u"o..!!!o.."_s << u"found vacant lost:mute found vacant"_s << u"10 10 10 100 10"_s;
    QTest::newRow("opened, but unable to look")
        << u"o!!!o.!!!o!!!oA"_s << u"lost:mute found resting"_s << u"10 10 100 10 10 200 10 10 400 50"_s;
    QTest::newRow("pulled out") << u"oAgxo.."_s << u"found resting lost:missing lost:busy found vacant"_s
                                << u"50 100 200 10"_s;
    QTest::newRow("the back-off begins anew after a good look")
        << u"xxo..gxoA"_s << u"lost:busy found vacant lost:missing lost:busy found resting"_s
        << u"100 200 10 100 200 50"_s;
}

void TestPollLoop::says()
{
    QFETCH(QString, script);
    QFETCH(QString, said);
    QFETCH(QString, pauses);

    ScriptedTransport transport(script);
    const Told told = runOn(&transport);
    QVERIFY(!transport.isOpen);
    QCOMPARE(told.words.join(u' '), said);
    QCOMPARE(told.waits.join(u' '), pauses);
}

void TestPollLoop::readsWhatIsWritten_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArray>("memory"); // hex, from page 3 on
    QTest::addColumn<bool>("isReadable");
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("reads");
    const QByteArray small = "e1101200"
                             "0304d1000000fe";
    // 40 bytes: three READs
    const QByteArray large = "e1101200"
                             "0328" +
                             QByteArray("d1").repeated(40) + "fe";
    QTest::newRow("a small message") << u"o..NNN"_s << small << true << u"found vacant placed ndef:d1000000"_s
                                     << 1;
    QTest::newRow("a large one, a READ each turn")
        << u"o..NNNNN"_s << large << true
        << u"found vacant placed ndef:"_s + QString::fromLatin1(QByteArray("d1").repeated(40)) << 3;
    QTest::newRow("lifted in the midst")
        << u"o..NN.."_s << large << true << u"found vacant placed lifted"_s << 2;
    QTest::newRow("one miss in the midst")
        << u"o..N.NNN"_s << large << true
        << u"found vacant placed ndef:"_s + QString::fromLatin1(QByteArray("d1").repeated(40)) << 3;
    QTest::newRow("a resting chip is not read") << u"oNNNN"_s << small << true << u"found resting"_s << 0;
    QTest::newRow("one of another kind neither")
        << u"o..AAAA"_s << small << true << u"found vacant placed"_s << 0;
    QTest::newRow("not readable: tried three times")
        << u"o..NNNNNNN"_s << small << false << u"found vacant placed"_s << 3;
    QTest::newRow("nothing is written") << u"o..NNN"_s
                                        << QByteArray("e1101200"
                                                      "0300fe")
                                        << true << u"found vacant placed"_s << 1;
    QTest::newRow("no NDEF chip") << u"o..NNN"_s << QByteArray("ffffffff") << true << u"found vacant placed"_s
                                  << 1;
}

void TestPollLoop::readsWhatIsWritten()
{
    QFETCH(QString, script);
    QFETCH(QByteArray, memory);
    QFETCH(bool, isReadable);
    QFETCH(QString, said);
    QFETCH(int, reads);
    ScriptedTransport transport(script);
    transport.memory = QByteArray::fromHex(memory);
    transport.isReadable = isReadable;
    QCOMPARE(runOn(&transport).words.join(u' '), said);
    QCOMPARE(transport.reads, reads);
}

void TestPollLoop::neverReadsWithoutEnd()
{
    QRandomGenerator random(23);
    for (int i = 0; i < 300; ++i) {
        ScriptedTransport transport(u"o.."_s.append(QString(100, u'N')));
        transport.memory = QByteArray(2000, '\0');
        for (char &byte : transport.memory)
            byte = static_cast<char>(random.bounded(256));
        transport.memory.replace(0, 4, QByteArray::fromHex("e110ff00"));
        if (random.bounded(2) == 0)
            transport.memory.replace(4, 4, QByteArray::fromHex("03ffffff")); // longer than any chip
        runOn(&transport);
        QVERIFY(transport.reads <= 56 + 1);
    }
}

void TestPollLoop::tellsTaps()
{
    ScriptedTransport transport(u"o.A..A.R!!!oAg"_s);
    transport.reader.tapOnly = transport.reader.tellsByItself = true;
    const Told told = runOn(&transport);
    QCOMPARE(told.words.join(u' '), u"found vacant placed lifted placed lifted refused lost:mute "
                                    "found vacant placed lifted lost:missing"_s);
    QCOMPARE(told.waits.join(u' '), u"10 10 100 100"_s); // after failures only: the look has waited
}

void TestPollLoop::isPatientWithAReaderThatTellsByItself()
{
    ScriptedTransport transport(u"o...A..!."_s);
    transport.reader.tellsByItself = true;
    const Told told = runOn(&transport);
    QCOMPARE(told.words.join(u' '), u"found vacant placed lifted"_s);
    QCOMPARE(transport.patiences.join(u' '), u"20 20 200 200 200 20 200 200"_s);
    QCOMPARE(told.waits.join(u' '), u"10"_s);
}

void TestPollLoop::aChipLayThereUntilItsGoingWasTold_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("said");
    QTest::newRow("found missing") << u"o..A.A"_s << u"found vacant placed lifted placed"_s;
    QTest::newRow("told the moment it went") << u"o..A-A"_s << u"found vacant placed"_s;
}

void TestPollLoop::aChipLayThereUntilItsGoingWasTold()
{
    QFETCH(QString, script);
    QFETCH(QString, said);
    ScriptedTransport transport(script);
    // Less than the pause between two looks
    transport.reader.grace = {.looks = 1, .trusted = 40ms, .wary = 40ms};
    QCOMPARE(runOn(&transport).words.join(u' '), said);
}

void TestPollLoop::saysThatItLives()
{
    QList<std::chrono::nanoseconds> words;
    std::chrono::nanoseconds now = 1s;
    ScriptedTransport transport(u"o"_s.append(QString(1000, u'.')));
    const auto say = [&](const ReaderProtocol::Report &) {
        words << now;
    };
    const auto pause = [&](milliseconds time) {
        now += time + 15ms;
        return !transport.isOver();
    };
    PollLoop(transport, {say, pause,
                         [&] {
                             return now;
                         }})
        .run();
    QVERIFY(words.size() > 20);
    for (qsizetype i = 1; i < words.size(); ++i)
        QVERIFY(words[i] - words[i - 1] < 600ms);
    QVERIFY(words.size() < 60); // and no more than needed
}

QTEST_GUILESS_MAIN(TestPollLoop)
#include "tst_pollloop.moc"
