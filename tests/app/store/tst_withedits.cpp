// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/withedits.h"
#include "tests/app/flow/flowfamily.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Medio::Parents;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Store::KeptEdit;

Q_DECLARE_METATYPE(Medio::Parents::Edit)

namespace {

KeptEdit kept(const Edit &edit)
{
    return {{1, edit, {}}, {}, {}, {}};
}

/// "Label: 1 2" of the chip with this UID; "-": there is none.
QString chipLine(const Api::Family &family, const QString &uid)
{
    for (const Api::FamilyChip &entry : family.chips) {
        if (entry.chip.uid != uid)
            continue;
        QString line = entry.chip.label + u':';
        int order = 0;
        for (const Api::ChipVideo &video : entry.videos) {
            line += u' ' + video.title.section(u' ', 1);
            if (video.sequenceOrder != ++order)
                return u"out of order"_s;
        }
        return line;
    }
    return u"-"_s;
}

} // namespace

class TestWithEdits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chips_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QString>("line");
        const QString uid = stranger.toString();
        const QString there = rocket.toString();
        QTest::newRow("new") << Edit(NewChip{uid, u"Fox"_s, {videoOf(2), videoOf(1)}}) << u"Fox: 2 1"_s;
        QTest::newRow("new, empty") << Edit(NewChip{uid, u"Fox"_s, {}}) << u"Fox:"_s;
        QTest::newRow("renamed") << Edit(RenameChip{there, u"Fox"_s, u"Chip"_s}) << u"Fox: 1"_s;
        QTest::newRow("renamed, not there") << Edit(RenameChip{uid, u"Fox"_s, u"Chip"_s}) << u"-"_s;
        QTest::newRow("list") << Edit(SetPlaylist{there, {videoOf(3), videoOf(2)}, {}}) << u"Chip: 3 2"_s;
        QTest::newRow("no list") << Edit(SetPlaylist{there, {}, {}}) << u"Chip:"_s;
        QTest::newRow("list, not there") << Edit(SetPlaylist{uid, {videoOf(1)}, {}}) << u"-"_s;
        QTest::newRow("removed") << Edit(RemoveChip{there, {}}) << u"-"_s;
        QTest::newRow("removed, not there") << Edit(RemoveChip{uid, {}}) << u"-"_s;
    }
    void chips()
    {
        QFETCH(const Edit, edit);
        QFETCH(const QString, line);
        Api::Family before = family();
        before.chips[0].videos = Store::playlistOf({videoOf(1)}, before);
        const QString uid = std::visit(
            [](const auto &wish) -> QString {
                if constexpr (requires { wish.uid; })
                    return wish.uid;
                else
                    return {};
            },
            edit);
        QCOMPARE(chipLine(Store::withEdit(before, kept(edit)), uid), line);
        // Nobody else is touched
        const Api::Family after = Store::withEdit(before, kept(edit));
        QCOMPARE(after.profiles, before.profiles);
        QCOMPARE(after.videos, before.videos);
        QCOMPARE(chipLine(after, whale.toString()), chipLine(before, whale.toString()));
        // Applied again, it is as it was
        QCOMPARE(Store::withEdit(after, kept(edit)), after);
    }

    void childrenAndFilms()
    {
        const auto fawn = idOf<Api::ProfileId>(90);
        NewVideo heron;
        heron.provisional = idOf<Api::VideoId>(90);
        heron.content.title = u"Heron"_s;
        heron.content.videoUrl = u"https://films.example/heron.mp4"_s;
        const QList<KeptEdit> edits{
            kept(NewProfile{fawn, u"Fawn"_s, {}, 20min}), kept(ChangeProfile{fawn, u"Hind"_s, {}, 30min, {}}),
            kept(ChangeProfile{otter, {}, u"https://o.example/"_s, {}, {}}), kept(heron),
            kept(SetPlaylist{rocket.toString(), {heron.provisional}, {}})};
        const Api::Family after = Store::withEdits(family(), edits);
        QCOMPARE(after.profiles.constLast(), (Api::Profile{fawn, u"Hind"_s, {}, 30min}));
        QCOMPARE(after.profiles.constFirst().avatarUrl, u"https://o.example/"_s);
        QCOMPARE(after.profiles.constFirst().dailyLimit, 60min);
        QCOMPARE(after.videos.constFirst().title, u"Heron"_s);
        QCOMPARE(chipLine(after, rocket.toString()), u"Chip: "_s); // "Heron" has no number
        // A child that the server does not know can't watch; the rest is played at once.
        const Api::Family playable = Store::withEdits(family(), Store::playable(edits));
        QCOMPARE(playable.profiles.size(), family().profiles.size());
        QCOMPARE(playable.videos, after.videos);
    }

    /// The answer to its creation was lost: the server lists it under its own number, the edit still waits.
    void whatIsMadeAlreadyIsThereOnce()
    {
        KeptEdit heron = kept(NewVideo{});
        auto &film = std::get<NewVideo>(heron.pending.edit);
        film.provisional = idOf<Api::VideoId>(90);
        film.content.title = u"Heron"_s;
        film.content.platformVideoId = u"heron"_s;
        KeptEdit fawn = kept(NewProfile{idOf<Api::ProfileId>(90), u"Fawn"_s, {}, 20min});
        const KeptEdit list = kept(SetPlaylist{rocket.toString(), {film.provisional}, {}});

        Api::Family fresh = family();
        Api::Video made;
        made.id = idOf<Api::VideoId>(91);
        made.title = u"Heron"_s;
        made.platformVideoId = u"heron"_s;
        fresh.videos.prepend(made);
        fresh.profiles.prepend({idOf<Api::ProfileId>(91), u"Fawn"_s, {}, 20min});

        heron.progress.begun = fawn.progress.begun = true;
        const KeptEdit renamed = Store::renamed(list, {{}, std::pair(film.provisional, made.id)});
        const Api::Family after = Store::withEdits(fresh, {heron, fawn, list});
        QCOMPARE(after.videos, fresh.videos);
        QCOMPARE(after.profiles, fresh.profiles);
        QCOMPARE(chipLine(after, rocket.toString()),
                 chipLine(Store::withEdits(fresh, {renamed}), rocket.toString()));

        // What was there before it was asked for is somebody else's.
        heron.progress.videosBefore = {made.id};
        fawn.progress.profilesBefore = {idOf<Api::ProfileId>(91)};
        const Api::Family two = Store::withEdits(fresh, {heron, fawn});
        QCOMPARE(two.videos.size(), fresh.videos.size() + 1);
        QCOMPARE(two.profiles.size(), fresh.profiles.size() + 1);
    }

    void whatIsInConflictIsNotApplied()
    {
        KeptEdit edit = kept(RemoveChip{rocket.toString(), {}});
        edit.conflict = Conflict();
        QCOMPARE(Store::withEdits(family(), {edit}), family());
    }
};

QTEST_GUILESS_MAIN(TestWithEdits)
#include "tst_withedits.moc"
