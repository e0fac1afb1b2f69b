// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/upstreampolicy.h"

namespace Medio::Gateway {

using namespace Qt::StringLiterals;

namespace {

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const auto portOf = [](const QUrl &url) {
        return url.port(url.scheme() == "https"_L1 ? 443 : 80);
    };
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

} // namespace

void UpstreamPolicy::setSignedIn(const QUrl &server, const QList<Header> &headers)
{
    m_server = server;
    m_headers = headers;
}

QList<UpstreamPolicy::Header> UpstreamPolicy::headersFor(const QUrl &address) const
{
    return isOwn(address) ? m_headers : QList<Header>();
}

QList<QSslCertificate> UpstreamPolicy::authoritiesFor(const QUrl &address) const
{
    return isOwn(address) ? m_authorities : QList<QSslCertificate>();
}

bool UpstreamPolicy::isOwn(const QUrl &address) const
{
    return mayAsk(address) && mayAsk(m_server) && sameOrigin(address, m_server);
}

bool UpstreamPolicy::mayAsk(const QUrl &address)
{
    return address.isValid() && (address.scheme() == "http"_L1 || address.scheme() == "https"_L1) &&
           !address.host().isEmpty() && address.userInfo().isEmpty();
}

bool UpstreamPolicy::mayFollow(const QUrl &from, const QUrl &to)
{
    return mayAsk(to) && !(from.scheme() == "https"_L1 && to.scheme() == "http"_L1);
}

} // namespace Medio::Gateway
