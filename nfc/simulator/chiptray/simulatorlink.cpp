// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/chiptray/simulatorlink.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Medio::ChipTray {

namespace {

constexpr auto retryAfter = 500ms;
/// Longer than any line of the protocol; more without an end is not the simulator.
constexpr qint64 longestLine = 4096;

} // namespace

SimulatorLink::SimulatorLink(const QString &socketPath, QObject *parent)
    : QObject(parent)
    , m_path(socketPath)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &SimulatorLink::start);
    connect(&m_socket, &QLocalSocket::connected, this, [this] {
        setConnected(true);
        send({{u"do"_s, u"state"_s}});
    });
    connect(&m_socket, &QLocalSocket::readyRead, this, &SimulatorLink::read);
    const auto lost = [this] {
        setConnected(false);
        setLying({});
        m_again.start(retryAfter);
    };
    connect(&m_socket, &QLocalSocket::disconnected, this, lost);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, lost);
}

SimulatorLink::~SimulatorLink()
{
    m_socket.disconnect(this); // closing it says "disconnected" when the timer is already gone
}

void SimulatorLink::place(const QString &uid, const QString &tag)
{
    if (!m_lyingUid.isEmpty())
        send({{u"do"_s, u"lift"_s}});
    send({{u"do"_s, u"place"_s}, {u"uid"_s, uid}, {u"tag"_s, tag}});
    send({{u"do"_s, u"state"_s}});
}

void SimulatorLink::lift()
{
    send({{u"do"_s, u"lift"_s}});
    send({{u"do"_s, u"state"_s}});
}

void SimulatorLink::start()
{
    m_socket.abort();
    m_socket.connectToServer(m_path);
}

void SimulatorLink::setConnected(bool connected)
{
    if (m_connected == connected)
        return;
    m_connected = connected;
    Q_EMIT connectedChanged(connected);
}

void SimulatorLink::setLying(const QString &uid)
{
    if (m_lyingUid == uid)
        return;
    m_lyingUid = uid;
    Q_EMIT lyingChanged(uid);
}

void SimulatorLink::read()
{
    while (m_socket.canReadLine()) {
        const QJsonObject line = QJsonDocument::fromJson(m_socket.readLine(longestLine)).object();
        if (line.contains("event"_L1)) {
            send({{u"do"_s, u"state"_s}}); // somebody placed or lifted a chip
        } else if (line.contains("uid"_L1)) {
            setLying(line.value("uid"_L1).toString());
        } else if (line.value("ok"_L1) == false) {
            Q_EMIT refused(line.value("error"_L1).toString());
        }
    }
    if (m_socket.bytesAvailable() > longestLine)
        m_socket.abort();
}

void SimulatorLink::send(const QJsonObject &order)
{
    if (m_connected)
        m_socket.write(QJsonDocument(order).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace Medio::ChipTray
