// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/adapters/displaypower.h"

#include <cstdint>

struct xcb_connection_t;

namespace Medio::Adapters {

/// The X server's own screen saver and its power saving (DPMS), for a kiosk on a bare X server: both
/// are switched off while the screen is to shine, and used to switch the screen off. What was set
/// before is set again at the end. `connection` must outlive it.
class XScreen final : public DisplayPower
{
public:
    explicit XScreen(xcb_connection_t *connection);
    ~XScreen() override;

    void keepLit() override;
    void letGoDark() override;

private:
    xcb_connection_t *m_connection;
    bool m_saves = false;       ///< it has DPMS
    bool m_savedBefore = false; ///< which was on
    int16_t m_timeout = -1;     ///< of the screen saver, in seconds; -1: the server's default
    int16_t m_interval = -1;
    uint8_t m_blanking = 2; ///< the server's default
    uint8_t m_exposures = 2;
};

} // namespace Medio::Adapters
