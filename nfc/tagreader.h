// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/ndef.h"
#include "nfc/uid.h"

#include <QList>
#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Nfc {

/// A chip that came to lie on the reader.
struct Placement
{
    Uid uid;
    /// It lay there already when the reader came (back): after a start, a plug, a fault. Such a
    /// chip starts nothing until it is lifted and placed (tests/stage/language.md).
    bool resting = false;
    /// CLOCK_MONOTONIC, when the reader program first saw it.
    std::chrono::nanoseconds seenAt{0};
    ChipKind kind = ChipKind::Unknown;
    std::optional<quint16> atqa = {}; ///< of ISO 14443A, as the standard writes it: 0x0044
    std::optional<quint8> sak = {};   ///< of ISO 14443A
    QString reader = {};              ///< ReaderStatus::name
    /// Its reader does not see it lie: chipLifted follows at once and says nothing of a hand.
    bool tapOnly = false;
};

/// Something that answers like a chip and can't be a button.
struct Refused
{
    UidFlaw flaw = UidFlaw::Impossible;
    bool resting = false;
    std::chrono::nanoseconds seenAt{0};
    QString reader = {};
    std::optional<Uid> uid = {}; ///< the random one, if it is known
};

/// What is written on the chip that was placed, if anything is and the reader can read it.
struct Content
{
    Uid uid;
    QList<NdefRecord> records; ///< at least one
    friend bool operator==(const Content &, const Content &) = default;
};

/// The chip that was placed is read with gaps: it lies at the edge of the field, or on metal.
struct Weak
{
    Uid uid;
    friend bool operator==(const Weak &, const Weak &) = default;
};

/// What is wrong with the reader, and so what a parent can do about it.
enum class ReaderFault {
    None,
    NotConfigured, ///< nobody said where it is and none was found by itself, or what was said is none
    Missing,       ///< the device is not there (unplugged)
    Busy,          ///< another program holds it
    NotPermitted,  ///< the user may not open it
    Mute,          ///< it is there and does not answer, or answers nonsense
    ProgramFailed, ///< medio-reader could not be started or keeps dying
};

/// "not-configured": for logs, events and the reader's protocol.
[[nodiscard]] QString nameOf(ReaderFault fault);
[[nodiscard]] std::optional<ReaderFault> faultNamed(const QString &name);

/// One of the readers, as it is now.
struct ReaderStatus
{
    QString name = {};     ///< of several readers: "left" (Connection::name); empty where there is one
    QString device = {};   ///< what it calls itself: "pn532_uart:/dev/ttyUSB0"; empty before it was found
    QString place = {};    ///< where it is plugged in; may be empty
    QString firmware = {}; ///< of its chip: "PN532 v1.6"; empty if it does not tell
    bool tapOnly = false;  ///< it does not see a chip lie: each tap is a placement and a lift at once
    /// It confirmed that it switched its field off and on.
    bool fieldConfirmed = false;
    ReaderFault fault = ReaderFault::None;
    QString detail = {}; ///< of the fault: one sentence
    QString advice = {}; ///< what a person can do about it: one sentence; may be empty
    friend bool operator==(const ReaderStatus &, const ReaderStatus &) = default;
};

/// Which chip lies on the reader. Implementations carry their technology in the name
/// (ReaderProcess: medio-reader as a child process; FakeTagReader in tests/support).
/// Lives on the GUI thread, never blocks it; all signals are emitted there.
///
/// Order of signals: readerFound before any chip signal, and after readerLost nothing is said of a
/// chip until the next readerFound. chipPlaced and chipLifted alternate, with one exception:
/// right after each readerFound, in the same turn, it is told anew what lies on the reader:
///  - a chip lies there: chipPlaced with resting = true, also when it is the one that lay there
///    before (tests/stage/language.md); if another one lay there before, chipLifted for that one first;
///  - none lies there, but one did before: chipLifted;
///  - none does and none did: nothing.
/// readerLost is said again when the fault changes. A fault is never a lift, and what a hand does
/// after readerFound is never told as resting.
///
/// chipRefused stands in the place of chipPlaced for a phone, a bank card or a damaged UID; nothing is
/// said when that is taken away. chipRead and chipWeak follow chipPlaced, once each at most, and mean
/// the chip that lies there.
class TagReader : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~TagReader() override;

    /// Begins to look. Repeated calls do nothing.
    virtual void start() = 0;

    /// Ends looking; no signal after this. Safe in any state.
    virtual void stop() = 0;

    /// Each reader, found or not; one, where the implementation drives one.
    [[nodiscard]] virtual QList<ReaderStatus> readers() const { return {}; }

Q_SIGNALS:
    void readerFound(const QString &name);
    void readerLost(Medio::Nfc::ReaderFault fault, const QString &detail);
    void chipPlaced(const Medio::Nfc::Placement &placement);
    void chipLifted(const Medio::Nfc::Uid &uid);
    void chipRefused(const Medio::Nfc::Refused &refused);
    void chipRead(const Medio::Nfc::Content &content);
    void chipWeak(const Medio::Nfc::Weak &weak);
    /// How often it has looked into the field since readerFound, how many of the looks failed, and how many
    /// found a chip. About twice a second, by readers that count.
    void looked(qint64 looks, qint64 failed, qint64 chips);
    /// readers() says something else now; after the signal above that goes with it.
    void readersChanged();
};

} // namespace Medio::Nfc
