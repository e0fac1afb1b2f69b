// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/billing.h"

#include <algorithm>

namespace Medio::Home::Billing {

using namespace std::chrono_literals;
using std::chrono::minutes;
using std::chrono::seconds;

seconds counted(const QDateTime &started, const QDateTime &now, std::optional<seconds> played)
{
    const seconds wall(started.secsTo(now));
    if (!played)
        return std::max(wall, 0s);
    const seconds most = wall >= 0s ? wall : seconds(24h);
    return std::clamp(*played, 0s, most);
}

QDateTime over(const QDateTime &lastWord, seconds playedThen, const QDateTime &now, seconds played)
{
    constexpr seconds betweenBeats = 3min; // the kiosk's are 60 s apart, after failures up to 2 min
    if (seconds(lastWord.secsTo(now)) <= betweenBeats)
        return now;
    return std::min(now, lastWord.addSecs(std::max(played - playedThen, 0s).count()));
}

minutes Balance::watchedMinutes() const
{
    return std::chrono::floor<minutes>(watched);
}

minutes Balance::whole() const
{
    return std::max(allowed, minutes(0)) + granted;
}

minutes Balance::remaining() const
{
    return std::max(whole() - watchedMinutes(), minutes(0));
}

} // namespace Medio::Home::Billing
