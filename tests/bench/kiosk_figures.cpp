// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The kiosk's figures, taken from outside through the stage: how long from its start to `ready`, from the
// chip in the field to the first reaction, from one film of a playlist to the next, and what the scan screen
// costs (`first_frame` measures films).
// Whole programs, real libnfc, software decoding, offscreen.

#include "tests/bench/figures.h"
#include "tests/bench/stagerun.h"

#include <unistd.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTextStream>
#include <QTimer>

#include <chrono>
#include <ctime>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

QList<QByteArray> statOf(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray stat = file.readAll();
    return stat.mid(stat.lastIndexOf(')') + 2).split(' ');
}

double secondsOfProcessor(qint64 process)
{
    const QList<QByteArray> fields = statOf(process);
    return double(fields.value(11).toLongLong() + fields.value(12).toLongLong()) /
           double(sysconf(_SC_CLK_TCK));
}

double residentMegabytes(qint64 process)
{
    QFile file(u"/proc/%1/status"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

/// The kiosk among the descendants of the stage; 0 if there is none (yet).
qint64 kioskBelow(qint64 stage)
{
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        bool isNumber = false;
        const qint64 process = entry.toLongLong(&isNumber);
        if (!isNumber ||
            !QFileInfo(u"/proc/%1/exe"_s.arg(process)).symLinkTarget().endsWith(u"/medio-kiosk-stage"))
            continue;
        for (qint64 parent = process; parent > 1; parent = statOf(parent).value(1).toLongLong()) {
            if (parent == stage)
                return process;
        }
    }
    return 0;
}

/// Since the process was started, by the clock that its start is stamped with (10 ms steps).
double millisecondsSinceStart(qint64 process)
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double started = double(statOf(process).value(19).toLongLong()) / double(sysconf(_SC_CLK_TCK));
    return (double(now.tv_sec) + double(now.tv_nsec) / 1e9 - started) * 1000;
}

/// The film is played to its end once, so that it lies on the disk; then it is started again and again, each
/// time at another moment of the reader's turn and from the scan screen. Then the day's time is used up, and
/// everything sleeps; at last a playlist of three plays some times for another child.
QByteArray script(int placements, int playlists, milliseconds idle)
{
    QByteArray lines =
        "child Otter\nexpect screen name=scan\nwait " + QByteArray::number(qint64(idle.count())) + "\n";
    lines += "place rocket\nexpect first-frame within 15000\nexpect video-ended within 30000\n"
             "expect screen name=scan within 10000\nlift\n";
    QRandomGenerator random(1); // the same waits in every run
    for (int i = 0; i < placements; ++i) {
        lines +=
            "wait " + QByteArray::number(random.bounded(300, 700)) + "\nplace rocket\nexpect first-frame\n";
        lines += "swipe down\nexpect screen name=scan\nlift\n";
    }
    lines += "parent limit Otter 1\nplace owl\nexpect first-frame within 15000\n"
             "expect limit-reached within 75000\nexpect screen name=sleeping within 20000\nlift\nwait " +
             QByteArray::number(qint64(idle.count())) + "\nchild Badger\nexpect screen name=scan\n";
    for (int i = 0; i < playlists; ++i) {
        lines += "place whale\nexpect video-ended video=whale-3 within 60000\n"
                 "expect screen name=scan within 10000\nlift\n";
    }
    return lines;
}

