// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointF>
#include <QTimer>

#include <chrono>
#include <optional>

namespace Medio::Screens {

/// The mouse's arrow is there while somebody moves a mouse, and goes when it rests or a finger touches the
/// screen: compositors show one for ever where anything calls itself a pointer, as HDMI sockets do
/// (IMAGE.md). Holds for all windows of the program for as long as it lives. GUI thread.
class RestingPointer final : public QObject
{
    Q_OBJECT
public:
    explicit RestingPointer(std::chrono::milliseconds patience = std::chrono::seconds(3),
                            QObject *parent = nullptr);
    ~RestingPointer() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show();
    void hide();

    QTimer m_rest;
    std::optional<QPointF> m_at; ///< on the screen, where it last rested; none: nobody has moved it yet
    bool m_isAway = false;
};

} // namespace Medio::Screens
