// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaObject>
#include <QObject>
#include <QPointer>

#include <functional>
#include <utility>

namespace Medio {

/// How a fake answers later: when the event loop runs next, unless it, or whoever asked, has gone by then.
inline void later(QObject *fake, QObject *context, std::function<void()> answer)
{
    QMetaObject::invokeMethod(
        fake,
        [context = QPointer<QObject>(context), answer = std::move(answer)] {
            if (context)
                answer();
        },
        Qt::QueuedConnection);
}

} // namespace Medio
