// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/automation/stageclock.h"
#include "tests/stage/director.h"
#include "tests/stage/family.h"
#include "tests/stage/linechannel.h"
#include "tests/stage/stageprocess.h"

#include <QObject>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QUrl>

#include <functional>
#include <memory>

namespace Medio::Stage {

struct WorldOptions
{
    QString programs;       ///< the folder of medio-kiosk-stage, medio-reader, ...
    QString films;          ///< the folder of the family's films
    QString folder;         ///< of the world; exists
    QString pictures;       ///< where screenshots go; made when needed
    QString calls;          ///< a file for the requests that pass the fault proxy; empty: none
    QUrl server;            ///< a foreign Medio server; empty: one of our own
    bool nginx = false;     ///< stands before our own server
    bool ownFilms = false;  ///< the world has copies of the films, which a script may damage
    bool platforms = false; ///< YouTube and the others are imitated
    bool windowed = false;
    bool demo = false; ///< the folder may be of an earlier run, the clock is the machine's
    int width = 1280;
    int height = 720;
};

/// One part of a world that starts, by the name under which its failure is told.
using Stages =
    QList<std::pair<QString, std::function<void(const std::function<void(Expected<void, QString>)> &done)>>>;

/// How a clock of the world begins: standing, unless it is the demo's.
[[nodiscard]] StageClock::Start clockStart(bool demo);
/// So many random bytes, as hexadecimal digits.
[[nodiscard]] QString randomText(int bytes);
/// As a text of a configuration file.
[[nodiscard]] QByteArray quoted(const QString &text);
/// Readable by this user alone.
[[nodiscard]] bool writePrivately(const QString &path, const QByteArray &content);

/// One kiosk of a world with all that belongs to its box: a D-Bus session, a keyring, a chip simulator, a
/// clock and the kiosk itself. Nothing of it is seen by another box of the same world.
/// Lives on the main thread.
class KioskBox final : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(Expected<void, QString>)>;

    /// `environment`: the world's. `folder`: the box's own; exists.
    KioskBox(int number, const QString &folder, const WorldOptions &options,
             const QProcessEnvironment &environment, const StageClock::Start &clock);
    ~KioskBox() override;

    /// What has to be there before the kiosk starts, in this order.
    [[nodiscard]] Stages surroundings();
    /// The kiosk, its sign-in at `server`, and its first `ready` with a catalogue.
    [[nodiscard]] Stages itself(const QUrl &server, const Family &family);

    /// The kiosk first: it needs the others.
    void stop(const std::function<void()> &done);
    /// SIGKILL, and at once a start: a new boot (language.md).
    void powerCut(const Done &done);

    void askKiosk(const QJsonObject &command, const Company::Done &done);
    void askSimulator(const QJsonObject &command, const Company::Done &done);
    /// After the pause that a hand needs.
    void place(const QString &chip, const QString &uid, const Company::Done &done);
    void lift(const Company::Done &done);

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] StageClock &clock() { return m_clock; }
    [[nodiscard]] const QProcessEnvironment &environment() const { return m_environment; }
    [[nodiscard]] QString simulatorSocket() const { return m_sockets.filePath(QStringLiteral("sim")); }
    [[nodiscard]] QString logFile(const QString &program) const;
    [[nodiscard]] bool hasSynced() const { return m_synced; }
    /// Files and folders that the kiosk, or what it talks to, writes.
    [[nodiscard]] QStringList written() const;

Q_SIGNALS:
    /// As the programs say it.
    void happened(const QJsonObject &entry);
    /// A program ended although nobody asked it to.
    void died(const QString &why);
    /// The kiosk ended in the ordinary way although nobody asked it to (the window was closed).
    void left();

private:
    void startBus(const Done &done);
    void startKeyring(const Done &done);
    void startSimulator(const Done &done);
    void startKiosk(const Done &done);
    void signIn(const Family &family, const Done &done);
    void awaitReady(const Done &done);
    void hear(const QJsonObject &entry);
    [[nodiscard]] QString program(const QString &name) const;

    const int m_number;
    const QString m_folder;
    const WorldOptions m_options;
    QTemporaryDir m_sockets; ///< short paths: a Unix socket's name holds 107 bytes
    QProcessEnvironment m_environment;
    StageClock m_clock; ///< follows what is told to the kiosk, for when it starts again
    QUrl m_server;

    StageProcess m_bus{QStringLiteral("dbus-daemon")};
    StageProcess m_keyring{QStringLiteral("gnome-keyring-daemon")};
    StageProcess m_simulator{QStringLiteral("pn532-sim")};
    StageProcess m_kiosk{QStringLiteral("medio-kiosk-stage")};
    LineChannel m_simulatorLine;
    std::unique_ptr<LineChannel> m_kioskLine;

    std::chrono::nanoseconds m_liftedAt{0};
    QString m_placedLast; ///< name of the chip
    bool m_fresh = true;  ///< nothing of an earlier run is in the folder
    bool m_ready = false; ///< the kiosk said so since it was started
    bool m_synced = false;
    Done m_awaitingReady;
    bool m_stopping = false;
};

} // namespace Medio::Stage
