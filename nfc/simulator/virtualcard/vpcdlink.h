// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/field.h"
#include "nfc/simulator/virtualcard/virtualreader.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>

namespace Medio::Simulator {

/// The field of pcscd's virtual reader (vpcd): a card lies there as long as somebody is connected to its
/// port. Each message is a length of two bytes and so many bytes: one byte is an order to the card (0 off, 1
/// on, 2 reset, 4: its ATR is wanted), more are a command. By asking for the ATR pcscd looks whether a card
/// is there: then, and only then, the field is looked into. Lives in its thread's event loop.
class VpcdLink final : public QObject
{
    Q_OBJECT
public:
    static constexpr quint16 firstPort =
        35963; ///< of the reader "Virtual PCD 00 00"; the next is "... 00 01"

    explicit VpcdLink(quint16 port = firstPort, quint32 seed = 1, QObject *parent = nullptr);

    /// Lays a chip on the reader, in the place of what lies there.
    void place(const Tag &tag);
    /// Takes away what lies there.
    void lift();

    /// For hands. After a chip has come or gone: follow().
    [[nodiscard]] Field &field() { return m_field; }
    /// Is there for the reader as long as something lies in the field.
    void follow();

Q_SIGNALS:
    /// The reader has found a chip: it asked for the ATR, and got it.
    void seen();
    /// There is no reader at the port, or it has gone.
    void failed(const QString &reason);

private:
    void read();
    void write(const QByteArray &message);
    void reconnect();

    const quint16 m_port;
    QTcpSocket m_socket;
    Field m_field;
    VirtualReader m_reader;
};

} // namespace Medio::Simulator
