// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/call.h"

namespace Medio::Net {

CallBase::CallBase(QObject *parent)
    : QObject(parent)
    , m_work(std::make_unique<QObject>())
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_state != State::Created)
                return;
            m_state = State::Started;
            Q_EMIT started();
            if (m_state == State::Started)
                beginAgain();
        },
        Qt::QueuedConnection);
}

CallBase::~CallBase() = default;

void CallBase::beginAgain()
{
    const Logging::Context::Scope scope(m_fields);
    begin();
}

void CallBase::abort()
{
    if (isFinished())
        return;
    setAborted();
    end(State::Aborted);
}

bool CallBase::end(State state)
{
    if (isFinished())
        return false;
    m_state = state;
    // Whoever reports the end is often a child of the work: it goes when its stack has unwound.
    m_work.release()->deleteLater();
    deleteLater();
    Q_EMIT finished();
    return true;
}

} // namespace Medio::Net
