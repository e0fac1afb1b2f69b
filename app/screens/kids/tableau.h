// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/art/figures.h"
#include "app/screens/kids/art/landscape.h"
#include "app/screens/kids/composer.h"
#include "app/screens/kids/motion.h"

#include <functional>
#include <utility>

namespace Medio::Screens {

/// How a picture is put down; everything but the art has a usual value.
struct Put
{
    double x = 0;    ///< units from the middle
    double y = 0;    ///< hundredths of the height
    double dy = 0;   ///< and units from there: for what belongs together
    double lift = 0; ///< and units up, of the moment: a hop
    double w = 10;   ///< units
    double h = 0;    ///< 0: as wide
    int variant = 0;
    int level = 0;
    QString text = {};
    double opacity = 1;
    double degrees = 0;
    double sx = 1; ///< of the moment; the picture is drawn at w by h
    double sy = 1;
    bool flip = false;
    bool foot = false; ///< scaled around its foot
    QPointF pivot{0.5, 0.5};
    double line = 1;
};

/// How long something new is shown large before it takes its usual place; ms.
inline constexpr double newChildTime = 2200;
inline constexpr double goldenFriendTime = 1800;
inline constexpr double volumeTime = 1800;

/// The picture while it is put together: where a unit is, what the moment is, and what several
/// pictures have in common. Lives for one composition.
class Tableau
{
public:
    /// Where something stands, in a wide window and in a tall one.
    struct Spot
    {
        double x = 0; ///< units from the middle
        double y = 0; ///< hundredths of the height
        double w = 0; ///< units
    };
    [[nodiscard]] Spot spot(const Spot &wide, const Spot &upright) const { return tall ? upright : wide; }

    Tableau(const Flow::Scene &shown, const Surface &on, const Moment &moment);

    void put(Art art, const Put &how);
    void place(Place place);
    void shade(double opacity);
    void film();
    void words(const QString &text, Put how, bool plate);

    void glim(Mood mood, Put how);
    void face(const Flow::Face &face, int position, Put how, bool asleep = false);
    void poster(const Flow::Poster &poster, Put how);
    /// The breath of somebody asleep: `count` bubbles that rise from there.
    void bubbles(double x, double y, double dy, double size, int count);
    /// Come in from above.
    void hands(double x, double fromTop, double size);
    void hollow(bool lit);
    /// The first answer to a chip: light leaves the reader, in the very first picture.
    void flash();
    /// The time picture, as it is or with a level of one's own for each friend.
    void tower();
    void tower(const std::function<int(int)> &level, bool faceAsleep);
    /// Where the one who watches is seen above the tower.
    [[nodiscard]] Spot faceInTheTree() const;
    /// What is left of each friend's quarter, 0..100; the top one is spent first, the golden one,
    /// below all, before everybody.
    [[nodiscard]] int levelOfFriend(int i) const;
    /// The garden; over the last tenth of today its light becomes evening's, and the moon comes.
    void garden();
    /// Posters of what could play instead, in a row below, each with the leaf that means "ready".
    void shelf();
    /// What could play now hangs on a line, like washing.
    void garland();
    /// The playlist, `dy` units below y, around `x`.
    void beads(double y, double x = 0, double dy = 0, bool flowers = false);

    /// In device pixels; x in units from the middle, y in hundredths of the height.
    [[nodiscard]] QPointF onScreen(double x, double y) const;

    /// x in units from the middle, y in hundredths of the height.
    [[nodiscard]] QPointF readerAt() const;
    /// Glim's mood that looks at the reader, and whether it is mirrored.
    [[nodiscard]] std::pair<Mood, bool> towardsReader() const;
    /// Everything is mirrored: right-to-left, or a reader on the left, where the tower would be.
    [[nodiscard]] bool towerOnRight() const { return rtl != (scene.readerSide == Flow::ReaderSide::Left); }
    /// The sign of x towards the end of a line of writing, and away from the tower.
    [[nodiscard]] double forward() const { return rtl ? -1 : 1; }
    [[nodiscard]] double fromTower() const { return towerOnRight() ? -1 : 1; }

    const Flow::Scene &scene;
    const Surface &surface;
    const Moment &m;
    Motion motion;
    bool night;
    const bool rtl;
    const double timeLeft; ///< 0..1
    const double bonus;    ///< 0..1
    const double nearEnd;  ///< 0..1
    const double u;        ///< device pixels of a unit
    const double half;     ///< half the width in units
    const double height;   ///< in units
    const bool tall;       ///< taller than wide: things stand above each other, not side by side
    double dusk = -1;      ///< 0..1 while day becomes night, else the scene's own
    Composition result;
};

/// The same film has the same picture on every machine and after every start.
[[nodiscard]] int seedOf(const Flow::Poster &film);

} // namespace Medio::Screens
