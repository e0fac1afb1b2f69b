// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/signin.h"

#include <QHostAddress>
#include <QPointer>

#include <algorithm>
#include <array>

namespace Medio::Parents {
namespace {

/// The hosts that DESIGN.md allows without TLS: never decided by what a name resolves to.
bool isNearby(const QString &host)
{
    if (host == u"localhost" || host.endsWith(u".local", Qt::CaseInsensitive))
        return true;
    const QHostAddress address(host);
    static const std::array privateNetworks = {
        QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
    };
    return address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast() ||
           std::any_of(privateNetworks.begin(), privateNetworks.end(),
                       [&address](const auto &network) { return address.isInSubnet(network); });
}

} // namespace

SignIn::SignIn(Account &account, QObject *parent)
    : QObject(parent)
    , m_account(account)
{
}

Expected<QUrl, SignInProblem> SignIn::addressOf(const QString &typed)
{
    QString text = typed.trimmed();
    if (!text.contains(u"://")) {
        const QUrl bare(u"http://" + text, QUrl::StrictMode);
        text.prepend(isNearby(bare.host()) ? u"http://" : u"https://");
    }
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.isValid() || !web || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() ||
        url.hasFragment())
        return Unexpected{SignInProblem::AddressMalformed};
    if (url.scheme() == u"http" && !isNearby(url.host()))
        return Unexpected{SignInProblem::AddressUnsafe};
    return url.adjusted(QUrl::StripTrailingSlash);
}

void SignIn::attempt(const QString &server, const QString &email, const QString &password)
{
    if (m_underWay)
        return;
    const auto address = addressOf(server);
    if (!address) {
        Q_EMIT failed(address.error());
        return;
    }
    if (email.trimmed().isEmpty()) {
        Q_EMIT failed(SignInProblem::EmailMissing);
        return;
    }
    if (password.isEmpty()) {
        Q_EMIT failed(SignInProblem::PasswordMissing);
        return;
    }
    m_underWay = true;
    Q_EMIT started();
    m_account.signIn(*address, email.trimmed(), password,
                     [self = QPointer(this)](const Expected<void, SignInProblem> &answer) {
                         if (!self)
                             return;
                         self->m_underWay = false;
                         if (answer)
                             Q_EMIT self->succeeded();
                         else
                             Q_EMIT self->failed(answer.error());
                     });
}

} // namespace Medio::Parents
