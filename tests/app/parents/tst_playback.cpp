// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/playback.h"
#include "tests/support/fakeflowports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;

class TestPlayback : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsDecidedHoldsAtOnce()
    {
        Flow::FakeSettingsStore settings;
        Flow::KioskSettings before;
        before.volume = 7;
        settings.save(before);
        Playback playback(settings);
        QSignalSpy changed(&playback, &Playback::changed);
        playback.setCap(6);
        playback.setEveningCap(3);
        playback.setEvening(QTime(18, 30), QTime(7, 0));
        playback.setFromStart(true);
        QCOMPARE(changed.size(), 4);
        QCOMPARE(playback.cap(), 6);
        QCOMPARE(playback.eveningCap(), 3);
        QCOMPARE(playback.eveningFrom(), QTime(18, 30));
        QCOMPARE(playback.eveningTo(), QTime(7, 0));
        QVERIFY(playback.isFromStart());
        QCOMPARE(settings.settings().volume, 7); // the children's own is theirs
        QCOMPARE(Flow::volumeNow(settings.settings(), false), 6);
        QCOMPARE(Flow::volumeNow(settings.settings(), true), 3);
    }

    void whatCantBeIsTakenForTheNearest()
    {
        Flow::FakeSettingsStore settings;
        Playback playback(settings);
        playback.setCap(0); // never silence
        QCOMPARE(playback.cap(), 1);
        playback.setCap(11);
        QCOMPARE(playback.cap(), Flow::loudest);
        playback.setEveningCap(-4);
        QCOMPARE(playback.eveningCap(), 1);
        const QTime from = playback.eveningFrom();
        playback.setEvening(QTime(), QTime(6, 0));
        QCOMPARE(playback.eveningFrom(), from);
    }

    void theEveningIsFromThenToThen_data()
    {
        QTest::addColumn<QTime>("from");
        QTest::addColumn<QTime>("to");
        QTest::addColumn<QTime>("time");
        QTest::addColumn<bool>("isEvening");
        const auto row = [](const char *name, QTime from, QTime to, QTime time, bool isEvening) {
            QTest::newRow(name) << from << to << time << isEvening;
        };
        row("before", {19, 0}, {6, 0}, {18, 59, 59}, false);
        row("its first moment", {19, 0}, {6, 0}, {19, 0}, true);
        row("midnight", {19, 0}, {6, 0}, {0, 0}, true);
        row("its last moment", {19, 0}, {6, 0}, {5, 59, 59}, true);
        row("after", {19, 0}, {6, 0}, {6, 0}, false);
        row("a rest at noon, within", {12, 0}, {14, 0}, {13, 0}, true);
        row("a rest at noon, in the evening", {12, 0}, {14, 0}, {20, 0}, false);
        row("none", {19, 0}, {19, 0}, {19, 0}, false);
        row("none, at night", {19, 0}, {19, 0}, {3, 0}, false);
    }
    void theEveningIsFromThenToThen()
    {
        QFETCH(const QTime, from);
        QFETCH(const QTime, to);
        QFETCH(const QTime, time);
        Flow::KioskSettings settings;
        settings.eveningFrom = from;
        settings.eveningTo = to;
        QTEST(Flow::isEvening(settings, time), "isEvening");
    }
};

QTEST_GUILESS_MAIN(TestPlayback)
#include "tst_playback.moc"
