// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/composer.h"
#include "app/screens/kids/kidswindow.h"
#include "tests/app/screens/scenes.h"
#include "tests/support/fakeclock.h"
#include "tests/support/filmpictures.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <numeric>
#include <vector>

using namespace Medio;
using namespace Medio::Screens;
using namespace std::chrono_literals;

namespace {

constexpr QSize windowSize{800, 480};

Flow::Scene sceneNamed(const QString &name)
{
    for (const NamedScene &named : allScenes()) {
        if (named.name == name)
            return named.scene;
    }
    qFatal("no such scene");
}

QImage plainImage(const QColor &colour, QSize size = {320, 180})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

FilmPicture plainPicture(const QColor &colour, QSize size = {320, 180})
{
    return FilmPictures::fromImage(plainImage(colour, size));
}

/// One pass of a Gaussian of this sigma, along the lines of a grey picture, which is turned over its
/// diagonal on the way: two passes are both directions.
QImage blurredAndTurned(const QImage &grey, double sigma)
{
    const int reach = static_cast<int>(std::ceil(3 * sigma));
    std::vector<double> weights;
    for (int i = -reach; i <= reach; ++i)
        weights.push_back(std::exp(-i * i / (2 * sigma * sigma)));
    const double sum = std::accumulate(weights.cbegin(), weights.cend(), 0.0);
    QImage blurred(grey.height(), grey.width(), QImage::Format_Grayscale8);
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *from = grey.constScanLine(y);
        for (int x = 0; x < grey.width(); ++x) {
            double value = 0;
            for (int i = -reach; i <= reach; ++i)
                value +=
                    weights[static_cast<size_t>(i + reach)] * from[std::clamp(x + i, 0, grey.width() - 1)];
            blurred.scanLine(x)[y] = static_cast<uchar>(std::lround(value / sum));
        }
    }
    return blurred;
}

/// As a child with weak eyes sees it from three metres: grey, blurred by 2.5 arc minutes (11 pixels
/// of a 7 inch display of 800x480), small.
QImage fromAfar(const QImage &image)
{
    constexpr double sigma = 11;
    const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
    return blurredAndTurned(blurredAndTurned(grey, sigma), sigma)
        .scaled(64, 36, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

double differenceOf(const QImage &a, const QImage &b)
{
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) / 255.0;
    }
    return sum / (a.width() * a.height());
}

std::bitset<64> hashOf(const QImage &image)
{
    const QImage small = image.scaled(9, 8, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    std::bitset<64> bits;
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x)
            bits[static_cast<size_t>(y) * 8 + static_cast<size_t>(x)] =
                qGray(small.pixel(x, y)) > qGray(small.pixel(x + 1, y));
    }
    return bits;
}

} // namespace

class TestKidsWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_window = std::make_unique<KidsWindow>(*m_clock);
        m_window->resize(windowSize);
    }
    void cleanup()
    {
        m_window.reset();
        m_clock.reset();
    }

    void everyScreenIsItsOwn()
    {
        QList<std::pair<QString, QImage>> pictures;
        for (const NamedScene &named : allScenes()) {
            // The sleeping scan screen, which opens an eye; and what lies over any screen for a moment
            if (named.name == QStringLiteral("snoring") || named.name == QStringLiteral("volume"))
                continue;
            KidsWindow window(*m_clock);
            window.setTextShown(false);
            window.resize(windowSize);
            window.show(named.scene);
            if (named.scene.tap == 0)
                window.setFilmPicture(named.scene.start, plainPicture(QColor(0x35, 0x5C, 0x8C)));
            m_clock->advance(std::chrono::milliseconds(static_cast<int>(named.after)));
            window.grab();
            QTRY_VERIFY(window.isWarm());
            m_clock->advance(20ms);
            pictures.append({named.name, fromAfar(window.grab().toImage())});
        }
        for (qsizetype i = 0; i < pictures.size(); ++i) {
            for (qsizetype j = i + 1; j < pictures.size(); ++j) {
                const double difference = differenceOf(pictures[i].second, pictures[j].second);
                const auto distance = (hashOf(pictures[i].second) ^ hashOf(pictures[j].second)).count();
                const QString who = QStringLiteral("%1 / %2: %3, %4")
                                        .arg(pictures[i].first, pictures[j].first)
                                        .arg(difference)
                                        .arg(distance);
                QVERIFY2(difference >= 0.06, qPrintable(who));
                QVERIFY2(distance >= 10, qPrintable(who));
            }
        }
    }

    void feedbackIsToldOnceAfterThePaint()
    {
        quint64 paintsThen = 0;
        QList<quint64> told;
        connect(m_window.get(), &KidsWindow::feedbackPainted, m_window.get(), [&](quint64 tap) {
            told.append(tap);
            paintsThen = m_window->counters().paints;
        });
        Flow::Scene scene = sceneNamed(QStringLiteral("scan"));
        m_window->show(scene);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTRY_VERIFY(m_window->counters().paints > 0);
        QVERIFY(told.isEmpty());

        const quint64 before = m_window->counters().paints;
        scene.tap = 7;
        scene.screen = Flow::Screen::Playing;
        scene.poster = samplePoster(1);
        m_window->show(scene);
        QVERIFY(told.isEmpty());
        QTRY_COMPARE(told, QList<quint64>{7});
        QCOMPARE(paintsThen, before + 1);
        m_window->repaint();
        m_window->show(scene);
        m_window->repaint();
        QCOMPARE(told.size(), 1);

        // The same tap refused: another picture, no second word
        scene.screen = Flow::Screen::NotHere;
        scene.refusal = Flow::Refusal::NotHere;
        m_window->show(scene);
        m_window->repaint();
        QCOMPARE(told.size(), 1);
    }

    void feedbackChangesThePicture()
    {
        Flow::Scene scene = sceneNamed(QStringLiteral("scan"));
        m_window->show(scene);
        m_clock->advance(3s);
        m_window->grab();
        QTRY_VERIFY(m_window->isWarm());
        const QImage before = fromAfar(m_window->grab().toImage());
        for (const Flow::Screen screen :
             {Flow::Screen::Playing, Flow::Screen::UnknownChip, Flow::Screen::Scan}) {
            scene.screen = screen;
            scene.tap += 1;
            scene.poster = samplePoster(1);
            m_window->show(scene);
            const QImage after = fromAfar(m_window->grab().toImage());
            QVERIFY(differenceOf(before, after) > 0.01);
            m_clock->advance(4s);
        }
    }

    void theFirstFrameIsToldOnce()
    {
        QSignalSpy told(m_window.get(), &KidsWindow::firstFramePainted);
        Flow::Scene scene = sceneNamed(QStringLiteral("chip-seen"));
        scene.start = 3;
        m_window->show(scene);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->setFilmPicture(2, plainPicture(Qt::red));
        m_window->setFilmPicture(0, plainPicture(Qt::red));
        m_window->repaint();
        QCOMPARE(told.size(), 0);
        m_window->setFilmPicture(3, plainPicture(Qt::green));
        QCOMPARE(told.size(), 0);
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told.first().first().toULongLong(), quint64(3));
        m_window->setFilmPicture(3, plainPicture(Qt::green));
        m_window->repaint();
        QCOMPARE(told.size(), 1);
    }

    void framesOfAnotherStartAreIgnored()
    {
        Flow::Scene scene = sceneNamed(QStringLiteral("playing"));
        scene.start = 3;
        m_window->show(scene);
        m_window->setFilmPicture(3, plainPicture(Qt::green));
        m_window->setFilmPicture(4, plainPicture(Qt::red));
        m_window->setFilmPicture(2, plainPicture(Qt::red));
        m_clock->advance(5s);
        QCOMPARE(m_window->grab().toImage().pixelColor(400, 240), QColor(Qt::green));
    }

    void theLastPictureIsHeldAndLetterboxed()
    {
        Flow::Scene scene = sceneNamed(QStringLiteral("playing"));
        m_window->show(scene);
        m_window->setFilmPicture(1, plainPicture(Qt::green, {160, 160}));
        m_clock->advance(30s);
        QImage picture = m_window->grab().toImage();
        QCOMPARE(picture.pixelColor(400, 240), QColor(Qt::green));
        QCOMPARE(picture.pixelColor(100, 240), QColor(Qt::black));
        QCOMPARE(picture.pixelColor(700, 240), QColor(Qt::black));
        QCOMPARE(picture.pixelColor(162, 10), QColor(Qt::green));

        // Paused: dimmed by 70 %, still there
        scene.screen = Flow::Screen::Paused;
        m_window->show(scene);
        m_clock->advance(2s);
        picture = m_window->grab().toImage();
        const QColor dim = picture.pixelColor(170, 20);
        QVERIFY2(dim.green() > 60 && dim.green() < 95 && dim.red() < 10, qPrintable(dim.name()));
        scene.screen = Flow::Screen::Playing;
        m_window->show(scene);
        m_clock->advance(5s);
        QCOMPARE(m_window->grab().toImage().pixelColor(400, 240), QColor(Qt::green));
    }

    void atBedtimeTheFilmDoesNotVanishAtOnce()
    {
        Flow::Scene scene = sceneNamed(QStringLiteral("playing"));
        m_window->show(scene);
        m_window->setFilmPicture(1, plainPicture(Qt::green, {800, 480}));
        m_clock->advance(5s);
        QCOMPARE(m_window->grab().toImage().pixelColor(400, 20), QColor(Qt::green));
        scene.screen = Flow::Screen::GoodNight;
        scene.refusal = Flow::Refusal::Bedtime;
        m_window->show(scene);
        QCOMPARE(m_window->grab().toImage().pixelColor(400, 20), QColor(Qt::green));
        m_clock->advance(9s);
        const QColor sky = m_window->grab().toImage().pixelColor(400, 20);
        QVERIFY2(sky.green() < 120, qPrintable(sky.name()));
    }

    void theTitleIsShownForThreeSeconds()
    {
        const Flow::Scene scene = sceneNamed(QStringLiteral("playing"));
        m_window->show(scene);
        m_window->setFilmPicture(1, plainPicture(Qt::green));
        const auto strange = [this] {
            const QImage picture = m_window->grab().toImage();
            int count = 0;
            for (int y = 340; y < 465; ++y) {
                for (int x = 0; x < 800; ++x)
                    count += picture.pixelColor(x, y) != QColor(Qt::green) ? 1 : 0;
            }
            return count;
        };
        m_clock->advance(1s);
        QVERIFY(strange() > 5000);
        m_clock->advance(3s);
        QCOMPARE(strange(), 0);
    }

    void nothingMovesNothingIsPainted()
    {
        const Flow::Scene scene = sceneNamed(QStringLiteral("playing"));
        m_window->show(scene);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->setFilmPicture(1, plainPicture(Qt::green));
        m_clock->advance(10s);
        m_window->repaint();
        QTRY_VERIFY(m_window->isWarm());
        // A moment for what was under way; then the clock stands and so does the window
        QSignalSpy never(m_window.get(), &KidsWindow::leaveRequested);
        QVERIFY(!never.wait(50));
        const quint64 before = m_window->counters().paints;
        QVERIFY(!never.wait(400));
        QVERIFY2(m_window->counters().paints - before <= 1,
                 qPrintable(QString::number(m_window->counters().paints - before)));
    }

    void nothingIsDrawnInAPaintOnceWarm()
    {
        Flow::Scene scene = sceneNamed(QStringLiteral("scan"));
        m_window->show(scene);
        m_window->grab();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isWarm(), 20'000);
        const quint64 before = m_window->counters().drawnInPaint;
        for (int i = 0; i < 300; ++i) {
            m_clock->advance(37ms);
            m_window->grab();
        }
        scene.screen = Flow::Screen::Playing;
        scene.tap = 1;
        scene.start = 1;
        m_window->show(scene);
        for (int i = 0; i < 60; ++i) {
            m_window->grab();
            m_clock->advance(17ms);
        }
        QCOMPARE(m_window->counters().drawnInPaint, before);
        QVERIFY(m_window->counters().drawnAhead > 20);
        QVERIFY(m_window->counters().cachedBytes < 64LL * 1024 * 1024);
    }

    void aChipDoesNotWakeWhoFallsAsleep()
    {
        Flow::Scene scene = sceneNamed(QStringLiteral("good-night"));
        const auto light = [this] {
            m_window->grab();
            [&] {
                QTRY_VERIFY(m_window->isWarm());
            }();
            const QImage picture = fromAfar(m_window->grab().toImage());
            qint64 sum = 0;
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x)
                    sum += qGray(picture.pixel(x, y));
            }
            return sum / (picture.width() * picture.height());
        };
        m_window->show(scene);
        m_clock->advance(6s);
        const qint64 before = light();
        scene.tap = 1;
        m_window->show(scene);
        m_clock->advance(1s);
        QVERIFY(light() <= before);
    }

    void aChildIsChosenByTouch()
    {
        Flow::Scene scene = sceneNamed(QStringLiteral("who-is-watching"));
        m_window->show(scene);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const QList<HitArea> areas = m_window->hitAreas();
        QCOMPARE(areas.size(), 3);
        QCOMPARE(areas[1].name, QStringLiteral("child:Badger"));
        QSignalSpy chosen(m_window.get(), &KidsWindow::childChosen);

        // Too early: that finger was on its way to the picture before
        std::unique_ptr<QPointingDevice> panel(QTest::createTouchDevice());
        QTest::touchEvent(m_window.get(), panel.get()).press(1, areas[1].rect.center());
        QTest::touchEvent(m_window.get(), panel.get()).release(1, areas[1].rect.center());
        QCOMPARE(chosen.size(), 0);

        m_clock->advance(1s);
        QTest::touchEvent(m_window.get(), panel.get()).press(1, areas[1].rect.center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<Api::ProfileId>(), scene.faces[1].profile);
        QTest::touchEvent(m_window.get(), panel.get()).release(1, areas[1].rect.center());
        QCOMPARE(chosen.size(), 1);
    }

    void aChildIsChosenByMouseAndKeys()
    {
        const Flow::Scene scene = sceneNamed(QStringLiteral("who-is-watching"));
        m_window->show(scene);
        m_clock->advance(1s);
        QSignalSpy chosen(m_window.get(), &KidsWindow::childChosen);
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, m_window->hitAreas().at(2).rect.center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.takeFirst().first().value<Api::ProfileId>(), scene.faces[2].profile);

        QTest::keyClick(m_window.get(), Qt::Key_Right); // goes on from the third: the first
        QTest::keyClick(m_window.get(), Qt::Key_Space); // step: the second
        QTest::keyClick(m_window.get(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<Api::ProfileId>(), scene.faces[1].profile);
    }

    void swipingDownLeavesTheFilm()
    {
        m_window->setPixelsPerMillimetre(800 / 152.0);
        m_window->show(sceneNamed(QStringLiteral("playing")));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_clock->advance(1s);
        QSignalSpy leave(m_window.get(), &KidsWindow::leaveRequested);
        QSignalSpy next(m_window.get(), &KidsWindow::nextRequested);
        const auto stroke = [this](QPoint from, QPoint to) {
            std::unique_ptr<QPointingDevice> panel(QTest::createTouchDevice());
            QTest::touchEvent(m_window.get(), panel.get()).press(1, from);
            for (int i = 1; i <= 10; ++i) {
                m_clock->advance(20ms);
                QTest::touchEvent(m_window.get(), panel.get()).move(1, from + (to - from) * i / 10);
            }
            QTest::touchEvent(m_window.get(), panel.get()).release(1, to);
            m_clock->advance(1s);
        };
        stroke({400, 100}, {400, 200}); // 19 mm
        QCOMPARE(leave.size(), 0);
        stroke({400, 100}, {405, 260});
        QCOMPARE(leave.size(), 1);
        stroke({500, 200}, {280, 210});
        QCOMPARE(next.size(), 1);
        QCOMPARE(leave.size(), 1);
    }

    void theFourCornersAskForAnotherChild()
    {
        m_window->setPixelsPerMillimetre(800 / 152.0);
        m_window->show(sceneNamed(QStringLiteral("scan")));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_clock->advance(1s);
        QSignalSpy change(m_window.get(), &KidsWindow::childChangeRequested);
        const int right = m_window->width() - 20;
        const int bottom = m_window->height() - 20;
        std::unique_ptr<QPointingDevice> panel(QTest::createTouchDevice());
        for (const QPoint corner :
             {QPoint(20, 20), QPoint(right, 20), QPoint(right, bottom), QPoint(20, bottom)}) {
            QCOMPARE(change.size(), 0);
            QTest::touchEvent(m_window.get(), panel.get()).press(1, corner);
            m_clock->advance(80ms);
            QTest::touchEvent(m_window.get(), panel.get()).release(1, corner);
            m_clock->advance(400ms);
        }
        QCOMPARE(change.size(), 1);
    }

    void keysSayWhatPeopleWish()
    {
        m_window->show(sceneNamed(QStringLiteral("playing")));
        QSignalSpy leave(m_window.get(), &KidsWindow::leaveRequested);
        QSignalSpy next(m_window.get(), &KidsWindow::nextRequested);
        QSignalSpy previous(m_window.get(), &KidsWindow::previousRequested);
        QSignalSpy pause(m_window.get(), &KidsWindow::pauseToggleRequested);
        QSignalSpy parents(m_window.get(), &KidsWindow::parentsRequested);
        QList<std::chrono::milliseconds> sought;
        connect(m_window.get(), &KidsWindow::seekRequested, this,
                [&sought](std::chrono::milliseconds by) { sought.append(by); });
        // QTest knows no media keys
        const auto press = [this](Qt::Key key) {
            QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
            QCoreApplication::sendEvent(m_window.get(), &event);
        };
        QTest::keyClick(m_window.get(), Qt::Key_Down);
        QTest::keyClick(m_window.get(), Qt::Key_Right);
        press(Qt::Key_MediaNext);
        QTest::keyClick(m_window.get(), Qt::Key_Left);
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        press(Qt::Key_MediaTogglePlayPause);
        press(Qt::Key_AudioForward);
        press(Qt::Key_AudioRewind);
        QCOMPARE(sought,
                 (QList<std::chrono::milliseconds>{std::chrono::seconds(10), std::chrono::seconds(-10)}));
        QTest::keyClick(m_window.get(), Qt::Key_P);
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTest::keyClick(m_window.get(), Qt::Key_F4, Qt::AltModifier);
        QCOMPARE(leave.size(), 1);
        QCOMPARE(next.size(), 2);
        QCOMPARE(previous.size(), 1);
        QCOMPARE(pause.size(), 2);
        QCOMPARE(parents.size(), 0);
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(parents.size(), 1);
    }

    void theWindowStays()
    {
        m_window->show();
        QVERIFY(!m_window->close());
        QVERIFY(m_window->isVisible());
        m_window->setClosable(true);
        QVERIFY(m_window->close());
    }

    void soundsHaveOneMeaningEach()
    {
        const QHash<QString, QString> wanted{
            {QStringLiteral("chip-seen"), QStringLiteral("pop")},
            {QStringLiteral("waking"), QStringLiteral("purr")},
            {QStringLiteral("paused"), QStringLiteral("set-down")},
            {QStringLiteral("celebration"), QStringLiteral("hop")},
            {QStringLiteral("good-night"), QStringLiteral("lullaby")},
            {QStringLiteral("bedtime"), QStringLiteral("lullaby")},
            {QStringLiteral("snoring"), QStringLiteral("snore")},
            {QStringLiteral("unknown-chip"), QStringLiteral("hm")},
            {QStringLiteral("not-a-chip"), QStringLiteral("hm")},
            {QStringLiteral("no-film"), QStringLiteral("hm")},
            {QStringLiteral("not-yours"), QStringLiteral("glow-4")},
            {QStringLiteral("not-here"), QStringLiteral("knock")},
            {QStringLiteral("cloud-asleep"), QStringLiteral("knock")},
            {QStringLiteral("reader-missing"), QStringLiteral("knock")},
            {QStringLiteral("broken"), QStringLiteral("page")},
            {QStringLiteral("sign-in"), QStringLiteral("glow")},
        };
        for (const bool night : {false, true}) {
            for (const NamedScene &named : allScenes(night)) {
                KidsWindow window(*m_clock);
                QSignalSpy sounds(&window, &KidsWindow::soundRequested);
                window.show(named.scene);
                window.show(named.scene);
                if (!wanted.contains(named.name))
                    continue;
                QVERIFY2(sounds.size() == 1, qPrintable(named.name));
                QCOMPARE(sounds.first().at(0).toString(), wanted.value(named.name));
                QCOMPARE(sounds.first().at(1).toBool(), night);
            }
        }
    }

    void oneSwitchChooses()
    {
        const Flow::Scene scene = sceneNamed(QStringLiteral("who-is-watching"));
        m_window->show(scene);
        QSignalSpy chosen(m_window.get(), &KidsWindow::childChosen);
        m_clock->advance(6s); // the third one nods
        m_window->grab();
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<Api::ProfileId>(), scene.faces[2].profile);
    }

    void theHighlightSoundsInThePitchOfEachChild()
    {
        const Flow::Scene scene = sceneNamed(QStringLiteral("who-is-watching"));
        m_window->show(scene);
        QSignalSpy sounds(m_window.get(), &KidsWindow::soundRequested);
        for (const auto key : {Qt::Key_Tab, Qt::Key_Right, Qt::Key_Backtab})
            QTest::keyClick(m_window.get(), key);
        QCOMPARE(sounds.size(), 3);
        QCOMPARE(sounds[0].first().toString(), QStringLiteral("glow-1"));
        QCOMPARE(sounds[1].first().toString(), QStringLiteral("glow-2"));
        QCOMPARE(sounds[2].first().toString(), QStringLiteral("glow-1"));
    }

    void facesAreButtonsForAssistiveTechnology()
    {
        const Flow::Scene scene = sceneNamed(QStringLiteral("who-is-watching"));
        m_window->show(scene);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QAccessibleInterface *window = QAccessible::queryAccessibleInterface(m_window.get());
        QVERIFY(window != nullptr);
        QCOMPARE(window->text(QAccessible::Name), QStringLiteral("Kids Mode"));
        QCOMPARE(window->text(QAccessible::Description), QStringLiteral("Who is watching?"));
        QCOMPARE(window->childCount(), 3);
        QSignalSpy chosen(m_window.get(), &KidsWindow::childChosen);
        for (int i = 0; i < 3; ++i) {
            QAccessibleInterface *face = window->child(i);
            QVERIFY(face != nullptr && face->isValid());
            QCOMPARE(face->role(), QAccessible::Button);
            QCOMPARE(face->text(QAccessible::Name), scene.faces[i].name);
            QCOMPARE(face->parent(), window);
            QCOMPARE(window->indexOfChild(face), i);
            const QRect rect = m_window->hitAreas().at(i).rect.translated(m_window->mapToGlobal(QPoint()));
            QCOMPARE(face->rect(), rect);
            QCOMPARE(window->childAt(rect.center().x(), rect.center().y()), face);
            QVERIFY(face->state().focusable && !face->state().focused);
            QVERIFY(face->actionInterface() != nullptr);
            QVERIFY(
                face->actionInterface()->actionNames().contains(QAccessibleActionInterface::pressAction()));
        }
        window->child(1)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<Api::ProfileId>(), scene.faces[1].profile);
        QVERIFY(window->child(1)->state().focused);
        QCOMPARE(window->focusChild(), window->child(1));

        // Whoever kept one of them is told that it is gone
        QAccessibleInterface *gone = window->child(2);
        m_window->show(sceneNamed(QStringLiteral("scan")));
        QCOMPARE(window->childCount(), 0);
        QVERIFY(window->child(0) == nullptr);
        QVERIFY(!gone->isValid());
        QVERIFY(gone->rect().isEmpty());
        gone->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(chosen.size(), 1);
    }

    void everyPictureIsSaidInASentence()
    {
        QAccessibleInterface *window = QAccessible::queryAccessibleInterface(m_window.get());
        QSet<QString> sentences;
        for (const NamedScene &named : allScenes()) {
            m_window->show(named.scene);
            const QString words = window->text(QAccessible::Description);
            QVERIFY2(!words.isEmpty() && !words.contains(u'%'), qPrintable(named.name));
            sentences.insert(words);
        }
        // A film that is seen and one that plays have the same sentence; so have the scan screen at other
        // hours and volumes, and a moon that snores
        QVERIFY2(sentences.size() >= allScenes().size() - 4, qPrintable(QString::number(sentences.size())));
    }

    void thePageIsAButtonToo()
    {
        Flow::Scene scene = sceneNamed(QStringLiteral("who-is-watching"));
        scene.faces.clear();
        for (int i = 0; i < 6; ++i)
            scene.faces.append(sampleFace(i));
        m_window->show(scene);
        QAccessibleInterface *window = QAccessible::queryAccessibleInterface(m_window.get());
        QCOMPARE(window->childCount(), 4);
        QCOMPARE(window->child(0)->text(QAccessible::Name), QStringLiteral("Otter"));
        QAccessibleInterface *page = window->child(3);
        QCOMPARE(page->text(QAccessible::Name), QStringLiteral("More children"));
        page->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(window->child(0)->text(QAccessible::Name), QStringLiteral("Fox"));
    }

    void rightToLeftIsTheMirrorImage()
    {
        for (const char *name : {"scan", "unknown-chip", "not-here", "broken", "too-old", "sleeping"}) {
            QImage seen[2];
            for (const bool mirrored : {false, true}) {
                KidsWindow window(*m_clock);
                window.setTextShown(false);
                window.setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
                window.resize(windowSize);
                window.show(sceneNamed(QString::fromLatin1(name)));
                m_clock->advance(1s);
                window.grab();
                QTRY_VERIFY(window.isWarm());
                const QImage picture = window.grab().toImage();
                seen[mirrored ? 1 : 0] = fromAfar(mirrored ? picture.mirrored(true, false) : picture);
            }
            const double difference = differenceOf(seen[0], seen[1]);
            QVERIFY2(difference < 0.02,
                     qPrintable(QStringLiteral("%1: %2").arg(QString::fromLatin1(name)).arg(difference)));
        }
    }

    void hostilePicturesAreReplaced()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("poster.png"));
        QFile bytes(file);
        QVERIFY(bytes.open(QIODevice::WriteOnly));
        bytes.write("\x89PNG\r\n\x1a\nnonsense");
        bytes.close();
        PictureKey key;
        key.art = Art::Poster;
        key.size = QSize(120, 90);
        key.line = 48;
        const QImage invented = drawPicture(key);
        key.text = file;
        QCOMPARE(drawPicture(key), invented);
        key.text = folder.path();
        QCOMPARE(drawPicture(key), invented);

        QVERIFY(plainImage(Qt::red).save(file, "PNG"));
        key.text = file;
        QCOMPARE(drawPicture(key).pixelColor(60, 45), QColor(Qt::red));
    }

private:
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<KidsWindow> m_window;
};

QTEST_MAIN(TestKidsWindow)
#include "tst_kidswindow.moc"
