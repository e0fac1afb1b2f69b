// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/virtualcard/vpcdlink.h"

#include <QHostAddress>
#include <QtEndian>

namespace Medio::Simulator {
namespace {

constexpr qsizetype lengthBytes = 2;
constexpr char atrWanted = 0x04;

} // namespace

VpcdLink::VpcdLink(quint16 port, quint32 seed, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_field(seed)
    , m_reader(m_field)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &VpcdLink::read);
    connect(&m_socket, &QTcpSocket::connected, this,
            [this] { m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1); });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] {
        if (!m_field.isEmpty())
            Q_EMIT failed(m_socket.errorString());
    });
}

void VpcdLink::place(const Tag &tag)
{
    lift();
    m_field.place(tag);
    follow();
}

void VpcdLink::lift()
{
    const QList<Nfc::Uid> lying = m_field.uids();
    for (const Nfc::Uid &uid : lying)
        m_field.lift(uid);
    follow();
}

void VpcdLink::follow()
{
    if (m_field.isEmpty()) {
        m_reader.look(); // it finds nothing
        m_socket.abort();
    } else if (m_socket.state() == QAbstractSocket::UnconnectedState) {
        reconnect();
    }
}

void VpcdLink::reconnect()
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
}

void VpcdLink::read()
{
    while (m_socket.bytesAvailable() >= lengthBytes) {
        const auto length = qFromBigEndian<quint16>(m_socket.peek(lengthBytes).constData());
        if (m_socket.bytesAvailable() < lengthBytes + length)
            return;
        m_socket.skip(lengthBytes);
        const QByteArray message = m_socket.read(length);
        if (message.size() > 1) {
            write(m_reader.answer(message));
        } else if (message == QByteArray(1, atrWanted)) {
            const bool isNew = !m_reader.card();
            if (!m_reader.look()) { // a card that does not answer is none: the next look asks anew
                m_socket.abort();
                return reconnect();
            }
            write(m_reader.card()->atr());
            if (isNew)
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
