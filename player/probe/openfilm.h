// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "player/probe/libav.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

namespace Medio::Probe {

/// A film that libavformat has open, with its streams looked at.
struct OpenFilm
{
    Io io; ///< outlives the format, which reads from it
    Format format;
    QStringList kinds; ///< libavformat's names of what it is
    /// What its headers cost the processor, and how much was read for them.
    std::chrono::nanoseconds headerCost{0};
    qint64 headerSize = 0; ///< bytes
};

/// Opens an address of the gateway or, by hand, a path. What it is its first bytes say before any demuxer
/// sees it: one that `isPlayed` does not want is run on nothing. The error says why the film is refused.
Expected<OpenFilm, QString> openFilm(const QByteArray &address, bool fromFile,
                                     const AVIOInterruptCB &interrupt,
                                     const std::function<bool(const QStringList &kinds)> &isPlayed);

} // namespace Medio::Probe
