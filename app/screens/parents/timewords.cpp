// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/timewords.h"

#include "app/screens/parents/rows.h"

#include <QStringList>

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::BoxProblem;
using Parents::ChildTime;
using Parents::ClockFacts;
using Parents::Hindrance;
using Parents::PlanRemark;
using std::chrono::milliseconds;
using std::chrono::seconds;

QString TimeWords::minutes(std::chrono::minutes value)
{
    return tr("%n minute(s)", "", static_cast<int>(value.count()));
}

QString TimeWords::change(milliseconds amount)
{
    const QString sign = amount < milliseconds(0) ? u"\u2212"_s : u"+"_s;
    return sign + lengthText(std::chrono::floor<seconds>(std::chrono::abs(amount)));
}

QString TimeWords::left(const ChildTime &time)
{
    const milliseconds left = time.today.balance.least();
    if (time.hindrance != Hindrance::None || left <= milliseconds(0))
        return tr("Nothing left now");
    if (left < std::chrono::minutes(1))
        return tr("Less than a minute left");
    return tr("%n minute(s) left", "",
              static_cast<int>(std::chrono::floor<std::chrono::minutes>(left).count()));
}

QString TimeWords::hindrance(Hindrance hindrance)
{
    switch (hindrance) {
    case Hindrance::None:
        return {};
    case Hindrance::Paused:
        return tr("Everything is paused.");
    case Hindrance::Enough:
        return tr("You said: enough for today.");
    case Hindrance::Bedtime:
        return tr("It is bedtime.");
    case Hindrance::Lease:
        return tr("The rest of today belongs to another box of yours.");
    case Hindrance::Share:
        return tr("Medio can't be reached, and this box has given its share of the day.");
    }
    return {};
}

QString TimeWords::pending()
{
    return tr("Medio does not know this child yet. As soon as it does, you can make a plan and give time.");
}

QString TimeWords::played(const Flow::Explanation &today)
{
    using std::chrono::floor;
    // Up, as what is left is rounded down
    const auto played = std::chrono::ceil<std::chrono::minutes>(today.played).count();
    return tr("%1 of %n minute(s) watched today", "",
              static_cast<int>(floor<std::chrono::minutes>(today.whole).count()))
        .arg(played);
}

Told TimeWords::given(std::chrono::minutes amount, Hindrance hindrance)
{
    const QString gave = tr("%n minute(s) more for today.", "", static_cast<int>(amount.count()));
    if (hindrance == Hindrance::None)
        return {Weight::Good, gave, {}};
    return {Weight::Warn, gave, TimeWords::hindrance(hindrance)};
}

QString TimeWords::notGiven()
{
    return tr("Nothing was given: the disk of this box does not take it.");
}

QString TimeWords::term(Flow::Term::Kind kind)
{
    using Kind = Flow::Term::Kind;
    switch (kind) {
    case Kind::Daily:
        return tr("Allowed today");
    case Kind::Bonus:
        return tr("Given on top");
    case Kind::Here:
        return tr("Watched on this box");
    case Kind::Elsewhere:
        return tr("Watched elsewhere");
    case Kind::Debt:
        return tr("Watched too long yesterday");
    case Kind::Lost:
        return tr("Counted because today's record was damaged");
    case Kind::Server:
        return tr("Medio says that today is used up: it rounds up");
    case Kind::Beyond:
        return tr("Watched too long before you gave more");
    }
    return {};
}

QString TimeWords::cap(Flow::Cap::Kind kind)
{
    using Kind = Flow::Cap::Kind;
    switch (kind) {
    case Kind::Bedtime:
        return tr("Until bedtime");
    case Kind::Enough:
        return tr("You said: enough for today");
    case Kind::Lease:
        return tr("This box may give, the rest belongs to other boxes");
    case Kind::Offline:
        return tr("This box's share while Medio can't be reached");
    case Kind::Paused:
        return tr("Everything is paused");
    }
    return {};
}

QString TimeWords::ending(Flow::Ending ending)
{
    switch (ending) {
    case Flow::Ending::Film:
        return tr("After the film");
    case Flow::Ending::Limit:
        return tr("At once");
    case Flow::Ending::Fits:
        return tr("Only what fits");
    }
    return {};
}

QString TimeWords::endingDetail(Flow::Ending ending)
{
    switch (ending) {
    case Flow::Ending::Film:
        return tr("The film, or its chapter, may come to its end. What is too long is taken off tomorrow.");
    case Flow::Ending::Limit:
        return tr("The film stops when the time is up, also in the middle.");
    case Flow::Ending::Fits:
        return tr("A film that is longer than what is left is not started: its picture sleeps.");
    }
    return {};
}

