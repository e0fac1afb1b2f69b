// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/painting/way.h"
#include "tests/support/virtualscreen.h"

#include <QGuiApplication>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

using namespace Medio;
using namespace Medio::Painting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestWay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void softwareIsNoGraphicsProcessor_data();
    void softwareIsNoGraphicsProcessor();
    void theCheaperOneInTime_data();
    void theCheaperOneInTime();
    void softwareIsRejectedUnlessSomebodyWantsIt();
    void whatIsConfiguredHolds();
    void withoutOpenGlItIsRaster();
};

void TestWay::softwareIsNoGraphicsProcessor_data()
{
    QTest::addColumn<QString>("renderer");
    QTest::addColumn<bool>("software");
    QTest::newRow("llvmpipe") << u"llvmpipe (LLVM 15.0.6, 256 bits)"_s << true;
    QTest::newRow("softpipe") << u"softpipe"_s << true;
    QTest::newRow("swrast") << u"Mesa DRI swrast"_s << true;
    QTest::newRow("old Mesa") << u"Software Rasterizer"_s << true;
    QTest::newRow("SwiftShader") << u"ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device))"_s << true;
    QTest::newRow("zink on lavapipe") << u"zink Vulkan 1.3(lavapipe)"_s << true;
    QTest::newRow("nothing") << QString() << true;
    QTest::newRow("Pi 4") << u"V3D 4.2"_s << false;
    QTest::newRow("Pi 3") << u"VC4 V3D 2.1"_s << false;
    QTest::newRow("Intel") << u"Mesa Intel(R) UHD Graphics 600 (GLK 2)"_s << false;
    QTest::newRow("virtual machine with a host's") << u"virgl (Mesa Intel(R) Graphics)"_s << false;
}

void TestWay::softwareIsNoGraphicsProcessor()
{
    QFETCH(QString, renderer);
    QFETCH(bool, software);
    QCOMPARE(isSoftware(renderer), software);
}

void TestWay::theCheaperOneInTime_data()
{
    QTest::addColumn<Cost>("raster");
    QTest::addColumn<Cost>("textures");
    QTest::addColumn<Way>("way");
    QTest::newRow("a good one") << Cost{8ms, 8ms} << Cost{2ms, 5ms} << Way::Textures;
    QTest::newRow("dearer") << Cost{2ms, 2ms} << Cost{3ms, 3ms} << Way::Raster;
    QTest::newRow("the same") << Cost{2ms, 2ms} << Cost{2ms, 2ms} << Way::Raster;
    QTest::newRow("idle but late") << Cost{20ms, 20ms} << Cost{1ms, 30ms} << Way::Raster;
}

void TestWay::theCheaperOneInTime()
{
    QFETCH(Cost, raster);
    QFETCH(Cost, textures);
    QFETCH(Way, way);
    QCOMPARE(cheaper(raster, textures), way);
}

void TestWay::softwareIsRejectedUnlessSomebodyWantsIt()
{
    const Choice automatic = choose(Wish::Automatic, {800, 480});
    QCOMPARE(automatic.way, Way::Raster);
    QVERIFY(!automatic.reason.isEmpty());
    const Choice wanted = choose(Wish::Textures, {800, 480});
    QCOMPARE(wanted.way, Way::Textures);
    QVERIFY2(wanted.reason.contains(u"as configured"_s), qPrintable(wanted.reason));
}

void TestWay::whatIsConfiguredHolds()
{
    QCOMPARE(choose(Wish::Raster, {800, 480}).way, Way::Raster);
    QCOMPARE(nameOf(Way::Raster), u"raster"_s);
    QCOMPARE(nameOf(Way::Textures), u"textures"_s);
}

/// Qt reads this once: this program starts itself again with it.
void TestWay::withoutOpenGlItIsRaster()
{
    const char *const switchedOff = "QT_XCB_GL_INTEGRATION";
    if (qEnvironmentVariable(switchedOff) == u"none"_s) {
        QCOMPARE(choose(Wish::Textures, {800, 480}).way, Way::Raster);
        return;
    }
    QProcess again;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(switchedOff), u"none"_s);
    again.setProcessEnvironment(environment);
    again.setProcessChannelMode(QProcess::ForwardedChannels);
    again.start(QCoreApplication::applicationFilePath(), {u"withoutOpenGlItIsRaster"_s});
    QVERIFY(again.waitForFinished(60000));
    QCOMPARE(again.exitCode(), 0);
}

int main(int argc, char *argv[])
{
    VirtualScreen screen;
    // No real one either, whatever this machine has
    qputenv("LIBGL_ALWAYS_SOFTWARE", "1");
    if (!screen.start({640, 480}))
        return 1;
    const QGuiApplication application(argc, argv);
    TestWay test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_way.moc"
