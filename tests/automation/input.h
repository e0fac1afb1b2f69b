// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/automation/keyname.h"

#include <QList>
#include <QObject>
#include <QPoint>

#include <chrono>
#include <functional>

class QWidget;
class QWindow;

namespace Medio {

/// Fingers and keys that a window can't tell from real ones: the events enter Qt where the
/// platform's own enter (QWindowSystemInterface), so shortcuts, focus, grabs and the mouse made
/// from an unhandled touch are as with a real screen.
/// Lives on the GUI thread. One gesture at a time; a gesture that takes time calls back.
class Input final : public QObject
{
    Q_OBJECT
public:
    /// `window` outlives this object. A modal dialog or popup above it gets the keys.
    explicit Input(QWidget *window, QObject *parent = nullptr);
    ~Input() override;

    [[nodiscard]] bool isBusy() const { return m_busy; }

    void stroke(const KeyStroke &keys);
    void type(const QString &text);

    /// Fingers (1 or 2) go down together, rest for `held` and come up together.
    void touch(const QList<QPoint> &points, std::chrono::milliseconds held, std::function<void()> done);

    /// One finger moves from one point to the other in `duration`, evenly.
    void swipe(QPoint from, QPoint to, std::chrono::milliseconds duration, std::function<void()> done);

private:
    [[nodiscard]] QWindow *keyWindow() const;
    void press(const KeyStroke &keys, const QString &text);

    QWidget *m_window;
    bool m_busy = false;
};

} // namespace Medio
