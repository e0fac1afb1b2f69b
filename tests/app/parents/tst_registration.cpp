// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/registration.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Qt::StringLiterals;

namespace {

const RegistrationForm good{.server = u"https://medio.example"_s,
                            .name = u" Ada "_s,
                            .email = u" Ada@Medio.example "_s,
                            .password = u"Correct-horse7!"_s,
                            .repeated = u"Correct-horse7!"_s};

} // namespace

class TestRegistration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrongGoesNowhere_data()
    {
        QTest::addColumn<RegistrationForm>("form");
        QTest::addColumn<RegistrationProblem>("problem");
        const auto row = [](const char *name, RegistrationProblem problem, auto change) {
            RegistrationForm form = good;
            change(form);
            QTest::newRow(name) << form << problem;
        };
        using Form = RegistrationForm;
        row("no server", RegistrationProblem::AddressMalformed, [](Form &f) { f.server.clear(); });
        row("plain to the world", RegistrationProblem::AddressUnsafe,
            [](Form &f) { f.server = u"http://medio.example"_s; });
        row("no name", RegistrationProblem::NameMissing, [](Form &f) { f.name = u"  "_s; });
        row("a name that is longer when escaped", RegistrationProblem::NameTooLong,
            [](Form &f) { f.name = QString(60, u'\''); });
        row("no e-mail", RegistrationProblem::EmailMissing, [](Form &f) { f.email = u" "_s; });
        row("no e-mail address", RegistrationProblem::EmailMalformed, [](Form &f) { f.email = u"ada"_s; });
        row("a short password", RegistrationProblem::PasswordNotAllowed,
            [](Form &f) { f.password = f.repeated = u"Ab1!"_s; });
        row("a password that locks out", RegistrationProblem::PasswordNotAllowed,
            [](Form &f) { f.password = f.repeated = u"Correct/horse7!"_s; });
        row("two passwords", RegistrationProblem::PasswordsDiffer,
            [](Form &f) { f.repeated = u"correct-horse7!"_s; });
        row("the first of several", RegistrationProblem::NameMissing, [](Form &f) {
            f.name.clear();
            f.password.clear();
        });
    }
    void whatIsWrongGoesNowhere()
    {
        QFETCH(RegistrationForm, form);
        FakeRegistrar registrar;
        Registration registration(registrar);
        QSignalSpy failed(&registration, &Registration::failed);
        registration.attempt(form);
        QCOMPARE(failed.size(), 1);
        QTEST(failed[0][0].value<RegistrationProblem>(), "problem");
        QVERIFY(registrar.servers.isEmpty());
        QVERIFY(!registration.isUnderWay());
    }

    void charactersThatLockOutAreNamed_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("lockingOut");
        QTest::newRow("none") << u"Correct-horse7!"_s << QString();
        QTest::newRow("all of them") << u"Aa1!&<>\"'/\\`&"_s << u"&<>\"'/\\`"_s;
        QTest::newRow("a NUL is not named") << u"Correct-horse7!"_s + QChar(u'\0') << QString();
        QTest::newRow("umlauts and smileys do no harm") << u"Ärger-horse7!🦉"_s << QString();
    }
    void charactersThatLockOutAreNamed()
    {
        QFETCH(QString, password);
        QTEST(Registration::judge(password).lockingOut, "lockingOut");
    }

    void problemsAreThoseOfTheServer()
    {
        QCOMPARE(Registration::judge(u"abc"_s).problems, Api::passwordProblems(u"abc"_s));
        QVERIFY(Registration::judge(good.password).problems.isEmpty());
        QVERIFY(Registration::judge(u"Correct-horse7!"_s + QChar(u'\0'))
                    .problems.contains(Api::PasswordProblem::LocksOut));
    }

    void theServersAddressIsTheOneToShow()
    {
        FakeRegistrar registrar;
        Registration registration(registrar);
        QSignalSpy started(&registration, &Registration::started);
        QSignalSpy succeeded(&registration, &Registration::succeeded);
        registration.attempt(good);
        registration.attempt(good); // one at a time
        QCOMPARE(started.size(), 1);
        QCOMPARE(registrar.servers, QList<QUrl>{QUrl(u"https://medio.example"_s)});
        QCOMPARE(registrar.names, QStringList{u"Ada"_s});
        QCOMPARE(registrar.emails, QStringList{u"Ada@Medio.example"_s});
        QCOMPARE(registrar.passwords, QStringList{good.password});
        Api::User user;
        user.email = u"ada@medio.example"_s;
        registrar.pending(user);
        QCOMPARE(succeeded.size(), 1);
        QCOMPARE(succeeded[0][0].toString(), user.email);
        QVERIFY(!registration.isUnderWay());
    }

    void aRefusalIsHandedOn()
    {
        FakeRegistrar registrar;
        Registration registration(registrar);
        QSignalSpy failed(&registration, &Registration::failed);
        registration.attempt(good);
        registrar.pending(Unexpected{RegistrationProblem::EmailTaken});
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].value<RegistrationProblem>(), RegistrationProblem::EmailTaken);
        registration.attempt(good);
        QVERIFY(registration.isUnderWay());
    }

    void anAnswerAfterTheScreenIsGoneIsHarmless()
    {
        FakeRegistrar registrar;
        {
            Registration registration(registrar);
            registration.attempt(good);
        }
        registrar.pending(Api::User());
        QCOMPARE(registrar.servers.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRegistration)
#include "tst_registration.moc"
