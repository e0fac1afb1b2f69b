// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/watchtimes.h"

#include <QFrame>
#include <QList>
#include <QString>

class QLabel;

namespace Medio::Screens {

class Look;

/// What today went to, film by film, and why so much is left: every term of the sum. GUI thread.
class DayCard final : public QFrame
{
    Q_OBJECT
public:
    DayCard(const Look &look, QWidget *parent);

    void setTime(const Parents::ChildTime &time);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QString what;
        QString amount;  ///< null: a heading
        QByteArray role; ///< of both labels
        QLabel *value = nullptr;
    };

    [[nodiscard]] static QList<Row> rowsOf(const Flow::Explanation &today);
    void refresh();

    const Look &m_look;
    Parents::ChildTime m_time;
    QList<Row> m_rows;
    QWidget *m_content = nullptr; ///< made anew when there are other rows
};

} // namespace Medio::Screens
