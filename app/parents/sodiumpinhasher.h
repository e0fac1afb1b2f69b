// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/mailbox.h"
#include "app/parents/pinhasher.h"

#include <thread>

namespace Medio::Parents {

/// Argon2id by libsodium, one at a time, on a thread for each: 64 MiB and two passes (libsodium's
/// "interactive"), which a Raspberry Pi Zero 2 with its 512 MB can still bear. A PIN of four digits does not
/// withstand a thief of the verifier at any cost; the keychain and the pauses of the door protect it.
class SodiumPinHasher final : public PinHasher
{
public:
    SodiumPinHasher();
    /// Waits for the hash under way (about a second on a small machine); nobody hears of it.
    ~SodiumPinHasher() override;
    Q_DISABLE_COPY_MOVE(SodiumPinHasher)

    void hash(std::shared_ptr<const Pin> pin, QObject *context,
              std::function<void(std::optional<QByteArray>)> done) override;
    void compare(const QByteArray &verifier, std::shared_ptr<const Pin> pin, QObject *context,
                 std::function<void(Match)> done) override;
    [[nodiscard]] bool isVerifier(const QByteArray &bytes) const override;

private:
    using Answer = std::function<void()>;

    /// `work` runs on the other thread, what it returns on this one.
    void run(std::function<Answer()> work);

    Mailbox m_answers;
    std::thread m_thread; ///< the newest; waits for the one before
};

} // namespace Medio::Parents
