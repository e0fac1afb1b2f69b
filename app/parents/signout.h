// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/account.h"
#include "app/parents/edits.h"
#include "app/parents/status.h"

#include <QObject>
#include <QString>
#include <QUrl>

namespace Medio::Parents {

/// What hangs on the login, for the questions before it ends.
struct SignOutOutlook
{
    QUrl server;
    QString email;
    qsizetype edits = 0;       ///< that the server has not heard yet, those in conflict included
    qsizetype sessionEnds = 0; ///< what children watched: delivered without a login, nothing to ask
    bool serverHears = false;  ///< it is there now, so that it can revoke the login

    friend bool operator==(const SignOutOutlook &, const SignOutOutlook &) = default;
};

/// A parent signs out. What becomes of the catalogue, and of edits that the server has not heard, is asked
/// first: whoever calls has the answers.
/// Lives on the GUI thread.
class SignOut final : public QObject
{
    Q_OBJECT
public:
    /// All outlive this object.
    SignOut(Login &login, const Edits &edits, const StatusSource &status, QObject *parent = nullptr);

    [[nodiscard]] SignOutOutlook outlook() const;

    /// started(), and later finished(). Ignored while one is under way. `decided` is the outlook that the
    /// parent saw: if more edits wait than were seen and they would be dropped, outdated() comes at once
    /// instead, and nothing has happened.
    void attempt(const Belongings &belongings, const SignOutOutlook &decided);

    [[nodiscard]] bool isUnderWay() const { return m_underWay; }

Q_SIGNALS:
    void started();
    void outdated();
    void finished(const Medio::Parents::SignedOut &report);

private:
    Login &m_login;
    const Edits &m_edits;
    const StatusSource &m_status;
    bool m_underWay = false;
};

} // namespace Medio::Parents
