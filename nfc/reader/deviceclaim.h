// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/surroundings.h"
#include "nfc/reader/transport.h"

#include <QString>

#include <optional>

namespace Medio::Nfc {

/// That a device file is ours alone, as long as this lives. libnfc takes no lock that works: two
/// programs on one line would read each other's answers.
class DeviceClaim
{
public:
    /// Asks them why, when it can't be had; they must outlive it.
    explicit DeviceClaim(const Surroundings &surroundings)
        : m_surroundings(surroundings)
    {
    }
    ~DeviceClaim();
    Q_DISABLE_COPY_MOVE(DeviceClaim)

    /// Takes the lock (flock). Nothing, or why it can't be had: Missing, Busy, NotPermitted.
    std::optional<Trouble> take(const QString &path, bool isSerialLine);

    /// From now on nobody else can open the line (TIOCEXCL). To be called when everybody who
    /// should has opened it.
    void exclude() const;

    void release();

    /// The device was pulled out.
    [[nodiscard]] bool isGone() const;

private:
    const Surroundings &m_surroundings;
    int m_file = -1;
};

} // namespace Medio::Nfc
