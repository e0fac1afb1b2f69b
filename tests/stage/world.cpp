// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/world.h"

#include "app/base/chronicle.h"
#include "app/base/overloaded.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusServiceWatcher>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTimeZone>

#include <utility>

namespace Medio::Stage {

using namespace std::chrono_literals;

namespace {

constexpr auto startPatience = 90s; // sanitizers on a busy machine; a healthy start takes a few seconds
constexpr auto socketPatience = 20s;

// No hand is faster between taking a chip off and putting one on; a shorter gap no reader sees. One that
// puts the same chip back has to let go of it first.
constexpr auto swapTime = 150ms;
constexpr auto returnTime = 300ms;

const char *const zoneName = "Europe/Berlin";

// 2026-03-10 10:00:00 in Berlin (language.md, "The world")
QDateTime worldBegins()
{
    return {QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc()};
}

StageClock::Start clockStart(bool demo)
{
    StageClock::Start start;
    start.wall = demo ? QDateTime::currentDateTimeUtc() : worldBegins();
    start.running = demo;
    start.zone = demo ? QTimeZone::systemTimeZone() : QTimeZone(zoneName);
    return start;
}

QString randomText(int bytes)
{
    QByteArray text(bytes, Qt::Uninitialized);
    for (char &byte : text)
        byte = char(QRandomGenerator::system()->bounded(256));
    return QString::fromLatin1(text.toHex());
}

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

QByteArray quoted(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return '"' + escaped.toUtf8() + '"';
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

LineChannel::Answer answerFor(const Company::Done &done)
{
    return [done](const Expected<QJsonObject, QString> &answer) {
        if (answer)
            return done({});
        done(Unexpected{Company::Refusal{answer.error() == u"not yet", answer.error()}});
    };
}

} // namespace

World::World(const Family &family, const WorldOptions &options, QObject *parent)
    : QObject(parent)
    , m_family(family)
    , m_options(options)
    , m_sockets(QDir::tempPath() + QStringLiteral("/medio-stage-XXXXXX"))
    , m_kioskClock(clockStart(options.demo))
    , m_serverClock(clockStart(options.demo))
{
    for (StageProcess *process : {&m_bus, &m_keyring, &m_simulator, &m_server})
        watch(*process);
    connect(&m_kiosk, &StageProcess::ended, this, [this](int status) {
        if (!m_stopping && m_options.demo && status == 0)
            Q_EMIT kioskLeft();
    });
    watch(m_kiosk);
    connect(&m_simulatorLine, &LineChannel::happened, this, &World::tell);
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
    QFile file(m_options.folder + u'/' + name);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
           file.write(content) == content.size();
}

QString World::chipOf(const QString &uid) const
{
    for (const Family::Chip &chip : m_family.chips) {
        if (chip.uid.compare(uid, Qt::CaseInsensitive) == 0)
            return chip.name;
    }
    return {};
}

void World::watch(StageProcess &process)
{
    connect(&process, &StageProcess::died, this, [this](const QString &why) {
        if (m_stopping)
            return;
        if (auto started = std::exchange(m_started, {}))
            started(Unexpected{m_stage + u": " + why});
        else
            tellError(why);
    });
}

void World::start(const Done &done)
{
    m_started = done;
    m_patience.start(startPatience);
    for (const QString &name :
         {QStringLiteral("home"), QStringLiteral("log"), QStringLiteral("keyring"), QStringLiteral("server"),
          QStringLiteral("kiosk/data"), QStringLiteral("kiosk/cache")}) {
        m_fresh = m_fresh && !QFileInfo::exists(m_options.folder + u'/' + name);
        if (!QDir(m_options.folder).mkpath(name))
            return std::exchange(m_started,
                                 {})(Unexpected{m_options.folder + QStringLiteral(": can't write there")});
    }

    m_calls.setFileName(m_options.calls);
    if (!writeFile(QStringLiteral("family.json"), m_family.text) ||
        (!m_options.calls.isEmpty() && !m_calls.open(QIODevice::WriteOnly)))
        return std::exchange(m_started,
                             {})(Unexpected{m_options.folder + QStringLiteral(": can't write there")});

    m_environment = QProcessEnvironment::systemEnvironment();
    const QStringList inherited = m_environment.keys();
    for (const QString &name : inherited) {
        // the world is closed: no setting, session or proxy of the machine reaches into it
        if (name.startsWith(u"MEDIO_") || name.endsWith(u"_proxy", Qt::CaseInsensitive) ||
            (name.startsWith(u"XDG_") && name != u"XDG_RUNTIME_DIR"))
            m_environment.remove(name);
    }
    m_environment.insert(QStringLiteral("HOME"), m_options.folder + QStringLiteral("/home"));
    if (!m_options.demo) {
        m_environment.insert(QStringLiteral("TZ"), QString::fromLatin1(zoneName));
        m_environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    }
    if (!m_options.windowed) {
        m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_sockets.path());
    }

