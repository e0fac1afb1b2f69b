// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/filmproxies.h"

namespace Medio::Adapters {

void FilmProxies::find(const QUrl &address, QObject *context, std::function<void()> then)
{
    m_proxies.find(address, context, std::move(then));
}

QNetworkProxyFactory *FilmProxies::makeFactory() const
{
    return m_proxies.makeFactory();
}

} // namespace Medio::Adapters
