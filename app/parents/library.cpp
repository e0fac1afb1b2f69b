// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/library.h"

#include "app/parents/plainletters.h"

#include <QSet>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <utility>

namespace Medio::Parents {
namespace {

/// Both spellings of an umlaut: whoever types "lowe" finds the lion, and so does "loewe".
QString haystackOf(const Api::Video &video)
{
    const QString text =
        QStringList{video.title, video.channelName, video.platformName, video.description}.join(u'\n').left(
            10'000); // a description has no bound
    const QString plain = plainLetters(text).toCaseFolded();
    const QString spelled = spelledOut(text).toCaseFolded();
    return plain == spelled ? plain : plain + u'\n' + spelled;
}

QStringList wordsOf(const QString &text)
{
    return plainLetters(text).toCaseFolded().split(u' ', Qt::SkipEmptyParts);
}

} // namespace

Library::Library()
    : Library(std::make_shared<const Api::Family>())
{
}

Library::Library(std::shared_ptr<const Api::Family> family, const QLocale &locale)
    : m_family(std::move(family))
{
    QSet<Api::VideoId> onChips;
    for (const Api::FamilyChip &chip : m_family->chips) {
        for (const Api::ChipVideo &video : chip.videos)
            onChips.insert(video.id);
    }
    QCollator collator(locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_entries.reserve(m_family->videos.size());
    for (const Api::Video &video : m_family->videos) {
        m_places.insert(video.id, m_entries.size());
        m_entries.append(
            {&video, haystackOf(video), collator.sortKey(video.title), onChips.contains(video.id)});
    }
}

QList<Api::VideoId> Library::find(const LibraryQuery &query) const
{
    const QStringList words = wordsOf(query.text.simplified());
    const auto fits = [&](const Entry &entry) {
        const Api::Video &video = *entry.video;
        if (query.rating && Api::ageRatingOf(video.ageRating) > *query.rating)
            return false;
        if (query.withoutChip && entry.onChip)
            return false;
        if (query.atMost && !(video.duration && *video.duration <= *query.atMost))
            return false;
        return std::all_of(words.begin(), words.end(),
                           [&entry](const QString &word) { return entry.haystack.contains(word); });
    };
    QList<const Entry *> found;
    for (const Entry &entry : m_entries) {
        if (fits(entry))
            found.append(&entry);
    }

    const auto sort = [&found](auto isBefore) {
        std::stable_sort(found.begin(), found.end(), isBefore);
    };
    const auto byLength = [](auto isShorter) {
        return [isShorter](const Entry *a, const Entry *b) {
            if (!a->video->duration || !b->video->duration)
                return a->video->duration.has_value() && !b->video->duration.has_value();
            return isShorter(*a->video->duration, *b->video->duration);
        };
    };
    switch (query.order) {
    case LibraryQuery::Order::Newest:
        break;
    case LibraryQuery::Order::Title:
        sort([](const Entry *a, const Entry *b) { return a->title < b->title; });
        break;
    case LibraryQuery::Order::Longest:
        sort(byLength(std::greater<>()));
        break;
    case LibraryQuery::Order::Shortest:
        sort(byLength(std::less<>()));
        break;
    }

    QList<Api::VideoId> ids;
    ids.reserve(found.size());
    for (const Entry *entry : std::as_const(found))
        ids.append(entry->video->id);
    return ids;
}

const Api::Video *Library::video(const Api::VideoId &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : m_entries.at(*place).video;
}

} // namespace Medio::Parents
