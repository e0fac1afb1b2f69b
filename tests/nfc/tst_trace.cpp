// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/gestures.h"
#include "nfc/simulator/traceplayer.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace Medio;
using namespace Medio::Simulator;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Nfc::Uid one = *Nfc::Uid::fromString(u"04:A1:B2:C3:D4:E5:F6"_s);
const Nfc::Uid two = *Nfc::Uid::fromString(u"DE:AD:BE:EF"_s);

double inMs(Trace::Time time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

/// Traces as text, the gestures that are made up, and how a field feels them.
class TestTrace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatItWrites();
    void readsWhatPeopleWrite();
    void refuses_data();
    void refuses();
    void survivesRandomBytes();
    void gesturesAreTheSameForTheSameSeed();
    void gesturesKeepTheirPromises_data();
    void gesturesKeepTheirPromises();
    void gesturesAreAsFrequentAsTheyShould();
    void fadesAreAsLongAsTheyShould();
    void isFeltByAField();
};

void TestTrace::readsWhatItWrites()
{
    QList<Trace> traces;
    for (const QString &name : gestureNames())
        traces << traceOf(*gestureByName(name), one, two, 3);
    const auto read = tracesFrom(toText(traces));
    QVERIFY2(read, qPrintable(read ? QString() : read.error()));
    QCOMPARE(read->size(), traces.size());
    QCOMPARE(toText(*read), toText(traces));
}

void TestTrace::readsWhatPeopleWrite()
{
    const auto read = tracesFrom("# from the kitchen\r\n"
                                 "\r\n"
                                 "medio-trace 1\r\n"
                                 "trace rest # a figure on felt\r\n"
                                 "  0.5 placed deadbeef\r\n"
                                 "  0.5 loss deadbeef 12.5\r\n"
                                 "  4 loss deadbeef 100");
    QVERIFY2(read, qPrintable(read ? QString() : read.error()));
    QCOMPARE(read->size(), 1);
    QCOMPARE(read->first().kind, u"rest"_s);
    QCOMPARE(read->first().contacts, (QList<Trace::Contact>{{500us, two, 0.125}, {4ms, two, 1}}));
    QCOMPARE(read->first().truth, (QList<Trace::Truth>{{500us, Trace::Truth::What::Placed, two}}));
    QCOMPARE(read->first().end(), Trace::Time(4ms));
}

void TestTrace::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &text, const QString &reason) {
        QTest::newRow(name) << text << reason;
    };
    const QByteArray head = "medio-trace 1\ntrace x\n";
    row("nothing", "", u"there is no trace"_s);
    row("another format", "trace x\n", u"line 1: the first line must be"_s);
    row("a later version", "medio-trace 2\n", u"line 1: the first line must be"_s);
    row("no trace", "medio-trace 1\n", u"there is no trace"_s);
    row("an event before the trace", "medio-trace 1\n1 placed deadbeef\n",
        u"line 2: a line \"trace KIND\""_s);
    row("a trace without a kind", "medio-trace 1\ntrace\n", u"line 2: \"trace\" wants one word"_s);
    row("no time", head + "soon placed deadbeef\n", u"line 3: \"soon\" is no time"_s);
    row("a negative time", head + "-1 placed deadbeef\n", u"line 3: \"-1\" is no time"_s);
    row("never", head + "inf placed deadbeef\n", u"line 3: \"inf\" is no time"_s);
    row("an unknown event", head + "1 fell deadbeef\n", u"line 3: after the time comes"_s);
    row("no UID", head + "1 placed\n", u"line 3: \"\" is no UID"_s);
    row("half a UID", head + "1 placed deadbe\n", u"line 3: \"deadbe\" is no UID"_s);
    row("no percent", head + "1 loss deadbeef\n", u"line 3: loss wants"_s);
    row("too many percent", head + "1 loss deadbeef 101\n", u"line 3: \"101\" is not"_s);
    row("percent that are none", head + "1 loss deadbeef nan\n", u"line 3: \"nan\" is not"_s);
    row("a word too many", head + "1 placed deadbeef 1\n", u"line 3: placed wants"_s);
    row("time goes back", head + "2 loss deadbeef 0\n1 loss deadbeef 1\n", u"line 4: the time goes back"_s);
    row("placed twice", head + "1 placed deadbeef\n2 placed deadbeef\n", u"line 4: the chip lies there"_s);
    row("lifted twice", head + "1 lifted deadbeef\n", u"line 3: the chip does not lie there"_s);
}

void TestTrace::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    const auto read = tracesFrom(text);
    QVERIFY(!read);
    QVERIFY2(read.error().startsWith(reason), qPrintable(read.error()));
}

