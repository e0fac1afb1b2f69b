// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/pinhasher.h"

#include <QHash>
#include <QThreadPool>

namespace Medio::Parents {

/// Argon2id by libsodium, on a thread of its own: 64 MiB and two passes (libsodium's "interactive"),
/// which a Raspberry Pi Zero 2 with its 512 MB can still bear. A PIN of four digits does not withstand
/// a thief of the verifier at any cost; the keychain and the pauses of the door protect it.
class SodiumPinHasher final : public QObject, public PinHasher
{
    Q_OBJECT
public:
    explicit SodiumPinHasher(QObject *parent = nullptr);
    /// Waits for the hash under way (about a second on a small machine); nobody hears of it.
    ~SodiumPinHasher() override;

    void hash(std::shared_ptr<const Pin> pin, QObject *context,
              std::function<void(std::optional<QByteArray>)> done) override;
    void compare(const QByteArray &verifier, std::shared_ptr<const Pin> pin, QObject *context,
                 std::function<void(Match)> done) override;
    [[nodiscard]] bool isVerifier(const QByteArray &bytes) const override;

private:
    template<typename Result>
    void run(std::function<Result()> work, QObject *context, std::function<void(Result)> done);

    QThreadPool m_pool;
};

} // namespace Medio::Parents
