// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmpicture.h"

class QVideoFrame;

namespace Medio {
struct FilmFacts;
}

namespace Medio::PlayerQt {

/// The frame as a picture that needs no Qt Multimedia any more; it keeps the frame mapped for as
/// long as it lives. Rotation and the shape of pixels are the facts': Qt 6.4 tells neither, and
/// whether Qt 6.8 has made the pixels square already is seen from the frame's size. A matrix that
/// the film does not name is guessed from its height, as players do. Null when the frame is not
/// valid or can't be read.
[[nodiscard]] FilmPicture filmPictureOf(const QVideoFrame &frame, const FilmFacts &facts);

} // namespace Medio::PlayerQt
