// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/account.h"

#include <QObject>
#include <QString>

namespace Medio::Parents {

/// The parent signs in: what was typed is checked here before it goes anywhere. One attempt at a
/// time; a second call while one is under way is ignored.
/// Lives on the GUI thread.
class SignIn final : public QObject
{
    Q_OBJECT
public:
    /// `account` outlives this object.
    explicit SignIn(Account &account, QObject *parent = nullptr);

    /// Either failed() at once, or started() and later exactly one of succeeded() and failed().
    void attempt(const QString &server, const QString &email, const QString &password);

    [[nodiscard]] bool isUnderWay() const { return m_underWay; }

Q_SIGNALS:
    void started();
    void succeeded();
    void failed(Medio::Parents::SignInProblem problem);

private:
    Account &m_account;
    bool m_underWay = false;
};

} // namespace Medio::Parents
