// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/look.h"

#include <QList>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <functional>

class QFrame;
class QLabel;
class QVBoxLayout;

namespace Medio::Screens {

/// Asks something that can't be undone, in the middle of the page it lies over. Escape is the answer that
/// changes nothing. GUI thread.
class Question final : public QWidget
{
    Q_OBJECT
public:
    struct Answer
    {
        QString name; ///< of the button, for tests: "signOutKeepButton"
        QString text;
        const char *role = "";        ///< "primary", "danger", "plain"
        std::function<void()> chosen; ///< empty: nothing happens
    };

    /// Covers `page`, its parent, and disables `covered` below it while something is asked.
    Question(const Look &look, QWidget &covered, QWidget *page);

    /// The last answer is the one that changes nothing. A question that stands is answered by it first.
    void ask(const QString &heading, const QString &text, const QList<Answer> &answers);
    [[nodiscard]] bool isAsking() const { return !isHidden(); }
    /// As if somebody had chosen the last answer.
    void dismiss();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void answer(const std::function<void()> &chosen);

    const Look &m_look;
    QWidget &m_covered;
    QPointer<QWidget> m_focusBefore;
    QFrame *m_card = nullptr;
    QLabel *m_heading = nullptr;
    QLabel *m_text = nullptr;
    QVBoxLayout *m_buttons = nullptr;
    QList<Answer> m_answers;
};

} // namespace Medio::Screens
