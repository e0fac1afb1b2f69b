// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/keychain.h"

#include <QDBusServiceWatcher>
#include <QObject>
#include <QQueue>

#include <chrono>

namespace Medio::Net {

/// The system's keychain, through QtKeychain. No insecure fallback.
///
/// A locked keyring reads as "nothing there", and where a display exists, asking it opens a prompt
/// that answers when somebody types. So the Secret Service is asked first, over D-Bus, whether its
/// default collection is locked; if so the operation ends with Locked. Every operation ends after
/// `timeout` with TimedOut whatever the keyring does. One at a time, in the order asked. A keyring
/// service that was restarted is used like the one before.
class SystemKeychain final : public QObject, public Keychain
{
    Q_OBJECT
public:
    explicit SystemKeychain(std::chrono::milliseconds timeout = std::chrono::seconds(5),
                            QObject *parent = nullptr);
    ~SystemKeychain() override;

    void read(const QString &entry, QObject *context, std::function<void(const Read &)> done) override;
    void write(const QString &entry, const QByteArray &secret, QObject *context,
               std::function<void(const Done &)> done) override;
    void remove(const QString &entry, QObject *context, std::function<void(const Done &)> done) override;

private:
    class Operation;

    void enqueue(Operation *operation);
    void startNext();

    std::chrono::milliseconds m_timeout;
    QQueue<Operation *> m_operations; ///< the first is under way
    QDBusServiceWatcher m_keyring;
};

} // namespace Medio::Net
