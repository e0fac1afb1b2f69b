// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/connection.h"
#include "nfc/reader/inventory.h"
#include "nfc/reader/surroundings.h"
#include "nfc/reader/transport.h"
#include "nfc/reader/typeddigits.h"

#include <functional>
#include <optional>

namespace Medio::Nfc {

/// A cheap USB reader that types a chip's number like a keyboard. It is grabbed, so that its digits reach no
/// other program. It tells a tap and nothing else: each number is one look that finds a chip. A reader that
/// types on while the chip lies there tells one tap, as long as it types the same within `repeat`.
class KeyboardTransport final : public Transport
{
public:
    /// Opens an input device and keeps its events from everybody else: a descriptor that does not block, or
    /// errno.
    using Grab = std::function<Expected<int, int>(const QString &node)>;
    /// The real one: open() and EVIOCGRAB.
    static Expected<int, int> grab(const QString &node);

    static constexpr std::chrono::milliseconds repeat{1500};

    /// The inventory and the surroundings must outlive it.
    KeyboardTransport(Connection connection, const Inventory &inventory, const Surroundings &surroundings,
                      Grab grab = &KeyboardTransport::grab);
    ~KeyboardTransport() override;
    Q_DISABLE_COPY_MOVE(KeyboardTransport)

    Expected<Reader, Trouble> open() override;
    Look look(std::chrono::milliseconds patience) override;
    void close() override;
    [[nodiscard]] Trouble trouble(Look::Result result) const override;

private:
    /// Reads what there is into m_taps. False when the device is gone.
    bool readEvents();
    [[nodiscard]] bool isNewTap(const QByteArray &digits, std::chrono::microseconds when);

    const Connection m_connection;
    const Inventory &m_inventory;
    const Surroundings &m_surroundings;
    const Grab m_grab;
    int m_file = -1;
    QString m_node;
    TypedDigits m_typed;
    QList<QByteArray> m_taps; ///< UIDs that are not told yet; as many as one reading of the device holds
    QByteArray m_lastDigits;
    std::chrono::microseconds m_lastTap{0};
};

} // namespace Medio::Nfc
