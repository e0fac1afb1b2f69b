// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/filmtroubles.h"
#include "app/parents/household.h"

#include <QList>
#include <QObject>
#include <QString>

namespace Medio::Parents {

/// A film that a child could not see.
struct BrokenFilm
{
    Api::VideoId video;
    QString title;
    Flow::FilmTrouble trouble;

    friend bool operator==(const BrokenFilm &, const BrokenFilm &) = default;
};

/// What parents are told of films that can't be played: one note for each, until the film plays or a parent
/// has read it. GUI thread; what it is made with outlives it.
class BrokenFilms final : public QObject
{
    Q_OBJECT
public:
    BrokenFilms(Flow::FilmTroubles &troubles, Household &household, QObject *parent = nullptr);

    /// Those that the family has still, the latest first.
    [[nodiscard]] QList<BrokenFilm> films() const;
    void dismiss(const Api::VideoId &video) { m_troubles.forget(video); }

Q_SIGNALS:
    void changed();

private:
    Flow::FilmTroubles &m_troubles;
    Household &m_household;
};

} // namespace Medio::Parents
