// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/idlememory.h"
#include "app/flow/scene.h"

#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <chrono>

using namespace Medio;
using namespace Medio::Adapters;
using namespace std::chrono_literals;

/// What films needed goes back when they are over, once, and never on the thread that paints.
class IdleMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_times = 0;
        m_isOnOurs = false;
    }

    void goesBackOnceAfterFilms()
    {
        IdleMemory memory(work(), 20ms);
        show(memory, Flow::Screen::Scan);
        letPass(60ms);
        QCOMPARE(m_times, 0); // nothing was needed
        show(memory, Flow::Screen::Playing);
        show(memory, Flow::Screen::Scan);
        show(memory, Flow::Screen::Sleeping); // scenes change while it waits
        QTRY_COMPARE(m_times, 1);
        show(memory, Flow::Screen::Scan);
        letPass(60ms);
        QCOMPARE(m_times, 1);
        QVERIFY(!m_isOnOurs);
    }
    void waitsWhileAFilmIsToBeSeen_data()
    {
        QTest::addColumn<Flow::Screen>("screen");
        QTest::newRow("playing") << Flow::Screen::Playing;
        QTest::newRow("paused") << Flow::Screen::Paused;
        QTest::newRow("good night") << Flow::Screen::GoodNight;
    }
    void waitsWhileAFilmIsToBeSeen()
    {
        QFETCH(const Flow::Screen, screen);
        IdleMemory memory(work(), 20ms);
        show(memory, Flow::Screen::Playing);
        show(memory, Flow::Screen::Celebration);
        show(memory, screen); // the next chip
        letPass(60ms);
        QCOMPARE(m_times, 0);
    }
    void theRealOneDoesNoHarm() { IdleMemory::giveBackFreed(); }

private:
    IdleMemory::Work work()
    {
        return [this] {
            m_isOnOurs = m_isOnOurs || QThread::currentThread() == thread();
            ++m_times;
        };
    }
    /// What is to happen earlier has happened then.
    static void letPass(std::chrono::milliseconds time)
    {
        bool isOver = false;
        QTimer::singleShot(time, Qt::PreciseTimer, [&isOver] { isOver = true; });
        QTRY_VERIFY(isOver);
    }
    static void show(IdleMemory &memory, Flow::Screen screen)
    {
        Flow::Scene scene;
        scene.screen = screen;
        memory.follow(scene);
    }

    std::atomic_int m_times = 0;
    std::atomic_bool m_isOnOurs = false;
};

QTEST_GUILESS_MAIN(IdleMemoryTest)
#include "tst_idlememory.moc"
