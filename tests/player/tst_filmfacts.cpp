// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/filmfacts.h"

#include <QJsonArray>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFilmFacts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void travel();
    void thoseOfAnOlderProgramAreKnown();
    void impossibleOnesAreRefused_data();
    void impossibleOnesAreRefused();

private:
    static FilmFacts facts();
};

FilmFacts TestFilmFacts::facts()
{
    return {12s,        11960ms,      40ms, {1280, 720}, 270, u"h264"_s, u"aac"_s, u"yuv420p10le"_s,
            u"bt709"_s, {3s, 7500ms}, 1.25, 240.5,       11s};
}

void TestFilmFacts::travel()
{
    QCOMPARE(filmFactsFromJson(toJson(facts())), facts());
}

void TestFilmFacts::thoseOfAnOlderProgramAreKnown()
{
    QJsonObject json = toJson(facts());
    for (const QString &key :
         {u"chapters_ms"_s, u"pixel_aspect"_s, u"decode_fps"_s, u"colour_space"_s, u"last_picture_ms"_s})
        json.remove(key);
    FilmFacts old = facts();
    old.chapters.clear();
    old.pixelAspect = 1;
    old.decodeRate = 0;
    old.lastPicture = 0ms;
    old.colourSpace.clear();
    QCOMPARE(filmFactsFromJson(json), old);
}

void TestFilmFacts::impossibleOnesAreRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const QString &key, const QJsonValue &value) {
        QTest::newRow(name) << key << value;
    };
    row("no duration", u"duration_ms"_s, 0);
    row("two days", u"duration_ms"_s, 2 * 24 * 3600 * 1000);
    row("text", u"duration_ms"_s, u"12000"_s);
    row("fraction", u"duration_ms"_s, 12000.5);
    row("missing", u"duration_ms"_s, QJsonValue::Undefined);
    row("ends after itself", u"picture_end_ms"_s, 12001);
    row("no frame rate", u"frame_ns"_s, 0);
    row("too fast", u"frame_ns"_s, 1000);
    row("negative", u"width"_s, -1);
    row("huge", u"height"_s, 100000);
    row("askew", u"rotation"_s, 45);
    row("full turn", u"rotation"_s, 360);
    row("a chapter after the end", u"chapters_ms"_s, QJsonArray{3000, 12000});
    row("a chapter at the start", u"chapters_ms"_s, QJsonArray{0});
    row("chapters in no order", u"chapters_ms"_s, QJsonArray{7000, 3000});
    row("a chapter twice", u"chapters_ms"_s, QJsonArray{3000, 3000});
    row("chapters of text", u"chapters_ms"_s, u"3000"_s);
    row("pixels without a width", u"pixel_aspect"_s, 0);
    row("pixels like hairs", u"pixel_aspect"_s, 11);
    row("an aspect of text", u"pixel_aspect"_s, u"1"_s);
    row("a last picture after the end", u"last_picture_ms"_s, 11961);
    row("decoded backwards", u"decode_fps"_s, -1);
}

void TestFilmFacts::impossibleOnesAreRefused()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QJsonObject json = toJson(facts());
    json.insert(key, value);
    QVERIFY(!filmFactsFromJson(json));
}

QTEST_GUILESS_MAIN(TestFilmFacts)
#include "tst_filmfacts.moc"
