// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/filmnetwork.h"

namespace Medio::Gateway {

FilmNetwork::FilmNetwork(std::unique_ptr<UpstreamProxies> proxies, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_proxies(std::move(proxies))
{
    setAutoDeleteReplies(false);
    if (m_proxies)
        setProxyFactory(m_proxies->makeFactory());
}

void FilmNetwork::findWay(const QUrl &address, QObject *context, std::function<void()> then)
{
    if (m_proxies)
        m_proxies->find(address, context, std::move(then));
    else
        then();
}

} // namespace Medio::Gateway
