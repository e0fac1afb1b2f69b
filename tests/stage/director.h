// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "tests/stage/eventlog.h"
#include "tests/stage/script.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

namespace Medio::Stage {

/// How medio-stage ends (language.md, "Events", at the end).
enum class ExitStatus { Held = 0, Failed = 1, ScriptError = 2, NotStarted = 3 };

/// Whoever carries out the deeds of a script.
class Company
{
public:
    struct Refusal
    {
        bool notYet = false; ///< this world does not know the thing: a script error
        QString why;
    };
    using Done = std::function<void(Expected<void, Refusal>)>;

    virtual ~Company() = default;

    /// Exactly one answer, as soon as the part it acts on has taken it. Deeds, screenshots, and which kiosk
    /// they are for.
    virtual void perform(const Step &step, const Done &done) = 0;
};

/// Plays a script: one step after the other, never ahead of an unmet expectation.
/// Lives on the main thread, runs on its event loop.
class Director final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive this object.
    Director(Company &company, const Script &script, QObject *parent = nullptr);

    /// Something happened; before begin() it is kept for the first expectations.
    void happened(const Event &event);

    /// The first line runs now.
    void begin();

Q_SIGNALS:
    /// One line for stdout.
    void printed(const QByteArray &line);
    /// For people: what failed and why.
    void explained(const QString &text);
    /// Once.
    void finished(Medio::Stage::ExitStatus status);

private:
    void next();
    void play(const Step &step);
    void look();
    void timeIsUp();
    void fail(const QString &why, ExitStatus status = ExitStatus::Failed);
    [[nodiscard]] const Step &step() const { return m_script.steps().at(m_at); }

    Company &m_company;
    const Script &m_script;
    EventLog m_log;
    QList<Event> m_early;
    QTimer m_timer;
    std::chrono::nanoseconds m_zero{0};
    std::chrono::nanoseconds m_reached{0}; // when the present line was reached
    qsizetype m_at = -1;
    int m_kiosk = 1;
    bool m_begun = false;
    bool m_watching = false; // an expect or never is under way
    bool m_over = false;
};

} // namespace Medio::Stage
