// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Medio::Parents {

/// Whether bytes cost money here. Implemented by app/adapters over the system; lives on the GUI thread,
/// outlives the use cases.
class NetworkCost : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// The connection in use is paid by volume, as far as anybody knows: a system that says nothing of it has
    /// none that is.
    [[nodiscard]] virtual bool isMetered() const = 0;

Q_SIGNALS:
    void changed();
};

} // namespace Medio::Parents
