// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QSslCertificate>
#include <QUrl>

namespace Medio::Gateway {

/// How the gateway may talk to the servers that hold films. A value: it is copied into the
/// gateway's thread. What is secret in it stays in memory and reaches the origin that gave it out
/// and nobody else; every redirect is asked about anew.
class UpstreamPolicy
{
public:
    using Header = QPair<QByteArray, QByteArray>;

    /// Headers (Cookie, Authorization, ...) for requests to the server a parent signed in at.
    /// Origin: scheme, host and port of `server`; its path says nothing.
    void setSignedIn(const QUrl &server, const QList<Header> &headers);

    /// Trusted beside the system's: a family's own authority speaks for its own server and for nobody else.
    void setAuthorities(const QList<QSslCertificate> &authorities) { m_authorities = authorities; }
    [[nodiscard]] QList<QSslCertificate> authoritiesFor(const QUrl &address) const;

    /// What a request to `address` carries; empty for every foreign origin.
    [[nodiscard]] QList<Header> headersFor(const QUrl &address) const;

    /// http and https, with a host and without a user's name in it.
    [[nodiscard]] static bool mayAsk(const QUrl &address);

    /// Where a server may send us, by a redirect or in a playlist: not from https to http, and not from
    /// far away into this machine or the home network (addresses that say so, "localhost", ".local", names
    /// without a dot), unless it stays at its own host.
    [[nodiscard]] static bool mayFollow(const QUrl &from, const QUrl &to);

    /// The signed-in server's own origin.
    [[nodiscard]] bool isOwn(const QUrl &address) const;

private:
    QUrl m_server;
    QList<Header> m_headers;
    QList<QSslCertificate> m_authorities;
};

} // namespace Medio::Gateway

Q_DECLARE_METATYPE(Medio::Gateway::UpstreamPolicy)
