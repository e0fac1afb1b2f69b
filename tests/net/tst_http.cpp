// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/http.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace Medio::Net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Seconds = std::optional<std::chrono::seconds>;

namespace {
const QDateTime date(QDate(1994, 11, 6), QTime(8, 49, 37), QTimeZone::utc());
}

class HttpTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dates();
    void setCookie_data();
    void setCookie();
    void retryAfter_data();
    void retryAfter();
    void randomHeaders();
};

void HttpTest::dates()
{
    QCOMPARE(parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"), std::optional(date));
    for (const char *bad : {"", "yesterday", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37 CET"})
        QVERIFY2(!parseHttpDate(bad), bad);
}

void HttpTest::setCookie_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Seconds>("lifetime");
    QTest::newRow("medio") << QByteArray(
                                  "authToken=eyJ.x.y; Max-Age=900; Path=/; Expires=Sun, 06 Nov 1994 09:04:37 "
                                  "GMT; HttpOnly; SameSite=Lax")
                           << QByteArray("authToken") << QByteArray("eyJ.x.y") << Seconds(900s);
    QTest::newRow("session") << QByteArray("_csrf=abc; Path=/") << QByteArray("_csrf") << QByteArray("abc")
                             << Seconds();
    QTest::newRow("expires, by the server's date") << QByteArray("a=b; expires=Sun, 06 Nov 1994 08:50:37 GMT")
                                                   << QByteArray("a") << QByteArray("b") << Seconds(60s);
    QTest::newRow("deleted") << QByteArray("refreshToken=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT")
                             << QByteArray("refreshToken") << QByteArray() << Seconds(0s);
    QTest::newRow("equals in the value")
        << QByteArray("a=b=c==") << QByteArray("a") << QByteArray("b=c==") << Seconds();
    QTest::newRow("nonsense max-age")
        << QByteArray("a=b; max-age=soon") << QByteArray("a") << QByteArray("b") << Seconds();
    QTest::newRow("no name") << QByteArray("=b") << QByteArray() << QByteArray() << Seconds();
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray() << Seconds();
}

void HttpTest::setCookie()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(Seconds, lifetime);
    const auto cookie = parseSetCookie(line, date);
    QCOMPARE(cookie.has_value(), !name.isEmpty());
    if (cookie)
        QCOMPARE(*cookie, (SetCookie{name, value, lifetime}));
}

void HttpTest::retryAfter_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Seconds>("wait");
    QTest::newRow("seconds") << QByteArray("37") << Seconds(37s);
    QTest::newRow("date") << QByteArray("Sun, 06 Nov 1994 08:50:37 GMT") << Seconds(60s);
    QTest::newRow("past") << QByteArray("Sun, 06 Nov 1994 08:00:00 GMT") << Seconds(0s);
    QTest::newRow("negative") << QByteArray("-5") << Seconds(0s);
    QTest::newRow("for ever") << QByteArray("99999999999") << Seconds(86400s);
    QTest::newRow("nonsense") << QByteArray("soon") << Seconds();
    QTest::newRow("nothing") << QByteArray() << Seconds();
}

void HttpTest::retryAfter()
{
    QFETCH(QByteArray, text);
    QFETCH(Seconds, wait);
    QCOMPARE(parseRetryAfter(text, date), wait);
}

void HttpTest::randomHeaders()
{
    QRandomGenerator random(3);
    const QByteArray pieces = "=;,: \tabMax-ge0123456789GMT\xff\x01\"";
    for (int i = 0; i < 20000; ++i) {
        QByteArray line;
        for (int n = random.bounded(40); n > 0; --n)
            line += pieces.at(random.bounded(pieces.size()));
        const auto cookie = parseSetCookie(line, date);
        QVERIFY(!cookie || !cookie->name.isEmpty());
        (void)parseRetryAfter(line, date);
    }
}

QTEST_GUILESS_MAIN(HttpTest)
#include "tst_http.moc"
