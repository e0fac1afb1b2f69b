// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/kids/composer.h"

#include <QString>

namespace Medio::Screens {

class KidsWindow;

/// The one painted widget as assistive technology sees it: a window that says in a sentence what is
/// going on, and a button for everything that answers to a finger. GUI thread.

/// Once; afterwards every KidsWindow has this face.
void makeAccessible();

/// The picture changed: say so.
void tellAccessibly(KidsWindow &window);
/// The highlight is on this face now.
void tellFocusAccessibly(KidsWindow &window, int face);

/// In one sentence, in the kiosk's language.
[[nodiscard]] QString wordsOf(Picture picture);

} // namespace Medio::Screens
