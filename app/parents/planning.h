// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/kidplan.h"

#include <QList>
#include <QTime>

#include <bitset>
#include <chrono>
#include <optional>

/// How a child's plan is changed, step by step: pure.
namespace Medio::Parents {

/// Days of the week, Monday first.
using Weekdays = std::bitset<7>;
[[nodiscard]] Weekdays schoolDays(); ///< Monday to Friday

/// What these days have in common; nothing where they differ. The inner nothing: as much as Medio allows.
[[nodiscard]] std::optional<std::optional<std::chrono::minutes>> commonMinutes(const Flow::KidPlan &plan,
                                                                               Weekdays days);
/// `minutes`: 0..1440, or nothing: as much as Medio allows.
[[nodiscard]] Flow::KidPlan withMinutes(Flow::KidPlan plan, Weekdays days,
                                        std::optional<std::chrono::minutes> minutes);

/// In whole steps: from 62 up by fives comes 65. Within least..most.
[[nodiscard]] std::chrono::minutes stepped(std::chrono::minutes from, int steps, std::chrono::minutes step,
                                           std::chrono::minutes least, std::chrono::minutes most);
/// Round the clock by quarters of an hour; leaps over `other`, for a bedtime can't end when it begins.
[[nodiscard]] QTime stepped(QTime from, int steps, QTime other);

/// What a parent may not expect of a plan.
enum class PlanRemark {
    MoreThanMedio, ///< a day has more minutes than Medio allows: Medio's count
    NothingAtAll,  ///< a day has no minutes
    LongBedtime,   ///< more than 16 hours of the day are bedtime
};
[[nodiscard]] QList<PlanRemark> remarksOn(const Flow::KidPlan &plan, std::chrono::minutes dailyLimit);

} // namespace Medio::Parents
