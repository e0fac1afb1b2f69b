// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <chrono>

namespace Medio {

/// Who set the wall clock, as far as the machine knows.
enum class ClockSource {
    Nobody,   ///< unset, or set by whoever could reach it
    Hardware, ///< read from a battery-backed clock when the machine started
    Network,  ///< kept by NTP: the kernel says that it is synchronised
};

/// Where the kiosk gets its time from; injected everywhere, so that a test or the stage can be
/// the clock. Thread-safe: implementations may be asked from any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall time, in UTC. May jump in either direction; say no more than isTrusted() does.
    [[nodiscard]] virtual QDateTime wall() const = 0;

    /// Time since an arbitrary point of this boot; never goes back, does not stop for a set clock.
    [[nodiscard]] virtual std::chrono::nanoseconds monotonic() const = 0;

    /// Changes with every boot of the machine: monotonic times of two boots can't be compared.
    [[nodiscard]] virtual QString bootId() const = 0;

    /// The wall clock was set by somebody who knows (NTP, a hardware clock).
    [[nodiscard]] virtual bool isTrusted() const = 0;

    /// Who that was. A hardware clock speaks once, when the machine starts: what a wall clock says after
    /// somebody set it by hand is nobody's word (Flow::DayKeeper knows that).
    [[nodiscard]] virtual ClockSource source() const
    {
        return isTrusted() ? ClockSource::Network : ClockSource::Nobody;
    }

    /// The family's time zone.
    [[nodiscard]] virtual QTimeZone zone() const = 0;

    /// The family's day of wall().
    [[nodiscard]] QDate today() const { return wall().toTimeZone(zone()).date(); }
};

/// The machine's own clock: CLOCK_REALTIME, CLOCK_MONOTONIC, /proc/sys/kernel/random/boot_id and
/// the kernel's word on synchronisation (adjtimex(2)) and on the clock it started with (hctosys).
class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime wall() const override;
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override;
    [[nodiscard]] QString bootId() const override;
    [[nodiscard]] bool isTrusted() const override;
    [[nodiscard]] ClockSource source() const override;
    [[nodiscard]] QTimeZone zone() const override;
};

} // namespace Medio
