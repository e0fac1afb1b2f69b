// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/question.h"

#include "app/screens/parents/pieces.h"

#include <QAccessible>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

Question::Question(const Look &look, QWidget &covered, QWidget *page)
    : QWidget(page)
    , m_look(look)
    , m_covered(covered)
{
    setObjectName(u"question"_s);
    setFocusPolicy(Qt::StrongFocus);
    m_card = makeCard(this, "questionCard");
    m_heading = makeLabel(m_card, "questionHeading", "title");
    m_text = makeLabel(m_card, "questionText");
    m_buttons = new QVBoxLayout;
    space(*m_buttons, 8);
    auto *inside = new QVBoxLayout(m_card);
    space(*inside, 12, {26, 18, 26, 20});
    inside->addWidget(m_heading);
    inside->addWidget(m_text);
    inside->addLayout(m_buttons);
    auto *all = new QVBoxLayout(this);
    space(*all, 0, {24, 12, 24, 12});
    all->addStretch(1);
    all->addWidget(m_card);
    all->addStretch(1);
    page->installEventFilter(this);
    hide();
}

void Question::ask(const QString &heading, const QString &text, const QList<Answer> &answers)
{
    dismiss();
    m_answers = answers;
    m_heading->setText(heading);
    m_text->setText(text);
    setAccessibleName(heading);
    setAccessibleDescription(text);
    m_focusBefore = m_covered.window()->focusWidget();
    for (const Answer &one : answers) {
        QPushButton *button = makeButton(m_card, one.name.toLatin1().constData(), one.role);
        button->setText(one.text);
        m_buttons->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, chosen = one.chosen] { answer(chosen); });
    }
    m_covered.setEnabled(false);
    setGeometry(parentWidget()->rect());
    scaleLayouts(*this, m_look.scale());
    show();
    raise();
    // The answer that changes nothing is the one a hasty key takes
    m_buttons->itemAt(m_buttons->count() - 1)->widget()->setFocus();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Question::dismiss()
{
    if (isAsking())
        answer(m_answers.isEmpty() ? std::function<void()>() : m_answers.last().chosen);
}

void Question::answer(const std::function<void()> &chosen)
{
    hide();
    m_covered.setEnabled(true);
    // A button may be the caller
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_answers.clear();
    if (m_focusBefore != nullptr)
        m_focusBefore->setFocus();
    if (chosen)
        chosen();
}

bool Question::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void Question::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (event->key() == Qt::Key_Escape) {
        dismiss();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (auto *button = qobject_cast<QPushButton *>(window()->focusWidget()))
            button->click();
    }
}

void Question::paintEvent(QPaintEvent *)
{
    QColor veil = m_look.tints().ground;
    veil.setAlphaF(0.86F);
    QPainter(this).fillRect(rect(), veil);
}

} // namespace Medio::Screens
