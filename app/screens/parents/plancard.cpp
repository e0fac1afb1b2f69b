// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/plancard.h"

#include "app/screens/parents/pieces.h"
#include "app/screens/parents/stepper.h"
#include "app/screens/parents/timewords.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::Weekdays;
using std::chrono::minutes;

namespace {

constexpr minutes step{5};
constexpr minutes mostMinutes{1440};
constexpr minutes mostOverrun{10};

} // namespace

PlanCard::PlanCard(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
{
    setObjectName(u"planCard"_s);
    setRole(*this, "card");
    auto *all = new QVBoxLayout(this);
    space(*all, 7, {18, 12, 18, 14});
    m_heading = makeLabel(this, "planHeading", "section");
    m_holds = makeLabel(this, "planHolds", "quiet");
    all->addWidget(m_heading);
    all->addWidget(m_holds);
    makeMinutes();
    m_remarks = makeLabel(this, "planRemarks", "warn");
    all->addWidget(m_remarks);
    makeBedtime();
    makeEnding();
    makeRating();
    retranslate();
    refresh();
}

void PlanCard::makeMinutes()
{
    auto *all = static_cast<QVBoxLayout *>(layout());
    m_minutesLabel = makeLabel(this, "planMinutesLabel", "field");
    all->addWidget(m_minutesLabel);
    const std::pair<Weekdays, const char *> groups[] = {{Weekdays(0b1111111), "everyDayButton"},
                                                        {Parents::schoolDays(), "schoolDaysButton"},
                                                        {~Parents::schoolDays(), "weekendButton"}};
    auto *groupRow = new QHBoxLayout;
    space(*groupRow, 6);
    for (const auto &[days, name] : groups) {
        QToolButton *button = makeSegment(this, name);
        button->setAutoExclusive(false);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        groupRow->addWidget(button, 1);
        m_groups.append({days, button});
        connect(button, &QToolButton::clicked, this, [this, days = days] { choose(days); });
    }
    all->addLayout(groupRow);
    auto *dayRow = new QHBoxLayout;
    space(*dayRow, 4);
    for (int day = 0; day < 7; ++day) {
        QToolButton *button = makeSegment(this, qPrintable(u"day%1Button"_s.arg(day + 1)));
        button->setAutoExclusive(false);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setRole(*button, "day");
        dayRow->addWidget(button, 1);
        m_dayButtons.append(button);
        connect(button, &QToolButton::clicked, this,
                [this, day] { choose(Weekdays().set(static_cast<size_t>(day))); });
    }
    all->addLayout(dayRow);
    m_minutes = new Stepper(m_look, u"minutes"_s, this);
    m_asMedio = makeButton(this, "asMedioButton", "plain");
    m_minutesLayout = new QBoxLayout(QBoxLayout::LeftToRight);
    space(*m_minutesLayout, 10);
    m_minutesLayout->addWidget(m_minutes, 1);
    m_minutesLayout->addWidget(m_asMedio);
    all->addLayout(m_minutesLayout);
    connect(m_minutes, &Stepper::stepped, this, &PlanCard::stepMinutes);
    connect(m_asMedio, &QPushButton::clicked, this,
            [this] { change(Parents::withMinutes(m_time.plan, m_days, std::nullopt)); });
}

void PlanCard::makeBedtime()
{
    auto *all = static_cast<QVBoxLayout *>(layout());
    m_bedtimeLabel = makeLabel(this, "bedtimeLabel", "field");
    all->addWidget(m_bedtimeLabel);
    QBoxLayout *choice = makeSegmentRow(this);
    m_noBedtime = addSegment(*choice, "noBedtimeButton");
    m_hasBedtime = addSegment(*choice, "hasBedtimeButton");
    all->addWidget(choice->parentWidget());
    m_bedtimeRow = new QWidget(this);
    m_from = new Stepper(m_look, u"bedtimeFrom"_s, m_bedtimeRow);
    m_to = new Stepper(m_look, u"bedtimeTo"_s, m_bedtimeRow);
    m_bedtimeLayout = new QBoxLayout(QBoxLayout::LeftToRight, m_bedtimeRow);
    space(*m_bedtimeLayout, 26);
    m_bedtimeLayout->addWidget(m_from, 1);
    m_bedtimeLayout->addWidget(m_to, 1);
    all->addWidget(m_bedtimeRow);
    connect(m_noBedtime, &QToolButton::clicked, this, [this] {
        Flow::KidPlan plan = m_time.plan;
        m_bedtime = plan.bedtime.value_or(m_bedtime);
        plan.bedtime.reset();
        change(plan);
    });
    connect(m_hasBedtime, &QToolButton::clicked, this, [this] {
        Flow::KidPlan plan = m_time.plan;
        plan.bedtime = plan.bedtime.value_or(m_bedtime);
        change(plan);
    });
    connect(m_from, &Stepper::stepped, this, [this](int by) { stepBedtime(false, by); });
    connect(m_to, &Stepper::stepped, this, [this](int by) { stepBedtime(true, by); });
}

void PlanCard::makeEnding()
{
    auto *all = static_cast<QVBoxLayout *>(layout());
    m_endingLabel = makeLabel(this, "endingLabel", "field");
    all->addWidget(m_endingLabel);
    m_endingLayout = makeSegmentRow(this);
    m_endings.insert(Flow::Ending::Film, addSegment(*m_endingLayout, "endingFilmButton"));
    m_endings.insert(Flow::Ending::Limit, addSegment(*m_endingLayout, "endingLimitButton"));
    m_endings.insert(Flow::Ending::Fits, addSegment(*m_endingLayout, "endingFitsButton"));
    all->addWidget(m_endingLayout->parentWidget());
    m_endingDetail = makeLabel(this, "endingDetail", "quiet");
    all->addWidget(m_endingDetail);
    m_overrun = new Stepper(m_look, u"overrun"_s, this);
    all->addWidget(m_overrun);
    for (auto button = m_endings.cbegin(); button != m_endings.cend(); ++button) {
        connect(*button, &QToolButton::clicked, this, [this, ending = button.key()] {
            Flow::KidPlan plan = m_time.plan;
            plan.ending = ending;
            change(plan);
        });
    }
    connect(m_overrun, &Stepper::stepped, this, [this](int by) {
        Flow::KidPlan plan = m_time.plan;
        plan.overrun = std::clamp(plan.overrun + minutes(by), minutes(0), mostOverrun);
        change(plan);
    });
}

void PlanCard::makeRating()
{
    auto *all = static_cast<QVBoxLayout *>(layout());
    m_ratingLabel = makeLabel(this, "ratingLabel", "field");
    all->addWidget(m_ratingLabel);
    QBoxLayout *row = makeSegmentRow(this);
    m_ratings.insert(Api::AgeRating::G, addSegment(*row, "ratingGButton"));
    m_ratings.insert(Api::AgeRating::PG, addSegment(*row, "ratingPgButton"));
    m_ratings.insert(Api::AgeRating::PG13, addSegment(*row, "ratingPg13Button"));
    m_ratings.insert(Api::AgeRating::R, addSegment(*row, "ratingRButton"));
    all->addWidget(row->parentWidget());
    m_ratingDetail = makeLabel(this, "ratingDetail", "quiet");
    all->addWidget(m_ratingDetail);
    for (auto button = m_ratings.cbegin(); button != m_ratings.cend(); ++button) {
        connect(*button, &QToolButton::clicked, this, [this, rating = button.key()] {
            Flow::KidPlan plan = m_time.plan;
            plan.highestRating = rating;
            change(plan);
        });
    }
}

void PlanCard::setTime(const Parents::ChildTime &time)
{
    const bool same = time.child == m_time.child && time.plan == m_time.plan && time.ending == m_time.ending;
    m_time = time;
    if (!same)
        refresh();
}

void PlanCard::choose(Weekdays days)
{
    m_days = days;
    refresh();
}

void PlanCard::change(const Flow::KidPlan &plan)
{
    if (plan != m_time.plan) {
        m_time.plan = plan;
        m_time.ending = plan.ending.value_or(m_time.ending);
        Q_EMIT planChanged(plan);
    }
    refresh();
}

void PlanCard::stepMinutes(int by)
{
    // Where days differ, and where Medio decides, it begins with what Medio allows
    const auto common = Parents::commonMinutes(m_time.plan, m_days);
    const minutes from =
        common && *common ? **common : std::clamp(m_time.child.dailyLimit, minutes(0), mostMinutes);
    change(
        Parents::withMinutes(m_time.plan, m_days, Parents::stepped(from, by, step, minutes(0), mostMinutes)));
}

void PlanCard::stepBedtime(bool end, int by)
{
    Flow::KidPlan plan = m_time.plan;
    if (!plan.bedtime)
        return;
    QTime &moved = end ? plan.bedtime->to : plan.bedtime->from;
    moved = Parents::stepped(moved, by, end ? plan.bedtime->from : plan.bedtime->to);
    change(plan);
}

void PlanCard::refresh()
{
    const Flow::KidPlan &plan = m_time.plan;
    const minutes medio = m_time.child.dailyLimit;
    for (const auto &[days, button] : std::as_const(m_groups))
        button->setChecked(days == m_days);
    for (int day = 0; day < 7; ++day) {
        QToolButton *button = m_dayButtons[day];
        const auto index = static_cast<size_t>(day);
        const minutes allowed = plan.weekdays.at(index).value_or(medio);
        button->setChecked(m_days.test(index));
        button->setText(locale().standaloneDayName(day + 1, QLocale::ShortFormat) + u'\n' +
                        QString::number(allowed.count()));
        button->setAccessibleName(locale().standaloneDayName(day + 1, QLocale::LongFormat) + u": "_s +
                                  TimeWords::minutes(allowed));
    }
    const auto common = Parents::commonMinutes(plan, m_days);
    const QString days = TimeWords::days(m_days, locale());
    QString now = tr("different");
    if (common)
        now = TimeWords::minutes(common->value_or(medio));
    m_minutes->setText(now);
    m_minutes->setWords(days, tr("Fewer minutes"), tr("More minutes"));
    const bool fromMedio = common && !*common;
    const minutes value = common ? common->value_or(medio) : medio;
    m_minutes->setSteps(value > minutes(0), value < mostMinutes);
    m_asMedio->setText(tr("As Medio allows"));
    m_asMedio->setEnabled(!fromMedio);

    m_noBedtime->setChecked(!plan.bedtime);
    m_hasBedtime->setChecked(plan.bedtime.has_value());
    m_bedtimeRow->setVisible(plan.bedtime.has_value());
    if (plan.bedtime) {
        const auto time = [this](const QTime &moment) {
            return locale().toString(moment, QLocale::ShortFormat);
        };
        m_from->setText(tr("from %1", "a time of day").arg(time(plan.bedtime->from)));
        m_to->setText(tr("to %1", "a time of day").arg(time(plan.bedtime->to)));
    }

    for (auto button = m_endings.cbegin(); button != m_endings.cend(); ++button)
        (*button)->setChecked(button.key() == m_time.ending);
    m_endingDetail->setText(TimeWords::endingDetail(m_time.ending));
    m_overrun->setVisible(m_time.ending == Flow::Ending::Film);
    m_overrun->setText(tr("at most %n minute(s) too long", "", static_cast<int>(plan.overrun.count())));
    m_overrun->setSteps(plan.overrun > minutes(0), plan.overrun < mostOverrun);

    for (auto button = m_ratings.cbegin(); button != m_ratings.cend(); ++button)
        (*button)->setChecked(button.key() == plan.highestRating);
    m_ratingDetail->setText(TimeWords::rating(plan.highestRating) + u". "_s +
                            tr("A film without a rating counts as R."));

    QStringList remarks;
    for (const Parents::PlanRemark remark : Parents::remarksOn(plan, medio))
        remarks.append(TimeWords::remark(remark, medio));
    tell(*m_remarks, remarks.join(u'\n'), "warn");
}

void PlanCard::retranslate()
{
    m_heading->setText(tr("Plan on this box"));
    m_holds->setText(tr("What you change here holds at once."));
    m_minutesLabel->setText(tr("Minutes a day"));
    for (const auto &[days, button] : std::as_const(m_groups)) {
        button->setText(days.all()                      ? tr("Every day")
                        : days == Parents::schoolDays() ? tr("Mon–Fri", "days of the week")
                                                        : tr("Sat, Sun", "days of the week"));
        button->setAccessibleName(TimeWords::days(days, locale()));
    }
    m_bedtimeLabel->setText(tr("Bedtime: then nothing plays"));
    m_noBedtime->setText(tr("None"));
    m_noBedtime->setAccessibleName(tr("No bedtime"));
    m_hasBedtime->setText(tr("With a bedtime"));
    m_hasBedtime->setAccessibleName(tr("With a bedtime"));
    m_from->setWords(tr("Bedtime begins"), tr("Earlier"), tr("Later"));
    m_to->setWords(tr("Bedtime ends"), tr("Earlier"), tr("Later"));
    m_endingLabel->setText(tr("When the time is up, a film ends"));
    for (auto button = m_endings.cbegin(); button != m_endings.cend(); ++button) {
        (*button)->setText(TimeWords::ending(button.key()));
        (*button)->setAccessibleName(TimeWords::ending(button.key()));
    }
    m_overrun->setWords(tr("How much too long"), tr("Less"), tr("More"));
    m_ratingLabel->setText(tr("Films up to"));
    const std::pair<Api::AgeRating, QLatin1StringView> ratings[] = {{Api::AgeRating::G, "G"_L1},
                                                                    {Api::AgeRating::PG, "PG"_L1},
                                                                    {Api::AgeRating::PG13, "PG-13"_L1},
                                                                    {Api::AgeRating::R, "R"_L1}};
    for (const auto &[rating, name] : ratings) {
        m_ratings.value(rating)->setText(name);
        m_ratings.value(rating)->setAccessibleName(TimeWords::rating(rating));
    }
}

void PlanCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange && m_endingLayout != nullptr)
        arrange(); // another scale, perhaps
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        retranslate();
        refresh();
    }
    QFrame::changeEvent(event);
}

void PlanCard::resizeEvent(QResizeEvent *event)
{
    arrange();
    QFrame::resizeEvent(event);
}

void PlanCard::arrange()
{
    for (QBoxLayout *row : {m_bedtimeLayout, m_minutesLayout, m_endingLayout})
        turn(*row, width() < m_look.px(520), m_look.scale());
}

} // namespace Medio::Screens
