// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/pinhasher.h"

#include <deque>
#include <mutex>
#include <thread>

namespace Medio::Parents {

/// Argon2id by libsodium, one at a time, on a thread for each: 64 MiB and two passes (libsodium's
/// "interactive"), which a Raspberry Pi Zero 2 with its 512 MB can still bear. A PIN of four digits does not
/// withstand a thief of the verifier at any cost; the keychain and the pauses of the door protect it.
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

protected:
    bool event(QEvent *event) override;

private:
    using Answer = std::function<void()>;

    /// `work` runs on the other thread, what it returns on this one.
    void run(std::function<Answer()> work);

    std::mutex m_mutex;
    std::deque<Answer> m_answers; ///< guarded by the mutex
    std::thread m_thread;         ///< the newest; waits for the one before
};

} // namespace Medio::Parents
