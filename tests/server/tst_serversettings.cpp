// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/auth/secret.h"
#include "server/settings.h"

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
                                   "[paths]\nmedia = '/nowhere/at/all'\n"
                                   "[time]\nzone = 'Mars/Olympus'\n"),
                             m_environment);
    m_environment.clear();
    QVERIFY(!settings);
    QStringList lines;
    for (const ConfigProblem &problem : settings.error())
        lines << problem.toString();
    const QString all = lines.join(u'\n');
    for (const auto *part :
         {":2: server.listen", ":3: server.port", ":4: server.prot", ":5: server.public_url",
          ":7: paths.media", ":9: time.zone", "MEDIO_HOME_SECRET"})
        QVERIFY2(all.contains(QString::fromLatin1(part)),
                 qPrintable(QString::fromLatin1(part) + u'\n' + all));
    QVERIFY(!all.contains(QStringLiteral("short-secret")));
}

void TestServerSettings::tlsNeedsBothFiles()
{
    const auto settings = ServerSettings::load(write("[tls]\ncertificate = '/nowhere.pem'\n"), m_environment);
    QVERIFY(!settings);
    QCOMPARE(settings.error().size(), 2);
    QCOMPARE(settings.error().at(0).key, QStringLiteral("tls.key"));
    QCOMPARE(settings.error().at(1).key, QStringLiteral("tls.certificate"));
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
}

QTEST_GUILESS_MAIN(TestServerSettings)
#include "tst_serversettings.moc"
