// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/clockcheck.h"

namespace Medio::Parents {

namespace {

constexpr int lastYear = 2099;

} // namespace

ClockState stateOf(const ClockFacts &facts)
{
    if (facts.doubted)
        return ClockState::Doubted;
    return facts.trust == Flow::TimeTrust::Unknown ? ClockState::Guessed : ClockState::Known;
}

TimeChange changeTo(const QDateTime &time, const ClockFacts &facts)
{
    const QDate day = time.toTimeZone(facts.now.timeZone()).date();
    if (!time.isValid() || day < Flow::firstDay || day.year() > lastYear)
        return TimeChange::NotAllowed;
    if (day == facts.day)
        return TimeChange::SameDay;
    return day > facts.day ? TimeChange::Forward : TimeChange::Back;
}

ClockCheck::ClockCheck(TimeDesk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
{
}

void ClockCheck::accept()
{
    if (const auto doubted = facts().doubted)
        confirm(*doubted);
}

void ClockCheck::confirm(const QDateTime &time)
{
    if (changeTo(time, facts()) != TimeChange::NotAllowed)
        m_desk.confirmTime(time);
}

} // namespace Medio::Parents
