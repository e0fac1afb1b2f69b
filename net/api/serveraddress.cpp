// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/serveraddress.h"

#include <QHostAddress>

#include <algorithm>

namespace Medio::Api {

namespace {

using namespace Qt::StringLiterals;

/// RFC 1918, RFC 4193, RFC 3927, RFC 4291 and the loopback of both.
bool isPrivate(const QHostAddress &address)
{
    static const QList<QPair<QHostAddress, int>> networks{
        QHostAddress::parseSubnet(u"10.0.0.0/8"_s),     QHostAddress::parseSubnet(u"172.16.0.0/12"_s),
        QHostAddress::parseSubnet(u"192.168.0.0/16"_s), QHostAddress::parseSubnet(u"169.254.0.0/16"_s),
        QHostAddress::parseSubnet(u"127.0.0.0/8"_s),    QHostAddress::parseSubnet(u"fc00::/7"_s),
        QHostAddress::parseSubnet(u"fe80::/10"_s),
    };
    if (address.isLoopback())
        return true;
    return std::any_of(networks.begin(), networks.end(), [&](const auto &network) {
        return network.first.protocol() == address.protocol() && address.isInSubnet(network);
    });
}

bool isNearHost(const QString &host)
{
    const QHostAddress address(host);
    if (!address.isNull())
        return isPrivate(address);
    // RFC 6761 keeps `localhost` on this machine, RFC 6762 `.local` on this network.
    return host == "localhost"_L1 || (host.endsWith(".local"_L1) && host.size() > 6);
}

} // namespace

Expected<ServerAddress, ServerAddress::Problem> ServerAddress::parse(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty())
        return Unexpected{Problem::Empty};
    if (text.size() > 2000)
        return Unexpected{Problem::NotAnAddress};
    if (!text.contains("://"_L1))
        text.prepend("https://"_L1);
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() ||
        url.hasFragment() || url.port() == 0)
        return Unexpected{Problem::NotAnAddress};
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return Unexpected{Problem::NotHttp};
    if (url.scheme() == "http"_L1 && !isNear(url))
        return Unexpected{Problem::PlainHttp};

    QString path = url.path();
    const auto dropEnd = [&path](QLatin1StringView end) {
        while (path.endsWith(u'/'))
            path.chop(1);
        if (path.endsWith(end))
            path.chop(end.size());
    };
    dropEnd("/api/v1"_L1);
    dropEnd("/api"_L1);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return ServerAddress(url);
}

QString ServerAddress::explain(Problem problem)
{
    switch (problem) {
    case Problem::Empty:
        return u"the address of the Medio server is missing"_s;
    case Problem::NotAnAddress:
        return u"not an address like https://medio.example or http://192.168.1.5:8480"_s;
    case Problem::NotHttp:
        return u"only http and https are allowed"_s;
    case Problem::PlainHttp:
        return u"plain http is allowed only to a private or loopback address, localhost or a name ending in "
               ".local; use https"_s;
    }
    Q_UNREACHABLE();
}

QUrl ServerAddress::url(const QString &path) const
{
    QUrl url = m_base;
    url.setPath(m_base.path() + path);
    return url;
}

QString ServerAddress::realm() const
{
    return origin() + m_base.path(QUrl::FullyEncoded);
}

bool ServerAddress::isNear(const QUrl &url)
{
    return isNearHost(url.host().toLower());
}

QString ServerAddress::originOf(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    const int port = url.port(scheme == "http"_L1 ? 80 : 443);
    const QString host = url.host().toLower();
    return scheme + "://"_L1 + (host.contains(u':') ? QString(u'[' + host + u']') : host) + u':' +
           QString::number(port);
}

} // namespace Medio::Api
