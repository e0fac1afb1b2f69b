// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random walks: parents edit, the wire loses requests and answers, the power fails at every kind of write,
// and somebody else changes the same things. The promises: what was kept reaches the server, nothing is
// made twice, nothing that nobody here has seen is overwritten, and every edit ends. The seed is printed;
// MEDIO_SEED repeats a walk, MEDIO_WALKS sets how many there are.

#include "app/adapters/editplan.h"
#include "app/base/overloaded.h"
#include "app/store/withedits.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/medioshelf.h"

#include <QMap>
#include <QTest>

#include <random>

using namespace Medio;
using namespace Medio::Adapters;
using namespace Medio::Flow::Testing;
using namespace Medio::Parents;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Store::KeptEdit;
using Store::Progress;
using Store::videoIds;

namespace {

using Videos = QList<Api::VideoId>;

/// A household as anybody sees it: by UIDs, names and titles, since ids are the server's.
QMap<QString, QString> plain(const Api::Family &family)
{
    QMap<QString, QString> lines;
    for (const Api::FamilyChip &entry : family.chips) {
        QStringList titles;
        for (const Api::ChipVideo &video : entry.videos) {
            const Api::Video *film = family.video(video.id);
            titles << (film ? film->title : QStringLiteral("?"));
        }
        lines.insert(entry.chip.uid, entry.chip.label + u": "_s + titles.join(u", "));
    }
    QStringList children;
    for (const Api::Profile &profile : family.profiles)
        children << profile.name + u' ' + QString::number(profile.dailyLimit.count());
    children.sort();
    lines.insert(u"children"_s, children.join(u", "));
    QStringList films;
    for (const Api::Video &video : family.videos)
        films << video.title;
    films.sort();
    lines.insert(u"films"_s, films.join(u", "));
    return lines;
}

/// A kiosk's edits with the sender's way of delivering them, a server, a wire that loses things, and
/// somebody else.
class World
{
public:
    World(quint64 seed, bool isAlone)
        : m_random(seed)
        , m_isAlone(isAlone)
    {
        m_shelf.family = family();
        m_shelf.foreignUids = {uidOf(40).toString()};
        m_known = m_shelf.family;
        m_wish = m_shelf.family;
    }

    void doSomething()
    {
        const int what = roll(100);
        if (what < 12)
            edit();
        else if (what < 15)
            crash();
        else if (what < 20 && !m_isAlone && !m_fresh)
            meddle();
        else if (what < 24)
            decide();
        else
            deliver();
    }

    /// The wire is sound from now on and nobody else is there: everything ends.
    void finish()
    {
        m_isSound = true;
        for (int turn = 0; turn < 2000 && !m_edits.isEmpty(); ++turn) {
            decide(true);
            deliver();
        }
        promise(m_edits.isEmpty(), u"every edit ends"_s);
        promise(m_shelf.profilesMade <= m_profilesWished, u"no child is made twice"_s);
        promise(m_shelf.videosMade <= m_videosWished, u"no film is made twice"_s);
        if (!m_isAlone)
            return;
        promise(conflictsSeen == 0, u"who is alone has no conflicts"_s);
        promise(m_shelf.profilesMade == m_profilesWished, u"every child is made"_s);
        promise(m_shelf.videosMade == m_videosWished, u"every film is made"_s);
        const auto wished = plain(m_wish);
        const auto there = plain(m_shelf.family);
        for (auto line = wished.cbegin(); line != wished.cend(); ++line)
            promise(there.value(line.key()) == line.value(),
                    QStringLiteral("%1 is '%2', not '%3'")
                        .arg(line.key(), there.value(line.key()), line.value()));
        promise(there.size() == wished.size(), u"nothing else is there"_s);
        promise(plain(m_known) == there, u"the catalogue has what the server has"_s);
    }

    QString broken; ///< the first promise that did not hold; empty: all did
    int settled = 0;
    int conflictsSeen = 0;
    int crashes = 0;
    int steps = 0;

private:
    int roll(int sides) { return int(m_random() % quint64(sides)); }
    bool luck(int percent) { return m_isSound || roll(100) >= percent; }

    void promise(bool holds, const QString &what)
    {
        if (!holds && broken.isEmpty())
            broken = what;
    }

    // --- what parents do ---

    /// What parents choose from. What is there already and not yet known to be what was asked for is left
    /// out: what is wished in the end is written down by the ids that are known.
    [[nodiscard]] Api::Family household() const
    {
        Api::Family seen = Store::withEdits(m_known, m_edits);
        if (!m_isAlone)
            return seen;
        seen.profiles.removeIf([this](const Api::Profile &profile) {
            return std::none_of(m_wish.profiles.cbegin(), m_wish.profiles.cend(),
                                [&](const Api::Profile &wished) { return wished.id == profile.id; });
        });
        seen.videos.removeIf([this](const Api::Video &video) { return !m_wish.video(video.id); });
        return seen;
    }

