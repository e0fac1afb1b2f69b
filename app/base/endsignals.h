// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <memory>

namespace Medio {

/// "Please end": SIGTERM, SIGINT and SIGHUP as a Qt signal and as a descriptor, so that every program
/// ends through its loop. One object per program, made after the application object, on its thread,
/// before anything that must not be left behind. A second signal of the same kind kills, as it would
/// without this class. A hang-up that whoever started us ignores (nohup) stays ignored. Child
/// processes start with the default.
class EndSignals final : public QObject
{
    Q_OBJECT
public:
    explicit EndSignals(QObject *parent = nullptr);
    ~EndSignals() override;

    /// For a program that waits with poll(2) instead of an event loop: readable from the first signal
    /// on, for good. Never read it. -1: the system had no descriptor, a signal ends us at once.
    [[nodiscard]] int descriptor() const { return m_pipe[0]; }

Q_SIGNALS:
    void endRequested(); ///< at most once

private:
    std::array<int, 2> m_pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Medio
