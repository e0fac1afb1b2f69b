// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the children's screens cost: processor time of the animated scan screen and of the sleeping
// one, how long a paint takes, how long a chip waits for its picture.
//   screens_cost [SECONDS] [WIDTHxHEIGHT]

#include "app/base/clock.h"
#include "app/screens/kids/kidswindow.h"
#include "tests/app/screens/parentsworld.h"
#include "tests/app/screens/scenes.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

using namespace Medio;
using namespace Medio::Screens;
using namespace std::chrono_literals;

namespace {

double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double percentile(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1,
                           static_cast<size_t>(part * static_cast<double>(values.size())))];
}

/// Runs the event loop until `done` says so.
void runUntil(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    look.start(50);
    loop.exec();
}

struct Cost
{
    double processor = 0; ///< percent of one core
    double framesPerSecond = 0;
    std::vector<double> paints; ///< ms
};

Cost measure(KidsWindow &window, int seconds)
{
    runUntil([&] { return window.isWarm(); });
    Cost cost;
    quint64 seen = window.counters().paints;
    QTimer sample;
    QObject::connect(&sample, &QTimer::timeout, &window, [&] {
        const KidsWindow::Counters now = window.counters();
        if (now.paints != seen) {
            seen = now.paints;
            cost.paints.push_back(static_cast<double>(now.lastPaintNanoseconds) * 1e-6);
        }
    });
    sample.start(33);
    const quint64 firstPaint = window.counters().paints;
    const double before = processorSeconds();
    QElapsedTimer wall;
    wall.start();
    runUntil([&] { return wall.elapsed() >= qint64{seconds} * 1000; });
    const double took = static_cast<double>(wall.elapsed()) / 1000;
    cost.processor = (processorSeconds() - before) / took * 100;
    cost.framesPerSecond = static_cast<double>(window.counters().paints - firstPaint) / took;
    return cost;
}

/// A thousand films to tick in the parents' area: how long the GUI thread is busy with a step of scrolling,
/// painted into an image as the window system wants it, and with a letter of a search.
void measureLibrary(QSize size)
{
    ParentsWorld world;
    world.area.setCalm(true);
    world.resize(size);
    world.fill(1000);
    world.enter([](const std::function<bool()> &so) { runUntil(so); }, ParentsArea::Page::Chips);
    world.click("learnButton");
    world.desk.put({Parents::DeskChip::Nature::Ordinary, QStringLiteral("04:A1:B2:C3:D4:E5:99"), {}});
    auto *list = world.find<QAbstractItemView>("filmList");
    world.area.grab();
    runUntil([&world] { return world.area.isWarm(); });

    QImage canvas(list->viewport()->size(), QImage::Format_RGB32);
    std::vector<double> steps;
    QElapsedTimer since;
    QScrollBar *bar = list->verticalScrollBar();
    constexpr int times = 400;
    for (int step = 0; step <= times; ++step) {
        since.start();
        bar->setValue(bar->maximum() / times * step);
        list->viewport()->render(&canvas);
        steps.push_back(static_cast<double>(since.nsecsElapsed()) * 1e-6);
    }
    std::vector<double> searches;
    auto *search = world.find<QLineEdit>("filmSearchEdit");
    for (const QString &words : {QStringLiteral("the little rocket 7"), QStringLiteral("uber den wolken")}) {
        for (qsizetype length = 1; length <= words.size(); ++length) {
            since.start();
            search->setText(words.left(length));
            list->viewport()->render(&canvas);
            searches.push_back(static_cast<double>(since.nsecsElapsed()) * 1e-6);
        }
    }
    std::printf(
        "1000 films:     a step of scrolling median %.2f ms, p99 %.2f ms; a letter of a search median "
        "%.2f ms, worst %.2f ms\n",
        percentile(steps, 0.5), percentile(steps, 0.99), percentile(searches, 0.5), percentile(searches, 1));
}

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const int seconds = std::clamp(arguments.value(1, QStringLiteral("10")).toInt(), 1, 600);
    const QStringList wanted = arguments.value(2, QStringLiteral("1280x720")).split(u'x');
    const QSize size(wanted.value(0).toInt(), wanted.value(1).toInt());

    const SystemClock clock;
    KidsWindow window(clock);
    window.resize(size);
    Flow::Scene scan;
    Flow::Scene sleeping;
    for (const NamedScene &named : allScenes()) {
        if (named.name == QStringLiteral("scan"))
            scan = named.scene;
        if (named.name == QStringLiteral("sleeping"))
            sleeping = named.scene;
    }

    QElapsedTimer start;
    start.start();
    window.show(scan);
    window.show();
    runUntil([&] { return window.counters().paints > 0; });
    const Cost moving = measure(window, seconds);
    std::printf("%dx%d\n", size.width(), size.height());
    std::printf("scan, moving:   %.1f %% of a core, %.1f frames/s, paint median %.2f ms, p99 %.2f ms\n",
                moving.processor, moving.framesPerSecond, percentile(moving.paints, 0.5),
                percentile(moving.paints, 0.99));

    // From show() to the end of the paint that answers the chip
    std::vector<double> answers;
    QElapsedTimer since;
    QObject::connect(&window, &KidsWindow::feedbackPainted, &window,
                     [&](quint64) { answers.push_back(static_cast<double>(since.nsecsElapsed()) * 1e-6); });
    for (quint64 tap = 1; tap <= 60; ++tap) {
        Flow::Scene chip = scan;
        chip.screen = tap % 3 == 0 ? Flow::Screen::UnknownChip : Flow::Screen::Playing;
        chip.tap = tap;
        chip.start = tap;
        chip.poster = samplePoster(static_cast<int>(tap % 4) + 1);
        const size_t before = answers.size();
        since.start();
        window.show(chip);
        runUntil([&] { return answers.size() > before; });
        window.show(scan);
        runUntil([&] { return window.isWarm(); });
    }
    std::printf("chip to paint:  median %.2f ms, p95 %.2f ms, worst %.2f ms\n", percentile(answers, 0.5),
                percentile(answers, 0.95), percentile(answers, 1));

    window.show(sleeping);
    runUntil([&] { return window.isWarm(); });
    const Cost resting = measure(window, seconds);
    std::printf("sleeping:       %.1f %% of a core, %.1f frames/s\n", resting.processor,
                resting.framesPerSecond);
    measureLibrary(size);
    const KidsWindow::Counters counters = window.counters();
    std::printf("pictures:       %.1f MiB kept, %llu drawn ahead, %llu drawn in a paint\n",
                static_cast<double>(counters.cachedBytes) / (1024 * 1024),
                static_cast<unsigned long long>(counters.drawnAhead),
                static_cast<unsigned long long>(counters.drawnInPaint));
    std::printf("%.1f %% of one core for the animated scan screen, %.1f %% asleep\n", moving.processor,
                resting.processor);
    return 0;
}
