// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/outside.h"

#include "app/base/chronicle.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

namespace Medio::Nfc {
namespace {

// libnfc and libpcsclite can hang for ever. Whoever started us may be dead by then, so we look after
// ourselves: far more than the slowest turn of the loop (opening a mute line, 1.8 s).
constexpr unsigned longestTurnSeconds = 10;

/// Nothing is said to us; whatever comes is thrown away.
bool inputHasEnded()
{
    std::array<char, 4096> rest; // NOLINT: filled by read
    const ssize_t count = read(STDIN_FILENO, rest.data(), rest.size());
    return count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
}

} // namespace

Outside::Outside(bool heedsInput)
    : m_heedsInput(heedsInput)
{
    std::signal(SIGPIPE, SIG_IGN);
}

bool Outside::pause(std::chrono::milliseconds time)
{
    if (m_heedsInput) // a person can press Ctrl-C, and Ctrl-Z for as long as wished
        alarm(longestTurnSeconds);
    const auto end = Chronicle::now() + time;
    while (!m_isBroken) {
        std::array<pollfd, 2> sources{
            {{m_signals.descriptor(), POLLIN, 0}, {m_heedsInput ? STDIN_FILENO : -1, POLLIN, 0}}};
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Chronicle::now());
        const int ready = poll(sources.data(), sources.size(),
                               static_cast<int>(std::max(left, std::chrono::milliseconds(0)).count()));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return ready == 0;
        if (sources[0].revents != 0 || inputHasEnded())
            return false;
    }
    return false;
}

void Outside::write(const QByteArray &line)
{
    const char *data = line.constData();
    for (qsizetype left = line.size(); left > 0 && !m_isBroken;) {
        const ssize_t written = ::write(STDOUT_FILENO, data, static_cast<size_t>(left));
        if (written < 0 && errno == EINTR)
            continue;
        m_isBroken = written <= 0;
        data += written;
        left -= written;
    }
}

} // namespace Medio::Nfc
