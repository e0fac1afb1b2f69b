// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/learnchip.h"
#include "tests/app/parents/household.h"
#include "tests/support/fakeparentsports.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Medio;
using namespace Medio::Parents;
using namespace Medio::Parents::Testing;
using namespace Qt::StringLiterals;

using State = LearnChip::State;
using Nature = DeskChip::Nature;

namespace {

struct Desk
{
    FakeChipDesk desk;
    FakeHousehold household;
    FakeEdits edits;
    LearnChip learn{desk, household, edits};

    Desk()
    {
        household.replace(family());
        learn.begin();
    }
    void put(const QString &uid) { desk.put({Nature::Ordinary, uid, {}}); }

    /// What is requested is on disk, and the household says so.
    void keep()
    {
        Api::Family now = *household.family();
        for (const Edit &edit : std::as_const(edits.requested))
            apply(edit, now);
        edits.requested.clear();
        household.replace(now);
        edits.keepAll();
    }

private:
    static QList<Api::Video> films(const QList<Api::VideoId> &ids, const Api::Family &family)
    {
        QList<Api::Video> films;
        for (const Api::VideoId &id : ids)
            films.append(*family.video(id));
        return films;
    }
    static void apply(const Edit &edit, Api::Family &family)
    {
        const auto place = [&family](const QString &uid) -> Api::FamilyChip & {
            return *std::find_if(family.chips.begin(), family.chips.end(),
                                 [&uid](const auto &chip) { return chip.chip.uid == uid; });
        };
        if (const auto *fresh = std::get_if<NewChip>(&edit))
            family.chips.append(chip(2, fresh->uid, fresh->label, films(fresh->videos, family)));
        else if (const auto *rename = std::get_if<RenameChip>(&edit))
            place(rename->uid).chip.label = rename->label;
        else if (const auto *playlist = std::get_if<SetPlaylist>(&edit))
            place(playlist->uid).videos = chip(1, {}, {}, films(playlist->videos, family)).videos;
    }
};

} // namespace

