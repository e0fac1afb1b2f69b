// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/timepage.h"

#include "app/screens/parents/pieces.h"
#include "app/screens/parents/question.h"
#include "app/screens/parents/stepper.h"
#include "app/screens/parents/timewords.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFrame>
#include <QHideEvent>
#include <QLabel>
#include <QPushButton>
#include <QTimeZone>
#include <QToolButton>

#include <utility>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::FamilyBox;
using Parents::TimeChange;

TimePage::TimePage(const Look &look, const UseCases &useCases, Question &question, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_useCases(useCases)
    , m_question(question)
{
    setObjectName(u"timePage"_s);
    QVBoxLayout *all = makeColumn(this);
    QWidget *content = all->parentWidget();
    m_back = makeTool(content, "timeBackButton", look, Symbol::Back, "plain");
    m_heading = makeLabel(content, "timeHeading", "title");
    all->addLayout(makeTop(m_back, m_heading));
    makeClock(*all, content);
    makeShare(*all, content);
    makeBoxes(*all, content);
    all->addStretch(1);

    connect(m_back, &QToolButton::clicked, this, &TimePage::backRequested);
    connect(&useCases.boxes, &Parents::Boxes::changed, this, &TimePage::refreshBoxes);
    connect(&useCases.boxes, &Parents::Boxes::released, this,
            [this] { tell(*m_boxesNotice, tr("Done: its minutes are free for the others."), "good"); });
    connect(&useCases.watchTimes, &Parents::WatchTimes::changed, this, &TimePage::refreshShare);
    retranslate();
    endSetting();
    refreshShare();
    refreshBoxes();
}

void TimePage::makeClock(QVBoxLayout &all, QWidget *content)
{
    QFrame *card = makeCard(content, "clockSetCard");
    m_clockTitle = makeLabel(card, "clockTitle", "section");
    m_clockDetail = makeLabel(card, "clockDetail", "quiet");
    m_accept = makeButton(card, "clockAcceptButton", "primary");
    m_set = makeButton(card, "clockSetButton");
    auto *buttons = new QHBoxLayout;
    space(*buttons, 8);
    buttons->addWidget(m_accept);
    buttons->addWidget(m_set);
    buttons->addStretch(1);

    m_setter = new QWidget(card);
    const std::pair<Part, QString> parts[] = {{Part::Day, u"day"_s},
                                              {Part::Month, u"month"_s},
                                              {Part::Year, u"year"_s},
                                              {Part::Hour, u"hour"_s},
                                              {Part::Minute, u"minute"_s}};
    m_dateLayout = new QBoxLayout(QBoxLayout::LeftToRight);
    space(*m_dateLayout, 22);
    auto *timeLayout = new QHBoxLayout;
    space(*timeLayout, 22);
    for (const auto &[part, name] : parts) {
        auto *stepper = new Stepper(m_look, name, m_setter);
        m_steppers.insert(part, stepper);
        const bool isDate = part == Part::Day || part == Part::Month || part == Part::Year;
        (isDate ? static_cast<QBoxLayout *>(m_dateLayout) : timeLayout)->addWidget(stepper, 1);
        connect(stepper, &Stepper::stepped, this, [this, part = part](int by) { step(part, by); });
    }
    m_change = makeLabel(m_setter, "clockChange", "warn");
    m_confirm = makeButton(m_setter, "clockConfirmButton", "primary");
    m_cancel = makeButton(m_setter, "clockCancelButton", "plain");
    auto *decide = new QHBoxLayout;
    space(*decide, 8);
    decide->addWidget(m_confirm);
    decide->addWidget(m_cancel);
    decide->addStretch(1);
    auto *setter = new QVBoxLayout(m_setter);
    space(*setter, 8);
    setter->addLayout(m_dateLayout);
    setter->addLayout(timeLayout);
    setter->addWidget(m_change);
    setter->addLayout(decide);

    auto *inside = new QVBoxLayout(card);
    space(*inside, 7, {18, 12, 18, 14});
    inside->addWidget(m_clockTitle);
    inside->addWidget(m_clockDetail);
    inside->addLayout(buttons);
    inside->addWidget(m_setter);
    all.addWidget(card);

    connect(m_accept, &QPushButton::clicked, this, [this] {
        m_useCases.clockCheck.accept();
        endSetting();
    });
    connect(m_set, &QPushButton::clicked, this, &TimePage::beginSetting);
    connect(m_confirm, &QPushButton::clicked, this, &TimePage::confirm);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        endSetting();
        m_set->setFocus();
    });
}

