// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QMap>

#include <optional>

namespace Medio::Gateway {

/// Which bytes of a film are here: half-open stretches [begin, end) that neither overlap nor touch.
class IntervalMap
{
public:
    /// Empty and reversed stretches change nothing. 0 <= begin.
    void add(qint64 begin, qint64 end);
    void remove(qint64 begin, qint64 end);
    /// What `other` has within [begin, end).
    void addFrom(const IntervalMap &other, qint64 begin, qint64 end);
    void clear() { m_stretches.clear(); }

    /// Where the stretch that holds `position` ends; `position` itself when it is not here.
    [[nodiscard]] qint64 coveredUntil(qint64 position) const;

    /// The first byte at or after `from` that is missing; `size` when there is none.
    [[nodiscard]] qint64 nextMissing(qint64 from, qint64 size) const;

    [[nodiscard]] bool covers(qint64 begin, qint64 end) const { return coveredUntil(begin) >= end; }
    [[nodiscard]] qint64 bytes() const;

    /// "0-4096,8192-9000", ends excluded; empty for an empty map.
    [[nodiscard]] QByteArray toText() const;
    /// Nothing for anything toText() would not write.
    [[nodiscard]] static std::optional<IntervalMap> fromText(QByteArrayView text);

    friend bool operator==(const IntervalMap &, const IntervalMap &) = default;

private:
    QMap<qint64, qint64> m_stretches; ///< begin → end
};

} // namespace Medio::Gateway