    Videos someFilms(const Api::Family &seen)
    {
        Videos films;
        const int count = roll(4);
        for (int i = 0; i < count && !seen.videos.isEmpty(); ++i) {
            const Api::VideoId film = seen.videos.at(roll(int(seen.videos.size()))).id;
            if (!films.contains(film))
                films.append(film);
        }
        return films;
    }

    void edit()
    {
        if (m_edits.size() > 6)
            return;
        const Api::Family seen = household();
        const QString label = QStringLiteral("Label %1").arg(++m_serial);
        const Api::FamilyChip *chip =
            seen.chips.isEmpty() ? nullptr : &seen.chips.at(roll(int(seen.chips.size())));
        if (chip && !chip->videos.isEmpty())
            m_seen[chip->chip.uid].append(videoIds(*chip));
        switch (roll(7)) {
        case 0: {
            const QString uid = uidOf(30 + roll(m_isAlone ? 8 : 11)).toString(); // 40 is another account's
            for (const Api::FamilyChip &known : seen.chips) {
                if (known.chip.uid == uid)
                    return;
            }
            keep(NewChip{uid, label, someFilms(seen)});
            return;
        }
        case 1:
            if (chip)
                keep(RenameChip{chip->chip.uid, label, chip->chip.label});
            return;
        case 2:
            if (chip)
                keep(RemoveChip{chip->chip.uid, videoIds(*chip)});
            return;
        case 3:
            keep(NewProfile{Api::ProfileId::create(), roll(2) == 0 ? u"Otter"_s : label, {}, 20min});
            return;
        case 4:
            if (!seen.profiles.isEmpty()) {
                const Api::Profile child = seen.profiles.at(roll(int(seen.profiles.size())));
                ChangeProfile change{child.id, {}, {}, std::chrono::minutes(1 + roll(90)), child};
                if (roll(2) == 0)
                    change.name = label;
                keep(change);
            }
            return;
        case 5: {
            NewVideo video;
            video.provisional = Api::VideoId::create();
            video.content.title = roll(2) == 0 ? u"Heron"_s : label;
            video.content.platformVideoId = u"abc"_s;
            if (roll(2) == 0)
                video.content.videoUrl = u"https://films.example/"_s + label;
            keep(video);
            return;
        }
        default:
            if (chip)
                keep(SetPlaylist{chip->chip.uid, someFilms(seen), videoIds(*chip)});
            return;
        }
    }

    void keep(const Edit &edit)
    {
        const KeptEdit kept{{++m_lastId, edit, {}}, {}, {}, {}};
        if (!luck(5)) {
            crash(); // before it was on the disk: nobody was told that it is kept
            return;
        }
        m_edits.append(renamed(kept));
        m_disk = m_edits;
        m_wish = Store::withEdit(m_wish, m_edits.constLast());
        m_profilesWished += std::holds_alternative<NewProfile>(edit) ? 1 : 0;
        m_videosWished += std::holds_alternative<NewVideo>(edit) ? 1 : 0;
    }

    void decide(bool always = false)
    {
        for (KeptEdit &kept : m_edits) {
            if (!kept.conflict || (!always && roll(2) == 0))
                continue;
            // Who never gives in would ask for another account's chip for ever.
            if (always || roll(2) == 0) {
                m_edits.removeIf(
                    [id = kept.pending.id](const KeptEdit &other) { return other.pending.id == id; });
            } else {
                if (const auto *chip = std::get_if<Api::FamilyChip>(&kept.conflict->theirs))
                    m_seen[chip->chip.uid].append(videoIds(*chip));
                kept = Store::insisted(kept);
            }
            m_disk = m_edits;
            return;
        }
    }

    // --- what somebody else does ---

    void meddle()
    {
        Api::Family &theirs = m_shelf.family;
        if (theirs.chips.isEmpty())
            return;
        Api::FamilyChip &chip = theirs.chips[roll(int(theirs.chips.size()))];
        switch (roll(6)) {
        case 0:
            m_shelf.putPlaylist(chip.chip.id, {});
            m_shelf.deleteChip(chip.chip.id);
            return;
        case 1:
            chip.chip.label = QStringLiteral("Elsewhere %1").arg(++m_serial);
            return;
        case 2:
            if (theirs.profiles.size() > 1)
                theirs.profiles.removeLast();
            return;
        case 3: {
            Api::Chip made;
            m_shelf.createChip(uidOf(30 + roll(8)).toString(), QStringLiteral("Elsewhere"), &made);
            return;
        }
        default:
            m_shelf.putPlaylist(chip.chip.id, someFilms(theirs));
            return;
        }
    }

