// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/controlsocket.h"

#include <sys/stat.h>

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalSocket>

using namespace Qt::StringLiterals;

namespace Medio::Simulator {
namespace {

constexpr qsizetype longestOrder = 65536;
constexpr int connectTimeout = 200; // ms

} // namespace

ControlSocket::ControlSocket(SimulatedReader *reader)
    : m_reader(reader)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlSocket::welcome);
    connect(m_reader, &SimulatedReader::happened, this, [this](const QJsonObject &event) {
        for (QLocalSocket *client : std::as_const(m_clients))
            write(client, event);
    });
}

QString ControlSocket::listen(const QString &path)
{
    // An absolute path, else QLocalServer would put it into the folder for temporary files.
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (QFileInfo::exists(absolute)) {
        QLocalSocket probe;
        probe.connectToServer(absolute);
        if (probe.waitForConnected(connectTimeout))
            return u"%1 is in use"_s.arg(path);
        struct stat status = {}; // a plain file refuses connections too
        const bool isSocket =
            lstat(QFile::encodeName(absolute).constData(), &status) == 0 && S_ISSOCK(status.st_mode);
        if (!isSocket || probe.error() != QLocalSocket::ConnectionRefusedError)
            return u"%1 exists and is no socket of an earlier run"_s.arg(path);
        QLocalServer::removeServer(absolute);
    }
    return m_server.listen(absolute) ? QString() : u"%1: %2"_s.arg(path, m_server.errorString());
}

void ControlSocket::welcome()
{
    while (QLocalSocket *client = m_server.nextPendingConnection()) {
        m_clients << client;
        connect(client, &QLocalSocket::disconnected, this, [this, client] {
            m_clients.removeOne(client);
            client->deleteLater();
        });
        connect(client, &QLocalSocket::readyRead, this, [this, client] { read(client); });
        read(client);
    }
}

void ControlSocket::read(QLocalSocket *client)
{
    while (client->canReadLine()) {
        write(client, replyTo(client->readLine(longestOrder),
                              [this](const QJsonObject &order) { return m_reader->obey(order); }));
    }
    if (client->bytesAvailable() > longestOrder)
        client->abort();
}

void ControlSocket::write(QLocalSocket *client, const QJsonObject &object)
{
    client->write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace Medio::Simulator
