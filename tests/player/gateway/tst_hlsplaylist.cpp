// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/hlsplaylist.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Gateway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHlsPlaylist : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFilm();
    void breaksAndHeaders();
    void stretches();
    void qualities();
    void chooses_data();
    void chooses();
    void choosesLighterOnes_data();
    void choosesLighterOnes();
    void sound();
    void refuses_data();
    void refuses();
    void survivesRandomText();

private:
    /// The qualities of "BANDWIDTH,RESOLUTION,CODECS,FRAME-RATE;…", of which all but the first may be
    /// missing; their addresses are their numbers.
    [[nodiscard]] QList<HlsVariant> qualitiesOf(const QByteArray &list) const;
    static QString nameOf(const std::optional<HlsVariant> &variant)
    {
        return variant ? variant->address.fileName().section(u'.', 0, 0) : QString();
    }

    const QUrl m_address = QUrl(u"https://films.example/a/list.m3u8?sig=1"_s);
    [[nodiscard]] QUrl at(const QString &path) const { return QUrl(u"https://films.example"_s + path); }
};

void TestHlsPlaylist::aFilm()
{
    const auto list =
        parseHls("#EXTM3U\r\n#EXT-X-VERSION:3\r\n#EXT-X-TARGETDURATION:4\r\n"
                 "#EXTINF:4.0,\r\none.ts\r\n# a comment\r\n#EXTINF:2.5,title, more\r\n/b/two.ts?x=1\r\n"
                 "#EXTINF:1,\r\nhttps://other.example/three.ts\r\n#EXT-X-ENDLIST\r\n",
                 m_address);
    QVERIFY2(list, list ? "" : qPrintable(list.error()));
    QVERIFY(list->variants.isEmpty());
    QCOMPARE(list->parts.size(), 1);
    QCOMPARE(list->duration, 7500ms);
    const HlsPart &part = list->parts.first();
    QCOMPARE(part.pieces, (QList<HlsPiece>{{at(u"/a/one.ts"_s), 0, -1},
                                           {at(u"/b/two.ts?x=1"_s), 0, -1},
                                           {QUrl(u"https://other.example/three.ts"_s), 0, -1}}));
    QCOMPARE(part.begins, (QList<std::chrono::milliseconds>{0ms, 4000ms, 6500ms}));
}

void TestHlsPlaylist::breaksAndHeaders()
{
    const auto list =
        parseHls("#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:4,\n1.m4s\n#EXTINF:4,\n2.m4s\n"
                 "#EXT-X-DISCONTINUITY\n#EXTINF:3,\n3.m4s\n"
                 "#EXT-X-MAP:URI=\"other.mp4\",BYTERANGE=\"100@20\"\n#EXTINF:2,\n4.m4s\n#EXT-X-ENDLIST\n",
                 m_address);
    QVERIFY(list);
    QCOMPARE(list->parts.size(), 3);
    QCOMPARE(list->parts[0].pieces.size(), 3);
    QCOMPARE(list->parts[1].at, 8000ms);
    QCOMPARE(list->parts[1].pieces,
             (QList<HlsPiece>{{at(u"/a/init.mp4"_s), 0, -1}, {at(u"/a/3.m4s"_s), 0, -1}}));
    QCOMPARE(list->parts[2].at, 11000ms);
    QCOMPARE(list->parts[2].pieces.first(), (HlsPiece{at(u"/a/other.mp4"_s), 20, 100}));
}

void TestHlsPlaylist::stretches()
{
    const auto list = parseHls("#EXTM3U\n#EXTINF:4,\n#EXT-X-BYTERANGE:1000@500\nall.ts\n#EXTINF:4,\n"
                               "#EXT-X-BYTERANGE:300\nall.ts\n#EXTINF:4,\n#EXT-X-BYTERANGE:20\nother.ts\n"
                               "#EXT-X-ENDLIST",
                               m_address);
    QVERIFY(list);
    QCOMPARE(list->parts.first().pieces, (QList<HlsPiece>{{at(u"/a/all.ts"_s), 500, 1000},
                                                          {at(u"/a/all.ts"_s), 1500, 300},
                                                          {at(u"/a/other.ts"_s), 0, 20}}));
}

