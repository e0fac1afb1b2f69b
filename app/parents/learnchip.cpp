// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/learnchip.h"

#include "net/api/messages.h"
#include "net/api/text.h"

#include <algorithm>

namespace Medio::Parents {
namespace {

QList<Api::VideoId> filmsOf(const Api::FamilyChip &chip)
{
    QList<Api::VideoId> films;
    films.reserve(chip.videos.size());
    for (const Api::ChipVideo &video : chip.videos)
        films.append(video.id);
    return films;
}

/// The draft that changes nothing.
ChipDraft unchanged(const QString &uid, const std::optional<Api::FamilyChip> &known)
{
    return known ? ChipDraft{uid, known->chip.label, filmsOf(*known)} : ChipDraft{uid, {}, {}};
}

} // namespace

QList<Edit> editsFor(const ChipDraft &draft, const QString &label,
                     const std::optional<Api::FamilyChip> &known)
{
    if (!known)
        return {NewChip{draft.uid, label, draft.films}};
    QList<Edit> edits;
    if (label != known->chip.label)
        edits.append(RenameChip{draft.uid, label, known->chip.label});
    if (const QList<Api::VideoId> seen = filmsOf(*known); draft.films != seen)
        edits.append(SetPlaylist{draft.uid, draft.films, seen});
    return edits;
}

LearnChip::LearnChip(ChipDesk &desk, Household &household, Edits &edits, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_household(household)
    , m_edits(edits)
{
    connect(&desk, &ChipDesk::arrived, this, &LearnChip::arrive);
    connect(&desk, &ChipDesk::left, this, [this] {
        if (m_state == State::Refused)
            turn(State::Waiting);
        Q_EMIT changed();
    });
    connect(&desk, &ChipDesk::readerChanged, this, &LearnChip::changed);
    connect(&household, &Household::changed, this, [this] {
        // Whoever has typed something decided by what was seen; everybody else sees the newest.
        if (m_state == State::Editing && !hasChanges())
            loadKnown();
        Q_EMIT changed();
    });
    connect(&edits, &Edits::kept, this, &LearnChip::kept);
    connect(&edits, &Edits::notKept, this, &LearnChip::notKept);
    connect(&edits, &Edits::settled, this, &LearnChip::settled);
    connect(&edits, &Edits::conflicted, this, &LearnChip::conflicted);
}

LearnChip::~LearnChip() = default;

void LearnChip::begin()
{
    if (m_state != State::Idle)
        return;
    turn(State::Waiting);
    m_desk.open();
    Q_EMIT changed();
}

void LearnChip::end()
{
    if (m_state == State::Idle)
        return;
    m_desk.close();
    m_draft = {};
    m_known.reset();
    m_unwritten.clear();
    m_undelivered.clear();
    turn(State::Idle);
    Q_EMIT changed();
}

void LearnChip::turn(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

bool LearnChip::isEditable() const
{
    return m_state == State::Editing || m_state == State::Saved || m_state == State::NotSaved;
}

void LearnChip::arrive(const DeskChip &chip)
{
    const bool busy = m_state == State::Saving || (isEditable() && hasChanges());
    if (m_state != State::Idle && !busy)
        take(chip);
    Q_EMIT changed();
}

void LearnChip::take(const DeskChip &chip)
{
    m_house = chip.house;
    switch (chip.nature) {
    case DeskChip::Nature::House:
        refuse(Refusal::HouseChip);
        return;
    case DeskChip::Nature::Random:
        refuse(Refusal::RandomUid);
        return;
    case DeskChip::Nature::Impossible:
        refuse(Refusal::DamagedUid);
        return;
    case DeskChip::Nature::Ordinary:
        break;
    }
    const auto uid = Api::normaliseUid(chip.uid);
    if (!uid) {
        refuse(Refusal::DamagedUid);
        return;
    }
    m_draft.uid = *uid;
    loadKnown();
    turn(State::Editing);
}

void LearnChip::refuse(Refusal refusal)
{
    m_refusal = refusal;
    turn(State::Refused);
}

void LearnChip::loadKnown()
{
    m_known = inHousehold(m_draft.uid);
    m_draft = unchanged(m_draft.uid, m_known);
}

std::optional<Api::FamilyChip> LearnChip::inHousehold(const QString &uid) const
{
    const auto family = m_household.family();
    const auto found =
        std::find_if(family->chips.cbegin(), family->chips.cend(),
                     [&uid](const Api::FamilyChip &chip) { return Api::normaliseUid(chip.chip.uid) == uid; });
    return found == family->chips.cend() ? std::nullopt : std::optional(*found);
}

bool LearnChip::chipLies() const
{
    const auto chip = m_desk.chip();
    return chip && Api::normaliseUid(chip->uid) == m_draft.uid;
}

bool LearnChip::otherChipLies() const
{
    return m_desk.chip() && !chipLies();
}

bool LearnChip::hasChanges() const
{
    return m_draft != unchanged(m_draft.uid, m_known);
}

std::optional<LabelProblem> LearnChip::labelProblem() const
{
    const bool untouched = m_known && m_draft.label == m_known->chip.label;
    return untouched || m_draft.label.trimmed().isEmpty() ? std::nullopt : problemOfLabel(m_draft.label);
}

QString LearnChip::label() const
{
    if (m_known && m_draft.label == m_known->chip.label)
        return m_draft.label; // the server took it once
    if (const auto typed = Api::normaliseLabel(m_draft.label))
        return *typed;
    if (QString near = labelFor(m_draft.label); !near.isEmpty())
        return near;
    if (!m_draft.films.isEmpty()) {
        const Api::Video *first = m_household.family()->video(m_draft.films.first());
        if (QString title = first ? labelFor(first->title) : QString(); !title.isEmpty())
            return title;
    }
    return labelForUid(m_draft.uid);
}

void LearnChip::edited()
{
    turn(State::Editing);
    Q_EMIT changed();
}

void LearnChip::setLabel(const QString &typed)
{
    if (!isEditable() || m_draft.label == typed)
        return;
    m_draft.label = typed;
    edited();
}

LearnChip::Adding LearnChip::add(const Api::VideoId &film)
{
    if (!isEditable())
        return Adding::NotNow;
    if (m_draft.films.contains(film))
        return Adding::Already;
    if (m_draft.films.size() >= Api::NewPlaylist::maximum)
        return Adding::Full;
    if (!m_household.family()->video(film))
        return Adding::NotInLibrary;
    m_draft.films.append(film);
    edited();
    return Adding::Done;
}

void LearnChip::remove(qsizetype place)
{
    if (!isEditable() || place < 0 || place >= m_draft.films.size())
        return;
    m_draft.films.removeAt(place);
    edited();
}

void LearnChip::move(qsizetype from, qsizetype to)
{
    const qsizetype count = m_draft.films.size();
    if (!isEditable() || from < 0 || to < 0 || from >= count || to >= count || from == to)
        return;
    m_draft.films.move(from, to);
    edited();
}

bool LearnChip::canSave() const
{
    const bool changes = !m_known || !editsFor(m_draft, label(), m_known).isEmpty();
    return (m_state == State::Editing || m_state == State::NotSaved) && !labelProblem() && changes;
}

void LearnChip::save()
{
    if (!canSave())
        return;
    m_draft.label = label();
    m_outcome = Outcome::Kept;
    m_refusedByDisk = false;
    m_unwritten.clear();
    m_undelivered.clear();
    for (const Edit &edit : editsFor(m_draft, m_draft.label, m_known)) {
        const quint64 id = m_edits.request(edit);
        m_unwritten.insert(id);
        m_undelivered.insert(id);
    }
    turn(State::Saving);
    Q_EMIT changed();
}

void LearnChip::kept(quint64 id)
{
    if (m_unwritten.remove(id))
        written();
}

void LearnChip::notKept(quint64 id)
{
    if (!m_unwritten.remove(id))
        return;
    m_undelivered.remove(id);
    m_refusedByDisk = true;
    written();
}

void LearnChip::written()
{
    if (!m_unwritten.isEmpty())
        return;
    // The household has what was kept: what is missing yet is all that another save() asks for.
    m_known = inHousehold(m_draft.uid);
    turn(m_refusedByDisk ? State::NotSaved : State::Saved);
    Q_EMIT changed();
}

void LearnChip::settled(quint64 id)
{
    if (!m_undelivered.remove(id) || !m_undelivered.isEmpty())
        return;
    m_outcome = Outcome::Delivered;
    Q_EMIT changed();
}

void LearnChip::conflicted(quint64 id)
{
    if (!m_undelivered.contains(id))
        return;
    m_outcome = Outcome::Conflicted;
    Q_EMIT changed();
}

void LearnChip::discard()
{
    if (m_state == State::Idle || m_state == State::Waiting || m_state == State::Saving)
        return;
    const std::optional<DeskChip> lying = otherChipLies() ? m_desk.chip() : std::nullopt;
    const bool refused = m_state == State::Refused;
    m_draft = {};
    m_known.reset();
    m_undelivered.clear();
    turn(State::Waiting);
    if (lying && !refused)
        take(*lying);
    Q_EMIT changed();
}

} // namespace Medio::Parents
