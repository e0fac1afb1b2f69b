// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/webfilms.h"
#include "app/parents/platformdesk.h"

#include <QTimer>

namespace Medio {
namespace Flow {
class SettingsStore;
}
namespace Parents {
class Household;
}
namespace PlayerWeb {
class WebPlayer;
}
} // namespace Medio

namespace Medio::Adapters {

/// What stands between a child and the films of the platforms: the package, a parent's agreement, the
/// network. The network is away while the system says so
/// and the server can't be reached, and for half a minute after a platform could not
/// be reached. GUI thread; both outlive it.
class PlatformFilms final : public Flow::WebFilms
{
    Q_OBJECT
public:
    PlatformFilms(PlayerWeb::WebPlayer &player, Flow::SettingsStore &settings, QObject *parent = nullptr);

    [[nodiscard]] Flow::WebAccess access() const override;

    [[nodiscard]] bool isInstalled() const;
    [[nodiscard]] bool isAgreed() const;
    [[nodiscard]] bool isReachable() const { return !(m_isCut && m_isServerAway) && !m_away.isActive(); }

    /// The system says that it has no network at all. Believed while the server can't be reached either: one
    /// whose network manager does not manage the network says so for ever.
    void setCut(bool cut);
    /// No connection to the server comes about; another trouble of it says nothing about the network.
    void setServerAway(bool away);

private:
    PlayerWeb::WebPlayer &m_player;
    Flow::SettingsStore &m_settings;
    bool m_isCut = false;
    bool m_isServerAway = false;
    bool m_isAgreed = false;
    QTimer m_away;
};

/// The same for parents, with the films of their library counted. GUI thread; all outlive it.
class PlatformDesk final : public Parents::PlatformDesk
{
    Q_OBJECT
public:
    PlatformDesk(PlatformFilms &films, Flow::SettingsStore &settings, Parents::Household &household,
                 QObject *parent = nullptr);

    [[nodiscard]] Parents::PlatformFacts facts() const override;
    void setAgreed(bool agreed) override;

private:
    PlatformFilms &m_films;
    Flow::SettingsStore &m_settings;
    Parents::Household &m_household;
};

} // namespace Medio::Adapters
