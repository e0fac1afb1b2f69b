// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/family.h"

#include <QObject>
#include <QString>

#include <memory>

namespace Medio::Parents {

/// What belongs to the signed-in family, as parents have to see it: the last sync with the parents' own
/// pending edits already applied, so that what they entered stays entered while the server is away.
/// Readable without a login and without the disk.
///
/// A chip that the server does not know yet has a null id; its UID names it, here as everywhere in
/// edit.h. A profile or a video that the server does not know yet carries the provisional id of its edit.
/// An edit that is in conflict is not applied: the server's version is shown.
///
/// Implemented by app/adapters over the store. Lives on the GUI thread, outlives the use cases.
class Household : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Never null; empty before the first sync. Stays valid and unchanged for whoever holds it. Videos
    /// stand newest first, as the server lists them.
    [[nodiscard]] virtual std::shared_ptr<const Api::Family> family() const = 0;

    /// Path of the video's picture on this machine; empty: there is none (yet). From memory.
    [[nodiscard]] virtual QString poster(const Api::VideoId &video) const = 0;

Q_SIGNALS:
    /// family() or a poster says something else now.
    void changed();
};

} // namespace Medio::Parents
