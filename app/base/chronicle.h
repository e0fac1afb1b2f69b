// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QObject>
#include <QString>

#include <chrono>

namespace Medio {

/// What happened, one entry per fact, in the words of tests/stage/language.md ("chip-placed", "first-frame",
/// "session-ended", ...). Modules' adapters write it; the log, the metrics and the stage read it.
/// It decides nothing, and nobody may react to it inside the kiosk.
/// Thread: record() may be called from any thread; recorded() is emitted on the chronicle's own.
class Chronicle : public QObject
{
    Q_OBJECT
public:
    struct Entry
    {
        QString event;                 ///< a name of tests/stage/language.md, or a further one in its style
        QJsonObject values;            ///< its keys; never a secret
        std::chrono::nanoseconds when; ///< CLOCK_MONOTONIC of the machine, where it happened
    };

    explicit Chronicle(QObject *parent = nullptr);

    /// CLOCK_MONOTONIC of the machine, whatever Clock is injected: entries of several processes
    /// are compared with each other.
    [[nodiscard]] static std::chrono::nanoseconds now();

    void record(const QString &event, const QJsonObject &values = {}, std::chrono::nanoseconds when = now());

Q_SIGNALS:
    void recorded(const Medio::Chronicle::Entry &entry);
};

} // namespace Medio

Q_DECLARE_METATYPE(Medio::Chronicle::Entry)
