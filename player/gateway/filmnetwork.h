// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/upstreamproxies.h"

#include <QNetworkAccessManager>

#include <functional>
#include <memory>

namespace Medio::Gateway {

/// The gateway's connections to the servers that hold films, by the proxies that lead there. Thread: the
/// gateway's.
class FilmNetwork final : public QNetworkAccessManager
{
public:
    /// Without `proxies`: the application's, if there is one.
    FilmNetwork(std::unique_ptr<UpstreamProxies> proxies, QObject *parent);

    /// Runs `then` when it is known how to get there: at once, or later unless `context` died before.
    void findWay(const QUrl &address, QObject *context, std::function<void()> then);

private:
    std::unique_ptr<UpstreamProxies> m_proxies;
};

} // namespace Medio::Gateway
