// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/growingfile.h"
#include "player/gateway/remuxprocess.h"

#include <QObject>

#include <memory>

namespace Medio::Gateway {

class FilmFetch;
class LoopbackServer;

/// How a film that is no MP4 becomes one, for media libraries find neither the length of the others nor
/// their places. Once all its bytes are here it is remuxed into the file that is kept; until then, for
/// somebody who waits, into one that can be played while it grows, from its beginning on.
/// Thread: the gateway's. `source` and `server` outlive it.
class Conversion : public QObject
{
    Q_OBJECT
public:
    struct Places
    {
        QString program; ///< medio-probe
        QString folder;  ///< for what grows; empty: memory
        QString target;  ///< the file that is kept; empty: nothing is
    };

    /// `source` is a FilmSession, or an HlsFilm that is planned.
    Conversion(FilmFetch *source, LoopbackServer *server, const Places &places, QObject *parent);
    ~Conversion() override;

    /// Begins with what can be played while it grows.
    void grow(qint64 mostBytes);
    /// Enough of it is here to begin with, or all of it. Only then there is a file.
    [[nodiscard]] bool canPlay() const { return m_grown >= enough || m_growthEnded; }
    [[nodiscard]] GrowingFile *growingFile() const { return m_file.get(); }
    /// On the disk, beside what is kept.
    [[nodiscard]] qint64 grownBytes() const
    {
        return m_file != nullptr && !m_file->isInMemory() ? m_file->here() : 0;
    }

    /// Begins with the file that is kept; the source is complete.
    void finish(qint64 mostBytes);
    /// It failed: finish() may be tried again.
    void stopFinishing();
    [[nodiscard]] bool isFinishing() const { return m_finishing != nullptr; }

Q_SIGNALS:
    void playable(); ///< once, when canPlay() becomes true
    void finished(); ///< the target is written (not synced)
    /// The film is no film, or there is no room; of the growing or the kept one.
    void refused(bool wasGrowing, Medio::Gateway::RemuxProcess::Refusal refusal, const QString &detail);

private:
    static constexpr std::chrono::milliseconds enough{2000};
    /// What of it may lie in memory where there is no file for it.
    static constexpr qint64 mostInMemory = 64LL * 1024 * 1024;

    [[nodiscard]] RemuxProcess::Order order();

    FilmFetch *m_source;
    LoopbackServer *m_server;
    Places m_places;
    QList<QList<RemuxProcess::Part>> m_routes;
    std::unique_ptr<GrowingFile> m_file;
    RemuxProcess *m_growing = nullptr;
    RemuxProcess *m_finishing = nullptr;
    std::chrono::milliseconds m_grown{0};
    bool m_growthEnded = false;
};

} // namespace Medio::Gateway
