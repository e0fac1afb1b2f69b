// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/configuration.h"

#include <sys/stat.h>

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;

namespace {

Configuration::Schema schema()
{
    return {
        {.name = QStringLiteral("server.url"),
         .kind = ConfigKey::Kind::Text,
         .byDefault = QStringLiteral("http://127.0.0.1:8480"),
         .allowed = QStringLiteral("an http(s) address"),
         .environment = QStringLiteral("MEDIO_API_URL"),
         .accepts =
             [](const QVariant &value) {
                 return value.toString().startsWith(QLatin1String("http"));
             }},
        {.name = QStringLiteral("server.port"),
         .kind = ConfigKey::Kind::Integer,
         .byDefault = 8480,
         .allowed = QStringLiteral("1..65535"),
         .environment = QStringLiteral("MEDIO_PORT"),
         .accepts =
             [](const QVariant &value) {
                 return value.toLongLong() >= 1 && value.toLongLong() <= 65535;
             }},
        {.name = QStringLiteral("window.fullscreen"),
         .kind = ConfigKey::Kind::Flag,
         .byDefault = true,
         .allowed = {},
         .environment = QStringLiteral("MEDIO_FULLSCREEN")},
        {.name = QStringLiteral("player.gain"),
         .kind = ConfigKey::Kind::Number,
         .byDefault = 0.5,
         .allowed = {},
         .environment = {}},
        {.name = QStringLiteral("reader.names"),
         .kind = ConfigKey::Kind::TextList,
         .byDefault = QStringList{},
         .allowed = {},
         .environment = QStringLiteral("MEDIO_READERS")},
    };
}

} // namespace

