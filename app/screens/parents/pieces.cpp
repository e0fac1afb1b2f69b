// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/pieces.h"

#include "app/screens/kids/picturestore.h"
#include "app/screens/parents/rows.h"

#include <QAccessible>
#include <QApplication>
#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QScroller>
#include <QStackedWidget>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

namespace {

constexpr char spacingProperty[] = "baseSpacing";
constexpr char marginsProperty[] = "baseMargins";
constexpr char uprightProperty[] = "upright";
constexpr int rowsApart = 8;

int baseSpacingOf(const QLayout &layout)
{
    const int spacing = layout.property(spacingProperty).toInt();
    return layout.property(uprightProperty).toBool() ? std::min(spacing, rowsApart) : spacing;
}

/// Keeps what has the focus in view, also when a keyboard takes half of the room.
class Page final : public QScrollArea
{
public:
    explicit Page(QWidget *parent)
        : QScrollArea(parent)
    {
        connect(qApp, &QApplication::focusChanged, this,
                [this](QWidget *, QWidget *now) { keepInView(now); });
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollArea::resizeEvent(event);
        keepInView(focusWidget());
    }

private:
    void keepInView(QWidget *focused)
    {
        if (focused != nullptr && focused != this && widget() != nullptr && widget()->isAncestorOf(focused))
            ensureWidgetVisible(focused, 0, focused->height());
    }
};

/// Where a finger pulled the list along it lets go over the row it began on: that is no choice.
class TapOnly final : public QObject
{
public:
    explicit TapOnly(QWidget &viewport)
        : QObject(&viewport)
    {
        viewport.installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto place = [event] {
            return static_cast<QMouseEvent *>(event)->globalPosition();
        };
        switch (event->type()) {
        case QEvent::MouseButtonPress:
            m_from = place();
            m_pulled = false;
            break;
        case QEvent::MouseMove:
            m_pulled =
                m_pulled || (place() - m_from).manhattanLength() > 2 * QApplication::startDragDistance();
            break;
        case QEvent::MouseButtonRelease:
            if (std::exchange(m_pulled, false))
                return true;
            break;
        default:
            break;
        }
        return QObject::eventFilter(watched, event);
    }

private:
    QPointF m_from;
    bool m_pulled = false;
};

template<typename Button>
Button *named(Button *button, const char *name, const char *role)
{
    button->setObjectName(QString::fromLatin1(name));
    if (*role != '\0')
        setRole(*button, role);
    return button;
}

} // namespace

void setRole(QWidget &widget, const char *role)
{
    const QString value = QString::fromLatin1(role);
    if (widget.property("role").toString() == value)
        return;
    widget.setProperty("role", value);
    // The words of a title are in the children's hand
    if (value == "title"_L1) {
        QFont font = widget.font();
        font.setFamily(wordsFamily());
        widget.setFont(font);
    }
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

QLabel *makeLabel(QWidget *parent, const char *name, const char *role)
{
    auto *label = named(new QLabel(parent), name, role);
    label->setWordWrap(true);
    label->setIndent(0);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QPushButton *makeButton(QWidget *parent, const char *name, const char *role)
{
    auto *button = named(new QPushButton(parent), name, role);
    button->setAutoDefault(false);
    return button;
}

QToolButton *makeTool(QWidget *parent, const char *name, const Look &look, Symbol symbol, const char *role)
{
    auto *button = named(new QToolButton(parent), name, role);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setIcon(symbolIcon(look, symbol));
    return button;
}

QToolButton *makeSegment(QWidget *parent, const char *name)
{
    auto *button = named(new QToolButton(parent), name, "segment");
    button->setFocusPolicy(Qt::StrongFocus);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    return button;
}

QBoxLayout *makeSegmentRow(QWidget *parent)
{
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight, new QWidget(parent));
    space(*row, 6);
    return row;
}

QToolButton *addSegment(QBoxLayout &row, const char *name)
{
    QToolButton *button = makeSegment(row.parentWidget(), name);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    row.addWidget(button, 1);
    return button;
}

QLineEdit *makeField(QWidget *parent, const char *name)
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setContextMenuPolicy(Qt::NoContextMenu);
    field->setDragEnabled(false);
    return field;
}

