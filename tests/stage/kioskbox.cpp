// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/kioskbox.h"

#include "app/base/chronicle.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusServiceWatcher>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimeZone>
#include <QTimer>

#include <utility>

namespace Medio::Stage {

using namespace std::chrono_literals;

namespace {

constexpr auto socketPatience = 20s;

// No hand is faster between taking a chip off and putting one on; a shorter gap no reader sees. One that
// puts the same chip back has to let go of it first.
constexpr auto swapTime = 150ms;
constexpr auto returnTime = 300ms;

// 2026-03-10 10:00:00 in Berlin (language.md, "The world")
QDateTime worldBegins()
{
    return {QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc()};
}

LineChannel::Answer answerFor(const Company::Done &done)
{
    return [done](const Expected<QJsonObject, QString> &answer) {
        if (answer)
            return done({});
        done(Unexpected{Company::Refusal{answer.error() == u"not yet", answer.error()}});
    };
}

/// A value that parents set, as a command of the automation socket.
QJsonObject setting(const QString &what, const QString &value)
{
    return {{QStringLiteral("do"), what}, {QStringLiteral("value"), value}};
}

} // namespace

StageClock::Start clockStart(bool demo)
{
    StageClock::Start start;
    start.wall = demo ? QDateTime::currentDateTimeUtc() : worldBegins();
    start.running = demo;
    start.zone = demo ? QTimeZone::systemTimeZone() : QTimeZone("Europe/Berlin");
    return start;
}

QString randomText(int bytes)
{
    QByteArray text(bytes, Qt::Uninitialized);
    for (char &byte : text)
        byte = char(QRandomGenerator::system()->bounded(256));
    return QString::fromLatin1(text.toHex());
}

QByteArray quoted(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return '"' + escaped.toUtf8() + '"';
}

bool writePrivately(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
           file.write(content) == content.size();
}

KioskBox::KioskBox(int number, const QString &folder, const WorldOptions &options,
                   const QProcessEnvironment &environment, const StageClock::Start &clock)
    : m_number(number)
    , m_folder(folder)
    , m_options(options)
    , m_sockets(QDir::tempPath() + QStringLiteral("/medio-stage-XXXXXX"))
    , m_environment(environment)
    , m_clock(clock)
{
    m_fresh = !QFileInfo::exists(m_folder + QStringLiteral("/kiosk/data"));
    for (const QString &name : {QStringLiteral("home"), QStringLiteral("log"), QStringLiteral("keyring"),
                                QStringLiteral("kiosk/data"), QStringLiteral("kiosk/cache")})
        QDir(m_folder).mkpath(name);
    m_environment.insert(QStringLiteral("HOME"), m_folder + QStringLiteral("/home"));
    if (!m_options.windowed) {
        m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_sockets.path());
    }
    for (StageProcess *process : {&m_bus, &m_keyring, &m_simulator, &m_kiosk}) {
        connect(process, &StageProcess::died, this, [this](const QString &why) {
            if (!m_stopping)
                Q_EMIT died(why);
        });
    }
    connect(&m_kiosk, &StageProcess::ended, this, [this](int status) {
        if (!m_stopping && m_options.demo && status == 0)
            Q_EMIT left();
    });
    connect(&m_simulatorLine, &LineChannel::happened, this, &KioskBox::hear);
}

KioskBox::~KioskBox() = default;

QString KioskBox::logFile(const QString &program) const
{
    return m_folder + QStringLiteral("/log/") + program + QStringLiteral(".log");
}

QString KioskBox::program(const QString &name) const
{
    return m_options.programs + u'/' + name;
}

QStringList KioskBox::written() const
{
    QStringList paths;
    for (const char *name : {"kiosk", "home", "log", "keyring", "medio-kiosk.toml"})
        paths += m_folder + u'/' + QLatin1String(name);
    return paths;
}