QString TimeWords::rating(Api::AgeRating rating)
{
    switch (rating) {
    case Api::AgeRating::G:
        return tr("For everybody (G)");
    case Api::AgeRating::PG:
        return tr("Rather with parents (PG)");
    case Api::AgeRating::PG13:
        return tr("From about 13 years (PG-13)");
    case Api::AgeRating::R:
        return tr("Every film (R)");
    }
    return {};
}

QString TimeWords::remark(PlanRemark remark, std::chrono::minutes dailyLimit)
{
    switch (remark) {
    case PlanRemark::MoreThanMedio:
        return tr(
            "Medio allows %n minute(s) a day: more than that is never given. It is changed further down.", "",
            static_cast<int>(dailyLimit.count()));
    case PlanRemark::NothingAtAll:
        return tr("On a day with 0 minutes nothing can be watched.");
    case PlanRemark::LongBedtime:
        return tr("This bedtime is longer than 16 hours. Are its ends the wrong way round?");
    }
    return {};
}

QString TimeWords::days(Parents::Weekdays days, const QLocale &locale)
{
    if (days.all())
        return tr("Every day");
    if (days == Parents::schoolDays())
        return tr("Monday to Friday");
    if (days == ~Parents::schoolDays())
        return tr("Saturday and Sunday");
    QStringList names;
    for (int day = 0; day < 7; ++day) {
        if (days.test(static_cast<size_t>(day)))
            names.append(locale.standaloneDayName(
                day + 1, names.isEmpty() && days.count() == 1 ? QLocale::LongFormat : QLocale::ShortFormat));
    }
    return names.isEmpty() ? tr("Choose a day") : names.join(u", "_s);
}

QString TimeWords::moment(const QDateTime &time, const QLocale &locale)
{
    return tr("%1, %2", "a day and a time of day")
        .arg(locale.toString(time.date(), QLocale::LongFormat),
             locale.toString(time.time(), QLocale::ShortFormat));
}

Told TimeWords::clock(const ClockFacts &facts, const QLocale &locale)
{
    const QString now = moment(facts.now, locale);
    switch (Parents::stateOf(facts)) {
    case Parents::ClockState::Doubted:
        return {Weight::Bad, tr("Which day is it?"),
                tr("This box goes by %1. Now it hears: %2. That is further away than a clock goes wrong, so "
                   "it asks you.")
                    .arg(now, moment(facts.doubted->toTimeZone(facts.now.timeZone()), locale))};
    case Parents::ClockState::Guessed:
        return {Weight::Warn, tr("Nobody told this box what time it is"),
                tr("Its clock shows %1. Until somebody says so, %2 goes on, so that a wrong clock gives no "
                   "new day.")
                    .arg(now, locale.toString(facts.day, QLocale::ShortFormat))};
    case Parents::ClockState::Known:
        break;
    }
    Told told{Weight::Good, now, {}};
    switch (facts.trust) {
    case Flow::TimeTrust::Unknown:
        break;
    case Flow::TimeTrust::Hardware:
        told.detail = tr("By this box's own clock, which has a battery.");
        break;
    case Flow::TimeTrust::Server:
        told.detail = tr("Medio said so.");
        break;
    case Flow::TimeTrust::Network:
        told.detail = tr("By the clocks of the internet.");
        break;
    case Flow::TimeTrust::Parent:
        told.detail = tr("You said so.");
        break;
    }
    return told;
}

QString TimeWords::change(Parents::TimeChange change)
{
    switch (change) {
    case Parents::TimeChange::SameDay:
        return {};
    case Parents::TimeChange::Forward:
        return tr("A new day begins, with its own minutes.");
    case Parents::TimeChange::Back:
        return tr("The day goes back: what was watched on that day counts again.");
    case Parents::TimeChange::NotAllowed:
        return tr("This box knows no such day.");
    }
    return {};
}

QString TimeWords::share(int percent)
{
    switch (percent) {
    case 100:
        return tr("All of it");
    case 50:
        return tr("Half");
    case 33:
        return tr("A third");
    case 25:
        return tr("A quarter");
    default:
        return tr("%1 %", "percent").arg(percent);
    }
}

QString TimeWords::shareDetail(int percent)
{
    if (percent == 100)
        return tr("Without Medio this box gives a child's whole day. With a second box that does the same, a "
                  "child could watch twice as long while both can't reach Medio. Then choose a share.");
    return tr("Without Medio this box gives no more than this share of a day. With Medio nothing changes.");
}

QString TimeWords::problem(BoxProblem problem)
{
    switch (problem) {
    case BoxProblem::NotSignedIn:
        return tr("Sign in first: only then does Medio tell of your other boxes.");
    case BoxProblem::ServerAway:
        return tr("Medio can't be reached. Please try again later.");
    case BoxProblem::Refused:
        return tr("Medio did not do it. Please try again later.");
    }
    return {};
}

} // namespace Medio::Screens
