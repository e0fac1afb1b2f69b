// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/virtualcard/virtualcard.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>

#include <optional>

namespace Medio::Simulator {

/// The field of pcscd's virtual reader (vpcd): a card lies there as long as somebody is connected to its
/// port. Each message is a length of two bytes and so many bytes: one byte is an order to the card (0 off, 1
/// on, 2 reset, 4: its ATR is wanted), more are a command. Lives in its thread's event loop.
class VpcdLink final : public QObject
{
    Q_OBJECT
public:
    static constexpr quint16 firstPort =
        35963; ///< of the reader "Virtual PCD 00 00"; the next is "... 00 01"

    explicit VpcdLink(quint16 port = firstPort, QObject *parent = nullptr);

    /// Lays a card on the reader, in the place of the one that lies there.
    void place(const Tag &tag);
    void lift();

    [[nodiscard]] const std::optional<VirtualCard> &card() const { return m_card; }

Q_SIGNALS:
    /// The reader has asked for the ATR of the card that was placed: it knows of it.
    void seen();
    /// There is no reader at the port, or it has gone.
    void failed(const QString &reason);

private:
    void read();
    void write(const QByteArray &message);

    const quint16 m_port;
    QTcpSocket m_socket;
    std::optional<VirtualCard> m_card;
    bool m_wasSeen = false;
};

} // namespace Medio::Simulator
