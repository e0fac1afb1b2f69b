// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/filmsession.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

namespace Medio::Gateway {

class LoopbackReader;

/// The address on this machine where a media library reads films: 127.0.0.1, a port of the
/// kernel's choice, and a path per use that can't be guessed. Speaks just enough HTTP/1.1: GET
/// and HEAD with one range, one request per connection. A web page in some browser on this
/// machine gets nothing: the Host must be ours (DNS rebinding), and there is no CORS header.
/// Thread: the gateway's.
class LoopbackServer : public QObject
{
    Q_OBJECT
public:
    explicit LoopbackServer(std::chrono::milliseconds starvingAfter, QObject *parent = nullptr);
    ~LoopbackServer() override;

    /// Opens a path for the film and returns its address. `session` must outlive the route.
    [[nodiscard]] QUrl open(FilmSession *session);

    /// The path is gone and whoever reads there is cut off, at once.
    void close(const QUrl &address);

    /// Somebody at this address waits for bytes right now.
    [[nodiscard]] bool isStarving(const QUrl &address) const;

Q_SIGNALS:
    void starving(const QUrl &address);
    void flowing(const QUrl &address);

private:
    friend class LoopbackReader;

    void admit();

    QTcpServer m_server;
    std::chrono::milliseconds m_starvingAfter;
    QHash<QString, FilmSession *> m_routes; ///< by path
    QList<LoopbackReader *> m_readers;
};

} // namespace Medio::Gateway
