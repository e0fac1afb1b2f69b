// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/qtplayer.h"

#include "app/base/logging.h"
#include "player/filmsource.h"
#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/deck.h"

#include <QAudio>

#include <algorithm>
#include <utility>

namespace Medio::PlayerQt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto watchEvery = 100ms;

/// The picture holds for so long before it counts as stalled.
constexpr auto stallAfter = 300ms;

/// With bytes at hand and no frame for so long, the media library hangs.
constexpr auto lostAfter = 6s;

/// Frames of the last moments arm the end's timer, each more exactly.
constexpr auto lastMoments = 1500ms;

/// A film that moves at less than half its pace for so long, with bytes at hand, has lost the
/// clock of its sound device.
constexpr auto paceWindow = 2s;

} // namespace

QtPlayer::QtPlayer(FilmSource &source, QObject *parent)
    : Player(parent)
    , m_source(source)
{
    replace(m_deck);
    replace(m_next);
    m_end.setSingleShot(true);
    m_end.setTimerType(Qt::PreciseTimer);
    connect(&m_end, &QTimer::timeout, this, &QtPlayer::reachEnd);
    m_watch.setInterval(watchEvery);
    connect(&m_watch, &QTimer::timeout, this, &QtPlayer::watch);
    connect(&m_devices, &QMediaDevices::audioOutputsChanged, this, &QtPlayer::adaptToDevices);
    connect(&m_fade, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &value) { setFactor(value.toDouble()); });
    connect(&m_fade, &QVariantAnimation::finished, this, &QtPlayer::pause);
}

QtPlayer::~QtPlayer()
{
    m_fade.disconnect(this);
}

void QtPlayer::replace(std::unique_ptr<Deck> &deck)
{
    deck = std::make_unique<Deck>(m_source);
    deck->setSound(hasSound());
    listenTo(deck.get());
    setFactor(m_factor);
}

/// Whatever a deck says counts only while it is the present one.
void QtPlayer::listenTo(Deck *deck)
{
    connect(deck, &Deck::ready, this, [this, deck] {
        if (deck == m_deck.get())
            sayOpened();
    });
    connect(deck, &Deck::frame, this, [this, deck](const QVideoFrame &frame) {
        if (deck == m_deck.get())
            show(frame);
    });
    connect(deck, &Deck::ended, this, [this, deck] {
        if (deck == m_deck.get())
            watchEnd();
    });
    connect(deck, &Deck::failed, this, [this, deck](FilmFailure failure, const QString &detail) {
        if (deck == m_deck.get())
            fail(failure, detail);
        else
            deck->unload(); // open() will ask again, and tell
    });
}

void QtPlayer::setPictureSize(const QSize &size)
{
    if (m_pictureSize == size)
        return;
    m_pictureSize = size;
    if (m_start != 0 && m_shown && !m_playing)
        show(m_deck->lastFrame());
}

Player::Start QtPlayer::open(const Film &film, std::chrono::milliseconds from)
{
    finish();
    restoreVolume();
    m_start = ++m_starts;
    m_playing = true;
    m_opened = false;
    m_shown = false;
    m_stalled = false;
    m_from = from;
    m_lastFrame = from;
    m_sinceFrame.start();
    m_pace.invalidate();
    m_preload.reset();

    if (m_next->holds(film, from)) {
        m_deck->pause(); // its sound ends before the other's begins; this waits for nothing
        std::swap(m_deck, m_next);
        m_deck->play();
        m_next->unload();
        // Told when the caller knows the start's number.
        QMetaObject::invokeMethod(
            this,
            [this, start = m_start] {
                if (start != m_start || !m_deck->isReady())
                    return;
                sayOpened();
                if (!m_shown && m_deck->lastFrame().isValid())
                    show(m_deck->lastFrame());
            },
            Qt::QueuedConnection);
    } else {
        m_deck->load(film, from);
        m_deck->play();
    }
    m_watch.start();
    return m_start;
}

