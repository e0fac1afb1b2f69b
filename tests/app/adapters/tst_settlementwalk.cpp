// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Two kiosks and the real process of a home server, at random: they play within their leases, are cut off,
// restarted, given bonus time; their batches come late, twice, out of order or never, answers get lost, the
// server is killed, at rest or while a batch comes in. Together they never play more than the day has; when
// all is settled, what the server knows is what is in the ledgers.
// MEDIO_WALKS=n makes it longer, MEDIO_SEED=n repeats one.

#include "app/adapters/familyaccount.h"
#include "app/store/storage.h"
#include "tests/automation/stageclock.h"
#include "tests/support/buildprograms.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/homeclient.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <random>
#include <thread>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const QDate firstDay(2026, 3, 10);
const QString origin = u"http://127.0.0.1:8480"_s;

int numberFrom(const char *variable, int byDefault)
{
    return qEnvironmentVariableIsSet(variable) ? qEnvironmentVariableIntValue(variable) : byDefault;
}

QString quickFolder()
{
    return QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm") : QDir::tempPath();
}

/// One kiosk: its real store and its real account.
class Kiosk
{
public:
    Kiosk(const Api::Family &family, const Clock &clock)
        : m_clock(clock)
    {
        m_catalogue.replace(family);
        m_folder = std::make_unique<QTemporaryDir>(quickFolder() + u"/walk-XXXXXX"_s);
        open();
    }

    /// The plug is pulled when the disk is quiet: what waits for the next entry is gone.
    void cut()
    {
        finish();
        auto copy = std::make_unique<QTemporaryDir>(quickFolder() + u"/walk-XXXXXX"_s);
        for (const QFileInfo &file : QDir(m_folder->path()).entryInfoList(QDir::Files)) {
            if (!file.fileName().endsWith(u"-shm"))
                QFile::copy(file.filePath(), copy->filePath(file.fileName()));
        }
        m_account.reset();
        m_storage.reset();
        m_folder = std::move(copy);
        open();
    }

    void openDay(const QDate &day)
    {
        if (m_storage->ledger().lastDay().value_or(QDate()) < day)
            m_storage->ledger().openDay(day);
    }
    [[nodiscard]] QDate day() const { return m_storage->ledger().lastDay().value_or(QDate()); }

    /// Charged, and the rest given back.
    void play(const Api::ProfileId &child, const Api::VideoId &video, milliseconds amount, milliseconds rest)
    {
        Store::Ledger &ledger = m_storage->ledger();
        const quint64 sitting = ledger.lastSitting() + 1;
        ledger.beginSitting(sitting, child, day(), *Nfc::Uid::fromString(u"04:B0:00:00:00:00:01"_s));
        for (milliseconds charged{0}; charged < amount; charged += 5s)
            ledger.charge(
                {++m_charge, sitting, child, video, day(), std::min<milliseconds>(5s, amount - charged)});
        ledger.giveBack({0, sitting, child, video, day(), rest});
        ledger.endSitting(sitting, {}, {});
    }
    [[nodiscard]] milliseconds played(const Api::ProfileId &child, const QDate &day) const
    {
        return m_storage->ledger().of(child, day).played;
    }
    [[nodiscard]] milliseconds rest(const Api::ProfileId &child) const
    {
        const auto family = m_account->of(child, day());
        return family ? std::max<milliseconds>(0ms, family->mayPlay - played(child, day())) : 0ms;
    }
    void grant(const Api::ProfileId &child, milliseconds amount)
    {
        finish();
        const Nfc::Uid uid = *Nfc::Uid::fromString(u"04:B0:00:00:00:00:01"_s);
        m_storage->houseChips().remove(uid);
        m_storage->houseChips().put(
            uid, Flow::BonusChip{std::chrono::duration_cast<std::chrono::minutes>(amount)});
        m_storage->houseChips().spend(1, uid, child, day(), played(child, day()));
        finish();
        m_granted[day()] += amount;
    }
    /// As given: the store forgets those of past days with their chips.
    [[nodiscard]] milliseconds granted(const QDate &day) const { return m_granted.value(day); }

