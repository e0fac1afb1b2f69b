// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/art/pencil.h"

#include <QImage>
#include <QString>

/// What stands and lies about in the picture. Box -50..50 unless said otherwise.
namespace Medio::Screens {

/// A grown-up's big hand holding a child's small one: "fetch somebody". The same in every error.
void drawHands(Pencil &pencil);
/// The big hand alone, palm down, like a roof; its sleeve runs on to `right`.
void drawRoofHand(Pencil &pencil, double right);
/// The parents' doctor code beside the hands: a star and a leaf.
void drawBadge(Pencil &pencil);

/// A chip: a round disc with a picture of its own. Grey: one that nobody knows.
void drawChip(Pencil &pencil, bool known);
/// A bonus chip whose golden friend has come out: its place is empty.
void drawEmptyChip(Pencil &pencil);
/// Things that a reader sees too, and that are no chips: asleep, without a picture.
void drawPhone(Pencil &pencil);
void drawCard(Pencil &pencil);
/// Where the chip belongs: a shallow round hollow seen from the front. Dark: the reader is away.
void drawHollow(Pencil &pencil, bool lit);
/// One ring of the reader's pulse.
void drawRing(Pencil &pencil);
/// A soft round light; colour with its own transparency.
void drawGlow(Pencil &pencil, const QColor &colour);
/// A loose cable with its plug.
void drawPlug(Pencil &pencil);

void drawLeaf(Pencil &pencil);
void drawPad(Pencil &pencil); ///< the leaf a friend sits on
void drawFlower(Pencil &pencil, int colour);
void drawBead(Pencil &pencil, int state); ///< 0 to come, 1 now, 2 seen
void drawSeed(Pencil &pencil, int colour);
void drawPeg(Pencil &pencil);
void drawZ(Pencil &pencil); ///< a breath of sleep: a bubble
/// What is loud: a bell that rings in 1 to 4 waves; the others are only hinted at.
void drawBell(Pencil &pencil, int waves);
void drawPageCorner(Pencil &pencil);

/// A cardboard box: its back with the lid, and its front, so that somebody can stand in it.
void drawBoxBack(Pencil &pencil);
void drawBoxFront(Pencil &pencil);
void drawHouse(Pencil &pencil, bool windowsLit);
void drawEmptyFrame(Pencil &pencil);
void drawShelf(Pencil &pencil);

/// A framed picture, 4:3, box -60..60 by -45..45. Without a picture one is drawn from the seed. Asleep:
/// its film is too long for what is left of today.
void drawPoster(Pencil &pencil, const QImage &picture, size_t seed, bool asleep);
/// A page torn through the middle; `part` 0 the upper half, 1 the lower one.
void drawTornPage(Pencil &pencil, const QImage &picture, size_t seed, int part);

} // namespace Medio::Screens
