// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/registration.h"

#include <QPointer>

namespace Medio::Parents {
namespace {

/// Of a name as the server stores it, escaped (MEDIO-API.md §9): more is a 500.
constexpr qsizetype longestName = 255;

} // namespace

Registration::Registration(Registrar &registrar, QObject *parent)
    : QObject(parent)
    , m_registrar(registrar)
{
}

PasswordJudgement Registration::judge(const QString &password)
{
    PasswordJudgement judgement{Api::passwordProblems(password), {}};
    for (const QChar character : password) {
        const bool locksOut =
            Api::passwordProblems(QString(character)).contains(Api::PasswordProblem::LocksOut);
        if (locksOut && character.isPrint() && !judgement.lockingOut.contains(character))
            judgement.lockingOut += character;
    }
    return judgement;
}

std::optional<RegistrationProblem> Registration::problemOf(const RegistrationForm &form)
{
    if (const auto address = Api::ServerAddress::parse(form.server); !address)
        return address.error() == Api::ServerAddress::Problem::PlainHttp
                   ? RegistrationProblem::AddressUnsafe
                   : RegistrationProblem::AddressMalformed;
    const QString name = form.name.trimmed();
    if (name.isEmpty()) // the server would store "" (Q22)
        return RegistrationProblem::NameMissing;
    if (Api::escapeEntities(name).size() > longestName)
        return RegistrationProblem::NameTooLong;
    if (form.email.trimmed().isEmpty())
        return RegistrationProblem::EmailMissing;
    if (!Api::normaliseEmail(form.email))
        return RegistrationProblem::EmailMalformed;
    if (!Api::passwordProblems(form.password).isEmpty())
        return RegistrationProblem::PasswordNotAllowed;
    if (form.password != form.repeated)
        return RegistrationProblem::PasswordsDiffer;
    return std::nullopt;
}

void Registration::attempt(const RegistrationForm &form)
{
    if (m_underWay)
        return;
    if (const auto problem = problemOf(form)) {
        Q_EMIT failed(*problem);
        return;
    }
    m_underWay = true;
    Q_EMIT started();
    m_registrar.registerUser(*Api::ServerAddress::parse(form.server), form.name.trimmed(),
                             form.email.trimmed(), form.password,
                             [self = QPointer(this)](const Expected<Api::User, RegistrationProblem> &answer) {
                                 if (!self)
                                     return;
                                 self->m_underWay = false;
                                 if (answer)
                                     Q_EMIT self->succeeded(answer->email);
                                 else
                                     Q_EMIT self->failed(answer.error());
                             });
}

} // namespace Medio::Parents