void TimePage::makeShare(QVBoxLayout &all, QWidget *content)
{
    m_shareCard = makeCard(content, "shareCard");
    m_shareTitle = makeLabel(m_shareCard, "shareTitle", "section");
    m_shareDetail = makeLabel(m_shareCard, "shareDetail", "quiet");
    m_shareLayout = makeSegmentRow(m_shareCard);
    for (const int percent : {100, 50, 33, 25}) {
        QToolButton *button = addSegment(*m_shareLayout, qPrintable(u"share%1Button"_s.arg(percent)));
        m_shares.insert(percent, button);
        connect(button, &QToolButton::clicked, this,
                [this, percent] { m_useCases.watchTimes.setOfflineShare(percent); });
    }
    auto *inside = new QVBoxLayout(m_shareCard);
    space(*inside, 7, {18, 12, 18, 14});
    inside->addWidget(m_shareTitle);
    inside->addWidget(m_shareLayout->parentWidget());
    inside->addWidget(m_shareDetail);
    all.addWidget(m_shareCard);
}

void TimePage::makeBoxes(QVBoxLayout &all, QWidget *content)
{
    m_boxesCard = makeCard(content, "boxesCard");
    m_boxesTitle = makeLabel(m_boxesCard, "boxesTitle", "section");
    m_boxesDetail = makeLabel(m_boxesCard, "boxesDetail", "quiet");
    m_boxesNotice = makeLabel(m_boxesCard, "boxesNotice", "good");
    m_boxesNotice->hide();
    auto *inside = new QVBoxLayout(m_boxesCard);
    space(*inside, 7, {18, 12, 18, 14});
    inside->addWidget(m_boxesTitle);
    inside->addWidget(m_boxesDetail);
    inside->addWidget(m_boxesNotice);
    all.addWidget(m_boxesCard);
}

// --- The clock

void TimePage::refresh()
{
    const Parents::ClockFacts facts = m_useCases.clockCheck.facts();
    const Told told = TimeWords::clock(facts, locale());
    m_clockTitle->setText(told.title);
    m_clockDetail->setText(told.detail);
    m_accept->setVisible(facts.doubted.has_value() && !m_wished.isValid());
    if (facts.doubted)
        m_accept->setText(tr("That is right"));
    m_set->setText(facts.doubted ? tr("It is another time") : tr("Set the clock"));
    m_shareCard->setVisible(m_useCases.watchTimes.needsShare());
    m_boxesCard->setVisible(m_useCases.boxes.areThere());
}

void TimePage::beginSetting()
{
    const Parents::ClockFacts facts = m_useCases.clockCheck.facts();
    m_wished = facts.doubted ? facts.doubted->toTimeZone(facts.now.timeZone()) : facts.now;
    const QTime time = m_wished.time();
    m_wished.setTime(QTime(time.hour(), time.minute()));
    m_set->hide();
    m_setter->show();
    showWished();
    refresh();
    m_confirm->setFocus();
}

void TimePage::endSetting()
{
    m_wished = {};
    m_setter->hide();
    m_set->show();
    refresh();
}

void TimePage::step(Part part, int by)
{
    switch (part) {
    case Part::Day:
        m_wished = m_wished.addDays(by);
        break;
    case Part::Month:
        m_wished = m_wished.addMonths(by);
        break;
    case Part::Year:
        m_wished = m_wished.addYears(by);
        break;
    case Part::Hour: // of the same day
        m_wished.setTime(QTime((m_wished.time().hour() + by + 24) % 24, m_wished.time().minute()));
        break;
    case Part::Minute:
        m_wished.setTime(QTime(m_wished.time().hour(), (m_wished.time().minute() + by + 60) % 60));
        break;
    }
    showWished();
}

void TimePage::showWished()
{
    const QDate date = m_wished.date();
    m_steppers.value(Part::Day)->setText(locale().toString(date, u"ddd d"_s));
    m_steppers.value(Part::Month)->setText(locale().standaloneMonthName(date.month(), QLocale::LongFormat));
    m_steppers.value(Part::Year)->setText(QString::number(date.year()));
    m_steppers.value(Part::Hour)->setText(m_wished.toString(u"HH"_s));
    m_steppers.value(Part::Minute)->setText(m_wished.toString(u"mm"_s));
    const TimeChange change = Parents::changeTo(m_wished, m_useCases.clockCheck.facts());
    tell(*m_change, TimeWords::change(change), change == TimeChange::NotAllowed ? "bad" : "warn");
    m_confirm->setEnabled(change != TimeChange::NotAllowed);
}

void TimePage::confirm()
{
    const auto set = [this, wished = m_wished] {
        m_useCases.clockCheck.confirm(wished);
        endSetting();
        m_set->setFocus();
    };
    if (Parents::changeTo(m_wished, m_useCases.clockCheck.facts()) != TimeChange::Back) {
        set();
        return;
    }
    m_question.ask(tr("Set the day back?"), TimeWords::change(TimeChange::Back),
                   {{u"clockBackButton"_s, tr("Set it back"), "danger", set},
                    {u"clockStayButton"_s, tr("Leave it as it is"), "", {}}});
}

