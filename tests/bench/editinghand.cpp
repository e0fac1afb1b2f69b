// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/editinghand.h"

#include <algorithm>

namespace Medio {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<Api::VideoId> idsOf(const QList<Api::ChipVideo> &videos)
{
    QList<Api::VideoId> ids;
    for (const Api::ChipVideo &video : videos)
        ids.append(video.id);
    return ids;
}

} // namespace

EditingHand::EditingHand(Parents::Edits &edits, Parents::Household &household, quint32 seed,
                         const QString &run, Tell tell)
    : m_edits(edits)
    , m_household(household)
    , m_random(seed)
    , m_run(run)
    , m_tell(std::move(tell))
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] { move(); });
    const auto told = [this](quint64 id, const QString &event) {
        if (m_asked != id)
            return;
        m_asked.reset();
        m_tell(event, {{u"object"_s, m_wish.object}, {u"value"_s, m_wish.value}});
        m_pause.start(std::chrono::milliseconds(m_random.bounded(10, 200)));
    };
    connect(&edits, &Parents::Edits::kept, this, [told](quint64 id) { told(id, u"edit-kept"_s); });
    connect(&edits, &Parents::Edits::notKept, this, [told](quint64 id) { told(id, u"edit-not-kept"_s); });
    // Nobody else edits here: there is nothing to stand against.
    connect(&edits, &Parents::Edits::conflicted, this, [this](quint64 id) {
        const QList<Parents::Conflict> conflicts = m_edits.conflicts();
        for (const Parents::Conflict &conflict : conflicts) {
            if (conflict.id == id)
                m_tell(u"conflict"_s, {{u"kind"_s, int(conflict.kind)},
                                       {u"edit"_s, int(conflict.mine.index())},
                                       {u"message"_s, conflict.message}});
        }
    });
}

void EditingHand::begin()
{
    if (!m_pause.isActive() && !m_asked)
        m_pause.start(10ms);
}

void EditingHand::move()
{
    const std::optional<Wish> wished = wish();
    if (!wished) {
        m_pause.start(50ms);
        return;
    }
    m_wish = *wished;
    m_tell(u"edit-requested"_s, {{u"object"_s, m_wish.object}, {u"value"_s, m_wish.value}});
    m_asked = m_edits.request(m_wish.edit);
}

std::optional<EditingHand::Wish> EditingHand::wish()
{
    const std::shared_ptr<const Api::Family> family = m_household.family();
    if (family->chips.isEmpty() || family->profiles.isEmpty() || family->videos.isEmpty())
        return std::nullopt; // nothing was synced yet
    const Api::FamilyChip &chip = family->chips.at(m_random.bounded(int(family->chips.size())));
    const int what = m_random.bounded(20);
    ++m_count;
    if (what == 0)
        return newProfile();
    if (what == 1)
        return newVideo(*family);
    if (what == 2)
        return newChip(*family);
    if (what == 3) {
        const QString label = u"Label %1 %2"_s.arg(m_run).arg(m_count);
        return Wish{Parents::RenameChip{chip.chip.uid, label, chip.chip.label}, u"chip "_s + chip.chip.uid,
                    chipValue(*family, label, idsOf(chip.videos))};
    }
    if (what == 4 && family->chips.size() > 5)
        return Wish{Parents::RemoveChip{chip.chip.uid, idsOf(chip.videos)}, u"chip "_s + chip.chip.uid,
                    u"gone"_s};
    if (what < 10)
        return changeLimit(family->profiles.at(m_random.bounded(int(family->profiles.size()))));
    return setPlaylist(*family, chip);
}

EditingHand::Wish EditingHand::newProfile()
{
    const QString name = u"Child %1 %2"_s.arg(m_run).arg(m_count);
    const int limit = m_random.bounded(1, 1440);
    return {Parents::NewProfile{Api::ProfileId::create(), name, {}, std::chrono::minutes(limit)},
            u"profile "_s + name, QString::number(limit)};
}

EditingHand::Wish EditingHand::newVideo(const Api::Family &family)
{
    const QString title = u"Video %1 %2"_s.arg(m_run).arg(m_count);
    Api::NewVideo content;
    content.platformId = family.videos.first().platformId;
    content.platformVideoId = u"id-%1-%2"_s.arg(m_run).arg(m_count);
    content.title = title;
    return {Parents::NewVideo{Api::VideoId::create(), content, family.videos.first().platformName},
            u"video "_s + title, u"there"_s};
}

EditingHand::Wish EditingHand::newChip(const Api::Family &family)
{
    QStringList pairs{u"04"_s};
    for (int i = 0; i < 6; ++i)
        pairs.append(u"%1"_s.arg(m_random.bounded(256), 2, 16, QChar(u'0')).toUpper());
    const QString uid = pairs.join(u':');
    const QString label = u"New %1 %2"_s.arg(m_run).arg(m_count);
    const QList<Api::VideoId> videos = someVideos(family);
    return {Parents::NewChip{uid, label, videos}, u"chip "_s + uid, chipValue(family, label, videos)};
}

EditingHand::Wish EditingHand::setPlaylist(const Api::Family &family, const Api::FamilyChip &chip)
{
    const QList<Api::VideoId> videos = someVideos(family);
    return {Parents::SetPlaylist{chip.chip.uid, videos, idsOf(chip.videos)}, u"chip "_s + chip.chip.uid,
            chipValue(family, chip.chip.label, videos)};
}

EditingHand::Wish EditingHand::changeLimit(const Api::Profile &profile)
{
    const std::chrono::minutes limit(m_random.bounded(600, 1440));
    return {Parents::ChangeProfile{profile.id, {}, {}, limit, profile}, u"profile "_s + profile.name,
            QString::number(limit.count())};
}

QList<Api::VideoId> EditingHand::someVideos(const Api::Family &family)
{
    QList<Api::VideoId> videos;
    const int wanted = m_random.bounded(4);
    for (int i = 0; i < wanted; ++i) {
        const Api::VideoId id = family.videos.at(m_random.bounded(int(family.videos.size()))).id;
        if (!videos.contains(id))
            videos.append(id);
    }
    return videos;
}

QString EditingHand::chipValue(const Api::Family &family, const QString &label,
                               const QList<Api::VideoId> &videos)
{
    QStringList titles;
    for (const Api::VideoId &id : videos) {
        const Api::Video *video = family.video(id);
        titles.append(video ? video->title : u"?"_s);
    }
    return label + u": "_s + titles.join(u", "_s);
}

} // namespace Medio
