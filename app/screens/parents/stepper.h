// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QToolButton;

namespace Medio::Screens {

class Look;

/// A value between two buttons that make it less and more; held down they go on. What the value is and how
/// it is said is its owner's business. GUI thread.
class Stepper final : public QWidget
{
    Q_OBJECT
public:
    /// The buttons are called `name` + "LessButton" and "MoreButton", the value `name` + "Value".
    Stepper(const Look &look, const QString &name, QWidget *parent);

    void setText(const QString &text);
    /// What screen readers say: of the whole, and of its buttons.
    void setWords(const QString &what, const QString &less, const QString &more);
    void setSteps(bool canLess, bool canMore);
    /// The widest text that there will be, so that nothing moves while somebody steps.
    void reserve(const QString &widest);

Q_SIGNALS:
    void stepped(int by); ///< -1 or 1

private:
    void tellName();

    QToolButton *m_less = nullptr;
    QLabel *m_value = nullptr;
    QToolButton *m_more = nullptr;
    QString m_what;
    QString m_lessWords;
    QString m_moreWords;
};

} // namespace Medio::Screens
