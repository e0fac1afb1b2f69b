// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/platformfilms.h"

#include "app/flow/catalogue.h"
#include "app/flow/settingsstore.h"
#include "app/parents/household.h"
#include "player/web/webplayer.h"

#include <QNetworkInformation>

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace Medio::Adapters {
namespace {

constexpr auto awayTime = 30s;

} // namespace

PlatformFilms::PlatformFilms(PlayerWeb::WebPlayer &player, Flow::SettingsStore &settings, QObject *parent)
    : WebFilms(parent)
    , m_player(player)
    , m_settings(settings)
    , m_isAgreed(settings.settings().webFilms)
{
    m_away.setSingleShot(true);
    m_away.setInterval(awayTime);
    connect(&m_away, &QTimer::timeout, this, &PlatformFilms::changed);
    connect(&player, &Player::failed, this, [this](quint64, FilmFailure failure) {
        if (failure != FilmFailure::Unreachable || !isInstalled())
            return;
        m_away.start();
        Q_EMIT changed();
    });
    connect(&settings, &Flow::SettingsStore::changed, this, [this] {
        if (std::exchange(m_isAgreed, isAgreed()) != m_isAgreed)
            Q_EMIT changed();
    });
    // Where the system can tell; else a film that can't be reached does.
    if (QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability)) {
        auto *network = QNetworkInformation::instance();
        const auto look = [this](QNetworkInformation::Reachability reach) {
            setCut(reach == QNetworkInformation::Reachability::Disconnected);
        };
        connect(network, &QNetworkInformation::reachabilityChanged, this, look);
        look(network->reachability());
    }
}

Flow::WebAccess PlatformFilms::access() const
{
    if (!isInstalled())
        return Flow::WebAccess::NotInstalled;
    if (!isAgreed())
        return Flow::WebAccess::NoConsent;
    return isReachable() ? Flow::WebAccess::Ready : Flow::WebAccess::NoNetwork;
}

bool PlatformFilms::isInstalled() const
{
    return m_player.isInstalled();
}

bool PlatformFilms::isAgreed() const
{
    return m_settings.settings().webFilms;
}

void PlatformFilms::setCut(bool cut)
{
    if (std::exchange(m_isCut, cut) != cut)
        Q_EMIT changed();
}

void PlatformFilms::setServerAway(bool away)
{
    if (std::exchange(m_isServerAway, away) != away)
        Q_EMIT changed();
}

PlatformDesk::PlatformDesk(PlatformFilms &films, Flow::SettingsStore &settings, Parents::Household &household,
                           QObject *parent)
    : Parents::PlatformDesk(parent)
    , m_films(films)
    , m_settings(settings)
    , m_household(household)
{
    connect(&films, &PlatformFilms::changed, this, &PlatformDesk::changed);
    connect(&household, &Parents::Household::changed, this, &PlatformDesk::changed);
}

Parents::PlatformFacts PlatformDesk::facts() const
{
    Parents::PlatformFacts facts{m_films.isInstalled(), m_films.isAgreed(), m_films.isReachable()};
    const auto family = m_household.family();
    for (const Api::Video &video : family->videos) {
        if (Flow::isDirectlyPlayable(video))
            continue;
        ++(Flow::webFilmIn(video) ? facts.films : facts.unknown);
    }
    return facts;
}

void PlatformDesk::setAgreed(bool agreed)
{
    Flow::KioskSettings settings = m_settings.settings();
    settings.webFilms = agreed;
    m_settings.save(settings);
}

} // namespace Medio::Adapters
