// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmfacts.h"
#include "player/gateway/upstream.h"
#include "player/player.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace Medio::Gateway {

/// One film as its server has it, as long as somebody uses or wants it. Decides when to ask again and
/// when to give up. Thread: the gateway's.
class FilmFetch : public QObject
{
    Q_OBJECT
public:
    explicit FilmFetch(const Film &film, QObject *parent);

    [[nodiscard]] const Film &film() const { return m_film; }

    /// Everything the server has is here.
    [[nodiscard]] virtual bool isComplete() const = 0;
    /// Bytes that are here, and of all of it (-1: not known).
    [[nodiscard]] virtual qint64 here() const = 0;
    [[nodiscard]] virtual qint64 whole() const = 0;

    /// Begins to fetch, or does so at once instead of after the present pause.
    void start();
    /// Lets go of the server; start() goes on.
    void pauseFetching();
    [[nodiscard]] bool isFetching() const { return m_fetching; }

    /// What stands between the readers and their bytes now.
    [[nodiscard]] const std::optional<Trouble> &trouble() const { return m_trouble; }
    [[nodiscard]] bool isHopeless() const { return m_trouble && !m_trouble->passing; }

    /// How often the server was asked in vain since the last byte that was not here yet.
    [[nodiscard]] int attempts() const { return m_attempts; }

    /// What was learnt by rehearsal; set by whoever rehearsed.
    std::optional<FilmFacts> facts;
    /// False once its copy is unwanted: forgotten, or another film took its name.
    bool mayBeKept = true;
    /// Wanted without anybody watching it.
    bool isErrand = false;
    /// An MP4 was made of it and is kept: it is used no more by anybody who comes.
    bool isConverted = false;

Q_SIGNALS:
    void progressed();
    /// Nothing more will come, or the server could not be had for now (`passing`).
    void troubled(const Medio::Gateway::Trouble &trouble);
    void completed();

protected:
    /// Goes for what is needed next; called again when anything changes.
    virtual void steer() = 0;
    /// Lets go of the server.
    virtual void dropUpstream();

    /// Bytes came that were not here yet.
    void prosper();
    /// Bytes came that were: a server without ranges begins with them each time.
    void repeat() { m_isRepeating = true; }
    void suffer(const Trouble &trouble);
    [[nodiscard]] bool mayAsk() const { return m_fetching && !isHopeless() && !m_retry.isActive(); }
    /// From now on nothing is fetched any more.
    void stopFetching() { m_fetching = false; }

    Upstream *m_upstream = nullptr; ///< the transfer that runs

private:
    Film m_film;
    QTimer m_retry;
    std::optional<Trouble> m_trouble;
    int m_attempts = 0; ///< since the last byte that was not here yet
    int m_repeats = 0;  ///< of these, those that brought nothing but what was here
    bool m_isRepeating = false;
    bool m_fetching = false;
};

} // namespace Medio::Gateway
