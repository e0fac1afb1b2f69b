// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/keychaintokenstore.h"

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

using Problem = TokenStore::Problem;

namespace {
const auto server = u"https://home.example:443"_s;
const auto other = u"https://other.example:443"_s;
} // namespace

/// The real thing: QtKeychain, libsecret, gnome-keyring, each test with a keyring of its own on a
/// session bus of its own. The bus address is fixed when a process first uses it, and libsecret keeps
/// to the keyring process that it first met, so this program starts itself again, once per test
/// function, under dbus-run-session. Functions with the same word before a "_" follow each other in
/// the same home.
class KeychainTokenStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void keepsATokenPerOrigin();
    void restart_save();
    void restart_load();
    void locked_save();
    void locked_isNoEmptyKeyring();
    void locked_unlockedAgain();
    void noKeyringService();
    void operationsRunInOrder();
    void aSilentKeyringIsGivenUp();
    void nobodyIsToldAfterTheContextDied();

private:
    void startKeyring(const QByteArray &password);
    void stopKeyring();
    TokenStore::Loaded load(KeychainTokenStore &store, const QString &origin);
    TokenStore::Done save(KeychainTokenStore &store, const QString &origin, const QByteArray &token);
    TokenStore::Done remove(KeychainTokenStore &store, const QString &origin);

    std::unique_ptr<QProcess> m_keyring;
};

void KeychainTokenStoreTest::initTestCase()
{
    QVERIFY2(!QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty(),
             "gnome-keyring-daemon is not installed (packaging/install-dependencies)");
}

void KeychainTokenStoreTest::cleanup()
{
    stopKeyring();
}

void KeychainTokenStoreTest::startKeyring(const QByteArray &password)
{
    m_keyring = std::make_unique<QProcess>();
    m_keyring->start(u"gnome-keyring-daemon"_s,
                     {u"--unlock"_s, u"--foreground"_s, u"--components=secrets"_s});
    QVERIFY(m_keyring->waitForStarted());
    m_keyring->write(password);
    m_keyring->closeWriteChannel();
    const auto isThere = [] {
        const QDBusMessage names = QDBusConnection::sessionBus().call(
            QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                           u"org.freedesktop.DBus"_s, u"ListNames"_s));
        return names.arguments().value(0).toStringList().contains(u"org.freedesktop.secrets"_s);
    };
    QTRY_VERIFY(isThere());
}

void KeychainTokenStoreTest::stopKeyring()
{
    if (!m_keyring)
        return;
    m_keyring->terminate();
    QVERIFY(m_keyring->waitForFinished());
    m_keyring.reset();
}

TokenStore::Loaded KeychainTokenStoreTest::load(KeychainTokenStore &store, const QString &origin)
{
    std::optional<TokenStore::Loaded> got;
    store.load(origin, this, [&](const TokenStore::Loaded &loaded) { got = loaded; });
    (void)QTest::qWaitFor([&] { return got.has_value(); }, 10000);
    return got.value();
}

TokenStore::Done KeychainTokenStoreTest::save(KeychainTokenStore &store, const QString &origin,
                                              const QByteArray &token)
{
    std::optional<TokenStore::Done> got;
    store.save(origin, token, this, [&](const TokenStore::Done &saved) { got = saved; });
    (void)QTest::qWaitFor([&] { return got.has_value(); }, 10000);
    return got.value();
}

TokenStore::Done KeychainTokenStoreTest::remove(KeychainTokenStore &store, const QString &origin)
{
    std::optional<TokenStore::Done> got;
    store.remove(origin, this, [&](const TokenStore::Done &removed) { got = removed; });
    (void)QTest::qWaitFor([&] { return got.has_value(); }, 10000);
    return got.value();
}

