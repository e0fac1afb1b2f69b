// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/networkcost.h"

namespace Medio::Adapters {

/// What the system's network service (NetworkManager on Debian) says of the connection in use. Where it says
/// nothing, or there is none, no connection is metered. GUI thread.
class SystemNetworkCost final : public Parents::NetworkCost
{
    Q_OBJECT
public:
    explicit SystemNetworkCost(QObject *parent = nullptr);

    [[nodiscard]] bool isMetered() const override;
};

} // namespace Medio::Adapters
