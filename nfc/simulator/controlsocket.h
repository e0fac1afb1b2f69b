// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/simulatedreader.h"

#include <QJsonObject>
#include <QList>
#include <QLocalServer>
#include <QObject>
#include <QString>

class QLocalSocket;

namespace Medio::Simulator {

/// Takes orders for a simulated reader on a Unix socket that only its owner may use (0600): a JSON
/// object per line, an answer per line, and what happens to everybody who is connected.
class ControlSocket : public QObject
{
    Q_OBJECT
public:
    explicit ControlSocket(SimulatedReader *reader);

    /// Empty when it worked. A socket left behind by an earlier run is replaced, one that somebody
    /// still answers is not.
    QString listen(const QString &path);

private:
    void welcome();
    void read(QLocalSocket *client);
    static void write(QLocalSocket *client, const QJsonObject &object);

    SimulatedReader *m_reader;
    QList<QLocalSocket *> m_clients;
    QLocalServer m_server; ///< owns the clients, which take leave of the list when it goes
};

} // namespace Medio::Simulator
