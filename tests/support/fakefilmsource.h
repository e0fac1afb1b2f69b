// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmsource.h"

#include <QList>
#include <QSet>

#include <functional>

namespace Medio {

/// A film source that says what the test lets it say. Tickets that were aborted stay silent.
class FakeFilmSource final : public FilmSource
{
public:
    using FilmSource::FilmSource;

    struct Opened
    {
        Ticket ticket;
        Film film;
        std::chrono::milliseconds from;
    };

    QList<Opened> opens;
    QList<Ticket> aborts;
    QList<Ticket> seen;                 ///< shown() was called for them
    std::function<void()> letReadersGo; ///< what a source does when a ticket is aborted

    Ticket open(const Film &film, std::chrono::milliseconds from) override
    {
        opens.append({++m_tickets, film, from});
        m_living.insert(m_tickets);
        return m_tickets;
    }
    void shown(Ticket ticket) override { seen.append(ticket); }
    void abort(Ticket ticket) override
    {
        if (!m_living.remove(ticket))
            return;
        aborts.append(ticket);
        if (letReadersGo)
            letReadersGo();
    }

    void sayReady(Ticket ticket, const QUrl &address, const FilmFacts &facts,
                  FilmOrigin origin = FilmOrigin::Copy)
    {
        if (m_living.contains(ticket))
            Q_EMIT ready(ticket, address, origin, facts);
    }
    void sayFailed(Ticket ticket, FilmFailure failure, const QString &detail = {})
    {
        if (m_living.remove(ticket))
            Q_EMIT failed(ticket, failure, detail);
    }
    void sayStarving(Ticket ticket)
    {
        if (m_living.contains(ticket))
            Q_EMIT starving(ticket);
    }
    void sayFlowing(Ticket ticket)
    {
        if (m_living.contains(ticket))
            Q_EMIT flowing(ticket);
    }

private:
    Ticket m_tickets = 0;
    QSet<Ticket> m_living;
};

} // namespace Medio