QLineEdit *makePasswordField(QWidget *parent, const char *name)
{
    QLineEdit *field = makeField(parent, name);
    field->setEchoMode(QLineEdit::Password);
    field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoAutoUppercase |
                               Qt::ImhNoPredictiveText);
    return field;
}

QFrame *makeCard(QWidget *parent, const char *name)
{
    return named(new QFrame(parent), name, "card");
}

QScrollArea *makeScroll(QWidget *parent, QWidget *content)
{
    auto *area = new Page(parent);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    scrollByFinger(*area);
    return area;
}

QVBoxLayout *makeColumn(QWidget *page)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    space(*column, 10, {18, 12, 18, 12});
    auto *whole = new QVBoxLayout(page);
    space(*whole, 0);
    whole->addWidget(makeScroll(page, content));
    return column;
}

QHBoxLayout *makeTop(QToolButton *back, QLabel *heading)
{
    auto *top = new QHBoxLayout;
    space(*top, 8);
    top->addWidget(back);
    top->addWidget(heading, 1);
    return top;
}

void addPage(QStackedWidget &pages, QWidget *page)
{
    page->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    pages.addWidget(page);
}

void scrollByFinger(QAbstractScrollArea &view)
{
    // Touch only: a mouse presses, drags and has a wheel
    QScroller::grabGesture(view.viewport(), QScroller::TouchGesture);
    view.verticalScrollBar()->setFocusPolicy(Qt::NoFocus);
}

QListView *makeList(QWidget *parent, const char *name, const Look &look, PictureStore &pictures)
{
    auto *list = new QListView(parent);
    dressList(*list, name, look, pictures);
    new TapOnly(*list->viewport());
    return list;
}

void dressList(QListView &list, const char *name, const Look &look, PictureStore &pictures)
{
    list.setObjectName(QString::fromLatin1(name));
    list.setItemDelegate(new RowDelegate(look, pictures, &list));
    QObject::connect(&pictures, &PictureStore::ready, list.viewport(), qOverload<>(&QWidget::update));
    list.setUniformItemSizes(true);
    list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.setEditTriggers(QAbstractItemView::NoEditTriggers);
    list.setFrameShape(QFrame::NoFrame);
    // Tab leads on; the arrows move within
    list.setTabKeyNavigation(false);
    scrollByFinger(list);
}

void space(QLayout &layout, int spacing, const QMargins &margins)
{
    layout.setProperty(spacingProperty, spacing);
    layout.setProperty(marginsProperty, QVariant::fromValue(margins));
    layout.setSpacing(spacing);
    layout.setContentsMargins(margins);
}

void scaleLayouts(QWidget &root, double scale)
{
    for (QLayout *layout : root.findChildren<QLayout *>()) {
        if (!layout->property(spacingProperty).isValid())
            continue;
        layout->setSpacing(qRound(baseSpacingOf(*layout) * scale));
        const auto margins = layout->property(marginsProperty).value<QMargins>();
        layout->setContentsMargins(qRound(margins.left() * scale), qRound(margins.top() * scale),
                                   qRound(margins.right() * scale), qRound(margins.bottom() * scale));
    }
}

void turn(QBoxLayout &row, bool upright, double scale)
{
    row.setDirection(upright ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    row.setProperty(uprightProperty, upright);
    row.setSpacing(qRound(baseSpacingOf(row) * scale));
}

void tell(QLabel &label, const QString &text, const char *role)
{
    setRole(label, role);
    const bool news = label.text() != text;
    label.setText(text);
    label.setVisible(!text.isEmpty());
    if (!news || text.isEmpty())
        return;
    QAccessibleEvent alert(&label, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void setWords(QToolButton &button, const QString &name, bool shown)
{
    button.setText(shown ? name : QString());
    button.setToolButtonStyle(shown ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    button.setAccessibleName(name);
}

} // namespace Medio::Screens
