// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/signout.h"
#include "tests/app/parents/household.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Medio::Parents::Testing;
using namespace Qt::StringLiterals;

namespace {

struct Desk
{
    FakeLogin login;
    FakeEdits edits;
    FakeStatusSource status;
    SignOut signOut{login, edits, status};

    void edit()
    {
        edits.request(NewChip{newUid, u"Owl"_s, {}});
        edits.keepAll();
    }
};

} // namespace

class TestSignOut : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theOutlookNamesWhatHangsOnTheLogin()
    {
        Desk desk;
        desk.status.replace(
            {.server = {.state = ServerStatus::State::Online, .address = QUrl(u"https://medio.example"_s)},
             .login = {.state = LoginStatus::State::SignedIn, .email = u"a@b.example"_s},
             .outbox = {.sessionEnds = 2}});
        desk.edit();
        desk.edit();
        desk.edits.conflict(desk.edits.last(), Conflict::Kind::Gone);
        const SignOutOutlook outlook = desk.signOut.outlook();
        QCOMPARE(outlook.server, QUrl(u"https://medio.example"_s));
        QCOMPARE(outlook.email, u"a@b.example"_s);
        QCOMPARE(outlook.edits, qsizetype(2));
        QCOMPARE(outlook.sessionEnds, qsizetype(2));
        QVERIFY(outlook.serverHears);
    }

    void whatWasDecidedIsDone()
    {
        Desk desk;
        QSignalSpy finished(&desk.signOut, &SignOut::finished);
        const Belongings belongings{.forgetCatalogue = false, .dropEdits = true};
        desk.signOut.attempt(belongings, desk.signOut.outlook());
        desk.signOut.attempt({}, desk.signOut.outlook()); // one at a time
        QCOMPARE(desk.login.asked, QList<Belongings>{belongings});
        QVERIFY(desk.signOut.isUnderWay());
        desk.login.pending({.revoked = true, .keychainCleared = false});
        QCOMPARE(finished.size(), 1);
        QVERIFY(finished[0][0].value<SignedOut>().revoked);
        QVERIFY(!finished[0][0].value<SignedOut>().keychainCleared);
        QVERIFY(!desk.signOut.isUnderWay());
    }

    void nothingIsDroppedThatTheParentDidNotSee()
    {
        Desk desk;
        QSignalSpy outdated(&desk.signOut, &SignOut::outdated);
        const SignOutOutlook seen = desk.signOut.outlook();
        desk.edit();
        desk.signOut.attempt({.forgetCatalogue = true, .dropEdits = true}, seen);
        QCOMPARE(outdated.size(), 1);
        QVERIFY(desk.login.asked.isEmpty());
        desk.signOut.attempt({.forgetCatalogue = true, .dropEdits = false}, seen);
        QCOMPARE(desk.login.asked.size(), 1);
    }

    void anAnswerAfterTheScreenIsGoneIsHarmless()
    {
        FakeLogin login;
        FakeEdits edits;
        FakeStatusSource status;
        {
            SignOut signOut(login, edits, status);
            signOut.attempt({}, signOut.outlook());
        }
        login.pending({});
        QCOMPARE(login.asked.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSignOut)
#include "tst_signout.moc"
