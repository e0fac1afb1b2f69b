// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>

#include <chrono>
#include <optional>

/// What a watch session costs. Pure.
namespace Medio::Home::Billing {

/// The seconds of a session so far. `played` is what the kiosk says was really played, never more
/// than the wall clock between start and now. Without it the wall clock is billed, as Medio does.
/// A wall clock that was set back bounds nothing: what was played counts then, up to a day.
[[nodiscard]] std::chrono::seconds counted(const QDateTime &started, const QDateTime &now,
                                           std::optional<std::chrono::seconds> played);

/// When a session was over of whose end we hear now. A word that comes within a beat's time of the one
/// before comes as things happen: now. Later than that it comes from a kiosk that was cut off: it went
/// on from its last word, at which `playedThen` had been played, until it had played all.
[[nodiscard]] QDateTime over(const QDateTime &lastWord, std::chrono::seconds playedThen, const QDateTime &now,
                             std::chrono::seconds played);

/// A child's day.
struct Balance
{
    std::chrono::seconds watched{0};
    std::chrono::minutes allowed{0}; ///< 0 or less: nothing at all
    std::chrono::minutes granted{0}; ///< by parents at the boxes, on top of it

    [[nodiscard]] std::chrono::minutes watchedMinutes() const; ///< rounded down, of the sum
    [[nodiscard]] std::chrono::minutes remaining() const;      ///< 0 or more
    [[nodiscard]] bool isUsedUp() const { return watched >= whole(); }

private:
    [[nodiscard]] std::chrono::minutes whole() const;
};

} // namespace Medio::Home::Billing
