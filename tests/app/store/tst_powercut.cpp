// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The plug is pulled again and again: what the ledger acknowledged is there, at most five seconds are
// charged that nobody played, and not one is given; a chip never goes on beyond what was played.
// MEDIO_CUTS=10000 is the full form (the short one: 400), MEDIO_SEED=n repeats one.

#include "app/store/storage.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeclock.h"
#include "tests/support/recordingdisk.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const QDate day(2026, 3, 10);
const QString home = QStringLiteral("https://medio.example:443");

int numberFrom(const char *variable, int byDefault)
{
    return qEnvironmentVariableIsSet(variable) ? qEnvironmentVariableIntValue(variable) : byDefault;
}

/// A folder in memory where there is one: thousands of files are made, and no disk is tested here.
QString quickFolder()
{
    return QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm") : QDir::tempPath();
}

/// What is true of the child's day at a moment.
struct Truth
{
    milliseconds played{0};       ///< seen by the child
    milliseconds acknowledged{0}; ///< could have been played by then: charged, on disk, not given back
    milliseconds reached{0};      ///< of the film, as the last charge on disk says
};

/// A kiosk that plays by the rules: charged before it is played, in steps of five seconds at the most; a
/// clean stop gives back the rest. Everything else that a ledger is told comes in between.
class Playing : public QObject
{
public:
    Playing(Store::Storage &storage, RecordingDisk &disk, QList<Truth> &truths, std::mt19937 &random,
            quint64 firstSitting, const QDate &today)
        : m_ledger(storage.ledger())
        , m_disk(disk)
        , m_truths(truths)
        , m_random(random)
        , m_sitting(firstSitting)
        , m_today(today)
    {
        connect(&m_ledger, &Flow::LedgerJournal::charged, this, [this](quint64 id) {
            if (id != m_asked)
                return;
            m_truth.acknowledged += m_amount;
            m_truth.reached = m_reached;
            m_credit += m_amount;
            mark();
            goOn();
        });
    }

    /// Until so many steps are charged.
    void play(int steps)
    {
        m_left = steps;
        m_truth = m_truths.isEmpty() ? Truth() : m_truths.last();
        m_truth.acknowledged = m_truth.played; // what a former run lost is lost
        m_ledger.openDay(m_today);
        m_ledger.beginSitting(m_sitting, otter, m_today, whale);
        charge();
        QTRY_VERIFY_WITH_TIMEOUT(m_left == 0, 60'000);
    }

    [[nodiscard]] Truth truth() const { return m_truth; }

private:
    void mark()
    {
        m_disk.mark(static_cast<int>(m_truths.size()));
        m_truths.append(m_truth);
    }
    void charge()
    {
        m_amount = 5s - m_credit;
        m_asked = ++m_id;
        m_reached = m_truth.played;
        Flow::LedgerEntry step{m_id,    m_sitting, otter, videoOf(1 + static_cast<int>(m_random() % 3)),
                               m_today, m_amount,  0s};
        step.reached = m_reached;
        m_ledger.charge(step);
    }
    void goOn()
    {
        if (--m_left == 0)
            return;
        const auto what = m_random() % 12;
        if (what == 0) { // a clean stop in the middle, and a new sitting
            const milliseconds rest = m_credit * static_cast<int>(m_random() % 1000) / 1000;
            m_truth.played += m_credit - rest;
            m_truth.acknowledged -= rest;
            m_credit = 0ms;
            mark();
            Flow::LedgerEntry back{0, m_sitting, otter, videoOf(1), m_today, rest, 0s};
            back.reached = m_truth.played;
            m_ledger.giveBack(back);
            m_ledger.endSitting(m_sitting, {}, {});
            m_ledger.beginSitting(++m_sitting, otter, m_today, whale);
        } else {
            m_truth.played += m_credit - 1500ms;
            m_credit = 1500ms;
            mark();
        }
        if (what == 1)
            m_ledger.noteSession(m_sitting, {Api::SessionId::create(), home, 0s});
        if (what == 2)
            m_ledger.noteSettled(home, m_ledger.unsettled(home).upTo, m_id);
        if (what == 3)
            m_ledger.keepLeases(
                {{home, otter, m_today, m_id, milliseconds(60min), 0ms, 0ms, 0ms, 0ms, false}});
        charge();
    }

    Store::Ledger &m_ledger;
    RecordingDisk &m_disk;
    QList<Truth> &m_truths;
    std::mt19937 &m_random;
    Truth m_truth;
    milliseconds m_credit{0};
    milliseconds m_amount{0};
    milliseconds m_reached{0};
    quint64 m_id = 0;
    quint64 m_asked = 0;
    quint64 m_sitting;
    QDate m_today;
    int m_left = 0;
};

} // namespace

