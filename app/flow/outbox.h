// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"

#include <QDate>
#include <QObject>

#include <chrono>
#include <optional>

namespace Medio::Flow {

/// "This watch session is over", as the server has to hear it (POST sessions/:id/end).
struct SessionEnd
{
    Api::SessionId session; ///< what makes it one: adding the same session again changes nothing
    quint64 sitting = 0;
    Api::ProfileId child;
    QDate day; ///< the ledger's day on which it ended
    Api::StopReason reason = Api::StopReason::Manual;
    std::chrono::milliseconds played{0};   ///< of this session, really played here
    std::chrono::milliseconds position{0}; ///< within the last film

    friend bool operator==(const SessionEnd &, const SessionEnd &) = default;
};

/// What became of an ended session.
struct Settlement
{
    SessionEnd end;
    /// False: given up. The server was not told, or would not take it: nothing is billed there.
    bool told = true;
    /// What the server counts for it: whole minutes rounded up on plain Medio, exact seconds at
    /// home. None: the server had it already (404) and did not say how much.
    std::optional<std::chrono::seconds> billed;

    friend bool operator==(const Settlement &, const Settlement &) = default;
};

/// What the server still has to hear. Kept on disk; delivered at least once, settled once.
/// Lives on the GUI thread; never blocks it.
class Outbox : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Taken down before the event loop turns again; delivery begins after it is on disk.
    virtual void add(const SessionEnd &end) = 0;

Q_SIGNALS:
    /// Nothing is left to do for it; once per session.
    void settled(const Medio::Flow::Settlement &settlement);
};

} // namespace Medio::Flow

Q_DECLARE_METATYPE(Medio::Flow::Settlement)
