// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/filmdocument.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Medio::PlayerWeb;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class FilmDocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePolicyAllowsThePlatformAlone()
    {
        const auto documentOf = [](Platform platform, const QString &id) {
            return documentFor({1, {platform, id}, 0ms, u"de"_s});
        };
        const QString youtube = documentOf(Platform::YouTube, u"aBc_-123456"_s);
        QVERIFY(youtube.contains("default-src 'none'"_L1));
        QVERIFY(youtube.contains("script-src https://www.youtube.com;"_L1));
        QVERIFY(youtube.contains("https://www.youtube-nocookie.com"_L1));
        QVERIFY(!youtube.contains("unsafe-eval"_L1) && !youtube.contains("script-src *"_L1));
        QVERIFY(!youtube.contains("vimeo"_L1) && !youtube.contains("dailymotion"_L1));
        QVERIFY(!documentOf(Platform::Vimeo, u"1"_s).contains("youtube"_L1));
        QVERIFY(!documentOf(Platform::Dailymotion, u"x1"_s).contains("youtube"_L1));
        // What a film is called goes into the script, as JSON.
        QVERIFY(!youtube.contains("aBc_-123456"_L1));
        const QString script =
            scriptFor({1, {Platform::YouTube, u"aBc_-123456"_s}, 1500ms, {}}, u"players"_s);
        QVERIFY(script.startsWith("players\n"_L1));
        const QString argument = script.section(u"mediaOf("_s, 1).section(u");"_s, 0, 0);
        const QJsonObject film = QJsonDocument::fromJson(argument.toUtf8()).object();
        QCOMPARE(film.value(u"id"_s).toString(), u"aBc_-123456"_s);
        QCOMPARE(film.value(u"platform"_s).toString(), u"youtube"_s);
        QCOMPARE(film.value(u"from"_s).toDouble(), 1.5);
        QCOMPARE(film.value(u"language"_s).toString(), u"en"_s);
    }

    void requestsGoToTheInternetAlone_data()
    {
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *address, bool allowed) {
            QTest::newRow(address) << allowed;
        };
        row("https://www.youtube.com/iframe_api", true);
        row("https://rr3---sn-x.googlevideo.com/videoplayback", true);
        row("https://googleads.g.doubleclick.net/pagead/id", true); // never told apart
        row("wss://live.example.com/a", true);
        row("blob:https://www.youtube.com/1-2", true);
        row("data:image/png;base64,AA", true);
        row("http://www.youtube.com/", false);
        row("https://127.0.0.1/", false);
        row("https://192.168.178.1/", false);
        row("https://8.8.8.8/", false);
        row("https://[::1]/", false);
        row("https://[fe80::1]/", false);
        row("https://2130706433/", false);
        row("https://localhost/", false);
        row("https://printer/", false);
        row("https://box.local/", false);
        row("https://box.local./", false);
        row("https://nas.fritz.box/", false);
        row("https://fritz.box/", false);
        row("https://FRITZ.BOX./", false);
        row("https://speedport.ip/", false);
        row("https://www.speedport.ip/", false);
        row("https://notfritz.box.example.com/", true);
        row("https://www.youtube.com./iframe_api", true);
        row("https://mylocal.example/", true);
        row("https://shop.superlan/", true); // ends like a name of a home, and is none
        row("https://printer./", false);
        row("https://a.home.arpa/", false);
        row("https://user:word@www.youtube.com/", false);
        row("file:///etc/passwd", false);
        row("ftp://example.com/", false);
        row("chrome://crash", false);
        row("javascript:alert(1)", false);
        row("qrc:/web/film.js", false);
        row("mailto:a@example.com", false);
        row("", false);
    }

    void requestsGoToTheInternetAlone()
    {
        QFETCH(const bool, allowed);
        QCOMPARE(mayAsk(QUrl(QString::fromLatin1(QTest::currentDataTag()))), allowed);
    }

    void errorsHaveAMeaning_data()
    {
        QTest::addColumn<Platform>("platform");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("failure");
        const auto row = [](Platform platform, const char *error, const char *failure) {
            QTest::addRow("%s %s", qPrintable(nameOf(platform)), error)
                << platform << QString::fromLatin1(error) << QString::fromLatin1(failure);
        };
        row(Platform::YouTube, "2", "broken");
        row(Platform::YouTube, "5", "broken");
        row(Platform::YouTube, "100", "gone");
        row(Platform::YouTube, "101", "not-embeddable");
        row(Platform::YouTube, "150", "not-embeddable");
        row(Platform::YouTube, "153", "refused");
        row(Platform::YouTube, "unreachable", "unreachable");
        row(Platform::YouTube, "999", "broken");
        row(Platform::Vimeo, "NotFoundError", "gone");
        row(Platform::Vimeo, "PrivacyError", "not-embeddable");
        row(Platform::Vimeo, "PasswordError", "refused");
        row(Platform::Vimeo, "TypeError", "broken");
        row(Platform::Dailymotion, "DM002", "gone");
        row(Platform::Dailymotion, "DM007", "refused");
        row(Platform::Dailymotion, "DM001", "broken");
    }

    void errorsHaveAMeaning()
    {
        QFETCH(const Platform, platform);
        QFETCH(const QString, error);
        QFETCH(const QString, failure);
        QCOMPARE(Medio::nameOf(failureOf(platform, error)), failure);
    }

    void pagesMaySayAnything()
    {
        const auto state =
            pageStateFrom(uR"({"ready":true,"motion":"playing","position":1.25,"duration":60,"error":""})"_s);
        QCOMPARE(state, (PageState{true, Motion::Playing, 1250ms, 60s, {}}));
        QVERIFY(!pageStateFrom(u"[]"_s));
        QVERIFY(!pageStateFrom(u"{\"ready\":true,\"error\":\""_s + QString(2000, u'x') + u"\"}"_s));
        const auto odd = pageStateFrom(uR"({"motion":{},"position":-3,"duration":1e308,"error":150})"_s);
        QCOMPARE(odd, (PageState{false, Motion::Waiting, 0ms, 0ms, u"150"_s}));
        QRandomGenerator dice(99);
        for (int i = 0; i < 5000; ++i) {
            QString text = uR"({"ready":true,"motion":"playing","position":1.25,"duration":60,"error":""})"_s;
            for (int n = dice.bounded(6); n > 0; --n)
                text[dice.bounded(int(text.size()))] = QChar(static_cast<char16_t>(dice.bounded(0x250)));
            if (const auto read = pageStateFrom(text))
                QVERIFY(read->position >= 0ms && read->position <= longestFilm &&
                        read->duration <= longestFilm);
        }
    }
};

QTEST_APPLESS_MAIN(FilmDocumentTest)
#include "tst_filmdocument.moc"
