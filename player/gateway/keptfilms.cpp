// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/keptfilms.h"

#include "player/gateway/gatewayworker.h"

#include <algorithm>

namespace Medio::Gateway {

void KeptFilms::setBudget(qint64 bytes)
{
    m_worker->inbox().post([worker = m_worker, bytes] { worker->setBudget(bytes); });
}

void KeptFilms::setPinned(const QString &id, bool pinned)
{
    m_worker->inbox().post([worker = m_worker, id, pinned] { worker->setPinned(id, pinned); });
}

void KeptFilms::forget(const QString &id)
{
    m_worker->inbox().post([worker = m_worker, id] {
        worker->setPinned(id, false);
        worker->pardon(id);
        worker->forget(id);
    });
}

void KeptFilms::setWanted(const QList<Film> &films)
{
    m_worker->inbox().post([worker = m_worker, films] { worker->setWanted(films); });
}

void KeptFilms::setBackgroundAllowed(bool allowed)
{
    m_worker->inbox().post([worker = m_worker, allowed] { worker->setBackgroundAllowed(allowed); });
}

void KeptFilms::setExisting(const QSet<QString> &ids)
{
    m_worker->inbox().post([worker = m_worker, ids] { worker->setExisting(ids); });
}

void KeptFilms::learn(const QList<FilmCopy> &copies, qint64 bytes)
{
    QList<FilmCopy> sorted = copies;
    std::sort(sorted.begin(), sorted.end(), [](const FilmCopy &a, const FilmCopy &b) { return a.id < b.id; });
    if (sorted == m_copies && bytes == m_bytes)
        return;
    m_copies = sorted;
    m_bytes = bytes;
    Q_EMIT changed();
}

} // namespace Medio::Gateway
