// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/links.h"

namespace Medio::Home {

bool Links::add(const std::shared_ptr<Link> &link)
{
    const std::lock_guard lock(m_mutex);
    if (m_links.size() >= m_maximum || m_ofParty.value(link->party) >= m_maximumPerParty)
        return false;
    ++m_ofParty[link->party];
    return m_links.insert(link).second;
}

void Links::remove(const std::shared_ptr<Link> &link)
{
    {
        const std::lock_guard lock(m_mutex);
        m_links.erase(link);
        if (--m_ofParty[link->party] == 0)
            m_ofParty.remove(link->party);
    }
    m_changed.notify_all();
}

void Links::forEach(const std::function<void(const Link &)> &function)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &link : m_links)
        function(*link);
}

bool Links::waitUntilNone(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, timeout, [this] { return m_links.empty(); });
}

} // namespace Medio::Home
