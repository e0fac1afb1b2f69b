// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/auth/passwords.h"
#include "server/auth/tokens.h"
#include "tests/support/fakeclock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Medio::Home;
using namespace std::chrono_literals;

namespace {

const QByteArray secret = "a secret that is long enough for it";
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

/// A token by hand, so that every claim can be wrong.
QByteArray made(const QJsonObject &header, const QJsonObject &claims, const QByteArray &key)
{
    const QByteArray head = QJsonDocument(header).toJson(QJsonDocument::Compact).toBase64(base64);
    const QByteArray body = QJsonDocument(claims).toJson(QJsonDocument::Compact).toBase64(base64);
    const QByteArray signedPart = head + '.' + body;
    return signedPart + '.' +
           QMessageAuthenticationCode::hash(signedPart, key, QCryptographicHash::Sha256).toBase64(base64);
}

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void expires();
    void refuses_data();
    void refuses();
    void survivesRandomBytes();
    void checksPasswords();

private:
    FakeClock m_clock;
    Api::User m_user{Api::UserId::create(), QStringLiteral("a@b.example"), QStringLiteral("A")};
};

void TestTokens::roundTrip()
{
    const Tokens tokens(secret, m_clock);
    const auto access = tokens.verify(tokens.makeAccess(m_user));
    QVERIFY(access);
    QCOMPARE(access->kind, Tokens::Kind::Access);
    QCOMPARE(access->user, m_user.id);
    QCOMPARE(access->expires, m_clock.wall().addSecs(900));
    const auto refresh = tokens.verify(tokens.makeRefresh(m_user.id));
    QVERIFY(refresh);
    QCOMPARE(refresh->kind, Tokens::Kind::Refresh);
    QVERIFY(refresh->jti != access->jti);
    QVERIFY(!Tokens(QByteArray(32, 'x'), m_clock).verify(tokens.makeAccess(m_user)));
}

void TestTokens::expires()
{
    FakeClock clock;
    const Tokens tokens(secret, clock);
    const QByteArray token = tokens.makeAccess(m_user);
    clock.advance(899s);
    QVERIFY(tokens.verify(token));
    clock.advance(1s);
    const auto verdict = tokens.verify(token);
    QVERIFY(!verdict);
    QCOMPARE(verdict.error(), Tokens::Problem::Expired);
}

void TestTokens::refuses_data()
{
    QTest::addColumn<QByteArray>("token");
    const QString id = m_user.id.toString();
    const QJsonObject header{{QStringLiteral("alg"), QStringLiteral("HS256")},
                             {QStringLiteral("typ"), QStringLiteral("JWT")}};
    const QJsonObject claims{{QStringLiteral("id"), id},
                             {QStringLiteral("jti"), QStringLiteral("j")},
                             {QStringLiteral("type"), QStringLiteral("access")},
                             {QStringLiteral("aud"), QStringLiteral("medio-users")},
                             {QStringLiteral("iss"), QStringLiteral("medio-platform")},
                             {QStringLiteral("exp"), qint64(4102444800)}};
    QVERIFY2(Tokens(secret, m_clock).verify(made(header, claims, secret)), "the pattern itself is good");

    const auto with = [](QJsonObject object, const char *key, const QJsonValue &value) {
        object.insert(QString::fromLatin1(key), value);
        return object;
    };
    const auto without = [](QJsonObject object, const char *key) {
        object.remove(QString::fromLatin1(key));
        return object;
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("dots") << QByteArray("..");
    QTest::newRow("wrong key") << made(header, claims, "another key of some length, 32 bytes");
    QTest::newRow("alg none") << made(with(header, "alg", QStringLiteral("none")), claims, secret);
    const QByteArray none = QJsonDocument(with(header, "alg", QStringLiteral("none")))
                                .toJson(QJsonDocument::Compact)
                                .toBase64(base64) +
                            '.' + QJsonDocument(claims).toJson(QJsonDocument::Compact).toBase64(base64) + '.';
    QTest::newRow("alg none, unsigned") << none;
    QTest::newRow("alg HS512") << made(with(header, "alg", QStringLiteral("HS512")), claims, secret);
    QTest::newRow("no id") << made(header, without(claims, "id"), secret);
    QTest::newRow("id is no UUID") << made(header, with(claims, "id", QStringLiteral("1")), secret);
    QTest::newRow("no jti") << made(header, without(claims, "jti"), secret);
    QTest::newRow("no exp") << made(header, without(claims, "exp"), secret);
    QTest::newRow("wrong type") << made(header, with(claims, "type", QStringLiteral("admin")), secret);
    QTest::newRow("wrong audience") << made(header, with(claims, "aud", QStringLiteral("x")), secret);
    QTest::newRow("wrong issuer") << made(header, with(claims, "iss", QStringLiteral("x")), secret);
    QTest::newRow("too long") << QByteArray(10'000, 'a');
}

void TestTokens::refuses()
{
    QFETCH(QByteArray, token);
    const auto verdict = Tokens(secret, m_clock).verify(token);
    QVERIFY(!verdict);
    QCOMPARE(verdict.error(), Tokens::Problem::Invalid);
}

void TestTokens::survivesRandomBytes()
{
    const Tokens tokens(secret, m_clock);
    const QByteArray good = tokens.makeAccess(m_user);
    QRandomGenerator random(42);
    for (int i = 0; i < 3'000; ++i) {
        QByteArray token = good;
        for (int j = 1 + random.bounded(5); j > 0; --j)
            token[random.bounded(token.size())] = static_cast<char>(random.bounded(256));
        if (random.bounded(4) == 0)
            token.truncate(random.bounded(token.size()));
        if (token != good)
            QVERIFY2(!tokens.verify(token) || token.size() == good.size(), token.constData());
    }
}

void TestTokens::checksPasswords()
{
    const QByteArray hash = Passwords::hash(QStringLiteral("Lantern-7!"));
    QVERIFY(hash.startsWith("$2b$10$"));
    QVERIFY(hash != Passwords::hash(QStringLiteral("Lantern-7!")));
    QVERIFY(Passwords::matches(QStringLiteral("Lantern-7!"), hash));
    QVERIFY(!Passwords::matches(QStringLiteral("lantern-7!"), hash));
    QVERIFY(!Passwords::matches(QString(), hash));
    QVERIFY(!Passwords::matches(QStringLiteral("Lantern-7!") + QChar(u'\0'), hash));
    // 72 bytes count; libxcrypt takes no more than 512.
    const QString longest(72, u'x');
    const QByteArray longHash = Passwords::hash(longest + QString(100'000, u'y'));
    QVERIFY(Passwords::matches(longest, longHash));
    QVERIFY(!Passwords::matches(longest.chopped(1), longHash));
    for (const char *garbage : {"", "$2b$", "$2b$10$", "$2b$10$tooshort", "$1$abc$def", "*0", "plain"})
        QVERIFY2(!Passwords::matches(QStringLiteral("x"), garbage), garbage);
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
