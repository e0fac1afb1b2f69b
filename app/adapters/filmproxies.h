// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/systemproxies.h"
#include "player/gateway/upstreamproxies.h"

namespace Medio::Adapters {

/// Films come by the same proxies as everything else: those of the system. Thread and owner: the film
/// gateway's.
class FilmProxies final : public Gateway::UpstreamProxies
{
public:
    void find(const QUrl &address, QObject *context, std::function<void()> then) override;
    [[nodiscard]] QNetworkProxyFactory *makeFactory() const override;

private:
    Net::SystemProxies m_proxies;
};

} // namespace Medio::Adapters
