// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/endsignals.h"

#include <poll.h>

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using Medio::EndSignals;

namespace {

bool isReadable(int descriptor)
{
    pollfd source{descriptor, POLLIN, 0};
    return poll(&source, 1, 0) == 1;
}

auto handlerOf(int signal)
{
    struct sigaction present = {};
    sigaction(signal, nullptr, &present);
    return present.sa_handler;
}

} // namespace

/// Ending through the loop, whichever way it is asked for.
class TestEndSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySignalAsksForTheEndOnce_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void everySignalAsksForTheEndOnce()
    {
        QFETCH(const int, signal);
        const EndSignals ends;
        QSignalSpy asked(&ends, &EndSignals::endRequested);
        QVERIFY(!isReadable(ends.descriptor()));

        QCOMPARE(std::raise(signal), 0);
        QVERIFY(isReadable(ends.descriptor()));
        QVERIFY(asked.wait(60000));
        QCOMPARE(asked.count(), 1);
        QVERIFY2(isReadable(ends.descriptor()), "whoever polls is told for good");
        QVERIFY2(handlerOf(signal) == SIG_DFL, "a second one kills");
    }

    void afterwardsSignalsDoWhatTheyDid()
    {
        {
            const EndSignals ends;
            QVERIFY(handlerOf(SIGTERM) != SIG_DFL);
        }
        QVERIFY(handlerOf(SIGTERM) == SIG_DFL);
        QVERIFY(handlerOf(SIGHUP) == SIG_DFL);
    }

    void anIgnoredHangUpStaysIgnored()
    {
        std::signal(SIGHUP, SIG_IGN); // as nohup does
        {
            const EndSignals ends;
            std::raise(SIGHUP);
            QVERIFY(!isReadable(ends.descriptor()));
        }
        QVERIFY(handlerOf(SIGHUP) == SIG_IGN);
        std::signal(SIGHUP, SIG_DFL);
    }
};

QTEST_GUILESS_MAIN(TestEndSignals)
#include "tst_endsignals.moc"
