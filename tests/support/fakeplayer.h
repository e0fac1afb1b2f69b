// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/player.h"

#include <QList>

#include <algorithm>
#include <optional>
#include <utility>

namespace Medio {

/// A player without a film: remembers what it was asked for, and says what the test lets it say,
/// always for the present start (as a real player, it is silent about older ones).
class FakePlayer final : public Player
{
public:
    using Player::Player;

    struct Opened
    {
        Start start;
        Film film;
        std::chrono::milliseconds from;
    };

    // What was asked for
    QList<Opened> opens;
    QList<Film> preloads;
    QList<std::chrono::milliseconds> preloadPositions; ///< one for each of them
    QList<std::chrono::milliseconds> seeks;
    QList<std::chrono::milliseconds> fades;
    int stops = 0;
    bool playing = false; ///< as far as the wishes go
    double loudness = 1;
    QList<std::chrono::milliseconds> marks; ///< chapters of every film

    [[nodiscard]] Start present() const { return m_present; } ///< 0: none

    Start open(const Film &film, std::chrono::milliseconds from) override
    {
        m_present = ++m_starts;
        m_position = from;
        m_duration = film.duration.value_or(std::chrono::seconds(10));
        playing = true;
        opens.append({m_present, film, from});
        return m_present;
    }
    void preload(const Film &film, std::chrono::milliseconds from) override
    {
        preloads.append(film);
        preloadPositions.append(from);
    }
    void pause() override { playing = false; }
    void play() override { playing = m_present != 0; }
    void seek(std::chrono::milliseconds position) override
    {
        m_position = std::clamp(position, std::chrono::milliseconds(0), m_duration);
        seeks.append(m_position);
    }
    void stop() override
    {
        ++stops;
        forget();
    }
    void setVolume(double value) override { loudness = value; }
    void fadeOut(std::chrono::milliseconds duration) override
    {
        fades.append(duration);
        playing = false;
    }
    [[nodiscard]] std::chrono::milliseconds position() const override { return m_position; }
    [[nodiscard]] std::chrono::milliseconds duration() const override { return m_duration; }
    [[nodiscard]] QList<std::chrono::milliseconds> chapters() const override { return marks; }

    // What happens
    void movedTo(std::chrono::milliseconds position) { m_position = position; }
    void sayOpened(FilmOrigin origin = FilmOrigin::Copy,
                   std::optional<std::chrono::milliseconds> duration = {})
    {
        m_duration = duration.value_or(m_duration);
        Q_EMIT opened(m_present, origin, m_duration);
    }
    void sayFirstFrame() { Q_EMIT firstFrame(m_present); }
    void sayStalled() { Q_EMIT stalled(m_present); }
    void sayResumed() { Q_EMIT resumed(m_present); }
    void sayEnded(bool complete = true)
    {
        if (complete)
            m_position = m_duration;
        const Start start = forget();
        Q_EMIT ended(start, complete);
    }
    void sayFailed(FilmFailure failure, const QString &detail = {})
    {
        const Start start = forget();
        Q_EMIT failed(start, failure, detail);
    }

private:
    Start forget()
    {
        playing = false;
        return std::exchange(m_present, 0);
    }

    Start m_starts = 0;
    Start m_present = 0;
    std::chrono::milliseconds m_position{0};
    std::chrono::milliseconds m_duration{0};
};

} // namespace Medio
