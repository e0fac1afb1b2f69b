// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/// `medio-kiosk doctor reader`: what is wrong with the reader and what to do about it, in words for people on
/// standard output. Needs no display and no kiosk.
namespace Medio::Doctor {

/// Whether the command line asks for the doctor.
[[nodiscard]] bool isAskedFor(int argc, char **argv);

/// The exit status: 0 all is well · 1 something is wrong, or can't be told · 2 usage or configuration. Stands
/// in the place of the kiosk: makes the application object and runs its loop.
int examine(int argc, char **argv);

} // namespace Medio::Doctor
