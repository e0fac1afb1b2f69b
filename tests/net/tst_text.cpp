// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/text.h"
#include "net/api/values.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace Medio::Api;
using namespace Qt::StringLiterals;

class TextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entities_data();
    void entities();
    void entitiesSurviveARoundTrip();
    void uid_data();
    void uid();
    void label_data();
    void label();
    void email_data();
    void email();
    void webAddress_data();
    void webAddress();
    void password_data();
    void password();
    void ageRating_data();
    void ageRating();
    void stopReasons();
    void ids();
    void timestamps();
    void film_data();
    void film();
};

void TextTest::entities_data()
{
    QTest::addColumn<QString>("escaped");
    QTest::addColumn<QString>("decoded");
    QTest::newRow("nothing") << u"Rocket"_s << u"Rocket"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("all eight") << u"&amp;&lt;&gt;&quot;&#x27;&#x2F;&#x5C;&#96;"_s << u"&<>\"'/\\`"_s;
    QTest::newRow("only once") << u"&amp;lt;"_s << u"&lt;"_s;
    QTest::newRow("umlauts and emoji stay") << u"Bär \U0001F43B"_s << u"Bär \U0001F43B"_s;
}

void TextTest::entities()
{
    QFETCH(QString, escaped);
    QFETCH(QString, decoded);
    QCOMPARE(decodeEntities(escaped), decoded);
    QCOMPARE(escapeEntities(decoded), escaped);
}

void TextTest::entitiesSurviveARoundTrip()
{
    // What only a PUT could have stored raw stays as it is (Q1).
    QCOMPARE(decodeEntities(u"a & b &euro; &amp &#39; &"_s), u"a & b &euro; &amp &#39; &"_s);

    QRandomGenerator random(1);
    const QString alphabet = u"&<>\"'/\\`;amplt#x27 quo96"_s;
    for (int i = 0; i < 20000; ++i) {
        QString text;
        for (int n = random.bounded(20); n > 0; --n)
            text += alphabet.at(random.bounded(alphabet.size()));
        QCOMPARE(decodeEntities(escapeEntities(text)), text);
    }
}

void TextTest::uid_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored"); // empty: refused
    QTest::newRow("colons") << u"04:a1:b2:c3"_s << u"04:A1:B2:C3"_s;
    QTest::newRow("bare") << u"04a1b2c3d4e5f6"_s << u"04:A1:B2:C3:D4:E5:F6"_s;
    QTest::newRow("mixed separators") << u" 04-A1 b2:c3 "_s << u"04:A1:B2:C3"_s;
    QTest::newRow("odd count") << u"04AA0000B"_s << u"04:AA:00:00:B"_s;
    QTest::newRow("twenty digits") << u"00112233445566778899"_s << u"00:11:22:33:44:55:66:77:88:99"_s;
    QTest::newRow("twenty-one digits") << u"001122334455667788990"_s << QString();
    QTest::newRow("seven digits") << u"04A1B2C"_s << QString();
    QTest::newRow("no hex") << u"04A1B2CG"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("other digits") << u"\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667"_s << QString();
    QTest::newRow("tabulator") << u"04\tA1B2C3"_s << QString();
}

void TextTest::uid()
{
    QFETCH(QString, typed);
    QFETCH(QString, stored);
    QCOMPARE(normaliseUid(typed).value_or(QString()), stored);
}

void TextTest::label_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    QTest::newRow("plain") << u"  Blue fish-2 "_s << u"Blue fish-2"_s;
    QTest::newRow("fifty") << QString(50, u'a') << QString(50, u'a');
    QTest::newRow("fifty-one") << QString(51, u'a') << QString();
    QTest::newRow("blank") << u"   "_s << QString();
    QTest::newRow("apostrophe") << u"Otter's"_s << QString();
    QTest::newRow("umlaut") << u"Bär"_s << QString();
    QTest::newRow("underscore") << u"a_b"_s << QString();
}

void TextTest::label()
{
    QFETCH(QString, typed);
    QFETCH(QString, stored);
    QCOMPARE(normaliseLabel(typed).value_or(QString()), stored);
}

void TextTest::email_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("stored");
    QTest::newRow("lower case") << u" Demo@Medio.Example "_s << u"demo@medio.example"_s;
    QTest::newRow("gmail") << u"A.nna+kids@gmail.com"_s << u"anna@gmail.com"_s;
    QTest::newRow("googlemail") << u"anna@googlemail.com"_s << u"anna@gmail.com"_s;
    QTest::newRow("outlook") << u"u+t@outlook.com"_s << u"u@outlook.com"_s;
    QTest::newRow("others keep the tag") << u"u+t@example.org"_s << u"u+t@example.org"_s;
    QTest::newRow("nothing left") << u"+t@gmail.com"_s << QString();
    QTest::newRow("no at") << u"anna.example.org"_s << QString();
    QTest::newRow("two at") << u"a@b@example.org"_s << QString();
    QTest::newRow("bare host") << u"anna@localhost"_s << QString();
    QTest::newRow("space") << u"an na@example.org"_s << QString();
    QTest::newRow("dots") << u"a..b@example.org"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("endless") << QString(QString(70, u'a') + u"@example.org"_s) << QString();
}

void TextTest::email()
{
    QFETCH(QString, typed);
    QFETCH(QString, stored);
    QCOMPARE(normaliseEmail(typed).value_or(QString()), stored);
}

