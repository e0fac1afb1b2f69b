// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/symbols.h"

#include <QMargins>
#include <QString>

class QAbstractScrollArea;
class QBoxLayout;
class QFrame;
class QHBoxLayout;
class QLabel;
class QLayout;
class QLineEdit;
class QListView;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;
class QWidget;

/// What the parents' pages are made of: plain Qt widgets with a name for tests and a role for the style
/// sheet of Look. Each belongs to its parent.
namespace Medio::Screens {

class PictureStore;

/// What a widget is to the style sheet: "title", "section", "quiet", "good", "bad" (labels), "primary",
/// "danger", "plain", "segment", "day", "key" (buttons), "card" (frames).
void setRole(QWidget &widget, const char *role);

[[nodiscard]] QLabel *makeLabel(QWidget *parent, const char *name, const char *role = "");
[[nodiscard]] QPushButton *makeButton(QWidget *parent, const char *name, const char *role = "");
[[nodiscard]] QToolButton *makeTool(QWidget *parent, const char *name, const Look &look, Symbol symbol,
                                    const char *role = "");
/// One of several of which one is chosen.
[[nodiscard]] QToolButton *makeSegment(QWidget *parent, const char *name);
/// A row for them, in a widget of its own: its parentWidget().
[[nodiscard]] QBoxLayout *makeSegmentRow(QWidget *parent);
/// One more of the row, as wide as the others.
[[nodiscard]] QToolButton *addSegment(QBoxLayout &row, const char *name);
[[nodiscard]] QLineEdit *makeField(QWidget *parent, const char *name);
[[nodiscard]] QLineEdit *makePasswordField(QWidget *parent, const char *name);
[[nodiscard]] QFrame *makeCard(QWidget *parent, const char *name);
/// Follows a finger, shows no bar beside what fits.
[[nodiscard]] QScrollArea *makeScroll(QWidget *parent, QWidget *content);
/// What stands in the page, one below the other; it scrolls. Its parentWidget() is the parent of all that.
[[nodiscard]] QVBoxLayout *makeColumn(QWidget *page);
/// The way back, and what the page is called.
[[nodiscard]] QHBoxLayout *makeTop(QToolButton *back, QLabel *heading);
/// A page that has the whole room, however little that is: those behind it ask for none.
void addPage(QStackedWidget &pages, QWidget *page);
void scrollByFinger(QAbstractScrollArea &view);
/// A list of rows (rows.h) as high as a finger.
[[nodiscard]] QListView *makeList(QWidget *parent, const char *name, const Look &look,
                                  PictureStore &pictures);
void dressList(QListView &list, const char *name, const Look &look, PictureStore &pictures);

/// Gives a layout its distances, which scaleLayouts() keeps in proportion to the look.
void space(QLayout &layout, int spacing, const QMargins &margins = {});
void scaleLayouts(QWidget &root, double scale);
/// What stands side by side stands one below the other where there is no room for it, as close as other rows.
void turn(QBoxLayout &row, bool upright, double scale);

/// Shows what happened or what is wrong, and says it to a screen reader; an empty text hides the label.
void tell(QLabel &label, const QString &text, const char *role);

/// Text and the name for screen readers in one.
void setWords(QToolButton &button, const QString &name, bool shown = false);

} // namespace Medio::Screens