Stages KioskBox::surroundings()
{
    return {
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
}

Stages KioskBox::itself(const QUrl &server, const Family &family)
{
    m_server = server;
    return {
        {QStringLiteral("kiosk"),
         [this](const Done &next) {
             startKiosk(next);
         }},
        {QStringLiteral("sign-in of the kiosk"),
         [this, family](const Done &next) {
             signIn(family, next);
         }},
        {QStringLiteral("catalogue and ready of the kiosk"),
         [this](const Done &next) {
             awaitReady(next);
         }},
    };
}

void KioskBox::startBus(const Done &done)
{
    const QString socket = m_sockets.filePath(QStringLiteral("bus"));
    // no service folders: nothing is started by being asked for
    const bool written = writePrivately(
        m_folder + QStringLiteral("/bus.conf"),
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
        " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
        "<busconfig>\n  <type>session</type>\n  <listen>unix:path=" +
            socket.toUtf8() +
            "</listen>\n  <auth>EXTERNAL</auth>\n  <policy context=\"default\">\n"
            "    <allow send_destination=\"*\" eavesdrop=\"true\"/>\n    <allow eavesdrop=\"true\"/>\n"
            "    <allow own=\"*\"/>\n  </policy>\n</busconfig>\n");
    if (!written)
        return done(Unexpected{m_folder + QStringLiteral(": can't write there")});
    connect(&m_bus, &StageProcess::line, this, [this, done](const QByteArray &line) {
        m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QString::fromUtf8(line));
        done({});
    });
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--config-file=") + m_folder + QStringLiteral("/bus.conf"),
                 QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                 QStringLiteral("--print-address=1")},
                m_environment, logFile(QStringLiteral("dbus")));
}

