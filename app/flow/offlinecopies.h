// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"

#include <QObject>
#include <QSet>

namespace Medio::Flow {

/// Which films lie whole on this machine and play without a server. Lives on the GUI thread.
class OfflineCopies : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QSet<Api::VideoId> kept() const = 0; ///< from memory, never from the disk

Q_SIGNALS:
    void changed();
};

} // namespace Medio::Flow