void QtPlayer::preload(const Film &film, std::chrono::milliseconds from)
{
    m_preload = Preload{film, from};
    if (m_start == 0 || m_shown)
        preloadNow();
}

void QtPlayer::preloadNow()
{
    if (m_preload && !m_next->holds(m_preload->film, m_preload->from))
        m_next->load(m_preload->film, m_preload->from);
    m_preload.reset();
}

void QtPlayer::sayOpened()
{
    if (m_start == 0 || std::exchange(m_opened, true))
        return;
    m_sinceFrame.start();
    Q_EMIT opened(m_start, m_deck->origin(), m_deck->facts().duration);
}

void QtPlayer::show(const QVideoFrame &frame)
{
    if (m_start == 0 || !m_deck->isReady())
        return;
    const QImage picture = m_pictures.make(frame, m_pictureSize, m_deck->facts().rotation);
    if (picture.isNull())
        return;
    const Start start = m_start;
    m_sinceFrame.start();
    if (frame.startTime() >= 0)
        m_lastFrame = std::chrono::microseconds(frame.startTime());
    sayOpened();
    Q_EMIT pictureReady(start, picture);
    if (start != m_start)
        return; // somebody stopped it
    if (!std::exchange(m_shown, true)) {
        Q_EMIT firstFrame(start);
        if (start != m_start)
            return;
        preloadNow();
    }
    if (std::exchange(m_stalled, false)) {
        Q_EMIT resumed(start);
        if (start != m_start)
            return;
    }
    watchEnd();
}

bool QtPlayer::isNearEnd() const
{
    // The last frame begins one frame before the picture's end; two more are forgiven.
    const FilmFacts &facts = m_deck->facts();
    return m_lastFrame >= facts.pictureEnd - 3 * facts.frame - 1ms;
}

void QtPlayer::watchEnd()
{
    if (m_start == 0 || !m_deck->isReady() || m_deck->isSeeking() || !m_playing)
        return;
    const FilmFacts &facts = m_deck->facts();
    if (m_deck->hasEnded() && !isNearEnd()) {
        // Qt calls every read that fails an end. What the source knows of it was told before.
        m_end.stop();
        const Start start = m_start;
        qCWarning(lcPlayer).noquote() << "Film" << m_deck->film()->id << "ends at"
                                      << std::chrono::floor<std::chrono::milliseconds>(m_lastFrame).count()
                                      << "of" << facts.duration.count() << "ms";
        finish();
        Q_EMIT ended(start, false);
        return;
    }
    if (m_lastFrame < facts.pictureEnd - lastMoments)
        return;
    const auto elapsed = std::chrono::nanoseconds(m_sinceFrame.nsecsElapsed());
    const auto left = facts.duration - m_lastFrame - elapsed;
    m_end.start(std::max(0ms, std::chrono::round<std::chrono::milliseconds>(left)));
}

void QtPlayer::reachEnd()
{
    if (m_start == 0 || !m_playing || !m_deck->isReady())
        return;
    if (!isNearEnd())
        return; // it is late: watchEnd() comes back with its next frame, or when Qt calls it over
    const Start start = m_start;
    m_deck->pause(); // the last picture stays
    finish();
    Q_EMIT ended(start, true);
}

void QtPlayer::watch()
{
    if (m_start == 0 || !m_playing || !m_deck->isReady() || m_deck->isSeeking()) {
        m_sinceFrame.start();
        m_pace.invalidate();
        return;
    }
    const std::chrono::milliseconds still(m_sinceFrame.elapsed());
    if (isNearEnd() || m_deck->hasEnded())
        return; // sound may go on beyond the picture: m_end sees to it
    if (m_deck->isStarving()) {
        m_pace.invalidate();
        if (still > stallAfter && m_shown && !std::exchange(m_stalled, true))
            Q_EMIT stalled(m_start);
        return;
    }

    if (!m_pace.isValid()) {
        m_pace.start();
        m_paceFrom = m_lastFrame;
    } else if (const std::chrono::milliseconds passed(m_pace.elapsed()); passed > paceWindow) {
        if (m_deck->hasSound() && m_lastFrame - m_paceFrom < passed / 2) {
            qCWarning(lcPlayer) << "The film does not keep its pace: it plays on without sound";
            // The other one, too: a film that begins on a dead device crashes Qt 6.4. Sound comes
            // back with adaptToDevices().
            m_deck->setSound(false);
            m_next->setSound(false);
            m_sinceFrame.start();
        }
        m_pace.invalidate();
        return;
    }
    if (still > lostAfter)
        fail(FilmFailure::PlayerLost, u"no picture for %1 ms with bytes at hand"_s.arg(still.count()));
}

