// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/pinpad.h"

#include "app/screens/kids/art/figures.h"
#include "app/screens/kids/picture.h"
#include "app/screens/parents/pieces.h"
#include "app/screens/parents/rows.h"
#include "app/screens/parents/waitring.h"

#include <QAccessible>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

PinPad::PinPad(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setObjectName(u"pinPad"_s);
    setFocusPolicy(Qt::StrongFocus);

    m_heading = makeLabel(this, "pinHeading", "title");
    m_explanation = makeLabel(this, "pinExplanation", "quiet");
    m_dots = new PinDots(look, this);
    m_ring = new WaitRing(look, this);
    m_remark = makeLabel(this, "pinRemark", "bad");
    for (QLabel *label : {m_heading, m_explanation, m_remark})
        label->setAlignment(Qt::AlignCenter);
    m_tryAgain = makeButton(this, "pinTryAgainButton");
    m_tryAgain->hide();
    m_leave = makeButton(this, "pinLeaveButton", "plain");
    m_leave->setIcon(symbolIcon(look, Symbol::Children));

    m_keys = new QWidget(this);
    auto *grid = new QGridLayout(m_keys);
    space(*grid, 9);
    // As on a telephone: 1 to 9, and the nought below
    const auto key = [this](const char *name) {
        QPushButton *made = makeButton(m_keys, name, "key");
        made->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        return made;
    };
    for (int i = 0; i < 9; ++i) {
        m_digits.at(i + 1) = key(qPrintable(u"digit%1Button"_s.arg(i + 1)));
        grid->addWidget(m_digits.at(i + 1), i / 3, i % 3);
    }
    m_takeBack = key("takeBackButton");
    m_takeBack->setIcon(symbolIcon(look, Symbol::Backspace));
    grid->addWidget(m_takeBack, 3, 0);
    m_digits.at(0) = key("digit0Button");
    grid->addWidget(m_digits.at(0), 3, 1);
    m_confirm = key("confirmButton");
    m_confirm->setIcon(symbolIcon(look, Symbol::Tick));
    grid->addWidget(m_confirm, 3, 2);
    for (int digit = 0; digit < 10; ++digit) {
        m_digits.at(digit)->setText(QString::number(digit));
        connect(m_digits.at(digit), &QPushButton::clicked, this, [this, digit] { type(digit); });
    }
    connect(m_takeBack, &QPushButton::clicked, this, &PinPad::takeBack);
    connect(m_confirm, &QPushButton::clicked, this, &PinPad::confirm);
    connect(m_tryAgain, &QPushButton::clicked, this, &PinPad::tryAgainRequested);
    connect(m_leave, &QPushButton::clicked, this, &PinPad::leaveRequested);

    // What is asked on one side, the keys on the other; one above the other where it is narrow
    auto *words = new QVBoxLayout;
    space(*words, 8);
    words->addWidget(m_leave, 0, Qt::AlignLeft);
    words->addStretch(2);
    words->addWidget(m_heading);
    words->addWidget(m_explanation);
    words->addSpacing(6);
    words->addWidget(m_dots);
    words->addWidget(m_ring, 0, Qt::AlignCenter);
    words->addWidget(m_remark);
    words->addWidget(m_tryAgain, 0, Qt::AlignCenter);
    words->addStretch(3);
    m_page = new QBoxLayout(QBoxLayout::LeftToRight, this);
    space(*m_page, 20, {28, 20, 28, 20});
    m_page->addLayout(words, 5);
    m_page->addWidget(m_keys, 6);

    retranslate();
    refresh();
}

void PinPad::ask(Task task)
{
    m_task = task;
    m_pin.clear();
    m_resting = false;
    retranslate();
    say({});
    refresh();
}

void PinPad::say(const QString &words, bool isTrouble)
{
    tell(*m_remark, words, isTrouble ? "bad" : "quiet");
}

void PinPad::setResting(bool resting)
{
    if (resting == m_resting)
        return;
    m_resting = resting;
    m_pin.clear();
    refresh();
    if (!resting && isVisible())
        setFocus();
}

void PinPad::showPause(std::chrono::seconds left, std::chrono::seconds whole)
{
    const bool paused = left.count() > 0;
    m_ring->show(left, whole);
    m_ring->setAccessibleName(paused ? tr("Wait %1", "minutes and seconds").arg(lengthText(left))
                                     : QString());
    if (paused == m_paused)
        return;
    m_paused = paused;
    m_pin.clear();
    say(paused ? tr("Too many wrong tries. Please wait.") : QString());
    refresh();
    if (!paused && isVisible())
        setFocus();
}

void PinPad::offerTryAgain(bool offered)
{
    m_tryAgain->setVisible(offered);
}

