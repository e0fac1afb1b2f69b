// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/clock.h"

#include <sys/timex.h>

#include <QDir>
#include <QFile>

namespace Medio {

namespace {

bool isSynchronised()
{
    timex state{};
    return adjtimex(&state) >= 0 && (state.status & STA_UNSYNC) == 0;
}

/// The kernel set the wall clock from a hardware clock when it started.
bool beganWithHardwareClock()
{
    const QDir clocks(QStringLiteral("/sys/class/rtc"));
    const QStringList names = clocks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        QFile file(clocks.filePath(name + QStringLiteral("/hctosys")));
        if (file.open(QIODevice::ReadOnly) && file.readAll().trimmed() == "1")
            return true;
    }
    return false;
}

} // namespace

QDateTime SystemClock::wall() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::nanoseconds SystemClock::monotonic() const
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

QString SystemClock::bootId() const
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(file.readAll().trimmed());
}

bool SystemClock::isTrusted() const
{
    return source() != ClockSource::Nobody;
}

ClockSource SystemClock::source() const
{
    static const bool hardware = beganWithHardwareClock();
    if (isSynchronised())
        return ClockSource::Network;
    return hardware ? ClockSource::Hardware : ClockSource::Nobody;
}

QTimeZone SystemClock::zone() const
{
    return QTimeZone::systemTimeZone();
}

} // namespace Medio
