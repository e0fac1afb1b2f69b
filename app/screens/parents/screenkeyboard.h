// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/look.h"

#include <QList>
#include <QPointer>
#include <QStringList>
#include <QWidget>

class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace Medio::Screens {

/// A keyboard for fingers, under the page. It types into the field that has the focus, and keeps none
/// itself.
///
/// It comes when a field is touched, or clicked where nobody has used a real keyboard; it goes when a real
/// one is used, when no field has the focus, or when it is told to. Which letters stand where follows the
/// language of the page. GUI thread.
class ScreenKeyboard final : public QWidget
{
    Q_OBJECT
public:
    /// Watches the fields below `root`, which outlives it.
    ScreenKeyboard(const Look &look, QWidget &root, QWidget *parent = nullptr);

    /// The rows of letters of a language ("de", "de_AT"), lower case.
    [[nodiscard]] static QStringList lettersOf(const QString &language);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Page { Letters, Capitals, Symbols };

    void fieldPressed(QLineEdit &field, bool byFinger);
    void focusMoved(QWidget *now);
    void setPage(Page page);
    void build();
    void type(const QString &text);
    void press(Qt::Key key);
    [[nodiscard]] QToolButton *key(const QString &name);

    const Look &m_look;
    QWidget &m_root;
    QVBoxLayout *m_rows = nullptr;
    QWidget *m_keys = nullptr;
    QPointer<QLineEdit> m_field;
    Page m_page = Page::Letters;
    bool m_realKeyboard = false; ///< somebody types on one
};

} // namespace Medio::Screens
