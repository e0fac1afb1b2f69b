// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/kidplan.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace Medio::Flow {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

constexpr std::array weekdayNames{"mon"_L1, "tue"_L1, "wed"_L1, "thu"_L1, "fri"_L1, "sat"_L1, "sun"_L1};
constexpr std::array<std::pair<Api::AgeRating, QLatin1StringView>, 4> ratingNames{
    {{Api::AgeRating::G, "G"_L1},
     {Api::AgeRating::PG, "PG"_L1},
     {Api::AgeRating::PG13, "PG-13"_L1},
     {Api::AgeRating::R, "R"_L1}}};
constexpr std::array endings{Ending::Film, Ending::Limit, Ending::Fits};
constexpr int dayLength = 24 * 60;
constexpr int longestOverrun = 10;

std::optional<minutes> minutesIn(const QString &text, int most)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < 0 || number > most)
        return std::nullopt;
    return minutes(number);
}

std::optional<Bedtime> bedtimeIn(const QString &text)
{
    const QStringList parts = text.split(u'-');
    if (parts.size() != 2)
        return std::nullopt;
    const Bedtime bedtime{QTime::fromString(parts.first(), u"HH:mm"_s),
                          QTime::fromString(parts.last(), u"HH:mm"_s)};
    if (!bedtime.from.isValid() || !bedtime.to.isValid() || bedtime.from == bedtime.to)
        return std::nullopt;
    return bedtime;
}

/// One word's value into the plan. Nothing: taken; otherwise what would have been allowed.
std::optional<QString> take(KidPlan &plan, const QString &key, const QString &value)
{
    const auto weekday = std::find(weekdayNames.begin(), weekdayNames.end(), key);
    if (weekday != weekdayNames.end()) {
        auto &minutesOfDay = plan.weekdays.at(size_t(weekday - weekdayNames.begin()));
        minutesOfDay = minutesIn(value, dayLength);
        return minutesOfDay ? std::nullopt : std::optional(u"0 to 1440 minutes"_s);
    }
    if (key == "bedtime"_L1) {
        plan.bedtime = bedtimeIn(value);
        return plan.bedtime ? std::nullopt : std::optional(u"two different times, as in 19:30-06:30"_s);
    }
    if (key == "rating"_L1) {
        for (const auto &[rating, name] : ratingNames) {
            if (value.compare(name, Qt::CaseInsensitive) != 0)
                continue;
            plan.highestRating = rating;
            return std::nullopt;
        }
        return u"G, PG, PG-13 or R"_s;
    }
    if (key == "ending"_L1) {
        for (const Ending ending : endings) {
            if (nameOf(ending) == value)
                plan.ending = ending;
        }
        return plan.ending ? std::nullopt : std::optional(u"film, limit or fits"_s);
    }
    if (key == "overrun"_L1) {
        const auto overrun = minutesIn(value, longestOverrun);
        plan.overrun = overrun.value_or(plan.overrun);
        return overrun ? std::nullopt : std::optional(u"0 to 10 minutes"_s);
    }
    if (key == "enough"_L1) {
        const QDate day = QDate::fromString(value, Qt::ISODate);
        plan.enoughOn = day;
        return day.isValid() ? std::nullopt : std::optional(u"a day, as in 2026-03-10"_s);
    }
    return u"mon, tue, wed, thu, fri, sat, sun, bedtime, rating, ending, overrun or enough before the ="_s;
}

} // namespace

bool Bedtime::isAt(const QTime &time) const
{
    if (from < to)
        return time >= from && time < to;
    return time >= from || time < to;
}

milliseconds Bedtime::until(const QDateTime &time) const
{
    if (isAt(time.time()))
        return milliseconds(0);
    QDateTime begin = time;
    begin.setTime(from);
    if (begin < time) {
        begin.setDate(time.date().addDays(1));
        begin.setTime(from);
    }
    return milliseconds(std::max<qint64>(0, time.msecsTo(begin)));
}

std::optional<minutes> KidPlan::minutesOn(const QDate &day) const
{
    if (!day.isValid())
        return std::nullopt;
    return weekdays.at(size_t(day.dayOfWeek() - 1));
}

bool KidPlan::allows(const Api::Video &video) const
{
    return Api::ageRatingOf(video.ageRating) <= highestRating;
}

QString KidPlan::toText() const
{
    QStringList words;
    for (size_t day = 0; day < weekdays.size(); ++day) {
        if (weekdays.at(day))
            words.append(QString(weekdayNames.at(day)) + u'=' + QString::number(weekdays.at(day)->count()));
    }
    if (bedtime)
        words.append(u"bedtime="_s + bedtime->from.toString(u"HH:mm"_s) + u'-' +
                     bedtime->to.toString(u"HH:mm"_s));
    const KidPlan usual;
    for (const auto &[rating, name] : ratingNames) {
        if (rating == highestRating && rating != usual.highestRating)
            words.append(u"rating="_s + name);
    }
    if (ending)
        words.append(u"ending="_s + nameOf(*ending));
    if (overrun != usual.overrun)
        words.append(u"overrun="_s + QString::number(overrun.count()));
    if (enoughOn)
        words.append(u"enough="_s + enoughOn->toString(Qt::ISODate));
    return words.join(u' ');
}

Expected<KidPlan, QString> KidPlan::parse(const QString &text)
{
    KidPlan plan;
    QSet<QString> seen;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QString key = word.section(u'=', 0, 0);
        if (seen.contains(key))
            return Unexpected{u"'%1' stands there twice"_s.arg(key)};
        seen.insert(key);
        if (const auto allowed = take(plan, key, word.section(u'=', 1)))
            return Unexpected{u"'%1' is not allowed: %2"_s.arg(word, *allowed)};
    }
    return plan;
}

} // namespace Medio::Flow
