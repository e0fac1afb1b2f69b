// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/signin.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;

class TestSignIn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void badAddressesGoNowhere_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<SignInProblem>("problem");
        QTest::newRow("nothing") << QString() << SignInProblem::AddressMalformed;
        QTest::newRow("no web") << QStringLiteral("ftp://medio.example") << SignInProblem::AddressMalformed;
        QTest::newRow("plain to the world")
            << QStringLiteral("http://medio.example") << SignInProblem::AddressUnsafe;
    }
    void badAddressesGoNowhere()
    {
        QFETCH(QString, typed);
        QFETCH(SignInProblem, problem);
        FakeAccount account;
        SignIn signIn(account);
        QSignalSpy failed(&signIn, &SignIn::failed);
        signIn.attempt(typed, QStringLiteral("a@b.example"), QStringLiteral("x"));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].value<SignInProblem>(), problem);
        QVERIFY(account.servers.isEmpty());
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