class TestPowerCut : public QObject
{
    Q_OBJECT

    int m_cuts = 0;
    std::mt19937 m_random;

private Q_SLOTS:
    void initTestCase()
    {
        const auto seed =
            static_cast<unsigned>(numberFrom("MEDIO_SEED", static_cast<int>(std::random_device()() >> 1)));
        m_cuts = numberFrom("MEDIO_CUTS", 400);
        m_random.seed(seed);
        qInfo("seed %u, %d cuts", seed, m_cuts);
    }

    /// A tenth of the cuts, in twenties in the same folder: a real program, killed while it writes.
    void whatWasAcknowledgedIsThereAfterAKill()
    {
        const int kills = std::max(15, m_cuts / 10);
        std::unique_ptr<QTemporaryDir> folder;
        quint64 acknowledged = 0;
        quint64 next = 1;
        QSet<Api::SessionId> sessions;
        for (int cut = 0; cut < kills; ++cut) {
            if (cut % 20 == 0) {
                folder = std::make_unique<QTemporaryDir>(quickFolder() + QStringLiteral("/kills-XXXXXX"));
                acknowledged = 0;
                sessions.clear();
            }
            QProcess writer;
            writer.start(QStringLiteral(LEDGER_WRITER), {folder->path(), QString::number(next)});
            QVERIFY(writer.waitForStarted());
            const int lines = static_cast<int>(m_random() % 40);
            int seen = 0;
            quint64 last = next - 1;
            const auto read = [&] {
                while (writer.canReadLine()) {
                    const QByteArray line = writer.readLine().trimmed();
                    QVERIFY(line.startsWith("charged "));
                    last = line.mid(8).toULongLong();
                    // Its companions were written before the next charge.
                    if (last > next && (last - 1) % 5 == 0)
                        sessions.insert(idOf<Api::SessionId>(static_cast<int>(last - 1)));
                    ++seen;
                }
            };
            while (seen <= lines) {
                QVERIFY(writer.waitForReadyRead(60'000));
                read();
            }
            writer.kill(); // SIGKILL: nothing is flushed, nothing is closed
            QVERIFY(writer.waitForFinished());
            read();
            acknowledged += last - (next - 1);
            // The charge under way may or may not have arrived.
            FakeClock clock;
            auto store = Store::Storage::open(folder->path(), clock);
            QVERIFY(store);
            const auto played = (*store)->ledger().of(otter, day).played;
            QVERIFY2(played >= std::chrono::seconds(acknowledged),
                     qPrintable(QStringLiteral("%1 s of %2 s").arg(played.count() / 1000).arg(acknowledged)));
            QVERIFY(played <= std::chrono::seconds(acknowledged + 1));
            acknowledged = static_cast<quint64>(played.count() / 1000);
            QVERIFY(!(*store)->ledger().lostOn());

            // A session whose end is noted is in the outbox; one that is not is found as open.
            QSet<Api::SessionId> pending;
            const QList<Flow::SessionEnd> ends = (*store)->outbox().pending();
            for (const Flow::SessionEnd &end : ends)
                pending.insert(end.session);
            const QList<Flow::UnfinishedSitting> open = (*store)->ledger().unfinished();
            QSet<Api::SessionId> unfinished;
            for (const Flow::UnfinishedSitting &sitting : open) {
                for (const Flow::LeftSession &left : sitting.sessions)
                    unfinished.insert(left.session);
            }
            for (const Api::SessionId &session : std::as_const(sessions))
                QVERIFY(pending.contains(session) || unfinished.contains(session));
            next = last - last % 5 + 101; // numbers are only names
        }
    }

    /// The rest: the files as a killed program or a pulled plug may leave them at any moment of four runs,
    /// the opening of old days and their condensing included.
    void everyMomentOfTheDiskOpensAgain()
    {
        const int replays = m_cuts - std::max(15, m_cuts / 10);
        QTemporaryDir folder(quickFolder() + QStringLiteral("/written-XXXXXX"));
        RecordingDisk disk(folder.path() + QStringLiteral("/ledger.db"));
        QList<Truth> truths;
        QList<QDate> days; // by truth
        FakeClock clock;
        for (int run = 0; run < 4; ++run) {
            const QDate today = day.addDays(run * 2);
            if (!truths.isEmpty()) { // a new day: nothing is played of it yet
                disk.mark(static_cast<int>(truths.size()));
                truths.append(Truth());
                days.append(today);
            }
            auto storage = Store::Storage::open(folder.path(), clock);
            QVERIFY(storage);
            Playing playing(**storage, disk, truths, m_random, (*storage)->ledger().lastSitting() + 1, today);
            playing.play(40);
            while (days.size() < truths.size())
                days.append(today);
            // The program is cut off, too: no run ends its sitting. (The store itself closes its files.)
        }

        milliseconds worst{0};
        const QByteArray identity = [&folder] {
            QFile file(folder.filePath(QStringLiteral("ledger.id")));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }();
        QVERIFY(!identity.isEmpty());
        for (int cut = 0; cut < replays; ++cut) {
            const auto moment =
                static_cast<qsizetype>(m_random() % static_cast<unsigned>(disk.moments() + 1));
            const auto kind = cut % 3 == 0 ? RecordingDisk::Cut::Process : RecordingDisk::Cut::Power;
            const QHash<QString, QByteArray> files = disk.after(moment, kind, m_random);
            const int truth = disk.markAt(moment);

            QTemporaryDir found(quickFolder() + QStringLiteral("/cut-XXXXXX"));
            const auto write = [&found](const QString &name, const QByteArray &bytes) {
                QFile file(found.filePath(name));
                return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
            };
            for (auto file = files.cbegin(); file != files.cend(); ++file)
                QVERIFY(write(QStringLiteral("ledger.db") + file.key(), file.value()));
            QVERIFY(write(QStringLiteral("ledger.id"), identity));

            const auto where = [&] {
                return QString(QStringLiteral("cut %1, %2, at event %3 of %4")
                                   .arg(cut)
                                   .arg(kind == RecordingDisk::Cut::Power ? QStringLiteral("power")
                                                                          : QStringLiteral("process"))
                                   .arg(moment)
                                   .arg(disk.moments()));
            };
            for (int time = 0; time < 2;
                 ++time) { // whatever the first opening mended, the second finds the same
                Store::StoreThread thread;
                Expected<std::shared_ptr<Store::Ledger::File>, Store::StoreProblem> file =
                    Unexpected{Store::StoreProblem{}};
                thread.give([&]() -> Store::StoreThread::Answer {
                    file = Store::Ledger::open(found.path(), clock);
                    return {};
                });
                thread.finish();
                QVERIFY2(file, qPrintable(where()));
                const Store::Ledger ledger(*file, thread, clock);
                file->reset();
                if (truth < 0)
                    continue; // nothing was acknowledged yet: not even that there is a ledger
                QVERIFY2(!ledger.lostOn(), qPrintable(where()));
                const milliseconds counted = ledger.of(otter, days.at(truth)).played;
                QVERIFY2(counted >= truths.at(truth).acknowledged,
                         qPrintable(QStringLiteral("%1 ms counted, %2 ms acknowledged; ")
                                        .arg(counted.count())
                                        .arg(truths.at(truth).acknowledged.count()) +
                                    where()));
                const milliseconds unplayed = counted - truths.at(truth).played;
                QVERIFY2(unplayed <= 5s,
                         qPrintable(QStringLiteral("%1 ms charged and not played; ").arg(unplayed.count()) +
                                    where()));
                worst = std::max(worst, unplayed);
                const Flow::Place place = ledger.placesOf(otter).value(whale);
                const bool isToday = place.day == days.at(truth);
                QVERIFY2(isToday ? place.position <= truths.at(truth).played &&
                                       place.position >= truths.at(truth).reached
                                 : truths.at(truth).reached == 0ms,
                         qPrintable(QStringLiteral("%1 ms into the film, %2 ms of it played; ")
                                        .arg(place.position.count())
                                        .arg(truths.at(truth).played.count()) +
                                    where()));
            }
        }
        qInfo("%d replays of %d events: all opened, %d ms charged and not played at the worst, none given",
              replays, static_cast<int>(disk.moments()), static_cast<int>(worst.count()));
    }
};

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_powercut.moc"
