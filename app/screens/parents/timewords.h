// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/boxes.h"
#include "app/parents/clockcheck.h"
#include "app/parents/planning.h"
#include "app/parents/watchtimes.h"
#include "app/screens/parents/statuswords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>

#include <chrono>

namespace Medio::Screens {

/// What the kinds and numbers of watch time are called. Pure but for the translator; GUI thread.
class TimeWords
{
    Q_DECLARE_TR_FUNCTIONS(Medio::Screens::TimeWords)
public:
    [[nodiscard]] static QString minutes(std::chrono::minutes value);
    /// "+15:00", "−0:40": what a term adds to the rest.
    [[nodiscard]] static QString change(std::chrono::milliseconds amount);

    /// How much may be watched now, and what keeps the rest away.
    [[nodiscard]] static QString left(const Parents::ChildTime &time);
    /// Empty where nothing does.
    [[nodiscard]] static QString hindrance(Parents::Hindrance hindrance);
    /// Of a child that the server has not made yet.
    [[nodiscard]] static QString pending();
    /// "34 of 60 minutes today".
    [[nodiscard]] static QString played(const Flow::Explanation &today);
    /// After a parent gave time.
    [[nodiscard]] static Told given(std::chrono::minutes amount, Parents::Hindrance hindrance);
    [[nodiscard]] static QString notGiven();

    // Why so much is left
    [[nodiscard]] static QString term(Flow::Term::Kind kind);
    [[nodiscard]] static QString cap(Flow::Cap::Kind kind);

    // The plan
    [[nodiscard]] static QString ending(Flow::Ending ending);
    [[nodiscard]] static QString endingDetail(Flow::Ending ending);
    [[nodiscard]] static QString rating(Api::AgeRating rating);
    [[nodiscard]] static QString remark(Parents::PlanRemark remark, std::chrono::minutes dailyLimit);
    /// Of days chosen: "every day", "school days", or their names.
    [[nodiscard]] static QString days(Parents::Weekdays days, const QLocale &locale);

    // The clock, and other boxes
    [[nodiscard]] static QString moment(const QDateTime &time, const QLocale &locale);
    [[nodiscard]] static Told clock(const Parents::ClockFacts &facts, const QLocale &locale);
    [[nodiscard]] static QString change(Parents::TimeChange change);
    [[nodiscard]] static QString share(int percent);
    [[nodiscard]] static QString shareDetail(int percent);
    [[nodiscard]] static QString problem(Parents::BoxProblem problem);
};

} // namespace Medio::Screens
