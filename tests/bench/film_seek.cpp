// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Seeks in a kept film, at random, forwards and back, as previous, next and ten seconds more ask for them:
// from seek() to the first picture of the new place, and how far that lies from what was asked for. The
// film is 1280 x 720, 30 frames a second, with a key frame every 8 s: as seldom as encoders make them.
//   film_seek [--seeks N] [--seed N]

#include "player/qtmultimedia/backend.h"
#include "tests/bench/figures.h"
#include "tests/bench/filmrig.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTextStream>

#include <algorithm>
#include <chrono>
#include <cmath>

using namespace Medio;
using namespace Medio::Bench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto filmLength = 40s;

class Run : public QObject
{
public:
    Run(int seeks, quint32 seed)
        : m_seeks(seeks)
        , m_random(seed)
        , m_films(double(filmLength.count()))
        , m_rig(m_films, {1280, 720})
    {
        connect(&m_rig.player(), &PlayerQt::QtPlayer::pictureReady, this, [this] { seen(); });
        // The films are fetched faster than they play.
        m_rig.start([this] {
            m_begun = true;
            m_rig.open(0);
        });
    }

private:
    void seen()
    {
        if (!m_begun)
            return;
        if (m_time.isValid()) {
            m_passed.add(double(m_time.nsecsElapsed()) / 1e6);
            m_missed.add(std::abs(double((m_rig.player().position() - m_place).count())));
            m_time.invalidate();
            m_pictures = 0;
        }
        if (++m_pictures != 8) // it moves again
            return;
        if (int(m_passed.count()) == m_seeks) {
            report();
            return;
        }
        m_place = std::chrono::milliseconds(
            m_random.bounded(qint64(std::chrono::milliseconds(filmLength - 2s).count())));
        m_time.start();
        m_rig.player().seek(m_place);
    }

    void report()
    {
        QTextStream(stdout) << "first picture beside the place that was asked for: "
                            << m_missed.inMilliseconds()
                            << " (a frame is 33)\nseek() -> first picture of the new place: "
                            << m_passed.inMilliseconds() << '\n';
        QCoreApplication::exit(0);
    }

    int m_seeks;
    QRandomGenerator m_random;
    TwoFilms m_films;
    FilmRig m_rig;
    bool m_begun = false;
    int m_pictures = 0;
    std::chrono::milliseconds m_place{0};
    QElapsedTimer m_time;
    Figures m_passed;
    Figures m_missed;
};

} // namespace

int main(int argc, char *argv[])
{
    if (const auto chosen = PlayerQt::chooseBackend(); !chosen)
        qFatal("%s", qPrintable(chosen.error()));
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption seeks(u"seeks"_s, u"How many seeks."_s, u"N"_s, u"100"_s);
    const QCommandLineOption seed(u"seed"_s, u"Of the places."_s, u"N"_s, u"20261121"_s);
    parser.addOptions({seeks, seed});
    parser.process(QCoreApplication::arguments());
    const Run run(std::clamp(parser.value(seeks).toInt(), 1, 100000), parser.value(seed).toUInt());
    return QCoreApplication::exec();
}
