// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <functional>

namespace Medio {

/// For programs that measure, which have no event loop around them: runs one until it is so, or patience
/// ends. Whether it is so. Tests of Qt Test have QTRY_* for that.
inline bool await(std::chrono::milliseconds patience, const std::function<bool()> &isSo)
{
    QEventLoop loop;
    QTimer look;
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isSo())
            loop.quit();
    });
    look.start(std::chrono::milliseconds(1));
    if (!isSo())
        loop.exec();
    return isSo();
}

} // namespace Medio
