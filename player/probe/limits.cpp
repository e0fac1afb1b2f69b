// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/probe/limits.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>

namespace Medio::Probe {

namespace {

void limit(decltype(RLIMIT_CORE) resource, rlim_t most)
{
    const rlimit value{most, most};
    setrlimit(resource, &value);
}

} // namespace

void limitProcess(qint64 mostBytes)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, rlim_t(mostBytes));
    std::signal(SIGXFSZ, SIG_IGN); // a full file is an error to tell, no end
    limit(RLIMIT_NOFILE, 24);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // Sanitizers reserve terabytes of addresses.
    limit(RLIMIT_AS, rlim_t(1) << 30);
#endif
}

void limitProcessorTime(std::chrono::seconds time)
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    rlimit value{};
    getrlimit(RLIMIT_CPU, &value);
    value.rlim_cur = rlim_t(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1 + time.count());
    setrlimit(RLIMIT_CPU, &value);
}

} // namespace Medio::Probe
