// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/backlights.h"
#include "app/adapters/sessionscreensaver.h"
#include "app/adapters/xscreen.h"
#include "tests/support/virtualscreen.h"

#include <xcb/xcb.h>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusError>
#include <QDBusMessage>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <memory>

using namespace Medio;
using namespace Medio::Adapters;
using namespace Qt::StringLiterals;

namespace {

const auto service = u"org.freedesktop.ScreenSaver"_s;

/// A desktop's screen saver, as far as anybody talks to it.
class FakeScreenSaver : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.ScreenSaver")
public Q_SLOTS:
    uint Inhibit(const QString &program, const QString &reason)
    {
        asked += program;
        reasons += reason;
        if (hesitates) {
            setDelayedReply(true);
            waiting = message();
            return 0;
        }
        holders.append(++m_last);
        return m_last;
    }
    void UnInhibit(uint cookie)
    {
        if (!holders.removeOne(cookie))
            ++mistakes;
    }
    void SimulateUserActivity() { ++woken; }

public:
    QList<uint> holders;
    QStringList asked;
    QStringList reasons;
    int woken = 0;
    int mistakes = 0;
    bool hesitates = false; ///< with its answer
    QDBusMessage waiting;

private:
    uint m_last = 41;
};

} // namespace

/// What can make a screen dark, each with the real thing at the other end: a message bus, an X server.
class TestDisplayPower : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void sessionIsInhibitedAndLetGo();
    void sessionThatComesLaterIsInhibited();
    void sessionThatIsRestartedIsInhibitedAgain();
    void sessionThatComesWhileAnotherRefusesIsInhibited();
    void answerThatComesTooLateIsGivenBack();
    void withoutASessionNothingHappens();
    void xServerIsSwitchedOffAndOn();
    void backlightsAreSwitched();

private:
    void announce();
    void withdraw();

    QProcess m_bus;
    QString m_address;
    std::unique_ptr<FakeScreenSaver> m_saver;
};

void TestDisplayPower::initTestCase()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY2(m_bus.waitForReadyRead(20000), "dbus-daemon did not start (packaging/install-dependencies)");
    m_address = QString::fromLocal8Bit(m_bus.readLine()).trimmed();
    QVERIFY(QDBusConnection::connectToBus(m_address, u"kiosk"_s).isConnected());
    QVERIFY(QDBusConnection::connectToBus(m_address, u"desktop"_s).isConnected());
}

void TestDisplayPower::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"kiosk"_s);
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    m_bus.terminate();
    m_bus.waitForFinished();
}

void TestDisplayPower::init()
{
    m_saver = std::make_unique<FakeScreenSaver>();
}

void TestDisplayPower::cleanup()
{
    withdraw();
    m_saver.reset();
}

void TestDisplayPower::announce()
{
    QDBusConnection desktop(u"desktop"_s);
    QVERIFY(desktop.registerObject(u"/org/freedesktop/ScreenSaver"_s, m_saver.get(),
                                   QDBusConnection::ExportAllSlots));
    QVERIFY(desktop.registerService(service));
}

void TestDisplayPower::withdraw()
{
    QDBusConnection desktop(u"desktop"_s);
    desktop.unregisterService(service);
    desktop.unregisterObject(u"/org/freedesktop/ScreenSaver"_s);
}

void TestDisplayPower::sessionIsInhibitedAndLetGo()
{
    announce();
    SessionScreenSaver display{QDBusConnection(u"kiosk"_s)};
    display.keepLit();
    display.keepLit();
    QTRY_COMPARE(m_saver->holders.size(), 1);
    QCOMPARE(m_saver->asked, QStringList{u"medio-kiosk"_s});
    QVERIFY(!m_saver->reasons.constFirst().isEmpty());
    QCOMPARE(m_saver->woken, 1);

    // The answer has to be back before it can be given back
    QTRY_VERIFY((display.letGoDark(), m_saver->holders.isEmpty()));
    display.keepLit();
    QTRY_COMPARE(m_saver->holders.size(), 1);
    QCOMPARE(m_saver->woken, 2);
    QCOMPARE(m_saver->mistakes, 0);
}

void TestDisplayPower::sessionThatComesLaterIsInhibited()
{
    SessionScreenSaver display{QDBusConnection(u"kiosk"_s)};
    display.keepLit();
    announce();
    QTRY_COMPARE(m_saver->holders.size(), 1);
}

