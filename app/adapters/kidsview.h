// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/scene.h"
#include "nfc/uid.h"
#include "player/player.h"

#include <QHash>
#include <QObject>

namespace Medio {
class Chronicle;
namespace Flow {
class Catalogue;
class KioskFlow;
} // namespace Flow
namespace PlayerQt {
class QtPlayer;
class SoundBox;
} // namespace PlayerQt
namespace Screens {
class KidsWindow;
}
} // namespace Medio

namespace Medio::Adapters {

/// Joins what a child sees and hears with what decides: scenes, pictures and sounds to the window,
/// wishes back to the flow, and the two facts that only a paint knows ("feedback", "first-frame")
/// to the chronicle. GUI thread. What it joins outlives it.
class KidsView final : public QObject
{
    Q_OBJECT
public:
    KidsView(Screens::KidsWindow &window, Flow::KioskFlow &flow, PlayerQt::QtPlayer &player,
             PlayerQt::SoundBox &sounds, Flow::Catalogue &catalogue, Chronicle &chronicle,
             QObject *parent = nullptr);

    /// The first picture of this one is not painted by the window: it counts when the player says it.
    void watch(Player &elsewhere);

Q_SIGNALS:
    /// The kiosk's own sounds are no louder than films may be: 0..1 as a person hears it. Said before the
    /// window shows, and is heard with, what changed it.
    void soundsAreAsLoud(double loudness);

private:
    void show(const Flow::Scene &scene);
    void keepPostersReady(const Flow::Catalogue &catalogue);
    void tellFeedback(quint64 tap);
    void tellFirstFrame(quint64 start);

    Screens::KidsWindow &m_window;
    const Flow::KioskFlow &m_flow;
    Chronicle &m_chronicle;

    quint64 m_tap = 0;      ///< the last one shown
    QString m_tapUid;       ///< which chip that was
    double m_loudness = -1; ///< of the kiosk's own sounds, as last said
    quint64 m_start = 0;    ///< the player's last one that opened
    FilmOrigin m_origin = FilmOrigin::Stream;
};

} // namespace Medio::Adapters
