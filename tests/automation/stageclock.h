// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/base/expected.h"

#include <QJsonObject>
#include <QMutex>

namespace Medio {

/// The clock of a program that plays on the stage: it can be held, moved and unset while the
/// program runs, and has a boot of its own (tests/stage/language.md: clock, server-clock, power-cut).
/// monotonic() begins at 0 with the object and runs at the machine's pace whatever the wall does.
/// Thread-safe.
class StageClock final : public Clock
{
public:
    /// How a clock begins.
    struct Start
    {
        QDateTime wall;                   ///< what it says, UTC
        std::chrono::nanoseconds when{0}; ///< at this CLOCK_MONOTONIC of the machine; 0 = now
        bool running = true;              ///< false: it stands at `wall` until run()
        bool trusted = true;              ///< somebody who knows has set it
        QString bootId;                   ///< empty: a new one
        QTimeZone zone = QTimeZone::utc();
    };

    /// The environment variable that says how the clock of a program begins: one JSON object,
    /// {"wall":"2026-03-10T09:00:00.000Z","when":"<ns>","running":false,"trusted":true,"boot":"..",
    ///  "zone":"Europe/Berlin"}; every key but "wall" may be missing.
    static constexpr const char *environmentVariable = "MEDIO_STAGE_CLOCK";

    /// Reads the variable. Not set: the machine's present time, running. Malformed: says what.
    static Expected<Start, QString> startFromEnvironment();
    static Expected<Start, QString> startFromText(const QByteArray &json);
    [[nodiscard]] static QByteArray textOf(const Start &start);

    explicit StageClock(const Start &start);

    [[nodiscard]] QDateTime wall() const override;
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override;
    [[nodiscard]] QString bootId() const override;
    [[nodiscard]] bool isTrusted() const override;
    [[nodiscard]] QTimeZone zone() const override;

    /// Lets a standing clock run from what it says.
    void run();
    [[nodiscard]] bool isRunning() const;

    /// Sets the wall clock, as somebody who knows does: trusted from now on.
    void set(const QDateTime &wall);

    /// Moves the wall clock by so much in either direction; trust stays as it is.
    void move(std::chrono::milliseconds by);

    /// As after a start without a battery: 1970-01-01T00:00:00Z, running, not trusted.
    void unset();

    /// The one command the stage knows for clocks, in any program: {"run":true}, {"set":"<ISO>"},
    /// {"move":<ms>} or {"unset":true}, exactly one of them. Says what is wrong otherwise.
    Expected<void, QString> apply(const QJsonObject &command);

private:
    [[nodiscard]] qint64 wallMilliseconds(std::chrono::nanoseconds now) const;
    void anchor(qint64 wall, bool running);

    const std::chrono::nanoseconds m_begin;
    const QString m_bootId;
    const QTimeZone m_zone;

    mutable QMutex m_mutex;             // guards what follows
    qint64 m_wall = 0;                  // ms since 1970 at m_when
    std::chrono::nanoseconds m_when{0}; // CLOCK_MONOTONIC of the machine
    bool m_running = true;
    bool m_trusted = true;
};

} // namespace Medio
