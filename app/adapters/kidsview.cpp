// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/kidsview.h"

#include "app/base/chronicle.h"
#include "app/base/logging.h"
#include "app/flow/kioskflow.h"
#include "app/screens/kids/kidswindow.h"
#include "player/qtmultimedia/qtplayer.h"
#include "player/qtmultimedia/soundbox.h"

#include <utility>

namespace Medio::Adapters {

KidsView::KidsView(Screens::KidsWindow &window, Flow::KioskFlow &flow, PlayerQt::QtPlayer &player,
                   PlayerQt::SoundBox &sounds, Flow::Catalogue &catalogue, Chronicle &chronicle,
                   QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_flow(flow)
    , m_chronicle(chronicle)
{
    using Screens::KidsWindow;

    connect(&flow, &Flow::KioskFlow::sceneChanged, this, &KidsView::show);

    connect(&window, &KidsWindow::childChosen, &flow, &Flow::KioskFlow::chooseChild);
    connect(&window, &KidsWindow::childChangeRequested, &flow, &Flow::KioskFlow::changeChild);
    connect(&window, &KidsWindow::leaveRequested, &flow, &Flow::KioskFlow::leave);
    connect(&window, &KidsWindow::nextRequested, &flow, &Flow::KioskFlow::showNext);
    connect(&window, &KidsWindow::previousRequested, &flow, &Flow::KioskFlow::showPrevious);
    connect(&window, &KidsWindow::restartRequested, &flow, &Flow::KioskFlow::restartFilm);
    connect(&window, &KidsWindow::seekRequested, &flow, &Flow::KioskFlow::seek);
    connect(&window, &KidsWindow::pauseToggleRequested, &flow, &Flow::KioskFlow::togglePause);
    connect(&window, &KidsWindow::feedbackPainted, this, &KidsView::tellFeedback);
    connect(&window, &KidsWindow::firstFramePainted, this, &KidsView::tellFirstFrame);

    connect(&player, &PlayerQt::QtPlayer::pictureReady, &window, &KidsWindow::setFilmPicture);
    connect(&player, &Player::opened, this, [this](quint64 start, FilmOrigin origin) {
        m_start = start;
        m_origin = origin;
    });

    connect(this, &KidsView::soundsAreAsLoud, &sounds, &PlayerQt::SoundBox::setVolume);
    connect(&window, &KidsWindow::soundRequested, &sounds, [&sounds](const QString &name, bool night) {
        sounds.setNight(night);
        sounds.play(name);
    });

    connect(&catalogue, &Flow::Catalogue::changed, this, [this, &catalogue] { keepPostersReady(catalogue); });
    keepPostersReady(catalogue);
}

void KidsView::watch(Player &elsewhere)
{
    connect(&elsewhere, &Player::opened, this, [this](quint64 start, FilmOrigin origin) {
        m_start = start;
        m_origin = origin;
    });
    connect(&elsewhere, &Player::firstFrame, this, &KidsView::tellFirstFrame);
}

void KidsView::keepPostersReady(const Flow::Catalogue &catalogue)
{
    QList<Flow::Poster> posters;
    for (const Flow::CatalogueFilm &film : catalogue.snapshot()->films())
        posters.append({film.video.id, film.video.title, film.poster});
    m_window.keepReady(posters);
}

void KidsView::show(const Flow::Scene &scene)
{
    if (scene.tap != m_tap) {
        m_tap = scene.tap;
        const auto &chip = m_flow.state().chip;
        m_tapUid = chip ? chip->uid.toString() : QString();
    }
    if (std::exchange(m_loudness, scene.volume) != scene.volume)
        Q_EMIT soundsAreAsLoud(scene.volume);
    m_window.show(scene);
}

void KidsView::tellFeedback(quint64 tap)
{
    const Logging::Field field("tap", m_flow.tapId());
    if (tap == m_tap)
        m_chronicle.record(QStringLiteral("feedback"), {{QStringLiteral("uid"), m_tapUid}});
}

void KidsView::tellFirstFrame(quint64 start)
{
    const Flow::Scene &scene = m_window.scene();
    if (start != scene.start || !scene.poster)
        return;
    const Logging::Field field("tap", m_flow.tapId());
    const bool copy = start == m_start && m_origin == FilmOrigin::Copy;
    m_chronicle.record(
        QStringLiteral("first-frame"),
        {{QStringLiteral("video"), scene.poster->video.toString()},
         {QStringLiteral("title"), scene.poster->title},
         {QStringLiteral("uid"), m_tapUid},
         {QStringLiteral("source"), copy ? QStringLiteral("copy") : QStringLiteral("stream")}});
}

} // namespace Medio::Adapters
