// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// Byte ranges of HTTP, RFC 9110 §14. Both sides of the wire are foreign.
namespace Medio::Gateway {

/// Digits only, at most 18 of them.
[[nodiscard]] std::optional<qint64> parseByteCount(QByteArrayView digits);

/// A stretch of a film, end excluded.
struct Span
{
    qint64 begin = 0;
    qint64 end = 0;

    friend bool operator==(const Span &, const Span &) = default;
};

/// What a reader asked for.
struct RangeAnswer
{
    enum class Kind {
        Whole,         ///< no range, or one that may be ignored (several ranges, other units)
        Partial,       ///< `span`
        Unsatisfiable, ///< begins after the end: 416
    };
    Kind kind = Kind::Whole;
    Span span;

    friend bool operator==(const RangeAnswer &, const RangeAnswer &) = default;
};

/// `header` is the value of Range ("bytes=0-499", "bytes=500-", "bytes=-500"), or empty.
/// `size` > 0 is the film's length.
[[nodiscard]] RangeAnswer answerRange(QByteArrayView header, qint64 size);

/// What a server says it sends.
struct ContentRange
{
    Span span;                   ///< empty for "bytes */1234"
    std::optional<qint64> total; ///< nothing for "*"

    friend bool operator==(const ContentRange &, const ContentRange &) = default;
};

/// The value of Content-Range: "bytes 0-499/1234", "bytes 0-499/*", "bytes */1234".
[[nodiscard]] std::optional<ContentRange> parseContentRange(QByteArrayView header);

} // namespace Medio::Gateway
