// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stays behind after many films: resident memory, descriptors and threads of a process that shows
// films as the kiosk does (gateway, player, window, sound on a private PulseAudio), while a child changes
// them all the time (each after eight frames), and while they play to their ends in a loop: two hours of
// films of a minute are 120 changes, here ten times as fast, with films of 6 s.
// --course tells on the way what the memory is of (every tenth change), to see whether it grows for good.
//   film_changes [--changes N] [--loop N] [--course]

#include "app/start.h"
#include "player/qtmultimedia/backend.h"
#include "tests/bench/filmrig.h"
#include "tests/support/soundserver.h"

#include <malloc.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTextStream>

#include <algorithm>
#include <vector>

using namespace Medio;
using namespace Medio::Bench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr double filmLength = 6; // s
constexpr int settled = 50;      // changes before memory is compared

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

struct Holdings
{
    double megabytes = 0;
    double anonymous = 0; ///< of these: heaps and stacks
    double shared = 0;    ///< of these: what is shared with the sound server and the screen
    double inUse = 0;     ///< of the heaps
    int threads = 0;
    qsizetype descriptors = 0;

    static Holdings now()
    {
        Holdings holdings;
        QFile file(u"/proc/self/status"_s);
        if (!file.open(QIODevice::ReadOnly))
            return holdings;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const double value = line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toDouble();
            if (line.startsWith("VmRSS:"))
                holdings.megabytes = value / 1024;
            else if (line.startsWith("RssAnon:"))
                holdings.anonymous = value / 1024;
            else if (line.startsWith("RssShmem:"))
                holdings.shared = value / 1024;
            else if (line.startsWith("Threads:"))
                holdings.threads = int(value);
        }
        const auto heaps = mallinfo2();
        holdings.inUse = double(heaps.uordblks + heaps.hblkhd) / (1024 * 1024);
        holdings.descriptors = QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System).size();
        return holdings;
    }
};

/// Looked at after each change, at the same moment of a film. What is compared is the median of ten: one
/// look more or less may fall between two frames.
class Course
{
public:
    explicit Course(bool isTold)
        : m_isTold(isTold)
    {
    }

    void look()
    {
        m_looks.push_back(Holdings::now());
        if (!m_isTold || count() % 10 != 0)
            return;
        const Holdings &last = m_looks.back();
        out() << count() << ": " << QString::number(last.megabytes, 'f', 1) << " MB, of these anonymous "
              << QString::number(last.anonymous, 'f', 1) << " (in use " << QString::number(last.inUse, 'f', 1)
              << "), shared " << QString::number(last.shared, 'f', 1) << Qt::endl;
    }
    [[nodiscard]] int count() const { return int(m_looks.size()); }

    void report(const char *name) const
    {
        if (count() < settled + 10) {
            out() << name << ": too few to say anything (" << count() << ")\n";
            return;
        }
        const Holdings early = around(settled);
        const Holdings late = around(m_looks.size() - 10);
        out() << name << ": after " << settled << " changes " << QString::number(early.megabytes, 'f', 1)
              << " MB, " << early.threads << " threads, " << early.descriptors << " descriptors; after "
              << count() << ' ' << QString::number(late.megabytes, 'f', 1) << " MB ("
              << (late.megabytes < early.megabytes ? "" : "+")
              << QString::number(100 * (late.megabytes / early.megabytes - 1), 'f', 1) << " %, bound +5), "
              << late.threads << " threads, " << late.descriptors << " descriptors\n";
    }
    [[nodiscard]] bool isWell() const
    {
        const Holdings early = around(settled);
        const Holdings late = around(m_looks.size() - 10);
        return late.megabytes < 1.05 * early.megabytes && late.threads <= early.threads + 2 &&
               late.descriptors <= early.descriptors + 4;
    }

private:
    [[nodiscard]] Holdings around(std::size_t first) const
    {
        std::vector<double> megabytes;
        Holdings holdings;
        for (std::size_t i = first; i < first + 10 && i < m_looks.size(); ++i) {
            megabytes.push_back(m_looks[i].megabytes);
            holdings = m_looks[i];
        }
        std::sort(megabytes.begin(), megabytes.end());
        holdings.megabytes = megabytes.empty() ? 0 : megabytes[megabytes.size() / 2];
        return holdings;
    }

    bool m_isTold;
    std::vector<Holdings> m_looks;
};

class Run : public QObject
{
public:
    Run(int changes, int loop, bool tellsCourse)
        : m_changes(changes)
        , m_loop(loop)
        , m_quick(tellsCourse)
        , m_long(tellsCourse)
        , m_films(filmLength)
        , m_rig(m_films, {1280, 720})
    {
        connect(&m_rig.player(), &PlayerQt::QtPlayer::pictureReady, this, [this] { seen(); });
        connect(&m_rig.player(), &Player::ended, this, [this](quint64, bool complete) {
            if (!complete)
                qFatal("a film broke off");
            if (m_begun)
                QMetaObject::invokeMethod(
                    this, [this] { next(); }, Qt::QueuedConnection);
        });
        m_rig.start([this] {
            m_begun = true;
            next();
        });
    }

private:
    void seen()
    {
        if (!m_begun || ++m_pictures != 8)
            return;
        if (m_quick.count() < m_changes) {
            m_quick.look();
            QMetaObject::invokeMethod(
                this, [this] { next(); }, Qt::QueuedConnection);
        } else {
            m_long.look();
            m_rig.player().preload(m_rig.film(m_number + 1), 0ms);
        }
    }

    void next()
    {
        if (m_long.count() >= m_loop && m_quick.count() >= m_changes) {
            report();
            return;
        }
        m_pictures = 0;
        ++m_number;
        m_rig.open(m_number);
    }

    void report()
    {
        m_quick.report("changed after eight frames");
        m_long.report("played to their ends");
        out().flush();
        const bool well = (m_changes == 0 || m_quick.isWell()) && (m_loop == 0 || m_long.isWell());
        QCoreApplication::exit(well ? 0 : 1);
    }

    int m_changes;
    int m_loop;
    Course m_quick;
    Course m_long;
    TwoFilms m_films;
    FilmRig m_rig;
    bool m_begun = false;
    int m_number = 0;
    int m_pictures = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    Start::giveLargeMemoryBack(); // as the kiosk
    if (const auto chosen = PlayerQt::chooseBackend(); !chosen)
        qFatal("%s", qPrintable(chosen.error()));
    SoundServer server;
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption changes(u"changes"_s, u"How often a film is left after eight frames."_s, u"N"_s,
                                     u"500"_s);
    const QCommandLineOption loop(u"loop"_s, u"How many films play to their ends."_s, u"N"_s, u"120"_s);
    const QCommandLineOption course(u"course"_s, u"Tells on the way what the memory is of."_s);
    parser.addOptions({changes, loop, course});
    parser.process(QCoreApplication::arguments());
    if (!server.startWithDevice(SoundServer::Kind::PulseAudio, u"ear"_s))
        out() << "pulseaudio is not installed: films without sound\n";
    const Run run(std::clamp(parser.value(changes).toInt(), 0, 100000),
                  std::clamp(parser.value(loop).toInt(), 0, 100000), parser.isSet(course));
    return QCoreApplication::exec();
}
