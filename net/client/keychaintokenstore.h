// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/tokenstore.h"

#include <QQueue>

#include <chrono>

namespace Medio::Net {

/// The system's keychain, through QtKeychain. No insecure fallback.
///
/// A locked keyring reads as "nothing there", and where a display exists, asking it opens a prompt
/// that answers when somebody types. So the Secret Service is asked first, over D-Bus, whether its
/// default collection is locked; if so the operation ends with Locked. Every operation ends after
/// `timeout` with TimedOut whatever the keyring does. One at a time, in the order asked.
class KeychainTokenStore final : public QObject, public TokenStore
{
    Q_OBJECT
public:
    explicit KeychainTokenStore(std::chrono::milliseconds timeout = std::chrono::seconds(5),
                                QObject *parent = nullptr);
    ~KeychainTokenStore() override;

    void load(const QString &origin, QObject *context, std::function<void(Loaded)> done) override;
    void save(const QString &origin, const QByteArray &token, QObject *context,
              std::function<void(Done)> done) override;
    void remove(const QString &origin, QObject *context, std::function<void(Done)> done) override;

private:
    class Operation;

    void enqueue(Operation *operation);
    void startNext();

    std::chrono::milliseconds m_timeout;
    QQueue<Operation *> m_operations; ///< the first is under way
};

} // namespace Medio::Net
