// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/deck.h"

#include "app/base/logging.h"
#include "player/qtmultimedia/soundproof.h"

#include <QAudioDevice>
#include <QAudioOutput>
#include <QMediaDevices>
#include <QMediaPlayer>
#include <QVideoSink>

#include <algorithm>
#include <utility>

namespace Medio::PlayerQt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A healthy player shows a frame, or its first one, sooner: also one of a second for each. A picture that
/// rests for longer looks no different; the player that is let go then ends with its bytes, and is deleted.
constexpr auto silentAfter = 1s;
constexpr int silentFrames = 3;

/// So close to the end of its picture nothing is begun.
constexpr auto lastMoment = 1s;

/// After a seek: how far from its place a frame may lie that belongs to it, before (frames are longer
/// than one thinks) and behind, and how many others may come before it.
constexpr auto landsBefore = 150ms;
constexpr auto landsBehind = 2s;
constexpr int mostLateFrames = 8;

/// A player that was let go, with all that its threads use. It is muted and gets no bytes any more;
/// should it come to an end after all, it is deleted. Until then, perhaps for ever, it is kept.
class Remains final : public QObject
{
public:
    Remains(std::unique_ptr<QMediaPlayer> player, std::unique_ptr<QVideoSink> sink,
            std::unique_ptr<QAudioOutput> sound)
        : m_sound(std::move(sound))
        , m_sink(std::move(sink))
        , m_player(std::move(player))
    {
        all().append(this);
        if (m_sound != nullptr)
            m_sound->setMuted(true); // touches a flag only
        connect(m_player.get(), &QMediaPlayer::mediaStatusChanged, this,
                [this](QMediaPlayer::MediaStatus status) {
                    if (status == QMediaPlayer::EndOfMedia || status == QMediaPlayer::InvalidMedia)
                        deleteLater();
                });
    }
    ~Remains() override { all().removeOne(this); }
    Q_DISABLE_COPY_MOVE(Remains)

private:
    static QList<Remains *> &all()
    {
        static QList<Remains *> list;
        return list;
    }

    std::unique_ptr<QAudioOutput> m_sound;
    std::unique_ptr<QVideoSink> m_sink;
    std::unique_ptr<QMediaPlayer> m_player; ///< the last: dies before those it writes to
};

} // namespace

Deck::Deck(FilmSource &source, QObject *parent)
    : QObject(parent)
    , m_source(source)
{
    makePlayer(); // now, not at the first chip: the first one loads the backend
    connect(
        &m_source, &FilmSource::ready, this,
        [this](FilmSource::Ticket ticket, const QUrl &address, FilmOrigin origin, const FilmFacts &facts) {
            if (ticket == m_ticket)
                start(address, origin, facts);
        });
    connect(&m_source, &FilmSource::failed, this,
            [this](FilmSource::Ticket ticket, FilmFailure failure, const QString &detail) {
                if (ticket == m_ticket)
                    Q_EMIT failed(failure, detail);
            });
    connect(&m_source, &FilmSource::starving, this, [this](FilmSource::Ticket ticket) {
        if (ticket != m_ticket)
            return;
        m_starving = true;
        Q_EMIT starving();
    });
    connect(&m_source, &FilmSource::flowing, this, [this](FilmSource::Ticket ticket) {
        if (ticket != m_ticket)
            return;
        m_starving = false;
        m_sinceSign.start();
        applySound();
        Q_EMIT flowing();
    });
}

Deck::~Deck()
{
    unload();
    m_player.reset(); // before those it writes to
}

void Deck::makePlayer()
{
    m_player = std::make_unique<QMediaPlayer>();
    m_sink = std::make_unique<QVideoSink>();
    m_player->setVideoSink(m_sink.get());
    applySound();
}

void Deck::letPlayerGo()
{
    qCWarning(lcPlayer) << "A media player gives no sign of life: another one takes its place";
    // A thread of its own is stuck, perhaps for good: whatever touches it would wait for that.
    new Remains(std::move(m_player), std::move(m_sink), std::move(m_sound));
    makePlayer();
}

void Deck::setSound(bool on)
{
    m_wantsSound = on;
    applySound();
}

/// Qt 6.4 adds and removes sound under the lock that a read holds.
void Deck::applySound()
{
    if (m_wantsSound == (m_sound != nullptr) || m_starving)
        return;
    if (m_wantsSound) {
        m_sound = std::make_unique<QAudioOutput>();
        m_sound->setVolume(m_amplitude);
        m_player->setAudioOutput(m_sound.get());
        // Qt 6.4's new renderer of sound rests until it is told to play, and believes that it was.
        if (m_player->playbackState() == QMediaPlayer::PlayingState) {
            m_player->pause();
            m_player->play();
        }
        return;
    }
    m_player->setAudioOutput(nullptr);
    m_sound.reset();
}

