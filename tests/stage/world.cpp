// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/world.h"

#include "app/base/chronicle.h"
#include "app/base/overloaded.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTcpSocket>

#include <utility>

namespace Medio::Stage {

using namespace std::chrono_literals;

namespace {

constexpr auto startPatience = 90s; // sanitizers on a busy machine; a healthy start takes a few seconds

// A chip belongs to one account of a server only (MEDIO-API.md §7), so a foreign one never gets
// the same twice.
QString randomUid()
{
    QStringList pairs{QStringLiteral("04")};
    for (int i = 0; i < 6; ++i)
        pairs.append(QStringLiteral("%1")
                         .arg(QRandomGenerator::system()->bounded(1, 256), 2, 16, QChar(u'0'))
                         .toUpper());
    return pairs.join(u':');
}

/// Until it is that late in the world's zone, today or tomorrow.
Milliseconds until(const QTime &time, const StageClock &clock)
{
    const QDateTime now = clock.wall().toTimeZone(clock.zone());
    QDateTime then = now;
    then.setTime(time);
    if (then <= now) {
        then.setDate(now.date().addDays(1));
        then.setTime(time);
    }
    return Milliseconds(now.msecsTo(then));
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

World::World(const Family &family, const WorldOptions &options, QObject *parent)
    : QObject(parent)
    , m_family(family)
    , m_options(options)
    , m_serverClock(clockStart(options.demo))
{
    connect(&m_server, &StageProcess::died, this, [this](const QString &why) { fall(why, 1); });
    connect(&m_server, &StageProcess::line, this, [this](const QByteArray &line) {
        const QJsonObject answer = QJsonDocument::fromJson(line).object();
        if (!answer.contains(u"ok") || m_serverAnswers.isEmpty())
            return;
        const Company::Done done = m_serverAnswers.takeFirst();
        if (answer.value(u"ok").toBool())
            done({});
        else
            done(Unexpected{Company::Refusal{false, answer.value(u"error").toString()}});
    });
    connect(&m_proxy, &FaultProxy::requested, this, &World::noteCall);
    connect(&m_proxy, &FaultProxy::answered, this,
            [this](const QByteArray &answer) { m_secrets.learn(answer); });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (auto started = std::exchange(m_started, {}))
            started(
                Unexpected{QStringLiteral("%1: took more than %2 s").arg(m_stage).arg(startPatience / 1s)});
    });
}

World::~World() = default;

QString World::logFile(const QString &program) const
{
    return m_options.folder + QStringLiteral("/log/") + program + QStringLiteral(".log");
}

QString World::program(const QString &name) const
{
    return m_options.programs + u'/' + name;
}

bool World::writeFile(const QString &name, const QByteArray &content) const
{
    return writePrivately(m_options.folder + u'/' + name, content);
}

QString World::chipOf(const QString &uid) const
{
    for (const Family::Chip &chip : m_family.chips) {
        if (chip.uid.compare(uid, Qt::CaseInsensitive) == 0)
            return chip.name;
    }
    return {};
}

/// A program ended although nobody asked it to.
void World::fall(const QString &why, int kiosk)
{
    if (m_stopping)
        return;
    if (auto started = std::exchange(m_started, {}))
        started(Unexpected{m_stage + u": " + why});
    else
        tellError(why, kiosk);
}

/// The world is closed: no setting, session or proxy of the machine reaches into it.
bool World::prepare()
{
    m_environment = QProcessEnvironment::systemEnvironment();
    const QStringList inherited = m_environment.keys();
    for (const QString &name : inherited) {
        if (name.startsWith(u"MEDIO_") || name.endsWith(u"_proxy", Qt::CaseInsensitive) ||
            (name.startsWith(u"XDG_") && name != u"XDG_RUNTIME_DIR"))
            m_environment.remove(name);
    }
    m_environment.insert(QStringLiteral("HOME"), m_options.folder + QStringLiteral("/home"));
    if (!m_options.demo) {
        m_environment.insert(QStringLiteral("TZ"), QString::fromUtf8(m_serverClock.zone().id()));
        m_environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    }
    if (m_options.platforms) {
        if (!m_platforms.start())
            return false;
        const auto variables = m_platforms.environment();
        for (const auto &[name, value] : variables)
            m_environment.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    }
    m_calls.setFileName(m_options.calls);
    return QDir(m_options.folder).mkpath(QStringLiteral("log")) &&
           QDir(m_options.folder).mkpath(QStringLiteral("server")) &&
           writeFile(QStringLiteral("family.json"), m_family.text) &&
           (m_options.calls.isEmpty() || m_calls.open(QIODevice::WriteOnly));
}

KioskBox &World::addBox(int number, const QString &folder, const StageClock::Start &clock)
{
    auto made = std::make_unique<KioskBox>(number, folder, m_options, m_environment, clock);
    KioskBox &box = *made;
    connect(&box, &KioskBox::happened, this,
            [this, number](const QJsonObject &entry) { tell(entry, number); });
    connect(&box, &KioskBox::died, this, [this, number](const QString &why) { fall(why, number); });
    connect(&box, &KioskBox::left, this, &World::kioskLeft);
    m_boxes.emplace(number, std::move(made));
    return box;
}

void World::start(const Done &done)
{
    if (!prepare())
        return done(Unexpected{m_options.folder + QStringLiteral(": can't write there")});
    KioskBox &first = addBox(1, m_options.folder, clockStart(m_options.demo));
    m_box = &first;

    Stages stages = first.surroundings();
    if (m_options.server.isEmpty()) {
        stages += {
            {QStringLiteral("family of the home server"),
             [this](const Done &next) {
                 seedServer(next);
             }},
            {QStringLiteral("home server"),
             [this](const Done &next) {
                 startServer(next);
             }},
            {QStringLiteral("nginx"),
             [this](const Done &next) {
                 m_options.nginx ? startNginx(next) : next({});
             }},
            {QStringLiteral("names of the family"),
             [this](const Done &next) {
                 m_api.signIn(m_family.email, m_family.password,
                              [this, next](const Expected<void, QString> &signedIn) {
                                  if (!signedIn)
                                      return next(signedIn);
                                  m_api.readNames(m_family, next);
                              });
             }},
        };
    } else {
        stages += {{QStringLiteral("family on ") + m_options.server.toString(), [this](const Done &next) {
                        settleOnForeignServer(next);
                    }}};
    }
    // where the proxy listens, and as whom the family signs in, is known by then
    stages += {{QStringLiteral("kiosk"), [this, &first](const Done &next) {
                    m_stages = first.itself(m_proxy.address(), m_family) + m_stages;
                    next({});
                }}};
    startStages(stages, done);
}

void World::startStages(const Stages &stages, const Done &done)
{
    m_started = done;
    m_stages = stages;
    m_patience.start(startPatience);
    startNext();
}

void World::startNext()
{
    if (!m_started)
        return; // given up meanwhile
    if (m_stages.isEmpty()) {
        m_patience.stop();
        return std::exchange(m_started, {})({});
    }
    auto [name, stage] = m_stages.takeFirst();
    m_stage = name;
    stage([this](const Expected<void, QString> &outcome) {
        if (outcome)
            return startNext();
        m_patience.stop();
        if (auto started = std::exchange(m_started, {}))
            started(Unexpected{m_stage + u": " + outcome.error()});
    });
}

QString World::filmsFolder() const
{
    return m_options.ownFilms ? m_options.folder + QStringLiteral("/films") : m_options.films;
}

/// The films of the build belong to all worlds: one that damages some has copies.
bool World::copyFilms() const
{
    if (!m_options.ownFilms)
        return true;
    const QDir to(filmsFolder());
    if (!to.mkpath(QStringLiteral(".")))
        return false;
    const QFileInfoList files = QDir(m_options.films).entryInfoList(QDir::Files);
    return std::all_of(files.cbegin(), files.cend(), [&to](const QFileInfo &file) {
        return QFile::copy(file.filePath(), to.filePath(file.fileName()));
    });
}

void World::treatPlatforms(const Steps::Platforms &platforms, const Company::Done &done)
{
    using Deed = Steps::Platforms::Deed;
    switch (platforms.deed) {
    case Deed::Allow:
    case Deed::Forbid:
        m_box->askKiosk({{QStringLiteral("do"), QStringLiteral("platforms")},
                         {QStringLiteral("value"), platforms.deed == Deed::Allow}},
                        done);
        return;
    case Deed::Away:
    case Deed::Back:
        m_platforms.setAway(platforms.deed == Deed::Away);
        done({});
        return;
    }
}

void World::treatFilm(const Steps::Film &film, const Company::Done &done)
{
    const auto known =
        std::find_if(m_family.films.cbegin(), m_family.films.cend(), [&film](const Family::Film &one) {
            return one.key == film.name || one.title == film.name;
        });
    const QString path = filmsFolder() + u'/' + known->file;
    // Whoever has it open reads on; the next one finds another file.
    bool isDone = QFile::remove(path);
    if (film.sound) {
        isDone = isDone && QFile::copy(m_options.films + u'/' + known->file, path);
    } else {
        QFile file(path);
        isDone = isDone && file.open(QIODevice::WriteOnly) &&
                 file.write(QByteArray("This is no film.\n").repeated(20'000)) > 0;
    }
    isDone ? done({}) : done(Unexpected{Company::Refusal{false, path + u": can't be written"}});
}

void World::seedServer(const Done &done)
{
    if (!copyFilms())
        return done(Unexpected{filmsFolder() + QStringLiteral(": the films can't be copied there")});
    const bool written =
        writeFile(QStringLiteral("medio-home.toml"),
                  "[server]\nlisten = \"127.0.0.1\"\nport = " + QByteArray::number(m_serverPort.number()) +
                      "\n\n[paths]\ndata = " + quoted(m_options.folder + QStringLiteral("/server")) +
                      "\nmedia = " + quoted(filmsFolder()) + "\n\n[limits]\nenabled = false\n");
    if (!written)
        return done(Unexpected{m_options.folder + QStringLiteral(": can't write there")});
    connect(&m_seeder, &StageProcess::ended, this, [this, done](int status) {
        if (status == 0)
            return done({});
        QFile log(logFile(QStringLiteral("server")));
        const QByteArray said = log.open(QIODevice::ReadOnly) ? log.readAll().right(2000) : QByteArray();
        done(Unexpected{QStringLiteral("seed ended with status %1\n").arg(status) + QString::fromUtf8(said)});
    });
    QProcessEnvironment environment = m_environment;
    StageClock::Start clock = clockStart(m_options.demo);
    environment.insert(QString::fromLatin1(StageClock::environmentVariable),
                       QString::fromUtf8(StageClock::textOf(clock)));
    m_seeder.start(program(QStringLiteral("medio-home-stage")),
                   {QStringLiteral("--config"), m_options.folder + QStringLiteral("/medio-home.toml"),
                    QStringLiteral("seed"), m_options.folder + QStringLiteral("/family.json")},
                   environment, logFile(QStringLiteral("server")));
}

void World::startServer(const Done &done)
{
    const auto once = std::make_shared<QMetaObject::Connection>();
    *once = connect(&m_server, &StageProcess::line, this, [this, once, done](const QByteArray &line) {
        const QJsonDocument ready = QJsonDocument::fromJson(line);
        if (!ready[u"ready"].toBool())
            return;
        disconnect(*once);
        const QUrl url(ready[u"url"].toString());
        m_api.setServer(url);
        if (!m_options.nginx)
            m_proxy.setServer(url);
        if (m_proxy.address().port() <= 0 && !m_proxy.listen())
            return done(Unexpected{QStringLiteral("the fault proxy can't listen on 127.0.0.1")});
        done({});
    });

    QProcessEnvironment environment = m_environment;
    StageClock::Start clock;
    clock.wall = m_serverClock.wall();
    clock.when = Chronicle::now();
    clock.running = m_serverClock.isRunning();
    clock.zone = m_serverClock.zone();
    environment.insert(QString::fromLatin1(StageClock::environmentVariable),
                       QString::fromUtf8(StageClock::textOf(clock)));
    m_server.start(program(QStringLiteral("medio-home-stage")),
                   {QStringLiteral("--config"), m_options.folder + QStringLiteral("/medio-home.toml")},
                   environment, logFile(QStringLiteral("server")), {}, true);
}

void World::startNginx(const Done &done)
{
    if (RealNginx::program().isEmpty())
        return done(Unexpected{QStringLiteral("there is none on this machine (packaging/dependencies)")});
    const QString folder = m_options.folder + QStringLiteral("/nginx");
    if (!m_nginx) {
        m_nginx = std::make_unique<RealNginx>(
            folder, QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_serverPort.number())));
        m_proxy.setServer(m_nginx->url());
    }
    if (!QDir().mkpath(folder) || !m_nginx->start())
        return done(Unexpected{folder + QStringLiteral(": can't write there")});
    awaitListening(m_nginx->url(), done);
}

/// It says nothing when it is ready.
void World::awaitListening(const QUrl &server, const Done &done)
{
    if (m_stopping)
        return;
    auto *attempt = new QTcpSocket(this);
    connect(attempt, &QTcpSocket::connected, this, [attempt, done] {
        attempt->deleteLater();
        done({});
    });
    connect(attempt, &QTcpSocket::errorOccurred, this, [this, attempt, server, done] {
        attempt->deleteLater();
        QTimer::singleShot(20ms, this, [this, server, done] { awaitListening(server, done); });
    });
    attempt->connectToHost(server.host(), quint16(server.port()));
}

void World::settleOnForeignServer(const Done &done)
{
    m_family.email = QStringLiteral("stage-%1@medio.example").arg(randomText(8));
    m_family.password = QStringLiteral("Lantern-7!") + randomText(6);
    for (Family::Chip &chip : m_family.chips) {
        if (chip.name == Family::phone().name)
            continue;
        const QString uid = randomUid();
        m_family.text.replace(chip.uid.toUtf8(), uid.toUtf8());
        chip.uid = uid;
    }
    if (!writeFile(QStringLiteral("family.json"), m_family.text))
        return done(Unexpected{m_options.folder + QStringLiteral(": can't write there")});

    m_files = std::make_unique<FileServer>(m_options.films);
    if (!m_files->listen() || !m_filmProxy.listen() || !m_proxy.listen())
        return done(Unexpected{QStringLiteral("can't listen on 127.0.0.1")});
    m_filmProxy.setServer(m_files->address());
    m_proxy.setServer(m_options.server);
    m_api.setServer(m_options.server);
    m_api.registerParent(m_family, [this, done](const Expected<void, QString> &registered) {
        if (!registered)
            return done(registered);
        m_api.makeFamily(m_family, m_filmProxy.address(), [this, done](const Expected<void, QString> &made) {
            if (!made)
                return done(made);
            m_api.readNames(m_family, done);
        });
    });
}

void World::run(const std::function<void()> &done)
{
    if (m_options.demo)
        return done();
    m_box->clock().run();
    m_serverClock.run();
    const auto kiosk = [this, done](const Expected<void, Company::Refusal> &) {
        m_box->askKiosk({{QStringLiteral("do"), QStringLiteral("clock")}, {QStringLiteral("run"), true}},
                        [done](const Expected<void, Company::Refusal> &) { done(); });
    };
    if (m_options.server.isEmpty())
        askServerClock({{QStringLiteral("run"), true}}, kiosk);
    else
        kiosk({});
}

void World::stop(const std::function<void()> &done)
{
    m_stopping = true;
    m_patience.stop();
    m_stages.clear();
    m_started = {};
    m_server.signal(SIGCONT); // a frozen one does not hear of its end
    // first who needs the others
    auto boxes = std::make_shared<size_t>(m_boxes.size() + 1);
    const auto oneBox = [this, boxes, done] {
        if (--*boxes > 0)
            return;
        auto left = std::make_shared<int>(m_nginx ? 3 : 2);
        const auto one = [left, done] {
            if (--*left == 0)
                done();
        };
        m_seeder.end(one);
        m_server.end(one);
        if (m_nginx)
            m_nginx->stop(one);
    };
    for (const auto &box : m_boxes)
        box.second->stop(oneBox);
    oneBox();
}

/// Which kiosk the script goes on with; a new one is begun first, at the right time.
void World::turnTo(int number, const Company::Done &done)
{
    if (const auto known = m_boxes.find(number); known != m_boxes.end()) {
        m_box = known->second.get();
        return done({});
    }
    const QString folder = m_options.folder + QStringLiteral("/kiosk-%1").arg(number);
    QDir(m_options.folder).mkpath(folder);
    StageClock::Start clock = clockStart(m_options.demo);
    clock.wall = m_serverClock.wall();
    clock.running = m_serverClock.isRunning();
    m_box = &addBox(number, folder, clock);
    startStages(m_box->surroundings() + m_box->itself(m_proxy.address(), m_family),
                [done](const Expected<void, QString> &started) {
                    started ? done({}) : done(Unexpected{Company::Refusal{false, started.error()}});
                });
}

QStringList World::leaks() const
{
    if (m_options.demo || m_boxes.empty() || !box()->hasSynced())
        return {}; // nobody has signed in
    SecretSearch secrets = m_secrets;
    secrets.add(QStringLiteral("password"), m_family.password.toUtf8());
    // If nothing was learnt, finding nothing says nothing.
    QStringList problems;
    for (const char *name : {"password", "authToken", "refreshToken", "_csrf"}) {
        if (!secrets.names().contains(QLatin1String(name)))
            problems += QStringLiteral("no %1 went by: it can't be looked for").arg(QLatin1String(name));
    }
    QStringList written;
    for (const auto &box : m_boxes)
        written += box.second->written();
    return problems + secrets.foundIn(written);
}

void World::noteCall(const QByteArray &request)
{
    m_secrets.learn(request);
    if (!m_calls.isOpen())
        return;
    const QList<QByteArray> words = request.first(request.indexOf('\r')).split(' ');
    m_calls.write(jsonLine({{QStringLiteral("t"), QString::number(Chronicle::now().count())},
                            {QStringLiteral("method"), QString::fromLatin1(words.value(0))},
                            {QStringLiteral("path"), QString::fromLatin1(words.value(1))}}));
    m_calls.flush();
}

void World::askServerClock(const QJsonObject &command, const Company::Done &done)
{
    if (!m_server.isRunning())
        return done(Unexpected{Company::Refusal{false, QStringLiteral("the home server is not there")}});
    m_serverAnswers.append(done);
    m_server.write(jsonLine(command));
}

void World::moveKioskClock(Milliseconds by, const Company::Done &done)
{
    m_box->clock().move(by);
    m_box->askKiosk(
        {{QStringLiteral("do"), QStringLiteral("clock")}, {QStringLiteral("move"), qint64(by.count())}},
        done);
}

void World::moveServerClock(Milliseconds by, const Company::Done &done)
{
    m_serverClock.move(by);
    askServerClock({{QStringLiteral("move"), qint64(by.count())}}, done);
}

void World::setManner(const Steps::Server &server, const Company::Done &done)
{
    const bool films = m_files == nullptr || m_filmProxy.setManner(server.manner, server.number);
    if (!m_proxy.setManner(server.manner, server.number) || !films)
        return done(Unexpected{Company::Refusal{false, QStringLiteral("the proxy's port is taken")}});
    done({});
}

void World::restartServer(const Company::Done &done)
{
    if (!m_options.server.isEmpty()) {
        // a foreign server can't be restarted; seen from the kiosk it is this
        m_proxy.setManner(Steps::Server::Manner::Down);
        QTimer::singleShot(500, this, [this, done] { setManner({Steps::Server::Manner::Up}, done); });
        return;
    }
    m_server.end([this, done] {
        startServer([done](const Expected<void, QString> &started) {
            started ? done({}) : done(Unexpected{Company::Refusal{false, started.error()}});
        });
    });
}

void World::treat(const Steps::Behind &behind, const Company::Done &done)
{
    const auto answered = [done](const Expected<void, QString> &outcome) {
        outcome ? done({}) : done(Unexpected{Company::Refusal{false, outcome.error()}});
    };
    if (behind.part == u"nginx")
        return treatNginx(behind.deed, answered);
    if (behind.part == u"database") {
        const QString there = m_options.folder + QStringLiteral("/server/medio.db");
        const QString away = m_options.folder + QStringLiteral("/server/away.db");
        const bool moved = behind.deed == u"away" ? QFile::rename(there, away) : QFile::rename(away, there);
        return answered(moved ? Expected<void, QString>() : Unexpected{there + u": can't be moved"});
    }
    if (behind.deed == u"start")
        return m_server.isRunning() ? answered({}) : startServer(answered);
    if (behind.deed == u"stop")
        return m_server.end([answered] { answered({}); });
    m_server.signal(behind.deed == u"freeze" ? SIGSTOP : SIGCONT);
    answered({});
}

void World::treatNginx(const QString &deed, const Done &done)
{
    if (deed == u"stop")
        return m_nginx->stop([done] { done({}); });
    if (deed == u"start")
        return m_nginx->isStopped() ? startNginx(done) : done({});
    done(m_nginx->maintain(deed == u"maintenance")
             ? Expected<void, QString>()
             : Unexpected{QStringLiteral("nginx.conf can't be written")});
}

void World::perform(const Step &step, const Company::Done &done)
{
    const auto command = [](const char *name, QJsonObject values = {}) {
        values.insert(QStringLiteral("do"), QString::fromLatin1(name));
        return values;
    };
    KioskBox &box = *m_box;
    const auto place = [this, &box, done](const QString &name) {
        box.place(name, m_family.chip(name)->uid, done);
    };
    const Overloaded perform{
        [&](const Steps::Child &child) {
            box.askKiosk(command("child", {{QStringLiteral("name"), child.name}}), done);
        },
        [&](const Steps::Place &chip) { place(chip.chip); },
        [&](const Steps::Lift &) { box.lift(done); },
        [&](const Steps::Swap &chip) {
            box.lift([place, name = chip.chip, done](const Expected<void, Company::Refusal> &lifted) {
                lifted ? place(name) : done(lifted);
            });
        },
        [&](const Steps::Mode &mode) {
            box.askKiosk(command("mode", {{QStringLiteral("value"), mode.value}}), done);
        },
        [&](const Steps::Ending &ending) {
            box.askKiosk(command("ending", {{QStringLiteral("value"), ending.value}}), done);
        },
        [&](const Steps::House &house) {
            box.askKiosk(command("house-chip", {{QStringLiteral("uid"), m_family.chip(house.chip)->uid},
                                                {QStringLiteral("is"), house.what.join(u' ')}}),
                         done);
        },
        [&](const Steps::Plan &plan) {
            box.askKiosk(
                command("plan", {{QStringLiteral("child"), plan.child}, {QStringLiteral("is"), plan.words}}),
                done);
        },
        [&](const Steps::Screenshot &picture) {
            QDir().mkpath(m_options.pictures);
            const QString path =
                QDir(m_options.pictures).absoluteFilePath(picture.name + QStringLiteral(".png"));
            box.askKiosk(command("screenshot", {{QStringLiteral("path"), path}}), done);
        },
        [&](const Steps::Key &key) {
            box.askKiosk(command("key", {{QStringLiteral("keys"), key.keys}}), done);
        },
        [&](const Steps::Touch &touch) {
            QJsonArray points;
            for (const QPointF &point : touch.points)
                points.append(QJsonArray{point.x(), point.y()});
            box.askKiosk(command("touch", {{QStringLiteral("points"), points},
                                           {QStringLiteral("ms"), qint64(touch.held.count())}}),
                         done);
        },
        [&](const Steps::Swipe &swipe) {
            box.askKiosk(command("swipe", {{QStringLiteral("direction"), swipe.direction}}), done);
        },
        [&](const Steps::Server &server) { setManner(server, done); },
        [&](const Steps::Reader &reader) {
            QJsonObject values;
            if (reader.fault == u"garble")
                values.insert(QStringLiteral("ms"), qint64(reader.duration.count()));
            values.insert(QStringLiteral("do"), reader.fault);
            box.askSimulator(values, done);
        },
        [&](const Steps::Give &give) {
            box.askKiosk(command("give", {{QStringLiteral("child"), give.child},
                                          {QStringLiteral("minutes"), give.minutes}}),
                         done);
        },
        [&](const Steps::PauseAll &all) {
            box.askKiosk(command("pause-all", {{QStringLiteral("value"), all.paused}}), done);
        },
        [&](const Steps::FetchAhead &fetch) {
            box.askKiosk(command("fetch-ahead", {{QStringLiteral("value"), fetch.ahead}}), done);
        },
        [&](const Steps::Platforms &platforms) { treatPlatforms(platforms, done); },
        [&](const Steps::Film &film) { treatFilm(film, done); },
        [&](const Steps::MoveClock &move) { moveKioskClock(move.by, done); },
        [&](const Steps::ClockAt &at) { moveKioskClock(until(at.time, box.clock()), done); },
        [&](const Steps::UnsetClock &) {
            box.clock().unset();
            box.askKiosk(command("clock", {{QStringLiteral("unset"), true}}), done);
        },
        [&](const Steps::SetClock &) {
            const QDateTime right = m_serverClock.wall();
            box.clock().set(right);
            box.askKiosk(command("clock", {{QStringLiteral("set"), right.toString(Qt::ISODateWithMs)}}),
                         done);
        },
        [&](const Steps::MoveServerClock &move) { moveServerClock(move.by, done); },
        [&](const Steps::ServerClockAt &at) { moveServerClock(until(at.time, m_serverClock), done); },
        [&](const Steps::ParentLimit &limit) {
            m_api.setLimit(limit.child, limit.minutes, [done](const Expected<void, QString> &set) {
                set ? done({}) : done(Unexpected{Company::Refusal{false, set.error()}});
            });
        },
        [&](const Steps::ParentFilm &film) {
            m_api.addPlatformFilm(*m_family.chip(film.chip),
                                  [&box, command, done](const Expected<void, QString> &added) {
                                      added ? box.askKiosk(command("sync"), done)
                                            : done(Unexpected{Company::Refusal{false, added.error()}});
                                  });
        },
        [&](const Steps::PowerCut &) {
            box.powerCut([done](const Expected<void, QString> &started) {
                started ? done({}) : done(Unexpected{Company::Refusal{false, started.error()}});
            });
        },
        [&](const Steps::RestartServer &) { restartServer(done); },
        [&](const Steps::Behind &behind) { treat(behind, done); },
        [&](const Steps::Type &text) {
            // a PIN; whoever types a name types letters
            static const QRegularExpression digits(QStringLiteral("^[0-9]+$"));
            if (digits.match(text.text).hasMatch())
                m_secrets.add(QStringLiteral("PIN"), text.text.toLatin1());
            box.askKiosk(command("type", {{QStringLiteral("text"), text.text}}), done);
        },
        [&](const Steps::Kiosk &kiosk) { turnTo(kiosk.number, done); },
        [&](const auto &) { Q_UNREACHABLE(); }, // the director's own: wait, expect, never
    };
    std::visit(perform, step.what);
}

void World::tell(const QJsonObject &entry, int kiosk)
{
    Event event;
    event.kiosk = kiosk;
    event.values = entry;
    event.name = event.values.take(QStringLiteral("event")).toString();
    event.when = std::chrono::nanoseconds(event.values.take(QStringLiteral("t")).toString().toLongLong());
    event.values.remove(QStringLiteral("tag"));

    // the script's own names beside those of the server
    if (const QString chip = chipOf(event.values.value(u"uid").toString()); !chip.isEmpty())
        event.values.insert(QStringLiteral("chip"), chip);
    if (const QString film = m_api.filmOf(event.values.value(u"video").toString()); !film.isEmpty())
        event.values.insert(QStringLiteral("film"), film);
    for (const QString &key : {QStringLiteral("child"), QStringLiteral("profile")}) {
        const QString id = event.values.value(key).toString();
        if (const QString child = m_api.childOf(id); !child.isEmpty()) {
            event.values.insert(QStringLiteral("profile"), id);
            event.values.insert(QStringLiteral("child"), child);
        }
    }

    Q_EMIT happened(event);
}

void World::tellError(const QString &what, int kiosk)
{
    Event event;
    event.kiosk = kiosk;
    event.name = QStringLiteral("error");
    event.values = {{QStringLiteral("what"), what}};
    event.when = Chronicle::now();
    Q_EMIT happened(event);
}

} // namespace Medio::Stage
