// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace Medio::Bench {

/// Measured values and what a bench says of them.
class Figures
{
public:
    void add(double value) { m_values.push_back(value); }
    [[nodiscard]] std::size_t count() const { return m_values.size(); }

    /// 0..1: the value that this part of all lies below or at; 0 without values.
    [[nodiscard]] double at(double part) const
    {
        if (m_values.empty())
            return 0;
        std::vector<double> sorted = m_values;
        std::sort(sorted.begin(), sorted.end());
        return sorted[std::size_t(part * double(sorted.size() - 1))];
    }
    [[nodiscard]] double median() const { return at(0.5); }

    /// "median 12.3 ms, p95 20.1 ms, max 25.0 ms (n = 200)"; p99 where there are a hundred and more.
    [[nodiscard]] QString inMilliseconds() const
    {
        if (m_values.empty())
            return QStringLiteral("nothing measured");
        const auto number = [this](double part) {
            return QString::number(at(part), 'f', 1);
        };
        constexpr std::size_t enoughForP99 = 100;
        QString text = QStringLiteral("median %1 ms, p95 %2 ms, ").arg(number(0.5), number(0.95));
        if (count() >= enoughForP99)
            text += QStringLiteral("p99 %1 ms, ").arg(number(0.99));
        return text + QStringLiteral("max %1 ms (n = %2)").arg(number(1)).arg(count());
    }

private:
    std::vector<double> m_values;
};

} // namespace Medio::Bench
