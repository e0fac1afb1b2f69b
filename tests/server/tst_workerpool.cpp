// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/work/workerpool.h"

#include <QTest>

#include <atomic>
#include <future>
#include <memory>

using Medio::Home::WorkerPool;

namespace {

/// A pool whose one thread has something to do until it may end.
struct Busy
{
    explicit Busy(int queueLimit)
        : pool(QStringLiteral("test"), 1, queueLimit)
    {
        const bool posted = pool.post([this, goOn = mayEnd.get_future().share()] {
            started.set_value();
            goOn.wait();
        });
        Q_ASSERT(posted);
        started.get_future().wait();
    }
    std::promise<void> started;
    std::promise<void> mayEnd;
    WorkerPool pool; // ends before they do
};

} // namespace

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
    std::atomic<int> done = 0;
    WorkerPool pool(QStringLiteral("test"), 3, 1000);
    for (int i = 0; i < 500; ++i)
        QVERIFY(pool.post([&done] { ++done; }));
    QTRY_COMPARE(done.load(), 500);
}

void TestWorkerPool::refusesWhenFull()
{
    Busy busy(2);
    QVERIFY(busy.pool.post([] {}));
    QVERIFY(busy.pool.post([] {}));
    QVERIFY(!busy.pool.post([] {}));
    busy.mayEnd.set_value();
}

void TestWorkerPool::stopThrowsWaitingJobsAway()
{
    std::atomic<bool> ran = false;
    const auto witness = std::make_shared<int>();
    Busy busy(10);
    QVERIFY(busy.pool.post([&ran, witness] { ran = true; }));
    QCOMPARE(witness.use_count(), 2L);
    busy.mayEnd.set_value(); // whether the second job still runs is open; afterwards nothing holds it
    busy.pool.stop();
    QCOMPARE(witness.use_count(), 1L);
    QVERIFY(!busy.pool.post([] {}));
    busy.pool.stop();
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
