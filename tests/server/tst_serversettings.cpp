// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/auth/secret.h"
#include "server/settings.h"
#include "tests/support/certificate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;
using namespace Medio::Home;

class TestServerSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreForOneMachine();
    void readsEverything();
    void namesEveryMistake();
    void looksAtEachValue_data();
    void looksAtEachValue();
    void tlsNeedsBothFiles();
    void secretComesFromTheEnvironment();
    void makesASecretOnce();
    void refusesABadSecretFile();

private:
    QString write(const QByteArray &text)
    {
        QFile file(m_folder.filePath(QStringLiteral("home.toml")));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment; // empty
};

void TestServerSettings::defaultsAreForOneMachine()
{
    const auto settings = ServerSettings::load({}, m_environment);
    QVERIFY(settings);
    QCOMPARE(settings->listener.address, QStringLiteral("127.0.0.1"));
    QCOMPARE(settings->listener.port, quint16(8480));
    QVERIFY(!settings->trustForwardedFor);
    QVERIFY(settings->limitsEnabled);
    QVERIFY(!settings->zone);
    QVERIFY(settings->secret.isEmpty());
}

void TestServerSettings::readsEverything()
{
    const auto settings = ServerSettings::load(write("[server]\nlisten = '::1'\nport = 0\n"
                                                     "public_url = 'https://medio.example/'\n"
                                                     "trust_forwarded_for = true\n"
                                                     "[limits]\nenabled = false\n"
                                                     "[time]\nzone = 'Europe/Berlin'\n"),
                                               m_environment);
    QVERIFY(settings);
    QCOMPARE(settings->listener.address, QStringLiteral("::1"));
    QCOMPARE(settings->publicUrl, QStringLiteral("https://medio.example"));
    QVERIFY(settings->trustForwardedFor);
    QVERIFY(!settings->limitsEnabled);
    QCOMPARE(settings->zone->id(), QByteArray("Europe/Berlin"));
}

void TestServerSettings::namesEveryMistake()
{
    m_environment.insert(QStringLiteral("MEDIO_HOME_SECRET"), QStringLiteral("short-secret"));
    const auto settings =
        ServerSettings::load(write("[server]\nlisten = 'localhost'\nport = 70000\nprot = 1\n"
                                   "public_url = 'ftp://x'\n"
                                   "[paths]\nmedia = '/nowhere/at/all'\ndata = '/etc/passwd'\n"
                                   "[time]\nzone = 'Mars/Olympus'\n"
                                   "[tls]\ncertificate = '/etc/passwd'\n"),
                             m_environment);
    m_environment.clear();
    QVERIFY(!settings);
    QStringList lines;
    for (const ConfigProblem &problem : settings.error())
        lines << problem.toString();
    const QString all = lines.join(u'\n');
    for (const auto *part : {":2: server.listen", ":3: server.port", ":4: server.prot",
                             ":5: server.public_url", ":7: paths.media", ":8: paths.data", ":10: time.zone",
                             ":12: tls.certificate", ": tls.key", "MEDIO_HOME_SECRET"})
        QVERIFY2(all.contains(QString::fromLatin1(part)),
                 qPrintable(QString::fromLatin1(part) + u'\n' + all));
    QVERIFY(!all.contains(QStringLiteral("short-secret")));
}

void TestServerSettings::looksAtEachValue_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("key"); // empty: nothing is wrong
    const auto row = [](const QByteArray &section, const QByteArray &line, const QString &key) {
        QTest::newRow(line.constData()) << '[' + section + "]\n" + line + '\n' << key;
    };
    const QString listen = QStringLiteral("server.listen");
    for (const auto *mine : {"0.0.0.0", "::", "127.0.0.1", "127.9.9.9", "::1"})
        row("server", QByteArray("listen = '") + mine + '\'', {});
    for (const auto *foreign :
         {"8.8.8.8", "2001:4860:4860::8888", "localhost", "", "127.0.0.1:80", "256.0.0.1"})
        row("server", QByteArray("listen = '") + foreign + '\'', listen);
    const QString data = QStringLiteral("paths.data");
    row("paths", "data = '/etc/passwd'", data);
    row("paths", "data = '/etc/passwd/below'", data);
    row("paths", "data = ''", data);
    row("paths", "data = '/not/yet/there'", {});
    row("paths", "data = 'relative'", {});
    const QString media = QStringLiteral("paths.media");
    row("paths", "media = ''", media);
    row("paths", "media = '/etc/passwd'", media);
    row("paths", "media = '/'", {});
    row("tls", "certificate = ''", {});
}

