// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the chip in the reader's field to the film's first frame on the screen (after the paint that drew
// it), through the whole chain: pn532-sim, libnfc in medio-reader, kiosk, gateway, medio-probe, Qt
// Multimedia, window; offscreen, software decoding, with sound. For a film that is kept here and for one
// that was never here (over loopback HTTP); `film_to_film` has those that are preloaded.
// Beside it, from the same run, what others need for the same file: bare libavformat and libavcodec, mpv
// and gst-play-1.0 (whole programs, from their start to their end after one frame).
//   first_frame --films DIR [--taps N]

#include "tests/bench/baredecode.h"
#include "tests/bench/figures.h"
#include "tests/bench/stagerun.h"
#include "tests/support/soundserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTextStream>

#include <memory>
#include <utility>

using namespace Medio;
using namespace Medio::Bench;
using namespace Qt::StringLiterals;

namespace {

const QString theFilm = u"rocket.mp4"_s;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// Each tap at another moment of the reader's turn.
QByteArray pause(QRandomGenerator &random)
{
    return "wait " + QByteArray::number(random.bounded(300, 700)) + '\n';
}

/// The film is played to its end once, so that it lies on the disk; then it is started again and again.
QByteArray keptHere(int taps)
{
    QRandomGenerator random(1); // the same waits in every run
    QByteArray lines = "child Otter\nplace rocket\nexpect first-frame within 15000\n"
                       "expect video-ended within 30000\nexpect screen name=scan within 10000\nlift\n";
    for (int i = 0; i < taps; ++i)
        lines += pause(random) + "place rocket\nexpect first-frame video=rocket\nswipe down\n"
                                 "expect screen name=scan\nlift\n";
    return lines;
}

/// Each film once; a new world fetches none ahead. The only child is chosen from the beginning.
QByteArray neverHere(int taps)
{
    QRandomGenerator random(2);
    QByteArray lines;
    for (int i = 0; i < taps; ++i)
        lines += pause(random) + "place s" + QByteArray::number(i) +
                 "\nexpect first-frame within 15000\nswipe down\nexpect screen name=scan\nlift\n";
    return lines;
}

/// A family with one chip for each of so many films, all of them copies of one.
QByteArray familyOf(int films)
{
    QJsonArray videos;
    QJsonArray chips;
    for (int i = 0; i < films; ++i) {
        const QString name = u"s%1"_s.arg(i);
        videos.append(QJsonObject{{u"key"_s, name},
                                  {u"title"_s, QString(u"Film "_s + name)},
                                  {u"file"_s, QString(name + u".mp4"_s)},
                                  {u"duration_seconds"_s, 12},
                                  {u"age_rating"_s, u"G"_s}});
        chips.append(QJsonObject{{u"name"_s, name},
                                 {u"uid"_s, u"04:B7:11:22:33:%1:80"_s.arg(i, 2, 16, QChar(u'0')).toUpper()},
                                 {u"label"_s, name},
                                 {u"videos"_s, QJsonArray{name}}});
    }
    return QJsonDocument(QJsonObject{{u"parent"_s, QJsonObject{{u"email"_s, u"demo@medio.example"_s},
                                                               {u"name"_s, u"Demo"_s},
                                                               {u"password"_s, u"Lantern-7!"_s}}},
                                     {u"profiles"_s, QJsonArray{QJsonObject{{u"name"_s, u"Otter"_s},
                                                                            {u"daily_limit_minutes"_s, 60}}}},
                                     {u"videos"_s, videos},
                                     {u"chips"_s, chips}})
        .toJson();
}

/// From a program's start to its end; 0 when it fails or is not installed.
double timeOf(const QString &program, const QStringList &arguments)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return 0;
    QProcess process;
    QElapsedTimer time;
    time.start();
    process.start(program, arguments);
    const bool well = process.waitForFinished(30000) && process.exitCode() == 0;
    return well ? double(time.nsecsElapsed()) / 1e6 : 0;
}

