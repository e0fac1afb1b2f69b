// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/planning.h"

#include <algorithm>

namespace Medio::Parents {

using std::chrono::minutes;

namespace {

constexpr int quarter = 15 * 60;
constexpr int dayLength = 24 * 3600;
constexpr int longBedtime = 16 * 3600;

} // namespace

Weekdays schoolDays()
{
    return Weekdays(0b0011111);
}

std::optional<std::optional<minutes>> commonMinutes(const Flow::KidPlan &plan, Weekdays days)
{
    std::optional<std::optional<minutes>> common;
    for (size_t day = 0; day < days.size(); ++day) {
        if (!days.test(day))
            continue;
        if (common && *common != plan.weekdays.at(day))
            return std::nullopt;
        common = plan.weekdays.at(day);
    }
    return common;
}

Flow::KidPlan withMinutes(Flow::KidPlan plan, Weekdays days, std::optional<minutes> value)
{
    for (size_t day = 0; day < days.size(); ++day) {
        if (days.test(day))
            plan.weekdays.at(day) = value;
    }
    return plan;
}

minutes stepped(minutes from, int steps, minutes step, minutes least, minutes most)
{
    const minutes whole = (from / step) * step;
    const minutes next = steps < 0 && whole != from ? whole : whole + steps * step;
    return std::clamp(next, least, most);
}

QTime stepped(QTime from, int steps, QTime other)
{
    const auto leap = [](const QTime &time, int by) {
        const int second = QTime(0, 0).secsTo(time) / quarter * quarter + by * quarter;
        return QTime(0, 0).addSecs((second % dayLength + dayLength) % dayLength);
    };
    const QTime next = leap(from, steps);
    return next == other ? leap(next, steps < 0 ? -1 : 1) : next;
}

QList<PlanRemark> remarksOn(const Flow::KidPlan &plan, minutes dailyLimit)
{
    QList<PlanRemark> remarks;
    const auto any = [&plan](const auto &isSo) {
        return std::any_of(plan.weekdays.cbegin(), plan.weekdays.cend(),
                           [&isSo](const std::optional<minutes> &day) { return day && isSo(*day); });
    };
    if (any([dailyLimit](minutes day) { return day > dailyLimit; }))
        remarks.append(PlanRemark::MoreThanMedio);
    if (any([](minutes day) { return day == minutes(0); }))
        remarks.append(PlanRemark::NothingAtAll);
    if (plan.bedtime) {
        const int length = plan.bedtime->from.secsTo(plan.bedtime->to);
        if ((length + dayLength) % dayLength > longBedtime)
            remarks.append(PlanRemark::LongBedtime);
    }
    return remarks;
}

} // namespace Medio::Parents
