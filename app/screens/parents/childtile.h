// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/watchtimes.h"
#include "app/screens/parents/statuswords.h"

#include <QFrame>
#include <QList>

#include <chrono>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace Medio::Screens {

class DayBar;
class Look;

/// A child's day at a glance, and what parents do about it most: time on top, enough for today. GUI thread.
class ChildTile final : public QFrame
{
    Q_OBJECT
public:
    ChildTile(const Look &look, QWidget *parent);

    void setTime(const Parents::ChildTime &time);
    [[nodiscard]] const Api::ProfileId &child() const { return m_time.child.id; }
    /// What became of the last wish; stays until the next one.
    void tell(const Told &told);
    /// Its buttons stand in two rows.
    void setNarrow(bool narrow);
    void focusOpen();
    /// The keyboard goes on to `next` after the last of its buttons.
    void leadTo(QWidget &next);

Q_SIGNALS:
    void giveRequested(std::chrono::minutes amount);
    void enoughRequested(bool enough);
    void openRequested(); ///< the child's own page

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    const Look &m_look;
    Parents::ChildTime m_time;
    QLabel *m_name = nullptr;
    QLabel *m_left = nullptr;
    DayBar *m_bar = nullptr;
    QLabel *m_played = nullptr;
    QLabel *m_hindrance = nullptr;
    QLabel *m_notice = nullptr;
    QBoxLayout *m_actions = nullptr;
    QList<QPushButton *> m_gifts;
    QPushButton *m_enough = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace Medio::Screens
