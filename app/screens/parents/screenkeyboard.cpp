// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/screenkeyboard.h"

#include "app/screens/parents/pieces.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QInputDevice>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

ScreenKeyboard::ScreenKeyboard(const Look &look, QWidget &root, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_root(root)
{
    setObjectName(u"screenKeyboard"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_rows = new QVBoxLayout(this);
    space(*m_rows, 0, {4, 4, 4, 4});
    build();
    hide();
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { focusMoved(now); });
}

QStringList ScreenKeyboard::lettersOf(const QString &language)
{
    if (language.startsWith(u"de"_s))
        return {u"qwertzuiopü"_s, u"asdfghjklöä"_s, u"yxcvbnm"_s};
    if (language.startsWith(u"fr"_s))
        return {u"azertyuiop"_s, u"qsdfghjklm"_s, u"wxcvbn"_s};
    if (language.startsWith(u"es"_s))
        return {u"qwertyuiop"_s, u"asdfghjklñ"_s, u"zxcvbnm"_s};
    if (language.startsWith(u"tr"_s))
        return {u"qwertyuıopğü"_s, u"asdfghjklşi"_s, u"zxcvbnmöç"_s};
    return {u"qwertyuiop"_s, u"asdfghjkl"_s, u"zxcvbnm"_s};
}

bool ScreenKeyboard::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        // Our own keys are sent, not spontaneous
        if (event->spontaneous() && watched->isWidgetType() &&
            m_root.isAncestorOf(static_cast<QWidget *>(watched))) {
            m_realKeyboard = true;
            hide();
        }
        break;
    case QEvent::MouseButtonPress: {
        auto *field = qobject_cast<QLineEdit *>(watched);
        if (field == nullptr || !m_root.isAncestorOf(field))
            break;
        const auto *mouse = static_cast<QMouseEvent *>(event);
        fieldPressed(*field, mouse->source() != Qt::MouseEventNotSynthesized ||
                                 mouse->device()->type() == QInputDevice::DeviceType::TouchScreen);
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void ScreenKeyboard::fieldPressed(QLineEdit &field, bool byFinger)
{
    if (!field.isEnabled() || field.isReadOnly())
        return;
    if (byFinger)
        m_realKeyboard = false;
    if (m_realKeyboard)
        return;
    m_field = &field;
    setPage(Page::Letters);
    show();
}

void ScreenKeyboard::focusMoved(QWidget *now)
{
    if (isHidden())
        return;
    auto *field = qobject_cast<QLineEdit *>(now);
    if (field != nullptr && m_root.isAncestorOf(field))
        m_field = field;
    else if (now != nullptr)
        hide();
}

void ScreenKeyboard::setPage(Page page)
{
    if (page == m_page)
        return;
    m_page = page;
    build();
}

QToolButton *ScreenKeyboard::key(const QString &name)
{
    auto *made = new QToolButton(m_keys);
    setRole(*made, "letter");
    made->setFocusPolicy(Qt::NoFocus);
    made->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    made->setAccessibleName(name);
    return made;
}

void ScreenKeyboard::build()
{
    // Called from a click of one of its own keys, too
    if (m_keys != nullptr) {
        m_keys->hide();
        m_keys->deleteLater();
    }
    m_keys = new QWidget(this);
    m_rows->addWidget(m_keys);
    auto *all = new QVBoxLayout(m_keys);
    space(*all, 4);

    QStringList rows = m_page == Page::Symbols
                           ? QStringList{u"1234567890"_s, u"!#$%*+=?^~ß"_s, u"_:;,()[]{|}"_s}
                           : lettersOf(locale().name());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        auto *row = new QHBoxLayout;
        space(*row, 4);
        all->addLayout(row, 1);
        const bool last = i == rows.size() - 1;
        if (last && m_page != Page::Symbols) {
            QToolButton *shift = key(tr("Capital letters"));
            shift->setObjectName(u"shiftKey"_s);
            shift->setIcon(symbolIcon(m_look, Symbol::Shift));
            shift->setCheckable(true);
            shift->setChecked(m_page == Page::Capitals);
            connect(shift, &QToolButton::clicked, this,
                    [this] { setPage(m_page == Page::Capitals ? Page::Letters : Page::Capitals); });
            row->addWidget(shift, 3);
        }
        for (const QChar letter : std::as_const(rows[i])) {
            const QString text =
                m_page == Page::Capitals ? locale().toUpper(QString(letter)) : QString(letter);
            QToolButton *made = key(text);
            // An ampersand would be a shortcut's mark
            made->setText(text == u"&"_s ? u"&&"_s : text);
            connect(made, &QToolButton::clicked, this, [this, text] { type(text); });
            row->addWidget(made, 2);
        }
        if (last) {
            QToolButton *back = key(tr("Delete the last letter"));
            back->setObjectName(u"backspaceKey"_s);
            back->setIcon(symbolIcon(m_look, Symbol::Backspace));
            back->setAutoRepeat(true);
            connect(back, &QToolButton::clicked, this, [this] { press(Qt::Key_Backspace); });
            row->addWidget(back, 3);
        }
    }

    auto *bottom = new QHBoxLayout;
    space(*bottom, 4);
    all->addLayout(bottom, 1);
    QToolButton *other = key(m_page == Page::Symbols ? tr("Letters") : tr("Digits and symbols"));
    other->setObjectName(u"symbolsKey"_s);
    other->setText(m_page == Page::Symbols ? u"abc"_s : u"123"_s);
    connect(other, &QToolButton::clicked, this,
            [this] { setPage(m_page == Page::Symbols ? Page::Letters : Page::Symbols); });
    bottom->addWidget(other, 4);
    const auto sign = [this, bottom](const QString &text, const QString &name) {
        QToolButton *made = key(name);
        made->setText(text);
        connect(made, &QToolButton::clicked, this, [this, text] { type(text); });
        bottom->addWidget(made, 2);
    };
    sign(u"@"_s, tr("At sign"));
    sign(u"-"_s, tr("Hyphen"));
    QToolButton *blank = key(tr("Space"));
    blank->setObjectName(u"spaceKey"_s);
    connect(blank, &QToolButton::clicked, this, [this] { type(u" "_s); });
    bottom->addWidget(blank, 8);
    sign(u"."_s, tr("Full stop"));
    sign(u"/"_s, tr("Slash"));
    QToolButton *enter = key(tr("Done"));
    enter->setObjectName(u"enterKey"_s);
    enter->setIcon(symbolIcon(m_look, Symbol::Tick));
    connect(enter, &QToolButton::clicked, this, [this] {
        press(Qt::Key_Return);
        hide();
    });
    bottom->addWidget(enter, 4);
    QToolButton *away = key(tr("Put the keyboard away"));
    away->setObjectName(u"hideKey"_s);
    away->setIcon(symbolIcon(m_look, Symbol::Hide));
    connect(away, &QToolButton::clicked, this, &QWidget::hide);
    bottom->addWidget(away, 3);
    scaleLayouts(*this, m_look.scale());
    // New in what is seen already
    m_keys->show();
}

void ScreenKeyboard::type(const QString &text)
{
    if (m_field == nullptr)
        return;
    // No key code: a letter is its text
    QKeyEvent down(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, text);
    QCoreApplication::sendEvent(m_field, &down);
    if (m_page == Page::Capitals)
        setPage(Page::Letters);
}

void ScreenKeyboard::press(Qt::Key key)
{
    if (m_field == nullptr)
        return;
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier);
    QCoreApplication::sendEvent(m_field, &down);
}

void ScreenKeyboard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        build();
    QWidget::changeEvent(event);
}

} // namespace Medio::Screens
