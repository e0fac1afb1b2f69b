// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From film to film in a playlist: from the last frame on the screen to the next film's first one and to
// its first one that moves, each after the paint that drew it, in the children's real window. Then some
// changes more with a grab of the window after each paint, none of which may be black, and what a private
// PulseAudio heard meanwhile: both films' tones at once, and the silence between them.
//   film_to_film [--changes N]

#include "player/qtmultimedia/backend.h"
#include "tests/bench/figures.h"
#include "tests/bench/filmrig.h"
#include "tests/support/loopwatch.h"
#include "tests/support/soundserver.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEvent>
#include <QTextStream>

#include <cmath>
#include <numbers>
#include <optional>

using namespace Medio;
using namespace Medio::Bench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr double filmLength = 2; // s
constexpr int soundRate = 44100;
constexpr int soundWindow = soundRate / 100; // 10 ms

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// How much of this tone is in these samples (Goertzel), as an amplitude.
double toneIn(const qint16 *samples, int count, double hertz)
{
    const double step = 2 * std::cos(2 * std::numbers::pi * hertz / soundRate);
    double one = 0;
    double two = 0;
    for (int i = 0; i < count; ++i) {
        const double next = samples[i] + step * one - two;
        two = one;
        one = next;
    }
    return 2 * std::sqrt(std::max(0.0, one * one + two * two - step * one * two)) / count;
}

/// What was heard, in steps of 10 ms.
struct Heard
{
    Figures silences; ///< between two films, ms
    int changes = 0;
    int overlaps = 0; ///< changes during which both tones were heard for more than one step
};

Heard listenTo(const QByteArray &recorded)
{
    // A quarter of what a film's tone has; a tone that begins or ends within a step is in both sums.
    Heard heard;
    const auto *samples = reinterpret_cast<const qint16 *>(recorded.constData());
    const auto steps = recorded.size() / qsizetype(sizeof(qint16)) / soundWindow;
    double loudest = 0;
    std::vector<std::pair<double, double>> tones;
    for (qsizetype i = 0; i < steps; ++i) {
        tones.emplace_back(toneIn(samples + i * soundWindow, soundWindow, TwoFilms::lowTone),
                           toneIn(samples + i * soundWindow, soundWindow, TwoFilms::highTone));
        loudest = std::max({loudest, tones.back().first, tones.back().second});
    }
    const double threshold = loudest / 4;
    int before = 0; // whose tone was heard last: 1 low, 2 high
    int both = 0;
    int silent = 0;
    for (const auto &[low, high] : tones) {
        const int now = (low > threshold ? 1 : 0) + (high > threshold ? 2 : 0);
        if (now == 0) {
            ++silent;
            continue;
        }
        if (now == 3) {
            if (++both == 2)
                ++heard.overlaps;
            continue;
        }
        if (before != 0 && now != before) {
            ++heard.changes;
            heard.silences.add(10.0 * silent);
        }
        before = now;
        silent = 0;
        both = 0;
    }
    return heard;
}

class Run : public QObject
{
public:
    Run(int changes, SoundServer *sound)
        : m_changes(changes)
        , m_films(filmLength)
        , m_rig(m_films, {1280, 720})
        , m_sound(sound)
    {
        m_rig.window().installEventFilter(this);
        connect(&m_rig.player(), &PlayerQt::QtPlayer::pictureReady, this, [this](quint64 start) {
            m_pictureOf = start;
            m_fresh = true;
            m_moves = m_rig.player().position() > 0ms;
        });
        m_rig.start([this] { begin(); });
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_looking && !std::exchange(m_asked, true))
            QMetaObject::invokeMethod(
                this,
                [this] {
                    m_asked = false;
                    painted();
                },
                Qt::QueuedConnection);
        return false;
    }

