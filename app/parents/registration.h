// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/account.h"
#include "net/api/text.h"

#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace Medio::Parents {

/// What is typed to make an account.
struct RegistrationForm
{
    QString server;
    QString name;
    QString email;
    QString password;
    QString repeated; ///< the password again
};

/// What stands against a password, for the form while it is typed.
struct PasswordJudgement
{
    QList<Api::PasswordProblem> problems; ///< in the order of Api::passwordProblems(); empty: allowed
    /// Of LocksOut: the characters typed that would register and then never let anybody in again
    /// (MEDIO-API.md Q2), each once. Control characters are left out.
    QString lockingOut;

    friend bool operator==(const PasswordJudgement &, const PasswordJudgement &) = default;
};

/// A parent makes an account: what was typed is checked here before it goes anywhere, since a server
/// takes passwords with which nobody can sign in later, and counts failed tries. One attempt at a
/// time; a second call while one is under way is ignored.
/// Lives on the GUI thread.
class Registration final : public QObject
{
    Q_OBJECT
public:
    /// `registrar` outlives this object.
    explicit Registration(Registrar &registrar, QObject *parent = nullptr);

    [[nodiscard]] static PasswordJudgement judge(const QString &password);
    /// What is wrong first, in the order of the form; nothing: it may be sent.
    [[nodiscard]] static std::optional<RegistrationProblem> problemOf(const RegistrationForm &form);

    /// Either failed() at once, or started() and later exactly one of succeeded() and failed().
    void attempt(const RegistrationForm &form);

    [[nodiscard]] bool isUnderWay() const { return m_underWay; }

Q_SIGNALS:
    void started();
    /// Signed in as well. `email` is the address as the server keeps it, which may not be the one that was
    /// typed (Q8: lower case, without the dots of Gmail): show it, it is the one to remember.
    void succeeded(const QString &email);
    void failed(Medio::Parents::RegistrationProblem problem);

private:
    Registrar &m_registrar;
    bool m_underWay = false;
};

} // namespace Medio::Parents
