// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/store/storage.h"
#include "net/client/medioclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faketokenstore.h"
#include "tests/support/householdserver.h"

#include <QTemporaryDir>

#include <memory>

namespace Medio {

/// What keeps and talks in a kiosk, on a folder and beside a server that outlive a restart of it.
class WiredKiosk
{
public:
    QTemporaryDir folder;
    FakeClock clock;
    HouseholdServer server;
    Net::FakeTokenStore tokens;
    const Net::Dice dice = [] {
        return 0.01;
    };

    std::unique_ptr<Store::Storage> store;
    std::unique_ptr<Net::HttpGate> gate;
    std::unique_ptr<Net::AuthSession> session;
    std::unique_ptr<Net::MedioClient> client;

    WiredKiosk() { start(); }
    ~WiredKiosk() { stop(); }
    Q_DISABLE_COPY_MOVE(WiredKiosk)

    void start()
    {
        auto opened = Store::Storage::open(folder.filePath(u"data"_s), clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().toString()));
        store = std::move(*opened);
        gate = std::make_unique<Net::HttpGate>(clock, dice);
        session = std::make_unique<Net::AuthSession>(*gate, tokens, clock);
        client = std::make_unique<Net::MedioClient>(
            *gate, *session, dice,
            Net::MedioClient::Retries{1, std::chrono::milliseconds(1), std::chrono::milliseconds(1)});
    }
    void stop()
    {
        client.reset();
        session.reset();
        gate.reset();
        store.reset();
    }

    void turnToServer() { gate->setServer(Api::ServerAddress::parse(server.address()).value()); }
    /// The session says when it has worked.
    void signIn()
    {
        turnToServer();
        client->signIn(QString::fromLatin1(server.email), QString::fromLatin1(server.password));
    }
    [[nodiscard]] bool isSignedIn() const { return session->state() == Net::AuthSession::State::SignedIn; }
    [[nodiscard]] QString realm() const { return Api::ServerAddress::parse(server.address())->realm(); }
};

} // namespace Medio
