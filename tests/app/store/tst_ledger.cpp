// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the ledger says about itself: its chain, its pieces, what was settled, its leases.

#include "app/store/storage.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeclock.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Store::Storage;

namespace {

const QString home = QStringLiteral("https://medio.example:443");
const QDate tuesday(2026, 3, 10);

Flow::LedgerEntry entry(quint64 id, milliseconds amount, int video = 1, quint64 sitting = 1)
{
    return {id, sitting, otter, videoOf(video), tuesday, amount, 0ms, Flow::TimeTrust::Network};
}

Flow::LedgerEntry reaching(quint64 id, int video, milliseconds reached, quint64 sitting = 1)
{
    Flow::LedgerEntry step = entry(id, 1s, video, sitting);
    step.reached = reached;
    return step;
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.setWall(QDateTime(tuesday, QTime(9, 0), QTimeZone::utc()));
        open();
        ledger().openDay(tuesday);
    }
    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }

    void anEditBreaksTheChain_data()
    {
        QTest::addColumn<QString>("edit");
        QTest::newRow("less was played")
            << QStringLiteral("UPDATE entries SET milliseconds=1000 WHERE number=4");
        QTest::newRow("another child")
            << QStringLiteral("UPDATE entries SET child='%1' WHERE number=4").arg(badger.toString());
        QTest::newRow("another day") << QStringLiteral("UPDATE entries SET day='2026-03-09' WHERE number=4");
        QTest::newRow("further in the film") << QStringLiteral("UPDATE entries SET reached=9 WHERE number=4");
        QTest::newRow("another chip") << QStringLiteral("UPDATE entries SET chip='04:00' WHERE number=3");
        QTest::newRow("taken out") << QStringLiteral("DELETE FROM entries WHERE number=4");
        QTest::newRow("put in") << QStringLiteral(
            "INSERT INTO entries SELECT 99,kind,sitting,child,video,session,day,milliseconds,"
            "over,boot,monotonic,wall,trusted,server,sure,up_to,hash,chip,reached FROM entries WHERE "
            "number=4");
        QTest::newRow("swapped") << QStringLiteral(
            "UPDATE entries SET number=CASE number WHEN 4 THEN -5 ELSE "
            "-4 END WHERE number IN(4,5)");
    }
    void anEditBreaksTheChain()
    {
        QFETCH(const QString, edit);
        ledger().beginSitting(1, otter, tuesday, whale);
        ledger().charge(entry(1, 5s));
        ledger().charge(entry(2, 4s));
        ledger().charge(entry(3, 3s));
        const Api::LedgerId former = ledger().id();
        m_store.reset();
        change(edit);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral(
                                                "ledger.db is damaged: entry .* is not as it was "
                                                "written, .* It was put aside as")));
        m_clock.setWall(QDateTime::currentDateTimeUtc()); // the file says when it was written
        open();
        QCOMPARE(ledger().lostOn(), std::optional(m_clock.today()));
        QVERIFY(ledger().id() != former);
        QCOMPARE(ledger().replaces(), former);
        QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("ledger.db.damaged-*")}).size(), 1);
        open();
        QCOMPARE(ledger().replaces(), former);
    }

    void whatTheSoundPartProvesCounts()
    {
        const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(m_clock.zone()).date();
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        ledger().openDay(today); // row 2
        for (quint64 i = 1; i <= 10; ++i) {
            Flow::LedgerEntry step = entry(i, 5s);
            step.day = today;
            ledger().charge(step);
        }
        m_store.reset();
        change(QStringLiteral("UPDATE entries SET milliseconds=0 WHERE number>10"));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("entry 11 is not as it was")));
        open();
        if (ledger().lostOn() != today)
            QSKIP("midnight passed");
        QCOMPARE(ledger().of(otter, today).played, 0ms);
        QCOMPARE(ledger().salvaged(otter), milliseconds(40s));
        QCOMPARE(ledger().salvaged(badger), 0ms);
        open(); // and still
        QCOMPARE(ledger().salvaged(otter), milliseconds(40s));
    }

    void aLedgerOfAFormerVersionGoesOn()
    {
        // As the second migration left it: no hashes, no identity.
        m_store.reset();
        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("ledger.id"))));
        {
            auto database = database4();
            for (const char *statement :
                 {"DELETE FROM identity", "UPDATE entries SET hash=NULL",
                  "INSERT INTO "
                  "entries(kind,sitting,child,video,day,milliseconds,boot,monotonic,wall,trusted) "
                  "VALUES('charge',1,'%1','%2','2026-03-10',7000,'b',1,'2026-03-10T09:00:00Z',1)"})
                QVERIFY(database->run(
                    QString::fromLatin1(statement).contains(u"%1")
                        ? QString::fromLatin1(statement).arg(otter.toString(), videoOf(1).toString())
                        : QString::fromLatin1(statement)));
        }
        open();
        QVERIFY(!ledger().lostOn());
        QCOMPARE(ledger().of(otter, tuesday).played, milliseconds(7s));
        ledger().charge(entry(1, 3s));
        open();
        QVERIFY(!ledger().lostOn());
        QCOMPARE(ledger().of(otter, tuesday).played, milliseconds(10s));
    }

    void theIdStays()
    {
        const Api::LedgerId id = ledger().id();
        QVERIFY(!id.isNull());
        QVERIFY(ledger().replaces().isNull());
        open();
        QCOMPARE(ledger().id(), id);
        QVERIFY(ledger().replaces().isNull());
    }

    void piecesAreSettledAndGrowAgain()
    {
        ledger().charge(entry(1, 5s));
        ledger().charge(entry(2, 4s));
        ledger().charge(entry(3, 5s, 2));
        ledger().giveBack(entry(0, 2s, 2));
        ledger().noteSession(1, {idOf<Api::SessionId>(7), home, 0s});
        m_store->finish();
        auto unsettled = ledger().unsettled(home);
        QCOMPARE(unsettled.pieces.size(), 2);
        QCOMPARE(unsettled.pieces.first().played, milliseconds(9s));
        QCOMPARE(unsettled.pieces.last().played, milliseconds(3s));
        QVERIFY(unsettled.pieces.last().revision > unsettled.pieces.first().revision);
        QCOMPARE(unsettled.sessions, QList{idOf<Api::SessionId>(7)});
        QVERIFY(ledger().unsettled(QStringLiteral("https://another:443")).sessions.isEmpty());

        ledger().noteSettled(home, unsettled.upTo, 3);
        QVERIFY(ledger().unsettled(home).pieces.isEmpty());
        QVERIFY(ledger().unsettled(home).sessions.isEmpty());
        QCOMPARE(ledger().unsettled(QStringLiteral("https://another:443")).pieces.size(), 2);
        ledger().charge(entry(4, 5s));
        m_store->finish();
        unsettled = ledger().unsettled(home);
        QCOMPARE(unsettled.pieces.size(), 1);
        QCOMPARE(unsettled.pieces.first().played, milliseconds(14s)); // the whole piece, not the change
        open();
        QCOMPARE(ledger().unsettled(home).pieces, unsettled.pieces);
        ledger().forgetSettled(home);
        QCOMPARE(ledger().unsettled(home).pieces.size(), 2);
        QCOMPARE(ledger().onDisk(otter, tuesday), milliseconds(17s));
    }

    void whatIsForgottenStaysForgottenWhenAnEarlierWordComesToTheDisk()
    {
        ledger().charge(entry(1, 5s));
        m_store->finish();
        QSignalSpy charged(&ledger(), &Flow::LedgerJournal::charged);
        const QString log = m_folder->filePath(QStringLiteral("ledger.db-wal"));
        const qint64 size = QFileInfo(log).size();
        ledger().noteSettled(home, ledger().unsettled(home).upTo, 1);
        ledger().charge(entry(2, 5s, 2)); // takes the word with it
        // Without the event loop: it is on disk, and that is not heard yet.
        for (const QDeadlineTimer patience(5s); QFileInfo(log).size() == size && !patience.hasExpired();)
            QThread::yieldCurrentThread();
        ledger().forgetSettled(home);
        QCOMPARE(ledger().unsettled(home).pieces.size(), 1);
        QTRY_COMPARE(charged.size(), 1);
        QCOMPARE(ledger().unsettled(home).pieces.size(), 2);
        open();
        QCOMPARE(ledger().unsettled(home).pieces.size(), 2);
    }

    void batchesAreBounded()
    {
        for (int i = 0; i < 400; ++i)
            ledger().charge(entry(static_cast<quint64>(i + 1), 1s, i));
        m_store->finish();
        int told = 0;
        for (int batch = 0; batch < 3; ++batch) {
            const auto unsettled = ledger().unsettled(home);
            QVERIFY(unsettled.pieces.size() <= Api::Settlement::mostPieces);
            QCOMPARE(unsettled.isAll, batch == 2);
            told += static_cast<int>(unsettled.pieces.size());
            ledger().noteSettled(home, unsettled.upTo, 1);
        }
        QCOMPARE(told, 400);
        QVERIFY(ledger().unsettled(home).pieces.isEmpty());
    }

    void condensedPiecesAreSettledToo()
    {
        ledger().charge(entry(1, 5s));
        ledger().charge(entry(2, 5s));
        m_store->finish();
        const auto before = ledger().unsettled(home);
        ledger().openDay(tuesday.addDays(10));
        open();
        open();
        QCOMPARE(ledger().unsettled(home).pieces, before.pieces);
        ledger().noteSettled(home, before.upTo, 1);
        open();
        QVERIFY(ledger().unsettled(home).pieces.isEmpty());
        ledger().openDay(tuesday.addDays(20));
        open();
        open();
        QVERIFY(
            ledger().unsettled(home).pieces.isEmpty()); // what a server knows outlives the row that says so
        QCOMPARE(ledger().recordOf(otter, tuesday).pieces.size(), 1);
    }

    void leasesAreKept()
    {
        const Store::KeptLease lease{home, otter, tuesday, 4, 30min, 15min, 7min, 1min, 0ms, true};
        ledger().keepLeases({lease});
        QCOMPARE(ledger().lease(home, otter, tuesday), std::optional(lease));
        Store::KeptLease lower = lease;
        lower.mayPlay = 20min;
        ledger().keepLeases({lower});
        open();
        QCOMPARE(ledger().lease(home, otter, tuesday), std::optional(lower));
        QVERIFY(!ledger().lease(home, badger, tuesday));
        QVERIFY(!ledger().lease(QStringLiteral("https://another:443"), otter, tuesday));
        QVERIFY(ledger().hasLeaseOf(home, otter, tuesday));
        QVERIFY(!ledger().hasLeaseOf(home, badger, tuesday));
        QVERIFY(!ledger().hasLeaseOf(home, otter, tuesday.addDays(-1)));
        // Long after, nothing is left of it but that there was one.
        ledger().charge(entry(1, 5s));
        ledger().openDay(tuesday.addDays(40));
        open();
        open();
        QVERIFY(ledger().hasLeaseOf(home, otter, tuesday.addDays(40)));
    }

    void aDayIsRemembered()
    {
        ledger().beginSitting(1, otter, tuesday, whale);
        ledger().charge(entry(1, 5s));
        ledger().charge(entry(2, 5s));
        ledger().noteSession(1, {idOf<Api::SessionId>(7), home, 0s});
        ledger().notePause(1, otter, tuesday, 62s);
        ledger().charge(entry(3, 5s, 2));
        ledger().giveBack(entry(0, 1s, 2));
        ledger().endSitting(1, {}, {});
        ledger().beginSitting(2, otter, tuesday, whale);
        ledger().charge(entry(4, 5s, 3, 2)); // and the plug is pulled
        open();
        const Flow::DayRecord record = ledger().recordOf(otter, tuesday);
        QCOMPARE(record.pieces, (QList<Flow::DayRecord::Piece>{{1, videoOf(1), 10s, 0ms, false},
                                                               {1, videoOf(2), 4s, 0ms, false},
                                                               {2, videoOf(3), 0ms, 0ms, true}}));
        QCOMPARE(record.paused, milliseconds(62s));
        QCOMPARE(record.lost, milliseconds(5s));
        QCOMPARE(ledger().of(otter, tuesday).played, milliseconds(19s));
        ledger().endSitting(2, {}, {});
        open(); // a cut is noted once
        QCOMPARE(ledger().recordOf(otter, tuesday).lost, milliseconds(5s));
    }

    void theChipGoesOnWhereTheLastRowSays()
    {
        ledger().beginSitting(1, otter, tuesday, whale);
        QVERIFY(ledger().placesOf(otter).isEmpty());
        ledger().charge(reaching(1, 2, 0ms));
        ledger().charge(reaching(2, 2, 3500ms));
        const auto place = [this](const Nfc::Uid &uid) {
            return ledger().placesOf(otter).value(uid);
        };
        QCOMPARE(place(whale), (Flow::Place{videoOf(2), 3500ms, tuesday})); // without waiting for the disk
        open();                                                             // the plug was pulled
        QCOMPARE(place(whale), (Flow::Place{videoOf(2), 3500ms, tuesday}));
        QVERIFY(ledger().placesOf(badger).isEmpty());

        ledger().beginSitting(2, otter, tuesday, whale);
        ledger().charge(reaching(3, 2, 500ms, 2));
        ledger().giveBack(reaching(0, 2, Flow::wholeFilm, 2));
        open();
        QCOMPARE(place(whale), (Flow::Place{videoOf(2), Flow::wholeFilm, tuesday}));

        ledger().beginSitting(3, otter, tuesday, owl);
        ledger().charge(reaching(4, 5, 0ms, 3));
        ledger().endSitting(3, videoOf(5), 60s);
        QCOMPARE(place(owl), (Flow::Place{videoOf(5), 60s, tuesday}));
        ledger().giveBack(reaching(0, 5, 1s, 3)); // late, and about the past
        open();
        QCOMPARE(place(owl), (Flow::Place{videoOf(5), 60s, tuesday}));
        QCOMPARE(place(whale).video, videoOf(2));
    }

    void aRowThatSaysNothingOfTheFilmLeavesThePlace()
    {
        ledger().beginSitting(1, otter, tuesday, whale);
        ledger().charge(reaching(1, 2, 4s));
        ledger().charge(entry(2, 5s, 3));
        ledger().endSitting(1, {}, {});
        open();
        QCOMPARE(ledger().placesOf(otter).value(whale), (Flow::Place{videoOf(2), 4s, tuesday}));
    }

    void placesOutliveTheirRows()
    {
        ledger().beginSitting(1, otter, tuesday, whale);
        ledger().charge(reaching(1, 2, 7s));
        ledger().endSitting(1, videoOf(2), 9s);
        ledger().openDay(tuesday.addDays(10));
        open(); // condenses
        ledger().beginSitting(2, otter, tuesday.addDays(10), owl);
        Flow::LedgerEntry later = reaching(2, 5, 11s, 2);
        later.day = tuesday.addDays(10);
        ledger().charge(later);
        open();
        open();
        QCOMPARE(ledger().placesOf(otter).value(whale), (Flow::Place{videoOf(2), 9s, tuesday}));
        QCOMPARE(ledger().placesOf(otter).value(owl), (Flow::Place{videoOf(5), 11s, tuesday.addDays(10)}));
        ledger().endSitting(2, {}, {});
        ledger().openDay(tuesday.addDays(20)); // the first was left too long ago
        open();
        open();
        QVERIFY(!ledger().placesOf(otter).contains(whale));
        QVERIFY(ledger().placesOf(otter).contains(owl));
    }

    void whatAServerWasNeverToldCountsHereOnly()
    {
        ledger().beginSitting(1, otter, tuesday, whale);
        ledger().noteSession(1, {idOf<Api::SessionId>(7), home, 0s});
        ledger().charge(entry(1, 5s));
        ledger().noteSessionEnded(1, idOf<Api::SessionId>(7));
        ledger().endSitting(1, {}, {});
        m_store->finish();
        QVERIFY(!ledger().recordOf(otter, tuesday).pieces.first().hereOnly);
        ledger().noteSessionUntold(1, idOf<Api::SessionId>(7));
        m_store->finish();
        QVERIFY(ledger().recordOf(otter, tuesday).pieces.first().hereOnly);
        ledger().noteSessionUntold(9, idOf<Api::SessionId>(9)); // nobody knows it
        open();
        QVERIFY(ledger().recordOf(otter, tuesday).pieces.first().hereOnly);
        QCOMPARE(ledger().lastSitting(), 1);
        ledger().noteSession(1, {idOf<Api::SessionId>(8), home, 5s}); // begun anew
        m_store->finish();
        QVERIFY(!ledger().recordOf(otter, tuesday).pieces.first().hereOnly);
    }

    void theLastMomentIsOneThatSomebodyVouchedFor()
    {
        QVERIFY(!ledger().lastMoment());
        ledger().charge(entry(1, 5s));
        const QDateTime vouched = m_clock.wall();
        m_clock.advance(1h);
        Flow::LedgerEntry unsure = entry(2, 5s);
        unsure.sure = Flow::TimeTrust::Unknown;
        ledger().charge(unsure);
        open();
        QCOMPARE(ledger().lastMoment(), std::optional(vouched));
    }

    void aParentMaySetTheDayBack()
    {
        ledger().charge(entry(1, 5s));
        ledger().openDay(tuesday.addDays(3));
        ledger().openDay(tuesday);
        open();
        QCOMPARE(ledger().lastDay(), std::optional(tuesday));
        QCOMPARE(ledger().of(otter, tuesday).played, milliseconds(5s));
    }

private:
    void open()
    {
        m_store.reset();
        auto opened = Storage::open(m_folder->path(), m_clock);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
        m_store = std::move(*opened);
    }
    [[nodiscard]] Store::Ledger &ledger() { return m_store->ledger(); }
    [[nodiscard]] std::unique_ptr<Store::Database> database4()
    {
        auto database = Store::Database::open({QStringLiteral("ledger"), {{}, {}, {}, {}}}, m_folder->path());
        return database ? std::move(*database) : nullptr;
    }
    /// Somebody with a tool for such files.
    void change(const QString &statement)
    {
        const auto database = database4();
        QVERIFY(database && database->run(statement));
        if (statement.contains(u"number=CASE"))
            QVERIFY(database->run(QStringLiteral("UPDATE entries SET number=-number WHERE number<0")));
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
