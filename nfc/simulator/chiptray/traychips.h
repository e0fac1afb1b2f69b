// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace Medio::ChipTray {

/// A chip as the family file describes it.
struct TrayChip
{
    QString name;  ///< the script name: "rocket"
    QString uid;   ///< as the simulator takes it: "04:A1:..."
    QString label; ///< for grown-ups; the name if the file has none
    friend bool operator==(const TrayChip &, const TrayChip &) = default;
};

/// The chips of a family file (resources/demo/family.json), at most nine, in its order. The error names the
/// entry that is wrong.
[[nodiscard]] Expected<QList<TrayChip>, QString> chipsOfFamily(const QByteArray &json);

} // namespace Medio::ChipTray
