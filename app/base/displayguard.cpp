// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/displayguard.h"

#include <unistd.h>

#include <csignal>
#include <cstring>

namespace Medio {
namespace {

// What a signal handler may touch: set before the handler is.
const char *volatile words = nullptr;
QtMessageHandler logging = nullptr;

extern "C" void displayFailed(int)
{
    const char *sentence = words;
    [[maybe_unused]] const auto written = write(STDERR_FILENO, sentence, std::strlen(sentence));
    _exit(1);
}

void allButFatal(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type != QtFatalMsg) // the sentence says it
        logging(type, context, message);
}

} // namespace

DisplayGuard::DisplayGuard(const char *sentence)
{
    words = sentence;
    logging = qInstallMessageHandler(allButFatal);
    std::signal(SIGABRT, displayFailed);
}

DisplayGuard::~DisplayGuard()
{
    std::signal(SIGABRT, SIG_DFL);
    qInstallMessageHandler(logging);
}

} // namespace Medio
