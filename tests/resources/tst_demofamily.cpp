// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/buildprograms.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// The family is a contract: scripts of people who never saw the code name its children and chips.
class DemoFamilyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void passwordLocksNobodyOut();
    void childrenAreThoseOfTheContract();
    void chipsAreThoseOfTheContract();
    void uidsAreRealAndDistinct();
    void everyFilmIsMadeWithItsLength();

private:
    QJsonObject m_family;
};

void DemoFamilyTest::initTestCase()
{
    QFile file(qEnvironmentVariable("MEDIO_FAMILY"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    QJsonParseError error;
    m_family = QJsonDocument::fromJson(file.readAll(), &error).object();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
}

void DemoFamilyTest::passwordLocksNobodyOut()
{
    const QJsonObject parent = m_family.value("parent"_L1).toObject();
    QCOMPARE(parent.value("email"_L1).toString(), u"demo@medio.example"_s);
    // Login escapes these and refuses what register took (MEDIO-API.md Q2).
    for (const QChar character : u"&<>\"'/\\`"_s)
        QVERIFY(!parent.value("password"_L1).toString().contains(character));
}

void DemoFamilyTest::childrenAreThoseOfTheContract()
{
    QHash<QString, int> minutes;
    for (const auto &profile : m_family.value("profiles"_L1).toArray())
        minutes.insert(profile["name"_L1].toString(), profile["daily_limit_minutes"_L1].toInt());
    QCOMPARE(minutes, (QHash<QString, int>{{u"Otter"_s, 60}, {u"Badger"_s, 30}, {u"Wren"_s, 1}}));
}

void DemoFamilyTest::chipsAreThoseOfTheContract()
{
    QHash<QString, int> seconds;
    for (const auto &video : m_family.value("videos"_L1).toArray())
        seconds.insert(video["key"_L1].toString(), video["duration_seconds"_L1].toInt());
    QHash<QString, QList<int>> films;
    for (const auto &chip : m_family.value("chips"_L1).toArray()) {
        QList<int> lengths;
        for (const auto &key : chip["videos"_L1].toArray()) {
            QVERIFY2(seconds.contains(key.toString()), qPrintable(key.toString()));
            lengths.append(seconds.value(key.toString()));
        }
        films.insert(chip["name"_L1].toString(), lengths);
        QCOMPARE(chip["unknown"_L1].toBool(), chip["name"_L1].toString() == u"stranger");
    }
    QCOMPARE(films.size(), 8);
    QCOMPARE(films.value(u"rocket"_s), QList<int>{12});
    QCOMPARE(films.value(u"whale"_s), (QList<int>{10, 10, 10}));
    QCOMPARE(films.value(u"owl"_s), QList<int>{180});
    QCOMPARE(films.value(u"fox"_s).size(), 5);
    for (const int length : films.value(u"fox"_s))
        QVERIFY(length >= 10 && length <= 60);
    QCOMPARE(films.value(u"robot"_s).size(), 1);
    QCOMPARE(films.value(u"train"_s).size(), 1);
    QVERIFY(films.contains(u"empty"_s) && films.value(u"empty"_s).isEmpty());
    QVERIFY(films.contains(u"stranger"_s));
}

void DemoFamilyTest::uidsAreRealAndDistinct()
{
    QSet<QString> seen;
    for (const auto &chip : m_family.value("chips"_L1).toArray()) {
        const QString text = chip["uid"_L1].toString();
        // Seven bytes of NXP's, as Medio stores them; the fourth is not the cascade tag (ISO 14443-3 §6.5.4).
        static const QRegularExpression shape(u"^04(:[0-9A-F]{2}){2}:(?!88)[0-9A-F]{2}(:[0-9A-F]{2}){3}$"_s);
        QVERIFY2(shape.match(text).hasMatch(), qPrintable(text));
        QVERIFY(!seen.contains(text));
        seen.insert(text);
    }
}

void DemoFamilyTest::everyFilmIsMadeWithItsLength()
{
    QProcess films;
    films.start(Medio::buildProgram(u"medio-films"), {u"--list"_s});
    QVERIFY(films.waitForFinished());
    QHash<QString, QString> made; // name -> "LENGTH FILE"
    for (const QByteArray &line : films.readAllStandardOutput().trimmed().split('\n')) {
        const QList<QByteArray> fields = line.split('\t');
        QCOMPARE(fields.size(), 3);
        made.insert(QString::fromUtf8(fields[0]), QString::fromUtf8(fields[1] + ' ' + fields[2]));
    }
    QHash<QString, QString> wanted;
    for (const auto &video : m_family.value("videos"_L1).toArray())
        wanted.insert(
            video["key"_L1].toString(),
            u"%1 s %2"_s.arg(video["duration_seconds"_L1].toInt()).arg(video["file"_L1].toString()));
    QCOMPARE(made, wanted);
}

QTEST_GUILESS_MAIN(DemoFamilyTest)
#include "tst_demofamily.moc"
