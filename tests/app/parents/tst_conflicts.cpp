// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/conflicts.h"
#include "tests/app/parents/household.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Medio::Parents::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Field = Difference::Field;
using Kind = Conflict::Kind;
using Subject = ConflictView::Subject;

class TestConflicts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothVersionsAreShown_data()
    {
        QTest::addColumn<Edit>("mine");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<ServerVersion>("theirs");
        QTest::addColumn<Subject>("subject");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<Difference>>("differences");

        const Api::Family home = family();
        const Api::FamilyChip owl = home.chips.first();
        const QStringList owlFilms{u"Die kleine Eule"_s, u"Löwe & Bär"_s};
        Api::Profile otter = home.profiles.first();
        otter.name = u"Seeotter"_s;
        otter.dailyLimit = 45min;
        const ServerVersion nothing;

        QTest::newRow("a chip that the family has already")
            << Edit(NewChip{owlUid, u"Eule"_s, {videoOf(3)}}) << Kind::ChangedElsewhere << ServerVersion(owl)
            << Subject::Chip << u"Owl"_s
            << QList<Difference>{{Field::Label, u"Eule"_s, u"Owl"_s},
                                 {Field::Films, QStringList{u"Ocean"_s}, owlFilms}};
        QTest::newRow("a chip of another account")
            << Edit(NewChip{newUid, u"Eule"_s, {videoOf(3)}}) << Kind::TakenByAnotherAccount << nothing
            << Subject::Chip << u"Eule"_s
            << QList<Difference>{{Field::Label, u"Eule"_s, {}}, {Field::Films, QStringList{u"Ocean"_s}, {}}};
        QTest::newRow("another name meanwhile")
            << Edit(RenameChip{owlUid, u"Eule"_s, u"Kauz"_s}) << Kind::ChangedElsewhere << ServerVersion(owl)
            << Subject::Chip << u"Owl"_s << QList<Difference>{{Field::Label, u"Eule"_s, u"Owl"_s}};
        QTest::newRow("another playlist meanwhile")
            << Edit(SetPlaylist{owlUid, {videoOf(3), videoOf(99)}, {}}) << Kind::ChangedElsewhere
            << ServerVersion(owl) << Subject::Chip << u"Owl"_s
            << QList<Difference>{{Field::Films, QStringList{u"Ocean"_s, QString()}, owlFilms}};
        QTest::newRow("the chip is gone") << Edit(SetPlaylist{owlUid, {videoOf(3)}, {}}) << Kind::Gone
                                          << nothing << Subject::Chip << u"Owl"_s // as the household knows it
                                          << QList<Difference>{{Field::Films, QStringList{u"Ocean"_s}, {}},
                                                               {Field::Existence, true, false}};
        QTest::newRow("removed here, changed there")
            << Edit(RemoveChip{owlUid, {}}) << Kind::ChangedElsewhere << ServerVersion(owl) << Subject::Chip
            << u"Owl"_s << QList<Difference>{{Field::Existence, false, true}, {Field::Films, {}, owlFilms}};
        QTest::newRow("a child changed meanwhile")
            << Edit(ChangeProfile{otter.id, u"Otterchen"_s, {}, 30min, home.profiles.first()})
            << Kind::ChangedElsewhere << ServerVersion(otter) << Subject::Child << u"Seeotter"_s
            << QList<Difference>{{Field::Name, u"Otterchen"_s, u"Seeotter"_s},
                                 {Field::DailyLimit, 30min, 45min}};
        QTest::newRow("a child is gone")
            << Edit(ChangeProfile{otter.id, {}, {}, 30min, home.profiles.first()}) << Kind::Gone << nothing
            << Subject::Child << u"Otter"_s
            << QList<Difference>{{Field::DailyLimit, 30min, {}}, {Field::Existence, true, false}};
        QTest::newRow("a child that the server refuses")
            << Edit(NewProfile{idOf<Api::ProfileId>(9), u"Wren"_s, {}, 60min}) << Kind::Refused << nothing
            << Subject::Child << u"Wren"_s
            << QList<Difference>{{Field::Name, u"Wren"_s, {}}, {Field::DailyLimit, 60min, {}}};
        Api::NewVideo content;
        content.title = u"Meer"_s;
        QTest::newRow("a film that is there already")
            << Edit(NewVideo{videoOf(9), content, {}}) << Kind::ChangedElsewhere
            << ServerVersion(home.videos[2]) << Subject::Film << u"Meer"_s
            << QList<Difference>{{Field::Name, u"Meer"_s, u"Ocean"_s}};
        QTest::newRow("a version of another kind than the edit's")
            << Edit(RenameChip{newUid, u"Eule"_s, u"Owl"_s}) << Kind::Refused << ServerVersion(otter)
            << Subject::Chip << u"Eule"_s << QList<Difference>{{Field::Label, u"Eule"_s, {}}};
    }
    void bothVersionsAreShown()
    {
        QFETCH(Edit, mine);
        QFETCH(Kind, kind);
        QFETCH(ServerVersion, theirs);
        const QDateTime since(QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc());
        const ConflictView view = viewOf({7, kind, mine, theirs, u"words"_s, since}, family());
        QCOMPARE(view.id, 7U);
        QCOMPARE(view.kind, kind);
        QCOMPARE(view.message, u"words"_s);
        QCOMPARE(view.since, since);
        QTEST(view.subject, "subject");
        QTEST(view.name, "name");
        QTEST(view.differences, "differences");
        QCOMPARE(view.mineIsPossible, kind != Kind::TakenByAnotherAccount);
    }

    void aParentDecides()
    {
        FakeEdits edits;
        FakeHousehold household;
        household.replace(family());
        Conflicts conflicts(edits, household);
        QSignalSpy changed(&conflicts, &Conflicts::changed);
        const quint64 first = edits.request(RenameChip{owlUid, u"Eule"_s, u"Kauz"_s});
        const quint64 second = edits.request(NewChip{newUid, u"Bear"_s, {}});
        edits.keepAll();
        QCOMPARE(conflicts.count(), qsizetype(0));
        edits.conflict(first, Kind::ChangedElsewhere, family().chips.first());
        edits.conflict(second, Kind::TakenByAnotherAccount);
        QCOMPARE(conflicts.count(), qsizetype(2));
        QCOMPARE(conflicts.list().first().id, first);
        QVERIFY(!changed.isEmpty());

        conflicts.resolve(first, Resolution::Mine);
        conflicts.resolve(second, Resolution::Theirs);
        conflicts.resolve(second, Resolution::Mine); // settled meanwhile
        QCOMPARE(edits.resolved.size(), 2);
        QVERIFY(conflicts.list().isEmpty());
        QCOMPARE(edits.pending().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestConflicts)
#include "tst_conflicts.moc"