class TestLearnChip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewChipIsLearnedByOneFilm()
    {
        Desk desk;
        QCOMPARE(desk.learn.state(), State::Waiting);
        QVERIFY(desk.desk.isOpen());
        desk.put(newUid);
        QCOMPARE(desk.learn.state(), State::Editing);
        QVERIFY(!desk.learn.isKnown());
        QVERIFY(desk.learn.chipLies());
        QCOMPARE(desk.learn.label(), u"Chip 5566"_s);
        QCOMPARE(desk.learn.add(videoOf(2)), LearnChip::Adding::Done);
        QCOMPARE(desk.learn.label(), u"Loewe Baer"_s); // of the first film
        QVERIFY(!desk.learn.labelProblem());
        desk.desk.lift();
        QVERIFY(desk.learn.canSave());
        desk.learn.save();
        QCOMPARE(desk.learn.state(), State::Saving);
        QCOMPARE(desk.edits.requested, QList<Edit>{NewChip({newUid, u"Loewe Baer"_s, {videoOf(2)}})});
        desk.keep();
        QCOMPARE(desk.learn.state(), State::Saved);
        QCOMPARE(desk.learn.outcome(), LearnChip::Outcome::Kept);
        QVERIFY(desk.learn.isKnown());
        QVERIFY(!desk.learn.canSave());
        desk.edits.settle(desk.edits.last());
        QCOMPARE(desk.learn.outcome(), LearnChip::Outcome::Delivered);
    }

    void whatCantBeAChipForFilmsIsRefused_data()
    {
        QTest::addColumn<DeskChip>("chip");
        QTest::addColumn<LearnChip::Refusal>("refusal");
        QTest::newRow("a phone") << DeskChip{Nature::Random, u"08:12:34:56"_s, {}}
                                 << LearnChip::Refusal::RandomUid;
        QTest::newRow("a damaged one")
            << DeskChip{Nature::Impossible, {}, {}} << LearnChip::Refusal::DamagedUid;
        QTest::newRow("a chip of the house")
            << DeskChip{Nature::House, newUid, u"parent"_s} << LearnChip::Refusal::HouseChip;
        QTest::newRow("no UID at all")
            << DeskChip{Nature::Ordinary, u"no"_s, {}} << LearnChip::Refusal::DamagedUid;
    }
    void whatCantBeAChipForFilmsIsRefused()
    {
        QFETCH(DeskChip, chip);
        Desk desk;
        desk.desk.put(chip);
        QCOMPARE(desk.learn.state(), State::Refused);
        QTEST(desk.learn.refusal(), "refusal");
        QCOMPARE(desk.learn.houseChip(), chip.house);
        QCOMPARE(desk.learn.add(videoOf(1)), LearnChip::Adding::NotNow);
        QVERIFY(!desk.learn.canSave());
        desk.put(owlUid); // another one
        QCOMPARE(desk.learn.state(), State::Editing);
    }

    void aRefusedChipThatIsLiftedIsForgotten()
    {
        Desk desk;
        desk.desk.put({Nature::House, newUid, u"parent"_s});
        desk.desk.lift();
        QCOMPARE(desk.learn.state(), State::Waiting);
    }

    void aKnownChipShowsWhatItPlays()
    {
        Desk desk;
        desk.put(u"04a1b2c3d4e5f6"_s); // however it is written
        QVERIFY(desk.learn.isKnown());
        QCOMPARE(desk.learn.draft().uid, owlUid);
        QCOMPARE(desk.learn.draft().label, u"Owl"_s);
        QCOMPARE(desk.learn.draft().films, (QList{videoOf(1), videoOf(2)}));
        QVERIFY(!desk.learn.hasChanges());
        QVERIFY(!desk.learn.canSave());
    }

    void onlyWhatDiffersIsSaved_data()
    {
        QTest::addColumn<QString>("label");
        QTest::addColumn<QList<Api::VideoId>>("films");
        QTest::addColumn<QList<Edit>>("edits");
        const QList<Api::VideoId> seen{videoOf(1), videoOf(2)};
        const QList<Api::VideoId> turned{videoOf(2), videoOf(1)};
        QTest::newRow("nothing") << u"Owl"_s << seen << QList<Edit>{};
        QTest::newRow("the name") << u"Eule"_s << seen
                                  << QList<Edit>{RenameChip{owlUid, u"Eule"_s, u"Owl"_s}};
        QTest::newRow("the order") << u"Owl"_s << turned << QList<Edit>{SetPlaylist{owlUid, turned, seen}};
        QTest::newRow("no film") << u"Owl"_s << QList<Api::VideoId>{}
                                 << QList<Edit>{SetPlaylist{owlUid, {}, seen}};
        QTest::newRow("both") << u"Eule"_s << turned
                              << QList<Edit>{RenameChip{owlUid, u"Eule"_s, u"Owl"_s},
                                             SetPlaylist{owlUid, turned, seen}};
    }
    void onlyWhatDiffersIsSaved()
    {
        QFETCH(QString, label);
        QFETCH(QList<Api::VideoId>, films);
        QTEST(editsFor({owlUid, label, films}, label, family().chips.first()), "edits");
    }

    void filmsAreChosenAndOrdered()
    {
        Desk desk;
        desk.put(owlUid);
        QCOMPARE(desk.learn.add(videoOf(1)), LearnChip::Adding::Already);
        QCOMPARE(desk.learn.add(videoOf(99)), LearnChip::Adding::NotInLibrary);
        QCOMPARE(desk.learn.add(videoOf(3)), LearnChip::Adding::Done);
        desk.learn.move(2, 0);
        QCOMPARE(desk.learn.draft().films, (QList{videoOf(3), videoOf(1), videoOf(2)}));
        desk.learn.remove(1);
        QCOMPARE(desk.learn.draft().films, (QList{videoOf(3), videoOf(2)}));
        QSignalSpy changed(&desk.learn, &LearnChip::changed);
        desk.learn.move(0, 2);
        desk.learn.move(-1, 0);
        desk.learn.move(1, 1);
        desk.learn.remove(2);
        desk.learn.remove(-1);
        QVERIFY(changed.isEmpty());
        desk.learn.remove(0);
        desk.learn.move(0, 0);
        QCOMPARE(desk.learn.draft().films, QList{videoOf(2)});
    }

    void fiftyFilmsAreEnough()
    {
        Desk desk;
        Api::Family many = family();
        for (int number = 4; number <= 60; ++number)
            many.videos.append(film(number, u"Film %1"_s.arg(number)));
        desk.household.replace(many);
        desk.put(newUid);
        for (int number = 1; number <= 50; ++number)
            QCOMPARE(desk.learn.add(videoOf(number)), LearnChip::Adding::Done);
        QCOMPARE(desk.learn.add(videoOf(51)), LearnChip::Adding::Full);
        QVERIFY(desk.learn.canSave());
    }

    void aLabelIsCheckedAndProposed()
    {
        Desk desk;
        desk.put(newUid);
        desk.learn.setLabel(u"Löwe"_s);
        QCOMPARE(desk.learn.labelProblem(), LabelProblem::Letters);
        QVERIFY(!desk.learn.canSave());
        QCOMPARE(desk.learn.label(), u"Loewe"_s);
        desk.learn.takeProposal();
        QVERIFY(!desk.learn.labelProblem());
        QVERIFY(desk.learn.canSave());
        desk.learn.setLabel(u"بومة"_s);
        QCOMPARE(desk.learn.labelProblem(), LabelProblem::Letters);
        QCOMPARE(desk.learn.label(), u"Chip 5566"_s);
        desk.learn.setLabel(QString());
        QVERIFY(!desk.learn.labelProblem());
    }

    void aLabelThatTheServerGaveStays()
    {
        Desk desk;
        Api::Family odd = family();
        odd.chips.first().chip.label = u"Tom's Eule"_s;
        desk.household.replace(odd);
        desk.put(owlUid);
        QVERIFY(!desk.learn.labelProblem());
        desk.learn.remove(0);
        desk.learn.save();
        QCOMPARE(desk.edits.requested.size(), 1);
        QVERIFY(std::holds_alternative<SetPlaylist>(desk.edits.requested.first()));
    }

    void unsavedChangesAreNotLostToAnotherChip()
    {
        Desk desk;
        desk.put(newUid);
        desk.learn.add(videoOf(1));
        desk.put(owlUid);
        QCOMPARE(desk.learn.draft().uid, newUid);
        QVERIFY(desk.learn.otherChipLies());
        QVERIFY(!desk.learn.chipLies());
        desk.learn.discard();
        QCOMPARE(desk.learn.state(), State::Editing); // the one that lies there
        QCOMPARE(desk.learn.draft().uid, owlUid);
        desk.learn.discard();
        QCOMPARE(desk.learn.state(), State::Waiting); // it is lifted and put on again to be taken
        QVERIFY(desk.edits.requested.isEmpty());
    }

    void theNextChipFollowsASavedOne()
    {
        Desk desk;
        desk.put(newUid);
        desk.learn.add(videoOf(1));
        desk.learn.save();
        desk.put(owlUid); // too early
        QCOMPARE(desk.learn.state(), State::Saving);
        desk.keep();
        QCOMPARE(desk.learn.state(), State::Saved);
        QVERIFY(desk.learn.otherChipLies());
        desk.put(owlUid);
        QCOMPARE(desk.learn.state(), State::Editing);
        QCOMPARE(desk.learn.draft().uid, owlUid);
        desk.edits.settle(1); // of the chip before
        QCOMPARE(desk.learn.state(), State::Editing);
    }

    void aSavedChipCanBeEditedOn()
    {
        Desk desk;
        desk.put(newUid);
        desk.learn.add(videoOf(1));
        desk.learn.save();
        desk.keep();
        desk.learn.add(videoOf(2));
        QCOMPARE(desk.learn.state(), State::Editing);
        desk.learn.save();
        QCOMPARE(desk.edits.requested,
                 QList<Edit>{SetPlaylist({newUid, {videoOf(1), videoOf(2)}, {videoOf(1)}})});
    }

    void whatTheDiskDoesNotTakeIsToldAndNotLost()
    {
        Desk desk;
        desk.put(newUid);
        desk.learn.add(videoOf(1));
        desk.learn.save();
        desk.edits.refuseAll();
        QCOMPARE(desk.learn.state(), State::NotSaved);
        QCOMPARE(desk.learn.draft().films, QList{videoOf(1)});
        desk.put(owlUid);
        QCOMPARE(desk.learn.draft().uid, newUid); // still unsaved
        QVERIFY(desk.learn.canSave());
        desk.edits.requested.clear();
        desk.learn.save();
        desk.keep();
        QCOMPARE(desk.learn.state(), State::Saved);
    }

    void aConflictIsTold()
    {
        Desk desk;
        desk.put(newUid);
        desk.learn.save();
        desk.keep();
        desk.edits.conflict(desk.edits.last(), Conflict::Kind::TakenByAnotherAccount);
        QCOMPARE(desk.learn.outcome(), LearnChip::Outcome::Conflicted);
        QCOMPARE(desk.learn.state(), State::Saved);
    }

    void aSyncShowsTheNewestUnlessSomethingWasTyped()
    {
        Desk desk;
        desk.put(owlUid);
        Api::Family changed = family();
        changed.chips.first().chip.label = u"Night owl"_s;
        desk.household.replace(changed);
        QCOMPARE(desk.learn.draft().label, u"Night owl"_s);
        desk.learn.setLabel(u"Mine"_s);
        changed.chips.first().chip.label = u"Theirs"_s;
        desk.household.replace(changed);
        QCOMPARE(desk.learn.draft().label, u"Mine"_s);
        desk.learn.save(); // by what was seen: whoever delivers it finds the conflict
        QCOMPARE(desk.edits.requested, QList<Edit>{RenameChip({owlUid, u"Mine"_s, u"Night owl"_s})});
    }

    void whoEndsHearsNothing()
    {
        Desk desk;
        desk.put(newUid);
        desk.learn.add(videoOf(1));
        desk.learn.end();
        QCOMPARE(desk.learn.state(), State::Idle);
        QVERIFY(!desk.desk.isOpen());
        desk.put(owlUid);
        QCOMPARE(desk.learn.state(), State::Idle);
        desk.learn.save();
        QVERIFY(desk.edits.requested.isEmpty());
        desk.learn.begin(); // what lies there is told
        QTRY_COMPARE(desk.learn.state(), State::Editing);
        QCOMPARE(desk.learn.draft().uid, owlUid);
    }

    /// Whatever is done in whatever order: what is requested is what the server takes.
    void anyOrderOfDeeds()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator dice(seed);
        const QStringList labels{QString(), u"Owl"_s, u"Löwe"_s, QString(70, u'x'), u"بومة"_s};
        Desk desk;
        for (int step = 0; step < 20'000; ++step) {
            switch (dice.bounded(10)) {
            case 0:
                desk.put(dice.bounded(2) ? owlUid : newUid);
                break;
            case 1:
                desk.desk.put({Nature(dice.bounded(4)), newUid, {}});
                break;
            case 2:
                desk.desk.lift();
                break;
            case 3:
                desk.learn.setLabel(labels[dice.bounded(labels.size())]);
                break;
            case 4:
                desk.learn.add(videoOf(dice.bounded(1, 5)));
                break;
            case 5:
                desk.learn.remove(dice.bounded(-1, 4));
                break;
            case 6:
                desk.learn.move(dice.bounded(-1, 4), dice.bounded(-1, 4));
                break;
            case 7:
                desk.learn.save();
                break;
            case 8:
                if (dice.bounded(3) == 0) {
                    desk.edits.requested.clear();
                    desk.edits.refuseAll();
                } else {
                    checkRequests(desk.edits.requested);
                    desk.keep();
                }
                break;
            case 9:
                if (dice.bounded(4) == 0)
                    desk.learn.discard();
                break;
            }
            QVERIFY(desk.learn.state() != State::Idle);
            QVERIFY(!desk.learn.canSave() || !desk.learn.labelProblem());
        }
    }

private:
    static void checkRequests(const QList<Edit> &requested)
    {
        for (const Edit &edit : requested) {
            if (const auto *fresh = std::get_if<NewChip>(&edit))
                QVERIFY(!problemOfLabel(fresh->label));
            else if (const auto *rename = std::get_if<RenameChip>(&edit))
                QVERIFY(!problemOfLabel(rename->label) && rename->label != rename->seenLabel);
            else if (const auto *playlist = std::get_if<SetPlaylist>(&edit))
                QVERIFY(playlist->videos != playlist->seen);
        }
    }
};

QTEST_GUILESS_MAIN(TestLearnChip)
#include "tst_learnchip.moc"