class Run : public QObject
{
public:
    Run(const QString &films, int placements, int playlists, milliseconds idle)
        : m_stage(
              script(placements, playlists, idle), {u"--films"_s, films},
              [this](const QString &event, double t, const QJsonObject &line) { hear(event, t, line); },
              [this](int status) { finish(status); })
        , m_idle(idle)
    {
    }

private:
    void hear(const QString &event, double t, const QJsonObject &line)
    {
        if (event == u"ready" && m_kiosk == 0) {
            m_kiosk = kioskBelow(m_stage.process());
            m_ready = millisecondsSinceStart(m_kiosk);
        } else if (event == u"screen" && line.value("name"_L1) == "scan"_L1 && !m_awake.isMeasured) {
            measure(m_awake);
        } else if (event == u"screen" && line.value("name"_L1) == "sleeping"_L1 && !m_asleep.isMeasured) {
            measure(m_asleep);
        } else if (event == u"chip-in-field") {
            m_inField = t;
            m_ended = 0;
        } else if (event == u"feedback") {
            m_feedback.add(t - m_inField);
        } else if (event == u"video-ended") {
            m_ended = t;
        } else if (event == u"first-frame" && m_ended > 0) {
            m_next.add(t - m_ended); // nobody placed a chip in between
        }
    }

    struct Rest
    {
        bool isMeasured = false;
        double percent = 0;
        double resident = 0;
    };

    /// After a moment for the picture to settle.
    void measure(Rest &rest)
    {
        rest.isMeasured = true;
        QTimer::singleShot(2s, this, [this, &rest] {
            const double before = secondsOfProcessor(m_kiosk);
            auto elapsed = std::make_shared<QElapsedTimer>();
            elapsed->start();
            QTimer::singleShot(m_idle - 4s, this, [this, &rest, before, elapsed] {
                rest.percent =
                    100 * (secondsOfProcessor(m_kiosk) - before) / (double(elapsed->elapsed()) / 1000);
                rest.resident = residentMegabytes(m_kiosk);
            });
        });
    }

    void finish(int status)
    {
        out() << "kiosk start -> ready:        " << QString::number(m_ready, 'f', 0) << " ms (bound 1000)\n"
              << "idle on the scan screen:     " << QString::number(m_awake.percent, 'f', 1)
              << " % of a core (bound 8), " << QString::number(m_awake.resident, 'f', 0)
              << " MB resident (bound 150)\n"
              << "at rest, everything sleeps:  " << QString::number(m_asleep.percent, 'f', 1)
              << " % of a core (bound 2), " << QString::number(m_asleep.resident, 'f', 0)
              << " MB resident (bound 150)\n"
              << "chip in field -> feedback:   " << m_feedback.inMilliseconds() << " (bounds 60, 100)\n"
              << "film ended -> next painted:  " << m_next.inMilliseconds() << " (bounds 50, 100)\n";
        out().flush();
        QCoreApplication::exit(status);
    }

    Medio::Bench::StageRun m_stage;
    milliseconds m_idle;
    qint64 m_kiosk = 0;
    double m_ready = 0;
    Rest m_awake;
    Rest m_asleep;
    double m_inField = 0;
    Medio::Bench::Figures m_feedback;
    double m_ended = 0; ///< 0: none, or a chip came since
    Medio::Bench::Figures m_next;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures the kiosk through the stage."_s);
    parser.addHelpOption();
    const QCommandLineOption films(u"films"_s, u"Folder of the sample films (medio-films --out)."_s,
                                   u"DIR"_s);
    const QCommandLineOption placements(u"placements"_s, u"How often the chip is placed."_s, u"N"_s, u"40"_s);
    const QCommandLineOption playlists(u"playlists"_s, u"How often a playlist of three films plays."_s,
                                       u"N"_s, u"10"_s);
    const QCommandLineOption idle(
        u"idle"_s, u"Seconds on the scan screen before the first chip, at least 6."_s, u"SECONDS"_s, u"24"_s);
    parser.addOptions({films, placements, playlists, idle});
    parser.process(application);
    const int count = parser.value(placements).toInt();
    const int rounds = parser.value(playlists).toInt();
    const int seconds = parser.value(idle).toInt();
    if (!parser.isSet(films) || count < 1 || rounds < 1 || seconds < 6) {
        QTextStream(stderr) << "kiosk_figures: --films DIR, --placements and --playlists of 1 or more, "
                               "--idle of 6 or more\n";
        return 2;
    }
    const Run run(parser.value(films), count, rounds, std::chrono::seconds(seconds));
    return QCoreApplication::exec();
}
