// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/qtplayer.h"

#include "app/base/logging.h"
#include "player/filmsource.h"
#include "player/loudness.h"
#include "player/qtmultimedia/deck.h"
#include "player/qtmultimedia/frames.h"

#include <algorithm>
#include <utility>

namespace Medio::PlayerQt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto watchEvery = 100ms;

/// The picture holds for so long before it counts as stalled.
constexpr auto stallAfter = 300ms;

/// And for so long after it was sent elsewhere.
constexpr auto awaitedAfter = 1s;

/// With bytes at hand and no first frame for so long, the media library hangs. Later a picture may rest.
constexpr auto lostAfter = 6s;

/// Frames of the last moments arm the end's timer, each more exactly.
constexpr auto lastMoments = 1500ms;

/// A film whose clock goes at less than a third of its pace for so long, with bytes at hand, has lost
/// its sound device: that is what drives the clock.
constexpr auto paceWindow = 2s;

/// A clock that came so close to the film's end was at its end: it is looked at now and then.
constexpr auto closeToTheEnd = 500ms;

/// Encoders fill the last packet of sound up: what is longer than the picture by no more than this is
/// nothing to wait for.
constexpr auto shortTail = 60ms;

/// From silence to sound when a film goes on, and from one loudness to another.
constexpr auto fadeIn = 300ms;
constexpr auto glideTime = 1s;

} // namespace

QtPlayer::QtPlayer(FilmSource &source, QObject *parent)
    : Player(parent)
    , m_source(source)
{
    for (auto *deck : {&m_deck, &m_next}) {
        *deck = std::make_unique<Deck>(m_source);
        listenTo(deck->get());
    }
    m_end.setSingleShot(true);
    m_end.setTimerType(Qt::PreciseTimer);
    connect(&m_end, &QTimer::timeout, this, &QtPlayer::reachEnd);
    m_watch.setInterval(watchEvery);
    connect(&m_watch, &QTimer::timeout, this, &QtPlayer::watch);
    connect(&m_sound, &SoundDevice::changed, this, &QtPlayer::adaptSound);
    // What plays is moved by its sound server; what is preloaded opens a stream when it plays.
    connect(&m_sound, &SoundDevice::moved, this, [this] { m_next->moveSound(); });
    connect(&m_fade, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &value) { setFactor(value.toDouble()); });
    connect(&m_fade, &QVariantAnimation::finished, this, [this] {
        if (m_factor == 0)
            pause();
    });
    connect(&m_glide, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_loudness = value.toDouble();
        setFactor(m_factor);
    });
}

QtPlayer::~QtPlayer()
{
    m_fade.disconnect(this);
    m_glide.disconnect(this);
}

