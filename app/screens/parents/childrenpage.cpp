// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/childrenpage.h"

#include "app/screens/parents/pieces.h"
#include "app/screens/parents/statuswords.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
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
    m_less = makeTool(this, "childLessButton", look, Symbol::Less);
    m_minutes = makeLabel(this, "childMinutesLabel", "section");
    m_minutes->setAlignment(Qt::AlignCenter);
    m_minutes->setWordWrap(false);
    m_more = makeTool(this, "childMoreButton", look, Symbol::Add);
    for (QToolButton *button : {m_less, m_more})
        button->setAutoRepeat(true);
    m_notice = makeLabel(this, "childNotice", "good");
    m_notice->hide();
    m_cancel = makeButton(this, "childCancelButton", "plain");
    m_cancel->hide();
    m_save = makeButton(this, "childSaveButton", "primary");

    auto *name = new QVBoxLayout;
    space(*name, 4);
    name->addWidget(m_nameLabel);
    name->addWidget(m_name);
    auto *stepper = new QHBoxLayout;
    space(*stepper, 6);
    stepper->addWidget(m_less);
    stepper->addWidget(m_minutes, 1);
    stepper->addWidget(m_more);
    auto *limit = new QVBoxLayout;
    space(*limit, 4);
    limit->addWidget(m_limitLabel);
    limit->addLayout(stepper);
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

    connect(m_less, &QToolButton::clicked, this, [this] { stepBy(-1); });
    connect(m_more, &QToolButton::clicked, this, [this] { stepBy(1); });
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
    // From 62 to 65, not to 67
    const auto whole = (m_limit / step) * step;
    const auto next = steps < 0 && whole != m_limit ? whole : whole + steps * step;
    m_limit = std::clamp<std::chrono::minutes>(next, least, most);
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
    m_minutes->setText(tr("%n minute(s)", "", static_cast<int>(m_limit.count())));
    m_less->setEnabled(m_limit > least);
    m_more->setEnabled(m_limit < most);
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
    m_limitLabel->setText(tr("Watching a day"));
    setWords(*m_less, tr("Less"));
    setWords(*m_more, tr("More"));
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

ChildrenPage::ChildrenPage(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setObjectName(u"childrenPage"_s);
    m_content = new QWidget;
    m_heading = makeLabel(m_content, "childrenHeading", "title");
    m_add = makeButton(m_content, "childAddButton");
    m_add->setIcon(symbolIcon(look, Symbol::Add));
    m_empty = makeLabel(m_content, "noChildrenLabel", "quiet");
    auto *top = new QHBoxLayout;
    space(*top, 10);
    top->addWidget(m_heading, 1);
    top->addWidget(m_add);
    m_cardsLayout = new QVBoxLayout;
    space(*m_cardsLayout, 10);
    auto *all = new QVBoxLayout(m_content);
    space(*all, 10, {18, 12, 18, 12});
    all->addLayout(top);
    all->addWidget(m_empty);
    all->addLayout(m_cardsLayout);
    all->addStretch(1);
    auto *page = new QVBoxLayout(this);
    space(*page, 0);
    page->addWidget(makeScroll(this, m_content));
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (m_fresh != nullptr)
            return;
        m_fresh = new ChildCard(m_look, m_content);
        m_fresh->begin();
        addCard(m_fresh);
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
    });
    retranslate();
}

void ChildrenPage::addCard(ChildCard *card)
{
    m_cardsLayout->addWidget(card);
    scaleLayouts(*card, m_look.scale());
    card->show();
}

void ChildrenPage::setProfiles(const QList<Api::Profile> &profiles)
{
    m_empty->setVisible(profiles.isEmpty());
    // Cards stay, so that nobody who types loses the focus
    QList<ChildCard *> kept;
    for (const Api::Profile &profile : profiles) {
        const auto found = std::find_if(m_cards.cbegin(), m_cards.cend(),
                                        [&](ChildCard *card) { return card->profile().id == profile.id; });
        if (found != m_cards.cend()) {
            (*found)->setProfile(profile);
            kept.append(*found);
            continue;
        }
        auto *card = new ChildCard(m_look, m_content);
        card->setProfile(profile);
        addCard(card);
        kept.append(card);
        connect(card, &ChildCard::saveRequested, this,
                [this, card](const QString &name, std::chrono::minutes limit) {
                    Parents::ChangeProfile change;
                    change.profile = card->profile().id;
                    change.seen = card->profile();
                    if (name != change.seen.name)
                        change.name = name;
                    if (limit != change.seen.dailyLimit)
                        change.dailyLimit = limit;
                    card->settle();
                    Q_EMIT changeRequested(change);
                });
    }
    for (ChildCard *card : std::as_const(m_cards)) {
        if (!kept.contains(card)) {
            card->hide();
            card->deleteLater();
        }
    }
    m_cards = kept;
}

void ChildrenPage::tellOutcome(const Api::ProfileId &profile, Outcome outcome)
{
    for (ChildCard *card : std::as_const(m_cards)) {
        if (card->profile().id == profile)
            card->say(StatusWords::outcome(outcome), outcome == Outcome::NotKept ? "bad" : "good");
    }
}

void ChildrenPage::retranslate()
{
    m_heading->setText(tr("Children"));
    m_add->setText(tr("Add a child"));
    m_empty->setText(tr("There is no child yet. Each has minutes of its own."));
}

void ChildrenPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Medio::Screens
