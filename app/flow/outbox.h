// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"

#include <QDate>
#include <QObject>
#include <QString>

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
    QString server = {};                   ///< origin of the one that opened it; no other may hear of it

    friend bool operator==(const SessionEnd &, const SessionEnd &) = default;
};

/// What became of an ended session.
struct Settlement
{
    SessionEnd end;
    /// False: given up. The server was not told, or would not take it: nothing is billed there.
    bool told = true;
    /// What the server counts for it: whole minutes rounded up on plain Medio, exact seconds at home.
    std::chrono::seconds billed{0};
    /// All that the server counts for the child's day, this included, as it told by the way; none: it did
    /// not.
    std::optional<std::chrono::minutes> watchedToday = {};

    friend bool operator==(const Settlement &, const Settlement &) = default;
};

/// What the server still has to hear, and what it counted for what it heard. Kept on disk; delivered at
/// least once, settled once. The only place that knows whether a session's end was decided: a
/// session that it holds is not decided about again.
/// Lives on the GUI thread; never blocks it.
class Outbox : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Exactly one of kept and notKept follows, unless the session is held already.
    virtual void add(const SessionEnd &end) = 0;

    /// It is on disk, settled or not.
    [[nodiscard]] virtual bool holds(const Api::SessionId &session) const = 0;
    /// What servers counted on this day for this kiosk's own ended sessions.
    [[nodiscard]] virtual std::chrono::seconds billed(const Api::ProfileId &child,
                                                      const QDate &day) const = 0;

Q_SIGNALS:
    /// It is on disk: from now on it is told, whatever happens.
    void kept(const Medio::Flow::SessionEnd &end);
    /// The disk did not take it. It is delivered as long as the program lives; after a power cut
    /// somebody else has to remember the session.
    void notKept(const Medio::Flow::SessionEnd &end);
    /// Nothing is left to do for it; once per session. billed() knows it already.
    void settled(const Medio::Flow::Settlement &settlement);
};

} // namespace Medio::Flow

Q_DECLARE_METATYPE(Medio::Flow::SessionEnd)
Q_DECLARE_METATYPE(Medio::Flow::Settlement)
