// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/signin.h"

#include <QPointer>

namespace Medio::Parents {

SignIn::SignIn(Account &account, QObject *parent)
    : QObject(parent)
    , m_account(account)
{
}

void SignIn::attempt(const QString &server, const QString &email, const QString &password)
{
    if (m_underWay)
        return;
    const auto address = Api::ServerAddress::parse(server);
    if (!address) {
        Q_EMIT failed(address.error() == Api::ServerAddress::Problem::PlainHttp
                          ? SignInProblem::AddressUnsafe
                          : SignInProblem::AddressMalformed);
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
