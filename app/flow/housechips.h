// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/allowance.h"
#include "net/api/values.h"
#include "nfc/uid.h"

#include <QDate>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <array>
#include <chrono>
#include <optional>
#include <variant>

/// House chips: chips that mean something to this kiosk alone. Medio, whose chips are films, knows
/// nothing of them (PRODUCT.md, "Children: Kids Mode").
namespace Medio::Flow {

/// Its child watches from now on.
struct ProfileChip
{
    Api::ProfileId child;
    friend bool operator==(const ProfileChip &, const ProfileChip &) = default;
};

enum class Control { Pause, Next, Back, Louder, Softer, Stop };
inline constexpr std::array allControls{Control::Pause,  Control::Next,   Control::Back,
                                        Control::Louder, Control::Softer, Control::Stop};
[[nodiscard]] QString nameOf(Control control); ///< "pause", "next", ...
[[nodiscard]] std::optional<Control> controlOf(const QString &name);

/// A button that needs no screen.
struct ControlChip
{
    Control control = Control::Pause;
    friend bool operator==(const ControlChip &, const ControlChip &) = default;
};

/// Time on top of today's allowance, once. Whoever puts it into the kiosk (again) fills it (again).
struct BonusChip
{
    std::chrono::minutes amount{15}; ///< leastBonus..mostBonus
    bool spent = false;              ///< as found; of no meaning to put()
    friend bool operator==(const BonusChip &, const BonusChip &) = default;
};
inline constexpr std::chrono::minutes leastBonus{1};
inline constexpr std::chrono::minutes mostBonus{240};

/// Asks for the parents' door.
struct ParentChip
{
    friend bool operator==(const ParentChip &, const ParentChip &) = default;
};

using HouseChip = std::variant<ProfileChip, ControlChip, BonusChip, ParentChip>;
/// "profile", "bonus", "parent", or the control's name: for people, logs, files.
[[nodiscard]] QString nameOf(const HouseChip &chip);

/// What became of a bonus chip that was placed.
enum class BonusOutcome {
    Granted,
    Empty,       ///< spent before, or no bonus chip (any more)
    NotWritable, ///< nothing was given, and the chip is as full as before
};

/// The house chips on disk, and what the bonus chips gave. A grant is one row: it empties the chip and
/// gives the time, so that no power cut can come between.
/// Lives on the GUI thread, never blocks it.
class HouseChips : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QHash<Nfc::Uid, HouseChip> chips() const = 0; ///< from memory
    /// Holds at once, is written in the background; changed() follows. A chip is one kind at a time.
    virtual void put(const Nfc::Uid &uid, const HouseChip &chip) = 0;
    virtual void remove(const Nfc::Uid &uid) = 0;

    /// Written first, given then: exactly one answered() follows, never from within this call.
    /// `played`: how much this child has watched here on that day so far.
    virtual void spend(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &child, const QDate &day,
                       std::chrono::milliseconds played) = 0;
    /// Time that a parent gives from behind the door: written first, given then; exactly one answered()
    /// follows, never from within this call. Granted or NotWritable.
    virtual void give(quint64 question, const Api::ProfileId &child, const QDate &day,
                      std::chrono::minutes amount, std::chrono::milliseconds played) = 0;
    /// Of that day, in the order in which they were given; from memory, on disk.
    [[nodiscard]] virtual QList<Grant> grants(const Api::ProfileId &child, const QDate &day) const = 0;

Q_SIGNALS:
    void changed();
    /// grants() and chips() know it already.
    void answered(quint64 question, Medio::Flow::BonusOutcome outcome);
};

} // namespace Medio::Flow

Q_DECLARE_METATYPE(Medio::Flow::BonusOutcome)
