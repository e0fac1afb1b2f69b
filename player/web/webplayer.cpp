// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/webplayer.h"

#include "app/base/logging.h"
#include "app/base/overloaded.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::PlayerWeb {
namespace {

using std::chrono::milliseconds;

// What medio-web-player exits with; see its --help.
constexpr int usageError = 2;
constexpr int tooMuchMemory = 3;

// A program that floods us may take this much of a turn of the event loop.
constexpr int mostLinesAtOnce = 50;

} // namespace

WebPlayer::WebPlayer(Options options, QObject *parent)
    : Player(parent)
    , m_options(std::move(options))
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // In a group of its own, so that what it starts ends with it; it ends with us, whatever ends us;
    // and when memory runs out, the system takes it before the kiosk.
    m_process.setChildProcessModifier([] {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
        if (file >= 0) {
            [[maybe_unused]] const auto written = ::write(file, "600", 3);
            ::close(file);
        }
    });
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    m_process.setUnixProcessParameters(QProcess::UnixProcessFlag::UseVFork);
#endif
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &WebPlayer::read);
    connect(&m_process, &QProcess::finished, this, &WebPlayer::ended);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) // any other one is followed by finished()
            notStarted();
    });

    for (QTimer *timer : {&m_silence, &m_obedience, &m_idle, &m_farewell, &m_still})
        timer->setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        // Perhaps it was this thread that did not listen: then there is something to read.
        m_process.waitForReadyRead(0);
        read();
        if (!m_silence.isActive())
            distrust(u"nothing"_s);
    });
    m_obedience.setInterval(m_options.obedience);
    connect(&m_obedience, &QTimer::timeout, this, [this] { distrust(u"nothing when told to stop"_s); });
    m_idle.setInterval(m_options.idle);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        m_process.closeWriteChannel();
        m_farewell.start();
    });
    m_farewell.setInterval(m_options.farewell);
    connect(&m_farewell, &QTimer::timeout, this, &WebPlayer::kill);
    connect(&m_still, &QTimer::timeout, this, [this] {
        if (m_showing && m_showing->isSeen && m_showing->isWanted &&
            !std::exchange(m_showing->isStalled, true))
            Q_EMIT stalled(m_showing->start);
    });
}

WebPlayer::~WebPlayer()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    kill();
    m_process.waitForFinished(1000); // SIGKILL does not take longer
}

bool WebPlayer::isInstalled() const
{
    const QFileInfo program(m_options.program);
    return program.isFile() && program.isExecutable();
}

void WebPlayer::setPlace(const QRect &where)
{
    if (std::exchange(m_place, where) != where)
        say(PlaceWindow{where});
}

void WebPlayer::setStrip(const QByteArray &png, bool onRight)
{
    const ShowStrip strip{png, onRight};
    if (png.size() <= longestPicture && std::exchange(m_strip, strip) != strip)
        say(strip);
}

Player::Start WebPlayer::open(const Film &film, milliseconds from)
{
    const Start start = ++m_last;
    m_still.stop();
    m_obedience.stop();
    m_idle.stop();
    m_awaiting.reset();
    m_showing = Showing{start, from, film.duration.value_or(milliseconds(0))};
    const auto what = webFilmOf(film.address);
    if (!what || !isInstalled()) {
        QMetaObject::invokeMethod(
            this,
            [this, start, isKnown = what.has_value()] {
                if (m_showing && m_showing->start == start)
                    giveUp(isKnown ? FilmFailure::Unreachable : FilmFailure::Broken,
                           isKnown ? u"medio-web-player is not installed"_s : u"no film of a platform"_s);
            },
            Qt::QueuedConnection);
        return start;
    }
    const OpenFilm order{start, *what, std::clamp(from, milliseconds(0), longestFilm), m_options.language};
    launch();
    if (m_isDying)
        m_awaiting = order;
    else
        show(order);
    return start;
}

void WebPlayer::preload(const Film &film, milliseconds)
{
    if (!webFilmOf(film.address) || !isInstalled())
        return;
    launch();
    if (!m_showing && m_process.state() != QProcess::NotRunning)
        m_idle.start();
}

void WebPlayer::pause()
{
    if (!m_showing)
        return;
    m_showing->isWanted = false;
    m_still.stop();
    say(PauseFilm{});
}

