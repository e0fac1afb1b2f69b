// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/chronicle.h"

#include <QThread>

namespace Medio {

Chronicle::Chronicle(QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<Entry>();
}

std::chrono::nanoseconds Chronicle::now()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

void Chronicle::record(const QString &event, const QJsonObject &values, std::chrono::nanoseconds when)
{
    const Entry entry{event, values, when};
    if (thread() == QThread::currentThread())
        Q_EMIT recorded(entry);
    else
        QMetaObject::invokeMethod(
            this, [this, entry] { Q_EMIT recorded(entry); }, Qt::QueuedConnection);
}

} // namespace Medio