/// Takes no lock that a read holds; the thread of the film's sound opens its stream there.
void Deck::moveSound()
{
    if (m_sound != nullptr)
        m_sound->setDevice(QMediaDevices::defaultAudioOutput());
}

void Deck::setAmplitude(float amplitude)
{
    m_amplitude = amplitude;
    if (m_sound != nullptr)
        m_sound->setVolume(amplitude);
}

void Deck::load(const Film &film, std::chrono::milliseconds from)
{
    const FilmSource::Ticket ticket = m_source.open(film, from); // it works while we tidy up
    unload();
    m_film = film;
    m_place = from;
    m_from = from;
    m_ticket = ticket;
    m_awaited = true;
}

void Deck::cutOff()
{
    ++m_load;
    m_player->disconnect(this);
    m_sink->disconnect(this);
    if (m_ticket != 0)
        m_source.abort(m_ticket);
    m_ticket = 0;
}

void Deck::empty()
{
    const bool silent = isSilent();
    cutOff();
    if (silent) {
        letPlayerGo();
    } else if (m_facts) {
        m_player->stop();
        m_player->setSource({});
    }
}

void Deck::unload()
{
    empty();
    forget();
}

void Deck::abandon()
{
    cutOff();
    if (!m_player->source().isEmpty()) // else nothing in it could hang, or would ever end
        letPlayerGo();
    forget();
}

void Deck::forget()
{
    m_film.reset();
    m_facts.reset();
    m_lastFrame = {};
    m_seeking.reset();
    m_landing.reset();
    m_wantsToPlay = false;
    m_beginsAnew = false;
    m_awaited = false;
    m_loading = false;
    m_starving = false;
    m_ended = false;
    applySound();
}

bool Deck::isNearEnd() const
{
    if (!m_facts)
        return false;
    std::chrono::microseconds place{-1};
    if (m_seeking || m_landing)
        place = m_seeking ? *m_seeking : *m_landing;
    else if (m_lastFrame.isValid())
        place = std::chrono::microseconds(m_lastFrame.startTime());
    // The last frame begins one frame before the picture's end; two more are forgiven.
    return place >= m_facts->pictureEnd - 3 * m_facts->frame - 1ms;
}

bool Deck::mayBeTold() const
{
    return m_facts && !m_loading && !m_seeking && !m_ended;
}

bool Deck::isSilent() const
{
    const bool expected = m_wantsToPlay || m_landing || !m_lastFrame.isValid();
    return mayBeTold() && expected && !m_starving && !isNearEnd() &&
           std::chrono::nanoseconds(m_sinceSign.nsecsElapsed()) >
               std::max<std::chrono::nanoseconds>(silentAfter, silentFrames * m_facts->frame);
}

std::chrono::milliseconds Deck::clock() const
{
    return std::chrono::milliseconds(m_player->position());
}

void Deck::start(const QUrl &address, FilmOrigin origin, const FilmFacts &facts)
{
    m_awaited = false;
    m_origin = origin;
    m_facts = facts;
    m_beginsAnew = !m_seeking && m_from > 0ms && m_from >= facts.pictureEnd - lastMoment;
    if (m_beginsAnew)
        m_from = 0ms;
    m_landing = std::exchange(m_seeking, std::nullopt);
    if (!facts.seekable)
        m_landing.reset();
    m_lateFrames = 0;
    // The device that it had may be gone by now, and nobody was told: Qt 6.4 would wait for it for ever.
    // And what begins on a dead server crashes it.
    if (m_sound != nullptr &&
        (!SoundProof::holds() || m_sound->device() != QMediaDevices::defaultAudioOutput())) {
        m_player->setAudioOutput(nullptr);
        m_sound.reset();
        m_wantsSound = SoundProof::holds();
        applySound();
    }
    listen();
    m_player->setSource(address);
    m_sinceSign.start();
    // Qt 6.4 has loaded it by now; since 6.5 it loads in the background, and a position set before
    // that is lost.
    m_loading = m_player->mediaStatus() == QMediaPlayer::LoadingMedia;
    if (!m_loading)
        begin();
    Q_EMIT ready();
}