class Run : public QObject
{
public:
    Run(const QString &films, int taps)
        : m_films(films)
        , m_taps(taps)
        , m_others(std::min(taps, 60))
    {
        const QString path = films + u'/' + theFilm;
        for (int i = 0; i < m_others; ++i)
            if (!QFile::copy(path, m_copies.filePath(u"s%1.mp4"_s.arg(i))))
                qFatal("There is no film %s.", qPrintable(path));
        QFile family(m_copies.filePath(u"family.json"_s));
        if (!family.open(QIODevice::WriteOnly) || family.write(familyOf(m_others)) < 0)
            qFatal("%s", qPrintable(family.errorString()));
        family.close();
        play(keptHere(m_taps), {u"--films"_s, m_films}, [this] {
            play(neverHere(m_others),
                 {u"--films"_s, m_copies.path(), u"--family"_s, m_copies.filePath(u"family.json"_s)},
                 [this] { report(); });
        });
    }

private:
    void play(const QByteArray &script, const QStringList &options, const std::function<void()> &next)
    {
        m_run = std::make_unique<StageRun>(
            script, options,
            [this](const QString &event, double t, const QJsonObject &line) { hear(event, t, line); },
            [this, next](int status) {
                m_status = std::max(m_status, status);
                // Not from within the run's own signal: it is replaced.
                QMetaObject::invokeMethod(this, next, Qt::QueuedConnection);
            });
    }

    void hear(const QString &event, double t, const QJsonObject &line)
    {
        if (event == u"chip-in-field") {
            m_inField = t;
            m_chip = line.value("chip"_L1).toString();
        } else if (event == u"first-frame" && m_inField != 0) {
            const double passed = t - std::exchange(m_inField, 0);
            const bool kept = line.value("source"_L1) == "copy"_L1;
            if (m_chip == u"rocket" && kept)
                m_kept.add(passed);
            else if (m_chip.startsWith(u's') && !kept)
                m_streamed.add(passed);
        }
    }

    void report()
    {
        const QString path = m_films + u'/' + theFilm;
        Figures bare;
        Figures mpv;
        Figures gst;
        const auto add = [](Figures &figures, double value) {
            if (value > 0)
                figures.add(value);
        };
        for (int i = 0; i < m_others; ++i) {
            add(bare, bareDecode(path));
            add(mpv, timeOf(u"mpv"_s, {u"--no-config"_s, u"--vo=null"_s, u"--ao=null"_s, u"--frames=1"_s,
                                       u"--really-quiet"_s, path}));
            add(gst, timeOf(u"gst-play-1.0"_s,
                            {u"-q"_s, u"--no-interactive"_s, u"--videosink=fakesink num-buffers=1"_s,
                             u"--audiosink=fakesink num-buffers=1"_s, path}));
        }
        out() << "bare libav, open to first picture:  " << bare.inMilliseconds() << '\n'
              << "mpv, start to end after one frame:  " << mpv.inMilliseconds() << '\n'
              << "gst-play-1.0, the same:             " << gst.inMilliseconds() << '\n'
              << "chip in field -> first frame painted, never here: " << m_streamed.inMilliseconds()
              << " (bound 200)\n"
              << "chip in field -> first frame painted, kept here:  " << m_kept.inMilliseconds()
              << " (bounds 80, 120, 200)\n";
        const auto ratio = [this](const char *name, const Figures &other) {
            if (other.count() > 0)
                out() << "kept here / " << name << ": "
                      << QString::number(m_kept.median() / other.median(), 'f', 2) << '\n';
        };
        ratio("bare libav", bare);
        ratio("mpv", mpv);
        ratio("gst-play-1.0", gst);
        out().flush();
        QCoreApplication::exit(m_status);
    }

    QString m_films;
    int m_taps;
    int m_others; ///< taps of the other kinds
    QTemporaryDir m_copies;
    std::unique_ptr<StageRun> m_run;
    int m_status = 0;
    QString m_chip;
    double m_inField = 0;
    Figures m_kept;
    Figures m_streamed;
};

} // namespace

int main(int argc, char *argv[])
{
    SoundServer sound;
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures from the chip in the field to the first frame painted."_s);
    parser.addHelpOption();
    const QCommandLineOption films(u"films"_s, u"Folder of the sample films (medio-films --out)."_s,
                                   u"DIR"_s);
    const QCommandLineOption taps(u"taps"_s, u"How often the kept film is started."_s, u"N"_s, u"200"_s);
    parser.addOptions({films, taps});
    parser.process(application);
    const int count = parser.value(taps).toInt();
    if (!parser.isSet(films) || count < 1) {
        QTextStream(stderr) << "first_frame: --films DIR, --taps of 1 or more\n";
        return 2;
    }
    const bool heard = sound.startWithDevice(SoundServer::Kind::PulseAudio, u"ear"_s);
    out() << (heard ? "films with sound, on a private PulseAudio\n"
                    : "pulseaudio is not installed: films without sound\n");
    out().flush();
    const Run run(parser.value(films), count);
    return QCoreApplication::exec();
}
