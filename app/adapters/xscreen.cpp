// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/xscreen.h"

#include <xcb/dpms.h>
#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>

namespace Medio::Adapters {

namespace {

struct Free
{
    void operator()(void *reply) const { std::free(reply); }
};
template<typename Reply>
using Answer = std::unique_ptr<Reply, Free>;

} // namespace

XScreen::XScreen(xcb_connection_t *connection)
    : m_connection(connection)
{
    // Once, at start: both answers come from the server's memory
    const Answer<xcb_get_screen_saver_reply_t> saver(
        xcb_get_screen_saver_reply(m_connection, xcb_get_screen_saver(m_connection), nullptr));
    if (saver != nullptr) {
        m_timeout = int16_t(saver->timeout);
        m_interval = int16_t(saver->interval);
        m_blanking = saver->prefer_blanking;
        m_exposures = saver->allow_exposures;
    }
    const xcb_query_extension_reply_t *dpms = xcb_get_extension_data(m_connection, &xcb_dpms_id);
    if (dpms == nullptr || dpms->present == 0)
        return;
    const Answer<xcb_dpms_capable_reply_t> capable(
        xcb_dpms_capable_reply(m_connection, xcb_dpms_capable(m_connection), nullptr));
    m_saves = capable != nullptr && capable->capable != 0;
    if (!m_saves)
        return;
    const Answer<xcb_dpms_info_reply_t> info(
        xcb_dpms_info_reply(m_connection, xcb_dpms_info(m_connection), nullptr));
    m_savedBefore = info != nullptr && info->state != 0;
}

XScreen::~XScreen()
{
    keepLit();
    xcb_set_screen_saver(m_connection, m_timeout, m_interval, m_blanking, m_exposures);
    if (m_savedBefore)
        xcb_dpms_enable(m_connection);
    xcb_flush(m_connection);
}

void XScreen::keepLit()
{
    constexpr int16_t never = 0;
    xcb_set_screen_saver(m_connection, never, m_interval, XCB_BLANKING_PREFERRED, m_exposures);
    xcb_force_screen_saver(m_connection, XCB_SCREEN_SAVER_RESET);
    if (m_saves) {
        xcb_dpms_force_level(m_connection, XCB_DPMS_DPMS_MODE_ON);
        xcb_dpms_disable(m_connection);
    }
    xcb_flush(m_connection);
}

void XScreen::letGoDark()
{
    if (m_saves) {
        xcb_dpms_enable(m_connection);
        xcb_dpms_force_level(m_connection, XCB_DPMS_DPMS_MODE_OFF);
    } else {
        xcb_force_screen_saver(m_connection, XCB_SCREEN_SAVER_ACTIVE);
    }
    xcb_flush(m_connection);
}

} // namespace Medio::Adapters
