// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/player.h"
#include "player/web/webprotocol.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QProcess>
#include <QRect>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <optional>

namespace Medio::PlayerWeb {

/// Films of a platform, shown by the program medio-web-player: a browser with nothing but the platform's
/// own player in it, in a process group of its own. It is started for such a film and gone a minute
/// after the last one; when it hangs, crashes, takes too much memory or does not stop when told, it is
/// killed and the film is PlayerLost. It ends when we end, whatever ends us.
///
/// Its window lies over the kiosk's while a film plays and is away otherwise, so that nothing of ours
/// is ever drawn over a platform's player. GUI thread; nothing here waits. Nothing is preloaded but
/// the empty program.
class WebPlayer final : public Player
{
    Q_OBJECT
public:
    struct Options
    {
        QString program = {};                      ///< absolute path of medio-web-player
        QStringList arguments = {};                ///< of the program; see its --help
        QString language = {};                     ///< of the platforms' own words: "de"; empty: English
        std::chrono::milliseconds start{20000};    ///< until the program's first word
        std::chrono::milliseconds silence{5000};   ///< without a word: killed
        std::chrono::milliseconds obedience{3000}; ///< from "stop" until it has: killed
        std::chrono::milliseconds idle{60000};     ///< without a film: ended
        std::chrono::milliseconds farewell{3000};  ///< to end by itself; then it is killed
        std::chrono::milliseconds waiting{2000};   ///< for bytes, before stalled() is said
        /// A picture that plays and whose time stands is taken for an advertisement for so long: none of the
        /// platforms moves the film's time during one.
        std::chrono::milliseconds advertisement{90000};
    };

    /// Starts are numbered from here on.
    static constexpr Start firstStart = Start(1) << 32;

    explicit WebPlayer(Options options, QObject *parent = nullptr);
    ~WebPlayer() override;

    /// The program is there and may be executed: a package of its own.
    [[nodiscard]] bool isInstalled() const;

    /// Where the film's window lies, in logical pixels of the desktop; empty: the whole screen (the default).
    void setPlace(const QRect &where);
    /// What is seen beside the film: a PNG of the size stripOf() says.
    void setStrip(const QByteArray &png, bool onRight);

    Start open(const Film &film, std::chrono::milliseconds from) override;
    /// Starts the program; fetches nothing.
    void preload(const Film &film, std::chrono::milliseconds from) override;
    void pause() override;
    void play() override;
    void seek(std::chrono::milliseconds position) override;
    void stop() override;
    void setVolume(double loudness) override;
    void fadeOut(std::chrono::milliseconds duration) override;

    [[nodiscard]] std::chrono::milliseconds position() const override;
    [[nodiscard]] std::chrono::milliseconds duration() const override;

    /// Of the running program; 0: none runs.
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

Q_SIGNALS:
    /// Somebody pressed a key while the program's window had the keyboard.
    void keyPressed(Qt::Key key, Qt::KeyboardModifiers modifiers);

private:
    struct Showing
    {
        Start start = 0;
        std::chrono::milliseconds position{0};
        std::chrono::milliseconds duration{0};
        bool isOpened = false;
        bool isSeen = false; ///< had its first frame
        bool isStalled = false;
        bool isWanted = true; ///< to play
        Motion motion = Motion::Waiting;
    };

    void launch();
    void show(const OpenFilm &order);
    void say(const Order &order);
    void read();
    void take(const Report &report);
    void take(const Moved &moved);
    void opened(std::chrono::milliseconds duration);
    [[nodiscard]] std::chrono::milliseconds standingLeft() const;
    void goesOn();
    void giveUp(FilmFailure failure, const QString &detail);
    void distrust(const QString &reason);
    void kill();
    void killGroup();
    void notStarted();
    void ended(int exitCode, QProcess::ExitStatus status);
    void stopProgramTimers();
    void rest();

    const Options m_options;
    QProcess m_process;
    QTimer m_silence;         ///< runs while the program does
    QTimer m_obedience;       ///< runs from StopFilm until Vacant
    QTimer m_idle;            ///< runs while the program has no film
    QTimer m_farewell;        ///< runs from the end of its input until its own
    QTimer m_still;           ///< runs while the film's time stands
    QElapsedTimer m_standing; ///< since the film's time moved, or was told to
    qint64 m_group = 0;       ///< of processes: the program and what it starts
    QString m_reason;         ///< why it is being killed
    bool m_isDying = false;   ///< killed, and its end is not heard of yet

    std::optional<Showing> m_showing;
    std::optional<OpenFilm> m_awaiting; ///< the present film, until a dying program has made room
    Start m_last = firstStart;
    double m_loudness = 1;
    QRect m_place;
    ShowStrip m_strip;
};

} // namespace Medio::PlayerWeb
