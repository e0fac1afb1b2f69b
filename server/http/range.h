// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Medio::Home {

/// What a Range header asks of a file (RFC 9110 §14).
struct ByteRange
{
    enum class Kind {
        Whole,        ///< no range, or one that RFC 9110 allows to be ignored: 200
        Part,         ///< 206
        Unsatisfiable ///< 416
    };
    Kind kind = Kind::Whole;
    qint64 offset = 0;
    qint64 length = 0;

    /// `size` is the file's. Ignored, so Whole: another unit, broken syntax, more than one range
    /// (RFC 9110 §14.2 allows it; a player never needs them).
    static ByteRange parse(const QByteArray &header, qint64 size);

    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

} // namespace Medio::Home
