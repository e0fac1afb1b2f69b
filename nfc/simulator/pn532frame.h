// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

/// The frames between a host and a PN532 (user manual UM0701-02, §6.2.1).
namespace Medio::Simulator::Pn532Frame {

/// What the bytes from the host contain.
struct Item
{
    enum class Kind { Ack, Nack, Command, Damaged };
    Kind kind;
    QByteArray data = {}; ///< of a Command: its code and parameters, without the D4 before them
};

/// Finds frames in a stream of bytes. Wake-up bytes, postambles and junk are passed over. Any bytes
/// are fine, and no more than one frame of them is kept.
class Scanner
{
public:
    QList<Item> take(const QByteArray &bytes);

private:
    QByteArray m_rest;
};

/// A frame of the chip; `data` begins with the answer's code.
QByteArray answer(const QByteArray &data);

QByteArray ack();
QByteArray nack();
QByteArray syntaxError();

inline constexpr qsizetype longestData = 263; ///< of a frame, without the direction byte

} // namespace Medio::Simulator::Pn532Frame