    // --- what the sender does (editsender.cpp), with a power cut between any two writes ---

    void crash()
    {
        ++crashes;
        m_edits = m_disk;
        m_fresh.reset();
    }

    void deliver()
    {
        const auto next = nextEdit(m_edits);
        if (!next) {
            m_fresh.reset();
            return;
        }
        if (!m_fresh) {
            if (luck(20)) {
                m_fresh = m_shelf.family;
                m_known = *m_fresh;
            }
            return;
        }
        KeptEdit &kept = *std::find_if(m_edits.begin(), m_edits.end(), [&](const KeptEdit &other) {
            return other.pending.id == next->pending.id;
        });
        const EditVerdict verdict = judge(kept, *m_fresh);
        if (const auto *done = std::get_if<EditDone>(&verdict)) {
            settle(kept.pending.id, done->ids);
        } else if (const auto *stands = std::get_if<EditStands>(&verdict)) {
            ++conflictsSeen;
            kept.conflict =
                Conflict{kept.pending.id, stands->kind, kept.pending.edit, stands->theirs, {}, {}};
            m_known = *m_fresh;
            if (luck(10))
                m_disk = m_edits;
        } else {
            const auto &step = std::get<EditNext>(verdict);
            kept.progress = step.progress;
            if (!luck(5)) {
                crash(); // before it was on the disk: nothing was asked for
                return;
            }
            m_disk = m_edits;
            take(kept, step.step);
        }
    }

    /// With the ids that are known by now.
    [[nodiscard]] KeptEdit renamed(const KeptEdit &kept) const
    {
        KeptEdit result = kept;
        for (const Store::NewIds &ids : m_newIds)
            result = Store::renamed(result, ids);
        return result;
    }
    [[nodiscard]] Videos renamed(const Videos &videos) const
    {
        const SetPlaylist list{{}, videos, {}};
        return std::get<SetPlaylist>(renamed(KeptEdit{{0, list, {}}, {}, {}, {}}).pending.edit).videos;
    }

    void noteIds(const Store::NewIds &ids)
    {
        m_newIds.append(ids);
        for (Api::Profile &profile : m_wish.profiles) {
            if (ids.profile && profile.id == ids.profile->first)
                profile.id = ids.profile->second;
        }
        for (Api::Video &video : m_wish.videos) {
            if (ids.video && video.id == ids.video->first)
                video.id = ids.video->second;
        }
        for (Api::FamilyChip &chip : m_wish.chips) {
            for (Api::ChipVideo &video : chip.videos) {
                if (ids.video && video.id == ids.video->first)
                    video.id = ids.video->second;
            }
        }
    }

    void settle(quint64 id, const Store::NewIds &ids)
    {
        noteIds(ids);
        m_known = *m_fresh;
        m_edits.removeIf([id](const KeptEdit &kept) { return kept.pending.id == id; });
        for (KeptEdit &kept : m_edits)
            kept = Store::renamed(kept, ids);
        if (!luck(10)) {
            crash(); // the disk still has it: it is judged again
            return;
        }
        m_disk = m_edits;
        ++settled;
    }