void TestHlsPlaylist::qualities()
{
    const auto list = parseHls(
        "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"s\",NAME=\"Deutsch\",DEFAULT=YES,URI=\"de.m3u8\"\n"
        "#EXT-X-STREAM-INF:BANDWIDTH=1280000,CODECS=\"avc1.4d401f,mp4a.40.2\",RESOLUTION=1280x720,"
        "FRAME-RATE=29.970,AUDIO=\"s\"\nmid/list.m3u8\n",
        m_address);
    QVERIFY(list);
    QVERIFY(list->parts.isEmpty());
    QCOMPARE(list->variants, (QList<HlsVariant>{{at(u"/a/mid/list.m3u8"_s),
                                                 1280000,
                                                 {1280, 720},
                                                 29.97,
                                                 {u"avc1.4d401f"_s, u"mp4a.40.2"_s},
                                                 u"s"_s}}));
    QCOMPARE(soundOf(*list, list->variants.first()), at(u"/a/de.m3u8"_s));
}

void TestHlsPlaylist::chooses_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QSize>("largest");
    QTest::addColumn<QString>("chosen");
    const QSize hd(1280, 720);
    QTest::newRow("the largest that fits")
        << QByteArray("1,640x360,avc1.x;2,1280x720,avc1.x;3,1920x1080,avc1.x;4,3840x2160,avc1.x") << hd
        << u"1"_s;
    QTest::newRow("the better of one size")
        << QByteArray("1,640x360,avc1.x;2,640x360,avc1.x") << hd << u"1"_s;
    QTest::newRow("plain before hard") << QByteArray("1,640x360,avc1.x;2,640x360,hvc1.x") << hd << u"0"_s;
    QTest::newRow("a codec that nobody knows")
        << QByteArray("1,640x360,avc1.x;2,1280x720,dvh1.x") << hd << u"0"_s;
    QTest::newRow("all are too large: the least")
        << QByteArray("9,3840x2160,avc1.x;8,2560x1440,avc1.x") << hd << u"1"_s;
    QTest::newRow("nothing is told") << QByteArray("1,,;2,,") << hd << u"1"_s;
    QTest::newRow("sound alone is none") << QByteArray("1,,mp4a.x;2,640x360,avc1.x") << hd << u"1"_s;
    QTest::newRow("too many bits") << QByteArray("7000000,1920x1080,avc1.x;20000000,1920x1080,avc1.x")
                                   << QSize(1920, 1080) << u"0"_s;
    QTest::newRow("none") << QByteArray("1,640x360,dvh1.x") << hd << QString();
}

QList<HlsVariant> TestHlsPlaylist::qualitiesOf(const QByteArray &list) const
{
    QByteArray text = "#EXTM3U\n";
    int number = 0;
    const QList<QByteArray> rows = list.split(';');
    for (const QByteArray &row : rows) {
        const QList<QByteArray> values = row.split(',');
        text += "#EXT-X-STREAM-INF:BANDWIDTH=" + values[0];
        if (!values[1].isEmpty())
            text += ",RESOLUTION=" + values[1];
        if (!values[2].isEmpty())
            text += ",CODECS=\"" + values[2] + '"';
        if (!values.value(3).isEmpty())
            text += ",FRAME-RATE=" + values[3];
        text += '\n' + QByteArray::number(number++) + ".m3u8\n";
    }
    const auto parsed = parseHls(text, m_address);
    return parsed ? parsed->variants : QList<HlsVariant>();
}

