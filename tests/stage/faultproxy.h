// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/stage/script.h"

#include <QByteArray>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <memory>

class QTcpSocket;

namespace Medio::Stage {

/// Stands on loopback between the kiosk and a server and does to the connections what outages do
/// (language.md, `server`). While the manner is Up it is transparent: bytes pass as they are, but for
/// the Host header if the server's name is not a literal loopback address.
///
/// A change of manner resets every open connection (RST, so that nobody takes it for an orderly
/// end). Down closes the listening socket too: connections are refused by the kernel.
/// Lives on one thread with an event loop and never blocks it. Clients may send anything.
class FaultProxy final : public QObject
{
    Q_OBJECT
public:
    explicit FaultProxy(QObject *parent = nullptr);
    ~FaultProxy() override;

    /// Begins to listen on 127.0.0.1 at a port of the kernel's choice; false if it can't.
    bool listen();

    /// http://127.0.0.1:PORT, the same for as long as it lives.
    [[nodiscard]] QUrl address() const;

    /// Where the server is: http or https, host and port. May change while connections are open;
    /// they are reset then.
    void setServer(const QUrl &server);

    /// False if the port could not be had back after Down.
    bool setManner(Steps::Server::Manner manner, int number = 0);

Q_SIGNALS:
    /// A request goes by, from its first byte to the end of its headers at least. It may hold secrets.
    void requested(const QByteArray &begin);
    /// The first bytes of an answer go by, as many as came at once.
    void answered(const QByteArray &begin);

private:
    class Connection;

    void accept();
    void resetAll();

    QTcpServer m_listener;
    quint16 m_port = 0;
    QUrl m_server;
    Steps::Server::Manner m_manner = Steps::Server::Manner::Up;
    int m_number = 0;
};

} // namespace Medio::Stage