    void finish() { m_storage->finish(); }
    [[nodiscard]] Adapters::FamilyAccount &account() { return *m_account; }
    [[nodiscard]] Store::Ledger &ledger() { return m_storage->ledger(); }

private:
    void open()
    {
        auto storage = Store::Storage::open(m_folder->path(), m_clock);
        if (!storage)
            qFatal("%s", qPrintable(storage.error().toString()));
        m_storage = std::move(*storage);
        m_account = std::make_unique<Adapters::FamilyAccount>(m_storage->ledger(), m_catalogue,
                                                              m_storage->houseChips());
        m_account->setServer(origin, true);
    }

    const Clock &m_clock;
    Flow::FakeCatalogue m_catalogue;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store::Storage> m_storage;
    std::unique_ptr<Adapters::FamilyAccount> m_account;
    QHash<QDate, milliseconds> m_granted;
    quint64 m_charge = 0;
};

/// A home server in a process of its own, whose clock stands where the test says.
class Home
{
public:
    explicit Home(const QString &folder)
        : m_folder(folder)
    {
        QDir(m_folder).mkpath(u"media"_s);
        QFile file(m_folder + u"/home.toml"_s);
        if (!file.open(QIODevice::WriteOnly) ||
            file.write("[server]\nport = 0\n[paths]\ndata = '" + m_folder.toUtf8() + "/data'\nmedia = '" +
                       m_folder.toUtf8() +
                       "/media'\n[limits]\nenabled = false\n[time]\nzone = 'Europe/Berlin'\n") < 0)
            qFatal("%s", qPrintable(file.errorString()));
    }
    ~Home() { kill(); }

    void start(const QDateTime &now)
    {
        StageClock::Start clock;
        clock.wall = now;
        clock.running = false;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(StageClock::environmentVariable),
                           QString::fromUtf8(StageClock::textOf(clock)));
        m_process = std::make_unique<QProcess>();
        m_process->setProcessEnvironment(environment);
        m_process->setStandardErrorFile(m_folder + u"/home.log"_s);
        m_process->start(buildProgram(u"medio-home-stage"), {u"--config"_s, m_folder + u"/home.toml"_s});
        m_url = line().value(u"url"_s).toString();
        if (m_url.isEmpty())
            qFatal("the home server does not start; %s", qPrintable(m_folder + u"/home.log"_s));
    }
    /// At whatever it does; from any thread.
    void kill() const
    {
        if (m_process && m_process->processId() > 0)
            ::kill(static_cast<pid_t>(m_process->processId()), SIGKILL);
    }
    void awaitEnd() { m_process->waitForFinished(); }
    void setTime(const QDateTime &now)
    {
        m_process->write(QJsonDocument(QJsonObject{{u"set"_s, now.toString(Qt::ISODateWithMs)}})
                             .toJson(QJsonDocument::Compact) +
                         '\n');
        if (!line().value(u"ok"_s).toBool())
            qFatal("the home server's clock can't be set");
    }
    [[nodiscard]] QString url() const { return m_url; }

private:
    QJsonObject line()
    {
        while (!m_process->canReadLine() && m_process->waitForReadyRead()) {
        }
        return QJsonDocument::fromJson(m_process->readLine()).object();
    }

    const QString m_folder;
    std::unique_ptr<QProcess> m_process;
    QString m_url;
};

} // namespace

