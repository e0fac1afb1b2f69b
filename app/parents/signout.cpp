// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/signout.h"

#include <QPointer>

namespace Medio::Parents {

SignOut::SignOut(Login &login, const Edits &edits, const StatusSource &status, QObject *parent)
    : QObject(parent)
    , m_login(login)
    , m_edits(edits)
    , m_status(status)
{
}

SignOutOutlook SignOut::outlook() const
{
    const Status status = m_status.status();
    return {.server = status.server.address,
            .email = status.login.email,
            .edits = m_edits.pending().size() + m_edits.conflicts().size(),
            .sessionEnds = status.outbox.sessionEnds,
            .serverHears = status.server.state == ServerStatus::State::Online};
}

void SignOut::attempt(const Belongings &belongings, const SignOutOutlook &decided)
{
    if (m_underWay)
        return;
    if (belongings.dropEdits && outlook().edits > decided.edits) {
        Q_EMIT outdated();
        return;
    }
    m_underWay = true;
    Q_EMIT started();
    m_login.signOut(belongings, [self = QPointer(this)](const SignedOut &report) {
        if (!self)
            return;
        self->m_underWay = false;
        Q_EMIT self->finished(report);
    });
}

} // namespace Medio::Parents
