// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/range.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace Medio::Home {
namespace {

/// Digits only (toLongLong would take a sign and blanks); a number too large counts as "beyond".
std::optional<qint64> number(const QByteArray &text)
{
    if (text.isEmpty() ||
        !std::all_of(text.cbegin(), text.cend(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    return ok ? value : std::numeric_limits<qint64>::max();
}

} // namespace

ByteRange ByteRange::parse(const QByteArray &header, qint64 size)
{
    const ByteRange whole{Kind::Whole, 0, size};
    const QByteArray text = header.trimmed();
    if (!text.left(6).toLower().startsWith("bytes=") || text.contains(','))
        return whole;
    const QByteArray range = text.mid(6).trimmed();
    const auto dash = range.indexOf('-');
    if (dash < 0)
        return whole;
    const QByteArray firstText = range.left(dash);
    const QByteArray lastText = range.mid(dash + 1);

    if (firstText.isEmpty()) { // the last n bytes
        const auto suffix = number(lastText);
        if (!suffix)
            return whole;
        if (*suffix == 0 || size == 0)
            return {Kind::Unsatisfiable, 0, 0};
        const qint64 length = std::min(*suffix, size);
        return {Kind::Part, size - length, length};
    }

    const auto first = number(firstText);
    const auto last =
        lastText.isEmpty() ? std::optional<qint64>(std::numeric_limits<qint64>::max()) : number(lastText);
    if (!first || !last || *last < *first)
        return whole;
    if (*first >= size)
        return {Kind::Unsatisfiable, 0, 0};
    const qint64 end = std::min(*last, size - 1);
    return {Kind::Part, *first, end - *first + 1};
}

} // namespace Medio::Home
