// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/player.h"

namespace Medio {

/// Two players as one: films of a platform (webFilmOf()) go to one that can show them, all others to
/// the usual one. Starts keep the numbers of their player; the two must not give the same ones
/// (PlayerWeb::WebPlayer's lie above all others). Never two at a time: whoever does not show the
/// present film is stopped before it is opened. GUI thread; both outlive it.
class PlayerSwitch final : public Player
{
    Q_OBJECT
public:
    PlayerSwitch(Player &usual, Player &platforms, QObject *parent = nullptr);

    Start open(const Film &film, std::chrono::milliseconds from) override;
    void preload(const Film &film, std::chrono::milliseconds from) override;
    void pause() override { m_present->pause(); }
    void play() override { m_present->play(); }
    void seek(std::chrono::milliseconds position) override { m_present->seek(position); }
    void stop() override;
    void setVolume(double loudness) override;
    void fadeOut(std::chrono::milliseconds duration) override { m_present->fadeOut(duration); }

    [[nodiscard]] std::chrono::milliseconds position() const override { return m_present->position(); }
    [[nodiscard]] std::chrono::milliseconds duration() const override { return m_present->duration(); }
    [[nodiscard]] QList<std::chrono::milliseconds> chapters() const override { return m_present->chapters(); }

private:
    [[nodiscard]] Player &playerFor(const Film &film) const;

    Player &m_usual;
    Player &m_platforms;
    Player *m_present; ///< had the last film
};

} // namespace Medio
