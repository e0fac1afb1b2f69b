// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/systemnetworkcost.h"

#include <QNetworkInformation>

namespace Medio::Adapters {

SystemNetworkCost::SystemNetworkCost(QObject *parent)
    : NetworkCost(parent)
{
    // Asks over D-Bus without waiting for an answer; the first one comes as a change.
    if (QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Metered))
        connect(QNetworkInformation::instance(), &QNetworkInformation::isMeteredChanged, this,
                &SystemNetworkCost::changed);
}

bool SystemNetworkCost::isMetered() const
{
    const QNetworkInformation *information = QNetworkInformation::instance();
    return information && information->supports(QNetworkInformation::Feature::Metered) &&
           information->isMetered();
}

} // namespace Medio::Adapters