    m_stages = {
        {QStringLiteral("D-Bus session"),
         [this](const Done &next) {
             startBus(next);
         }},
        {QStringLiteral("keyring"),
         [this](const Done &next) {
             startKeyring(next);
         }},
        {QStringLiteral("chip simulator"),
         [this](const Done &next) {
             startSimulator(next);
         }},
    };
    if (m_options.server.isEmpty()) {
        m_stages += {
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
        m_stages += {{QStringLiteral("family on ") + m_options.server.toString(), [this](const Done &next) {
                          settleOnForeignServer(next);
                      }}};
    }
    m_stages += {
        {QStringLiteral("kiosk"),
         [this](const Done &next) {
             startKiosk(next);
         }},
        {QStringLiteral("sign-in of the kiosk"),
         [this](const Done &next) {
             signIn(next);
         }},
        {QStringLiteral("catalogue and ready of the kiosk"),
         [this](const Done &next) {
             awaitReady(next);
         }},
    };
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

void World::startBus(const Done &done)
{
    const QString socket = m_sockets.filePath(QStringLiteral("bus"));
    // no service folders: nothing is started by being asked for
    const bool written = writeFile(
        QStringLiteral("bus.conf"),
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
        " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
        "<busconfig>\n  <type>session</type>\n  <listen>unix:path=" +
            socket.toUtf8() +
            "</listen>\n  <auth>EXTERNAL</auth>\n  <policy context=\"default\">\n"
            "    <allow send_destination=\"*\" eavesdrop=\"true\"/>\n    <allow eavesdrop=\"true\"/>\n"
            "    <allow own=\"*\"/>\n  </policy>\n</busconfig>\n");
    if (!written)
        return done(Unexpected{m_options.folder + QStringLiteral(": can't write there")});
    connect(&m_bus, &StageProcess::line, this, [this, done](const QByteArray &line) {
        m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QString::fromUtf8(line));
        done({});
    });
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--config-file=") + m_options.folder + QStringLiteral("/bus.conf"),
                 QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                 QStringLiteral("--print-address=1")},
                m_environment, logFile(QStringLiteral("dbus")));
}

void World::startKeyring(const Done &done)
{
    // the password of a world that stays is kept beside its keyring; any other is forgotten
    const QString passwordFile = m_options.folder + QStringLiteral("/keyring/password");
    QByteArray password;
    if (QFile file(passwordFile); m_options.demo && file.open(QIODevice::ReadOnly))
        password = file.readAll();
    if (password.isEmpty())
        password = randomText(16).toLatin1();
    if (m_options.demo && !writeFile(QStringLiteral("keyring/password"), password))
        return done(Unexpected{passwordFile + QStringLiteral(": can't write there")});

    const QString service = QStringLiteral("org.freedesktop.secrets");
    const QString busName = QStringLiteral("medio-stage");
    QDBusConnection bus = QDBusConnection::connectToBus(
        m_environment.value(QStringLiteral("DBUS_SESSION_BUS_ADDRESS")), busName);
    if (!bus.isConnected())
        return done(Unexpected{bus.lastError().message()});
    auto *watcher = new QDBusServiceWatcher(service, bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [watcher, busName, done] {
        watcher->deleteLater();
        QDBusConnection::disconnectFromBus(busName);
        done({});
    });
    m_keyring.start(QStringLiteral("gnome-keyring-daemon"),
                    {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                     QStringLiteral("--components=secrets"),
                     QStringLiteral("--control-directory=") + m_sockets.filePath(QStringLiteral("keyring"))},
                    m_environment, logFile(QStringLiteral("keyring")), password);
}

void World::startSimulator(const Done &done)
{
    connect(&m_simulator, &StageProcess::line, this, [this, done](const QByteArray &line) {
        if (QJsonDocument::fromJson(line)[u"ready"].toBool())
            m_simulatorLine.connectTo(simulatorSocket(), socketPatience, done);
    });
    m_simulator.start(program(QStringLiteral("pn532-sim")),
                      {QStringLiteral("--link"), m_sockets.filePath(QStringLiteral("tty")),
                       QStringLiteral("--control"), simulatorSocket()},
                      m_environment, logFile(QStringLiteral("simulator")));
}