void WebPlayer::play()
{
    if (!m_showing)
        return;
    m_showing->isWanted = true;
    m_showing->motion = Motion::Waiting;
    m_standing.start();
    m_still.start(m_options.waiting);
    say(SetLoudness{m_loudness});
    say(PlayFilm{});
}

void WebPlayer::seek(milliseconds position)
{
    if (!m_showing)
        return;
    const milliseconds end = m_showing->duration > milliseconds(0) ? m_showing->duration : longestFilm;
    m_showing->position = std::clamp(position, milliseconds(0), end);
    say(SeekFilm{m_showing->position});
}

void WebPlayer::stop()
{
    if (!std::exchange(m_showing, std::nullopt))
        return;
    m_still.stop();
    m_awaiting.reset();
    rest();
}

void WebPlayer::setVolume(double loudness)
{
    m_loudness = std::clamp(loudness, 0.0, 1.0);
    say(SetLoudness{m_loudness});
}

void WebPlayer::fadeOut(milliseconds duration)
{
    if (!m_showing)
        return;
    m_showing->isWanted = false;
    m_still.stop();
    say(FadeFilm{std::clamp(duration, milliseconds(0), longestFilm)});
}

milliseconds WebPlayer::position() const
{
    return m_showing ? m_showing->position : milliseconds(0);
}

milliseconds WebPlayer::duration() const
{
    return m_showing ? m_showing->duration : milliseconds(0);
}

/// The program runs, or is about to.
void WebPlayer::launch()
{
    if (m_farewell.isActive()) // it was to end: a new one is quicker than to ask
        kill();
    if (m_process.state() != QProcess::NotRunning)
        return;
    m_reason.clear();
    m_silence.start(m_options.start);
    m_process.start(m_options.program, m_options.arguments);
    m_group = m_process.processId();
    say(PlaceWindow{m_place});
    say(m_strip);
}

void WebPlayer::show(const OpenFilm &order)
{
    say(SetLoudness{m_loudness});
    say(order);
    if (!m_showing->isWanted)
        say(PauseFilm{});
}

void WebPlayer::say(const Order &order)
{
    if (m_process.state() != QProcess::NotRunning && !m_farewell.isActive() && !m_isDying)
        m_process.write(toLine(order));
}

void WebPlayer::read()
{
    for (int i = 0; m_reason.isEmpty() && m_process.canReadLine(); ++i) {
        if (i == mostLinesAtOnce) { // the rest in the next turn of the event loop
            QMetaObject::invokeMethod(this, &WebPlayer::read, Qt::QueuedConnection);
            return;
        }
        const auto report = reportFromLine(m_process.readLine(longestReport + 2));
        if (!report)
            return distrust(report.error());
        m_silence.start(m_options.silence);
        take(*report);
    }
    if (m_process.bytesAvailable() > longestReport && !m_process.canReadLine())
        distrust(u"a line without an end"_s);
}

void WebPlayer::take(const Report &report)
{
    const auto isPresent = [this](quint64 film) {
        return m_showing && m_showing->start == film;
    };
    std::visit(Overloaded{
                   [](const Alive &) {},
                   [&](const Ready &ready) {
                       if (isPresent(ready.film))
                           opened(ready.duration);
                   },
                   [&](const Moved &moved) {
                       if (isPresent(moved.film))
                           take(moved);
                   },
                   [&](const FilmFailed &failed) {
                       if (isPresent(failed.film))
                           giveUp(failed.failure, failed.detail);
                   },
                   [this](const Vacant &) { m_obedience.stop(); },
                   [this](const KeyPressed &pressed) {
                       Q_EMIT keyPressed(static_cast<Qt::Key>(pressed.key),
                                         Qt::KeyboardModifiers::fromInt(pressed.modifiers));
                   },
               },
               report);
}

void WebPlayer::take(const Moved &moved)
{
    // What a page says of its motion is charged to the child for as long only as the film's time moves now
    // and then.
    const Motion before = std::exchange(m_showing->motion, moved.motion);
    const bool hasMoved = std::exchange(m_showing->position, moved.position) != moved.position;
    if (hasMoved || !m_showing->isSeen)
        m_standing.start();
    if (moved.duration > milliseconds(0))
        m_showing->duration = moved.duration;
    switch (moved.motion) {
    case Motion::Playing:
        if (hasMoved || before != Motion::Playing)
            goesOn();
        break;
    case Motion::Waiting:
    case Motion::Paused: // by the platform, when nobody asked for it
        if (before == Motion::Playing && m_showing->isWanted)
            m_still.start(std::min(m_options.waiting, standingLeft()));
        break;
    case Motion::Ended: {
        const Start start = m_showing->start;
        const bool wasSeen = m_showing->isSeen;
        stop();
        Q_EMIT Player::ended(start, wasSeen);
        break;
    }
    }
}

