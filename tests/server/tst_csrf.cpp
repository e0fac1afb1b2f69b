// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/auth/csrf.h"

#include <QString>
#include <QTest>

using Medio::Home::Csrf;

class TestCsrf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsSeveralTokensOfOneCookie();
    void refusesForeignTokens();
    void refusesDamagedTokens();
};

void TestCsrf::acceptsSeveralTokensOfOneCookie()
{
    const QByteArray secret(32, 's');
    const Csrf csrf(secret);
    const QByteArray cookie = Csrf::newCookie();
    const QByteArray first = csrf.newToken(cookie);
    const QByteArray second = csrf.newToken(cookie);
    QVERIFY(Csrf::isCookie(cookie));
    QVERIFY(first != second);
    QVERIFY(csrf.matches(first, cookie));
    QVERIFY(csrf.matches(second, cookie));
    QVERIFY2(Csrf(secret).matches(first, cookie), "tokens survive a restart");
}

void TestCsrf::refusesForeignTokens()
{
    const Csrf csrf(QByteArray(32, 's'));
    const QByteArray cookie = Csrf::newCookie();
    const QByteArray token = csrf.newToken(cookie);
    QVERIFY(!csrf.matches(token, Csrf::newCookie()));
    QVERIFY(!csrf.matches(token, {}));
    QVERIFY(!csrf.matches({}, cookie));
    QVERIFY(!csrf.matches({}, {}));
    QVERIFY2(!Csrf(QByteArray(32, 't')).matches(token, cookie), "keyed with the server's secret");
}

void TestCsrf::refusesDamagedTokens()
{
    const Csrf csrf(QByteArray(32, 's'));
    const QByteArray cookie = Csrf::newCookie();
    const QByteArray token = csrf.newToken(cookie);
    for (qsizetype i = 0; i < token.size(); ++i) {
        QByteArray damaged = token;
        damaged[i] = damaged.at(i) == 'A' ? 'B' : 'A';
        QVERIFY2(!csrf.matches(damaged, cookie), damaged.constData());
        QVERIFY(!csrf.matches(token.left(i), cookie));
    }
    QVERIFY(!csrf.matches(token + 'A', cookie));
}

QTEST_GUILESS_MAIN(TestCsrf)
#include "tst_csrf.moc"
