// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/bytesource.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTcpServer>
#include <QUrl>

#include <chrono>

namespace Medio::Gateway {

class LoopbackReader;

/// The address on this machine where a media library reads films: 127.0.0.1, a port of the
/// kernel's choice, and a path per use that can't be guessed. Speaks just enough HTTP/1.1: GET
/// and HEAD with one range, one request per connection. A web page in some browser on this
/// machine gets nothing: the Host must be ours (DNS rebinding), and there is no CORS header. Who is
/// at the other end is not asked: TCP does not say, the kernel's table of sockets names only the
/// user, and whoever runs as this user can read this process anyway; 128 random bits that end with
/// their ticket keep out everybody else.
/// Bytes whose number is not known are sent in chunks and can't be entered in their midst; whoever waits for
/// them for long gets signs of life that are no bytes.
/// Thread: the gateway's.
class LoopbackServer : public QObject
{
    Q_OBJECT
public:
    explicit LoopbackServer(std::chrono::milliseconds starvingAfter, QObject *parent = nullptr);
    ~LoopbackServer() override;

    /// Opens a path for these bytes and returns its address. `source` must outlive the route.
    [[nodiscard]] QUrl open(ByteSource *source);

    /// The path is gone and whoever reads there is cut off, at once.
    void close(const QUrl &address);

    /// Whoever reads at this address waits for bytes, or waited in vain and left.
    [[nodiscard]] bool isStarving(const QUrl &address) const;

Q_SIGNALS:
    // In turn for an address. A reader that loses patience and leaves has no bytes yet.
    void starving(const QUrl &address);
    void flowing(const QUrl &address);

private:
    friend class LoopbackReader;

    void admit();
    [[nodiscard]] QUrl addressOf(const QString &path) const;
    void starve(const QString &path);
    void flow(const QString &path);

    QTcpServer m_server;
    std::chrono::milliseconds m_starvingAfter;
    QHash<QString, ByteSource *> m_routes; ///< by path
    QList<LoopbackReader *> m_readers;
    QSet<QString> m_starving; ///< paths
};

} // namespace Medio::Gateway