class SettlementWalk : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Home> m_server;
    std::unique_ptr<HomeClient> m_parent;
    std::unique_ptr<HomeClient> m_wire;
    std::mt19937 m_random;

    qint64 upTo(qint64 most) { return std::uniform_int_distribution<qint64>(0, most)(m_random); }

    std::optional<Api::Settled> post(const Api::Settlement &settlement)
    {
        const auto answer =
            m_wire->post(u"/api/settlement"_s, QJsonDocument::fromJson(Api::encode(settlement)).object());
        const auto settled = Api::decode<Api::Settled>(answer.body);
        return answer.status == 200 && settled ? std::optional(*settled) : std::nullopt;
    }

    void startServer()
    {
        m_server->start(m_clock.wall());
        m_wire = std::make_unique<HomeClient>(m_server->url());
    }
    void killServer()
    {
        m_server->kill();
        m_server->awaitEnd();
        startServer();
    }
    /// It may have been taken or not; nobody hears.
    void killServerWhile(const Api::Settlement &settlement)
    {
        m_wire->get(u"/api/csrf-token"_s); // connected by now
        std::thread killer([this, delay = upTo(3000)] {
            for (qint64 i = 0; i < delay; ++i)
                std::this_thread::yield();
            m_server->kill();
        });
        post(settlement);
        killer.join();
        m_server->awaitEnd();
        startServer();
    }
    void setTime(const QDateTime &now)
    {
        m_clock.setWall(now);
        m_server->setTime(now);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const int seed = numberFrom("MEDIO_SEED", static_cast<int>(std::random_device()() >> 1));
        qInfo("seed %d", seed);
        m_random.seed(static_cast<unsigned>(seed));
        m_folder = std::make_unique<QTemporaryDir>(quickFolder() + u"/home-XXXXXX"_s);
        m_server = std::make_unique<Home>(m_folder->path());
        startServer();
        m_parent = std::make_unique<HomeClient>(m_server->url());
        QCOMPARE(m_parent
                     ->post(u"/api/auth/register"_s, {{u"email"_s, u"otto@medio.example"_s},
                                                      {u"password"_s, u"Lantern-7!"_s},
                                                      {u"name"_s, u"Otto"_s}})
                     .status,
                 201);
    }

    void neverMoreThanTheDayHasAndExactInTheEnd()
    {
        const int walks = numberFrom("MEDIO_WALKS", 4);
        milliseconds played{0};
        int lateOnes = 0;
        int cuts = 0;
        int kills = 0;
        for (int walk = 0; walk < walks; ++walk) {
            setTime(QDateTime(firstDay.addDays(20 * walk), QTime(8, 0), QTimeZone::utc()));
            const int limit = static_cast<int>(10 + upTo(80));
            m_parent = std::make_unique<HomeClient>(m_server->url()); // the former walk's login is over
            QCOMPARE(m_parent
                         ->post(u"/api/auth/login"_s,
                                {{u"email"_s, u"otto@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}})
                         .status,
                     200);
            const auto made = Api::ProfileId::parse(
                m_parent
                    ->post(u"/api/profiles"_s, {{u"name"_s, u"Otter"_s}, {u"daily_limit_minutes"_s, limit}})
                    .json()
                    .value(u"id"_s)
                    .toString());
            QVERIFY(made);
            const Api::ProfileId child = *made;
            Api::Family family;
            family.profiles = {{child, u"Otter"_s, {}, std::chrono::minutes(limit)}};
            std::array<Kiosk, 2> kiosks{Kiosk(family, m_clock), Kiosk(family, m_clock)};
            for (Kiosk &kiosk : kiosks)
                QCOMPARE(m_parent->put(u"/api/boxes/"_s + kiosk.ledger().id().toString(), {}).status, 200);
            QList<Api::Settlement> late;
            QSet<QDate> days;

            const auto settle = [&](Kiosk &kiosk, bool surely) {
                kiosk.finish();
                if (kiosk.account().mustWait())
                    kiosk.finish();
                const auto batch = kiosk.account().batch();
                const auto fate = surely ? 5 : upTo(5);
                if (fate == 0) { // comes late, perhaps
                    late.append(batch.settlement);
                    return;
                }
                if (fate == 1) // comes now, and again later
                    late.append(batch.settlement);
                const auto answer = post(batch.settlement);
                QVERIFY(answer);
                if (fate != 2) // 2: the answer is lost
                    kiosk.account().take(batch, *answer);
            };
            const auto holds = [&](const char *what) {
                for (const QDate &day : std::as_const(days)) {
                    const milliseconds sum = kiosks[0].played(child, day) + kiosks[1].played(child, day);
                    const milliseconds whole =
                        std::chrono::minutes(limit) + kiosks[0].granted(day) + kiosks[1].granted(day);
                    QVERIFY2(sum <= whole, qPrintable(u"walk %1, after %2: %3 ms of %4 ms on %5"_s.arg(walk)
                                                          .arg(QLatin1StringView(what))
                                                          .arg(sum.count())
                                                          .arg(whole.count())
                                                          .arg(day.toString(Qt::ISODate))));
                }
            };

            for (Kiosk &kiosk : kiosks)
                kiosk.openDay(m_clock.today());
            for (int move = 0; move < 120; ++move) {
                Kiosk &kiosk = kiosks.at(static_cast<std::size_t>(upTo(1)));
                days.insert(kiosk.day());
                switch (upTo(11)) {
                case 0:
                case 1:
                case 2:
                case 3: { // plays, as far as its lease goes
                    const milliseconds amount(upTo(std::min<qint64>(kiosk.rest(child).count(), 900'000)));
                    if (amount > 0ms)
                        kiosk.play(child, Api::VideoId::create(), amount,
                                   milliseconds(upTo(amount.count() / 4)));
                    holds("playing");
                    break;
                }
                case 4:
                    kiosk.cut();
                    ++cuts;
                    holds("a cut");
                    break;
                case 5:
                    if (!late.isEmpty()) {
                        QVERIFY(post(late.takeAt(upTo(late.size() - 1))));
                        ++lateOnes;
                    }
                    break;
                case 6:
                    if (upTo(5) == 0)
                        kiosk.grant(child, 15min);
                    break;
                case 7: // time passes; one of the clocks may not notice that a day began
                    m_clock.advance(std::chrono::minutes(upTo(240)));
                    m_server->setTime(m_clock.wall());
                    if (upTo(3) != 0)
                        kiosk.openDay(m_clock.today());
                    break;
                case 8:
                    if (upTo(6) > 0)
                        break;
                    kiosk.finish();
                    if (upTo(1) == 0)
                        killServer();
                    else if (!kiosk.account().mustWait())
                        killServerWhile(kiosk.account().batch().settlement);
                    ++kills;
                    holds("a kill of the server");
                    break;
                default:
                    settle(kiosk, false);
                    holds("settling");
                }
                if (QTest::currentTestFailed())
                    return;
            }

            // All that was under way arrives; then each speaks until nothing changes any more.
            while (!late.isEmpty())
                QVERIFY(post(late.takeLast()));
            for (int round = 0; round < 6; ++round) {
                for (Kiosk &kiosk : kiosks)
                    settle(kiosk, true);
            }
            holds("everything");
            for (const QDate &day : std::as_const(days)) {
                // The server's own day, so that it tells about that one.
                setTime(QDateTime(day, QTime(12, 0), QTimeZone::utc()));
                milliseconds sum{0};
                std::optional<Api::Settled> answer;
                for (Kiosk &kiosk : kiosks) {
                    kiosk.finish();
                    answer = post(kiosk.account().batch().settlement);
                    QVERIFY(answer);
                    const auto &told = answer->days.at(1);
                    QCOMPARE(told.day, day);
                    QCOMPARE(told.playedHere, kiosk.played(child, day));
                    QCOMPARE(told.playedHere, kiosk.ledger().onDisk(child, day));
                    QCOMPARE(told.grantedHere, kiosk.granted(day));
                    sum += told.playedHere;
                }
                QCOMPARE(answer->days.at(1).played, sum);
                played += sum;
            }
            for (Kiosk &kiosk : kiosks)
                QVERIFY(kiosk.ledger().unsettled(origin).pieces.isEmpty());
        }
        qInfo(
            "%d walks, %d cuts, %d kills of the server, %d late batches, %d minutes played; exact, and never "
            "beyond",
            walks, cuts, kills, lateOnes,
            static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(played).count()));
        QVERIFY(played > 0ms);
    }
};

QTEST_GUILESS_MAIN(SettlementWalk)
#include "tst_settlementwalk.moc"
