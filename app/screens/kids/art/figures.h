// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/art/pencil.h"

#include <QString>
#include <QStringList>

/// Who lives in the picture. Each function draws into the box -50..50.
namespace Medio::Screens {

/// Glim, the host: a round glow-beetle. Light is watching time.
enum class Mood {
    Awake,
    Blink,
    CuriousDown,
    CuriousSide, ///< to the right; mirrored for the left
    Delighted,
    Waiting,
    Puzzled,
    Sleepy,
    Asleep,
};
void drawGlim(Pencil &pencil, Mood mood);

/// One of the four friends of the time picture. `rest` (0..1) is what is left of this friend's
/// quarter: the lit body's area follows it, below a quarter it gets sleepy, at 0 it sleeps.
enum class FriendKind { Ordinary, Golden };
void drawFriend(Pencil &pencil, FriendKind kind, double rest);

/// The children's animals, in the order of the built-in names.
enum class Animal { Otter, Badger, Wren, Fox, Owl, Hedgehog, Mouse, Frog };
[[nodiscard]] QStringList animalNames();
void drawAnimal(Pencil &pencil, Animal animal, bool asleep);

/// The frame a face is seen in: 0 circle, 1 flower, 2 shell, 3 leaf; also without colour.
[[nodiscard]] QPainterPath frameShape(int shape);
void drawFace(Pencil &pencil, Animal animal, int shape, bool asleep);

/// The good-night figure. With `peeking` one eye is open: a chip woke it for a moment.
void drawMoon(Pencil &pencil, bool peeking);
void drawSleepingCloud(Pencil &pencil);

} // namespace Medio::Screens
