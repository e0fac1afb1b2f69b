// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/stage/script.h"

#include <QJsonObject>
#include <QList>

#include <chrono>

namespace Medio::Stage {

/// Something that happened in one of the programs.
struct Event
{
    QString name;
    QJsonObject values;
    std::chrono::nanoseconds when{0}; ///< CLOCK_MONOTONIC, where it happened
    int kiosk = 1;
};

/// {"v":1,"t":12.345,"kiosk":1,"event":"first-frame",...} and a line's end; `t` in milliseconds
/// since `zero`, three decimals.
[[nodiscard]] QByteArray lineOf(const Event &event, std::chrono::nanoseconds zero);

/// Whether the event is meant: its name, and every condition by the text of its value (true and
/// false for truth values). `video` is met by the film's id, its script name or its title, `chip`
/// by name or UID, `child` by name or id.
[[nodiscard]] bool isMet(const Event &event, const QString &name, const Conditions &conditions);

/// Everything that happened, and which of it an expectation has used up: the semantics of
/// `expect` and `never` (language.md), without any clock.
class EventLog
{
public:
    void add(const Event &event) { m_entries.append({event, false}); }

    /// A deed begins: what happens from now on may meet expectations.
    void setMark(std::chrono::nanoseconds mark) { m_mark = mark; }

    /// The first unused event that meets it, happened since the mark and not after `deadline`,
    /// which is used up by this; false if there is none (yet).
    bool meet(const Steps::Expect &wanted, int kiosk, std::chrono::nanoseconds deadline);

    /// The first event that meets it and happened in [from, to]; nullptr if there is none.
    [[nodiscard]] const Event *hit(const Steps::Never &unwanted, int kiosk, std::chrono::nanoseconds from,
                                   std::chrono::nanoseconds to) const;

    /// What happened since the mark, in order of arrival.
    [[nodiscard]] QList<Event> sinceMark() const;

    [[nodiscard]] bool contains(const QString &name) const;

private:
    struct Entry
    {
        Event event;
        bool used;
    };
    QList<Entry> m_entries;
    std::chrono::nanoseconds m_mark{0};
};

} // namespace Medio::Stage
