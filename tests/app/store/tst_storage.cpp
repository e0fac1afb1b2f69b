// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/storage.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeclock.h"

#include <sys/resource.h>

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <optional>
#include <utility>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;
using Store::Storage;

namespace {

const QString home = QStringLiteral("https://medio.example:443");
const QDate monday(2026, 3, 9);
const QDate tuesday(2026, 3, 10);

Flow::LedgerEntry entry(quint64 id, std::chrono::milliseconds amount, const QDate &day = tuesday,
                        std::chrono::milliseconds over = 0ms)
{
    return {id, 1, otter, videoOf(1), day, amount, over};
}

Flow::SessionEnd endOf(int number)
{
    return {idOf<Api::SessionId>(number), 1,        otter,    tuesday,
            Api::StopReason::Completed,   12'345ms, 11'000ms, home};
}

/// No file of this process may grow beyond a byte: as good as a full disk.
class FullDisk
{
public:
    FullDisk() { std::signal(SIGXFSZ, SIG_IGN); }
    ~FullDisk() { makeRoom(); }
    Q_DISABLE_COPY_MOVE(FullDisk)

    bool fill()
    {
        rlimit before{};
        if (getrlimit(RLIMIT_FSIZE, &before) != 0)
            return false;
        rlimit none = before;
        none.rlim_cur = 1;
        if (setrlimit(RLIMIT_FSIZE, &none) != 0)
            return false;
        m_before = before;
        return true;
    }
    bool makeRoom()
    {
        const auto before = std::exchange(m_before, std::nullopt);
        return !before || setrlimit(RLIMIT_FSIZE, &*before) == 0;
    }

private:
    std::optional<rlimit> m_before;
};

} // namespace

