// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/endsignals.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace Medio {
namespace {

// What a signal handler may touch: one descriptor, set before the handler is and never moved.
volatile std::sig_atomic_t wakeUp = -1;

extern "C" void endAsked(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = write(wakeUp, &byte, 1);
}

constexpr std::array signalsToEnd{SIGTERM, SIGINT, SIGHUP};

void handle(int signal, void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigaction(signal, &action, nullptr);
}

bool isIgnored(int signal)
{
    struct sigaction present = {};
    return sigaction(signal, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

} // namespace

EndSignals::EndSignals(QObject *parent)
    : QObject(parent)
{
    if (pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    wakeUp = m_pipe[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT endRequested();
    });
    for (const int signal : signalsToEnd) {
        if (signal != SIGHUP || !isIgnored(signal))
            handle(signal, endAsked, SA_RESTART | SA_RESETHAND);
    }
}

EndSignals::~EndSignals()
{
    for (const int signal : signalsToEnd) {
        if (!isIgnored(signal))
            handle(signal, SIG_DFL, 0);
    }
    m_notifier.reset();
    for (const int end : m_pipe) {
        if (end >= 0)
            close(end);
    }
}

} // namespace Medio
