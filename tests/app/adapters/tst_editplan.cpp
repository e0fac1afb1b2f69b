// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/editplan.h"
#include "app/store/withedits.h"
#include "tests/app/flow/flowfamily.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Adapters;
using namespace Medio::Flow::Testing;
using namespace Medio::Parents;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Store::KeptEdit;
using Store::Progress;

Q_DECLARE_METATYPE(Medio::Store::KeptEdit)
Q_DECLARE_METATYPE(Medio::Api::Family)

namespace {

using Videos = QList<Api::VideoId>;

KeptEdit kept(const Edit &edit, const Progress &progress = {}, quint64 id = 1)
{
    return {{id, edit, {}}, progress, {}, {}};
}

/// What a verdict says, in one word and what hangs on it.
QString told(const EditVerdict &verdict)
{
    const auto ids = [](const Videos &videos) {
        QStringList names;
        for (const Api::VideoId &video : videos)
            names << QString::number(video.toString().right(3).toInt(nullptr, 16) - 100);
        return names.join(u',');
    };
    const auto wordsOf = [&](const EditStep &step) -> QString {
        if (const auto *create = std::get_if<CreateChip>(&step))
            return QStringLiteral("create ") + create->label;
        if (const auto *put = std::get_if<PutPlaylist>(&step))
            return put->videos.isEmpty() ? QStringLiteral("put") : QStringLiteral("put ") + ids(put->videos);
        if (std::holds_alternative<DeleteChip>(step))
            return QStringLiteral("delete");
        if (const auto *create = std::get_if<CreateProfile>(&step))
            return QStringLiteral("create child ") + create->profile.name;
        if (std::holds_alternative<CreateVideo>(step))
            return QStringLiteral("create film");
        const auto &update = std::get<UpdateProfile>(step).update;
        QStringList fields;
        if (update.name)
            fields << *update.name;
        if (update.avatarUrl)
            fields << *update.avatarUrl;
        if (update.dailyLimit)
            fields << QString::number(update.dailyLimit->count());
        return QStringLiteral("update ") + fields.join(u' ');
    };
    if (std::holds_alternative<EditDone>(verdict))
        return QStringLiteral("done");
    if (const auto *next = std::get_if<EditNext>(&verdict))
        return wordsOf(next->step);
    switch (std::get<EditStands>(verdict).kind) {
    case Conflict::Kind::ChangedElsewhere:
        return QStringLiteral("changed");
    case Conflict::Kind::TakenByAnotherAccount:
        return QStringLiteral("taken");
    case Conflict::Kind::Gone:
        return QStringLiteral("gone");
    case Conflict::Kind::Refused:
        return QStringLiteral("refused");
    }
    return {};
}

/// The family with one chip of this label and these films, "Film" numbers as in flowfamily.h.
Api::FamilyChip chip(const QString &label, const QList<int> &films, int id = 50)
{
    Api::FamilyChip entry;
    entry.chip = {idOf<Api::ChipId>(id), stranger.toString(), label, true};
    Videos videos;
    for (const int film : films)
        videos.append(videoOf(film));
    entry.videos = Store::playlistOf(videos, family());
    return entry;
}

Api::Family with(const Api::FamilyChip &entry)
{
    Api::Family result = family();
    result.chips.prepend(entry);
    return result;
}

Progress begun(const std::optional<Api::FamilyChip> &former = {},
               Progress::Refusal refusal = Progress::Refusal::None)
{
    Progress progress;
    progress.begun = true;
    progress.former = former;
    progress.refusal = refusal;
    return progress;
}

Progress insisting(const Progress &progress)
{
    Progress result = progress;
    result.insists = true;
    return result;
}

const QString uid = stranger.toString();
const Videos oneTwo{videoOf(1), videoOf(2)};
const Videos nowhere{videoOf(1), videoOf(77)};

} // namespace

class TestEditPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chips_data()
    {
        QTest::addColumn<KeptEdit>("edit");
        QTest::addColumn<Api::Family>("fresh");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const KeptEdit &edit, const Api::Family &fresh,
                            const char *expected) {
            QTest::newRow(name) << edit << fresh << QString::fromLatin1(expected);
        };
        const auto duplicate = begun({}, Progress::Refusal::Duplicate);
        const auto final = begun({}, Progress::Refusal::Final);

        const NewChip learn{uid, u"Fox"_s, oneTwo};
        row("new: not there", kept(learn), family(), "create Fox");
        row("new: a film is gone", kept(NewChip{uid, u"Fox"_s, nowhere}), family(), "gone");
        row("new: a film is gone, all the same", kept(NewChip{uid, u"Fox"_s, nowhere}, insisting({})),
            with(chip(u"Fox"_s, {})), "put 1");
        row("new: the answer was lost", kept(learn, begun()), with(chip(u"Fox"_s, {})), "put 1,2");
        row("new: the request was lost", kept(learn, begun()), family(), "create Fox");
        row("new: all of it", kept(learn, begun()), with(chip(u"Fox"_s, {1, 2})), "done");
        row("new: somebody learned it just so", kept(learn), with(chip(u"Fox"_s, {1, 2})), "done");
        row("new: somebody learned it otherwise", kept(learn), with(chip(u"Wolf"_s, {})), "changed");
        row("new: somebody gave it films", kept(learn, begun()), with(chip(u"Fox"_s, {3})), "changed");
        row("new: 409, another account's", kept(learn, duplicate), family(), "taken");
        row("new: 409, ours", kept(learn, duplicate), with(chip(u"Fox"_s, {})), "put 1,2");
        row("new: 409, ours and otherwise", kept(learn, duplicate), with(chip(u"Wolf"_s, {3})), "changed");
        row("new: refused", kept(learn, final), family(), "refused");
        row("new: its list refused", kept(learn, final), with(chip(u"Fox"_s, {})), "refused");
        const auto wolf = chip(u"Wolf"_s, {3});
        row("new: replaces what was seen", kept(learn, insisting(begun(wolf))), with(wolf), "put");
        row("new: replaces, emptied", kept(learn, insisting(begun(wolf))), with(chip(u"Wolf"_s, {})),
            "delete");
        row("new: replaces, deleted", kept(learn, insisting(begun(wolf))), family(), "create Fox");
        row("new: replaces, changed again", kept(learn, insisting(begun(wolf))), with(chip(u"Wolf"_s, {4})),
            "changed");
        row("new: replaces the list alone", kept(learn, insisting(begun(chip(u"Fox"_s, {3})))),
            with(chip(u"Fox"_s, {3})), "put 1,2");

        const RenameChip rename{uid, u"Fox"_s, u"Wolf"_s};
        row("rename: begins by emptying", kept(rename), with(wolf), "put");
        row("rename: nothing to empty", kept(rename), with(chip(u"Wolf"_s, {})), "delete");
        row("rename: gone", kept(rename), family(), "gone");
        row("rename: another label meanwhile", kept(rename), with(chip(u"Bear"_s, {3})), "changed");
        row("rename: has it already", kept(rename), with(chip(u"Fox"_s, {3})), "done");
        row("rename: emptying was lost", kept(rename, begun(wolf)), with(wolf), "put");
        row("rename: emptied", kept(rename, begun(wolf)), with(chip(u"Wolf"_s, {})), "delete");
        row("rename: films meanwhile", kept(rename, begun(wolf)), with(chip(u"Wolf"_s, {4})), "changed");
        row("rename: deleted", kept(rename, begun(wolf)), family(), "create Fox");
        row("rename: made again elsewhere", kept(rename, begun(wolf)), with(chip(u"Wolf"_s, {}, 51)),
            "changed");
        row("rename: created", kept(rename, begun(wolf)), with(chip(u"Fox"_s, {}, 51)), "put 3");
        row("rename: whole", kept(rename, begun(wolf)), with(chip(u"Fox"_s, {3}, 51)), "done");
        row("rename: films since", kept(rename, begun(wolf)), with(chip(u"Fox"_s, {4}, 51)), "done");
        row("rename: taken between", kept(rename, begun(wolf, Progress::Refusal::Duplicate)), family(),
            "taken");
        row("rename: can't be deleted, put back", kept(rename, begun(wolf, Progress::Refusal::Final)),
            with(chip(u"Wolf"_s, {})), "put 3");
        row("rename: put back", kept(rename, begun(wolf, Progress::Refusal::Final)), with(wolf), "refused");
        row("rename: new label refused", kept(rename, begun(wolf, Progress::Refusal::Final)), family(),
            "create Wolf");
        row("rename: nothing helps", kept(rename, begun(wolf, Progress::Refusal::Stuck)), family(),
            "refused");

        const SetPlaylist list{uid, oneTwo, {videoOf(3)}};
        row("list: as seen", kept(list), with(wolf), "put 1,2");
        row("list: another meanwhile", kept(list), with(chip(u"Wolf"_s, {4})), "changed");
        row("list: has it already", kept(list), with(chip(u"Wolf"_s, {1, 2})), "done");
        row("list: in another order", kept(list), with(chip(u"Wolf"_s, {2, 1})), "changed");
        row("list: gone", kept(list), family(), "gone");
        row("list: a film is gone", kept(SetPlaylist{uid, nowhere, {videoOf(3)}}), with(wolf), "gone");
        row("list: without that film", kept(SetPlaylist{uid, nowhere, {videoOf(3)}}, insisting({})),
            with(wolf), "put 1");
        row("list: refused", kept(list, final), with(wolf), "refused");
        row("list: refused, yet there", kept(list, final), with(chip(u"Wolf"_s, {1, 2})), "done");

        const RemoveChip remove{uid, {videoOf(3)}};
        row("remove: emptied first", kept(remove), with(wolf), "put");
        row("remove: nothing to empty", kept(RemoveChip{uid, {}}), with(chip(u"Wolf"_s, {})), "delete");
        row("remove: emptied", kept(remove, begun(wolf)), with(chip(u"Wolf"_s, {})), "delete");
        row("remove: gone", kept(remove), family(), "done");
        row("remove: films meanwhile", kept(remove), with(chip(u"Wolf"_s, {4})), "changed");
        row("remove: films after emptying", kept(remove, begun(wolf)), with(chip(u"Wolf"_s, {4})), "changed");
        row("remove: made anew elsewhere", kept(remove, begun(wolf)), with(chip(u"Wolf"_s, {}, 51)),
            "changed");
        row("remove: in use, put back", kept(remove, begun(wolf, Progress::Refusal::Final)),
            with(chip(u"Wolf"_s, {})), "put 3");
        row("remove: in use, as before", kept(remove, begun(wolf, Progress::Refusal::Final)), with(wolf),
            "refused");
        row("remove: not even put back", kept(remove, begun(wolf, Progress::Refusal::Stuck)),
            with(chip(u"Wolf"_s, {})), "refused");
    }
    void chips()
    {
        QFETCH(const KeptEdit, edit);
        QFETCH(const Api::Family, fresh);
        QFETCH(const QString, expected);
        const EditVerdict verdict = judge(edit, fresh);
        QCOMPARE(told(verdict), expected);
        if (const auto *next = std::get_if<EditNext>(&verdict))
            QVERIFY(next->progress.begun);
        if (const auto *stands = std::get_if<EditStands>(&verdict)) {
            const bool isThere = !fresh.chips.isEmpty() && fresh.chips.constFirst().chip.uid == uid;
            QCOMPARE(stands->theirs, isThere ? ServerVersion(fresh.chips.constFirst()) : ServerVersion());
        }
    }

    void childrenAreChangedFieldByField()
    {
        const Api::Profile seen = family().profiles.constFirst(); // Otter, 60 minutes
        ChangeProfile change{seen.id, {}, {}, 45min, seen};
        Api::Family fresh = family();
        QCOMPARE(told(judge(kept(change), fresh)), u"update 45"_s);
        fresh.profiles[0].name = u"Sea Otter"_s; // another field than ours
        QCOMPARE(told(judge(kept(change), fresh)), u"update 45"_s);
        change.name = u"River Otter"_s;
        QCOMPARE(told(judge(kept(change), fresh)), u"changed"_s);
        fresh.profiles[0].name = u"River Otter"_s; // what we want: only the limit is left
        QCOMPARE(told(judge(kept(change), fresh)), u"update 45"_s);
        fresh.profiles[0].dailyLimit = 45min;
        QCOMPARE(told(judge(kept(change), fresh)), u"done"_s);
        fresh.profiles[0].dailyLimit = 30min;
        QCOMPARE(told(judge(kept(change), fresh)), u"changed"_s);
        QCOMPARE(told(judge(kept(change, begun({}, Progress::Refusal::Final)), fresh)), u"refused"_s);
        fresh.profiles.removeFirst();
        QCOMPARE(told(judge(kept(change), fresh)), u"gone"_s);
    }

    void aChildWhoseAnswerWasLostIsFoundAmongThoseAlike()
    {
        const NewProfile wish{idOf<Api::ProfileId>(90), u"Otter"_s, {}, 20min}; // there is one already
        const EditVerdict first = judge(kept(wish), family());
        QCOMPARE(told(first), u"create child Otter"_s);
        const Progress progress = std::get<EditNext>(first).progress;
        QCOMPARE(progress.profilesBefore, QList{otter});
        // Lost on the way there, and on the way back
        QCOMPARE(told(judge(kept(wish, progress), family())), u"create child Otter"_s);
        Api::Family fresh = family();
        fresh.profiles.prepend({idOf<Api::ProfileId>(91), u"Otter"_s, {}, 20min});
        const EditVerdict found = judge(kept(wish, progress), fresh);
        QCOMPARE(std::get<EditDone>(found).ids,
                 (Store::NewIds{std::pair(idOf<Api::ProfileId>(90), idOf<Api::ProfileId>(91)), {}}));
        QCOMPARE(told(judge(kept(wish, begun({}, Progress::Refusal::Final)), {})), u"refused"_s);
    }

    void aFilmWhoseAnswerWasLostIsFoundByItsAddressOrAmongThoseAlike()
    {
        NewVideo wish;
        wish.provisional = idOf<Api::VideoId>(90);
        wish.content.platformId = idOf<Api::PlatformId>(1);
        wish.content.platformVideoId = u"abc"_s;
        wish.content.title = u"Heron"_s;
        Api::Video there;
        there.id = idOf<Api::VideoId>(91);
        there.platformId = wish.content.platformId;
        there.platformVideoId = u"abc"_s;
        there.title = u"Heron"_s;
        Api::Family fresh = family();
        fresh.videos.prepend(there);
        // Without an address two of them are allowed
        const EditVerdict first = judge(kept(wish), fresh);
        QCOMPARE(told(first), u"create film"_s);
        const Progress progress = std::get<EditNext>(first).progress;
        QCOMPARE(progress.videosBefore, QList{there.id});
        QCOMPARE(told(judge(kept(wish, progress), fresh)), u"create film"_s);
        there.id = idOf<Api::VideoId>(92);
        fresh.videos.prepend(there);
        QCOMPARE(std::get<EditDone>(judge(kept(wish, progress), fresh)).ids.video->second, there.id);

        // With one it is unique
        wish.content.videoUrl = u"https://films.example/heron.mp4"_s;
        QCOMPARE(told(judge(kept(wish), fresh)), u"create film"_s);
        fresh.videos[0].videoUrl = wish.content.videoUrl;
        QCOMPARE(std::get<EditDone>(judge(kept(wish), fresh)).ids.video->second, there.id);
        fresh.videos[0].title = u"Grey Heron"_s;
        QCOMPARE(told(judge(kept(wish), fresh)), u"changed"_s);
    }

    void whatDependsOnAnUnsettledOneWaits()
    {
        const auto film = [](int number) {
            return idOf<Api::VideoId>(number);
        };
        NewVideo heron;
        heron.provisional = film(90);
        QList<KeptEdit> edits{
            kept(heron, {}, 1), kept(SetPlaylist{uid, {film(90)}, {}}, {}, 2), // needs the film
            kept(RenameChip{uid, u"Fox"_s, u"Wolf"_s}, {}, 3),                 // the same chip
            kept(SetPlaylist{rocket.toString(), {film(91)}, {}}, {}, 4)        // nothing to do with them
        };
        QCOMPARE(nextEdit(edits)->pending.id, 1u);
        QCOMPARE(nextEdit(edits, {1})->pending.id, 4u);
        QVERIFY(!nextEdit(edits, {1, 4}));
        edits[0].conflict = Conflict();
        QCOMPARE(nextEdit(edits)->pending.id, 4u);
        edits.removeFirst();
        QCOMPARE(nextEdit(edits)->pending.id, 2u);
        QCOMPARE(nextEdit(edits, {2})->pending.id, 4u);
        QVERIFY(!nextEdit({}));
    }
};

QTEST_GUILESS_MAIN(TestEditPlan)
#include "tst_editplan.moc"
