// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/upstreampolicy.h"

#include <QHostAddress>

#include <algorithm>

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

/// On this machine or in the home network, as far as an address says so itself.
bool isNear(const QString &host)
{
    QHostAddress address;
    if (!address.setAddress(host))
        return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host.endsWith(".local"_L1) ||
               host.endsWith(".local."_L1) || !host.contains(u'.');
    bool isIp4 = false;
    if (const quint32 mapped = address.toIPv4Address(&isIp4); isIp4)
        address = QHostAddress(mapped);
    static const QList<QPair<QHostAddress, int>> nets = [] {
        QList<QPair<QHostAddress, int>> all;
        for (const char *net :
             {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
              "192.168.0.0/16", "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8"})
            all.append(QHostAddress::parseSubnet(QString::fromLatin1(net)));
        return all;
    }();
    return std::any_of(nets.begin(), nets.end(), [&](const auto &net) { return address.isInSubnet(net); });
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
    if (!mayAsk(to) || (from.scheme() == "https"_L1 && to.scheme() == "http"_L1))
        return false;
    return from.host() == to.host() || !isNear(to.host()) || isNear(from.host());
}

} // namespace Medio::Gateway
