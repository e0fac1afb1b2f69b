// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/family.h"

#include <QCollator>
#include <QHash>
#include <QList>
#include <QLocale>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace Medio::Parents {

/// Which films, in which order.
struct LibraryQuery
{
    enum class Order {
        Newest, ///< as the server lists them
        Title,  ///< as a dictionary of the language has it, numbers by value
        Longest,
        Shortest, ///< films of unknown length last, in both
    };

    /// Words in any order, each found anywhere in title, channel, description or platform; case, accents
    /// and the spelling of umlauts don't matter. Empty: all.
    QString text = {};
    Order order = Order::Newest;
    /// Not stricter than this; what is not rated counts as the strictest (MEDIO-API.md Q23).
    std::optional<Api::AgeRating> rating = {};
    bool withoutChip = false;                        ///< only those that no chip plays
    std::optional<std::chrono::minutes> atMost = {}; ///< no longer than that; of known length

    friend bool operator==(const LibraryQuery &, const LibraryQuery &) = default;
};

/// The family's films, made ready for searching: some thousands of them are searched in a millisecond.
/// Pure; a value; any thread, one at a time.
class Library
{
public:
    /// An empty one.
    Library();
    /// `locale`: of the people who read the list.
    explicit Library(std::shared_ptr<const Api::Family> family, const QLocale &locale = QLocale());

    [[nodiscard]] QList<Api::VideoId> find(const LibraryQuery &query) const;

    /// Null: not in the library. Valid as long as the library.
    [[nodiscard]] const Api::Video *video(const Api::VideoId &id) const;
    [[nodiscard]] qsizetype size() const { return m_entries.size(); }

private:
    struct Entry
    {
        const Api::Video *video;
        QString haystack;
        QCollatorSortKey title;
        bool onChip;
    };

    std::shared_ptr<const Api::Family> m_family; ///< keeps the videos
    QList<Entry> m_entries;                      ///< newest first
    QHash<Api::VideoId, qsizetype> m_places;
};

} // namespace Medio::Parents
