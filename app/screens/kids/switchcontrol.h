// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <optional>

namespace Medio::Screens {

/// Choosing a face with one switch, with two, or with keys (KIDS-UX.md §2 rows 9 and 27). With one
/// the highlight goes from face to face by itself and the switch takes the one it rests on; as soon
/// as a second switch or an arrow is used it moves only when told. Whoever then presses nothing for
/// four steps gets the moving one back: they may have one switch only.
///
/// Until somebody has pressed anything at all nothing is highlighted but what a finger touched: a
/// family without switches sees no scanning. Pure; times are monotonic.
class SwitchControl
{
public:
    using Time = std::chrono::milliseconds;

    /// 1 to 8 s; 2.5 s unless said otherwise.
    void setStep(Time step);

    /// The faces are there, or gone (0).
    void begin(Time now, int faces);

    /// The first switch. With one switch: takes the highlighted face, or the one that `nods` before
    /// anything was pressed. With two: the next face.
    [[nodiscard]] std::optional<int> pressFirst(Time now, int nods);
    /// The second switch: takes the highlighted face.
    [[nodiscard]] std::optional<int> pressSecond(Time now, int nods);
    /// An arrow, or Tab.
    void move(Time now, int by);
    /// Chosen by a finger.
    void point(Time now, int face);

    /// -1: none.
    [[nodiscard]] int highlighted(Time now) const;
    /// When highlighted() changes next, if by itself.
    [[nodiscard]] std::optional<Time> next(Time now) const;

private:
    enum class Way { Unused, Moving, Told };
    [[nodiscard]] bool isMoving(Time now) const;
    void stand(Time now, int face);

    Way m_way = Way::Unused;
    Time m_step{2500};
    Time m_since{0}; ///< when m_at was reached
    int m_at = -1;
    int m_faces = 0;
};

} // namespace Medio::Screens
