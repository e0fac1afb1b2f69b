// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/webfilm.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;

class WebFilmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAddressNamesItsFilm_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("film"); ///< "platform id", empty: none
        const auto row = [](const char *address, const char *film) {
            QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(film);
        };
        row("https://www.youtube.com/watch?v=aBc_-123456", "youtube aBc_-123456");
        row("https://m.youtube.com/watch?list=PL1&v=aBc_-123456&t=3", "youtube aBc_-123456");
        row("http://YOUTUBE.com/embed/aBc_-123456", "youtube aBc_-123456");
        row("https://www.youtube-nocookie.com/embed/aBc_-123456?rel=0", "youtube aBc_-123456");
        row("https://youtu.be/aBc_-123456?si=x", "youtube aBc_-123456");
        row("https://www.youtube.com/shorts/aBc_-123456", "youtube aBc_-123456");
        row("https://vimeo.com/76979871", "vimeo 76979871");
        row("https://player.vimeo.com/video/76979871?h=8272103f6e", "vimeo 76979871");
        row("https://www.dailymotion.com/video/x84sh87", "dailymotion x84sh87");
        row("https://www.dailymotion.com/embed/video/x84sh87", "dailymotion x84sh87");
        row("https://dai.ly/x84sh87", "dailymotion x84sh87");

        row("https://www.youtube.com/watch?v=tooshort", "");
        row("https://www.youtube.com/watch?v=aBc_-123456\"><script>", "");
        row("https://www.youtube.com/watch?v=aBc%22-123456", "");
        row("https://www.youtube.com/playlist?list=aBc_-123456", "");
        row("https://www.youtube.com/", "");
        row("https://vimeo.com/123456789012", "");
        row("https://vimeo.com/channels/staffpicks", "");
        row("https://www.dailymotion.com/video/x84sh87x84sh87x84sh87", "");
        row("https://www.dailymotion.com/video/x84-sh87", "");
        row("https://notyoutube.com/watch?v=aBc_-123456", "");
        row("https://youtube.com.example/watch?v=aBc_-123456", "");
        row("https://user@www.youtube.com/watch?v=aBc_-123456", "");
        row("ftp://www.youtube.com/watch?v=aBc_-123456", "");
        row("javascript:alert(1)", "");
        row("", "");
    }

    void anAddressNamesItsFilm()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, film);
        const auto found = webFilmOf(QUrl(address));
        QCOMPARE(found ? nameOf(found->platform) + u' ' + found->id : QString(), film);
    }

    /// What is made of a film is understood as the same film.
    void addressesAreUnderstood()
    {
        for (const WebFilm &film :
             {WebFilm{Platform::YouTube, u"aBc_-123456"_s}, WebFilm{Platform::Vimeo, u"1"_s},
              WebFilm{Platform::Dailymotion, u"x84sh87"_s}})
            QCOMPARE(webFilmOf(addressOf(film)), film);
    }

    void capitalsOfAPlatformDoNotCount()
    {
        QCOMPARE(platformNamed(u"YouTube"_s), Platform::YouTube);
        QCOMPARE(platformNamed(u"VIMEO"_s), Platform::Vimeo);
        QCOMPARE(platformNamed(u"Netflix"_s), std::nullopt);
        QCOMPARE(platformNamed({}), std::nullopt);
    }

    /// Nothing that is not an id gets through as one.
    void randomTextsAreNoIds()
    {
        QRandomGenerator dice(20261);
        for (int i = 0; i < 20'000; ++i) {
            QString text;
            for (quint32 n = dice.bounded(24U); n > 0; --n)
                text += QChar(static_cast<char16_t>(dice.bounded(0x20U, 0x180U)));
            for (const Platform platform : {Platform::YouTube, Platform::Vimeo, Platform::Dailymotion}) {
                if (!isIdOf(platform, text))
                    continue;
                QVERIFY2(text == QString::fromLatin1(text.toLatin1()), qUtf8Printable(text));
                QVERIFY2(!text.contains(u'"') && !text.contains(u'<') && !text.contains(u'&') &&
                             !text.contains(u'/') && !text.contains(u'\\'),
                         qUtf8Printable(text));
            }
        }
    }
};

QTEST_APPLESS_MAIN(WebFilmTest)
#include "tst_webfilm.moc"
