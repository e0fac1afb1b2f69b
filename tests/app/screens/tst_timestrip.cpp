// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/timestrip.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Screens;

namespace {

/// Mean brightness.
double lightOf(const QImage &picture)
{
    double sum = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            sum += qGray(picture.pixel(x, y));
    }
    return sum / picture.width() / picture.height();
}

} // namespace

class TimeStripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheTimeThatIsLeft_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize &size : {QSize(120, 480), QSize(192, 720), QSize(288, 1080), QSize(72, 800)})
            QTest::addRow("%d x %d", size.width(), size.height()) << size;
    }

    void showsTheTimeThatIsLeft()
    {
        QFETCH(const QSize, size);
        TimeStrip strip;
        QSignalSpy painted(&strip, &TimeStrip::painted);
        Flow::Scene scene;
        scene.night = true; // where what is awake shines
        double before = 256;
        for (const double left : {1.0, 0.75, 0.5, 0.25, 0.0}) {
            painted.clear();
            scene.timeLeft = left;
            strip.show(scene, size);
            QTRY_COMPARE(painted.size(), 1);
            const auto picture = painted.first().first().value<QImage>();
            QCOMPARE(picture.size(), size);
            const double light = lightOf(picture);
            QVERIFY2(light < before, qPrintable(QStringLiteral("%1 at %2").arg(light).arg(left)));
            before = light;
        }
    }

    void saysNothingWhenNothingChanged()
    {
        TimeStrip strip;
        QSignalSpy painted(&strip, &TimeStrip::painted);
        Flow::Scene scene;
        strip.show(scene, {120, 480});
        QTRY_COMPARE(painted.size(), 1);
        scene.film = 3; // is not seen here
        strip.show(scene, {120, 480});
        scene.night = true;
        strip.show(scene, {120, 480});
        QTRY_COMPARE(painted.size(), 2);
        strip.show(scene, {});
        QCOMPARE(painted.size(), 2);
    }
};

QTEST_MAIN(TimeStripTest)
#include "tst_timestrip.moc"