void KioskBox::startKeyring(const Done &done)
{
    // the password of a world that stays is kept beside its keyring; any other is forgotten
    const QString passwordFile = m_folder + QStringLiteral("/keyring/password");
    QByteArray password;
    if (QFile file(passwordFile); m_options.demo && file.open(QIODevice::ReadOnly))
        password = file.readAll();
    if (password.isEmpty())
        password = randomText(16).toLatin1();
    if (m_options.demo && !writePrivately(passwordFile, password))
        return done(Unexpected{passwordFile + QStringLiteral(": can't write there")});

    const QString service = QStringLiteral("org.freedesktop.secrets");
    const QString busName = QStringLiteral("medio-stage-%1").arg(m_number);
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

void KioskBox::startSimulator(const Done &done)
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

void KioskBox::startKiosk(const Done &done)
{
    const bool written = writePrivately(
        m_folder + QStringLiteral("/medio-kiosk.toml"),
        "[server]\nurl = " + quoted(m_server.toString()) + "\n\n[reader]\nconnection = " +
            quoted(QStringLiteral("pn532_uart:%1:115200").arg(m_sockets.filePath(QStringLiteral("tty")))) +
            "\n\n[paths]\ndata = " + quoted(m_folder + QStringLiteral("/kiosk/data")) +
            "\ncache = " + quoted(m_folder + QStringLiteral("/kiosk/cache")) +
            "\n\n[window]\nfullscreen = false\nwidth = " + QByteArray::number(m_options.width) +
            "\nheight = " + QByteArray::number(m_options.height) + "\n");
    if (!written)
        return done(Unexpected{m_folder + QStringLiteral(": can't write there")});

    QProcessEnvironment environment = m_environment;
    StageClock::Start clock;
    clock.wall = m_clock.wall();
    clock.when = Chronicle::now();
    clock.running = m_clock.isRunning();
    clock.trusted = m_clock.isTrusted();
    clock.zone = m_clock.zone();
    environment.insert(QString::fromLatin1(StageClock::environmentVariable),
                       QString::fromUtf8(StageClock::textOf(clock)));

    const QString socket = m_sockets.filePath(QStringLiteral("kiosk"));
    QFile::remove(socket); // a killed kiosk leaves it
    m_ready = false;
    m_kioskLine = std::make_unique<LineChannel>();
    connect(m_kioskLine.get(), &LineChannel::happened, this, &KioskBox::hear);
    m_kiosk.start(program(QStringLiteral("medio-kiosk-stage")),
                  {QStringLiteral("--config"), m_folder + QStringLiteral("/medio-kiosk.toml"),
                   QStringLiteral("--automation"), socket},
                  environment, logFile(QStringLiteral("kiosk")));
    m_kioskLine->connectTo(socket, socketPatience, done);
}

void KioskBox::signIn(const Family &family, const Done &done)
{
    if (!m_fresh) {
        m_synced = true; // by an earlier run; the login is in the keyring
        return done({});
    }
    const auto answered = [done](const Expected<QJsonObject, QString> &answer) {
        answer ? done({}) : done(Unexpected{answer.error()});
    };
    m_kioskLine->ask({{QStringLiteral("do"), QStringLiteral("sign-in")},
                      {QStringLiteral("server"), m_server.toString()},
                      {QStringLiteral("email"), family.email},
                      {QStringLiteral("password"), family.password}},
                     answered);
}

void KioskBox::awaitReady(const Done &done)
{
    const auto settings = [this, done] {
        if (m_options.demo)
            return done({});
        askKiosk(setting(QStringLiteral("mode"), QStringLiteral("hold")),
                 [this, done](const Expected<void, Company::Refusal> &set) {
                     if (!set)
                         return done(Unexpected{QStringLiteral("mode hold: ") + set.error().why});
                     askKiosk(setting(QStringLiteral("ending"), QStringLiteral("limit")),
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

void KioskBox::hear(const QJsonObject &entry)
{
    const QString event = entry.value(u"event").toString();
    m_ready = m_ready || event == u"ready";
    m_synced = m_synced || event == u"catalogue-synced";
    Q_EMIT happened(entry);
    if (m_awaitingReady && event == u"sign-in-failed") {
        std::exchange(m_awaitingReady, {})(
            Unexpected{QStringLiteral("the sign-in failed: ") + entry.value(u"reason").toString()});
    } else if (m_awaitingReady && m_ready && m_synced) {
        std::exchange(m_awaitingReady, {})({});
    }
}

void KioskBox::stop(const std::function<void()> &done)
{
    m_stopping = true;
    m_kiosk.end([this, done] {
        auto left = std::make_shared<int>(3);
        const auto one = [left, done] {
            if (--*left == 0)
                done();
        };
        for (StageProcess *process : {&m_simulator, &m_keyring, &m_bus})
            process->end(one);
    });
}

void KioskBox::powerCut(const Done &done)
{
    m_kiosk.kill([this, done] { startKiosk(done); });
}

void KioskBox::askKiosk(const QJsonObject &command, const Company::Done &done)
{
    if (!m_kioskLine)
        return done(Unexpected{Company::Refusal{false, QStringLiteral("the kiosk is not there")}});
    m_kioskLine->ask(command, answerFor(done));
}

void KioskBox::askSimulator(const QJsonObject &command, const Company::Done &done)
{
    m_simulatorLine.ask(command, answerFor(done));
}

void KioskBox::place(const QString &chip, const QString &uid, const Company::Done &done)
{
    const auto put = [this, chip, uid, done] {
        askSimulator({{QStringLiteral("do"), QStringLiteral("place")},
                      {QStringLiteral("uid"), uid},
                      {QStringLiteral("tag"), chip}},
                     done);
    };
    const auto pause = std::exchange(m_placedLast, chip) == chip ? returnTime : swapTime;
    const auto left = m_liftedAt + pause - Chronicle::now();
    if (left <= 0ns)
        return put();
    QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(left), Qt::PreciseTimer, this, put);
}

void KioskBox::lift(const Company::Done &done)
{
    askSimulator({{QStringLiteral("do"), QStringLiteral("lift")}},
                 [this, done](const Expected<void, Company::Refusal> &outcome) {
                     m_liftedAt = Chronicle::now();
                     done(outcome);
                 });
}

} // namespace Medio::Stage