private:
    void begin()
    {
        if (m_sound != nullptr) {
            m_recorder.start(u"parec"_s, {u"--raw"_s, u"--device=ear.monitor"_s, u"--rate=44100"_s,
                                          u"--channels=1"_s, u"--format=s16le"_s, u"--latency-msec=50"_s});
            m_recorder.waitForStarted();
        }
        connect(&m_rig.player(), &Player::ended, this, [this](quint64, bool complete) {
            if (!complete)
                qFatal("a film broke off");
            next();
        });
        connect(&m_rig.player(), &Player::firstFrame, this,
                [this] { m_rig.player().preload(m_rig.film(m_number + 1), 0ms); });
        m_loop.begin();
        next();
    }

    void next()
    {
        ++m_number;
        if (m_number == m_changes)
            m_longest = m_loop.longest();
        if (m_number == m_changes + 1)
            m_grabs = true;
        if (m_number > m_changes + grabbedChanges) {
            report();
            return;
        }
        m_former = m_lastPaint;
        m_started = m_movedOf = 0;
        m_opened.start();
        m_start = m_rig.open(m_number);
    }

    void painted()
    {
        if (m_grabs)
            look();
        if (!std::exchange(m_fresh, false))
            return; // something else moved
        m_lastPaint.start();
        if (m_pictureOf != m_start || m_number <= 1 || m_grabs || !m_former.isValid())
            return;
        const double passed = double(m_former.nsecsElapsed()) / 1e6;
        if (std::exchange(m_started, m_start) != m_start) {
            m_first.add(passed);
            m_preloaded.add(double(m_opened.nsecsElapsed()) / 1e6);
        }
        if (m_moves && std::exchange(m_movedOf, m_start) != m_start)
            m_moving.add(passed);
    }

    /// Red, blue or the page that turns between them: never black.
    void look()
    {
        const QImage picture =
            m_rig.window().grab().toImage().scaled(64, 36).convertToFormat(QImage::Format_RGB32);
        m_looking = false;
        int black = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                black += qGray(picture.pixel(x, y)) < 16 ? 1 : 0;
        ++m_grabbed;
        const QRgb middle = picture.pixel(picture.width() / 2, picture.height() * 3 / 4);
        m_red += qRed(middle) > qBlue(middle) + 40 ? 1 : 0;
        m_blue += qBlue(middle) > qRed(middle) + 40 ? 1 : 0;
        m_black += black > 64 * 36 / 4 ? 1 : 0;
    }

    void report()
    {
        out() << "grabs of the window around " << grabbedChanges << " changes: " << m_grabbed << " (red "
              << m_red << ", blue " << m_blue << "), black: " << m_black << " (bound 0)\n";
        if (m_sound != nullptr) {
            m_recorder.terminate();
            m_recorder.waitForFinished();
            const Heard heard = listenTo(m_recorder.readAllStandardOutput());
            out() << "changes heard: " << heard.changes << ", two films at once: " << heard.overlaps
                  << " (bound 0), silence between: " << heard.silences.inMilliseconds() << '\n';
        } else {
            out() << "pulseaudio is not installed: nothing was heard\n";
        }
        out() << "longest event of the GUI thread: "
              << QString::number(double(m_longest.count()) / 1e6, 'f', 1)
              << " ms (bound 16; 25 to load a film)\n"
              << "open() of a preloaded film -> its first frame painted: " << m_preloaded.inMilliseconds()
              << " (bound 60)\n"
              << "last frame -> next film's first frame painted: " << m_first.inMilliseconds() << '\n'
              << "last frame -> first moving frame painted:      " << m_moving.inMilliseconds()
              << " (bounds 50, 100)\n";
        out().flush();
        QCoreApplication::exit(m_black == 0 ? 0 : 1);
    }

    static constexpr int grabbedChanges = 6;

    int m_changes;
    TwoFilms m_films;
    FilmRig m_rig;
    LoopWatch m_loop;
    SoundServer *m_sound; ///< null: there is none
    QProcess m_recorder;
    int m_number = 0;
    quint64 m_start = 0;
    quint64 m_pictureOf = 0;
    bool m_fresh = false; ///< a picture came since the last paint
    bool m_moves = false;
    bool m_asked = false;
    bool m_looking = false;
    bool m_grabs = false;
    quint64 m_started = 0;
    quint64 m_movedOf = 0;
    QElapsedTimer m_lastPaint;
    QElapsedTimer m_former; ///< since the last paint of the film before
    QElapsedTimer m_opened;
    Figures m_preloaded;
    Figures m_first;
    Figures m_moving;
    std::chrono::nanoseconds m_longest{0};
    int m_grabbed = 0;
    int m_red = 0;
    int m_blue = 0;
    int m_black = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    if (const auto chosen = PlayerQt::chooseBackend(); !chosen)
        qFatal("%s", qPrintable(chosen.error()));
    SoundServer server;
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption changes(u"changes"_s, u"How many changes are timed."_s, u"N"_s, u"100"_s);
    parser.addOption(changes);
    parser.process(QCoreApplication::arguments());
    const bool heard = server.startWithDevice(SoundServer::Kind::PulseAudio, u"ear"_s);
    const Run run(std::clamp(parser.value(changes).toInt(), 1, 10000), heard ? &server : nullptr);
    return QCoreApplication::exec();
}