    void take(KeptEdit &kept, const EditStep &step)
    {
        ++steps;
        if (!luck(15)) {
            m_fresh.reset(); // the request got lost
            return;
        }
        const quint64 id = kept.pending.id;
        Api::Chip chip;
        Api::Profile profile;
        Api::Video video;
        const int status =
            std::visit(Overloaded{[&](const CreateChip &wish) {
                                      return m_shelf.createChip(wish.uid, wish.label, &chip);
                                  },
                                  [&](const PutPlaylist &wish) {
                                      checkOverwritten(kept, wish.chip);
                                      m_ours[kept.pending.id].append(wish.videos);
                                      return m_shelf.putPlaylist(wish.chip, wish.videos);
                                  },
                                  [&](const DeleteChip &wish) {
                                      checkOverwritten(kept, wish.chip);
                                      return m_shelf.deleteChip(wish.chip);
                                  },
                                  [&](const CreateProfile &wish) {
                                      profile = m_shelf.createProfile(wish.profile);
                                      return 201;
                                  },
                                  [&](const UpdateProfile &wish) {
                                      return m_shelf.updateProfile(wish.profile, wish.update, &profile);
                                  },
                                  [&](const CreateVideo &wish) {
                                      return m_shelf.createVideo(wish.video, &video);
                                  }},
                       step);
        if (!luck(15)) {
            if (roll(3) == 0)
                crash();
            m_fresh.reset(); // the answer got lost
            return;
        }
        if (status >= 400) {
            m_fresh.reset();
            const bool isCreation =
                std::holds_alternative<CreateChip>(step) || std::holds_alternative<CreateVideo>(step);
            kept.progress.refusal = kept.progress.refusal == Progress::Refusal::Final
                                        ? Progress::Refusal::Stuck
                                    : status == 409 && isCreation ? Progress::Refusal::Duplicate
                                                                  : Progress::Refusal::Final;
            m_disk = m_edits;
            return;
        }
        std::visit(Overloaded{[&](const CreateChip &) { m_fresh = afterChipCreated(*m_fresh, chip); },
                              [&](const PutPlaylist &put) { m_fresh = afterPlaylist(*m_fresh, put); },
                              [&](const DeleteChip &gone) { m_fresh = afterChipDeleted(*m_fresh, gone); },
                              [&](const CreateProfile &) {
                                  const auto wished = std::get<NewProfile>(kept.pending.edit).provisional;
                                  m_fresh = afterProfile(*m_fresh, profile);
                                  settle(id, {std::pair(wished, profile.id), {}});
                              },
                              [&](const UpdateProfile &) {
                                  m_fresh = afterProfile(*m_fresh, profile);
                                  settle(id, {});
                              },
                              [&](const CreateVideo &) {
                                  const auto wished = std::get<NewVideo>(kept.pending.edit).provisional;
                                  m_fresh = afterVideo(*m_fresh, video);
                                  settle(id, {{}, std::pair(wished, video.id)});
                              }},
                   step);
    }

    /// A playlist that is replaced was seen by a parent here, or was put there for this edit.
    void checkOverwritten(const KeptEdit &kept, const Api::ChipId &id)
    {
        const Api::FamilyChip *chip = m_shelf.chip(id);
        if (!chip || chip->videos.isEmpty() || m_isAlone)
            return;
        const Videos present = videoIds(*chip);
        QList<Videos> allowed = m_seen.value(chip->chip.uid) + m_ours.value(kept.pending.id);
        // A chip gets its films back when it has its new label.
        if (std::holds_alternative<RenameChip>(kept.pending.edit) && kept.progress.former)
            allowed.append(videoIds(*kept.progress.former));
        for (Videos &list : allowed)
            list = renamed(list);
        promise(allowed.contains(present), u"nothing unseen is overwritten"_s);
    }

    std::mt19937_64 m_random;
    const bool m_isAlone;
    bool m_isSound = false;
    MedioShelf m_shelf;
    Api::Family m_known; ///< the catalogue
    Api::Family m_wish;  ///< what there has to be in the end, if nobody else changes anything
    std::optional<Api::Family> m_fresh;
    QList<KeptEdit> m_edits;
    QList<KeptEdit> m_disk;
    QMap<QString, QList<Videos>> m_seen; ///< by UID
    QMap<quint64, QList<Videos>> m_ours; ///< by edit
    QList<Store::NewIds> m_newIds;
    quint64 m_lastId = 0;
    int m_serial = 0;
    int m_profilesWished = 0;
    int m_videosWished = 0;
};

quint64 fromEnvironment(const char *name, quint64 byDefault)
{
    bool given = false;
    const quint64 value = qEnvironmentVariable(name).toULongLong(&given);
    return given ? value : byDefault;
}

} // namespace

class TestEditWalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePromisesHold_data()
    {
        QTest::addColumn<bool>("isAlone");
        QTest::newRow("alone") << true;
        QTest::newRow("with somebody else") << false;
    }
    void thePromisesHold()
    {
        QFETCH(const bool, isAlone);
        const quint64 seed = fromEnvironment("MEDIO_SEED", std::random_device()());
        const quint64 walks = fromEnvironment("MEDIO_WALKS", 400);
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        int settled = 0;
        int conflicts = 0;
        int crashes = 0;
        int steps = 0;
        for (quint64 walk = 0; walk < walks; ++walk) {
            World world(seed + walk, isAlone);
            for (int turn = 0; turn < 250; ++turn)
                world.doSomething();
            world.finish();
            QVERIFY2(world.broken.isEmpty(),
                     qPrintable(QStringLiteral("seed %1: %2").arg(seed + walk).arg(world.broken)));
            settled += world.settled;
            conflicts += world.conflictsSeen;
            crashes += world.crashes;
            steps += world.steps;
        }
        qInfo("%llu walks: %d edits settled, %d conflicts, %d requests, %d power cuts",
              static_cast<unsigned long long>(walks), settled, conflicts, steps, crashes);
        QVERIFY(settled > 0 && crashes > 0 && (isAlone || conflicts > 0));
    }
};

QTEST_GUILESS_MAIN(TestEditWalk)
#include "tst_editwalk.moc"
