// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/server.h"

#include "app/base/logging.h"
#include "server/api/gate.h"
#include "server/api/routes.h"
#include "server/auth/secret.h"
#include "server/http/listener.h"

#include <algorithm>
#include <optional>
#include <thread>

namespace Medio::Home {
namespace {

constexpr int passwordQueue = 32; // about 1.5 s of work; who comes later is told to wait
constexpr int diskThreads = 4;
constexpr int diskQueue = 4096; // one chunk per stream, so more than there can be connections

int passwordThreads()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / 2);
}

Router makeRouter(const Services &services)
{
    Router router;
    addHealthRoutes(router, services);
    addAccountRoutes(router, services);
    addVideoRoutes(router, services);
    addFilmRoutes(router, services);
    addProfileRoutes(router, services);
    addChipRoutes(router, services);
    addSessionRoutes(router, services);
    addSettlementRoutes(router, services);
    return router;
}

} // namespace

/// What runs; the order of the members is the order of dependence.
struct Running
{
    Running(const ServerSettings &settings, const QByteArray &secret, const Clock &clock)
        : tokens(secret, clock)
        , csrf(secret)
        , database(settings.databasePath(), homeMigrations(), clock)
        , services{settings, clock, database, tokens, csrf, clock.monotonic()}
        , passwords(QStringLiteral("passwords"), passwordThreads(), passwordQueue)
        , disk(QStringLiteral("disk"), diskThreads, diskQueue)
        , gate(services, makeRouter(services), passwords, disk)
        , listener(
              settings.listener,
              [this](Request request, const Responder &responder) {
                  gate.handle(std::move(request), responder);
              },
              disk, clock)
    {
    }
    ~Running() { stop(std::chrono::milliseconds(0)); }
    Q_DISABLE_COPY_MOVE(Running)

    void stop(std::chrono::milliseconds grace)
    {
        listener.stop(grace);
        // Their last jobs may still answer: into a listener that no longer listens.
        passwords.stop();
        disk.stop();
        database.stop();
    }

    const Tokens tokens;
    const Csrf csrf;
    Database database;
    const Services services;
    WorkerPool passwords;
    WorkerPool disk;
    Gate gate;
    Listener listener;
};

class Server::Private
{
public:
    Private(const ServerSettings &wanted, const Clock &theClock)
        : settings(wanted)
        , clock(theClock)
    {
    }
    const ServerSettings settings;
    const Clock &clock;
    std::optional<Running> running;
};

Server::Server(const ServerSettings &settings, const Clock &clock)
    : d(std::make_unique<Private>(settings, clock))
{
}

Server::~Server()
{
    stop();
}

Expected<void, QString> Server::start()
{
    Q_ASSERT_X(!d->running, "Server::start", "started twice");
    QByteArray secret = d->settings.secret;
    if (secret.isEmpty()) {
        const auto made = loadOrMakeSecret(d->settings.secretPath());
        if (!made)
            return Unexpected{made.error()};
        secret = *made;
    }
    d->running.emplace(d->settings, secret, d->clock);

    // Migrations happen here and now, so that their failure is seen in the log at the start.
    const auto ready = d->running->database.write(
        [](Connection &connection) { return connection.one(QStringLiteral("SELECT 1 AS one")).has_value(); });
    if (!ready)
        qCCritical(lcServer, "Starting without the database: health answers 503 until it can be used");

    if (auto listening = d->running->listener.start(); !listening) {
        d->running.reset();
        return Unexpected{listening.error()};
    }
    qCInfo(lcServer).noquote() << "Listening on" << url();
    return {};
}

quint16 Server::port() const
{
    Q_ASSERT(d->running);
    return d->running->listener.port();
}

QString Server::url() const
{
    const ListenerSettings &listener = d->settings.listener;
    const QString host =
        listener.address.contains(u':') ? QString(u'[' + listener.address + u']') : listener.address;
    return (listener.certificate.isEmpty() ? u"http://" : u"https://") + host + u':' +
           QString::number(port());
}

void Server::stop()
{
    if (!d->running)
        return;
    d->running->stop(d->settings.grace);
    d->running.reset();
    qCInfo(lcServer, "Stopped");
}

} // namespace Medio::Home
