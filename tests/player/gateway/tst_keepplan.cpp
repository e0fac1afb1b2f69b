// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/keepplan.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Medio::Gateway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestKeepPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoGoesFirst_data();
    void whoGoesFirst();
    void filmsThatShareAFileGoTogether();
    void neverThePinnedNorTheBusy();
    void theBoard_data();
    void theBoard();
};

void TestKeepPlan::whoGoesFirst_data()
{
    QTest::addColumn<QString>("film");
    QTest::addColumn<bool>("watched");
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QStringList>("order");
    const QStringList all{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QTest::newRow("nothing is wanted") << u"x"_s << true << QStringList() << all;
    QTest::newRow("for one that is wanted, only the others")
        << u"x"_s << false << QStringList{u"x"_s, u"b"_s} << QStringList{u"a"_s, u"c"_s, u"d"_s, u"b"_s};
    QTest::newRow("those needed sooner stay")
        << u"x"_s << false << QStringList{u"d"_s, u"c"_s, u"x"_s, u"a"_s} << QStringList{u"b"_s, u"a"_s};
    QTest::newRow("for one that is watched, all") << u"x"_s << true << QStringList{u"d"_s, u"c"_s, u"x"_s}
                                                  << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QTest::newRow("not itself") << u"b"_s << true << QStringList() << QStringList{u"a"_s, u"c"_s, u"d"_s};
    QTest::newRow("nobody asked for it")
        << u"x"_s << false << QStringList{u"a"_s} << QStringList{u"b"_s, u"c"_s, u"d"_s};
    QTest::newRow("wanted ones that are not here")
        << u"x"_s << true << QStringList{u"y"_s, u"a"_s} << QStringList{u"b"_s, u"c"_s, u"d"_s, u"a"_s};
}

void TestKeepPlan::whoGoesFirst()
{
    QFETCH(QString, film);
    QFETCH(bool, watched);
    QFETCH(QStringList, wanted);
    QFETCH(QStringList, order);
    QCOMPARE(mayGo({film, watched, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}, wanted, {}, {}}), order);
}

void TestKeepPlan::filmsThatShareAFileGoTogether()
{
    RoomQuestion question{u"x"_s, true, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}, {}, {}, {}, {{u"a"_s, u"c"_s}}};
    QCOMPARE(mayGo(question), QStringList({u"b"_s, u"a"_s, u"c"_s, u"d"_s}));
    question.wanted = {u"a"_s}; // goes last, and the other one makes no room before
    const QStringList order = mayGo(question);
    QCOMPARE(order.first(2), QStringList({u"b"_s, u"d"_s}));
    QCOMPARE(order.size(), 4);
    question.pinned = {u"c"_s};
    QCOMPARE(mayGo(question), QStringList({u"b"_s, u"d"_s}));
    question.pinned.clear();
    question.busy = {u"a"_s};
    QCOMPARE(mayGo(question), QStringList({u"b"_s, u"d"_s}));
    question.busy.clear();
    question.film = u"a"_s;
    QCOMPARE(mayGo(question), QStringList({u"b"_s, u"d"_s}));
}

void TestKeepPlan::neverThePinnedNorTheBusy()
{
    QRandomGenerator random(11);
    const auto some = [&random] {
        QStringList list;
        for (char16_t c = u'a'; c <= u'h'; ++c)
            if (random.bounded(2) == 0)
                list.insert(random.bounded(int(list.size()) + 1), QString(QChar(c)));
        return list;
    };
    for (int round = 0; round < 5000; ++round) {
        RoomQuestion question{QString(QChar(char16_t(u'a' + random.bounded(8)))),
                              random.bounded(2) == 0,
                              some(),
                              some(),
                              {},
                              {}};
        const QStringList pinned = some();
        const QStringList busy = some();
        question.pinned = QSet<QString>(pinned.begin(), pinned.end());
        question.busy = QSet<QString>(busy.begin(), busy.end());
        const QStringList order = mayGo(question);
        QCOMPARE(QSet<QString>(order.begin(), order.end()).size(), order.size());
        for (const QString &id : order) {
            QVERIFY(!question.pinned.contains(id) && !question.busy.contains(id) && id != question.film);
            QVERIFY(question.leastUsed.contains(id));
            const qsizetype own = question.wanted.indexOf(question.film);
            if (!question.watched && question.wanted.contains(id))
                QVERIFY(own >= 0 && question.wanted.indexOf(id) > own);
        }
        if (!question.watched)
            continue;
        for (const QString &id : std::as_const(question.leastUsed))
            QVERIFY(order.contains(id) || pinned.contains(id) || busy.contains(id) || id == question.film);
    }
}

void TestKeepPlan::theBoard_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<BoardVerdict>("verdict");
    QTest::newRow("not measured") << 0.0 << BoardVerdict::Plays;
    QTest::newRow("far too slow") << 5.0 << BoardVerdict::TooSlow;
    QTest::newRow("just as fast as it is shown") << 25.0 << BoardVerdict::TooSlow;
    QTest::newRow("a fifth faster") << 30.0 << BoardVerdict::Plays;
    QTest::newRow("much faster") << 300.0 << BoardVerdict::Plays;
}

void TestKeepPlan::theBoard()
{
    QFETCH(double, rate);
    FilmFacts facts;
    facts.frame = 40ms;
    facts.decodeRate = rate;
    QTEST(verdictOn(facts), "verdict");
    QCOMPARE(speedOf(facts), rate / 25);
}

QTEST_GUILESS_MAIN(TestKeepPlan)
#include "tst_keepplan.moc"
