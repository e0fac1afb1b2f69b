// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/text.h"
#include "player/gateway/upstreampolicy.h"

#include <QTest>

using namespace Medio;

/// Two modules that do not know each other judge a server's addresses: what the one takes for a film
/// the other may fetch, and neither takes more than web addresses.
class TestFilmAddresses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void catalogueAndGatewayHaveOneRule_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isFilm");
        QTest::newRow("https") << QStringLiteral("https://films.example/a.mp4") << true;
        QTest::newRow("http") << QStringLiteral("http://192.168.1.5:8480/api/videos/1/stream") << true;
        QTest::newRow("a file") << QStringLiteral("file:///etc/passwd") << false;
        QTest::newRow("a file of another machine") << QStringLiteral("file://host/share/a.mp4") << false;
        QTest::newRow("data") << QStringLiteral("data:video/mp4;base64,AAAA") << false;
        QTest::newRow("ftp") << QStringLiteral("ftp://films.example/a.mp4") << false;
        QTest::newRow("a device") << QStringLiteral("/dev/zero") << false;
        QTest::newRow("no host") << QStringLiteral("https:///a.mp4") << false;
        QTest::newRow("a password") << QStringLiteral("https://u:p@films.example/a.mp4") << false;
        QTest::newRow("nothing") << QString() << false;
    }
    void catalogueAndGatewayHaveOneRule()
    {
        QFETCH(const QString, address);
        QFETCH(const bool, isFilm);
        const QUrl url(address, QUrl::StrictMode);
        QCOMPARE(Api::isFilm(url), isFilm);
        QCOMPARE(Gateway::UpstreamPolicy::mayAsk(url), isFilm);
    }
};

QTEST_GUILESS_MAIN(TestFilmAddresses)
#include "tst_filmaddresses.moc"
