// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/pollloop.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const Uid chip = *Uid::fromString(u"04:A1:B2:C3:D4:E5:F6"_s);

/// Plays a script: "x" the device can't be opened, "o" it can; then one look each: "A" the
/// chip, "." nothing, "!" a failed look, "g" the device is gone.
class ScriptedTransport final : public Transport
{
public:
    explicit ScriptedTransport(const QString &script)
        : m_rest(script)
    {
    }

    Expected<QString, Trouble> open() override
    {
        isOpen = next() == u'o';
        if (isOpen)
            return u"scripted"_s;
        return Unexpected{Trouble{ReaderFault::Busy, u"busy"_s}};
    }

    Look look() override
    {
        Q_ASSERT(isOpen);
        switch (next().unicode()) {
        case u'A':
            return {Look::Result::Chip, chip, true};
        case u'.':
            return {Look::Result::Nothing};
        case u'g':
            return {Look::Result::Gone};
        default:
            return {Look::Result::Failed};
        }
    }

    void close() override { isOpen = false; }

    [[nodiscard]] Trouble trouble(Look::Result result) const override
    {
        return {result == Look::Result::Gone ? ReaderFault::Missing : ReaderFault::Mute, u"trouble"_s};
    }

    [[nodiscard]] bool isOver() const { return m_rest.isEmpty(); }
    bool isOpen = false;

private:
    QChar next()
    {
        const QChar first = m_rest.isEmpty() ? u'.' : m_rest[0];
        m_rest.remove(0, 1);
        return first;
    }
    QString m_rest;
};

} // namespace

class TestPollLoop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void says_data();
    void says();
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

    QStringList words;
    QStringList waits;
    std::chrono::nanoseconds now = 1s;
    ScriptedTransport transport(script);
    const auto say = [&](const ReaderProtocol::Report &report) {
        if (const auto *lost = std::get_if<ReaderProtocol::Lost>(&report))
            words << u"lost:"_s.append(lost->fault == ReaderFault::Busy      ? u"busy"_s
                                       : lost->fault == ReaderFault::Missing ? u"missing"_s
                                                                             : u"mute"_s);
        else if (std::holds_alternative<ReaderProtocol::Found>(report))
            words << u"found"_s;
        else if (std::holds_alternative<Vacant>(report))
            words << u"vacant"_s;
        else if (std::holds_alternative<Lifted>(report))
            words << u"lifted"_s;
        else if (const auto *placement = std::get_if<Placement>(&report))
            words << (placement->resting ? u"resting"_s : u"placed"_s);
    };
    const auto pause = [&](milliseconds time) {
        now += time;
        if (time > 0ms)
            waits << QString::number(time.count());
        return !transport.isOver();
    };
    // Each look counts at once: how long a gap must be is decided elsewhere.
    PollLoop(transport,
             {say, pause,
              [&] {
                  return now;
              }},
             {.looks = 2, .trusted = 0ms, .wary = 0ms})
        .run();
    QVERIFY(!transport.isOpen);
    QCOMPARE(words.join(u' '), said);
    QCOMPARE(waits.join(u' '), pauses);
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
