// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/loudness.h"

#include <QTest>

#include <cmath>

using namespace Medio;

class TestLoudness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isHeardAsItSays_data()
    {
        QTest::addColumn<double>("loudness");
        QTest::addColumn<double>("decibels");
        QTest::newRow("all") << 1.0 << 0.0;
        QTest::newRow("half") << 0.5 << -10.0;
        QTest::newRow("a quarter") << 0.25 << -20.0;
        QTest::newRow("six of ten") << 0.6 << -7.4;
        QTest::newRow("one of ten") << 0.1 << -33.3;
    }
    void isHeardAsItSays()
    {
        QFETCH(double, loudness);
        QFETCH(double, decibels);
        const double measured = 20 * std::log10(double(amplitudeOf(loudness)));
        QVERIFY2(std::abs(measured - decibels) < 0.1, qPrintable(QString::number(measured)));
    }
    void silenceIsSilent()
    {
        QCOMPARE(amplitudeOf(0), 0.0F);
        QCOMPARE(amplitudeOf(-1), 0.0F);
        QCOMPARE(amplitudeOf(2), 1.0F);
    }
};

QTEST_GUILESS_MAIN(TestLoudness)
#include "tst_loudness.moc"