void TestHlsPlaylist::chooses()
{
    QFETCH(QByteArray, list);
    QFETCH(QSize, largest);
    const QList<HlsVariant> variants = qualitiesOf(list);
    QVERIFY(!variants.isEmpty());
    QTEST(nameOf(chooseVariant(variants, largest)), "chosen");
}

void TestHlsPlaylist::choosesLighterOnes_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QStringList>(
        "chosen"); ///< one after the other, each being too heavy; the last has to do
    QTest::newRow("smaller ones") << QByteArray("1,640x360,avc1.x;2,1280x720,avc1.x;3,1920x1080,avc1.x")
                                  << QStringList{u"2"_s, u"1"_s, u"0"_s};
    QTest::newRow("fewer bits of one size are not lighter")
        << QByteArray("1,640x360,avc1.x;2,1920x1080,avc1.x;3,1920x1080,avc1.x")
        << QStringList{u"2"_s, u"0"_s};
    QTest::newRow("fewer pictures are")
        << QByteArray("1,1920x1080,avc1.x,25;2,1920x1080,avc1.x,50") << QStringList{u"1"_s, u"0"_s};
    QTest::newRow("no sizes are told") << QByteArray("1,,;3,,;2,,") << QStringList{u"1"_s, u"2"_s, u"0"_s};
    QTest::newRow("there is one") << QByteArray("1,640x360,avc1.x") << QStringList{u"0"_s};
    QTest::newRow("impossible sizes")
        << QByteArray("1,2147483647x2147483647,avc1.x,1e300;2,640x360,avc1.x,1e300") << QStringList{u"1"_s};
}

void TestHlsPlaylist::choosesLighterOnes()
{
    QFETCH(QByteArray, list);
    QFETCH(QStringList, chosen);
    const QList<HlsVariant> variants = qualitiesOf(list);
    QVERIFY(!variants.isEmpty());
    const QSize largest(1920, 1080);
    auto variant = chooseVariant(variants, largest);
    for (const QString &name : std::as_const(chosen)) {
        QCOMPARE(nameOf(variant), name);
        const qint64 weight = weightOf(*variant);
        variant = chooseVariant(variants, largest, weight);
        QCOMPARE(weightOf(*variant) < weight, name != chosen.constLast());
    }
}

void TestHlsPlaylist::sound()
{
    const auto soundIn = [this](const QByteArray &sounds) {
        const auto list =
            parseHls("#EXTM3U\n" + sounds + "#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"s\"\nv.m3u8\n", m_address);
        return list ? soundOf(*list, list->variants.first()) : QUrl(u"none:"_s);
    };
    QCOMPARE(soundIn({}), QUrl());
    QCOMPARE(soundIn("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"t\",URI=\"a.m3u8\"\n"), QUrl());
    QCOMPARE(soundIn("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",URI=\"a.m3u8\"\n"), QUrl());
    QCOMPARE(soundIn("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"s\"\n"), QUrl());
    QCOMPARE(soundIn("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"s\",URI=\"a.m3u8\"\n"
                     "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"s\",DEFAULT=YES,URI=\"b.m3u8\"\n"),
             at(u"/a/b.m3u8"_s));
}

