// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/door.h"

#include <QObject>

namespace Medio {
class Chronicle;
}

namespace Medio::Adapters {

/// Writes into the chronicle what happens at the parents' door (`door`, `wrong-pin`, `pin-set`, ...); never a
/// digit of a PIN. GUI thread. What it joins outlives it.
class DoorChronicle final : public QObject
{
    Q_OBJECT
public:
    DoorChronicle(const Parents::Door &door, Chronicle &chronicle, QObject *parent = nullptr);

private:
    void tellState(Parents::Door::State state);
    void tellWrongPin();
    void tellNotChanged(Parents::Door::PinProblem problem);

    const Parents::Door &m_door;
    Chronicle &m_chronicle;
    bool m_isFirst = false; ///< the PIN that is being set
};

} // namespace Medio::Adapters