void TextTest::webAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("host") << u"https://media.example.org/a.mp4?x=1"_s << true;
    QTest::newRow("address") << u"http://127.0.0.1:4711/a.mp4"_s << true;
    QTest::newRow("address of six") << u"http://[::1]:4711/a.mp4"_s << true;
    QTest::newRow("localhost") << u"http://localhost/a.mp4"_s << false;
    QTest::newRow("bare name") << u"http://nas/a.mp4"_s << false;
    QTest::newRow("ftp") << u"ftp://media.example.org/a"_s << false;
    QTest::newRow("javascript") << u"javascript:alert(1)"_s << false;
    QTest::newRow("emoji") << u"\U0001F98A"_s << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("too long") << QString(u"https://a.example/"_s + QString(500, u'a')) << false;
}

void TextTest::webAddress()
{
    QFETCH(QString, text);
    QFETCH(bool, allowed);
    QCOMPARE(isWebAddress(text, 500), allowed);
}

void TextTest::password_data()
{
    using P = PasswordProblem;
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QList<PasswordProblem>>("problems");
    QTest::newRow("good") << u"Lantern-7!"_s << QList<P>{};
    QTest::newRow("empty") << QString()
                           << QList<P>{P::TooShort, P::NoUpperCase, P::NoLowerCase, P::NoDigit, P::NoSpecial};
    QTest::newRow("hyphen is not special") << u"Lantern-7_"_s << QList<P>{P::NoSpecial};
    QTest::newRow("no digit") << u"Lantern-!"_s << QList<P>{P::NoDigit};
    QTest::newRow("seven characters") << u"Lante7!"_s << QList<P>{P::TooShort};
    for (const QChar c : u"&<>\"'/\\`"_s)
        QTest::newRow(qPrintable(u"locks out "_s + c))
            << QString(u"Lantern-7!"_s + c) << QList<P>{P::LocksOut};
    QTest::newRow("NUL") << QString(u"Lantern-7!"_s + QChar(u'\0')) << QList<P>{P::LocksOut};
    QTest::newRow("emoji") << u"Lantern-7!\U0001F98A"_s << QList<P>{};
}

void TextTest::password()
{
    QFETCH(QString, typed);
    QFETCH(QList<PasswordProblem>, problems);
    QCOMPARE(passwordProblems(typed), problems);
}

void TextTest::ageRating_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<AgeRating>("rating");
    QTest::newRow("G") << u"G"_s << AgeRating::G;
    QTest::newRow("PG") << u"PG"_s << AgeRating::PG;
    QTest::newRow("PG-13") << u"PG-13"_s << AgeRating::PG13;
    QTest::newRow("R") << u"R"_s << AgeRating::R;
    QTest::newRow("case") << u" pg-13 "_s << AgeRating::PG13;
    QTest::newRow("unknown") << u"FSK 6"_s << AgeRating::R;
    QTest::newRow("none") << QString() << AgeRating::R;
}

void TextTest::ageRating()
{
    QFETCH(QString, text);
    QFETCH(AgeRating, rating);
    QCOMPARE(ageRatingOf(text), rating);
}

void TextTest::stopReasons()
{
    QCOMPARE(stopReasonText(StopReason::Completed), u"completed"_s);
    QCOMPARE(stopReasonText(StopReason::Manual), u"manual"_s);
    QCOMPARE(stopReasonText(StopReason::DailyLimit), u"daily_limit"_s);
    QCOMPARE(stopReasonText(StopReason::SwipeExit), u"swipe_exit"_s);
    QCOMPARE(stopReasonText(StopReason::Error), u"error"_s);
    for (const StopReason reason : {StopReason::Completed, StopReason::Manual, StopReason::DailyLimit,
                                    StopReason::SwipeExit, StopReason::Error})
        QCOMPARE(stopReasonOf(stopReasonText(reason)), std::optional(reason));
    QVERIFY(!stopReasonOf(u"time_limit"_s));
    QVERIFY(!stopReasonOf(QString()));
}

void TextTest::ids()
{
    QVERIFY(VideoId::parse(u"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa"_s));
    QCOMPARE(VideoId::parse(u"AAAAAAAA-0001-4AAA-8AAA-AAAAAAAAAAAA"_s)->toString(),
             u"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa"_s);
    for (const QString &bad :
         {QString(), u"7"_s, u"../../etc/passwd"_s, u"aaaaaaaa00014aaa8aaaaaaaaaaaaaaa"_s,
          u"{aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaaa}"_s, u"aaaaaaaa-0001-4aaa-8aaa-aaaaaaaaaaag"_s,
          u"00000000-0000-0000-0000-000000000000"_s})
        QVERIFY2(!VideoId::parse(bad), qPrintable(bad));
}

void TextTest::timestamps()
{
    const QDateTime when(QDate(2026, 3, 10), QTime(10, 0, 0, 7), QTimeZone(3600));
    QCOMPARE(timestamp(when), u"2026-03-10T09:00:00.007Z"_s);
}

void TextTest::film_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("film");
    QTest::newRow("home server") << u"http://127.0.0.1:8480/api/videos/x/stream"_s << true;
    QTest::newRow("somewhere") << u"https://media.example.org/a.mp4"_s << true;
    QTest::newRow("youtube") << u"https://www.youtube.com/watch?v=dQw4w9WgXcQ"_s << false;
    QTest::newRow("short youtube") << u"https://YOUTU.BE/dQw4w9WgXcQ"_s << false;
    QTest::newRow("vimeo player") << u"https://player.vimeo.com/video/1"_s << false;
    QTest::newRow("dailymotion") << u"https://dai.ly/x"_s << false;
    QTest::newRow("only alike") << u"https://notyoutube.com/a.mp4"_s << true;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void TextTest::film()
{
    QFETCH(QString, address);
    QFETCH(bool, film);
    QCOMPARE(isFilm(QUrl(address)), film);
}

QTEST_GUILESS_MAIN(TextTest)
#include "tst_text.moc"
