// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/systemkeychain.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QDir>
#include <QElapsedTimer>
#include <QMetaMethod>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <map>
#include <memory>

using namespace Medio;
using namespace Medio::Net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Problem = Keychain::Problem;

namespace {
const auto token = u"refresh-token https://home.example:443 anna@example.org"_s;
const auto pin = u"pin-verifier"_s;
} // namespace

/// The real thing: QtKeychain, libsecret, gnome-keyring, each test with a keyring of its own on a
/// session bus of its own. The bus address is fixed when a process first uses it, and libsecret keeps
/// to the keyring process that it first met, so this program starts itself again, once per test
/// function, under dbus-run-session. Functions with the same word before a "_" follow each other in
/// the same home.
class SystemKeychainTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void keepsNamedEntries();
    void restart_write();
    void restart_read();
    void locked_write();
    void locked_isNoEmptyKeyring();
    void locked_unlockedAgain();
    void noKeyringService();
    void aKilledKeyringIsUsedAgain();
    void operationsRunInOrder();
    void aSilentKeyringIsGivenUp();
    void nobodyIsToldAfterTheContextDied();

private:
    void startKeyring(const QByteArray &password);
    void stopKeyring();
    void killKeyring();
    [[nodiscard]] static bool keyringIsThere();
    Keychain::Read read(SystemKeychain &keychain, const QString &entry);
    Keychain::Done write(SystemKeychain &keychain, const QString &entry, const QByteArray &secret);
    Keychain::Done remove(SystemKeychain &keychain, const QString &entry);

    std::unique_ptr<QProcess> m_keyring;
};

void SystemKeychainTest::initTestCase()
{
    QVERIFY2(!QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty(),
             "gnome-keyring-daemon is not installed (packaging/install-dependencies)");
}

void SystemKeychainTest::cleanup()
{
    stopKeyring();
}

void SystemKeychainTest::startKeyring(const QByteArray &password)
{
    m_keyring = std::make_unique<QProcess>();
    m_keyring->start(u"gnome-keyring-daemon"_s,
                     {u"--unlock"_s, u"--foreground"_s, u"--components=secrets"_s});
    QVERIFY(m_keyring->waitForStarted());
    m_keyring->write(password);
    m_keyring->closeWriteChannel();
    QTRY_VERIFY(keyringIsThere());
}

bool SystemKeychainTest::keyringIsThere()
{
    const QDBusMessage names = QDBusConnection::sessionBus().call(QDBusMessage::createMethodCall(
        u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, u"ListNames"_s));
    return names.arguments().value(0).toStringList().contains(u"org.freedesktop.secrets"_s);
}

void SystemKeychainTest::killKeyring()
{
    m_keyring->kill();
    QVERIFY(m_keyring->waitForFinished());
    QTRY_VERIFY(!keyringIsThere());
}

void SystemKeychainTest::stopKeyring()
{
    if (!m_keyring)
        return;
    m_keyring->terminate();
    QVERIFY(m_keyring->waitForFinished());
    m_keyring.reset();
}

Keychain::Read SystemKeychainTest::read(SystemKeychain &keychain, const QString &entry)
{
    std::optional<Keychain::Read> got;
    keychain.read(entry, this, [&](const Keychain::Read &found) { got = found; });
    (void)QTest::qWaitFor([&] { return got.has_value(); }, 10000);
    return got.value();
}

Keychain::Done SystemKeychainTest::write(SystemKeychain &keychain, const QString &entry,
                                         const QByteArray &secret)
{
    std::optional<Keychain::Done> got;
    keychain.write(entry, secret, this, [&](const Keychain::Done &saved) { got = saved; });
    (void)QTest::qWaitFor([&] { return got.has_value(); }, 10000);
    return got.value();
}

