// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/mailbox.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>

#include <utility>

namespace Medio {

void Mailbox::post(Deed deed)
{
    const std::lock_guard lock(m_mutex);
    m_deeds.emplace_back(Logging::Context(), std::move(deed));
    if (m_deeds.size() == 1)
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

void Mailbox::deliver()
{
    std::vector<std::pair<Logging::Context, Deed>> deeds;
    {
        const std::lock_guard lock(m_mutex);
        deeds.swap(m_deeds);
    }
    const QPointer<Mailbox> self(this);
    for (const auto &[context, deed] : deeds) {
        const Logging::Context::Scope scope(context);
        deed();
        if (!self)
            return;
    }
}

bool Mailbox::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    deliver();
    return true;
}

} // namespace Medio