void TestHlsPlaylist::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const QByteArray end = "#EXTINF:4,\n1.ts\n#EXT-X-ENDLIST\n";
    QTest::newRow("no playlist") << QByteArray("hello") << u"no playlist"_s;
    QTest::newRow("empty") << QByteArray("#EXTM3U\n") << u"the playlist is empty"_s;
    QTest::newRow("live") << QByteArray("#EXTM3U\n#EXTINF:4,\n1.ts\n") << u"a live film"_s;
    QTest::newRow("AES-128") << "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n" + end
                             << u"the film is encrypted (AES-128)"_s;
    QTest::newRow("DRM") << "#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,KEYFORMAT=\"com.apple\",URI=\"k\"\n" + end
                         << u"the film is encrypted (SAMPLE-AES)"_s;
    QTest::newRow("this machine's files")
        << QByteArray("#EXTM3U\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST")
        << u"the playlist names an address that must not be asked"_s;
    QTest::newRow("out of https") << QByteArray("#EXTM3U\n#EXTINF:4,\nhttp://a.example/1.ts\n#EXT-X-ENDLIST")
                                  << u"the playlist names an address that must not be asked"_s;
    QTest::newRow("no length") << QByteArray("#EXTM3U\n1.ts\n#EXT-X-ENDLIST") << u"the playlist is damaged"_s;
    QTest::newRow("endless") << QByteArray("#EXTM3U\n#EXTINF:1e99,\n1.ts\n#EXT-X-ENDLIST")
                             << u"the playlist is damaged"_s;
    QTest::newRow("not a number") << QByteArray("#EXTM3U\n#EXTINF:nan,\n1.ts\n#EXT-X-ENDLIST")
                                  << u"the playlist is damaged"_s;
    QTest::newRow("a stretch of nothing")
        << "#EXTM3U\n#EXT-X-BYTERANGE:0@5\n" + end << u"the playlist is damaged"_s;
    QTest::newRow("a stretch of letters")
        << "#EXTM3U\n#EXT-X-BYTERANGE:x\n" + end << u"the playlist is damaged"_s;
    QTest::newRow("too many pieces") << "#EXTM3U\n" + QByteArray("#EXTINF:1,\n1.ts\n").repeated(20002) + end
                                     << u"the playlist is too long"_s;
    QTest::newRow("too many hours") << "#EXTM3U\n" + QByteArray("#EXTINF:3600,\n1.ts\n").repeated(25) + end
                                    << u"the playlist is too long"_s;
    QTest::newRow("too much text") << "#EXTM3U\n" + QByteArray(longestHlsPlaylist, '#')
                                   << u"the playlist is too long"_s;
}

void TestHlsPlaylist::refuses()
{
    QFETCH(QByteArray, text);
    const auto list = parseHls(text, m_address);
    QVERIFY(!list);
    QTEST(list.error(), "why");
}

void TestHlsPlaylist::survivesRandomText()
{
    const QByteArray good =
        "#EXTM3U\n#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"10@0\"\n#EXTINF:4.0,\n#EXT-X-BYTERANGE:5@1\n"
        "1.m4s\n#EXT-X-DISCONTINUITY\n#EXTINF:4,\n2.m4s\n#EXT-X-STREAM-INF:BANDWIDTH=1,"
        "RESOLUTION=1x1,CODECS=\"avc1\"\nv.m3u8\n#EXT-X-KEY:METHOD=NONE\n#EXT-X-ENDLIST\n";
    QRandomGenerator random(23);
    int taken = 0;
    for (int round = 0; round < 20000; ++round) {
        QByteArray text = good;
        for (int i = random.bounded(1, 12); i > 0; --i) {
            const int at = random.bounded(7, int(text.size()));
            switch (random.bounded(3)) {
            case 0:
                text[at] = char(random.bounded(256));
                break;
            case 1:
                text.remove(at, random.bounded(1, 9));
                break;
            default:
                text.insert(at, good.mid(random.bounded(int(good.size())), random.bounded(1, 30)));
            }
            if (text.size() < 9)
                break;
        }
        const auto list = parseHls(text, m_address);
        if (!list)
            continue;
        ++taken;
        QVERIFY(list->duration >= 0ms && list->duration <= 24h);
        for (const HlsPart &part : list->parts) {
            QCOMPARE(part.begins.size(), part.pieces.size());
            for (const HlsPiece &piece : part.pieces) {
                QVERIFY(piece.from >= 0 && (piece.bytes == -1 || piece.bytes > 0));
                QVERIFY(piece.address.scheme() == u"https");
            }
        }
    }
    QVERIFY(taken > 1000 && taken < 19000);
}

QTEST_GUILESS_MAIN(TestHlsPlaylist)
#include "tst_hlsplaylist.moc"
