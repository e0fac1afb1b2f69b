// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/networkcost.h"
#include "player/filmcopies.h"

#include <QHash>

#include <utility>

namespace Medio {

/// Copies that lie nowhere: what was wished is remembered, what is there is as the test says.
class FakeFilmCopies final : public FilmCopies
{
public:
    using FilmCopies::FilmCopies;

    // What was wished
    qint64 budget = -1;
    QList<Film> wanted;
    int wishes = 0; ///< how often setWanted() was called
    bool backgroundAllowed = false;
    QSet<QString> existing;
    QStringList forgotten;

    [[nodiscard]] QList<FilmCopy> copies() const override { return m_copies.values(); }
    [[nodiscard]] qint64 bytes() const override
    {
        qint64 sum = 0;
        for (const FilmCopy &copy : m_copies)
            sum += copy.here;
        return sum;
    }
    void setBudget(qint64 bytes) override { budget = bytes; }
    void setPinned(const QString &id, bool pinned) override
    {
        m_copies[id].id = id;
        m_copies[id].pinned = pinned;
        Q_EMIT changed();
    }
    void forget(const QString &id) override
    {
        forgotten.append(id);
        m_copies.remove(id);
        Q_EMIT changed();
    }
    void setWanted(const QList<Film> &films) override
    {
        wanted = films;
        ++wishes;
    }
    void setBackgroundAllowed(bool allowed) override { backgroundAllowed = allowed; }
    void setExisting(const QSet<QString> &ids) override { existing = ids; }

    void put(const FilmCopy &copy)
    {
        m_copies.insert(copy.id, copy);
        Q_EMIT changed();
    }

private:
    QHash<QString, FilmCopy> m_copies;
};

} // namespace Medio

namespace Medio::Parents {

class FakeNetworkCost final : public NetworkCost
{
public:
    using NetworkCost::NetworkCost;

    [[nodiscard]] bool isMetered() const override { return m_metered; }
    void setMetered(bool metered)
    {
        if (std::exchange(m_metered, metered) != metered)
            Q_EMIT changed();
    }

private:
    bool m_metered = false;
};

} // namespace Medio::Parents
