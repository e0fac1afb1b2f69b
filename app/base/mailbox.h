// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/logging.h"

#include <QObject>

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace Medio {

/// Carries deeds, with the values they captured, to the thread this object lives in; they are done
/// there in order, by its event loop, and lines logged meanwhile carry the fields of whoever posted
/// them. How what another thread found out comes back. The same could be had of queued connections;
/// this one is seen by tools that check threads.
class Mailbox : public QObject
{
public:
    using Deed = std::function<void()>;

    using QObject::QObject;

    /// From any thread; never blocks. What is still here when the mailbox dies is not done.
    void post(Deed deed);

    /// Does at once what was posted so far, instead of the event loop. On the mailbox's own thread.
    void deliver();

protected:
    bool event(QEvent *event) override;

private:
    std::mutex m_mutex;
    std::vector<std::pair<Logging::Context, Deed>> m_deeds; ///< guarded by m_mutex
};

} // namespace Medio
