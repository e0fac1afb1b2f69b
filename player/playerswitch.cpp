// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/playerswitch.h"

#include "player/webfilm.h"

namespace Medio {

PlayerSwitch::PlayerSwitch(Player &usual, Player &platforms, QObject *parent)
    : Player(parent)
    , m_usual(usual)
    , m_platforms(platforms)
    , m_present(&usual)
{
    for (Player *player : {&usual, &platforms}) {
        connect(player, &Player::opened, this, &Player::opened);
        connect(player, &Player::firstFrame, this, &Player::firstFrame);
        connect(player, &Player::stalled, this, &Player::stalled);
        connect(player, &Player::resumed, this, &Player::resumed);
        connect(player, &Player::ended, this, &Player::ended);
        connect(player, &Player::failed, this, &Player::failed);
    }
}

Player &PlayerSwitch::playerFor(const Film &film) const
{
    return webFilmOf(film.address) ? m_platforms : m_usual;
}

Player::Start PlayerSwitch::open(const Film &film, std::chrono::milliseconds from)
{
    Player &player = playerFor(film);
    if (m_present != &player)
        m_present->stop();
    m_present = &player;
    return player.open(film, from);
}

void PlayerSwitch::preload(const Film &film, std::chrono::milliseconds from)
{
    playerFor(film).preload(film, from);
}

/// Both: the other one may have got a film ready.
void PlayerSwitch::stop()
{
    m_usual.stop();
    m_platforms.stop();
}

void PlayerSwitch::setVolume(double loudness)
{
    m_usual.setVolume(loudness);
    m_platforms.setVolume(loudness);
}

} // namespace Medio
