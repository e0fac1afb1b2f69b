// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/stories.h"

namespace Medio::Films {

QList<Story> allStories()
{
    return rocketStories() + whaleStories() + foxStories() + owlStories() + robotStories() + trainStories();
}

} // namespace Medio::Films
