// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/childrenpage.h"

#include "app/screens/parents/childtile.h"
#include "app/screens/parents/daycard.h"
#include "app/screens/parents/pieces.h"
#include "app/screens/parents/plancard.h"
#include "app/screens/parents/statuswords.h"
#include "app/screens/parents/stepper.h"
#include "app/screens/parents/timewords.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

namespace {

// What a server accepts for a day (MEDIO-API.md §7)
constexpr std::chrono::minutes least{5};
constexpr std::chrono::minutes most{1440};
constexpr std::chrono::minutes step{5};

} // namespace

ChildCard::ChildCard(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
{
    setObjectName(u"childCard"_s);
    setRole(*this, "card");
    m_nameLabel = makeLabel(this, "childNameLabel", "field");
    m_name = makeField(this, "childNameEdit");
    m_name->setMaxLength(100);
    m_nameLabel->setBuddy(m_name);
    m_limitLabel = makeLabel(this, "childLimitLabel", "field");
    m_minutes = new Stepper(look, u"child"_s, this);
    m_notice = makeLabel(this, "childNotice", "good");
    m_notice->hide();
    m_cancel = makeButton(this, "childCancelButton", "plain");
    m_cancel->hide();
    m_save = makeButton(this, "childSaveButton", "primary");

    auto *name = new QVBoxLayout;
    space(*name, 4);
    name->addWidget(m_nameLabel);
    name->addWidget(m_name);
    auto *limit = new QVBoxLayout;
    space(*limit, 4);
    limit->addWidget(m_limitLabel);
    limit->addWidget(m_minutes);
    m_top = new QBoxLayout(QBoxLayout::LeftToRight);
    space(*m_top, 16);
    m_top->addLayout(name, 1);
    m_top->addLayout(limit, 1);
    auto *bottom = new QHBoxLayout;
    space(*bottom, 8);
    bottom->addWidget(m_notice, 1);
    bottom->addStretch(0);
    bottom->addWidget(m_cancel);
    bottom->addWidget(m_save);
    auto *all = new QVBoxLayout(this);
    space(*all, 8, {18, 12, 18, 12});
    all->addLayout(m_top);
    all->addLayout(bottom);

    connect(m_minutes, &Stepper::stepped, this, &ChildCard::stepBy);
    connect(m_name, &QLineEdit::textEdited, this, &ChildCard::refresh);
    connect(m_name, &QLineEdit::returnPressed, this, &ChildCard::save);
    connect(m_save, &QPushButton::clicked, this, &ChildCard::save);
    connect(m_cancel, &QPushButton::clicked, this, &ChildCard::cancelRequested);
    retranslate();
    refresh();
}

void ChildCard::setProfile(const Api::Profile &profile)
{
    const bool nameTouched = m_name->text() != m_profile.name;
    const bool limitTouched = m_limit != m_profile.dailyLimit;
    m_profile = profile;
    if (!nameTouched)
        m_name->setText(profile.name);
    if (!limitTouched)
        m_limit = profile.dailyLimit;
    refresh();
}

void ChildCard::turnTo(const Api::Profile &profile)
{
    m_profile = profile;
    m_name->setText(profile.name);
    m_limit = profile.dailyLimit;
    say({}, "good");
    refresh();
}

void ChildCard::begin()
{
    m_new = true;
    m_profile = {};
    m_profile.dailyLimit = std::chrono::minutes(60);
    m_limit = m_profile.dailyLimit;
    m_cancel->show();
    refresh();
}

void ChildCard::focusName()
{
    m_name->setFocus();
}

void ChildCard::say(const QString &words, const char *role)
{
    tell(*m_notice, words, role);
}

void ChildCard::settle()
{
    m_name->setText(m_name->text().trimmed());
    refresh();
}

bool ChildCard::isChanged() const
{
    return m_new || m_name->text().trimmed() != m_profile.name || m_limit != m_profile.dailyLimit;
}

void ChildCard::stepBy(int steps)
{
    m_limit = Parents::stepped(m_limit, steps, step, least, most);
    refresh();
}

void ChildCard::save()
{
    const QString name = m_name->text().trimmed();
    if (!isChanged() || name.isEmpty())
        return;
    Q_EMIT saveRequested(name, m_limit);
}

void ChildCard::refresh()
{
    m_minutes->setText(TimeWords::minutes(m_limit));
    m_minutes->setSteps(m_limit > least, m_limit < most);
    const bool changed = isChanged();
    m_save->setEnabled(changed && !m_name->text().trimmed().isEmpty());
    m_save->setVisible(changed);
    if (changed)
        say({}, "good");
}

void ChildCard::retranslate()
{
    m_nameLabel->setText(tr("Name"));
    m_name->setAccessibleName(tr("Name of the child"));
    m_limitLabel->setText(tr("Minutes a day at Medio"));
    m_minutes->setWords(m_limitLabel->text(), tr("Less"), tr("More"));
    m_save->setText(tr("Save"));
    m_cancel->setText(tr("Cancel"));
}

void ChildCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QFrame::changeEvent(event);
}