void TestTrace::survivesRandomBytes()
{
    QRandomGenerator random(4);
    const QByteArray sound = toText({traceOf(Gesture::Bounce, one, two, 1)});
    for (int i = 0; i < 5000; ++i) {
        QByteArray text = sound;
        for (int n = random.bounded(1, 20); n > 0; --n)
            text[random.bounded(static_cast<int>(text.size()))] = static_cast<char>(random.bounded(256));
        if (const auto read = tracesFrom(text))
            QVERIFY(tracesFrom(toText(*read)));
    }
}

void TestTrace::gesturesAreTheSameForTheSameSeed()
{
    for (const QString &name : gestureNames()) {
        const Gesture gesture = *gestureByName(name);
        QCOMPARE(nameOf(gesture), name);
        QVERIFY(traceOf(gesture, one, two, 7) == traceOf(gesture, one, two, 7));
        QVERIFY(!(traceOf(gesture, one, two, 7) == traceOf(gesture, one, two, 8)));
    }
}

void TestTrace::gesturesKeepTheirPromises_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : gestureNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestTrace::gesturesKeepTheirPromises()
{
    QFETCH(QString, name);
    for (quint32 seed = 0; seed < 500; ++seed) {
        const Trace trace = traceOf(*gestureByName(name), one, two, seed);
        QVERIFY(!trace.contacts.isEmpty());
        QCOMPARE(trace.contacts.first().at, Trace::Time(0));
        // The field is empty in the end, and every chip that was placed was lifted.
        QHash<Nfc::Uid, double> loss;
        Trace::Time last{0};
        for (const Trace::Contact &contact : trace.contacts) {
            QVERIFY(contact.at >= last);
            QVERIFY(contact.loss >= 0 && contact.loss <= 1);
            last = contact.at;
            loss.insert(contact.uid, contact.loss);
        }
        for (const double final : std::as_const(loss))
            QCOMPARE(final, 1.0);
        QHash<Nfc::Uid, bool> lies;
        for (const Trace::Truth &truth : trace.truth) {
            const bool isPlaced = truth.what == Trace::Truth::What::Placed;
            QVERIFY(lies.value(truth.uid) != isPlaced);
            lies.insert(truth.uid, isPlaced);
        }
        for (const bool stillLies : std::as_const(lies))
            QVERIFY(!stillLies);
        const bool needsTwo = name == "again"_L1 || name == "swap"_L1;
        QCOMPARE(trace.truth.size() >= 4, needsTwo || (name == "beside"_L1 && trace.truth.size() == 4));
    }
}

void TestTrace::gesturesAreAsFrequentAsTheyShould()
{
    Chance chance(1);
    QHash<QString, int> count;
    for (int i = 0; i < 100'000; ++i)
        ++count[nameOf(anyGesture(chance))];
    QCOMPARE(count.size(), gestureNames().size());
    const auto isAbout = [](int value, int expected) {
        return std::abs(value - expected) < expected / 10;
    };
    QVERIFY(isAbout(count[u"dropout"_s], 10'000));
    QVERIFY(isAbout(count[u"edge"_s], 5000));
    QVERIFY(isAbout(count[u"slide-in"_s] + count[u"slide-out"_s] + count[u"slide-by"_s], 5000));
}

void TestTrace::fadesAreAsLongAsTheyShould()
{
    Chance chance(1);
    constexpr int count = 200'000;
    std::vector<double> fades;
    double sum = 0;
    for (int i = 0; i < count; ++i) {
        fades.push_back(inMs(Coupling().nextFade(chance)));
        sum += fades.back();
    }
    std::sort(fades.begin(), fades.end());
    const double p99 = fades[count * 99 / 100];
    QVERIFY2(std::abs(sum / count - 60) < 1.5, qPrintable(QString::number(sum / count)));
    QVERIFY2(std::abs(p99 - 400) < 20, qPrintable(QString::number(p99)));
}

void TestTrace::isFeltByAField()
{
    const Trace trace{u"x"_s,
                      {{0ms, one, 0.0}, {10ms, one, 1.0}, {20ms, two, 0.0}, {30ms, two, 1.0}},
                      {{0ms, Trace::Truth::What::Placed, one}, {25ms, Trace::Truth::What::Lifted, one}}};
    Field field(1);
    TracePlayer player(trace, 1s);
    QVERIFY(player.nextStep() == Trace::Time(1s));
    QVERIFY(player.advance(&field, 1s - 1ns).isEmpty());
    QVERIFY(field.isEmpty());
    QCOMPARE(player.advance(&field, 1s), (QList<Trace::Truth>{{0ms, Trace::Truth::What::Placed, one}}));
    QCOMPARE(field.uids(), QList<Nfc::Uid>{one});
    QVERIFY(player.advance(&field, 1s + 15ms).isEmpty());
    QVERIFY(player.nextStep() == Trace::Time(1020ms));
    QCOMPARE(player.advance(&field, 1s + 29ms).size(), 1);
    QVERIFY(player.nextStep() == Trace::Time(1030ms));
    player.advance(&field, 2s);
    QVERIFY(!player.nextStep());
    QVERIFY(field.isEmpty());
}

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
