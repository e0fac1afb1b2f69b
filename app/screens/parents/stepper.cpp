// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/stepper.h"

#include "app/screens/parents/pieces.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

Stepper::Stepper(const Look &look, const QString &name, QWidget *parent)
    : QWidget(parent)
{
    const auto named = [&name](const char *part) {
        return QString(name + QLatin1StringView(part)).toLatin1();
    };
    m_less = makeTool(this, named("LessButton").constData(), look, Symbol::Less);
    m_value = makeLabel(this, named("Value").constData(), "section");
    m_value->setAlignment(Qt::AlignCenter);
    m_value->setWordWrap(false);
    m_more = makeTool(this, named("MoreButton").constData(), look, Symbol::Add);
    for (QToolButton *button : {m_less, m_more})
        button->setAutoRepeat(true);
    auto *all = new QHBoxLayout(this);
    space(*all, 6);
    all->addWidget(m_less);
    all->addWidget(m_value, 1);
    all->addWidget(m_more);
    connect(m_less, &QToolButton::clicked, this, [this] { Q_EMIT stepped(-1); });
    connect(m_more, &QToolButton::clicked, this, [this] { Q_EMIT stepped(1); });
}

void Stepper::setText(const QString &text)
{
    m_value->setText(text);
    tellName();
}

void Stepper::setWords(const QString &what, const QString &less, const QString &more)
{
    m_what = what;
    m_lessWords = less;
    m_moreWords = more;
    tellName();
}

void Stepper::tellName()
{
    const QString now = m_what + u": "_s + m_value->text();
    setAccessibleName(now);
    // Whoever hears only the button that has the focus hears what it steps, and where it is
    Screens::setWords(*m_less, m_lessWords);
    Screens::setWords(*m_more, m_moreWords);
    m_less->setAccessibleDescription(now);
    m_more->setAccessibleDescription(now);
}

void Stepper::setSteps(bool canLess, bool canMore)
{
    m_less->setEnabled(canLess);
    m_more->setEnabled(canMore);
}

void Stepper::reserve(const QString &widest)
{
    m_value->setMinimumWidth(m_value->fontMetrics().horizontalAdvance(widest));
}

} // namespace Medio::Screens