void TestServerSettings::looksAtEachValue()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, key);
    const auto settings = ServerSettings::load(write(text), m_environment);
    QCOMPARE(settings.has_value(), key.isEmpty());
    if (!settings) {
        QCOMPARE(settings.error().size(), 1);
        QCOMPARE(settings.error().first().key, key);
        QCOMPARE(settings.error().first().line, 2);
    }
}

void TestServerSettings::tlsNeedsBothFiles()
{
    const QString certificate = m_folder.filePath(QStringLiteral("certificate.pem"));
    const QString key = m_folder.filePath(QStringLiteral("key.pem"));
    const QString otherKey = m_folder.filePath(QStringLiteral("other.pem"));
    const QString lockedKey = m_folder.filePath(QStringLiteral("locked.pem"));
    QVERIFY(makeCertificate(certificate, key));
    QVERIFY(makeCertificate(m_folder.filePath(QStringLiteral("other-certificate.pem")), otherKey));
    QVERIFY(makeCertificate(m_folder.filePath(QStringLiteral("x.pem")), lockedKey, "passphrase"));
    const auto problems = [&](const QString &first, const QString &second) {
        const auto settings = ServerSettings::load(
            write("[tls]\ncertificate = '" + first.toUtf8() + "'\nkey = '" + second.toUtf8() + "'\n"),
            m_environment);
        QStringList all;
        if (!settings) {
            for (const ConfigProblem &problem : settings.error())
                all << problem.toString();
        }
        return all;
    };
    QCOMPARE(problems(certificate, key), QStringList());
    QCOMPARE(problems({}, {}), QStringList());
    const auto one = [&](const QString &first, const QString &second, const QString &words) {
        const QStringList all = problems(first, second);
        return all.size() == 1 && all.first().contains(words);
    };
    QVERIFY(one(certificate, {}, QStringLiteral("tls.key: is missing")));
    QVERIFY(one({}, key, QStringLiteral("tls.certificate: is missing")));
    QVERIFY(one(key, key, QStringLiteral(":2: tls.certificate")));
    QVERIFY(one(certificate, certificate, QStringLiteral(":3: tls.key")));
    QVERIFY(one(certificate, QStringLiteral("/nowhere.pem"), QStringLiteral(":3: tls.key")));
    QVERIFY(one(certificate, m_folder.path(), QStringLiteral(":3: tls.key")));
    QVERIFY2(one(certificate, lockedKey, QStringLiteral(":3: tls.key")), "and nobody asks for it");
    QVERIFY(one(certificate, otherKey, otherKey));
}

void TestServerSettings::secretComesFromTheEnvironment()
{
    m_environment.insert(QStringLiteral("MEDIO_HOME_SECRET"), QString(32, u's'));
    const auto settings = ServerSettings::load({}, m_environment);
    m_environment.clear();
    QVERIFY(settings);
    QCOMPARE(settings->secret, QByteArray(32, 's'));
}

void TestServerSettings::makesASecretOnce()
{
    const QString path = m_folder.filePath(QStringLiteral("new/token.secret"));
    const auto secret = loadOrMakeSecret(path);
    QVERIFY(secret);
    QVERIFY(secret->size() >= 32);
    QCOMPARE(loadOrMakeSecret(path).value(), *secret);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(path) & others));
}

void TestServerSettings::refusesABadSecretFile()
{
    QFile file(m_folder.filePath(QStringLiteral("token.secret")));
    QVERIFY(file.open(QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner));
    file.write("short\n");
    file.close();
    QVERIFY(!loadOrMakeSecret(file.fileName()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(64, 'a'));
    file.close();
    QVERIFY(loadOrMakeSecret(file.fileName()));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(loadOrMakeSecret(file.fileName()).error().contains(QStringLiteral("0600")));
    QVERIFY(loadOrMakeSecret(m_folder.path()).error().contains(QStringLiteral("is not a file")));
}

QTEST_GUILESS_MAIN(TestServerSettings)
#include "tst_serversettings.moc"
