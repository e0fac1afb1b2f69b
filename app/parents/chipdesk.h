// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QObject>
#include <QString>

#include <optional>

namespace Medio::Parents {

/// What lies on the reader while a parent learns chips.
struct DeskChip
{
    enum class Nature {
        Ordinary,   ///< can be a chip for films, or is one
        House,      ///< means something to this kiosk alone (Flow::HouseChip): `house` says what
        Random,     ///< makes up its UID at each tap: a phone, a bank card
        Impossible, ///< no chip has such a UID: damaged on its way, or not honest
    };

    Nature nature = Nature::Ordinary;
    QString uid;   ///< as Medio stores it: "04:A1:B2:..."; empty if Impossible
    QString house; ///< Flow::nameOf(HouseChip): "profile", "bonus", "parent", "pause", ...; else empty

    friend bool operator==(const DeskChip &, const DeskChip &) = default;
};

/// The reader as a parent's desk: while it is open, chips start nothing and are told here instead.
/// Which of them the family has already is not its business (Household says it).
///
/// Implemented by app/adapters over Nfc::TagReader and the flow (setParentsInside). Lives on the GUI
/// thread, outlives the use cases. All signals are queued: none from within a call.
class ChipDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// From now on it is told what lies there, first of all what lies there already. Repeated calls do
    /// nothing.
    virtual void open() = 0;
    /// No signal about chips after this. Safe in any state.
    virtual void close() = 0;

    /// The one that lies there; nothing while closed.
    [[nodiscard]] virtual std::optional<DeskChip> chip() const = 0;
    [[nodiscard]] virtual bool hasReader() const = 0;

Q_SIGNALS:
    /// Another one than before, or the same one put on again.
    void arrived(const Medio::Parents::DeskChip &chip);
    /// What had arrived was taken away. Nobody says so of what is Random or Impossible.
    void left();
    /// hasReader() says something else now; also while closed.
    void readerChanged();
};

} // namespace Medio::Parents

Q_DECLARE_METATYPE(Medio::Parents::DeskChip)
