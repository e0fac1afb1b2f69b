// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/pin.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace Medio::Parents {

/// Makes verifiers of PINs and compares. Slow on purpose, so it is done elsewhere: nothing blocks, and
/// `done` runs later on the GUI thread, once, never from within the call, unless `context` died.
/// Lives on the GUI thread.
class PinHasher
{
public:
    enum class Match {
        Same,
        Different,
        Failed, ///< could not be found out, for want of memory for example; nobody is to blame
    };

    virtual ~PinHasher() = default;

    /// A secret. Nothing: Failed.
    virtual void hash(std::shared_ptr<const Pin> pin, QObject *context,
                      std::function<void(std::optional<QByteArray>)> done) = 0;
    /// `verifier` is one (isVerifier).
    virtual void compare(const QByteArray &verifier, std::shared_ptr<const Pin> pin, QObject *context,
                         std::function<void(Match)> done) = 0;
    /// Whether the bytes are a verifier of this kind, of a cost that this machine can bear. Total.
    [[nodiscard]] virtual bool isVerifier(const QByteArray &bytes) const = 0;
};

} // namespace Medio::Parents