void Deck::begin()
{
    if (const auto from = std::exchange(m_from, 0ms); from > 0ms && m_facts->seekable)
        m_player->setPosition(from.count());
    if (m_wantsToPlay)
        m_player->play();
    else
        m_player->pause();
}

/// What is read from then on is a film that begins at the other place.
void Deck::reload(std::chrono::milliseconds position)
{
    const FilmSource::Ticket ticket = m_source.open(*m_film, position);
    empty();
    m_ticket = ticket;
    m_awaited = true;
    m_from = position;
    m_seeking = position;
    m_landing.reset();
    m_lastFrame = {}; // the first one of this ticket is told to the source
    m_loading = false;
    m_starving = false;
    m_ended = false;
    applySound();
}

void Deck::jump(std::chrono::milliseconds position)
{
    m_seeking.reset();
    m_landing = position;
    m_lateFrames = 0;
    m_ended = false; // of the place that is left
    m_sinceSign.start();
    m_player->setPosition(position.count());
    if (m_wantsToPlay)
        m_player->play();
}

void Deck::listen()
{
    // Frames come from a renderer's thread and may still be queued when the film is long gone.
    connect(m_sink.get(), &QVideoSink::videoFrameChanged, this,
            [this, load = m_load](const QVideoFrame &videoFrame) {
                // An invalid one is how a stop looks: the last picture is kept.
                if (load == m_load && videoFrame.isValid())
                    see(videoFrame);
            });
    connect(m_player.get(), &QMediaPlayer::mediaStatusChanged, this,
            [this, load = m_load](QMediaPlayer::MediaStatus status) {
                if (load != m_load)
                    return;
                const bool loaded =
                    status == QMediaPlayer::LoadedMedia || status == QMediaPlayer::BufferedMedia;
                if (loaded && std::exchange(m_loading, false))
                    begin();
                if (status == QMediaPlayer::EndOfMedia) {
                    m_ended = true;
                    Q_EMIT ended();
                }
            });
    connect(m_player.get(), &QMediaPlayer::errorOccurred, this,
            [this, load = m_load](QMediaPlayer::Error error, const QString &text) {
                if (load != m_load || error == QMediaPlayer::NoError)
                    return;
                // Also from within setSource(): told when that has returned.
                QMetaObject::invokeMethod(
                    this,
                    [this, load, text] {
                        if (load != m_load)
                            return;
                        if (!m_lastFrame.isValid() && !m_starving) {
                            Q_EMIT failed(FilmFailure::Broken, text);
                            return;
                        }
                        // A film that breaks off: Qt 6.4 calls it an end, Qt 6.8 an error.
                        m_ended = true;
                        Q_EMIT ended();
                    },
                    Qt::QueuedConnection);
            });
}

/// Of the place that was left by a seek, still on its way when the film had arrived at the other.
bool Deck::isLate(const QVideoFrame &frame)
{
    if (m_seeking)
        return true;
    if (!m_landing)
        return false;
    const auto begins = std::chrono::microseconds(frame.startTime());
    const auto before = std::max<std::chrono::nanoseconds>(landsBefore, 2 * m_facts->frame);
    if ((begins < *m_landing - before || begins > *m_landing + landsBehind) &&
        ++m_lateFrames <= mostLateFrames)
        return true;
    m_landing.reset();
    return false;
}

void Deck::see(const QVideoFrame &videoFrame)
{
    if (isLate(videoFrame))
        return;
    m_sinceSign.start();
    if (!m_lastFrame.isValid())
        m_source.shown(m_ticket);
    m_lastFrame = videoFrame;
    Q_EMIT frame(videoFrame);
}

void Deck::play()
{
    if (!std::exchange(m_wantsToPlay, true))
        m_sinceSign.start();
    if (mayBeTold())
        m_player->play();
}

void Deck::pause()
{
    m_wantsToPlay = false;
    if (mayBeTold())
        m_player->pause();
}

void Deck::seek(std::chrono::milliseconds position)
{
    if (!m_film || (m_facts && !m_facts->seekable))
        return;
    // A read that waits for bytes holds the lock that setPosition() takes, and nobody knows which do.
    if (m_awaited || m_origin == FilmOrigin::Stream || isSilent()) {
        reload(position);
        return;
    }
    if (m_loading) {
        m_from = position;
        return;
    }
    m_seeking = position;
    m_player->pause();
    // The frames that are on their way here are of the place that is left: they come first.
    QMetaObject::invokeMethod(
        this,
        [this, load = m_load, position] {
            if (load == m_load && m_seeking == position)
                jump(position);
        },
        Qt::QueuedConnection);
}

} // namespace Medio::PlayerQt
