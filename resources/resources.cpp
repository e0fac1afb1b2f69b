// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"

#include <QtGlobal>

// Q_INIT_RESOURCE must stand outside of every namespace
static void initialise()
{
    Q_INIT_RESOURCE(fonts);
    Q_INIT_RESOURCE(sounds);
}

namespace Medio::Resources {

void load()
{
    initialise();
}

} // namespace Medio::Resources
