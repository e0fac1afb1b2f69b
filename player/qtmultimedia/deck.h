// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmsource.h"

#include <QElapsedTimer>
#include <QObject>
#include <QVideoFrame>

#include <chrono>
#include <memory>
#include <optional>

class QAudioOutput;
class QMediaPlayer;
class QVideoSink;

namespace Medio::PlayerQt {

/// One film in one QMediaPlayer, of which it is the only owner, so that the order is always kept:
/// its signals are disconnected, then its bytes are cut off at the source, and only then is it
/// touched (Qt 6.4 waits in stop(), setSource(), setPosition() and the destructor for a read that
/// is under way). A player that gives no sign of life is not touched any more: it is let go, and the
/// deck has a new one. Nothing is heard of a film that was unloaded.
/// GUI thread.
class Deck : public QObject
{
    Q_OBJECT
public:
    explicit Deck(FilmSource &source, QObject *parent = nullptr);
    ~Deck() override;

    /// Whether it makes sound. Changes at once, also while a film plays; of a film that waits for
    /// its bytes once they come.
    void setSound(bool on);
    /// The sound that it will make goes to the default device, which became another.
    void moveSound();
    [[nodiscard]] bool hasSound() const { return m_sound != nullptr; }
    void setAmplitude(float amplitude);

    /// Unloads what was there, asks for this film and gets its first picture ready, paused.
    void load(const Film &film, std::chrono::milliseconds from);
    void unload();

    void play();
    void pause();
    /// The pictures before `position` are shown no more; the film goes on there once its bytes
    /// are at hand. One that is not wholly here is asked for anew, with another ticket. A film that
    /// can't seek stays there.
    void seek(std::chrono::milliseconds position);

    /// As unload(), but the player is let go: it hung, or nobody knows. Not one that was given nothing yet.
    void abandon();

    [[nodiscard]] const std::optional<Film> &film() const { return m_film; }
    /// Whether it was loaded with this film, to be shown from there, and nothing was played of it.
    [[nodiscard]] bool holds(const Film &film, std::chrono::milliseconds from) const
    {
        return m_film == film && m_place == from && !m_wantsToPlay;
    }
    [[nodiscard]] std::chrono::milliseconds place() const
    {
        return m_place;
    } ///< where load() was told to begin
    /// place() is none of its film, or of its last moment (another film lies there now, a shorter one): it
    /// begins at 0. Known once it is ready.
    [[nodiscard]] bool beginsAnew() const { return m_beginsAnew; }
    [[nodiscard]] bool isReady() const { return m_facts.has_value(); } ///< origin() and facts() are known
    [[nodiscard]] bool isAwaited() const
    {
        return m_awaited;
    } ///< its bytes, since it was loaded or sent elsewhere
    [[nodiscard]] FilmOrigin origin() const { return m_origin; }
    [[nodiscard]] const FilmFacts &facts() const { return *m_facts; }
    [[nodiscard]] const QVideoFrame &lastFrame() const { return m_lastFrame; } ///< invalid: none yet
    [[nodiscard]] bool isStarving() const { return m_starving; }
    [[nodiscard]] bool isSeeking() const { return m_seeking.has_value(); }
    [[nodiscard]] bool hasEnded() const { return m_ended; } ///< the media library says so
    /// The last picture, or one of the two before it, was seen or sought.
    [[nodiscard]] bool isNearEnd() const;
    /// The media library's own clock: it follows the sound, and stands still when that does.
    [[nodiscard]] std::chrono::milliseconds clock() const;

Q_SIGNALS:
    void ready();
    void frame(const QVideoFrame &frame);
    void starving();
    void flowing();
    void ended(); ///< the media library has no more to show, for whatever reason
    void failed(Medio::FilmFailure failure, const QString &detail);

private:
    /// Hears nothing more of the player and cuts its bytes off at the source.
    void cutOff();
    /// Cut off; nothing is in the player any more.
    void empty();
    void forget();
    void makePlayer();
    void letPlayerGo();
    void start(const QUrl &address, FilmOrigin origin, const FilmFacts &facts);
    void begin();
    void reload(std::chrono::milliseconds position);
    void jump(std::chrono::milliseconds position);
    void listen();
    void see(const QVideoFrame &frame);
    void applySound();
    /// To play or to pause: else it is when it has its film, or is where it was sent.
    [[nodiscard]] bool mayBeTold() const;
    /// It should have given a sign of life by now.
    [[nodiscard]] bool isSilent() const;
    [[nodiscard]] bool isLate(const QVideoFrame &frame);

    FilmSource &m_source;
    std::unique_ptr<QMediaPlayer> m_player;
    std::unique_ptr<QVideoSink> m_sink;
    std::unique_ptr<QAudioOutput> m_sound;
    bool m_wantsSound = false;
    float m_amplitude = 1;

    std::optional<Film> m_film;
    std::chrono::milliseconds m_place{0};
    std::chrono::milliseconds m_from{0}; ///< where the media library has yet to be sent
    bool m_beginsAnew = false;
    FilmSource::Ticket m_ticket = 0;
    bool m_awaited = false; ///< what the source says of the ticket
    quint64 m_load = 0;     ///< grows with each film: frames of older ones are still on their way
    std::optional<FilmFacts> m_facts;
    FilmOrigin m_origin = FilmOrigin::Stream;
    QVideoFrame m_lastFrame;
    std::optional<std::chrono::milliseconds> m_seeking; ///< it is on its way there
    std::optional<std::chrono::milliseconds> m_landing; ///< where the next frame is expected after a seek
    int m_lateFrames = 0;
    QElapsedTimer m_sinceSign; ///< of life
    bool m_loading = false;    ///< the media library is at it
    bool m_wantsToPlay = false;
    bool m_starving = false;
    bool m_ended = false;
};

} // namespace Medio::PlayerQt
