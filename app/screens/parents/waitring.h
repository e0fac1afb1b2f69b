// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/look.h"

#include <QWidget>

#include <chrono>

namespace Medio::Screens {

/// How long to wait, as a ring that becomes shorter: no flicker, one step a second.
class WaitRing final : public QWidget
{
    Q_OBJECT
public:
    explicit WaitRing(const Look &look, QWidget *parent = nullptr);

    /// `left` of `whole`; more than the whole is the whole.
    void show(std::chrono::seconds left, std::chrono::seconds whole);
    using QWidget::show;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    std::chrono::seconds m_left{0};
    std::chrono::seconds m_whole{1};
};

} // namespace Medio::Screens
