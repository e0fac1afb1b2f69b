// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/intervalmap.h"

#include "player/gateway/byterange.h"

#include <algorithm>
#include <iterator>

namespace Medio::Gateway {

void IntervalMap::add(qint64 begin, qint64 end)
{
    Q_ASSERT(begin >= 0);
    if (begin >= end)
        return;
    auto it = m_stretches.upperBound(begin);
    if (it != m_stretches.begin() && std::prev(it).value() >= begin)
        --it;
    while (it != m_stretches.end() && it.key() <= end) {
        begin = std::min(begin, it.key());
        end = std::max(end, it.value());
        it = m_stretches.erase(it);
    }
    m_stretches.insert(begin, end);
}

void IntervalMap::remove(qint64 begin, qint64 end)
{
    if (begin >= end)
        return;
    auto it = m_stretches.upperBound(begin);
    if (it != m_stretches.begin() && std::prev(it).value() > begin)
        --it;
    while (it != m_stretches.end() && it.key() < end) {
        const qint64 first = it.key();
        const qint64 last = it.value();
        it = m_stretches.erase(it);
        if (first < begin)
            m_stretches.insert(first, begin);
        if (last > end)
            it = std::next(m_stretches.insert(end, last));
    }
}

void IntervalMap::addFrom(const IntervalMap &other, qint64 begin, qint64 end)
{
    auto it = other.m_stretches.upperBound(begin);
    if (it != other.m_stretches.begin())
        --it;
    for (; it != other.m_stretches.end() && it.key() < end; ++it)
        add(std::max(begin, it.key()), std::min(end, it.value()));
}

qint64 IntervalMap::coveredUntil(qint64 position) const
{
    auto it = m_stretches.upperBound(position);
    if (it == m_stretches.begin())
        return position;
    --it;
    return std::max(position, it.value());
}

qint64 IntervalMap::nextMissing(qint64 from, qint64 size) const
{
    return std::min(coveredUntil(from), size);
}

qint64 IntervalMap::bytes() const
{
    qint64 sum = 0;
    for (auto it = m_stretches.begin(); it != m_stretches.end(); ++it)
        sum += it.value() - it.key();
    return sum;
}

QByteArray IntervalMap::toText() const
{
    QByteArray text;
    for (auto it = m_stretches.begin(); it != m_stretches.end(); ++it) {
        if (!text.isEmpty())
            text += ',';
        text += QByteArray::number(it.key()) + '-' + QByteArray::number(it.value());
    }
    return text;
}

std::optional<IntervalMap> IntervalMap::fromText(QByteArrayView text)
{
    IntervalMap map;
    qint64 previous = -1;
    while (!text.isEmpty()) {
        const qsizetype comma = text.indexOf(',');
        const QByteArrayView stretch = comma < 0 ? text : text.first(comma);
        const qsizetype dash = stretch.indexOf('-');
        if (dash < 0)
            return std::nullopt;
        const auto begin = parseByteCount(stretch.first(dash));
        const auto end = parseByteCount(stretch.sliced(dash + 1));
        if (!begin || !end || *begin <= previous || *end <= *begin)
            return std::nullopt;
        map.m_stretches.insert(*begin, *end);
        previous = *end;
        text = comma < 0 ? QByteArrayView() : text.sliced(comma + 1);
        if (comma >= 0 && text.isEmpty())
            return std::nullopt;
    }
    return map;
}

} // namespace Medio::Gateway
