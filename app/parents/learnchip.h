// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/chipdesk.h"
#include "app/parents/chiplabel.h"
#include "app/parents/edits.h"
#include "app/parents/household.h"

#include <QList>
#include <QMetaType>
#include <QObject>
#include <QSet>
#include <QString>

#include <optional>

namespace Medio::Parents {

/// A chip as a parent edits it.
struct ChipDraft
{
    QString uid;   ///< "04:A1:B2:..."
    QString label; ///< as typed; empty: LearnChip::label() is used
    QList<Api::VideoId> films;

    friend bool operator==(const ChipDraft &, const ChipDraft &) = default;
};

/// What has to be changed so that a chip becomes what `draft` says, in this order; `label` is the one to
/// send. `known`: the chip as it was when the parent began; nothing: a new one. Pure.
[[nodiscard]] QList<Edit> editsFor(const ChipDraft &draft, const QString &label,
                                   const std::optional<Api::FamilyChip> &known);

/// A parent puts a chip on and says what it plays. It need not be named: the first film's title is a
/// name, and a label with letters that the server does not take gets a proposal. Saved is what is on
/// disk; the server hears of it as soon as it is there, which outcome() tells. The next chip can be put
/// on as soon as one is saved.
///
/// A chip that is put on replaces the one before, unless that has unsaved changes: then it is
/// otherChipLies() until those are saved or discarded. Lifting the chip changes nothing.
///
/// Lives on the GUI thread. What it is made with outlives it.
class LearnChip final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Idle,    ///< nobody learns
        Waiting, ///< for a chip on the reader
        Refused, ///< that can't be a chip for films, refusal() says why; another one can
        Editing,
        Saving,   ///< one moment
        Saved,    ///< outcome() says how far; any change is Editing again
        NotSaved, ///< the disk did not take it (all of it): save() again, or change something
    };
    Q_ENUM(State)

    enum class Refusal {
        RandomUid,  ///< a phone, a bank card: another number each time
        DamagedUid, ///< could not be read properly: try again
        HouseChip,  ///< means something to this kiosk already: houseChip()
    };
    Q_ENUM(Refusal)

    enum class Outcome {
        Kept,       ///< on disk; the server has not heard it yet
        Delivered,  ///< the server has it
        Conflicted, ///< Conflicts knows why
    };
    Q_ENUM(Outcome)

    enum class Adding {
        Done,
        Already,      ///< the chip plays it
        Full,         ///< Api::NewPlaylist::maximum
        NotInLibrary, ///< gone meanwhile
        NotNow,       ///< there is no chip being edited
    };
    Q_ENUM(Adding)

    LearnChip(ChipDesk &desk, Household &household, Edits &edits, QObject *parent = nullptr);
    ~LearnChip() override;

    /// Opens the desk; Waiting. Ignored unless Idle.
    void begin();
    /// Closes the desk; Idle. Unsaved changes are gone, what is being saved goes on.
    void end();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Refusal refusal() const { return m_refusal; } ///< meaningful while Refused
    [[nodiscard]] QString houseChip() const { return m_house; } ///< of HouseChip: DeskChip::house
    [[nodiscard]] Outcome outcome() const { return m_outcome; } ///< meaningful while Saved
    [[nodiscard]] bool hasReader() const { return m_desk.hasReader(); }

    // The rest is meaningful from Editing on
    [[nodiscard]] const ChipDraft &draft() const { return m_draft; }
    [[nodiscard]] bool isKnown() const { return m_known.has_value(); } ///< the family had it before
    [[nodiscard]] bool chipLies() const;                               ///< it is on the reader now
    [[nodiscard]] bool otherChipLies() const;
    [[nodiscard]] bool hasChanges() const;

    /// What is wrong with the typed label; nothing if it is empty, since it need not be typed.
    [[nodiscard]] std::optional<LabelProblem> labelProblem() const;
    /// What the chip would be called: the typed label, or the nearest that is allowed, or one made of the
    /// first film's title, or of the UID. Always allowed (a label that the server gave stays as it is).
    [[nodiscard]] QString label() const;

    void setLabel(const QString &typed);
    void takeProposal() { setLabel(label()); }
    Adding add(const Api::VideoId &film); ///< at the end
    void remove(qsizetype place);         ///< places that are none are ignored, here and in move()
    /// To the place that it will have afterwards.
    void move(qsizetype from, qsizetype to);

    /// There are changes and nothing is wrong with them.
    [[nodiscard]] bool canSave() const;
    /// Ignored unless canSave(). Saving, then Saved or NotSaved.
    void save();
    /// Forgets unsaved changes and waits for a chip; the one that lies there is taken if it is another.
    /// Also after Saved and Refused.
    void discard();

Q_SIGNALS:
    void stateChanged(Medio::Parents::LearnChip::State state);
    /// Anything else above says something else now; after stateChanged().
    void changed();

private:
    void turn(State state);
    void arrive(const DeskChip &chip);
    void take(const DeskChip &chip);
    void refuse(Refusal refusal);
    void loadKnown();
    void edited();
    [[nodiscard]] bool isEditable() const;
    [[nodiscard]] std::optional<Api::FamilyChip> inHousehold(const QString &uid) const;

    void kept(quint64 id);
    void notKept(quint64 id);
    void written();
    void settled(quint64 id);
    void conflicted(quint64 id);

    ChipDesk &m_desk;
    Household &m_household;
    Edits &m_edits;

    State m_state = State::Idle;
    Refusal m_refusal = Refusal::DamagedUid;
    QString m_house;
    Outcome m_outcome = Outcome::Kept;
    ChipDraft m_draft;
    std::optional<Api::FamilyChip> m_known; ///< as the parent saw it
    QSet<quint64> m_unwritten;              ///< of the last save(): not on disk yet
    QSet<quint64> m_undelivered;            ///< of the last save(): the server has not heard it
    bool m_refusedByDisk = false;           ///< one of the last save()
};

} // namespace Medio::Parents
