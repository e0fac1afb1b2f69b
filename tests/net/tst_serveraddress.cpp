// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/serveraddress.h"

#include <QTest>

using namespace Medio::Api;
using namespace Qt::StringLiterals;

class ServerAddressTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void origins();
};

void ServerAddressTest::accepted_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("health");
    QTest::newRow("https") << u"https://medio.example"_s << u"https://medio.example/api/health"_s;
    QTest::newRow("no scheme is https") << u" medio.example "_s << u"https://medio.example/api/health"_s;
    QTest::newRow("no scheme nearby is https too")
        << u"box.local:8480"_s << u"https://box.local:8480/api/health"_s;
    QTest::newRow("path") << u"https://home.example/medio/"_s << u"https://home.example/medio/api/health"_s;
    QTest::newRow("api at the end") << u"https://home.example/medio/api/v1/"_s
                                    << u"https://home.example/medio/api/health"_s;
    QTest::newRow("api alone") << u"http://127.0.0.1:3000/api"_s << u"http://127.0.0.1:3000/api/health"_s;
    QTest::newRow("private") << u"http://192.168.1.5:8480"_s << u"http://192.168.1.5:8480/api/health"_s;
    QTest::newRow("ten") << u"http://10.0.0.1"_s << u"http://10.0.0.1/api/health"_s;
    QTest::newRow("172") << u"http://172.31.255.1"_s << u"http://172.31.255.1/api/health"_s;
    QTest::newRow("link-local") << u"http://169.254.3.4"_s << u"http://169.254.3.4/api/health"_s;
    QTest::newRow("loopback of six") << u"http://[::1]:8480"_s << u"http://[::1]:8480/api/health"_s;
    QTest::newRow("private of six") << u"http://[fd12::5]"_s << u"http://[fd12::5]/api/health"_s;
    QTest::newRow("local name") << u"http://medio.local:8480"_s << u"http://medio.local:8480/api/health"_s;
    QTest::newRow("localhost") << u"http://localhost:8480"_s << u"http://localhost:8480/api/health"_s;
}

void ServerAddressTest::accepted()
{
    QFETCH(QString, typed);
    QFETCH(QString, health);
    const auto address = ServerAddress::parse(typed);
    QVERIFY(address);
    QCOMPARE(address->url(u"/api/health"_s).toString(), health);
}

void ServerAddressTest::refused_data()
{
    using P = ServerAddress::Problem;
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("problem");
    const auto row = [](const char *name, const QString &typed, P problem) {
        QTest::newRow(name) << typed << static_cast<int>(problem);
    };
    row("empty", u"  "_s, P::Empty);
    row("ftp", u"ftp://medio.example"_s, P::NotHttp);
    row("file", u"file:///etc/passwd"_s, P::NotAnAddress);
    row("user", u"https://me:secret@medio.example"_s, P::NotAnAddress);
    row("query", u"https://medio.example/?a=b"_s, P::NotAnAddress);
    row("no host", u"https://"_s, P::NotAnAddress);
    row("space", u"https://me dio.example"_s, P::NotAnAddress);
    row("port", u"https://medio.example:99999"_s, P::NotAnAddress);
    row("public name", u"http://medio.example"_s, P::PlainHttp);
    row("public address", u"http://8.8.8.8"_s, P::PlainHttp);
    row("172 beyond", u"http://172.32.0.1"_s, P::PlainHttp);
    row("public of six", u"http://[2001:db8::1]"_s, P::PlainHttp);
    row("looks local", u"http://local"_s, P::PlainHttp);
    row("looks private", u"http://192.168.1.5.example.org"_s, P::PlainHttp);
    row("ends alike", u"http://notlocalhost"_s, P::PlainHttp);
    row("endless", QString(u"https://a.example/"_s + QString(3000, u'a')), P::NotAnAddress);
}

void ServerAddressTest::refused()
{
    QFETCH(QString, typed);
    QFETCH(int, problem);
    const auto address = ServerAddress::parse(typed);
    QVERIFY(!address);
    QCOMPARE(static_cast<int>(address.error()), problem);
    QVERIFY(!ServerAddress::explain(address.error()).isEmpty());
}

void ServerAddressTest::origins()
{
    QCOMPARE(ServerAddress::parse(u"https://Medio.Example/x"_s)->origin(), u"https://medio.example:443"_s);
    QCOMPARE(ServerAddress::parse(u"http://127.0.0.1"_s)->origin(), u"http://127.0.0.1:80"_s);
    QCOMPARE(ServerAddress::parse(u"http://[::1]:1"_s)->origin(), u"http://[::1]:1"_s);
}

QTEST_GUILESS_MAIN(ServerAddressTest)
#include "tst_serveraddress.moc"
