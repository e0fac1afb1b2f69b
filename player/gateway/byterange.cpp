// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/byterange.h"

#include <algorithm>

namespace Medio::Gateway {

namespace {

std::optional<QByteArrayView> afterUnit(QByteArrayView header, char separator)
{
    header = header.trimmed();
    constexpr QByteArrayView unit("bytes");
    if (header.size() <= unit.size() || header.first(unit.size()).compare(unit, Qt::CaseInsensitive) != 0 ||
        header.at(unit.size()) != separator)
        return std::nullopt;
    return header.sliced(unit.size() + 1).trimmed();
}

} // namespace

std::optional<qint64> parseByteCount(QByteArrayView digits)
{
    constexpr qsizetype most = 18; // a qint64 holds every number of 18 digits
    if (digits.isEmpty() || digits.size() > most)
        return std::nullopt;
    qint64 number = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return number;
}

RangeAnswer answerRange(QByteArrayView header, qint64 size)
{
    Q_ASSERT(size > 0);
    const RangeAnswer whole{RangeAnswer::Kind::Whole, {0, size}};
    const auto range = afterUnit(header, '=');
    if (!range)
        return whole;
    const qsizetype dash = range->indexOf('-');
    if (dash < 0)
        return whole;
    const QByteArrayView firstText = range->first(dash);
    const QByteArrayView lastText = range->sliced(dash + 1);

    if (firstText.isEmpty()) {
        const auto suffix = parseByteCount(lastText);
        if (!suffix)
            return whole;
        if (*suffix == 0)
            return {RangeAnswer::Kind::Unsatisfiable, {}};
        return {RangeAnswer::Kind::Partial, {std::max<qint64>(0, size - *suffix), size}};
    }

    const auto first = parseByteCount(firstText);
    if (!first)
        return whole;
    qint64 end = size;
    if (!lastText.isEmpty()) {
        const auto last = parseByteCount(lastText);
        if (!last || *last < *first)
            return whole;
        end = std::min(size, *last + 1);
    }
    if (*first >= size)
        return {RangeAnswer::Kind::Unsatisfiable, {}};
    return {RangeAnswer::Kind::Partial, {*first, end}};
}

std::optional<ContentRange> parseContentRange(QByteArrayView header)
{
    const auto range = afterUnit(header, ' ');
    if (!range)
        return std::nullopt;
    const qsizetype slash = range->indexOf('/');
    if (slash < 0)
        return std::nullopt;

    ContentRange result;
    const QByteArrayView totalText = range->sliced(slash + 1);
    if (totalText != QByteArrayView("*")) {
        result.total = parseByteCount(totalText);
        if (!result.total)
            return std::nullopt;
    }

    const QByteArrayView spanText = range->first(slash);
    if (spanText == QByteArrayView("*"))
        return result.total ? std::optional(result) : std::nullopt;
    const qsizetype dash = spanText.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const auto first = parseByteCount(spanText.first(dash));
    const auto last = parseByteCount(spanText.sliced(dash + 1));
    if (!first || !last || *last < *first || (result.total && *last >= *result.total))
        return std::nullopt;
    result.span = {*first, *last + 1};
    return result;
}

} // namespace Medio::Gateway
