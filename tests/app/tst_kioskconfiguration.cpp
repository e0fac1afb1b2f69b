// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/kioskconfiguration.h"
#include "tests/support/certificate.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;

class TestKioskConfiguration : public QObject
{
    Q_OBJECT

    static Expected<Configuration, QList<ConfigProblem>> load(const QByteArray &content)
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("kiosk.toml")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("can't write %s", qPrintable(file.fileName()));
        file.write(content);
        file.close();
        return Configuration::load(KioskConfiguration::schema(), file.fileName(), QProcessEnvironment());
    }

private Q_SLOTS:
    void nothingConfiguredIsAWorkingKiosk()
    {
        const auto loaded = Configuration::load(KioskConfiguration::schema(), {}, QProcessEnvironment());
        QVERIFY(loaded);
        const auto values = KioskConfiguration::from(*loaded);
        QVERIFY(values.server.isEmpty());
        QVERIFY(values.readerConnection.isEmpty());
        QVERIFY(values.readerProgram.endsWith(QStringLiteral("/medio-reader")));
        QVERIFY(QDir::isAbsolutePath(values.dataFolder));
        QVERIFY(QDir::isAbsolutePath(values.cacheFolder));
        QVERIFY(values.fullScreen);
        QCOMPARE(values.filmPainting, Painting::Wish::Automatic);
        QCOMPARE(values.darkAfter, std::chrono::minutes(10));
    }

    void everyDefaultIsAllowedByItsOwnKey()
    {
        for (const ConfigKey &key : KioskConfiguration::schema())
            QVERIFY2(!key.accepts || key.accepts(key.byDefault), qPrintable(key.name));
    }

    void whatIsWrittenHolds()
    {
        const auto loaded = load("[server]\nurl = 'http://box.local:8480'\n"
                                 "[reader]\nconnection = 'pn532_uart:/dev/ttyS1:115200'\n"
                                 "[window]\nfullscreen = false\nwidth = 800\nheight = 480\n"
                                 "film_painting = 'textures'\ndark_after = 0\n"
                                 "[kiosk]\nlanguage = 'de'\n"
                                 "[parents]\nreset_pin = 'november'\n");
        QVERIFY(loaded);
        const auto values = KioskConfiguration::from(*loaded);
        QCOMPARE(values.server, QUrl(QStringLiteral("http://box.local:8480")));
        QCOMPARE(values.readerConnection, QStringLiteral("pn532_uart:/dev/ttyS1:115200"));
        QCOMPARE(values.windowSize, QSize(800, 480));
        QVERIFY(!values.fullScreen);
        QCOMPARE(values.filmPainting, Painting::Wish::Textures);
        QCOMPARE(values.darkAfter, std::chrono::minutes(0));
        QCOMPARE(values.resetPin, QStringLiteral("november"));
        QCOMPARE(values.language, QStringLiteral("de"));
    }

    void mistakesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("key");
        QTest::newRow("plain http to the world")
            << QByteArray("server.url = 'http://medio.example'") << QStringLiteral("server.url");
        QTest::newRow("no address") << QByteArray("server.url = 'ftp://box.local'")
                                    << QStringLiteral("server.url");
        QTest::newRow("unknown driver")
            << QByteArray("reader.connection = 'bluetooth:ACS'") << QStringLiteral("reader.connection");
        QTest::newRow("no way of painting")
            << QByteArray("window.film_painting = 'gpu'") << QStringLiteral("window.film_painting");
        QTest::newRow("relative folder") << QByteArray("paths.data = 'data'") << QStringLiteral("paths.data");
        QTest::newRow("no reader program")
            << QByteArray("reader.program = '/nonexistent'") << QStringLiteral("reader.program");
        QTest::newRow("an empty reader program")
            << QByteArray("reader.program = ''") << QStringLiteral("reader.program");
        QTest::newRow("web player that is a folder")
            << QByteArray("platforms.program = '/etc'") << QStringLiteral("platforms.program");
        QTest::newRow("a folder as probe")
            << QByteArray("probe.program = '/etc'") << QStringLiteral("probe.program");
        QTest::newRow("a text as probe")
            << QByteArray("probe.program = '/etc/passwd'") << QStringLiteral("probe.program");
        QTest::newRow("a password in the address")
            << QByteArray("server.url = 'https://u:p@medio.example'") << QStringLiteral("server.url");
        QTest::newRow("unknown media backend")
            << QByteArray("player.backend = \"vlc\"") << QStringLiteral("player.backend");
        QTest::newRow("tiny cache") << QByteArray("paths.cache_megabytes = 1")
                                    << QStringLiteral("paths.cache_megabytes");
        QTest::newRow("language") << QByteArray("kiosk.language = 'xx'") << QStringLiteral("kiosk.language");
        QTest::newRow("width") << QByteArray("window.width = 0") << QStringLiteral("window.width");
    }
    void mistakesAreRefused()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, key);
        const auto loaded = load(content);
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().size(), 1);
        QCOMPARE(loaded.error().constFirst().key, key);
        QCOMPARE(loaded.error().constFirst().line, 1);
        QVERIFY(!loaded.error().constFirst().message.isEmpty());
    }

    void aPrivateAuthorityIsAFileOfCertificates()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("ca.pem"));
        QVERIFY(makeCertificate(path, folder.filePath(QStringLiteral("key.pem"))));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray certificate = file.readAll();
        const auto write = [&folder](const QByteArray &content) {
            QFile written(folder.filePath(QStringLiteral("written.pem")));
            if (!written.open(QIODevice::WriteOnly) || written.write(content) != content.size())
                qFatal("can't write %s", qPrintable(written.fileName()));
            return written.fileName();
        };
        const auto accepted = [](const QString &value) {
            const auto loaded = load("server.ca_file = '" + value.toUtf8() + "'");
            return loaded && KioskConfiguration::from(*loaded).caFile == value;
        };
        QVERIFY(accepted(path));
        QVERIFY(accepted(write(certificate + "# and the old one\n" + certificate)));
        QVERIFY(accepted(QString()));

        QVERIFY(!accepted(QStringLiteral("ca.pem")));
        QVERIFY(!accepted(folder.path()));
        QVERIFY(!accepted(folder.filePath(QStringLiteral("missing.pem"))));
        QVERIFY(!accepted(folder.filePath(QStringLiteral("key.pem"))));
        QVERIFY(!accepted(write({})));
        QVERIFY(!accepted(write(certificate + certificate.first(certificate.size() / 2))));
        QVERIFY(!accepted(write(certificate + QByteArray(2 * 1024 * 1024, ' '))));
    }

    void aRelativePathIsToldWhatIsMissing()
    {
        const auto loaded = load("paths.cache = 'cache'");
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().constFirst().message,
                 QStringLiteral("'cache' is not allowed: an absolute path: a folder this user may write"));
    }
};

QTEST_GUILESS_MAIN(TestKioskConfiguration)
#include "tst_kioskconfiguration.moc"
