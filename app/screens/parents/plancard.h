// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/planning.h"
#include "app/parents/watchtimes.h"

#include <QFrame>
#include <QHash>
#include <QList>

#include <utility>

class QBoxLayout;
class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace Medio::Screens {

class Look;
class Stepper;

/// A child's plan on this box: minutes of each weekday, bedtime, how a film ends, for which age. What is
/// changed holds at once. GUI thread.
class PlanCard final : public QFrame
{
    Q_OBJECT
public:
    PlanCard(const Look &look, QWidget *parent);

    void setTime(const Parents::ChildTime &time);
    /// The days that the minutes are changed of: every day at first.
    void choose(Parents::Weekdays days);

Q_SIGNALS:
    void planChanged(const Medio::Flow::KidPlan &plan);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeMinutes();
    void makeBedtime();
    void makeEnding();
    void makeRating();
    void stepMinutes(int by);
    void stepBedtime(bool end, int by);
    void change(const Flow::KidPlan &plan);
    void refresh();
    void arrange();
    void retranslate();

    const Look &m_look;
    Parents::ChildTime m_time;
    Parents::Weekdays m_days{0b1111111};
    Flow::Bedtime m_bedtime; ///< as it was before somebody switched it off

    QLabel *m_heading = nullptr;
    QLabel *m_holds = nullptr;
    QLabel *m_minutesLabel = nullptr;
    QList<std::pair<Parents::Weekdays, QToolButton *>> m_groups;
    QList<QToolButton *> m_dayButtons;
    Stepper *m_minutes = nullptr;
    QPushButton *m_asMedio = nullptr;
    QLabel *m_bedtimeLabel = nullptr;
    QToolButton *m_noBedtime = nullptr;
    QToolButton *m_hasBedtime = nullptr;
    QWidget *m_bedtimeRow = nullptr;
    QBoxLayout *m_bedtimeLayout = nullptr;
    Stepper *m_from = nullptr;
    Stepper *m_to = nullptr;
    QLabel *m_endingLabel = nullptr;
    QHash<Flow::Ending, QToolButton *> m_endings;
    QLabel *m_endingDetail = nullptr;
    Stepper *m_overrun = nullptr;
    QLabel *m_ratingLabel = nullptr;
    QHash<Api::AgeRating, QToolButton *> m_ratings;
    QLabel *m_ratingDetail = nullptr;
    QLabel *m_remarks = nullptr;
    QBoxLayout *m_minutesLayout = nullptr;
    QBoxLayout *m_endingLayout = nullptr;
};

} // namespace Medio::Screens
