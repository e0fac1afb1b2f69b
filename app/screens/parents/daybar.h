// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace Medio::Screens {

class Look;

/// How much of a day is left, as a bar: what children see as friends. It says nothing to screen readers:
/// the words beside it do. GUI thread.
class DayBar final : public QWidget
{
    Q_OBJECT
public:
    DayBar(const Look &look, QWidget *parent);

    /// 0..1; `rests`: nothing of it can be watched now.
    void setLeft(double left, bool rests);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    double m_left = 1;
    bool m_rests = false;
};

} // namespace Medio::Screens
