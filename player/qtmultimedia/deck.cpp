// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/qtmultimedia/deck.h"

#include "app/base/logging.h"

#include <QAudioOutput>
#include <QMediaPlayer>
#include <QVideoSink>

#include <utility>

namespace Medio::PlayerQt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Deck::Deck(FilmSource &source, QObject *parent)
    : QObject(parent)
    , m_source(source)
    // Now, not at the first chip: the first one loads the backend.
    , m_player(std::make_unique<QMediaPlayer>())
    , m_sink(std::make_unique<QVideoSink>())
{
    m_player->setVideoSink(m_sink.get());
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
        Q_EMIT flowing();
    });
    connect(&m_source, &FilmSource::prepared, this,
            [this](FilmSource::Ticket ticket, std::chrono::milliseconds position) {
                if (ticket != m_ticket || m_seeking != position || m_player == nullptr)
                    return;
                m_seeking.reset();
                m_player->setPosition(position.count());
                if (m_wantsToPlay)
                    m_player->play();
            });
}

Deck::~Deck()
{
    unload();
    m_player.reset(); // before those it writes to
}

void Deck::setSound(bool on)
{
    if (on == (m_sound != nullptr))
        return;
    if (on) {
        m_sound = std::make_unique<QAudioOutput>();
        m_sound->setVolume(m_amplitude);
        if (m_player != nullptr)
            m_player->setAudioOutput(m_sound.get());
        return;
    }
    if (m_player != nullptr)
        m_player->setAudioOutput(nullptr);
    m_sound.reset();
}

void Deck::setAmplitude(float amplitude)
{
    m_amplitude = amplitude;
    if (m_sound != nullptr)
        m_sound->setVolume(amplitude);
}

void Deck::load(const Film &film, std::chrono::milliseconds from)
{
    unload();
    m_film = film;
    m_place = from;
    m_from = from;
    m_ticket = m_source.open(film, from);
}

void Deck::cutOff()
{
    ++m_load;
    if (m_player != nullptr)
        m_player->disconnect(this);
    if (m_sink != nullptr)
        m_sink->disconnect(this);
    if (m_ticket != 0)
        m_source.abort(m_ticket);
    m_ticket = 0;
}

void Deck::unload()
{
    cutOff();
    if (m_player != nullptr && m_facts) {
        m_player->stop();
        m_player->setSource({});
    }
    m_film.reset();
    m_facts.reset();
    m_lastFrame = {};
    m_seeking.reset();
    m_wantsToPlay = false;
    m_loading = false;
    m_starving = false;
    m_ended = false;
}

void Deck::abandon()
{
    cutOff();
    m_film.reset();
    m_facts.reset();
    // A thread of theirs is stuck for good: whatever touches them waits for it for ever.
    static_cast<void>(m_player.release());
    static_cast<void>(m_sink.release());
    static_cast<void>(m_sound.release());
}

void Deck::start(const QUrl &address, FilmOrigin origin, const FilmFacts &facts)
{
    m_origin = origin;
    m_facts = facts;
    listen();
    m_player->setSource(address);
    // Qt 6.4 has loaded it by now; since 6.5 it loads in the background, and a position set before
    // that is lost.
    m_loading = m_player->mediaStatus() == QMediaPlayer::LoadingMedia;
    if (!m_loading)
        begin();
    Q_EMIT ready();
}

void Deck::begin()
{
    if (const auto from = std::exchange(m_from, 0ms); from > 0ms)
        m_player->setPosition(from.count());
    if (m_wantsToPlay)
        m_player->play();
    else
        m_player->pause();
}

void Deck::listen()
{
    // Frames come from a renderer's thread and may still be queued when the film is long gone.
    connect(m_sink.get(), &QVideoSink::videoFrameChanged, this,
            [this, load = m_load](const QVideoFrame &videoFrame) {
                if (load != m_load || !videoFrame.isValid() || m_seeking)
                    return; // an invalid one is how a stop looks: the last picture is kept
                if (!m_lastFrame.isValid())
                    m_source.shown(m_ticket);
                m_lastFrame = videoFrame;
                Q_EMIT frame(videoFrame);
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
                        if (!m_lastFrame.isValid()) {
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

void Deck::play()
{
    m_wantsToPlay = true;
    if (m_player != nullptr && m_facts && !m_loading && !m_seeking && !m_ended)
        m_player->play();
}

void Deck::pause()
{
    m_wantsToPlay = false;
    if (m_player != nullptr && m_facts && !m_loading && !m_ended)
        m_player->pause();
}

void Deck::seek(std::chrono::milliseconds position)
{
    if (!m_facts || m_loading) {
        m_from = position;
        return;
    }
    m_seeking = position;
    m_ended = false;
    m_player->pause();
    m_source.prepare(m_ticket, position);
}

} // namespace Medio::PlayerQt
