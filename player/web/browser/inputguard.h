// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Medio::PlayerWeb {

/// Stands before everything that fingers, mice and keys do to this program: none of it reaches a
/// page. Keys are said to whoever listens, since the keyboard may be ours while a film is shown; fingers
/// mean the kiosk's window below, which gets them by itself where the window system lets them through
/// (Qt::WindowTransparentForInput). Install it on the application object. GUI thread.
class InputGuard final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void keyPressed(int key, int modifiers); ///< once per press, not for what repeats by itself
};

} // namespace Medio::PlayerWeb
