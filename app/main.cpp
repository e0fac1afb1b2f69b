// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/doctor.h"
#include "app/start.h"

int main(int argc, char **argv)
{
    Medio::Start::keepMemoryPrivate();
    if (Medio::Doctor::isAskedFor(argc, argv))
        return Medio::Doctor::examine(argc, argv);
    Medio::Start::Extras none;
    return Medio::Start::run(argc, argv, none);
}
