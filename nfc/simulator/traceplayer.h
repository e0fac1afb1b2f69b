// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/field.h"
#include "nfc/simulator/trace.h"

#include <optional>

namespace Medio::Simulator {

/// Lets a field feel a trace as time goes on.
class TracePlayer
{
public:
    using Time = Trace::Time;

    TracePlayer(Trace trace, Time start);

    /// When something happens next; nothing: it is over.
    [[nodiscard]] std::optional<Time> nextStep() const;

    /// Carries out what is due until `now`; what truly happened by that.
    QList<Trace::Truth> advance(Field *field, Time now);

    [[nodiscard]] const Trace &trace() const { return m_trace; }
    [[nodiscard]] Time start() const { return m_start; }

private:
    Trace m_trace;
    Time m_start;
    qsizetype m_contact = 0; ///< the next one
    qsizetype m_truth = 0;
};

} // namespace Medio::Simulator
