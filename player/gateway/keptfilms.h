// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmcopies.h"

namespace Medio::Gateway {

class GatewayWorker;

/// The gateway's copies as the rest of the program sees them: passes wishes on to the gateway's thread
/// and remembers what it told. GUI thread.
class KeptFilms final : public FilmCopies
{
    Q_OBJECT
public:
    explicit KeptFilms(GatewayWorker *worker)
        : m_worker(worker)
    {
    }

    [[nodiscard]] QList<FilmCopy> copies() const override { return m_copies; }
    [[nodiscard]] qint64 bytes() const override { return m_bytes; }
    void setBudget(qint64 bytes) override;
    void setPinned(const QString &id, bool pinned) override;
    void forget(const QString &id) override;
    void setWanted(const QList<Film> &films) override;
    void setBackgroundAllowed(bool allowed) override;
    void setExisting(const QSet<QString> &ids) override;

    void learn(const QList<FilmCopy> &copies, qint64 bytes);

private:
    GatewayWorker *m_worker;
    QList<FilmCopy> m_copies;
    qint64 m_bytes = 0;
};

} // namespace Medio::Gateway
