// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QHostAddress>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_set>

namespace Medio::Home {

/// One open connection as a stop sees it. The two functions may be called from any thread; they
/// do their work on the connection's own strand.
struct Link
{
    QHostAddress party; ///< whose it is
    std::function<void()> closeIfIdle;
    std::function<void()> close;
};

/// The open connections, counted and bounded. Thread-safe.
class Links
{
public:
    Links(int maximum, int maximumPerParty)
        : m_maximum(static_cast<size_t>(maximum))
        , m_maximumPerParty(maximumPerParty)
    {
    }

    /// False when the server is full, or full for this party: the connection is to be closed.
    [[nodiscard]] bool add(const std::shared_ptr<Link> &link);
    void remove(const std::shared_ptr<Link> &link);

    void forEach(const std::function<void(const Link &)> &function);
    [[nodiscard]] bool waitUntilNone(std::chrono::milliseconds timeout);

private:
    const size_t m_maximum;
    const int m_maximumPerParty;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unordered_set<std::shared_ptr<Link>> m_links; // protected by m_mutex
    QHash<QHostAddress, int> m_ofParty;                // protected by m_mutex
};

} // namespace Medio::Home
