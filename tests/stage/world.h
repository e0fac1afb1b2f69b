// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/automation/stageclock.h"
#include "tests/stage/director.h"
#include "tests/stage/family.h"
#include "tests/stage/faultproxy.h"
#include "tests/stage/fileserver.h"
#include "tests/stage/linechannel.h"
#include "tests/stage/parentapi.h"
#include "tests/stage/secretsearch.h"
#include "tests/stage/stageprocess.h"
#include "tests/support/heldport.h"
#include "tests/support/realservers.h"

#include <QFile>
#include <QObject>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QUrl>

#include <functional>
#include <memory>

namespace Medio::Stage {

struct WorldOptions
{
    QString programs;   ///< the folder of medio-kiosk-stage, medio-reader, ...
    QString films;      ///< the folder of the family's films
    QString folder;     ///< of the world; exists
    QString pictures;   ///< where screenshots go; made when needed
    QString calls;      ///< a file for the requests that pass the fault proxy; empty: none
    QUrl server;        ///< a foreign Medio server; empty: one of our own
    bool nginx = false; ///< stands before our own server
    bool windowed = false;
    bool demo = false; ///< the folder may be of an earlier run, the clock is the machine's
    int width = 1280;
    int height = 720;
};

/// A whole world: D-Bus session, keyring, home server (or a new family on a foreign one), fault
/// proxy, chip simulator and kiosk. Nothing in it knows of any other world on the machine.
/// Lives on the main thread.
class World final : public QObject, public Company
{
    Q_OBJECT
public:
    World(const Family &family, const WorldOptions &options, QObject *parent = nullptr);
    ~World() override;

    using Done = std::function<void(Expected<void, QString>)>;

    /// Starts everything, signs the parent in and waits for the catalogue and the first `ready`.
    /// The clocks stand until run().
    void start(const Done &done);

    /// t = 0: the clocks run.
    void run(const std::function<void()> &done);

    /// Ends everything that was started; safe at any time.
    void stop(const std::function<void()> &done);

    void perform(const Step &step, const Company::Done &done) override;

    /// Where pn532-sim takes chips (for the chip tray).
    [[nodiscard]] QString simulatorSocket() const { return m_sockets.filePath(QStringLiteral("sim")); }
    [[nodiscard]] QProcessEnvironment environment() const { return m_environment; }
    [[nodiscard]] QString logFile(const QString &program) const;

    /// What of the parent's secrets lies in a file that the kiosk wrote, or why it can't be known; after
    /// stop(). Empty: nothing.
    [[nodiscard]] QStringList leaks() const;

Q_SIGNALS:
    void happened(const Medio::Stage::Event &event);
    /// The kiosk ended in the ordinary way although the script did not ask for it (the window was closed).
    void kioskLeft();

private:
    using Stage = std::function<void(Done)>;

    void startNext();
    void startBus(const Done &done);
    void startKeyring(const Done &done);
    void startSimulator(const Done &done);
    void seedServer(const Done &done);
    void startServer(const Done &done);
    void startNginx(const Done &done);
    void awaitListening(const QUrl &server, const Done &done);
    void settleOnForeignServer(const Done &done);
    void startKiosk(const Done &done);
    void signIn(const Done &done);
    void awaitReady(const Done &done);

    void powerCut(const Company::Done &done);
    void restartServer(const Company::Done &done);
    void treat(const Steps::Behind &behind, const Company::Done &done);
    void treatNginx(const QString &deed, const Done &done);
    void noteCall(const QByteArray &request);
    void askKiosk(const QJsonObject &command, const Company::Done &done);
    void askSimulator(const QJsonObject &command, const Company::Done &done);
    void askServerClock(const QJsonObject &command, const Company::Done &done);
    void setManner(const Steps::Server &server, const Company::Done &done);

    void tell(const QJsonObject &entry);
    void tellError(const QString &what);
    void watch(StageProcess &process);
    bool writeFile(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString program(const QString &name) const;
    [[nodiscard]] QString chipOf(const QString &uid) const;

    Family m_family; // with this world's UIDs and, on a foreign server, its own parent
    const WorldOptions m_options;
    QTemporaryDir m_sockets; // short paths: a Unix socket's name holds 107 bytes
    QProcessEnvironment m_environment;
    StageClock m_kioskClock; // follow what is told to the programs, for those who start later
    StageClock m_serverClock;

    StageProcess m_bus{QStringLiteral("dbus-daemon")};
    StageProcess m_keyring{QStringLiteral("gnome-keyring-daemon")};
    StageProcess m_simulator{QStringLiteral("pn532-sim")};
    StageProcess m_seeder{QStringLiteral("medio-home-stage seed")};
    StageProcess m_server{QStringLiteral("medio-home-stage")};
    StageProcess m_kiosk{QStringLiteral("medio-kiosk-stage")};
    HeldPort m_serverPort; // the same after each start
    std::unique_ptr<RealNginx> m_nginx;
    FaultProxy m_proxy;
    FaultProxy m_filmProxy;
    SecretSearch m_secrets; // of what passes the proxy
    QFile m_calls;
    std::unique_ptr<FileServer> m_files;
    LineChannel m_simulatorLine;
    std::unique_ptr<LineChannel> m_kioskLine;
    ParentApi m_api;

    QList<std::pair<QString, Stage>> m_stages;
    QString m_stage; // what is being started
    Done m_started;
    QTimer m_patience;
    QList<Company::Done> m_serverAnswers; // to commands on the server's stdin
    std::chrono::nanoseconds m_liftedAt{0};
    QString m_placedLast; ///< name of the chip
    bool m_fresh = true;  // nothing of an earlier run is in the folder
    bool m_ready = false; // the kiosk said so since it was started
    bool m_synced = false;
    Done m_awaitingReady;
    bool m_stopping = false;
};

} // namespace Medio::Stage
