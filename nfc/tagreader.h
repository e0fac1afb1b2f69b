// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/uid.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Nfc {

/// What a chip speaks, as far as the reader tells.
enum class ChipKind {
    Unknown,
    Iso14443A,
    Iso14443B, ///< its UID is the PUPI, which many such chips make up anew at each tap
    FeliCa,    ///< its UID is the IDm
    Iso15693
};

/// A chip that came to lie on the reader.
struct Placement
{
    Uid uid;
    /// It lay there already when the reader came (back): after a start, a plug, a fault. Such a
    /// chip starts nothing until it is lifted and placed (STAGE.md, rules).
    bool resting = false;
    /// CLOCK_MONOTONIC, when the reader program first saw it.
    std::chrono::nanoseconds seenAt{0};
    ChipKind kind = ChipKind::Unknown;
    std::optional<quint16> atqa = {}; ///< of ISO 14443A, as the standard writes it: 0x0044
    std::optional<quint8> sak = {};   ///< of ISO 14443A
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

/// Which chip lies on the reader. Implementations carry their technology in the name
/// (ReaderProcess: medio-reader as a child process; FakeTagReader in tests/support).
/// Lives on the GUI thread, never blocks it; all signals are emitted there.
///
/// Order of signals: readerFound before any chip signal, and after readerLost nothing is said of a
/// chip until the next readerFound. chipPlaced and chipLifted alternate, with one exception:
/// right after each readerFound, in the same turn, it is told anew what lies on the reader:
///  - a chip lies there: chipPlaced with resting = true, also when it is the one that lay there
///    before (STAGE.md, rules); if another one lay there before, chipLifted for that one first;
///  - none lies there, but one did before: chipLifted;
///  - none does and none did: nothing.
/// readerLost is said again when the fault changes. A fault is never a lift, and what a hand does
/// after readerFound is never told as resting.
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

Q_SIGNALS:
    void readerFound(const QString &name);
    void readerLost(Medio::Nfc::ReaderFault fault, const QString &detail);
    void chipPlaced(const Medio::Nfc::Placement &placement);
    void chipLifted(const Medio::Nfc::Uid &uid);
};

} // namespace Medio::Nfc
