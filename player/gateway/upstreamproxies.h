// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <functional>

class QNetworkProxyFactory;
class QObject;
class QUrl;

namespace Medio::Gateway {

/// Which proxies lead to which server. A port: whoever makes the gateway knows how this machine's are found
/// out. Thread and owner: the gateway's.
class UpstreamProxies
{
public:
    UpstreamProxies() = default;
    virtual ~UpstreamProxies() = default;
    Q_DISABLE_COPY_MOVE(UpstreamProxies)

    /// Runs `then` as soon as the proxies for the address are known, at once if they are; not at all if
    /// `context` dies before. Never blocks, and answers within seconds whatever becomes of the question.
    virtual void find(const QUrl &address, QObject *context, std::function<void()> then) = 0;

    /// Gives out what was found. For one QNetworkAccessManager, which owns it; may outlive this.
    [[nodiscard]] virtual QNetworkProxyFactory *makeFactory() const = 0;
};

} // namespace Medio::Gateway
