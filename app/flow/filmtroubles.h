// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"
#include "player/player.h"

#include <QDateTime>
#include <QHash>
#include <QObject>

namespace Medio::Flow {

/// Why a film could not be played, and when that was last noticed: the first time on that day (UTC).
struct FilmTrouble
{
    FilmFailure failure = FilmFailure::Broken; ///< never Unreachable: an outage is nobody's fault
    QDateTime when;                            ///< UTC, by the wall clock of that moment

    friend bool operator==(const FilmTrouble &, const FilmTrouble &) = default;
};

/// Films that a child could not see, for parents: one note for each film, until it plays or a parent has
/// read it. Nothing that children see hangs on it. Lives on the GUI thread, never blocks it.
class FilmTroubles : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QHash<Api::VideoId, FilmTrouble> troubles() const = 0; ///< from memory
    /// Hold at once, are written in the background; changed() follows, unless that is noted already.
    virtual void note(const Api::VideoId &video, const FilmTrouble &trouble) = 0;
    virtual void forget(const Api::VideoId &video) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace Medio::Flow