void KeychainTokenStoreTest::keepsATokenPerOrigin()
{
    startKeyring("door");
    KeychainTokenStore store;
    QVERIFY(!load(store, server)->has_value());
    QVERIFY(save(store, server, "eyJ.a\"b.c"));
    QVERIFY(save(store, other, "another"));
    QCOMPARE(load(store, server)->value(), "eyJ.a\"b.c");
    QCOMPARE(load(store, other)->value(), "another");
    QVERIFY(save(store, server, "newer"));
    QCOMPARE(load(store, server)->value(), "newer");
    QVERIFY(remove(store, server));
    QVERIFY(!load(store, server)->has_value());
    QVERIFY(remove(store, server)); // nothing to forget is no failure
    QCOMPARE(load(store, other)->value(), "another");
}

void KeychainTokenStoreTest::restart_save()
{
    startKeyring("door");
    KeychainTokenStore store;
    QVERIFY(save(store, server, "kept"));
}

void KeychainTokenStoreTest::restart_load()
{
    startKeyring("door");
    KeychainTokenStore store;
    QCOMPARE(load(store, server)->value(), "kept");
}

void KeychainTokenStoreTest::locked_save()
{
    restart_save();
}

void KeychainTokenStoreTest::locked_isNoEmptyKeyring()
{
    startKeyring("wrong key");
    KeychainTokenStore store;
    const auto loaded = load(store, server);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error(), Problem::Locked);
    const auto saved = save(store, server, "new");
    QVERIFY(!saved);
    QCOMPARE(saved.error(), Problem::Locked);
    QVERIFY(!remove(store, server));
}

void KeychainTokenStoreTest::locked_unlockedAgain()
{
    restart_load();
}

void KeychainTokenStoreTest::noKeyringService()
{
    KeychainTokenStore store;
    const auto loaded = load(store, server);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error(), Problem::Unavailable);
    QCOMPARE(save(store, server, "x").error(), Problem::Unavailable);
    QCOMPARE(remove(store, server).error(), Problem::Unavailable);
}

void KeychainTokenStoreTest::operationsRunInOrder()
{
    startKeyring("door");
    KeychainTokenStore store;
    QStringList order;
    std::optional<QByteArray> seen;
    store.save(server, "one", this, [&](const auto &) { order << u"save"_s; });
    store.load(server, this, [&](const TokenStore::Loaded &loaded) {
        order << u"load"_s;
        seen = *loaded;
    });
    store.remove(server, this, [&](const auto &) { order << u"remove"_s; });
    store.load(server, this, [&](const TokenStore::Loaded &loaded) {
        order << (loaded->has_value() ? u"still there"_s : u"gone"_s);
    });
    QVERIFY(order.isEmpty());
    QTRY_COMPARE(order, (QStringList{u"save"_s, u"load"_s, u"remove"_s, u"gone"_s}));
    QCOMPARE(seen, std::optional<QByteArray>("one"));
}

void KeychainTokenStoreTest::aSilentKeyringIsGivenUp()
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
    KeychainTokenStore store(200ms);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(load(store, server).error(), Problem::TimedOut);
    QCOMPARE(save(store, server, "x").error(), Problem::TimedOut);
    QVERIFY(timer.elapsed() >= 390);
    mute.unregisterObject(u"/"_s, QDBusConnection::UnregisterTree);
    QDBusConnection::disconnectFromBus(u"mute"_s);
}

void KeychainTokenStoreTest::nobodyIsToldAfterTheContextDied()
{
    startKeyring("door");
    KeychainTokenStore store;
    bool told = false;
    {
        QObject context;
        store.save(server, "x", &context, [&](const auto &) { told = true; });
    }
    QCOMPARE(load(store, server)->value(), "x"); // it was saved all the same
    QVERIFY(!told);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("MEDIO_KEYRING_TEST")) {
        KeychainTokenStoreTest test;
        return QTest::qExec(&test, application.arguments());
    }

    const QString runner = QStandardPaths::findExecutable(u"dbus-run-session"_s);
    if (runner.isEmpty()) {
        std::puts("SKIP: dbus-run-session is not installed");
        return 0;
    }
    int failed = 0;
    std::map<QByteArray, std::unique_ptr<QTemporaryDir>> homes;
    const QMetaObject &tests = KeychainTokenStoreTest::staticMetaObject;
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

#include "tst_keychaintokenstore.moc"