void ChildCard::resizeEvent(QResizeEvent *event)
{
    m_top->setDirection(width() < m_look.px(520) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QFrame::resizeEvent(event);
}

ChildrenPage::ChildrenPage(const Look &look, const TimePage::UseCases &useCases, Question &question,
                           QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_times(useCases.watchTimes)
{
    setObjectName(u"childrenPage"_s);
    m_pages = new QStackedWidget(this);
    auto *page = new QVBoxLayout(this);
    space(*page, 0);
    page->addWidget(m_pages);
    makeList();
    makeChildPage();
    m_time = new TimePage(look, useCases, question, m_pages);
    addPage(*m_pages, m_time);
    connect(m_time, &TimePage::backRequested, this, [this] {
        showList();
        m_toTime->setFocus();
    });

    connect(&m_times, &Parents::WatchTimes::changed, this, &ChildrenPage::refresh);
    connect(&m_times, &Parents::WatchTimes::given, this,
            [this](const Api::ProfileId &child, std::chrono::minutes amount, Parents::Hindrance hindrance) {
                tellGiven(child, TimeWords::given(amount, hindrance));
            });
    connect(&m_times, &Parents::WatchTimes::notGiven, this, [this](const Api::ProfileId &child) {
        tellGiven(child, {Weight::Bad, TimeWords::notGiven(), {}});
    });
    retranslate();
    refresh();
}

void ChildrenPage::makeList()
{
    m_listContent = new QWidget;
    m_heading = makeLabel(m_listContent, "childrenHeading", "title");
    m_pause = makeButton(m_listContent, "pauseAllButton");
    m_add = makeButton(m_listContent, "childAddButton");
    m_add->setIcon(symbolIcon(m_look, Symbol::Add));
    m_paused = makeLabel(m_listContent, "pausedLabel", "warn");
    m_empty = makeLabel(m_listContent, "noChildrenLabel", "quiet");
    m_toTime = makeButton(m_listContent, "toTimeButton", "plain");
    m_toTime->setIcon(symbolIcon(m_look, Symbol::Clock));
    auto *actions = new QHBoxLayout;
    space(*actions, 10);
    actions->addWidget(m_pause);
    actions->addWidget(m_add);
    m_topLayout = new QBoxLayout(QBoxLayout::LeftToRight);
    space(*m_topLayout, 10);
    m_topLayout->addWidget(m_heading, 1);
    m_topLayout->addLayout(actions);
    m_tilesLayout = new QVBoxLayout;
    space(*m_tilesLayout, 10);
    auto *bottom = new QHBoxLayout;
    space(*bottom, 0);
    bottom->addWidget(m_toTime);
    bottom->addStretch(1);
    auto *all = new QVBoxLayout(m_listContent);
    space(*all, 10, {18, 12, 18, 12});
    all->addLayout(m_topLayout);
    all->addWidget(m_paused);
    all->addWidget(m_empty);
    all->addLayout(m_tilesLayout);
    all->addLayout(bottom);
    all->addStretch(1);
    m_list = makeScroll(m_pages, m_listContent);
    addPage(*m_pages, m_list);
    connect(m_pause, &QPushButton::clicked, this, [this] { m_times.pauseEverything(!m_times.isPaused()); });
    connect(m_add, &QPushButton::clicked, this, &ChildrenPage::addChild);
    connect(m_toTime, &QPushButton::clicked, this, &ChildrenPage::showTime);
}

void ChildrenPage::makeChildPage()
{
    auto *content = new QWidget;
    m_back = makeTool(content, "childBackButton", m_look, Symbol::Back, "plain");
    m_childHeading = makeLabel(content, "childHeading", "title");
    m_pending = makeLabel(content, "childPendingLabel", "warn");
    m_card = new ChildCard(m_look, content);
    m_plan = new PlanCard(m_look, content);
    m_day = new DayCard(m_look, content);
    auto *all = new QVBoxLayout(content);
    space(*all, 10, {18, 12, 18, 12});
    all->addLayout(makeTop(m_back, m_childHeading));
    all->addWidget(m_pending);
    all->addWidget(m_day);
    all->addWidget(m_plan);
    all->addWidget(m_card);
    all->addStretch(1);
    m_childScroll = makeScroll(m_pages, content);
    m_childPage = m_childScroll;
    addPage(*m_pages, m_childPage);
    connect(m_back, &QToolButton::clicked, this, &ChildrenPage::goBack);
    connect(m_plan, &PlanCard::planChanged, this,
            [this](const Flow::KidPlan &plan) { m_times.setPlan(m_shown, plan); });
    connect(m_card, &ChildCard::saveRequested, this, [this](const QString &name, std::chrono::minutes limit) {
        Parents::ChangeProfile change;
        change.profile = m_card->profile().id;
        change.seen = m_card->profile();
        if (name != change.seen.name)
            change.name = name;
        if (limit != change.seen.dailyLimit)
            change.dailyLimit = limit;
        m_card->settle();
        Q_EMIT changeRequested(change);
    });
}

void ChildrenPage::addChild()
{
    if (m_fresh != nullptr)
        return;
    m_fresh = new ChildCard(m_look, m_listContent);
    m_fresh->begin();
    m_tilesLayout->addWidget(m_fresh);
    scaleLayouts(*m_fresh, m_look.scale());
    m_fresh->show();
    m_fresh->focusName();
    const auto end = [this] {
        m_fresh->hide();
        std::exchange(m_fresh, nullptr)->deleteLater();
        m_add->setFocus();
    };
    connect(m_fresh, &ChildCard::cancelRequested, this, end);
    connect(m_fresh, &ChildCard::saveRequested, this,
            [this, end](const QString &name, std::chrono::minutes limit) {
                end();
                Q_EMIT newRequested({.provisional = Api::ProfileId::create(),
                                     .name = name,
                                     .avatarUrl = {},
                                     .dailyLimit = limit});
            });
}

void ChildrenPage::addTile(const Api::Profile &profile)
{
    auto *tile = new ChildTile(m_look, m_listContent);
    m_tilesLayout->insertWidget(static_cast<int>(m_tiles.size()), tile);
    m_tiles.append(tile);
    connect(tile, &ChildTile::giveRequested, this,
            [this, id = profile.id](std::chrono::minutes amount) { m_times.give(id, amount); });
    connect(tile, &ChildTile::enoughRequested, this,
            [this, id = profile.id](bool enough) { m_times.sayEnough(id, enough); });
    connect(tile, &ChildTile::openRequested, this, [this, id = profile.id] { showChild(id); });
    Parents::ChildTime time;
    time.child = profile;
    tile->setTime(time); // whose it is; the day follows
    tile->setNarrow(width() < m_look.px(640));
    scaleLayouts(*tile, m_look.scale());
    tile->show();
}

void ChildrenPage::setProfiles(const QList<Api::Profile> &profiles)
{
    m_empty->setVisible(profiles.isEmpty());
    // Tiles stay where they are, so that nobody who acts loses the focus
    const bool same = std::equal(
        m_tiles.cbegin(), m_tiles.cend(), profiles.cbegin(), profiles.cend(),
        [](const ChildTile *tile, const Api::Profile &profile) { return tile->child() == profile.id; });
    if (!same) {
        for (ChildTile *tile : std::exchange(m_tiles, {})) {
            tile->hide();
            tile->deleteLater();
        }
        for (const Api::Profile &profile : profiles)
            addTile(profile);
        if (!m_tiles.isEmpty())
            m_tiles.last()->leadTo(*m_toTime);
    }
    bool isThere = false;
    for (const Api::Profile &profile : profiles) {
        if (profile.id != m_shown)
            continue;
        isThere = true;
        m_card->setProfile(profile);
        m_childHeading->setText(profile.name);
    }
    if (!isThere && m_pages->currentWidget() == m_childPage)
        showList(); // somebody removed it elsewhere
    refresh();
}

void ChildrenPage::refresh()
{
    const QList<Parents::ChildTime> times = m_times.children();
    for (const Parents::ChildTime &time : times) {
        for (ChildTile *tile : std::as_const(m_tiles)) {
            if (tile->child() == time.child.id)
                tile->setTime(time);
        }
        if (time.child.id == m_shown) {
            m_plan->setTime(time);
            m_day->setTime(time);
            m_plan->setVisible(!time.isPending);
            m_day->setVisible(!time.isPending);
            tell(*m_pending, time.isPending ? TimeWords::pending() : QString(), "warn");
        }
    }
    const bool paused = m_times.isPaused();
    m_pause->setText(paused ? tr("Go on") : tr("Pause everything"));
    tell(*m_paused, paused ? tr("Everything is paused: no film plays until you let it go on.") : QString(),
         "warn");
    m_time->refresh();
}

void ChildrenPage::showList()
{
    m_shown = {};
    m_pages->setCurrentWidget(m_list);
}

void ChildrenPage::showTime()
{
    m_pages->setCurrentWidget(m_time);
    m_time->setFocus();
}

void ChildrenPage::showChild(const Api::ProfileId &child)
{
    const auto time = m_times.of(child);
    if (!time)
        return;
    m_shown = child;
    m_childHeading->setText(time->child.name);
    m_card->turnTo(time->child);
    m_plan->choose(Parents::Weekdays().set());
    refresh();
    m_childScroll->verticalScrollBar()->setValue(0);
    m_pages->setCurrentWidget(m_childPage);
    m_back->setFocus();
}

bool ChildrenPage::goBack()
{
    if (m_pages->currentWidget() == m_list)
        return false;
    const bool fromTime = m_pages->currentWidget() == m_time;
    const Api::ProfileId child = m_shown;
    showList();
    if (fromTime)
        m_toTime->setFocus();
    for (ChildTile *tile : std::as_const(m_tiles)) {
        if (!fromTime && tile->child() == child)
            tile->focusOpen();
    }
    return true;
}

void ChildrenPage::tellGiven(const Api::ProfileId &child, const Told &told)
{
    for (ChildTile *tile : std::as_const(m_tiles)) {
        if (tile->child() == child)
            tile->tell(told);
    }
}

void ChildrenPage::tellOutcome(const Api::ProfileId &profile, Outcome outcome)
{
    if (profile == m_shown)
        m_card->say(StatusWords::outcome(outcome), outcome == Outcome::NotKept ? "bad" : "good");
}

void ChildrenPage::retranslate()
{
    m_heading->setText(tr("Children"));
    m_add->setText(tr("Add a child"));
    m_empty->setText(tr("There is no child yet. Each has minutes of its own."));
    m_toTime->setText(tr("Clock and other boxes"));
    setWords(*m_back, tr("Back to the children"));
}

void ChildrenPage::arrange()
{
    m_topLayout->setDirection(width() < m_look.px(520) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    for (ChildTile *tile : std::as_const(m_tiles))
        tile->setNarrow(width() < m_look.px(640));
}

void ChildrenPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        arrange(); // another scale, perhaps
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void ChildrenPage::resizeEvent(QResizeEvent *event)
{
    arrange();
    QWidget::resizeEvent(event);
}

} // namespace Medio::Screens
