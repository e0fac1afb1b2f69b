// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/conflicts.h"

#include "app/base/overloaded.h"

#include <algorithm>

namespace Medio::Parents {
namespace {

using Field = Difference::Field;
using Value = Difference::Value;
using Subject = ConflictView::Subject;

/// Compares one edit with what the server has.
class Comparison
{
public:
    Comparison(const Conflict &conflict, const Api::Family &family)
        : m_family(family)
        , m_chip(std::get_if<Api::FamilyChip>(&conflict.theirs))
        , m_profile(std::get_if<Api::Profile>(&conflict.theirs))
        , m_video(std::get_if<Api::Video>(&conflict.theirs))
        , m_view{.id = conflict.id,
                 .kind = conflict.kind,
                 .message = conflict.message,
                 .since = conflict.since,
                 .mineIsPossible = conflict.kind != Conflict::Kind::TakenByAnotherAccount}
    {
    }

    ConflictView view(const Edit &mine) &&
    {
        std::visit([this](const auto &edit) { compare(edit); }, mine);
        return std::move(m_view);
    }

private:
    void compare(const NewChip &edit)
    {
        about(edit.uid, edit.label);
        add(Field::Label, edit.label, m_chip ? Value(m_chip->chip.label) : Value());
        add(Field::Films, titles(edit.videos), theirTitles());
    }
    void compare(const RenameChip &edit)
    {
        about(edit.uid, edit.label);
        add(Field::Label, edit.label, m_chip ? Value(m_chip->chip.label) : Value());
        noteGone();
    }
    void compare(const SetPlaylist &edit)
    {
        about(edit.uid, {});
        add(Field::Films, titles(edit.videos), theirTitles());
        noteGone();
    }
    void compare(const RemoveChip &edit)
    {
        about(edit.uid, {});
        add(Field::Existence, false, m_chip != nullptr);
        add(Field::Films, Value(), theirTitles());
    }
    void compare(const NewProfile &edit)
    {
        m_view.subject = Subject::Child;
        m_view.name = edit.name;
        add(Field::Name, edit.name, m_profile ? Value(m_profile->name) : Value());
        add(Field::DailyLimit, edit.dailyLimit, m_profile ? Value(m_profile->dailyLimit) : Value());
    }
    void compare(const ChangeProfile &edit)
    {
        m_view.subject = Subject::Child;
        m_view.name = m_profile ? m_profile->name : edit.seen.name;
        if (edit.name)
            add(Field::Name, *edit.name, m_profile ? Value(m_profile->name) : Value());
        if (edit.avatarUrl)
            add(Field::Avatar, *edit.avatarUrl, m_profile ? Value(m_profile->avatarUrl) : Value());
        if (edit.dailyLimit)
            add(Field::DailyLimit, *edit.dailyLimit, m_profile ? Value(m_profile->dailyLimit) : Value());
        noteGone();
    }
    void compare(const NewVideo &edit)
    {
        m_view.subject = Subject::Film;
        m_view.name = edit.content.title;
        add(Field::Name, edit.content.title, m_video ? Value(m_video->title) : Value());
    }

    void about(const QString &uid, const QString &label)
    {
        m_view.subject = Subject::Chip;
        m_view.uid = uid;
        m_view.name = label;
        if (m_chip) {
            m_view.name = m_chip->chip.label;
            return;
        }
        const auto &chips = m_family.chips;
        const auto known = std::find_if(chips.cbegin(), chips.cend(),
                                        [&uid](const Api::FamilyChip &chip) { return chip.chip.uid == uid; });
        if (known != chips.cend())
            m_view.name = known->chip.label;
    }
    void noteGone()
    {
        if (m_view.kind == Conflict::Kind::Gone)
            m_view.differences.append({Field::Existence, true, false});
    }
    void add(Field field, Value mine, Value theirs)
    {
        if (mine != theirs)
            m_view.differences.append({field, std::move(mine), std::move(theirs)});
    }

    [[nodiscard]] QStringList titles(const QList<Api::VideoId> &films) const
    {
        QStringList titles;
        for (const Api::VideoId &film : films) {
            const Api::Video *video = m_family.video(film);
            titles << (video ? video->title : QString());
        }
        return titles;
    }
    [[nodiscard]] Value theirTitles() const
    {
        if (!m_chip)
            return {};
        QStringList titles;
        for (const Api::ChipVideo &video : m_chip->videos)
            titles << video.title;
        return titles;
    }

    const Api::Family &m_family;
    const Api::FamilyChip *m_chip;
    const Api::Profile *m_profile;
    const Api::Video *m_video;
    ConflictView m_view;
};

} // namespace

ConflictView viewOf(const Conflict &conflict, const Api::Family &family)
{
    return Comparison(conflict, family).view(conflict.mine);
}

Conflicts::Conflicts(Edits &edits, Household &household, QObject *parent)
    : QObject(parent)
    , m_edits(edits)
    , m_household(household)
{
    connect(&edits, &Edits::changed, this, &Conflicts::changed);
    connect(&household, &Household::changed, this, &Conflicts::changed);
}

QList<ConflictView> Conflicts::list() const
{
    const auto family = m_household.family();
    QList<ConflictView> views;
    for (const Conflict &conflict : m_edits.conflicts())
        views.append(viewOf(conflict, *family));
    return views;
}

} // namespace Medio::Parents