void PinPad::setTall(bool tall)
{
    m_page->setDirection(tall ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

Parents::Pin PinPad::take()
{
    Parents::Pin pin = std::move(m_pin);
    m_pin.clear();
    refresh();
    return pin;
}

void PinPad::type(int digit)
{
    if (isResting() || !m_pin.append(digit))
        return;
    say({});
    refresh();
}

void PinPad::takeBack()
{
    if (isResting())
        return;
    m_pin.removeLast();
    refresh();
}

void PinPad::confirm()
{
    if (isResting() || !m_pin.isComplete())
        return;
    Q_EMIT entered();
    m_pin.clear();
    refresh();
}

void PinPad::refresh()
{
    const bool resting = isResting();
    const int count = static_cast<int>(m_pin.size());
    for (QPushButton *digit : m_digits)
        digit->setEnabled(!resting);
    m_takeBack->setEnabled(!resting && count > 0);
    m_confirm->setEnabled(!resting && m_pin.isComplete());
    m_dots->setVisible(!m_paused);
    m_dots->setCount(count);
    m_dots->setAccessibleName(tr("%n digit(s) typed", "", count));
    m_ring->setVisible(m_paused);
}

void PinPad::retranslate()
{
    switch (m_task) {
    case Task::Enter:
        m_heading->setText(tr("For parents"));
        m_explanation->setText(tr("Enter your PIN."));
        break;
    case Task::Old:
        m_heading->setText(tr("Change the PIN"));
        m_explanation->setText(tr("Enter the PIN you have now."));
        break;
    case Task::Remove:
        m_heading->setText(tr("Remove the PIN"));
        m_explanation->setText(tr("Enter the PIN you have now. After that anybody can come in."));
        break;
    case Task::Choose:
        m_heading->setText(tr("Choose a PIN"));
        m_explanation->setText(tr("4 to 8 digits. It keeps children out of the parents' area."));
        break;
    case Task::Repeat:
        m_heading->setText(tr("Once more"));
        m_explanation->setText(tr("Enter the new PIN again, so that no slip locks you out."));
        break;
    }
    setAccessibleName(m_heading->text());
    setAccessibleDescription(m_explanation->text());
    m_tryAgain->setText(tr("Try again"));
    m_leave->setText(m_task == Task::Enter ? tr("Back to the children") : tr("Later", "set the PIN"));
    for (int digit = 0; digit < 10; ++digit)
        m_digits.at(digit)->setAccessibleName(QString::number(digit));
    m_takeBack->setAccessibleName(tr("Take back the last digit"));
    m_confirm->setAccessibleName(tr("Done"));
}

void PinPad::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    } else if (event->type() == QEvent::StyleChange) {
        m_background = {};
    }
    QWidget::changeEvent(event);
}

void PinPad::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    const int key = event->key();
    if (key >= Qt::Key_0 && key <= Qt::Key_9)
        type(key - Qt::Key_0);
    else if (key == Qt::Key_Backspace || key == Qt::Key_Delete)
        takeBack();
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        confirm();
    else if (key == Qt::Key_Escape)
        Q_EMIT leaveRequested();
}

void PinPad::hideEvent(QHideEvent *event)
{
    m_pin.clear();
    QWidget::hideEvent(event);
}

void PinPad::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
    setFocus();
}

void PinPad::paintEvent(QPaintEvent *)
{
    // The colours of the page, and Glim looking over its lower edge: this is still the children's box
    QPainter p(this);
    p.fillRect(rect(), m_look.tints().ground);
    if (height() > width())
        return;
    const int side = m_look.px(120);
    if (m_background.isNull()) {
        PictureKey key;
        key.art = Art::Glim;
        key.variant = static_cast<int>(Mood::Awake);
        key.night = m_look.isNight();
        key.size = QSizeF(QSizeF(side, side) * devicePixelRatioF()).toSize();
        key.line = qRound(side * devicePixelRatioF() * 0.035 * 16);
        m_background = QPixmap::fromImage(drawPicture(key));
    }
    p.setOpacity(0.9);
    p.drawPixmap(QRect(m_look.px(14), height() - qRound(side * 0.66), side, side), m_background);
}

PinDots::PinDots(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setObjectName(u"pinDots"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PinDots::setCount(int count)
{
    if (count == m_count)
        return;
    m_count = count;
    update();
}

QSize PinDots::sizeHint() const
{
    return {m_look.px(220), m_look.px(34)};
}

void PinDots::paintEvent(QPaintEvent *)
{
    const Tints &tints = m_look.tints();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const int places = std::max(m_count, static_cast<int>(Parents::Pin::shortest));
    const double radius = m_look.px(8);
    const double step = m_look.px(27);
    const double y = height() / 2.0;
    double x = (width() - step * (places - 1)) / 2.0;
    for (int i = 0; i < places; ++i, x += step) {
        p.setPen(QPen(i < m_count ? tints.ink : tints.line, m_look.px(2)));
        p.setBrush(i < m_count ? tints.ink : QColor(Qt::transparent));
        p.drawEllipse(QPointF(x, y), radius, radius);
    }
}

} // namespace Medio::Screens
