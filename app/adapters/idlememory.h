// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace Medio::Flow {
struct Scene;
}

namespace Medio::Adapters {

/// What films needed goes back to the system once none is to be seen any more for a while: the C library
/// keeps freed memory for the next film, 40 MB and more after an evening, which a small board needs for the
/// files that it reads. GUI thread; the work itself is done on another.
class IdleMemory final : public QObject
{
    Q_OBJECT
public:
    using Work = std::function<void()>; ///< from any thread

    explicit IdleMemory(Work giveBack = giveBackFreed,
                        std::chrono::milliseconds patience = std::chrono::seconds(5),
                        QObject *parent = nullptr);

    static void giveBackFreed();

public Q_SLOTS:
    void follow(const Medio::Flow::Scene &scene);

private:
    QTimer m_patience;
    bool m_isDue = false; ///< a film was to be seen since the last time
};

} // namespace Medio::Adapters
