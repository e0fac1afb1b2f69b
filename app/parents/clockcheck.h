// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/timedesk.h"

#include <QDateTime>

namespace Medio::Parents {

/// How sure it is what time it is.
enum class ClockState {
    Known,
    Doubted, ///< somebody says otherwise, and further away than anybody is believed alone
    Guessed, ///< nobody said anything: the last known day goes on
};
[[nodiscard]] ClockState stateOf(const ClockFacts &facts);

/// What it means to say that it is so late.
enum class TimeChange {
    SameDay,
    Forward,    ///< a later day begins
    Back,       ///< an earlier day goes on: what was watched on it counts again
    NotAllowed, ///< before the days that this kiosk knows, or after those of anybody who reads this
};
[[nodiscard]] TimeChange changeTo(const QDateTime &time, const ClockFacts &facts);

/// A parent says what time it is. Lives on the GUI thread; the desk outlives it.
class ClockCheck final : public QObject
{
    Q_OBJECT
public:
    explicit ClockCheck(TimeDesk &desk, QObject *parent = nullptr);

    /// As of now; time goes on without a word.
    [[nodiscard]] ClockFacts facts() const { return m_desk.clock(); }

    /// What is doubted is right. Does nothing where nothing is.
    void accept();
    /// "It is now ..."; what is not allowed is ignored.
    void confirm(const QDateTime &time);

private:
    TimeDesk &m_desk;
};

} // namespace Medio::Parents
