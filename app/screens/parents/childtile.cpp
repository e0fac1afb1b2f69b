// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/childtile.h"

#include "app/screens/parents/daybar.h"
#include "app/screens/parents/pieces.h"
#include "app/screens/parents/timewords.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::Hindrance;

ChildTile::ChildTile(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
{
    setObjectName(u"childTile"_s);
    setRole(*this, "card");
    m_name = makeLabel(this, "tileName", "section");
    m_left = makeLabel(this, "tileLeft", "section");
    m_left->setWordWrap(false);
    m_bar = new DayBar(look, this);
    m_played = makeLabel(this, "tilePlayed", "quiet");
    m_hindrance = makeLabel(this, "tileHindrance", "warn");
    m_notice = makeLabel(this, "tileNotice", "good");
    m_notice->hide();

    auto *gifts = new QHBoxLayout;
    space(*gifts, 8);
    for (const std::chrono::minutes amount : Parents::gifts) {
        QPushButton *button = makeButton(this, qPrintable(u"give%1Button"_s.arg(amount.count())));
        gifts->addWidget(button);
        m_gifts.append(button);
        connect(button, &QPushButton::clicked, this, [this, amount] { Q_EMIT giveRequested(amount); });
    }
    m_enough = makeButton(this, "enoughButton");
    m_open = makeButton(this, "childOpenButton");
    auto *others = new QHBoxLayout;
    space(*others, 8);
    others->addWidget(m_enough);
    others->addStretch(1);
    others->addWidget(m_open);
    m_actions = new QBoxLayout(QBoxLayout::LeftToRight);
    space(*m_actions, 8);
    m_actions->addLayout(gifts);
    m_actions->addLayout(others, 1);

    auto *top = new QHBoxLayout;
    space(*top, 10);
    top->addWidget(m_name, 1);
    top->addWidget(m_left);
    auto *all = new QVBoxLayout(this);
    space(*all, 7, {18, 12, 18, 12});
    all->addLayout(top);
    all->addWidget(m_bar);
    all->addWidget(m_played);
    all->addWidget(m_hindrance);
    all->addLayout(m_actions);
    all->addWidget(m_notice);

    connect(m_enough, &QPushButton::clicked, this,
            [this] { Q_EMIT enoughRequested(m_time.hindrance != Hindrance::Enough); });
    connect(m_open, &QPushButton::clicked, this, &ChildTile::openRequested);
    refresh();
}

void ChildTile::setTime(const Parents::ChildTime &time)
{
    m_time = time;
    refresh();
}

void ChildTile::tell(const Told &told)
{
    const QString words = told.detail.isEmpty() ? told.title : told.title + u' ' + told.detail;
    Screens::tell(*m_notice, words,
                  told.weight == Weight::Good   ? "good"
                  : told.weight == Weight::Warn ? "warn"
                                                : "bad");
}

void ChildTile::setNarrow(bool narrow)
{
    m_actions->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void ChildTile::focusOpen()
{
    m_open->setFocus();
}

void ChildTile::leadTo(QWidget &next)
{
    QWidget::setTabOrder(m_open, &next);
}

void ChildTile::refresh()
{
    const QString &name = m_time.child.name;
    const Flow::Balance &balance = m_time.today.balance;
    m_name->setText(name);
    const bool pending = m_time.isPending;
    m_left->setText(pending ? QString() : TimeWords::left(m_time));
    const double whole = static_cast<double>(std::max<qint64>(1, balance.whole.count()));
    const bool rests = m_time.hindrance != Hindrance::None;
    m_bar->setLeft(static_cast<double>(balance.remaining.count()) / whole, rests);
    m_bar->setVisible(!pending);
    m_played->setText(TimeWords::played(m_time.today));
    m_played->setVisible(!pending);
    const QString hindrance = pending ? TimeWords::pending() : TimeWords::hindrance(m_time.hindrance);
    m_hindrance->setText(hindrance);
    m_hindrance->setVisible(!hindrance.isEmpty());
    for (qsizetype i = 0; i < m_gifts.size(); ++i) {
        const auto amount = static_cast<int>(Parents::gifts.at(static_cast<size_t>(i)).count());
        m_gifts[i]->setText(tr("+%1 min", "minutes").arg(amount));
        m_gifts[i]->setAccessibleName(tr("Give %1 %n more minute(s) today", "", amount).arg(name));
        m_gifts[i]->setEnabled(!m_time.isGiving && !pending);
    }
    const bool enough = m_time.hindrance == Hindrance::Enough;
    m_enough->setText(enough ? tr("Let watch again") : tr("Enough for today"));
    m_enough->setAccessibleName(enough ? tr("%1 may watch again today").arg(name)
                                       : tr("Enough for today for %1").arg(name));
    m_enough->setEnabled(!pending);
    m_open->setText(tr("Plan"));
    m_open->setAccessibleName(tr("Plan and day of %1").arg(name));
    setAccessibleName(name);
    setAccessibleDescription(pending ? hindrance
                                     : m_left->text() + u". "_s + m_played->text() + u". "_s + hindrance);
}

void ChildTile::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace Medio::Screens
