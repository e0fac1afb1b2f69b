// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/values.h"

#include <array>
#include <utility>

namespace Medio::Api {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array stopReasons{
    std::pair{StopReason::Completed, "completed"_L1},
    std::pair{StopReason::Manual, "manual"_L1},
    std::pair{StopReason::DailyLimit, "daily_limit"_L1},
    std::pair{StopReason::SwipeExit, "swipe_exit"_L1},
    std::pair{StopReason::Error, "error"_L1},
};

} // namespace

AgeRating ageRatingOf(const QString &text)
{
    const QString rating = text.trimmed().toUpper();
    if (rating == "G"_L1)
        return AgeRating::G;
    if (rating == "PG"_L1)
        return AgeRating::PG;
    if (rating == "PG-13"_L1)
        return AgeRating::PG13;
    return AgeRating::R;
}

QString stopReasonText(StopReason reason)
{
    for (const auto &[value, text] : stopReasons) {
        if (value == reason)
            return text;
    }
    Q_UNREACHABLE();
}

std::optional<StopReason> stopReasonOf(const QString &text)
{
    for (const auto &[value, name] : stopReasons) {
        if (name == text)
            return value;
    }
    return std::nullopt;
}

} // namespace Medio::Api
