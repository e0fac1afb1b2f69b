// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmpicture.h"
#include "player/player.h"
#include "player/qtmultimedia/sounddevice.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QVariantAnimation>

#include <memory>
#include <optional>

class QVideoFrame;

namespace Medio {
class FilmSource;
}

namespace Medio::PlayerQt {

class Deck;

/// The player on Qt Multimedia. Two decks: one plays, the other holds the next film's first
/// picture, so that open() of a preloaded film moves within a frame. What Qt says of ends and
/// errors is not believed: a film's end is judged by its frames' times against its rehearsed
/// facts, a stall by frames that don't come.
///
/// What does not happen is told apart so: frames stay away and the source starves = the network
/// (stalled, resumed); they stay away with bytes at hand = the player (abandoned, PlayerLost), but for a
/// picture that rests; its clock stands still with bytes at hand = the sound (the film plays on without
/// it); Qt calls it over before the rehearsed end = a film that broke off.
///
/// GUI thread. The source must outlive it. `ended` comes when the last frame has been shown for
/// as long as a frame is shown: open() of the next film from within it leaves no gap.
class QtPlayer final : public Player
{
    Q_OBJECT
public:
    explicit QtPlayer(FilmSource &source, QObject *parent = nullptr);
    ~QtPlayer() override;

    Start open(const Film &film, std::chrono::milliseconds from) override;
    void preload(const Film &film, std::chrono::milliseconds from) override;
    void pause() override;
    void play() override;
    void seek(std::chrono::milliseconds position) override;
    void stop() override;
    void setVolume(double loudness) override;
    void fadeOut(std::chrono::milliseconds duration) override;
    [[nodiscard]] std::chrono::milliseconds position() const override;
    [[nodiscard]] std::chrono::milliseconds duration() const override;
    [[nodiscard]] QList<std::chrono::milliseconds> chapters() const override;

    /// A picture that stands for longer than this, with bytes at hand, is a player that hangs. A minute,
    /// but for trials: of a film without sound nothing else tells one from the other. Its last one stands no
    /// longer, whatever the film says.
    void setLongestRest(std::chrono::milliseconds rest) { m_longestRest = rest; }

Q_SIGNALS:
    /// A frame as it was decoded. Before firstFrame of its start, and none after the start is over:
    /// whoever shows it keeps showing the last one.
    void pictureReady(quint64 start, const Medio::FilmPicture &picture);

    /// Films are heard, or not: devices come and go, also in mid-film.
    void soundFound();
    void soundLost();

private:
    void listenTo(Deck *deck);
    void preloadNow();
    void sayOpened();
    void standWhereItBegins();
    void show(const QVideoFrame &frame);
    void watchEnd();
    [[nodiscard]] bool hasRestedToTheEnd() const;
    [[nodiscard]] bool isLastShown() const;
    [[nodiscard]] bool restsToTheEnd() const;
    void reachEnd();
    void endHere();
    void watch();
    void fail(FilmFailure failure, const QString &detail);
    void finish();
    [[nodiscard]] bool isHeard() const;
    void restoreVolume();
    void setFactor(double factor);
    void adaptSound(bool there);
    void glideTo(double factor, std::chrono::milliseconds duration);
    void unloadFormer();

    FilmSource &m_source;
    SoundDevice m_sound;

    std::unique_ptr<Deck> m_deck; ///< what plays
    std::unique_ptr<Deck> m_next; ///< what is preloaded
    struct Preload
    {
        Film film;
        std::chrono::milliseconds from;
    };
    std::optional<Preload> m_preload; ///< waits until the present film moves
    bool m_formerWaits = false;       ///< m_next is what played before a swap

    Start m_starts = 0;
    Start m_start = 0; ///< 0: none, or over
    bool m_playing = false;
    bool m_opened = false;
    bool m_shown = false; ///< its first frame
    bool m_stalled = false;
    std::chrono::microseconds m_lastFrame{0}; ///< start of the last one shown
    std::chrono::milliseconds m_from{0};
    QElapsedTimer m_sinceFrame;
    std::chrono::nanoseconds m_stood{0}; ///< the last one, before the film was paused

    QTimer m_end;         ///< when the last frame has been shown long enough
    QTimer m_watch;       ///< for what does not happen
    QElapsedTimer m_pace; ///< how fast the film moves, to notice a sound device that died
    std::chrono::milliseconds m_paceFrom{0};
    std::chrono::milliseconds m_clock{0}; ///< of the film, as it was seen last
    bool m_stands = false;                ///< the clock stood as still as the picture
    std::chrono::milliseconds m_longestRest = std::chrono::minutes(1);

    double m_loudness = 1; ///< what is heard
    double m_factor = 1;   ///< of a fade
    QVariantAnimation m_fade;
    QVariantAnimation m_glide; ///< from one loudness to another
};

} // namespace Medio::PlayerQt
