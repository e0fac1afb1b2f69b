// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/virtualcard/vpcdlink.h"

#include <QHostAddress>
#include <QtEndian>

#include <utility>

namespace Medio::Simulator {
namespace {

constexpr qsizetype lengthBytes = 2;
constexpr char atrWanted = 0x04;

} // namespace

VpcdLink::VpcdLink(quint16 port, QObject *parent)
    : QObject(parent)
    , m_port(port)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &VpcdLink::read);
    connect(&m_socket, &QTcpSocket::connected, this,
            [this] { m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1); });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] {
        if (m_card)
            Q_EMIT failed(m_socket.errorString());
    });
}

void VpcdLink::place(const Tag &tag)
{
    lift();
    m_card = VirtualCard(tag);
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
}

void VpcdLink::lift()
{
    m_card.reset();
    m_wasSeen = false;
    m_socket.abort();
}

void VpcdLink::read()
{
    while (m_card && m_socket.bytesAvailable() >= lengthBytes) {
        const auto length = qFromBigEndian<quint16>(m_socket.peek(lengthBytes).constData());
        if (m_socket.bytesAvailable() < lengthBytes + length)
            return;
        m_socket.skip(lengthBytes);
        const QByteArray message = m_socket.read(length);
        if (message.size() > 1) {
            write(m_card->answer(message));
        } else if (message == QByteArray(1, atrWanted)) {
            write(m_card->atr());
            if (!std::exchange(m_wasSeen, true))
                Q_EMIT seen();
        }
    }
}

void VpcdLink::write(const QByteArray &message)
{
    QByteArray length(lengthBytes, '\0');
    qToBigEndian(static_cast<quint16>(message.size()), length.data());
    m_socket.write(length + message);
}

} // namespace Medio::Simulator
