// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <memory>

namespace Medio {

/// SIGTERM and SIGINT as a Qt signal, so that a program ends through its event loop. One object
/// per program, made after the application object, on its thread. A second signal while the first
/// is being obeyed kills, as it would without this class. Child processes start with the default.
class EndSignals final : public QObject
{
    Q_OBJECT
public:
    explicit EndSignals(QObject *parent = nullptr);
    ~EndSignals() override;

Q_SIGNALS:
    void endRequested();

private:
    std::array<int, 2> m_pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Medio
