// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/edit.h"

#include <QList>
#include <QObject>

namespace Medio::Parents {

/// Where parents' edits go: on disk first, to the server as soon as it is there, in order per object,
/// at least once, settled once. Several accounts never mix: an edit belongs to the server and account
/// that were signed in when it was requested.
///
/// The life of an edit: request() → kept | notKept; after kept any number of conflicted → resolve(),
/// and at last settled once.
///
/// Implemented by app/adapters over the store. Lives on the GUI thread, outlives the use cases; nothing
/// blocks.
class Edits : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Returns the edit's id, which is never 0 and never used again. Exactly one of kept and notKept
    /// follows, never from within this call.
    virtual quint64 request(const Edit &edit) = 0;

    /// On disk and to be delivered, oldest first; those in conflict are not among them.
    [[nodiscard]] virtual QList<PendingEdit> pending() const = 0;
    /// To be decided by a parent, oldest first. What they stand for waits; other objects' edits go on.
    [[nodiscard]] virtual QList<Conflict> conflicts() const = 0;

    /// An id that is not in conflict (any more) is ignored. After Mine the edit is pending again, with what
    /// the server has now as what was seen; settled or conflicted follows. After Theirs: settled.
    virtual void resolve(quint64 id, Resolution resolution) = 0;

Q_SIGNALS:
    /// It is on disk and part of Household::family(): from now on it is delivered, whatever happens.
    void kept(quint64 id);
    /// The disk did not take it. Nothing has changed; the parent has to be told.
    void notKept(quint64 id);
    /// Nothing is left to do for it: the server has it, or a parent gave it up. Once.
    void settled(quint64 id);
    /// conflicts() has it now.
    void conflicted(quint64 id);
    /// pending() or conflicts() says something else now; after the signal above that goes with it.
    void changed();
};

} // namespace Medio::Parents
