// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/cookies.h"
#include "server/http/message.h"

#include <QTest>

using namespace Medio::Home;

class TestMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersCompareWithoutCase();
    void readsCookies_data();
    void readsCookies();
    void readsTheAccessToken_data();
    void readsTheAccessToken();
    void setsCookies();
    void escapesHtml();
    void answersOnce();
    void answersWhenForgotten();
};

void TestMessage::headersCompareWithoutCase()
{
    Headers headers;
    headers.add("Content-Type", "a");
    headers.add("content-type", "b");
    QCOMPARE(headers.value("CONTENT-TYPE"), QByteArray("a"));
    QVERIFY(headers.contains("content-Type"));
    QVERIFY(!headers.contains("Content"));
    QCOMPARE(headers.values("content-type"), (QByteArrayList{"a", "b"}));
}

void TestMessage::readsCookies_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("alone") << QByteArray("authToken=abc") << QByteArray("abc");
    QTest::newRow("among others") << QByteArray("x=1; authToken=abc ;y=2") << QByteArray("abc");
    QTest::newRow("with =") << QByteArray("authToken=a=b") << QByteArray("a=b");
    QTest::newRow("name is a suffix") << QByteArray("xauthToken=abc") << QByteArray();
    QTest::newRow("empty") << QByteArray("authToken=") << QByteArray();
    QTest::newRow("nothing") << QByteArray(";;;=;") << QByteArray();
}

void TestMessage::readsCookies()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    Request request;
    request.headers.add("Cookie", header);
    QCOMPARE(request.cookie("authToken"), value);
}

void TestMessage::readsTheAccessToken_data()
{
    QTest::addColumn<QByteArray>("cookie");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("none") << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("bearer") << QByteArray() << QByteArray("Bearer abc") << QByteArray("abc");
    QTest::newRow("bearer in another case") << QByteArray() << QByteArray("bEARER  abc") << QByteArray("abc");
    QTest::newRow("basic") << QByteArray() << QByteArray("Basic abc") << QByteArray();
    QTest::newRow("the cookie wins") << QByteArray("authToken=c") << QByteArray("Bearer abc")
                                     << QByteArray("c");
}

void TestMessage::readsTheAccessToken()
{
    QFETCH(QByteArray, cookie);
    QFETCH(QByteArray, authorization);
    QFETCH(QByteArray, token);
    Request request;
    request.headers.add("Cookie", cookie);
    request.headers.add("Authorization", authorization);
    QCOMPARE(request.accessToken(), token);
}

void TestMessage::setsCookies()
{
    Response response;
    Cookies::set(response, "a", "1", false);
    Cookies::set(response, "b", "2", true, std::chrono::seconds(900));
    Cookies::clear(response, "c", false);
    const auto &fields = response.headers.fields();
    QCOMPARE(fields.at(0).second, QByteArray("a=1; Path=/; HttpOnly; SameSite=Strict"));
    QCOMPARE(fields.at(1).second, QByteArray("b=2; Max-Age=900; Path=/; HttpOnly; Secure; SameSite=Strict"));
    QVERIFY(fields.at(2).second.startsWith("c=; Max-Age=0; Expires=Thu, 01 Jan 1970"));
}

void TestMessage::escapesHtml()
{
    const Response response = Response::html(404, QStringLiteral("Cannot GET /<script>"));
    QVERIFY(!response.body.contains("<script>"));
    QVERIFY(response.body.contains("&lt;script&gt;"));
}

void TestMessage::answersOnce()
{
    int answers = 0;
    int status = 0;
    {
        const Responder responder([&](const Response &response) {
            ++answers;
            status = response.status;
        });
        // The copy is what is tested. NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
        const Responder copy = responder;
        copy.answer(Response::message(404, QStringLiteral("no")));
    }
    QCOMPARE(answers, 1);
    QCOMPARE(status, 404);
}

void TestMessage::answersWhenForgotten()
{
    int status = 0;
    {
        const Responder responder([&](const Response &response) { status = response.status; });
        QCOMPARE(status, 0);
    }
    QCOMPARE(status, 503);
}

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"