/// Whatever a deck says counts only while it is the present one.
void QtPlayer::listenTo(Deck *deck)
{
    connect(deck, &Deck::ready, this, [this, deck] {
        if (deck != m_deck.get())
            return;
        m_sinceFrame.start();
        sayOpened();
    });
    connect(deck, &Deck::frame, this, [this, deck](const QVideoFrame &frame) {
        if (deck == m_deck.get())
            show(frame);
    });
    connect(deck, &Deck::flowing, this, [this, deck] {
        if (deck == m_deck.get())
            m_sinceFrame.start(); // from now on it is the player that is waited for
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

Player::Start QtPlayer::open(const Film &film, std::chrono::milliseconds from)
{
    finish();
    unloadFormer();
    restoreVolume();
    m_start = ++m_starts;
    m_playing = true;
    m_opened = false;
    m_shown = false;
    m_stalled = false;
    m_from = from;
    m_lastFrame = from;
    m_clock = from;
    m_stood = {};
    m_stands = false;
    m_sinceFrame.start();
    m_pace.invalidate();
    m_preload.reset();

    if (m_next->holds(film, from)) {
        m_deck->pause(); // its sound ends before the other's begins; this waits for nothing
        std::swap(m_deck, m_next);
        m_deck->play();
        m_formerWaits = true;
        if (!m_deck->lastFrame().isValid())
            unloadFormer(); // nothing is ready that would be gained by keeping it, and it has its bytes first
        standWhereItBegins();
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

/// What played before a swap lets go of its film when the next one moves: that takes a few
/// milliseconds, and the first frame has none to spare.
void QtPlayer::unloadFormer()
{
    if (std::exchange(m_formerWaits, false))
        m_next->unload();
}

void QtPlayer::preloadNow()
{
    unloadFormer();
    if (m_preload && !m_next->holds(m_preload->film, m_preload->from))
        m_next->load(m_preload->film, m_preload->from);
    m_preload.reset();
}

void QtPlayer::sayOpened()
{
    if (m_start == 0 || std::exchange(m_opened, true))
        return;
    m_sinceFrame.start();
    standWhereItBegins();
    Q_EMIT opened(m_start, m_deck->origin(), m_deck->facts().duration);
}

void QtPlayer::standWhereItBegins()
{
    if (m_shown || !m_deck->beginsAnew())
        return;
    m_lastFrame = 0ms;
    m_clock = 0ms;
}

void QtPlayer::show(const QVideoFrame &frame)
{
    if (m_start == 0 || !m_deck->isReady())
        return;
    const FilmPicture picture = filmPictureOf(frame, m_deck->facts());
    if (picture.isNull())
        return;
    const Start start = m_start;
    m_sinceFrame.start();
    m_stood = {};
    m_stands = false;
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
    }
    preloadNow();
    if (std::exchange(m_stalled, false)) {
        Q_EMIT resumed(start);
        if (start != m_start)
            return;
    }
    watchEnd();
}

void QtPlayer::watchEnd()
{
    if (m_start == 0 || !m_deck->isReady() || m_deck->isSeeking() || !m_playing)
        return;
    const FilmFacts &facts = m_deck->facts();
    const bool rests = restsToTheEnd();
    if (m_deck->hasEnded() && !m_deck->isNearEnd() && !rests) {
        // Qt calls every read that fails an end. What the source knows of it was told before.
        m_end.stop();
        if (hasRestedToTheEnd()) {
            endHere();
            return;
        }
        if (m_deck->isStarving() && facts.seekable) {
            // Qt since 6.5 has no more than five seconds for a read; we wait as long as the source does.
            seek(position());
            return;
        }
        const Start start = m_start;
        qCWarning(lcPlayer).noquote() << "Film" << m_deck->film()->id << "ends at"
                                      << std::chrono::floor<std::chrono::milliseconds>(m_lastFrame).count()
                                      << "of" << facts.duration.count() << "ms";
        finish();
        Q_EMIT ended(start, false);
        return;
    }
    if (m_lastFrame < facts.pictureEnd - lastMoments && !rests)
        return;
    const auto elapsed = m_stood + std::chrono::nanoseconds(m_sinceFrame.nsecsElapsed());
    const auto end = facts.duration - facts.pictureEnd <= shortTail ? facts.pictureEnd : facts.duration;
    std::chrono::nanoseconds left = end - m_lastFrame - elapsed;
    if (rests)
        left = std::min<std::chrono::nanoseconds>(left, m_longestRest - elapsed);
    m_end.start(std::max(0ms, std::chrono::round<std::chrono::milliseconds>(left)));
}

void QtPlayer::reachEnd()
{
    if (m_start == 0 || !m_playing || !m_deck->isReady())
        return;
    if (!m_deck->isNearEnd() && !m_deck->hasEnded())
        return; // it is late: watchEnd() comes back with its next frame, or when Qt calls it over
    endHere();
}

void QtPlayer::endHere()
{
    const Start start = m_start;
    m_deck->pause(); // the last picture stays
    finish();
    Q_EMIT ended(start, true);
}

/// The film's clock follows what is heard: then it goes on while a picture rests, and stands still when the
/// media library hangs. Without sound it stands still for either.
bool QtPlayer::isHeard() const
{
    return m_deck->hasSound() && !m_deck->facts().audioCodec.isEmpty();
}

/// The last picture began long before, and its sound was heard to the end.
bool QtPlayer::hasRestedToTheEnd() const
{
    return isHeard() && m_clock >= m_deck->facts().pictureEnd - closeToTheEnd;
}

/// The last picture of what is not heard is shown.
bool QtPlayer::isLastShown() const
{
    const FilmFacts &facts = m_deck->facts();
    return m_shown && !isHeard() && facts.lastPicture > 0ms &&
           m_lastFrame >= facts.lastPicture - 2 * facts.frame;
}

/// It is to stand for a while: the film is over for Qt 6.4 when it begins, or a moment before it is seen.
bool QtPlayer::restsToTheEnd() const
{
    return m_deck->hasEnded() && !m_deck->isStarving() && isLastShown();
}

void QtPlayer::watch()
{
    if (m_start != 0 && m_playing && m_shown && m_deck->isAwaited()) {
        // Sent elsewhere, and its bytes there are not at hand.
        if (std::chrono::milliseconds(m_sinceFrame.elapsed()) > awaitedAfter &&
            !std::exchange(m_stalled, true))
            Q_EMIT stalled(m_start);
        return;
    }
    if (m_start == 0 || !m_playing || !m_deck->isReady() || m_deck->isSeeking()) {
        m_sinceFrame.start();
        m_pace.invalidate();
        return;
    }
    const std::chrono::milliseconds still(m_sinceFrame.elapsed());
    if (m_deck->isNearEnd() || m_deck->hasEnded())
        return; // sound may go on beyond the picture: m_end sees to it
    m_clock = m_deck->clock();
    if (m_deck->isStarving()) {
        m_pace.invalidate();
        if (still > stallAfter && m_shown && !std::exchange(m_stalled, true))
            Q_EMIT stalled(m_start);
        return;
    }

    const bool mayRest = m_shown && !m_stands;
    if (still > (mayRest ? m_longestRest : lostAfter)) {
        if (mayRest && isLastShown()) {
            endHere();
            return;
        }
        fail(FilmFailure::PlayerLost, u"no picture for %1 ms with bytes at hand"_s.arg(still.count()));
        return;
    }
    if (!m_shown)
        return; // a device that is being opened takes its time
    if (!m_pace.isValid()) {
        m_pace.start();
        m_paceFrom = m_clock;
        return;
    }
    const std::chrono::milliseconds passed(m_pace.elapsed());
    if (passed <= paceWindow)
        return;
    m_pace.invalidate();
    if (isHeard() && m_clock - m_paceFrom < passed / 3) {
        m_stands = still > paceWindow; // then it may be the player: without its sound it moves again, or not
        qCWarning(lcPlayer) << "The film's clock stands still: its sound is lost";
        m_sound.doubt();
        m_sinceFrame.start();
    }
}

void QtPlayer::fail(FilmFailure failure, const QString &detail)
{
    if (m_start == 0)
        return;
    const Start start = m_start;
    finish();
    if (failure == FilmFailure::PlayerLost)
        m_deck->abandon();
    else
        m_deck->unload();
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
    if (std::exchange(m_playing, false))
        m_stood += std::chrono::nanoseconds(m_sinceFrame.nsecsElapsed());
    m_end.stop();
    if (m_start != 0)
        m_deck->pause();
}

void QtPlayer::play()
{
    if (m_start == 0)
        return;
    glideTo(1, fadeIn);
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
    if (m_deck->isReady() && !m_deck->facts().seekable)
        return;
    m_end.stop();
    position = std::max(position, 0ms);
    if (m_deck->isReady())
        position = std::min(position, m_deck->facts().duration);
    m_lastFrame = position;
    m_clock = position;
    m_stood = {};
    m_stands = false;
    m_sinceFrame.start();
    m_pace.invalidate();
    m_deck->seek(position);
    // It was asked for anew: what follows it is asked for behind it, else that had its bytes first.
    if (m_deck->isAwaited() && !m_formerWaits && m_next->film()) {
        if (!m_preload)
            m_preload = Preload{*m_next->film(), m_next->place()};
        m_next->unload();
    }
}

void QtPlayer::stop()
{
    finish();
    m_preload.reset();
    m_formerWaits = false;
    m_deck->unload();
    m_next->unload();
    m_playing = false;
}

void QtPlayer::setVolume(double loudness)
{
    loudness = std::clamp(loudness, 0.0, 1.0);
    m_glide.stop();
    if (m_start == 0 || !m_playing) {
        m_loudness = loudness;
        setFactor(m_factor);
        return;
    }
    // In mid-film it is no jump: an evening's cap is not to be noticed.
    m_glide.setDuration(int(std::chrono::milliseconds(glideTime).count()));
    m_glide.setStartValue(m_loudness);
    m_glide.setEndValue(loudness);
    m_glide.start();
}

void QtPlayer::setFactor(double factor)
{
    m_factor = factor;
    const float amplitude = amplitudeOf(m_loudness * factor);
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
    if (m_start != 0 && m_playing)
        glideTo(0, std::clamp<std::chrono::milliseconds>(duration, 0ms, 60s));
}

void QtPlayer::glideTo(double factor, std::chrono::milliseconds duration)
{
    m_fade.stop();
    if (factor == m_factor) {
        if (factor == 0)
            pause();
        return;
    }
    m_fade.setDuration(int(duration.count()));
    m_fade.setStartValue(m_factor);
    m_fade.setEndValue(factor);
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

void QtPlayer::adaptSound(bool there)
{
    // Both: a film that begins on a dead device crashes Qt 6.4.
    m_deck->setSound(there);
    m_next->setSound(there);
    if (there)
        Q_EMIT soundFound();
    else
        Q_EMIT soundLost();
}

} // namespace Medio::PlayerQt