void QtPlayer::fail(FilmFailure failure, const QString &detail)
{
    if (m_start == 0)
        return;
    const Start start = m_start;
    finish();
    if (failure == FilmFailure::PlayerLost) {
        m_deck->abandon();
        // This may be a call from the deck itself.
        m_deck.release()->deleteLater();
        replace(m_deck);
    } else {
        m_deck->unload();
    }
    qCWarning(lcPlayer).noquote() << "A film can't be played:" << nameOf(failure) << detail;
    Q_EMIT failed(start, failure, detail);
}

/// The present start is over: nothing more is said of it.
void QtPlayer::finish()
{
    m_start = 0;
    m_end.stop();
    m_watch.stop();
    m_fade.stop();
}

void QtPlayer::pause()
{
    m_playing = false;
    m_end.stop();
    if (m_start != 0)
        m_deck->pause();
}

void QtPlayer::play()
{
    if (m_start == 0)
        return;
    restoreVolume();
    m_playing = true;
    m_sinceFrame.start();
    m_pace.invalidate();
    m_deck->play();
    watchEnd();
}

void QtPlayer::seek(std::chrono::milliseconds position)
{
    if (m_start == 0)
        return;
    m_end.stop();
    position = std::max(position, 0ms);
    if (m_deck->isReady())
        position = std::min(position, m_deck->facts().duration);
    m_lastFrame = position;
    m_deck->seek(position);
}

void QtPlayer::stop()
{
    finish();
    m_preload.reset();
    m_deck->unload();
    m_next->unload();
    m_playing = false;
}

void QtPlayer::setVolume(double loudness)
{
    m_loudness = std::clamp(loudness, 0.0, 1.0);
    setFactor(m_factor);
}

void QtPlayer::setFactor(double factor)
{
    m_factor = factor;
    const float amplitude = QAudio::convertVolume(float(m_loudness * factor), QAudio::LogarithmicVolumeScale,
                                                  QAudio::LinearVolumeScale);
    for (Deck *deck : {m_deck.get(), m_next.get()})
        if (deck != nullptr)
            deck->setAmplitude(amplitude);
}

void QtPlayer::restoreVolume()
{
    m_fade.stop();
    setFactor(1);
}

void QtPlayer::fadeOut(std::chrono::milliseconds duration)
{
    if (m_start == 0 || !m_playing)
        return;
    m_fade.stop();
    m_fade.setDuration(int(std::clamp<qint64>(duration.count(), 0, 60000)));
    m_fade.setStartValue(m_factor);
    m_fade.setEndValue(0.0);
    m_fade.start();
}

std::chrono::milliseconds QtPlayer::position() const
{
    return m_start == 0 ? 0ms : std::chrono::floor<std::chrono::milliseconds>(m_lastFrame);
}

std::chrono::milliseconds QtPlayer::duration() const
{
    return m_start == 0 || !m_deck->isReady() ? 0ms : m_deck->facts().duration;
}

QList<std::chrono::milliseconds> QtPlayer::chapters() const
{
    return m_start == 0 || !m_deck->isReady() ? QList<std::chrono::milliseconds>() : m_deck->facts().chapters;
}

void QtPlayer::adaptToDevices()
{
    const bool sound = hasSound();
    m_deck->setSound(sound);
    m_next->setSound(sound);
}

} // namespace Medio::PlayerQt