void TestDisplayPower::sessionThatIsRestartedIsInhibitedAgain()
{
    announce();
    SessionScreenSaver display{QDBusConnection(u"kiosk"_s)};
    display.keepLit();
    QTRY_COMPARE(m_saver->holders.size(), 1);
    withdraw();
    m_saver = std::make_unique<FakeScreenSaver>();
    announce();
    QTRY_COMPARE(m_saver->holders.size(), 1);
}

void TestDisplayPower::sessionThatComesWhileAnotherRefusesIsInhibited()
{
    announce();
    m_saver->hesitates = true;
    SessionScreenSaver display{QDBusConnection(u"kiosk"_s)};
    display.keepLit();
    QTRY_COMPARE(m_saver->asked.size(), 1);
    const QDBusMessage first = m_saver->waiting;
    withdraw();
    m_saver = std::make_unique<FakeScreenSaver>();
    announce();
    QVERIFY(QDBusConnection(u"desktop"_s).send(first.createErrorReply(QDBusError::Failed, u"gone"_s)));
    QTRY_COMPARE(m_saver->holders.size(), 1);
    QCOMPARE(m_saver->asked.size(), 1);
}

void TestDisplayPower::answerThatComesTooLateIsGivenBack()
{
    announce();
    SessionScreenSaver display{QDBusConnection(u"kiosk"_s)};
    display.keepLit();
    display.letGoDark(); // before anything was answered
    QTRY_COMPARE(m_saver->asked.size(), 1);
    QTRY_VERIFY(m_saver->holders.isEmpty());
    QCOMPARE(m_saver->mistakes, 0);
}

void TestDisplayPower::withoutASessionNothingHappens()
{
    SessionScreenSaver display{QDBusConnection(u"nobody"_s)};
    display.keepLit();
    display.letGoDark();
    display.keepLit();
    QVERIFY(m_saver->asked.isEmpty());
}

void TestDisplayPower::xServerIsSwitchedOffAndOn()
{
    VirtualScreen server;
    QVERIFY(server.start({640, 480}));
    xcb_connection_t *connection = xcb_connect(server.name().constData(), nullptr);
    QCOMPARE(xcb_connection_has_error(connection), 0);
    const auto timeout = [connection] {
        const std::unique_ptr<xcb_get_screen_saver_reply_t, decltype(&std::free)> saver(
            xcb_get_screen_saver_reply(connection, xcb_get_screen_saver(connection), nullptr), &std::free);
        return saver == nullptr ? -1 : int(saver->timeout);
    };
    constexpr int16_t before = 600;
    xcb_set_screen_saver(connection, before, 600, XCB_BLANKING_PREFERRED, XCB_EXPOSURES_DEFAULT);
    QCOMPARE(timeout(), int(before));
    {
        XScreen display(connection);
        display.keepLit();
        QCOMPARE(timeout(), 0); // it never comes by itself
        display.letGoDark();
        display.keepLit();
        QCOMPARE(timeout(), 0);
    }
    QCOMPARE(timeout(), int(before));
    QCOMPARE(xcb_connection_has_error(connection), 0);
    xcb_disconnect(connection);
}

void TestDisplayPower::backlightsAreSwitched()
{
    QTemporaryDir folder;
    const auto path = [&folder](const QString &name) {
        return folder.filePath(name + u"/bl_power"_s);
    };
    const auto read = [&path](const QString &name) {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    };
    for (const QString &name : {u"10-0045"_s, u"panel"_s}) {
        QVERIFY(QDir(folder.path()).mkdir(name));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("0");
    }
    QVERIFY(QDir(folder.path()).mkdir(u"keyboard"_s)); // has no such switch
    {
        Backlights display(folder.path());
        display.keepLit();
        display.letGoDark();
        QCOMPARE(read(u"10-0045"_s), QByteArray("4"));
        QCOMPARE(read(u"panel"_s), QByteArray("4"));
        display.keepLit();
        QCOMPARE(read(u"panel"_s), QByteArray("0"));
        display.letGoDark();
    }
    QCOMPARE(read(u"panel"_s), QByteArray("0")); // never left dark
    QVERIFY(!QFile::exists(path(u"keyboard"_s)));

    Backlights none(folder.filePath(u"nothing"_s));
    none.letGoDark();
}

QTEST_GUILESS_MAIN(TestDisplayPower)
#include "tst_displaypower.moc"