void World::seedServer(const Done &done)
{
    const bool written =
        writeFile(QStringLiteral("medio-home.toml"),
                  "[server]\nlisten = \"127.0.0.1\"\nport = " + QByteArray::number(m_serverPort.number()) +
                      "\n\n[paths]\ndata = " + quoted(m_options.folder + QStringLiteral("/server")) +
                      "\nmedia = " + quoted(m_options.films) + "\n\n[limits]\nenabled = false\n");
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

void World::startKiosk(const Done &done)
{
    const bool written = writeFile(
        QStringLiteral("medio-kiosk.toml"),
        "[server]\nurl = " + quoted(m_proxy.address().toString()) + "\n\n[reader]\nconnection = " +
            quoted(QStringLiteral("pn532_uart:%1:115200").arg(m_sockets.filePath(QStringLiteral("tty")))) +
            "\n\n[paths]\ndata = " + quoted(m_options.folder + QStringLiteral("/kiosk/data")) +
            "\ncache = " + quoted(m_options.folder + QStringLiteral("/kiosk/cache")) +
            "\n\n[window]\nfullscreen = false\nwidth = " + QByteArray::number(m_options.width) +
            "\nheight = " + QByteArray::number(m_options.height) + "\n");
    if (!written)
        return done(Unexpected{m_options.folder + QStringLiteral(": can't write there")});

    QProcessEnvironment environment = m_environment;
    StageClock::Start clock;
    clock.wall = m_kioskClock.wall();
    clock.when = Chronicle::now();
    clock.running = m_kioskClock.isRunning();
    clock.trusted = m_kioskClock.isTrusted();
    clock.zone = m_kioskClock.zone();
    environment.insert(QString::fromLatin1(StageClock::environmentVariable),
                       QString::fromUtf8(StageClock::textOf(clock)));

    const QString socket = m_sockets.filePath(QStringLiteral("kiosk"));
    QFile::remove(socket); // a killed kiosk leaves it
    m_ready = false;
    m_kioskLine = std::make_unique<LineChannel>();
    connect(m_kioskLine.get(), &LineChannel::happened, this, &World::tell);
    m_kiosk.start(program(QStringLiteral("medio-kiosk-stage")),
                  {QStringLiteral("--config"), m_options.folder + QStringLiteral("/medio-kiosk.toml"),
                   QStringLiteral("--automation"), socket},
                  environment, logFile(QStringLiteral("kiosk")));
    m_kioskLine->connectTo(socket, socketPatience, done);
}

void World::signIn(const Done &done)
{
    if (!m_fresh) {
        m_synced = true; // by an earlier run; the login is in the keyring
        return done({});
    }
    const auto answered = [done](const Expected<QJsonObject, QString> &answer) {
        answer ? done({}) : done(Unexpected{answer.error()});
    };
    m_kioskLine->ask({{QStringLiteral("do"), QStringLiteral("sign-in")},
                      {QStringLiteral("server"), m_proxy.address().toString()},
                      {QStringLiteral("email"), m_family.email},
                      {QStringLiteral("password"), m_family.password}},
                     answered);
}

void World::awaitReady(const Done &done)
{
    const auto settings = [this, done] {
        if (m_options.demo)
            return done({});
        askKiosk({{QStringLiteral("do"), QStringLiteral("mode")},
                  {QStringLiteral("value"), QStringLiteral("hold")}},
                 [this, done](const Expected<void, Company::Refusal> &set) {
                     if (!set)
                         return done(Unexpected{QStringLiteral("mode hold: ") + set.error().why});
                     askKiosk({{QStringLiteral("do"), QStringLiteral("ending")},
                               {QStringLiteral("value"), QStringLiteral("limit")}},
                              [done](const Expected<void, Company::Refusal> &ending) {
                                  if (!ending)
                                      return done(Unexpected{QStringLiteral("mode ending limit: ") +
                                                             ending.error().why});
                                  done({});
                              });
                 });
    };
    m_awaitingReady = [settings, done](const Expected<void, QString> &outcome) {
        outcome ? settings() : done(outcome);
    };
    if (m_ready && m_synced)
        std::exchange(m_awaitingReady, {})({});
}

void World::run(const std::function<void()> &done)
{
    if (m_options.demo)
        return done();
    m_kioskClock.run();
    m_serverClock.run();
    const QJsonObject command{{QStringLiteral("run"), true}};
    QJsonObject forKiosk = command;
    forKiosk.insert(QStringLiteral("do"), QStringLiteral("clock"));
    const auto kiosk = [this, forKiosk, done](const Expected<void, Company::Refusal> &) {
        askKiosk(forKiosk, [done](const Expected<void, Company::Refusal> &) { done(); });
    };
    if (m_options.server.isEmpty())
        askServerClock(command, kiosk);
    else
        kiosk({});
}

void World::stop(const std::function<void()> &done)
{
    m_stopping = true;
    m_patience.stop();
    m_stages.clear();
    m_started = {};
    // first who needs the others
    m_server.signal(SIGCONT); // a frozen one does not hear of its end
    m_kiosk.end([this, done] {
        auto left = std::make_shared<int>(m_nginx ? 6 : 5);
        const auto one = [left, done] {
            if (--*left == 0)
                done();
        };
        for (StageProcess *process : {&m_simulator, &m_seeder, &m_server, &m_keyring, &m_bus})
            process->end(one);
        if (m_nginx)
            m_nginx->stop(one);
    });
}

QStringList World::leaks() const
{
    if (m_options.demo || m_synced == false)
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
    for (const char *name : {"kiosk", "home", "log", "keyring", "medio-kiosk.toml"})
        written += m_options.folder + u'/' + QLatin1String(name);
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

void World::askKiosk(const QJsonObject &command, const Company::Done &done)
{
    if (!m_kioskLine)
        return done(Unexpected{Company::Refusal{false, QStringLiteral("the kiosk is not there")}});
    m_kioskLine->ask(command, answerFor(done));
}

void World::askSimulator(const QJsonObject &command, const Company::Done &done)
{
    m_simulatorLine.ask(command, answerFor(done));
}

void World::askServerClock(const QJsonObject &command, const Company::Done &done)
{
    if (!m_server.isRunning())
        return done(Unexpected{Company::Refusal{false, QStringLiteral("the home server is not there")}});
    m_serverAnswers.append(done);
    m_server.write(jsonLine(command));
}

void World::setManner(const Steps::Server &server, const Company::Done &done)
{
    const bool films = m_files == nullptr || m_filmProxy.setManner(server.manner, server.number);
    if (!m_proxy.setManner(server.manner, server.number) || !films)
        return done(Unexpected{Company::Refusal{false, QStringLiteral("the proxy's port is taken")}});
    done({});
}

void World::powerCut(const Company::Done &done)
{
    m_stage = QStringLiteral("kiosk after the power cut");
    m_kiosk.kill([this, done] {
        startKiosk([done](const Expected<void, QString> &started) {
            started ? done({}) : done(Unexpected{Company::Refusal{false, started.error()}});
        });
    });
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
    const auto place = [this, command, done](const QString &name) {
        const auto put = [this, command, name, done] {
            askSimulator(command("place", {{QStringLiteral("uid"), m_family.chip(name)->uid},
                                           {QStringLiteral("tag"), name}}),
                         done);
        };
        const auto pause = std::exchange(m_placedLast, name) == name ? returnTime : swapTime;
        const auto left = m_liftedAt + pause - Chronicle::now();
        if (left <= 0ns)
            return put();
        QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(left), Qt::PreciseTimer, this, put);
    };
    const auto lift = [this, command](const Company::Done &lifted) {
        askSimulator(command("lift"), [this, lifted](const Expected<void, Company::Refusal> &outcome) {
            m_liftedAt = Chronicle::now();
            lifted(outcome);
        });
    };
    const Overloaded perform{
        [&](const Steps::Child &child) {
            askKiosk(command("child", {{QStringLiteral("name"), child.name}}), done);
        },
        [&](const Steps::Place &chip) { place(chip.chip); },
        [&](const Steps::Lift &) { lift(done); },
        [&](const Steps::Swap &chip) {
            lift([place, name = chip.chip, done](const Expected<void, Company::Refusal> &lifted) {
                lifted ? place(name) : done(lifted);
            });
        },
        [&](const Steps::Mode &mode) {
            askKiosk(command("mode", {{QStringLiteral("value"), mode.value}}), done);
        },
        [&](const Steps::Ending &ending) {
            askKiosk(command("ending", {{QStringLiteral("value"), ending.value}}), done);
        },
        [&](const Steps::House &house) {
            askKiosk(command("house-chip", {{QStringLiteral("uid"), m_family.chip(house.chip)->uid},
                                            {QStringLiteral("is"), house.what.join(u' ')}}),
                     done);
        },
        [&](const Steps::Plan &plan) {
            askKiosk(
                command("plan", {{QStringLiteral("child"), plan.child}, {QStringLiteral("is"), plan.words}}),
                done);
        },
        [&](const Steps::Screenshot &picture) {
            QDir().mkpath(m_options.pictures);
            const QString path =
                QDir(m_options.pictures).absoluteFilePath(picture.name + QStringLiteral(".png"));
            askKiosk(command("screenshot", {{QStringLiteral("path"), path}}), done);
        },
        [&](const Steps::Key &key) {
            askKiosk(command("key", {{QStringLiteral("keys"), key.keys}}), done);
        },
        [&](const Steps::Touch &touch) {
            QJsonArray points;
            for (const QPointF &point : touch.points)
                points.append(QJsonArray{point.x(), point.y()});
            askKiosk(command("touch", {{QStringLiteral("points"), points},
                                       {QStringLiteral("ms"), qint64(touch.held.count())}}),
                     done);
        },
        [&](const Steps::Swipe &swipe) {
            askKiosk(command("swipe", {{QStringLiteral("direction"), swipe.direction}}), done);
        },
        [&](const Steps::Server &server) { setManner(server, done); },
        [&](const Steps::Reader &reader) {
            QJsonObject values;
            if (reader.fault == u"garble")
                values.insert(QStringLiteral("ms"), qint64(reader.duration.count()));
            values.insert(QStringLiteral("do"), reader.fault);
            askSimulator(values, done);
        },
        [&](const Steps::MoveClock &move) {
            m_kioskClock.move(move.by);
            askKiosk(command("clock", {{QStringLiteral("move"), qint64(move.by.count())}}), done);
        },
        [&](const Steps::UnsetClock &) {
            m_kioskClock.unset();
            askKiosk(command("clock", {{QStringLiteral("unset"), true}}), done);
        },
        [&](const Steps::SetClock &) {
            const QDateTime right = m_serverClock.wall();
            m_kioskClock.set(right);
            askKiosk(command("clock", {{QStringLiteral("set"), right.toString(Qt::ISODateWithMs)}}), done);
        },
        [&](const Steps::MoveServerClock &move) {
            m_serverClock.move(move.by);
            askServerClock({{QStringLiteral("move"), qint64(move.by.count())}}, done);
        },
        [&](const Steps::ParentLimit &limit) {
            m_api.setLimit(limit.child, limit.minutes, [done](const Expected<void, QString> &set) {
                set ? done({}) : done(Unexpected{Company::Refusal{false, set.error()}});
            });
        },
        [&](const Steps::PowerCut &) { powerCut(done); },
        [&](const Steps::RestartServer &) { restartServer(done); },
        [&](const Steps::Behind &behind) { treat(behind, done); },
        [&](const Steps::Type &text) {
            // a PIN; whoever types a name types letters
            static const QRegularExpression digits(QStringLiteral("^[0-9]+$"));
            if (digits.match(text.text).hasMatch())
                m_secrets.add(QStringLiteral("PIN"), text.text.toLatin1());
            askKiosk(command("type", {{QStringLiteral("text"), text.text}}), done);
        },
        [&](const auto &) { Q_UNREACHABLE(); }, // the director's own: wait, expect, never, kiosk
    };
    std::visit(perform, step.what);
}

void World::tell(const QJsonObject &entry)
{
    Event event;
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

    m_ready = m_ready || event.name == u"ready";
    m_synced = m_synced || event.name == u"catalogue-synced";
    Q_EMIT happened(event);
    if (m_awaitingReady && event.name == u"sign-in-failed") {
        std::exchange(m_awaitingReady, {})(
            Unexpected{QStringLiteral("the sign-in failed: ") + event.values.value(u"reason").toString()});
    } else if (m_awaitingReady && m_ready && m_synced) {
        std::exchange(m_awaitingReady, {})({});
    }
}

void World::tellError(const QString &what)
{
    Event event;
    event.name = QStringLiteral("error");
    event.values = {{QStringLiteral("what"), what}};
    event.when = Chronicle::now();
    Q_EMIT happened(event);
}

} // namespace Medio::Stage
