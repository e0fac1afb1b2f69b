// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocalSocket>
#include <QObject>
#include <QString>
#include <QTimer>

namespace Medio::ChipTray {

/// Speaks to the control socket of pn532-sim (nfc/simulator/README.md) and knows which chip lies on its
/// reader. The simulator is asked, never assumed: others (a script) may place and lift chips too. Comes back
/// by itself when the simulator was away. GUI thread.
class SimulatorLink : public QObject
{
    Q_OBJECT
public:
    explicit SimulatorLink(const QString &socketPath, QObject *parent = nullptr);
    ~SimulatorLink() override;

    /// Connects, and again whenever it is lost. After the signals are connected: a Unix socket answers at
    /// once.
    void start();

    void place(const QString &uid, const QString &tag);
    void lift();
    /// The chip that lies there, or empty.
    [[nodiscard]] QString lyingUid() const { return m_lyingUid; }
    [[nodiscard]] bool isConnected() const { return m_connected; }

Q_SIGNALS:
    /// Which chip lies there changed; empty: none.
    void lyingChanged(const QString &uid);
    void connectedChanged(bool connected);
    /// The simulator would not do what was asked.
    void refused(const QString &reason);

private:
    void setConnected(bool connected);
    void setLying(const QString &uid);
    void read();
    void send(const QJsonObject &order);

    QString m_path;
    QLocalSocket m_socket;
    QTimer m_again;
    QString m_lyingUid;
    bool m_connected = false;
};

} // namespace Medio::ChipTray
