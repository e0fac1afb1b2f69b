// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/data/database.h"
#include "server/seed.h"
#include "tests/support/fakeclock.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;
using namespace Medio::Home;
using namespace Qt::StringLiterals;

class TestSeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void seedsAndSeedsAgain();
    void bringsInLine();
    void namesEveryWrongField_data();
    void namesEveryWrongField();
    void refusesWhatIsNoFamily();
    void leavesOtherParentsAlone();
    void demoFamilyIsAFamily();

private:
    QString write(const QJsonObject &family)
    {
        QFile file(m_folder->filePath(u"family.json"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(QJsonDocument(family).toJson());
        return file.fileName();
    }
    QStringList problemsOf(const QJsonObject &family)
    {
        const auto done = seed(m_settings, m_clock, write(family));
        return done ? QStringList() : done.error();
    }
    int count(const QString &table)
    {
        Database database(m_settings.databasePath(), homeMigrations(), m_clock, 1);
        return database
            .read([&](Connection &connection) {
                return int(connection.one(u"SELECT count(*) AS n FROM "_s + table)->integer("n"));
            })
            .value_or(-1);
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    ServerSettings m_settings;
    QJsonObject m_family;
};

void TestSeed::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings.dataFolder = m_folder->filePath(u"data"_s);
    m_settings.mediaFolder = m_folder->filePath(u"media"_s);
    QVERIFY(QDir().mkpath(m_settings.mediaFolder));
    for (const auto *name : {"a.mp4", "b.webm", "a.png"}) {
        QFile file(m_settings.mediaFolder + u'/' + QString::fromLatin1(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(QFile::link(u"/etc/passwd"_s, m_settings.mediaFolder + u"/link.mp4"_s));
    QVERIFY(QFile::link(u"/etc/passwd"_s, m_settings.mediaFolder + u"/b.png"_s)); // no poster
    QVERIFY(QDir().mkpath(m_settings.mediaFolder + u"/folder.mp4"));
    m_family = QJsonDocument::fromJson(R"({
        "parent": {"email": "Demo@Medio.Example", "name": "Demo", "password": "Lantern-7!"},
        "profiles": [{"name": "Otter", "daily_limit_minutes": 60}],
        "videos": [
            {"key": "a", "title": "A & B", "file": "a.mp4", "duration_seconds": 12, "age_rating": "G"},
            {"key": "b", "title": "B", "file": "b.webm", "duration_seconds": 20, "age_rating": "PG"}],
        "chips": [
            {"name": "one", "uid": "04:a1:5c:22:6b:11:80", "label": "One", "videos": ["b", "a"]},
            {"name": "stranger", "uid": "04:38:74:6A:6B:18:80", "unknown": true}]})")
                   .object();
    QVERIFY(!m_family.isEmpty());
}

void TestSeed::seedsAndSeedsAgain()
{
    const auto first = seed(m_settings, m_clock, write(m_family));
    QVERIFY(first);
    QCOMPARE(first->created, 1 + 1 + 2 + 1);
    const auto again = seed(m_settings, m_clock, write(m_family));
    QVERIFY(again);
    QCOMPARE(again->created, 0);
    QCOMPARE(again->changed, 0);
    QCOMPARE(count(u"videos"_s), 2);
    QCOMPARE(count(u"chips"_s), 1);
    QCOMPARE(count(u"chip_videos"_s), 2);
    QCOMPARE(count(u"videos WHERE poster_file = 'a.png'"_s), 1);
    QCOMPARE(count(u"videos WHERE poster_file IS NULL"_s), 1);
    QCOMPARE(count(u"users WHERE email = 'demo@medio.example'"_s), 1);
}

void TestSeed::bringsInLine()
{
    QVERIFY(seed(m_settings, m_clock, write(m_family)));
    QJsonObject chip = m_family.value(u"chips"_s).toArray().at(0).toObject();
    chip.insert(u"videos"_s, QJsonArray{u"a"_s});
    chip.insert(u"label"_s, u"Uno"_s);
    m_family.insert(u"chips"_s, QJsonArray{chip});
    m_family.insert(u"profiles"_s, QJsonArray{QJsonObject{{u"name"_s, u"Otter"_s},
                                                          {u"daily_limit_minutes"_s, 0}}}); // no films at all
    const auto done = seed(m_settings, m_clock, write(m_family));
    QVERIFY(done);
    QCOMPARE(done->created, 0);
    QCOMPARE(done->changed, 3);
    QCOMPARE(count(u"profiles WHERE daily_limit_minutes = 0"_s), 1);
    QCOMPARE(count(u"chip_videos"_s), 1);
    QCOMPARE(count(u"chips WHERE label = 'Uno'"_s), 1);
}

void TestSeed::namesEveryWrongField_data()
{
    QTest::addColumn<QString>("where"); // the key, after the first entry of a list
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *where, const QJsonValue &value, const char *complaint) {
        QTest::addRow("%s: %s", where, complaint)
            << QString::fromLatin1(where) << value << QString::fromLatin1(complaint);
    };
    row("parent.email", u"nobody"_s, "parent.email must be an e-mail address");
    row("parent.password", u"short"_s, "parent.password needs");
    row("parent.password", u"Lantern-7!&"_s, "parent.password needs");
    row("parent.name", QString(256, u'x'), "parent.name must be a text of 1 to 255");
    row("profiles.name", 5, "profiles[0].name must be a text");
    row("profiles.daily_limit_minutes", -1, "profiles[0].daily_limit_minutes must be a whole number from 0");
    row("profiles.daily_limit_minutes", 1441, "profiles[0].daily_limit_minutes must be a whole number");
    row("profiles.daily_limit_minutes", 1.5, "profiles[0].daily_limit_minutes must be a whole number");
    row("videos.file", u"../a.mp4"_s, "videos[0].file must be a name inside");
    row("videos.file", u"/etc/passwd"_s, "videos[0].file must be a name inside");
    row("videos.file", u"link.mp4"_s, "videos[0].file (link.mp4) leads out of the media folder");
    row("videos.file", u"folder.mp4"_s, "videos[0].file (folder.mp4) is no regular file in the media folder");
    row("videos.file", u"missing.mp4"_s, "videos[0].file (missing.mp4) is not in the media folder");
    row("videos.duration_seconds", 0, "videos[0].duration_seconds must be a whole number");
    row("videos.age_rating", u"X"_s, "videos[0].age_rating must be G, PG");
    row("videos.title", u""_s, "videos[0].title must be a text of 1 to 500");
    row("videos.key", u"b"_s, "videos[1].key (b) is there twice");
    row("chips.uid", u"04:zz"_s, "chips[0].uid must have 8 to 20 hex");
    row("chips.label", u"Größe"_s, "chips[0].label must have 1 to 50 letters");
    row("chips.videos", QJsonArray{u"c"_s}, "chips[0].videos names c");
    row("chips.videos", u"a"_s, "chips[0].videos must be a list");
}

void TestSeed::namesEveryWrongField()
{
    QFETCH(QString, where);
    QFETCH(QJsonValue, value);
    QFETCH(QString, complaint);
    const QStringList path = where.split(u'.');
    QJsonValue part = m_family.value(path.first());
    if (part.isArray()) {
        QJsonArray array = part.toArray();
        QJsonObject entry = array.at(0).toObject();
        entry.insert(path.last(), value);
        array.replace(0, entry);
        m_family.insert(path.first(), array);
    } else {
        QJsonObject object = part.toObject();
        object.insert(path.last(), value);
        m_family.insert(path.first(), object);
    }
    const QString all = problemsOf(m_family).join(u'\n');
    QVERIFY2(all.contains(complaint), qPrintable(all));
    QVERIFY(!all.contains(u"Lantern"_s));
    QCOMPARE(count(u"users"_s), 0);
}

void TestSeed::refusesWhatIsNoFamily()
{
    QVERIFY(problemsOf({}).size() >= 5);
    QFile file(m_folder->filePath(u"family.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ not json");
    file.close();
    const auto refusal = [this](const QString &path) {
        const auto done = seed(m_settings, m_clock, path);
        return done ? QString() : done.error().join(u'\n');
    };
    QVERIFY(refusal(file.fileName()).startsWith(u"is not JSON"_s));
    QVERIFY(refusal(u"/nowhere.json"_s).startsWith(u"can't be read"_s));
    QCOMPARE(refusal(m_folder->path()), u"is not a regular file"_s);
    QVERIFY(file.resize((1 << 20) + 1));
    QCOMPARE(refusal(file.fileName()), u"is larger than 1 MiB"_s);
}

void TestSeed::leavesOtherParentsAlone()
{
    QVERIFY(seed(m_settings, m_clock, write(m_family)));
    QJsonObject parent = m_family.value(u"parent"_s).toObject();
    parent.insert(u"email"_s, u"other@medio.example"_s);
    m_family.insert(u"parent"_s, parent);
    const QStringList problems = problemsOf(m_family);
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems.first().contains(u"04:A1:5C:22:6B:11:80"_s));
    QCOMPARE(count(u"users"_s), 1);
}

void TestSeed::demoFamilyIsAFamily()
{
    QFile demo(QStringLiteral(MEDIO_DEMO_FAMILY));
    QVERIFY(demo.open(QIODevice::ReadOnly));
    const QJsonObject family = QJsonDocument::fromJson(demo.readAll()).object();
    const QJsonArray videos = family.value(u"videos"_s).toArray();
    for (const auto &video : videos) {
        QFile film(m_settings.mediaFolder + u'/' + video.toObject().value(u"file"_s).toString());
        QVERIFY(film.open(QIODevice::WriteOnly));
    }
    const auto done = seed(m_settings, m_clock, demo.fileName());
    QVERIFY2(done, done ? "" : qPrintable(done.error().join(u'\n')));
    QCOMPARE(count(u"videos"_s), int(videos.size()));
}

QTEST_GUILESS_MAIN(TestSeed)
#include "tst_seed.moc"
