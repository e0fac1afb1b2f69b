// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Medio::Adapters {

/// What makes the screen shine, and may switch it off when nobody touches anything: a session's
/// screen saver, an X server, a backlight. Under a compositor that leaves the screen alone (cage)
/// there is none of them. GUI thread; nothing waits.
class DisplayPower
{
public:
    DisplayPower() = default;
    DisplayPower(const DisplayPower &) = delete;
    DisplayPower &operator=(const DisplayPower &) = delete;
    virtual ~DisplayPower() = default;

    /// It shines from now on, whatever the system thinks of nobody touching anything.
    virtual void keepLit() = 0;
    /// It may be dark until keepLit(); where we can, it is at once.
    virtual void letGoDark() = 0;
};

} // namespace Medio::Adapters
