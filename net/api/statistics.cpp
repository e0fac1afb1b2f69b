// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/statistics.h"

#include "net/api/jsonreader.h"

#include <QDateTime>
#include <QTimeZone>

namespace Medio::Api {

namespace {

using namespace Qt::StringLiterals;
using Json::anyInt;
using std::chrono::minutes;

/// "2026-11-19T23:00:00Z" is the 20th of a server one hour to the east (Q17).
QDate nearestDate(Json::Reader &reader, QLatin1StringView key)
{
    const QDateTime instant = QDateTime::fromString(reader.raw(key).toString(), Qt::ISODateWithMs);
    if (!instant.isValid()) {
        reader.problem(key, u"must be a time like 2026-03-10T00:00:00.000Z"_s);
        return {};
    }
    return instant.toTimeZone(QTimeZone::utc()).addSecs(qint64{12} * 3600).date();
}

} // namespace

template<>
Decoded<ProfileStats> decode(const QByteArray &body)
{
    return Json::decodeAnswer(body, [](Json::Reader &reader) {
        ProfileStats stats;
        stats.watchedToday = minutes(reader.integer("watched_today"_L1, 0, anyInt));
        stats.days = reader.array("weekly_stats"_L1, [](Json::Reader &day) {
            return ProfileStats::Day{nearestDate(day, "date"_L1),
                                     minutes(day.integer("total_minutes"_L1, 0, anyInt))};
        });
        // Counts and sums are texts here and nowhere else (Q9); a text without digits is a problem.
        stats.topVideos = reader.array("top_videos"_L1, [](Json::Reader &video) {
            ProfileStats::TopVideo top;
            top.title = video.escapedText("title"_L1);
            top.watchCount = video.lenientInteger("watch_count"_L1, 0, anyInt).value_or(0);
            if (video.hasValue("total_minutes"_L1)) {
                if (const auto total = video.lenientInteger("total_minutes"_L1, 0, anyInt))
                    top.total = minutes(*total);
            }
            return top;
        });
        return stats;
    });
}

} // namespace Medio::Api