class TestConfiguration : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const QByteArray &content)
    {
        QString path = m_folder.filePath(QStringLiteral("medio.toml"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("can't write %s", qPrintable(path));
        file.write(content);
        return path;
    }

private Q_SLOTS:
    void defaultsHoldWhenNobodySaysAnything()
    {
        const auto configuration = Configuration::load(schema(), {}, QProcessEnvironment());
        QVERIFY(configuration);
        QCOMPARE(configuration->text(QStringLiteral("server.url")), QStringLiteral("http://127.0.0.1:8480"));
        QCOMPARE(configuration->integer(QStringLiteral("server.port")), 8480);
        QVERIFY(configuration->flag(QStringLiteral("window.fullscreen")));
        QVERIFY(!configuration->isSet(QStringLiteral("server.url")));
    }

    void fileOverridesDefaultsAndEnvironmentOverridesTheFile()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("MEDIO_PORT"), QStringLiteral("99"));
        environment.insert(QStringLiteral("MEDIO_READERS"), QStringLiteral("left,right"));
        const auto configuration = Configuration::load(
            schema(), file("[server]\nurl = 'https://medio.example'\nport = 80\n[player]\ngain = 1\n"),
            environment);
        QVERIFY(configuration);
        QCOMPARE(configuration->text(QStringLiteral("server.url")), QStringLiteral("https://medio.example"));
        QCOMPARE(configuration->integer(QStringLiteral("server.port")), 99);
        QCOMPARE(configuration->number(QStringLiteral("player.gain")), 1.0);
        QCOMPARE(configuration->textList(QStringLiteral("reader.names")),
                 QStringList({QStringLiteral("left"), QStringLiteral("right")}));
        QVERIFY(configuration->isSet(QStringLiteral("server.url")));
    }

    void everyMistakeIsNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("problems");
        QTest::newRow("syntax") << QByteArray("[server]\nurl = \n")
                                << QStringList{QStringLiteral(":2: is not TOML here")};
        QTest::newRow("unknown key, near")
            << QByteArray("[server]\n\nprt = 1\n")
            << QStringList{
                   QStringLiteral(":3: server.prt: is not a key of this program; did you mean server.port?")};
        QTest::newRow("unknown key, far")
            << QByteArray("volume = 11\n")
            << QStringList{
                   QStringLiteral(":1: volume: is not a key of this program; allowed are server.url, ")};
        QTest::newRow("wrong kind") << QByteArray("[server]\nport = \"80\"\n")
                                    << QStringList{QStringLiteral(
                                           ":2: server.port: '80' is not allowed: a whole number, 1..65535")};
        QTest::newRow("out of range")
            << QByteArray("[server]\nport = 70000\n")
            << QStringList{QStringLiteral(":2: server.port: 70000 is not allowed: 1..65535")};
        QTest::newRow("two at once")
            << QByteArray("[server]\nurl = \"ftp://x\"\nport = 0\n")
            << QStringList{QStringLiteral(":2: server.url: 'ftp://x' is not allowed: an http(s) address"),
                           QStringLiteral(":3: server.port: 0 is not allowed: 1..65535")};
        QTest::newRow("list of numbers")
            << QByteArray("[reader]\nnames = [1]\n")
            << QStringList{QStringLiteral(":2: reader.names: [ 1 ] is not allowed: a list")};
        QTest::newRow("unknown section")
            << QByteArray("[bogus]\n[server]\n")
            << QStringList{QStringLiteral(":1: bogus: is not a key of this program; allowed are ")};
        QTest::newRow("empty table where a value belongs")
            << QByteArray("[server.url]\n")
            << QStringList{
                   QStringLiteral("server.url: a table is not allowed: a text in quotes, an http(s)")};
        QTest::newRow("U+0000") << QByteArray("[server]\nurl = \"http://a\\u0000b\"\n")
                                << QStringList{QStringLiteral(
                                       ":2: server.url: must not contain the character U+0000")};
        QTest::newRow("table where a value belongs")
            << QByteArray("[server.url]\nx = 1\n")
            << QStringList{QStringLiteral("server.url.x: is not a key")};
    }
    void everyMistakeIsNamed()
    {
        QFETCH(QByteArray, content);
        QFETCH(QStringList, problems);
        const auto configuration = Configuration::load(schema(), file(content), QProcessEnvironment());
        QVERIFY(!configuration);
        QCOMPARE(configuration.error().size(), problems.size());
        for (int i = 0; i < problems.size(); ++i) {
            const QString text = configuration.error().at(i).toString();
            QVERIFY2(text.contains(problems.at(i)), qPrintable(text));
            QVERIFY2(text.startsWith(m_folder.path()), qPrintable(text));
        }
    }

    void passwordsAreNeverRepeated_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("shown");
        QTest::newRow("user and password")
            << QStringLiteral("ftp://u:SECRET@host/a") << QStringLiteral("ftp://***@host/a");
        QTest::newRow("no scheme") << QStringLiteral("u:SECRET@host") << QStringLiteral("***@host");
        QTest::newRow("slashes and signs in it")
            << QStringLiteral("ftp://u:SEC/RET@SECRET@host") << QStringLiteral("ftp://***@host");
        QTest::newRow("longer than what is shown")
            << QStringLiteral("ftp://u:%1@host").arg(QStringLiteral("SECRET").repeated(100))
            << QStringLiteral("ftp://***@host");
    }
    void passwordsAreNeverRepeated()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, shown);
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("MEDIO_API_URL"), url);
        for (const auto &configuration :
             {Configuration::load(schema(), file("server.url = '" + url.toUtf8() + "'\n"), {}),
              Configuration::load(schema(), {}, environment)}) {
            QVERIFY(!configuration);
            const QString text = configuration.error().constFirst().toString();
            QVERIFY2(!text.contains(QLatin1String("SEC")) && text.contains(shown), qPrintable(text));
        }
        const auto unquoted = Configuration::load(schema(), file("server.url = " + url.toUtf8()), {});
        QVERIFY(!unquoted);
        QVERIFY(!unquoted.error().constFirst().toString().contains(QLatin1String("SEC")));
    }

    void deepNestingIsRefusedBeforeAnybodyWalksIt_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("dotted key") << QByteArray("\n") + QByteArray("a.").repeated(200000) + "a = 1\n";
        QTest::newRow("dotted section") << QByteArray("\n[") + QByteArray("a.").repeated(100000) + "a]\n";
        QTest::newRow("quoted dotted key")
            << QByteArray("\n") + QByteArray("\"a\" . ").repeated(9999) + "a = 1";
        QTest::newRow("lists") << QByteArray("\na = ") + QByteArray("[").repeated(100000);
        QTest::newRow("inline tables") << QByteArray("\na = ") + QByteArray("{a=").repeated(100000);
        QTest::newRow("lists and tables") << QByteArray("\na = ") + QByteArray("[{a.a=").repeated(100000);
    }
    void deepNestingIsRefusedBeforeAnybodyWalksIt()
    {
        QFETCH(const QByteArray, content);
        const auto configuration = Configuration::load(schema(), file(content), {});
        QVERIFY(!configuration);
        QCOMPARE(configuration.error().constFirst().line, 2);
        QCOMPARE(configuration.error().constFirst().message,
                 QStringLiteral("is nested deeper than 16 levels"));
    }

    void dotsInTextsAndCommentsAreNoNesting()
    {
        const auto configuration = Configuration::load(schema(),
                                                       file("# .................... \"\n"
                                                            "[server] # [[[[[[[[[[[[[[[[[[[[\n"
                                                            "url = 'http://....................'\n"
                                                            "[reader]\n"
                                                            "names = [\"\"\"\n"
                                                            "....................[[[[[[[[[[[[[[[[[\n"
                                                            "\"\"\", \"\\\"....................\"]\n"),
                                                       {});
        QVERIFY2(configuration,
                 qPrintable(configuration ? QString() : configuration.error().constFirst().toString()));
    }

    void manyMistakesAreCounted()
    {
        QByteArray content;
        for (int i = 0; i < 60000; ++i)
            content += 'k' + QByteArray::number(i) + "=1\n";
        const auto configuration = Configuration::load(schema(), file(content), {});
        QVERIFY(!configuration);
        QCOMPARE(configuration.error().size(), 51);
        QCOMPARE(configuration.error().last().message, QStringLiteral("and 59950 more mistakes"));
    }

    void onlyRegularFilesAreRead()
    {
        const QString pipe = m_folder.filePath(QStringLiteral("pipe"));
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        for (const QString &path : {pipe, m_folder.path(), QStringLiteral("/dev/zero")}) {
            const auto configuration = Configuration::load(schema(), path, {});
            QVERIFY(!configuration);
            QCOMPARE(configuration.error().constFirst().message, QStringLiteral("is not a regular file"));
        }
    }

    void wrongEnvironmentNamesTheVariable()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("MEDIO_FULLSCREEN"), QStringLiteral("maybe"));
        const auto configuration = Configuration::load(schema(), {}, environment);
        QVERIFY(!configuration);
        QCOMPARE(
            configuration.error().first().toString(),
            QStringLiteral("MEDIO_FULLSCREEN: window.fullscreen: \"maybe\" is not allowed: true or false"));
    }

    void missingAndHugeFilesAreNamed()
    {
        QVERIFY(!Configuration::load(schema(), m_folder.filePath(QStringLiteral("nothing.toml")),
                                     QProcessEnvironment()));
        const auto huge =
            Configuration::load(schema(), file(QByteArray((1 << 20) + 1, '#')), QProcessEnvironment());
        QVERIFY(!huge);
        QVERIFY(huge.error().first().message.contains(QStringLiteral("1 MiB")));
    }

    void randomBytesNeverCrash()
    {
        QRandomGenerator random(20260310);
        for (int i = 0; i < 2000; ++i) {
            QByteArray content("[server]\nport = 80\nurl = \"http://a\"\n");
            const int changes = random.bounded(1, 8);
            for (int j = 0; j < changes; ++j)
                content[random.bounded(static_cast<int>(content.size()))] =
                    static_cast<char>(random.bounded(256));
            const auto configuration = Configuration::load(schema(), file(content), QProcessEnvironment());
            if (!configuration) {
                QVERIFY(!configuration.error().isEmpty());
                QVERIFY(!configuration.error().first().message.isEmpty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestConfiguration)
#include "tst_configuration.moc"