/// Every test opens the store anew as often as it likes: what counts is what is found again.
class TestStorage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }

    void whereAFamilyWasIsLivedIn()
    {
        QVERIFY(!m_store->isLivedIn());
        m_store->catalogue().replace({}, family(), m_clock.wall());
        QVERIFY(m_store->isLivedIn());
        m_store->catalogue().replace({}, {}, m_clock.wall()); // signed out and forgotten
        QVERIFY(!m_store->isLivedIn());
        m_store->ledger().openDay(tuesday); // the day of an empty kiosk
        open();
        QVERIFY(!m_store->isLivedIn());
        m_store->ledger().beginSitting(1, otter, tuesday, whale);
        m_store->ledger().endSitting(1, {}, {});
        open();
        QVERIFY(m_store->isLivedIn());
    }

    // The ledger
    void aChargeIsAcknowledgedAndFoundAgain()
    {
        QSignalSpy charged(&m_store->ledger(), &Flow::LedgerJournal::charged);
        m_store->ledger().openDay(tuesday);
        m_store->ledger().beginSitting(1, otter, tuesday, whale);
        m_store->ledger().charge(entry(7, 5s, tuesday, 2s));
        QCOMPARE(m_store->ledger().of(otter, tuesday).played, 5000ms); // at once
        QVERIFY(charged.wait(60000));
        QCOMPARE(charged.first().first().toULongLong(), 7);

        open();
        QCOMPARE(m_store->ledger().of(otter, tuesday).played, 5000ms);
        QCOMPARE(m_store->ledger().of(otter, tuesday).over, 2000ms);
        QCOMPARE(m_store->ledger().of(badger, tuesday).played, 0ms);
        QCOMPARE(m_store->ledger().lastDay(), std::optional(tuesday));
        QCOMPARE(m_store->ledger().lastSitting(), 1);
    }

    void whatIsGivenBackIsNotPlayed()
    {
        m_store->ledger().openDay(tuesday);
        m_store->ledger().charge(entry(1, 5s, tuesday, 5s));
        m_store->ledger().giveBack(entry(0, 3s, tuesday, 3s));
        open();
        QCOMPARE(m_store->ledger().of(otter, tuesday).played, 2000ms);
        QCOMPARE(m_store->ledger().of(otter, tuesday).over, 2000ms);
    }

    void yesterdayIsRememberedForItsDebt()
    {
        m_store->ledger().openDay(monday);
        m_store->ledger().charge(entry(1, 5s, monday, 4s));
        m_store->ledger().openDay(tuesday);
        open();
        QCOMPARE(m_store->ledger().of(otter, monday).over, 4000ms);
    }

    void whatTheServerBilledIsRemembered()
    {
        m_store->outbox().add(endOf(1));
        m_store->outbox().add(endOf(2));
        finish();
        QSignalSpy settled(&m_store->outbox(), &Flow::Outbox::settled);
        const QDate wednesday = tuesday.addDays(1);
        m_store->outbox().settle(idOf<Api::SessionId>(1), 120s, tuesday);
        m_store->outbox().settle(idOf<Api::SessionId>(2), 60s, wednesday); // arrived late
        QCOMPARE(m_store->outbox().billed(otter, tuesday), 120s);          // at once
        open();
        QCOMPARE(m_store->outbox().billed(otter, tuesday), 120s);
        QCOMPARE(m_store->outbox().billed(otter, wednesday), 60s);
        QCOMPARE(m_store->outbox().billed(badger, tuesday), 0s);
        QVERIFY(m_store->outbox().holds(idOf<Api::SessionId>(1)));
        QCOMPARE(m_store->ledger().of(otter, tuesday).played, 0ms);
    }

    void aSittingThatNobodyEndedIsFound()
    {
        Flow::LedgerJournal &ledger = m_store->ledger();
        ledger.openDay(tuesday);
        ledger.beginSitting(1, otter, tuesday, whale); // ended with its session
        ledger.noteSession(1, {idOf<Api::SessionId>(1), home, 0ms});
        ledger.noteSessionEnded(1, idOf<Api::SessionId>(1));
        ledger.endSitting(1, {}, {});
        ledger.beginSitting(2, badger, tuesday, whale); // not ended
        ledger.noteSession(2, {idOf<Api::SessionId>(2), home, 0ms});
        Flow::LedgerEntry charge = entry(3, 5s);
        charge.sitting = 2;
        charge.child = badger;
        ledger.charge(charge);
        open();
        const QList<Flow::UnfinishedSitting> left = m_store->ledger().unfinished();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().sitting, 2);
        QCOMPARE(left.first().child, badger);
        QCOMPARE(left.first().day, tuesday);
        QCOMPARE(left.first().sessions, (QList{Flow::LeftSession{idOf<Api::SessionId>(2), home, 5s}}));
        QCOMPARE(left.first().played, 5000ms);
    }

    void eachSessionOfASittingThatWasLeftHasItsOwnTime()
    {
        Flow::LedgerJournal &ledger = m_store->ledger();
        ledger.beginSitting(1, otter, tuesday, whale);
        ledger.charge(entry(1, 60s));
        ledger.noteSession(1, {idOf<Api::SessionId>(1), home, 0s});
        ledger.noteSession(1, {idOf<Api::SessionId>(2), home, 10s}); // ended
        ledger.noteSession(1, {idOf<Api::SessionId>(3), {}, 35s});
        ledger.noteSessionEnded(1, idOf<Api::SessionId>(2));
        open();
        QCOMPARE(m_store->ledger().unfinished().first().sessions,
                 (QList{Flow::LeftSession{idOf<Api::SessionId>(1), home, 10s},
                        Flow::LeftSession{idOf<Api::SessionId>(3), {}, 25s}}));
    }

    void aSessionOpenedAfterItsSittingEndedIsFound()
    {
        Flow::LedgerJournal &ledger = m_store->ledger();
        ledger.beginSitting(1, otter, tuesday, whale);
        ledger.endSitting(1, {}, {});
        ledger.noteSession(1, {idOf<Api::SessionId>(1), home, 0s});
        open();
        QCOMPARE(m_store->ledger().unfinished().size(), 1);
        m_store->ledger().noteSessionEnded(1, idOf<Api::SessionId>(1));
        open();
        QCOMPARE(m_store->ledger().unfinished().size(), 0);
    }

    void aDamagedLedgerCostsHalfOfTheDayOnce()
    {
        m_store->ledger().openDay(tuesday);
        m_store->ledger().charge(entry(1, 5s));
        for (int time = 0; time < 2; ++time) {
            m_store.reset();
            QFile file(m_folder->filePath(QStringLiteral("ledger.db")));
            QVERIFY(file.open(QIODevice::ReadWrite));
            file.write(QByteArray(4096, '\xa5'));
            file.close();
            QFile::remove(m_folder->filePath(QStringLiteral("ledger.db-wal")));
            QTest::ignoreMessage(QtCriticalMsg,
                                 QRegularExpression(QStringLiteral("ledger.db is damaged: .*[.] It was put "
                                                                   "aside as")));
            // The file says when it was written; the clock is trusted and says that it is today.
            m_clock.setWall(QDateTime::currentDateTimeUtc());
            open();
            QCOMPARE(m_store->ledger().lostOn(), std::optional(m_clock.today()));
            QCOMPARE(m_store->ledger().lastDay(), std::optional(m_clock.today()));
        }
        QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("ledger.db.damaged-*")}).size(), 2);
        open();
        QCOMPARE(m_store->ledger().lostOn(), std::optional(m_clock.today()));
    }

    void aLedgerThatIsEmptyOrMissingCostsHalfOfTheDay_data()
    {
        QTest::addColumn<bool>("isEmpty");
        QTest::newRow("empty") << true;
        QTest::newRow("missing") << false;
    }
    void aLedgerThatIsEmptyOrMissingCostsHalfOfTheDay()
    {
        QFETCH(const bool, isEmpty);
        m_store->ledger().openDay(tuesday);
        m_store.reset();
        const QString path = m_folder->filePath(QStringLiteral("ledger.db"));
        QFile::remove(path + QStringLiteral("-wal"));
        QVERIFY(isEmpty ? QFile::resize(path, 0) : QFile::remove(path));
        QTest::ignoreMessage(QtCriticalMsg,
                             QRegularExpression(isEmpty ? QStringLiteral("ledger.db is damaged: it is empty")
                                                        : QStringLiteral("ledger.db is missing")));
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        open();
        QCOMPARE(m_store->ledger().lostOn(), std::optional(m_clock.today()));
    }

    void aLedgerThatIsMissingUnderAnUnsetClockCostsHalfOfTheDayItWasLastUsed()
    {
        m_store.reset();
        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("ledger.db"))));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("ledger.db is missing")));
        m_clock.setWall(QDateTime::fromSecsSinceEpoch(0, QTimeZone::utc()));
        m_clock.setTrusted(false);
        open();
        QCOMPARE(m_store->ledger().lostOn(),
                 std::optional(QDateTime::currentDateTimeUtc().toTimeZone(m_clock.zone()).date()));
        m_clock.setTrusted(true);
    }

    void aFirstStartHasLostNothing()
    {
        QTemporaryDir fresh;
        const auto opened = Storage::open(fresh.path(), m_clock);
        QVERIFY(opened);
        QVERIFY(!(*opened)->ledger().lostOn());
    }

    void whatIsEmptyOrNoFileIsPutAsideAndNamed_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"catalogue", "edits", "house", "ledger", "outbox", "settings"})
            QTest::newRow(name) << QString::fromLatin1(name) + QStringLiteral(".db");
    }
    void whatIsEmptyOrNoFileIsPutAsideAndNamed()
    {
        QFETCH(const QString, name);
        m_store.reset();
        const QString path = m_folder->filePath(name);
        QVERIFY(QFile::resize(path, 0));
        QTest::ignoreMessage(QtCriticalMsg,
                             QRegularExpression(name + QStringLiteral(" is damaged: it is empty[.]")));
        open();
        m_store.reset();
        QVERIFY(QFile::remove(path));
        QVERIFY(QDir().mkpath(path + QStringLiteral("/with something in it")));
        QTest::ignoreMessage(
            QtCriticalMsg,
            QRegularExpression(name + QStringLiteral(" is damaged: it is a folder, not a file[.]")));
        open();
        QVERIFY(QFileInfo(path).isFile());
        QCOMPARE(QDir(m_folder->path()).entryList({name + QStringLiteral(".damaged-*")}).size(), 2);
    }

    void aDiskThatTakesNothingFailsTheCharge()
    {
        m_store->ledger().openDay(tuesday);
        finish();
        QSignalSpy failed(&m_store->ledger(), &Flow::LedgerJournal::chargeFailed);
        QSignalSpy charged(&m_store->ledger(), &Flow::LedgerJournal::charged);

        FullDisk disk;
        QVERIFY(disk.fill());
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("ledger.db can't be written")));
        m_store->ledger().noteSession(1, {idOf<Api::SessionId>(5), home, 0s});
        m_store->ledger().charge(entry(9, 5s));
        const bool told = failed.wait(60000);
        QVERIFY(disk.makeRoom());
        QVERIFY(told);
        QCOMPARE(failed.first().first().toULongLong(), 9);
        QCOMPARE(charged.size(), 0);

        // The disk is back: charges work, and what was no question was not forgotten.
        m_store->ledger().charge(entry(10, 5s));
        QVERIFY(charged.wait(60000));
        open();
        QCOMPARE(m_store->ledger().of(otter, tuesday).played, 5000ms);
        QCOMPARE(m_store->ledger().unfinished().size(), 1);
    }

    void oldStepsAreCondensed()
    {
        const QDate longAgo = tuesday.addDays(-20);
        m_store->ledger().openDay(longAgo);
        for (quint64 i = 1; i <= 50; ++i) {
            m_store->ledger().charge(entry(i, 5s, longAgo));
            m_store->ledger().giveBack(entry(0, 1s, longAgo));
        }
        m_store->ledger().openDay(tuesday);
        m_store->ledger().charge(entry(99, 5s));
        open();
        open();
        QCOMPARE(m_store->ledger().of(otter, tuesday).played, 5000ms);
        m_store.reset();
        auto database = Store::Database::open({QStringLiteral("ledger"), {{}, {}, {}, {}}}, m_folder->path());
        QVERIFY(database);
        auto query = (*database)->run(QStringLiteral("SELECT count(*), sum(milliseconds) FROM pieces"));
        QVERIFY(query && query->next());
        QCOMPARE(query->value(0).toInt(), 1);
        QCOMPARE(query->value(1).toInt(), 50 * 4000);
        query = (*database)->run(QStringLiteral("SELECT count(*) FROM entries"));
        QVERIFY(query && query->next());
        QCOMPARE(query->value(0).toInt(), 2); // the day, and its charge
    }

    // The outbox
    void anEndIsPendingUntilItIsSettled()
    {
        QSignalSpy kept(&m_store->outbox(), &Flow::Outbox::kept);
        m_store->outbox().add(endOf(1));
        m_store->outbox().add(endOf(2));
        QVERIFY(!m_store->outbox().holds(idOf<Api::SessionId>(1)));
        QTRY_COMPARE(kept.size(), 2);
        QVERIFY(m_store->outbox().holds(idOf<Api::SessionId>(1)));
        open();
        QVERIFY(m_store->outbox().holds(idOf<Api::SessionId>(1)));
        QCOMPARE(m_store->outbox().pending(), (QList{endOf(1), endOf(2)}));
        QSignalSpy settled(&m_store->outbox(), &Flow::Outbox::settled);
        m_store->outbox().settle(idOf<Api::SessionId>(1), 60s, tuesday);
        QCOMPARE(settled.size(), 1);
        QCOMPARE(m_store->outbox().pending(), QList{endOf(2)});
        open();
        QCOMPARE(m_store->outbox().pending(), QList{endOf(2)});
    }

    void anEndIsSettledOnce()
    {
        m_store->outbox().add(endOf(1));
        finish();
        QSignalSpy settled(&m_store->outbox(), &Flow::Outbox::settled);
        m_store->outbox().settle(idOf<Api::SessionId>(1), 60s, tuesday);
        m_store->outbox().settle(idOf<Api::SessionId>(1), 60s, tuesday);
        QCOMPARE(settled.size(), 1);
    }

    void anEndThatIsGivenUpIsNotPendingAnyMore()
    {
        m_store->outbox().add(endOf(1));
        finish();
        QSignalSpy settled(&m_store->outbox(), &Flow::Outbox::settled);
        m_store->outbox().giveUp(idOf<Api::SessionId>(1));
        QCOMPARE(settled.size(), 1);
        QVERIFY(!settled[0][0].value<Flow::Settlement>().told);
        open();
        QVERIFY(m_store->outbox().pending().isEmpty());
    }

    void addingAnEndAgainChangesNothing()
    {
        m_store->outbox().add(endOf(1));
        m_store->outbox().add(endOf(1));
        finish();
        QCOMPARE(m_store->outbox().pending().size(), 1);
        m_store->outbox().settle(idOf<Api::SessionId>(1), 60s, tuesday);
        open();
        m_store->outbox().add(endOf(1));
        finish();
        QCOMPARE(m_store->outbox().pending().size(), 0);
    }

    void anEndThatTheDiskDidNotTakeIsDeliveredAndWrittenLater()
    {
        FullDisk disk;
        QVERIFY(disk.fill());
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("outbox.db can't be written")));
        QSignalSpy notKept(&m_store->outbox(), &Flow::Outbox::notKept);
        QSignalSpy kept(&m_store->outbox(), &Flow::Outbox::kept);
        m_store->outbox().add(endOf(1));
        const bool told = notKept.wait(60000);
        QVERIFY(disk.makeRoom());
        QVERIFY(told);
        QCOMPARE(kept.size(), 0);
        QVERIFY(!m_store->outbox().holds(idOf<Api::SessionId>(1)));
        QCOMPARE(m_store->outbox().pending(), QList{endOf(1)});

        m_store->outbox().settle(idOf<Api::SessionId>(1), 60s, tuesday);
        open();
        QVERIFY(m_store->outbox().holds(idOf<Api::SessionId>(1)));
        QCOMPARE(m_store->outbox().billed(otter, tuesday), 60s);
    }

    void settledEndsOfTheNewestDayAreRememberedHoweverManyThereAre()
    {
        for (int i = 1; i <= 700; ++i)
            m_store->outbox().add(endOf(i));
        finish();
        for (int i = 1; i <= 700; ++i)
            m_store->outbox().settle(idOf<Api::SessionId>(i), 1s, i <= 100 ? monday : tuesday);
        open();
        open();
        QCOMPARE(m_store->outbox().billed(otter, tuesday), 600s);
        QVERIFY(!m_store->outbox().holds(idOf<Api::SessionId>(1)));
        QVERIFY(m_store->outbox().holds(idOf<Api::SessionId>(101)));
    }

    void aFileOfTheFormerLayoutIsRead()
    {
        m_store.reset();
        for (const char *name : {"outbox.db", "ledger.db"})
            QFile::remove(m_folder->filePath(QString::fromLatin1(name)));
        {
            auto outbox = Store::Database::open(
                {QStringLiteral("outbox"),
                 {{QStringLiteral(
                     "CREATE TABLE session_ends(number INTEGER PRIMARY KEY, session TEXT NOT NULL "
                     "UNIQUE, sitting INTEGER NOT NULL, child TEXT NOT NULL, day TEXT NOT NULL, "
                     "reason TEXT NOT NULL, played INTEGER NOT NULL, position INTEGER NOT NULL, "
                     "settled INTEGER NOT NULL DEFAULT 0, billed INTEGER)")}}},
                m_folder->path());
            QVERIFY(outbox);
            QVERIFY((*outbox)->run(
                QStringLiteral(
                    "INSERT INTO session_ends VALUES(1,?,1,?,'2026-03-10','completed',12345,11000,0,"
                    "NULL)"),
                {idOf<Api::SessionId>(1).toString(), otter.toString()}));
        }
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("ledger.db is missing")));
        open();
        Flow::SessionEnd end = endOf(1);
        end.server.clear(); // nobody wrote it down
        QCOMPARE(m_store->outbox().pending(), QList{end});
    }

    // The house chips
    void houseChipsAreFoundAgain()
    {
        QSignalSpy changed(&m_store->houseChips(), &Flow::HouseChips::changed);
        const QHash<Nfc::Uid, Flow::HouseChip> given = houseChips();
        for (auto chip = given.cbegin(); chip != given.cend(); ++chip)
            m_store->houseChips().put(chip.key(), *chip);
        QCOMPARE(changed.size(), given.size());
        QCOMPARE(m_store->houseChips().chips(), given);
        open();
        QCOMPARE(m_store->houseChips().chips(), given);
        m_store->houseChips().put(pauser, Flow::ParentChip{}); // another kind by now
        m_store->houseChips().remove(bonus);
        m_store->houseChips().remove(stranger);
        open();
        QCOMPARE(m_store->houseChips().chips().size(), given.size() - 1);
        QCOMPARE(m_store->houseChips().chips().value(pauser), Flow::HouseChip(Flow::ParentChip{}));
    }

    void aBonusIsGivenWhenItIsOnDiskAndOnce()
    {
        Flow::HouseChips &house = m_store->houseChips();
        house.put(bonus, Flow::BonusChip{20min});
        QSignalSpy answered(&house, &Flow::HouseChips::answered);
        house.spend(1, bonus, otter, tuesday, 7min);
        house.spend(2, bonus, badger, tuesday, 0min); // while the first is on its way
        QVERIFY(house.grants(otter, tuesday).isEmpty());
        QTRY_COMPARE(answered.size(), 2);
        QHash<quint64, Flow::BonusOutcome> outcomes;
        for (const auto &answer : std::as_const(answered))
            outcomes.insert(answer[0].toULongLong(), answer[1].value<Flow::BonusOutcome>());
        QCOMPARE(outcomes.value(1), Flow::BonusOutcome::Granted);
        QCOMPARE(outcomes.value(2), Flow::BonusOutcome::Empty);

        for (int time = 0; time < 2; ++time) {
            QCOMPARE(m_store->houseChips().grants(otter, tuesday), (QList{Flow::Grant{20min, 7min}}));
            QVERIFY(m_store->houseChips().grants(badger, tuesday).isEmpty());
            QVERIFY(m_store->houseChips().grants(otter, monday).isEmpty());
            QVERIFY(std::get<Flow::BonusChip>(m_store->houseChips().chips().value(bonus)).spent);
            open();
        }
        m_store->houseChips().put(bonus, Flow::BonusChip{}); // filled again
        QSignalSpy again(&m_store->houseChips(), &Flow::HouseChips::answered);
        m_store->houseChips().spend(3, bonus, otter, tuesday, 30min);
        QVERIFY(again.wait(60000));
        QCOMPARE(m_store->houseChips().grants(otter, tuesday).size(), 2);
    }

    void aPowerCutBeforeTheAnswerNeitherLosesNorDoublesABonus()
    {
        m_store->houseChips().put(bonus, Flow::BonusChip{});
        finish();
        m_store->houseChips().spend(1, bonus, otter, tuesday, 0min);
        open(); // nobody heard the answer
        QCOMPARE(m_store->houseChips().grants(otter, tuesday).size(), 1);
        QSignalSpy answered(&m_store->houseChips(), &Flow::HouseChips::answered);
        m_store->houseChips().spend(2, bonus, otter, tuesday, 0min);
        QVERIFY(answered.wait(60000));
        QCOMPARE(answered[0][1].value<Flow::BonusOutcome>(), Flow::BonusOutcome::Empty);
    }

    void aBonusChipIsEmptyExactlyIfItsTimeWasGivenWhateverReachedTheDisk()
    {
        m_store->houseChips().put(bonus, Flow::BonusChip{});
        finish();
        m_store->houseChips().spend(1, bonus, otter, tuesday, 0min);
        finish();
        const auto bytesOf = [this](const QString &name) {
            QFile file(m_folder->filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray main = bytesOf(QStringLiteral("house.db"));
        const QByteArray log = bytesOf(QStringLiteral("house.db-wal"));
        QVERIFY(log.size() > 1000);
        QSet<bool> seen;
        for (qsizetype length = 0; length < log.size() + 1031; length += 1031) {
            const QTemporaryDir cut;
            const auto write = [&cut](const QString &name, const QByteArray &bytes) {
                QFile file(cut.filePath(name));
                return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
            };
            QVERIFY(write(QStringLiteral("house.db"), main));
            QVERIFY(write(QStringLiteral("house.db-wal"), log.left(length)));
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("ledger.db is missing")));
            const auto store = Storage::open(cut.path(), m_clock);
            QVERIFY(store);
            const auto chip = (*store)->houseChips().chips().value(bonus);
            const auto *found = std::get_if<Flow::BonusChip>(&chip);
            const bool isGiven = !(*store)->houseChips().grants(otter, tuesday).isEmpty();
            QCOMPARE(found && found->spent, isGiven);
            seen.insert(isGiven);
        }
        QCOMPARE(seen.size(), 2); // both were tried
    }

    void aDiskThatTakesNothingSpendsNothing()
    {
        m_store->houseChips().put(bonus, Flow::BonusChip{});
        finish();
        FullDisk disk;
        QVERIFY(disk.fill());
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("house.db can't be written")));
        QSignalSpy answered(&m_store->houseChips(), &Flow::HouseChips::answered);
        m_store->houseChips().spend(1, bonus, otter, tuesday, 0min);
        const bool told = answered.wait(60000);
        QVERIFY(disk.makeRoom());
        QVERIFY(told);
        QCOMPARE(answered[0][1].value<Flow::BonusOutcome>(), Flow::BonusOutcome::NotWritable);
        QVERIFY(m_store->houseChips().grants(otter, tuesday).isEmpty());
        m_store->houseChips().spend(2, bonus, otter, tuesday, 0min);
        QVERIFY(answered.wait(60000));
        QCOMPARE(answered[1][1].value<Flow::BonusOutcome>(), Flow::BonusOutcome::Granted);
    }

    void whatAParentGivesIsOnDiskBeforeItCounts()
    {
        QSignalSpy answered(&m_store->houseChips(), &Flow::HouseChips::answered);
        m_store->houseChips().give(1, otter, tuesday, 15min, 4min);
        m_store->houseChips().give(2, otter, tuesday, 5min, 6min);
        QVERIFY(m_store->houseChips().grants(otter, tuesday).isEmpty());
        QTRY_COMPARE(answered.size(), 2);
        QCOMPARE(answered[1][1].value<Flow::BonusOutcome>(), Flow::BonusOutcome::Granted);
        const QList<Flow::Grant> given{{15min, 4min}, {5min, 6min}};
        QCOMPARE(m_store->houseChips().grants(otter, tuesday), given);
        open();
        QCOMPARE(m_store->houseChips().grants(otter, tuesday), given);
    }

    void aHouseChipThatCantBeUnderstoodDoesNothing()
    {
        m_store->houseChips().put(pauser, Flow::ControlChip{});
        m_store.reset();
        {
            auto database = Store::Database::open({QStringLiteral("house"), {{}}}, m_folder->path());
            QVERIFY(database);
            QVERIFY((*database)->run(QStringLiteral(
                "INSERT INTO chips VALUES('04:01:02:03','teleport',NULL,NULL,NULL),"
                "('04:01:02:04','profile','nobody',NULL,NULL),('04:01:02:05','bonus',NULL,99999,'v'),"
                "('nonsense','pause',NULL,NULL,NULL)")));
        }
        for (int i = 0; i < 4; ++i)
            QTest::ignoreMessage(QtWarningMsg,
                                 QRegularExpression(QStringLiteral("house.db: the chip .*does nothing")));
        open();
        QCOMPARE(m_store->houseChips().chips().keys(), QList{pauser});
    }

    // The settings
    void aFreshKioskHasTheDefaults() { QCOMPARE(m_store->settings().settings(), Flow::KioskSettings()); }

    void everySettingIsFoundAgain()
    {
        Flow::KioskSettings settings;
        settings.mode = Flow::ReaderMode::Tap;
        settings.ending = Flow::Ending::Fits;
        settings.secondChip = Flow::SecondChip::Queue;
        settings.sameChip = Flow::SameChip::Restart;
        settings.volume = 3;
        settings.volumeCap = 8;
        settings.eveningCap = 2;
        settings.eveningFrom = QTime(18, 45);
        settings.eveningTo = QTime(7, 15);
        settings.fromStart = true;
        settings.copyRoom = 12;
        settings.fetchAhead = false;
        settings.fetchMetered = true;
        settings.readerSide = Flow::ReaderSide::Left;
        settings.strict = true;
        settings.calm = true;
        settings.child = badger;
        settings.pausedAll = true;
        settings.offlineShare = 40;
        settings.plans[badger].weekdays[6] = std::chrono::minutes(90);
        settings.plans[badger].bedtime = Flow::Bedtime{QTime(19, 0), QTime(7, 0)};
        settings.plans[otter].ending = Flow::Ending::Limit;
        QSignalSpy changed(&m_store->settings(), &Flow::SettingsStore::changed);
        m_store->settings().save(settings);
        m_store->settings().save(settings);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_store->settings().settings(), settings);
        open();
        QCOMPARE(m_store->settings().settings(), settings);
        settings.child.reset();
        settings.copyRoom.reset();
        settings.plans.remove(badger);
        m_store->settings().save(settings);
        open();
        QCOMPARE(m_store->settings().settings(), settings);
    }

    void notesOnFilmsAreFoundAgain()
    {
        const QDateTime when(tuesday, QTime(9, 30), QTimeZone::utc());
        QSignalSpy changed(&m_store->filmNotes(), &Flow::FilmTroubles::changed);
        m_store->filmNotes().note(videoOf(1), {FilmFailure::Gone, when});
        m_store->filmNotes().note(videoOf(2), {FilmFailure::Broken, when});
        m_store->filmNotes().note(videoOf(2),
                                  {FilmFailure::PlayerLost, when.addSecs(60)}); // one for each film
        m_store->filmNotes().forget(videoOf(1));
        m_store->filmNotes().forget(videoOf(3)); // there is none
        QCOMPARE(changed.size(), 4);
        const QHash<Api::VideoId, Flow::FilmTrouble> kept{
            {videoOf(2), {FilmFailure::PlayerLost, when.addSecs(60)}}};
        QCOMPARE(m_store->filmNotes().troubles(), kept);
        open();
        QCOMPARE(m_store->filmNotes().troubles(), kept);
    }

    void aNoteIsWrittenOnceADayAndLeavesNothingBehind()
    {
        const QDateTime when(tuesday, QTime(9, 30), QTimeZone::utc());
        QSignalSpy changed(&m_store->filmNotes(), &Flow::FilmTroubles::changed);
        for (int tries = 0; tries < 5; ++tries)
            m_store->filmNotes().note(videoOf(1), {FilmFailure::Gone, when.addSecs(60 * tries)});
        QCOMPARE(changed.size(), 1);
        m_store->filmNotes().note(videoOf(1), {FilmFailure::Gone, when.addDays(1)});
        QCOMPARE(changed.size(), 2);
        open();
        QCOMPARE(m_store->filmNotes().troubles().value(videoOf(1)).when, when.addDays(1));
        m_store->filmNotes().forget(videoOf(1));
        m_store.reset();
        auto database = Store::Database::open({QStringLiteral("settings"), {{}}}, m_folder->path());
        QVERIFY(database);
        auto rows = (*database)->run(QStringLiteral("SELECT key FROM settings WHERE key LIKE 'trouble.%'"));
        QVERIFY(rows);
        QVERIFY(!rows->next());
    }

    void aNoteThatCantBeReadIsLeftOut()
    {
        m_store.reset();
        {
            auto database = Store::Database::open({QStringLiteral("settings"), {{}}}, m_folder->path());
            QVERIFY(database);
            const QString row = QStringLiteral("INSERT INTO settings VALUES('trouble.%1','%2')");
            QVERIFY((*database)->run(
                row.arg(videoOf(1).toString(), QStringLiteral("unreachable 2026-03-10T09:00:00Z"))));
            QVERIFY((*database)->run(row.arg(videoOf(2).toString(), QStringLiteral("broken yesterday"))));
            QVERIFY((*database)->run(
                row.arg(QStringLiteral("nothing"), QStringLiteral("gone 2026-03-10T09:00:00Z"))));
            QVERIFY((*database)->run(
                row.arg(videoOf(3).toString(), QStringLiteral("gone 2026-03-10T09:00:00Z"))));
        }
        for (int i = 0; i < 3; ++i)
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("trouble\\..*is left out")));
        open();
        QCOMPARE(m_store->filmNotes().troubles().keys(), QList{videoOf(3)});
    }

    void aPlanThatIsNotAllowedIsAsIfNotSet()
    {
        m_store.reset();
        {
            auto database = Store::Database::open({QStringLiteral("settings"), {{}}}, m_folder->path());
            QVERIFY(database);
            QVERIFY((*database)->run(
                QStringLiteral("INSERT INTO settings VALUES('plan.%1','mon=soon'),('plan.%2','mon=20'),"
                               "('plan.nobody','mon=20'),('time.offline-share','101')")
                    .arg(otter.toString(), badger.toString())));
        }
        for (const char *message : {"plan\\..*mon=soon.*is not allowed",
                                    "plan\\.nobody.*no child has this name", "time.offline-share can't be"})
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QString::fromLatin1(message)));
        open();
        const Flow::KioskSettings settings = m_store->settings().settings();
        QCOMPARE(settings.plans.size(), 1);
        QCOMPARE(settings.plans.value(badger).toText(), QStringLiteral("mon=20"));
        QCOMPARE(settings.offlineShare, 100);
    }

    void aValueThatIsNotAllowedIsAsIfNotSet()
    {
        m_store.reset();
        {
            auto database = Store::Database::open({QStringLiteral("settings"), {{}}}, m_folder->path());
            QVERIFY(database);
            QVERIFY((*database)->run(QStringLiteral(
                "INSERT INTO settings VALUES('reader.mode','sideways'),('later.key','kept')")));
        }
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral(
                                               "settings.db: reader.mode can't be \"?sideways")));
        open();
        QCOMPARE(m_store->settings().settings(), Flow::KioskSettings());
        Flow::KioskSettings settings;
        settings.mode = Flow::ReaderMode::Tap;
        m_store->settings().save(settings);
        m_store.reset();
        auto database = Store::Database::open({QStringLiteral("settings"), {{}}}, m_folder->path());
        QVERIFY(database);
        auto query = (*database)->run(QStringLiteral("SELECT value FROM settings WHERE key='later.key'"));
        QVERIFY(query && query->next());
        QCOMPARE(query->value(0).toString(), QStringLiteral("kept"));
    }

    void theAccountIsFoundAgainWithoutASecret()
    {
        QVERIFY(m_store->account().remembered().server.isEmpty());
        m_store->account().remember({QUrl(QStringLiteral("https://me:secret@medio.example/path")),
                                     QStringLiteral("me@medio.example")});
        open();
        QCOMPARE(m_store->account().remembered(),
                 (Parents::RememberedAccount{QUrl(QStringLiteral("https://medio.example/path")),
                                             QStringLiteral("me@medio.example")}));
        // A setting of somebody else does not disturb it.
        Flow::KioskSettings settings;
        settings.calm = true;
        m_store->settings().save(settings);
        open();
        QCOMPARE(m_store->account().remembered().email, QStringLiteral("me@medio.example"));
    }

    // The catalogue
    void theFamilyIsFoundAgain()
    {
        QSignalSpy stored(&m_store->catalogue(), &Store::Catalogue::stored);
        QSignalSpy changed(&m_store->catalogue(), &Flow::Catalogue::changed);
        Api::Family given = family();
        given.user = {idOf<Api::UserId>(1), QStringLiteral("demo@medio.example"), QStringLiteral("Demo")};
        given.videos[0].description = QStringLiteral("With 'quotes' and ünïcode");
        given.videos[1].duration.reset();
        m_store->catalogue().replace({}, given, m_clock.wall());
        QVERIFY(m_store->catalogue().snapshot()->chip(whale));
        QCOMPARE(changed.size(), 1);
        QVERIFY(stored.wait(60000));
        open();
        QCOMPARE(m_store->catalogue().family(), given);
        QCOMPARE(m_store->catalogue().snapshot()->chip(whale)->films.size(), 3);
    }

    void theSameFamilyAgainChangesNothingAndIsStored()
    {
        m_store->catalogue().replace({}, family(), m_clock.wall());
        finish();
        QSignalSpy stored(&m_store->catalogue(), &Store::Catalogue::stored);
        QSignalSpy changed(&m_store->catalogue(), &Flow::Catalogue::changed);
        m_store->catalogue().replace({}, family(), m_clock.wall());
        QVERIFY(stored.wait(60000));
        QCOMPARE(changed.size(), 0);
    }

    void postersBelongToTheirFilms()
    {
        m_store->catalogue().replace({}, family(), m_clock.wall());
        m_store->catalogue().setPoster(videoOf(1), QStringLiteral("/posters/1.png"));
        QCOMPARE(m_store->catalogue().snapshot()->chip(rocket)->films.first().poster,
                 QStringLiteral("/posters/1.png"));
        open();
        QCOMPARE(m_store->catalogue().snapshot()->chip(rocket)->films.first().poster,
                 QStringLiteral("/posters/1.png"));
    }

    void aSnapshotInHandDoesNotChange()
    {
        m_store->catalogue().replace({}, family(), m_clock.wall());
        const Flow::CataloguePointer before = m_store->catalogue().snapshot();
        m_store->catalogue().replace({}, {}, m_clock.wall());
        QVERIFY(before->chip(whale));
        QVERIFY(!m_store->catalogue().snapshot()->chip(whale));
    }

    // All of them
    void aFolderThatCantBeMadeIsNamed()
    {
        const auto opened = Storage::open(m_folder->filePath(QStringLiteral("ledger.db/below")), m_clock);
        QVERIFY(!opened);
        QVERIFY(
            opened.error().toString().contains(QStringLiteral("ledger.db/below/ledger.db can't be written")));
    }

private:
    void open()
    {
        m_store.reset();
        auto opened = Storage::open(m_folder->path(), m_clock);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
        m_store = std::move(*opened);
    }
    /// Everything given to the store is on disk and answered.
    void finish()
    {
        QSignalSpy stored(&m_store->catalogue(), &Store::Catalogue::stored);
        m_store->catalogue().replace({}, m_store->catalogue().family(), m_clock.wall());
        QVERIFY(stored.wait(60000));
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
};

QTEST_GUILESS_MAIN(TestStorage)
#include "tst_storage.moc"
