// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/upstreampolicy.h"

#include <QTest>

using namespace Medio::Gateway;
using namespace Qt::StringLiterals;

class TestUpstreamPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void headersStayAtTheirOrigin_data();
    void headersStayAtTheirOrigin();
    void signedOutMeansNothing();
    void redirects_data();
    void redirects();
};

void TestUpstreamPolicy::headersStayAtTheirOrigin_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("given");
    QTest::newRow("same") << u"https://medio.example/api/videos/1/stream"_s << true;
    QTest::newRow("port said") << u"https://medio.example:443/x"_s << true;
    QTest::newRow("upper case") << u"https://MEDIO.example/x"_s << true;
    QTest::newRow("other host") << u"https://evil.example/x"_s << false;
    QTest::newRow("part of it") << u"https://medio.example.evil.example/x"_s << false;
    QTest::newRow("below it") << u"https://cdn.medio.example/x"_s << false;
    QTest::newRow("other port") << u"https://medio.example:8443/x"_s << false;
    QTest::newRow("plain") << u"http://medio.example/x"_s << false;
    QTest::newRow("user") << u"https://medio.example@evil.example/x"_s << false;
    QTest::newRow("user of it") << u"https://a:b@medio.example/x"_s << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
}

void TestUpstreamPolicy::headersStayAtTheirOrigin()
{
    QFETCH(QString, address);
    QFETCH(bool, given);
    UpstreamPolicy policy;
    policy.setSignedIn(QUrl(u"https://medio.example/api"_s), {{"Cookie", "authToken=1"}});
    policy.setAuthorities({QSslCertificate()});
    QCOMPARE(!policy.headersFor(QUrl(address)).isEmpty(), given);
    QCOMPARE(!policy.authoritiesFor(QUrl(address)).isEmpty(), given);
}

void TestUpstreamPolicy::signedOutMeansNothing()
{
    UpstreamPolicy policy;
    QVERIFY(policy.headersFor(QUrl(u"https://medio.example/"_s)).isEmpty());
}

void TestUpstreamPolicy::redirects_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("up") << u"http://a/"_s << u"https://a/"_s << true;
    QTest::newRow("across") << u"https://a/"_s << u"https://b/"_s << true;
    QTest::newRow("down") << u"https://a/"_s << u"http://a/"_s << false;
    QTest::newRow("file") << u"http://a/"_s << u"file:///etc/passwd"_s << false;
    QTest::newRow("data") << u"http://a/"_s << u"data:video/mp4,x"_s << false;
    QTest::newRow("nowhere") << u"http://a/"_s << QString() << false;
    const QString far = u"https://films.example/a"_s;
    for (const char *near : {"127.0.0.1", "10.1.2.3", "192.168.178.1", "172.16.0.9", "169.254.1.1",
                             "100.64.0.1", "0.0.0.0", "[::1]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]",
                             "localhost", "films.localhost", "nas.local", "router"})
        QTest::addRow("home to %s", near)
            << far << u"https://%1:8080/"_s.arg(QString::fromLatin1(near)) << false;
    QTest::newRow("to the far") << far << u"https://8.8.8.8/"_s << true;
    QTest::newRow("at home") << u"http://192.168.1.2/"_s << u"http://192.168.1.3:8080/"_s << true;
    QTest::newRow("from home") << u"http://nas.local/"_s << u"https://films.example/"_s << true;
    QTest::newRow("its own") << u"https://router/a"_s << u"https://router/b"_s << true;
}

void TestUpstreamPolicy::redirects()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(bool, allowed);
    QCOMPARE(UpstreamPolicy::mayFollow(QUrl(from), QUrl(to)), allowed);
}

QTEST_GUILESS_MAIN(TestUpstreamPolicy)
#include "tst_upstreampolicy.moc"
