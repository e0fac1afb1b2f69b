// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/work/workerpool.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <memory>

using Medio::Home::WorkerPool;

class TestWorkerPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsEverything();
    void refusesWhenFull();
    void stopThrowsWaitingJobsAway();
    void runsTheLastJobOfEachThread();
};

void TestWorkerPool::runsEverything()
{
    QSemaphore done;
    WorkerPool pool(QStringLiteral("test"), 3, 1000);
    for (int i = 0; i < 500; ++i)
        QVERIFY(pool.post([&done] { done.release(); }));
    QVERIFY(done.tryAcquire(500, 10'000));
}

void TestWorkerPool::refusesWhenFull()
{
    QSemaphore started;
    QSemaphore mayEnd;
    WorkerPool pool(QStringLiteral("test"), 1, 2);
    QVERIFY(pool.post([&] {
        started.release();
        mayEnd.acquire();
    }));
    QVERIFY(started.tryAcquire(1, 10'000));
    QVERIFY(pool.post([] {}));
    QVERIFY(pool.post([] {}));
    QVERIFY(!pool.post([] {}));
    mayEnd.release();
}

void TestWorkerPool::stopThrowsWaitingJobsAway()
{
    QSemaphore started;
    QSemaphore mayEnd;
    std::atomic<bool> ran = false;
    const auto witness = std::make_shared<int>();
    WorkerPool pool(QStringLiteral("test"), 1, 10);
    QVERIFY(pool.post([&] {
        started.release();
        mayEnd.acquire();
    }));
    QVERIFY(started.tryAcquire(1, 10'000));
    QVERIFY(pool.post([&ran, witness] { ran = true; }));
    QCOMPARE(witness.use_count(), 2L);
    mayEnd.release(); // whether the second job still runs is open; afterwards nothing holds it
    pool.stop();
    QCOMPARE(witness.use_count(), 1L);
    QVERIFY(!pool.post([] {}));
    pool.stop();
}

void TestWorkerPool::runsTheLastJobOfEachThread()
{
    std::atomic<int> ends = 0;
    {
        WorkerPool pool(QStringLiteral("test"), 4, 10, [&ends] { ++ends; });
    }
    QCOMPARE(ends.load(), 4);
}

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "tst_workerpool.moc"
