// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmfacts.h"
#include "player/player.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>

namespace Medio {

/// Where a player gets its bytes from: an address on this machine whose bytes come at once, of a
/// film that was tried before. Lives on the GUI thread; no call blocks it.
///
/// Every open() is a ticket; signals name it. Order per ticket: exactly one of ready and failed
/// comes first. After ready: starving and flowing alternate, and failed may still come (the rest
/// of the film can't be had) and is the last. No signal comes during open() itself, and none of a
/// ticket after its abort().
class FilmSource : public QObject
{
    Q_OBJECT
public:
    using Ticket = quint64;

    using QObject::QObject;

    /// Asks for a film that is to be shown from `from`: it is ready when its bytes there are at hand. Of
    /// another place of a film that is not wholly here one asks anew, before the older ticket is aborted:
    /// then there is as much patience as with a film that starves.
    /// Returns a number from 1, growing.
    virtual Ticket open(const Film &film, std::chrono::milliseconds from) = 0;

    /// The first picture was seen: this film does not kill whoever opens it. A film during whose
    /// opening the program died twice is Broken for the rest of the day.
    virtual void shown(Ticket ticket) = 0;

    /// The ticket is over: whoever still reads from its address is let go. To be called before
    /// a media library that reads it is touched: its calls wait for its reads. Unknown tickets
    /// are ignored. Takes no time itself; reads end within about 2 ms.
    virtual void abort(Ticket ticket) = 0;

Q_SIGNALS:
    void ready(quint64 ticket, const QUrl &address, Medio::FilmOrigin origin, const Medio::FilmFacts &facts);
    void failed(quint64 ticket, Medio::FilmFailure failure, const QString &detail);
    void starving(quint64 ticket); ///< the reader waits for bytes that are not here yet
    void flowing(quint64 ticket);  ///< it has them again
};

} // namespace Medio
