// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/statuswords.h"
#include "tests/support/fakeclock.h"

#include <QSet>
#include <QTest>
#include <QTimeZone>

using namespace Medio;
using namespace Medio::Screens;
using namespace Qt::StringLiterals;

using Parents::Door;
using Parents::RegistrationProblem;
using Parents::ServerFinding;
using Parents::ServerStatus;
using Parents::SignInProblem;

namespace {

/// All of an enumeration, from its first to its last.
template<typename Kind>
QList<Kind> allUpTo(Kind last)
{
    QList<Kind> all;
    for (int kind = 0; kind <= static_cast<int>(last); ++kind)
        all.append(static_cast<Kind>(kind));
    return all;
}

} // namespace

class TestStatusWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasWordsOfItsOwn()
    {
        QSet<QString> words;
        const auto finding = allUpTo(ServerFinding::Kind::TlsFailed);
        for (const ServerFinding::Kind kind : finding) {
            ServerFinding found;
            found.kind = kind;
            words.insert(StatusWords::finding(found).title);
        }
        QCOMPARE(words.size(), finding.size());
        words.clear();
        const auto pins = allUpTo(Door::PinProblem::NotRemoved);
        for (const Door::PinProblem problem : pins)
            words.insert(StatusWords::problem(problem));
        QCOMPARE(words.size(), pins.size());
        words.clear();
        const auto seals = allUpTo(Door::Seal::NoteLost);
        for (const Door::Seal seal : seals)
            words.insert(StatusWords::seal(seal));
        QCOMPARE(words.size(), seals.size());
        words.clear();
        const auto problems = allUpTo(RegistrationProblem::NotMedio);
        for (const RegistrationProblem problem : problems)
            words.insert(StatusWords::problem(problem));
        QCOMPARE(words.size(), problems.size());
        QVERIFY(!words.contains(QString()));
    }

    void everyReasonIsTold()
    {
        const FakeClock clock;
        const StatusWords words(clock, QLocale::c());
        QSet<QString> told;
        const auto reasons = allUpTo(ServerStatus::Reason::Database);
        for (const ServerStatus::Reason reason : reasons) {
            Parents::OverviewFacts facts;
            facts.status.server.state = ServerStatus::State::Offline;
            facts.status.server.reason = reason;
            facts.status.server.httpStatus = 502;
            facts.status.server.address = QUrl(u"https://medio.example"_s);
            told.insert(words.server(facts).detail);
        }
        QCOMPARE(told.size(), reasons.size());
    }

    void anOutageIsToldWithItsTimes()
    {
        const FakeClock clock; // 10:00 in Berlin
        const StatusWords words(clock, QLocale::c());
        Parents::OverviewFacts facts;
        facts.status.server.state = ServerStatus::State::Degraded;
        facts.status.server.reason = ServerStatus::Reason::Database;
        facts.status.server.httpStatus = 503;
        facts.since = clock.wall().addSecs(-600);
        facts.nextTryIn = std::chrono::seconds(20);
        const Told told = words.server(facts);
        QVERIFY2(told.detail.startsWith(u"Medio answers 503: its database is away.\nSince 09:50"_s),
                 qPrintable(told.detail));
        QVERIFY(told.detail.contains(u"20"_s));
        QVERIFY(told.weight == Weight::Warn);
        // Of another day with its day
        facts.since = clock.wall().addDays(-1);
        QVERIFY(words.server(facts).detail.contains(u"9"_s));
        QVERIFY(words.server(facts).detail != told.detail);
    }

    void whatWaitsIsCounted()
    {
        const FakeClock clock;
        const StatusWords words(clock, QLocale::c());
        QVERIFY(words.outbox({}, {}).weight == Weight::Good);
        Parents::OutboxStatus outbox;
        outbox.edits = 2;
        outbox.sessionEnds = 3;
        const Told waiting = words.outbox(outbox, {});
        QVERIFY(waiting.weight == Weight::Warn);
        QVERIFY(waiting.detail.contains(u'2') && waiting.detail.contains(u'3'));
        outbox.conflicts = 1;
        QVERIFY(words.outbox(outbox, {}).weight == Weight::Bad);
    }

    void bothSidesOfAConflictAreTold()
    {
        Parents::ConflictView conflict;
        conflict.name = u"Rocket"_s;
        conflict.differences = {{Parents::Difference::Field::Films, QStringList{u"One"_s, u"Two"_s},
                                 QStringList{u"Two"_s, QString()}},
                                {Parents::Difference::Field::Label, u"Rocket"_s, u"Ship"_s}};
        QCOMPARE(ConflictWords::mine(conflict), u"1. One\n2. Two\nName: Rocket"_s);
        QCOMPARE(ConflictWords::theirs(conflict), u"1. Two\n2. a film that is no longer there\nName: Ship"_s);
        conflict.differences.clear();
        QCOMPARE(ConflictWords::theirs(conflict), u"Nothing"_s);
        // The server's words are shown as they are
        conflict.kind = Parents::Conflict::Kind::Refused;
        conflict.message = u"<b>No</b> %1"_s;
        QVERIFY(ConflictWords::explanation(conflict).contains(conflict.message));
    }
};

QTEST_GUILESS_MAIN(TestStatusWords)
#include "tst_statuswords.moc"
