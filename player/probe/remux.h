// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>

namespace Medio::Probe {

/// A stretch of a film that is one file for libavformat: Matroska or WebM, an MPEG transport stream,
/// or an MP4, fragmented or not.
struct RemuxPart
{
    QByteArray address;              ///< for libavformat
    std::chrono::milliseconds at{0}; ///< where in the film it begins
};

struct RemuxRequest
{
    /// Parts in order, never empty. The first track has the picture; the sound is in the second, if
    /// there is one, else with the picture.
    QList<QList<RemuxPart>> tracks;
    /// Written so that it can be read while it grows: nothing is changed any more behind what
    /// `progress` told. Otherwise an ordinary MP4.
    bool fragmented = false;
    std::chrono::milliseconds duration{0}; ///< of the whole; 0: the first part says it
    int output = -1;                       ///< a file, readable, writable, empty
    bool fromFile = false;
    /// So many bytes and so much of the film are written. Never more often than it matters.
    std::function<void(qint64 bytes, std::chrono::milliseconds until)> progress;
};

struct RemuxRefusal
{
    QString why;
    bool late = false; ///< the source broke off: says nothing about the film
    bool full = false; ///< the output takes no more
};

struct Remuxed
{
    qint64 bytes = 0;
    std::chrono::milliseconds duration{0};
};

/// Puts a film into an MP4 as it is, without decoding it, so that its length is known and every
/// place can be gone to. Blocks until it is done, however long its source is silent: whoever ordered it
/// knows what it waits for, and ends the program.
Expected<Remuxed, RemuxRefusal> remux(const RemuxRequest &request);

} // namespace Medio::Probe
