// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/composer.h"

#include <QEasingCurve>

namespace Medio::Screens {

/// Motion as a function of time. Whoever asks for a value also says when it changes next.
class Motion
{
public:
    Motion(const Moment &moment, bool calm);

    /// In ms from now; `never` while nothing that was asked for moves.
    [[nodiscard]] double next() const { return m_next; }
    [[nodiscard]] bool calm() const { return m_calm; }
    /// Something changes in this many ms.
    void at(double fromNow);
    void moving(double framesPerSecond = 60);

    /// 0 before, 1 after.
    double ease(double since, double duration, QEasingCurve::Type type);
    /// -1..1, a sine; slower and smaller the longer nobody is there.
    double wave(double period, double phase = 0);
    /// -1..1: the reader's, 2 s, in steps of an eighth: large soft lights, where finer ones would be
    /// painted for nobody.
    double pulse();
    /// 0..1: one breath in the first half of the period, then stillness.
    double breath(double period, double framesPerSecond = 12);
    /// Which of `count` steps of this length it is.
    int step(double length, int count);
    /// Eyes close for 120 ms every 3 to 7 s.
    bool blinks();

private:
    double m_now;
    double m_idle;
    bool m_calm;
    double m_next = never;
};

} // namespace Medio::Screens
