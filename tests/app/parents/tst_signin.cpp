// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/signin.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;

Q_DECLARE_METATYPE(Medio::Parents::SignInProblem)

namespace {

class FakeAccount final : public Account
{
public:
    void signIn(const QUrl &server, const QString &email, const QString &password, Answer answer) override
    {
        servers << server;
        emails << email;
        passwords << password;
        pending = std::move(answer);
    }
    QList<QUrl> servers;
    QStringList emails;
    QStringList passwords;
    Answer pending;
};

} // namespace

class TestSignIn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typedAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        QTest::addColumn<int>("problem");
        const auto fine = [](const char *typed, const char *meant) {
            QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(meant) << -1;
        };
        const auto refused = [](const char *typed, SignInProblem problem) {
            QTest::newRow(*typed ? typed : "nothing")
                << QString::fromLatin1(typed) << QString() << int(problem);
        };
        fine("medio.example", "https://medio.example");
        fine("  https://medio.example/  ", "https://medio.example/");
        fine("https://medio.example/family/", "https://medio.example/family");
        fine("127.0.0.1:8480", "http://127.0.0.1:8480");
        fine("http://192.168.1.5:8480", "http://192.168.1.5:8480");
        fine("box.local", "http://box.local");
        fine("[::1]:8480", "http://[::1]:8480");
        fine("http://[fd00::5]/", "http://[fd00::5]/");
        fine("localhost:1", "http://localhost:1");
        refused("http://medio.example", SignInProblem::AddressUnsafe);
        refused("http://8.8.8.8", SignInProblem::AddressUnsafe);
        refused("http://127.0.0.1.evil.example", SignInProblem::AddressUnsafe);
        refused("", SignInProblem::AddressMalformed);
        refused("ftp://medio.example", SignInProblem::AddressMalformed);
        refused("https://user:secret@medio.example", SignInProblem::AddressMalformed);
        refused("https://medio.example/?a=b", SignInProblem::AddressMalformed);
        refused("https://medio.example/#a", SignInProblem::AddressMalformed);
        refused("my server", SignInProblem::AddressMalformed);
    }
    void typedAddresses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, meant);
        QFETCH(int, problem);
        const auto address = SignIn::addressOf(typed);
        if (problem < 0) {
            QVERIFY(address.has_value());
            QCOMPARE(address->toString(), meant);
        } else {
            QVERIFY(!address.has_value());
            QCOMPARE(int(address.error()), problem);
        }
    }

    void missingWordsGoNowhere()
    {
        FakeAccount account;
        SignIn signIn(account);
        QSignalSpy failed(&signIn, &SignIn::failed);
        QSignalSpy started(&signIn, &SignIn::started);
        signIn.attempt(QStringLiteral("box.local"), QStringLiteral("  "), QStringLiteral("x"));
        signIn.attempt(QStringLiteral("box.local"), QStringLiteral("a@b.example"), QString());
        QCOMPARE(failed.size(), 2);
        QCOMPARE(failed[0][0].value<SignInProblem>(), SignInProblem::EmailMissing);
        QCOMPARE(failed[1][0].value<SignInProblem>(), SignInProblem::PasswordMissing);
        QVERIFY(started.isEmpty());
        QVERIFY(account.servers.isEmpty());
    }

    void oneAttemptAtATimeAndOneAnswer()
    {
        FakeAccount account;
        SignIn signIn(account);
        QSignalSpy succeeded(&signIn, &SignIn::succeeded);
        QSignalSpy failed(&signIn, &SignIn::failed);
        const QString password = QStringLiteral(" spaces count ");
        signIn.attempt(QStringLiteral("box.local"), QStringLiteral(" a@b.example "), password);
        signIn.attempt(QStringLiteral("box.local"), QStringLiteral("c@d.example"), password);
        QCOMPARE(account.emails, QStringList{QStringLiteral("a@b.example")});
        QCOMPARE(account.passwords, QStringList{password});
        QVERIFY(signIn.isUnderWay());
        account.pending(Unexpected{SignInProblem::WrongCredentials});
        QVERIFY(!signIn.isUnderWay());
        QCOMPARE(failed.size(), 1);
        signIn.attempt(QStringLiteral("box.local"), QStringLiteral("a@b.example"), password);
        account.pending({});
        QCOMPARE(succeeded.size(), 1);
        QCOMPARE(failed.size(), 1);
    }

    void anAnswerAfterTheScreenIsGoneIsHarmless()
    {
        FakeAccount account;
        {
            SignIn signIn(account);
            signIn.attempt(QStringLiteral("box.local"), QStringLiteral("a@b.example"), QStringLiteral("x"));
        }
        account.pending({});
        QCOMPARE(account.servers.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_signin.moc"