void WebPlayer::opened(milliseconds duration)
{
    if (duration > milliseconds(0))
        m_showing->duration = duration;
    if (!std::exchange(m_showing->isOpened, true))
        Q_EMIT Player::opened(m_showing->start, FilmOrigin::Stream, m_showing->duration);
}

/// How long the film's time may go on standing before the film is taken for stuck.
milliseconds WebPlayer::standingLeft() const
{
    return std::max(m_options.advertisement - milliseconds(m_standing.elapsed()), milliseconds(0));
}

/// Who hears a signal may have stopped the film or opened another one.
void WebPlayer::goesOn()
{
    const Start start = m_showing->start;
    const milliseconds left = standingLeft();
    if (left == milliseconds(0))
        return; // it says that it plays, as before
    m_still.start(left);
    opened(milliseconds(0));
    if (!m_showing || m_showing->start != start)
        return;
    if (!std::exchange(m_showing->isSeen, true))
        Q_EMIT firstFrame(start);
    else if (std::exchange(m_showing->isStalled, false))
        Q_EMIT resumed(start);
}

/// The present film is over for this reason.
void WebPlayer::giveUp(FilmFailure failure, const QString &detail)
{
    if (!m_showing)
        return;
    const Start start = m_showing->start;
    qCWarning(lcPlayer, "film of a platform: %s (%s)", qUtf8Printable(nameOf(failure)),
              qUtf8Printable(detail));
    stop();
    Q_EMIT failed(start, failure, detail);
}

/// No film is wanted: the program throws its page away, and ends when nobody asks for another one.
void WebPlayer::rest()
{
    if (m_process.state() == QProcess::NotRunning || m_farewell.isActive() || m_isDying)
        return;
    say(StopFilm{});
    m_obedience.start();
    m_idle.start();
}

void WebPlayer::distrust(const QString &reason)
{
    m_reason = u"medio-web-player said "_s + reason;
    qCWarning(lcPlayer, "%s: it is killed", qUtf8Printable(m_reason));
    kill();
}

void WebPlayer::kill()
{
    stopProgramTimers();
    if (m_process.state() == QProcess::NotRunning)
        return; // there is no end to be heard of
    m_isDying = true;
    killGroup();
    m_process.kill(); // it may not have had the time to make the group
}

void WebPlayer::killGroup()
{
    // As long as one of the group lives, no other process or group can have the number.
    if (m_group > 0)
        ::kill(static_cast<pid_t>(-m_group), SIGKILL);
}

/// Perhaps from within open(), which must not fail a start whose number nobody knows yet.
void WebPlayer::notStarted()
{
    stopProgramTimers();
    m_group = 0;
    m_isDying = false;
    const QString detail = u"%1 can't be started: %2"_s.arg(m_options.program, m_process.errorString());
    qCWarning(lcPlayer, "%s", qUtf8Printable(detail));
    if (!m_showing)
        return;
    QMetaObject::invokeMethod(
        this,
        [this, start = m_showing->start, detail] {
            if (m_showing && m_showing->start == start)
                giveUp(FilmFailure::PlayerLost, detail);
        },
        Qt::QueuedConnection);
}

void WebPlayer::stopProgramTimers()
{
    for (QTimer *timer : {&m_silence, &m_obedience, &m_idle, &m_farewell})
        timer->stop();
}

void WebPlayer::ended(int exitCode, QProcess::ExitStatus status)
{
    killGroup();
    m_group = 0;
    m_isDying = false;
    stopProgramTimers();
    if (const auto order = std::exchange(m_awaiting, std::nullopt)) {
        launch();
        show(*order);
        return;
    }
    if (m_reason.isEmpty()) {
        m_reason = status == QProcess::CrashExit ? u"medio-web-player crashed"_s
                   : exitCode == tooMuchMemory   ? u"medio-web-player took too much memory"_s
                   : exitCode == usageError      ? u"medio-web-player refuses to run here"_s
                                                 : u"medio-web-player ended (%1)"_s.arg(exitCode);
    }
    giveUp(FilmFailure::PlayerLost, m_reason);
}

} // namespace Medio::PlayerWeb
