// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/services.h"

#include "net/api/text.h"

namespace Medio::Home {

QString Services::now() const
{
    return Api::timestamp(clock.wall());
}

QString Services::dayOf(const QDateTime &time) const
{
    return time.toTimeZone(zone()).date().toString(Qt::ISODate);
}

QTimeZone Services::zone() const
{
    return settings.zone.value_or(clock.zone());
}

} // namespace Medio::Home
