// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/automation/stageclock.h"
#include "tests/stage/director.h"
#include "tests/stage/family.h"
#include "tests/stage/faultproxy.h"
#include "tests/stage/fileserver.h"
#include "tests/stage/kioskbox.h"
#include "tests/stage/parentapi.h"
#include "tests/stage/secretsearch.h"
#include "tests/stage/stageprocess.h"
#include "tests/support/heldport.h"
#include "tests/support/imitatedplatforms.h"
#include "tests/support/realservers.h"

#include <QFile>
#include <QObject>
#include <QProcessEnvironment>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <map>
#include <memory>

namespace Medio::Stage {

/// A whole world: home server (or a new family on a foreign one), fault proxy, and one box or several, each
/// a kiosk with all that is its own. Nothing in it knows of any other world on the machine.
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

    /// The first box, after start().
    [[nodiscard]] const KioskBox *box() const
    {
        return m_boxes.empty() ? nullptr : m_boxes.begin()->second.get();
    }
    [[nodiscard]] QString logFile(const QString &program) const;

    /// What of the parent's secrets lies in a file that the kiosk wrote, or why it can't be known; after
    /// stop(). Empty: nothing.
    [[nodiscard]] QStringList leaks() const;

Q_SIGNALS:
    void happened(const Medio::Stage::Event &event);
    /// The kiosk ended in the ordinary way although the script did not ask for it (the window was closed).
    void kioskLeft();

private:
    [[nodiscard]] bool prepare();
    KioskBox &addBox(int number, const QString &folder, const StageClock::Start &clock);
    void startStages(const Stages &stages, const Done &done);
    void startNext();
    void seedServer(const Done &done);
    void startServer(const Done &done);
    void startNginx(const Done &done);
    void awaitListening(const QUrl &server, const Done &done);
    void settleOnForeignServer(const Done &done);

    void turnTo(int number, const Company::Done &done);
    void restartServer(const Company::Done &done);
    void treat(const Steps::Behind &behind, const Company::Done &done);
    void treatPlatforms(const Steps::Platforms &platforms, const Company::Done &done);
    void treatFilm(const Steps::Film &film, const Company::Done &done);
    [[nodiscard]] QString filmsFolder() const;
    [[nodiscard]] bool copyFilms() const;
    void treatNginx(const QString &deed, const Done &done);
    void noteCall(const QByteArray &request);
    void moveKioskClock(Milliseconds by, const Company::Done &done);
    void moveServerClock(Milliseconds by, const Company::Done &done);
    void askServerClock(const QJsonObject &command, const Company::Done &done);
    void setManner(const Steps::Server &server, const Company::Done &done);

    void tell(const QJsonObject &entry, int kiosk);
    void tellError(const QString &what, int kiosk);
    void fall(const QString &why, int kiosk);
    [[nodiscard]] bool writeFile(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString program(const QString &name) const;
    [[nodiscard]] QString chipOf(const QString &uid) const;

    Family m_family; // with this world's UIDs and, on a foreign server, its own parent
    const WorldOptions m_options;
    QProcessEnvironment m_environment;
    StageClock m_serverClock; // follows what is told to the server, for when it starts again

    std::map<int, std::unique_ptr<KioskBox>> m_boxes; // by number
    KioskBox *m_box = nullptr;                        // on which the script acts
    StageProcess m_seeder{QStringLiteral("medio-home-stage seed")};
    StageProcess m_server{QStringLiteral("medio-home-stage")};
    HeldPort m_serverPort; // the same after each start
    std::unique_ptr<RealNginx> m_nginx;
    FaultProxy m_proxy;
    FaultProxy m_filmProxy;
    SecretSearch m_secrets; // of what passes the proxy
    QFile m_calls;
    std::unique_ptr<FileServer> m_files;
    ImitatedPlatforms m_platforms;
    ParentApi m_api;

    Stages m_stages;
    QString m_stage; // what is being started
    Done m_started;
    QTimer m_patience;
    QList<Company::Done> m_serverAnswers; // to commands on the server's stdin
    bool m_stopping = false;
};

} // namespace Medio::Stage