// --- Shares and boxes

void TimePage::refreshShare()
{
    const int percent = m_useCases.watchTimes.offlineShare();
    for (auto button = m_shares.cbegin(); button != m_shares.cend(); ++button) {
        (*button)->setChecked(button.key() == percent);
        (*button)->setText(TimeWords::share(button.key()));
        (*button)->setAccessibleName(TimeWords::share(button.key()));
    }
    m_shareDetail->setText(TimeWords::shareDetail(percent));
}

void TimePage::refreshBoxes()
{
    if (m_boxList != nullptr) {
        m_boxList->hide();
        m_boxList->deleteLater();
    }
    m_boxList = new QWidget(m_boxesCard);
    auto *rows = new QVBoxLayout(m_boxList);
    space(*rows, 8);
    const Parents::Boxes &boxes = m_useCases.boxes;
    const QTimeZone zone = m_useCases.clockCheck.facts().now.timeZone();
    for (const FamilyBox &box : boxes.list()) {
        auto *row = new QHBoxLayout;
        space(*row, 10);
        QLabel *name = makeLabel(m_boxList, "boxLabel");
        name->setText(box.isThis ? tr("This box")
                      : box.heardAt.isValid()
                          ? tr("A box that was last heard on %1")
                                .arg(TimeWords::moment(box.heardAt.toTimeZone(zone), locale()))
                          : tr("A box that was not heard any more"));
        row->addWidget(name, 1);
        if (!box.isThis) {
            QPushButton *release = makeButton(m_boxList, "boxReleaseButton", "danger");
            release->setText(tr("Take its minutes back"));
            release->setAccessibleDescription(name->text());
            release->setEnabled(!boxes.isReleasing(box.id));
            row->addWidget(release);
            connect(release, &QPushButton::clicked, this, [this, box] { askRelease(box); });
        }
        rows->addLayout(row);
    }
    if (const auto problem = boxes.problem())
        tell(*m_boxesNotice, TimeWords::problem(*problem), "bad");
    else if (boxes.isAsking())
        tell(*m_boxesNotice, tr("One moment …"), "quiet");
    else
        tell(*m_boxesNotice, {}, "quiet");
    m_boxesCard->layout()->addWidget(m_boxList);
    scaleLayouts(*m_boxesCard, m_look.scale());
    m_boxList->show();
}

void TimePage::askRelease(const FamilyBox &box)
{
    m_question.ask(tr("Is this box lost?"),
                   tr("What it holds of the children's time is free for the others at once. If it is only "
                      "without a network, a child could watch its minutes twice."),
                   {{u"boxReleaseConfirmButton"_s, tr("Take its minutes back"), "danger",
                     [this, id = box.id] {
                         m_useCases.boxes.release(id);
                     }},
                    {u"boxKeepButton"_s, tr("Leave it as it is"), "", {}}});
}

// --- Words

void TimePage::retranslate()
{
    setWords(*m_back, tr("Back to the children"));
    m_heading->setText(tr("Clock and other boxes"));
    m_confirm->setText(tr("It is so late now"));
    m_cancel->setText(tr("Cancel"));
    const std::pair<Part, QString> parts[] = {{Part::Day, tr("Day")},
                                              {Part::Month, tr("Month")},
                                              {Part::Year, tr("Year")},
                                              {Part::Hour, tr("Hour")},
                                              {Part::Minute, tr("Minute")}};
    for (const auto &[part, words] : parts)
        m_steppers.value(part)->setWords(words, tr("Earlier"), tr("Later"));
    m_shareTitle->setText(tr("How much of a day this box gives without Medio"));
    m_boxesTitle->setText(tr("The boxes of your family"));
    m_boxesDetail->setText(tr("Your home server shares out each child's minutes among them, so that together "
                              "they never give more than a day has."));
}

void TimePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        arrange(); // another scale, perhaps
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        retranslate();
        if (m_wished.isValid())
            showWished();
        refresh();
        refreshShare();
        refreshBoxes();
    }
    QWidget::changeEvent(event);
}

void TimePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    m_useCases.boxes.ask();
}

void TimePage::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        endSetting();
    QWidget::hideEvent(event);
}

void TimePage::resizeEvent(QResizeEvent *event)
{
    arrange();
    QWidget::resizeEvent(event);
}

void TimePage::arrange()
{
    for (QBoxLayout *row : {m_dateLayout, m_shareLayout})
        turn(*row, width() < m_look.px(600), m_look.scale());
}

} // namespace Medio::Screens