Keychain::Done SystemKeychainTest::remove(SystemKeychain &keychain, const QString &entry)
{
    std::optional<Keychain::Done> got;
    keychain.remove(entry, this, [&](const Keychain::Done &removed) { got = removed; });
    (void)QTest::qWaitFor([&] { return got.has_value(); }, 10000);
    return got.value();
}

void SystemKeychainTest::keepsNamedEntries()
{
    startKeyring("door");
    SystemKeychain keychain;
    QVERIFY(!read(keychain, token)->has_value());
    QVERIFY(write(keychain, token, "eyJ.a\"b.c"));
    QVERIFY(write(keychain, pin, "another"));
    QCOMPARE(read(keychain, token)->value(), "eyJ.a\"b.c");
    QCOMPARE(read(keychain, pin)->value(), "another");
    QVERIFY(write(keychain, token, "newer"));
    QCOMPARE(read(keychain, token)->value(), "newer");
    QVERIFY(remove(keychain, token));
    QVERIFY(!read(keychain, token)->has_value());
    QVERIFY(remove(keychain, token)); // nothing to forget is no failure
    QCOMPARE(read(keychain, pin)->value(), "another");
}

void SystemKeychainTest::restart_write()
{
    startKeyring("door");
    SystemKeychain keychain;
    QVERIFY(write(keychain, token, "kept"));
}

void SystemKeychainTest::restart_read()
{
    startKeyring("door");
    SystemKeychain keychain;
    QCOMPARE(read(keychain, token)->value(), "kept");
}

void SystemKeychainTest::locked_write()
{
    restart_write();
}

void SystemKeychainTest::locked_isNoEmptyKeyring()
{
    startKeyring("wrong key");
    SystemKeychain keychain;
    const auto loaded = read(keychain, token);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error(), Problem::Locked);
    const auto saved = write(keychain, token, "new");
    QVERIFY(!saved);
    QCOMPARE(saved.error(), Problem::Locked);
    QVERIFY(!remove(keychain, token));
}

void SystemKeychainTest::locked_unlockedAgain()
{
    restart_read();
}

void SystemKeychainTest::noKeyringService()
{
    SystemKeychain keychain;
    const auto loaded = read(keychain, token);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error(), Problem::Unavailable);
    QCOMPARE(write(keychain, token, "x").error(), Problem::Unavailable);
    QCOMPARE(remove(keychain, token).error(), Problem::Unavailable);
}

void SystemKeychainTest::aKilledKeyringIsUsedAgain()
{
    startKeyring("door");
    SystemKeychain keychain;
    QVERIFY(write(keychain, token, "before"));
    for (int i = 0; i < 3; ++i) {
        killKeyring();
        QCOMPARE(read(keychain, token).error(), Problem::Unavailable);
        QCOMPARE(write(keychain, token, "lost").error(), Problem::Unavailable);
        startKeyring("door");
        QCOMPARE(read(keychain, token)->value(), i == 0 ? "before" : "after");
        QVERIFY(write(keychain, token, "after"));
        QCOMPARE(read(keychain, token)->value(), "after");
    }
}

void SystemKeychainTest::operationsRunInOrder()
{
    startKeyring("door");
    SystemKeychain keychain;
    QStringList order;
    std::optional<QByteArray> seen;
    keychain.write(token, "one", this, [&](const auto &) { order << u"save"_s; });
    keychain.read(token, this, [&](const Keychain::Read &loaded) {
        order << u"load"_s;
        seen = *loaded;
    });
    keychain.remove(token, this, [&](const auto &) { order << u"remove"_s; });
    keychain.read(token, this, [&](const Keychain::Read &loaded) {
        order << (loaded->has_value() ? u"still there"_s : u"gone"_s);
    });
    QVERIFY(order.isEmpty());
    QTRY_COMPARE(order, (QStringList{u"save"_s, u"load"_s, u"remove"_s, u"gone"_s}));
    QCOMPARE(seen, std::optional<QByteArray>("one"));
}

