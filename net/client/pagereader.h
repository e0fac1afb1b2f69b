// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/messages.h"

#include <QList>
#include <QSet>

#include <optional>
#include <utility>

namespace Medio::Net {

/// Reads a list page by page to its end, also when somebody changes it meanwhile: lists are newest
/// first, so what is added shows the end of one page again on the next, and what is deleted lets one
/// slip through between two pages. A reading whose pages do not fit together is begun anew; a list that
/// never stands still is taken as it was read last. Bounded, whatever the server counts.
/// Pure: it says which page to ask for, and is given the answer.
template<typename T>
class PageReader
{
public:
    static constexpr int pageSize = 100; ///< the most that Medio gives (§7)
    static constexpr int maximumPages = 100;
    static constexpr qsizetype maximumItems = 10'000;
    static constexpr int maximumReadings = 3;

    /// The page to ask for next, from 1; nothing: it is read.
    [[nodiscard]] std::optional<int> next() const { return m_next; }

    void take(const Api::Page<T> &page)
    {
        const int number = m_next.value();
        if (number == 1)
            m_total = page.totalCount;
        m_fits = m_fits && page.totalCount == m_total;
        for (const T &item : page.items) {
            if (m_known.contains(item.id)) {
                m_fits = false;
                continue;
            }
            m_known.insert(item.id);
            m_items.append(item);
        }
        const bool tooMuch = number >= maximumPages || m_items.size() >= maximumItems;
        if (!page.items.isEmpty() && number < page.totalPages() && !tooMuch) {
            m_next = number + 1;
            return;
        }
        m_fits = m_fits && m_items.size() == m_total;
        if (m_fits || tooMuch || ++m_readings == maximumReadings) {
            m_next.reset();
            return;
        }
        m_next = 1;
        m_items.clear();
        m_known.clear();
        m_fits = true;
    }

    [[nodiscard]] const QList<T> &items() const { return m_items; }

private:
    std::optional<int> m_next = 1;
    int m_total = 0;
    int m_readings = 0;
    bool m_fits = true; ///< every page so far belongs to the same list
    QList<T> m_items;
    QSet<decltype(std::declval<T>().id)> m_known;
};

} // namespace Medio::Net