void SystemKeychainTest::aSilentKeyringIsGivenUp()
{
    // Somebody who owns the name and never answers, as a prompt that nobody sees does.
    QDBusConnection mute = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"mute"_s);
    QVERIFY(mute.registerService(u"org.freedesktop.secrets"_s));
    class Mute : public QDBusVirtualObject
    {
    public:
        [[nodiscard]] QString introspect(const QString &) const override { return {}; }
        bool handleMessage(const QDBusMessage &message, const QDBusConnection &) override
        {
            message.setDelayedReply(true);
            return true;
        }
    } object;
    QVERIFY(mute.registerVirtualObject(u"/"_s, &object, QDBusConnection::SubPath));
    SystemKeychain keychain(200ms);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(read(keychain, token).error(), Problem::TimedOut);
    QCOMPARE(write(keychain, token, "x").error(), Problem::TimedOut);
    QVERIFY(timer.elapsed() >= 390);
    mute.unregisterObject(u"/"_s, QDBusConnection::UnregisterTree);
    QDBusConnection::disconnectFromBus(u"mute"_s);
}

void SystemKeychainTest::nobodyIsToldAfterTheContextDied()
{
    startKeyring("door");
    SystemKeychain keychain;
    bool told = false;
    {
        QObject context;
        keychain.write(token, "x", &context, [&](const auto &) { told = true; });
    }
    QCOMPARE(read(keychain, token)->value(), "x"); // it was saved all the same
    QVERIFY(!told);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("MEDIO_KEYRING_TEST")) {
        SystemKeychainTest test;
        return QTest::qExec(&test, application.arguments());
    }

    const QString runner = QStandardPaths::findExecutable(u"dbus-run-session"_s);
    if (runner.isEmpty()) {
        std::puts("SKIP: dbus-run-session is not installed");
        return 0;
    }
    int failed = 0;
    std::map<QByteArray, std::unique_ptr<QTemporaryDir>> homes;
    const QMetaObject &tests = SystemKeychainTest::staticMetaObject;
    for (int i = tests.methodOffset(); i < tests.methodCount(); ++i) {
        const QMetaMethod method = tests.method(i);
        const QByteArray name = method.name();
        if (method.methodType() != QMetaMethod::Slot || name == "initTestCase" || name == "cleanup")
            continue;
        // A home without a keyring, and no desktop whose keyring could be meant.
        std::unique_ptr<QTemporaryDir> &home =
            homes[name.contains('_') ? name.first(name.indexOf('_')) : name];
        if (!home)
            home = std::make_unique<QTemporaryDir>();
        const QTemporaryDir &dir = *home;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *variable :
             {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP",
              "DESKTOP_SESSION", "GNOME_KEYRING_CONTROL", "KDE_FULL_SESSION"})
            environment.remove(QString::fromLatin1(variable));
        environment.insert(u"HOME"_s, dir.path());
        for (const char *variable :
             {"XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"}) {
            const QString path = dir.filePath(QString::fromLatin1(variable));
            QDir().mkpath(path);
            QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            environment.insert(QString::fromLatin1(variable), path);
        }
        // A bus without activatable services: only what a test starts is there.
        QFile configuration(dir.filePath(u"bus.conf"_s));
        if (!configuration.open(QIODevice::WriteOnly))
            return 1;
        configuration.write(
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
            "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
            "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        configuration.close();
        environment.insert(u"MEDIO_KEYRING_TEST"_s, u"1"_s);

        QProcess child;
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::ForwardedChannels);
        child.start(runner, {u"--config-file"_s, configuration.fileName(), u"--"_s,
                             application.applicationFilePath(), QString::fromLatin1(name)});
        if (!child.waitForFinished(40000) || child.exitStatus() != QProcess::NormalExit ||
            child.exitCode() != 0)
            ++failed;
    }
    return failed == 0 ? 0 : 1;
}

#include "tst_systemkeychain.moc"
