// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/familyfetch.h"

#include "net/client/medioclient.h"

#include <algorithm>

namespace Medio::Net {

namespace {

/// A household of 10,000 films; beyond it the server is counting wrong.
constexpr int maximumPages = 100;

/// A list that grows while it is read, newest first, shows the end of one page again on the next.
template<typename T>
void appendNew(QList<T> &list, const QList<T> &page)
{
    for (const T &item : page) {
        const bool known =
            std::any_of(list.cbegin(), list.cend(), [&](const T &other) { return other.id == item.id; });
        if (!known)
            list.append(item);
    }
}

template<typename T>
bool isLast(const Api::Page<T> &page, int number)
{
    return page.items.isEmpty() || number >= page.totalPages() || number >= maximumPages;
}

} // namespace

FamilyFetch::FamilyFetch(MedioClient &client)
    : Call<Api::Family>(&client)
    , m_client(client)
{
}

void FamilyFetch::begin()
{
    m_client.me()->then(work(), [this](const auto &user) {
        if (!user) {
            finish(Unexpected{user.error()});
            return;
        }
        m_family.user = *user;
        fetchProfiles(1);
    });
}

void FamilyFetch::fetchProfiles(int number)
{
    m_client.profiles(number)->then(work(), [this, number](const auto &page) {
        if (!page) {
            finish(Unexpected{page.error()});
            return;
        }
        appendNew(m_family.profiles, page->items);
        if (isLast(*page, number))
            fetchChips();
        else
            fetchProfiles(number + 1);
    });
}

void FamilyFetch::fetchChips()
{
    m_client.chips()->then(work(), [this](const auto &chips) {
        if (!chips) {
            finish(Unexpected{chips.error()});
            return;
        }
        for (const Api::Chip &chip : *chips)
            m_family.chips.append({chip, {}});
        fetchPlaylist(0);
    });
}

void FamilyFetch::fetchPlaylist(qsizetype index)
{
    if (index == m_family.chips.size()) {
        fetchVideos(1);
        return;
    }
    m_client.chipVideos(m_family.chips.at(index).chip.id)->then(work(), [this, index](const auto &playlist) {
        if (!playlist && playlist.error().kind == Api::ApiError::Kind::NotFound) {
            m_family.chips.removeAt(index);
            fetchPlaylist(index);
        } else if (!playlist) {
            finish(Unexpected{playlist.error()});
        } else {
            m_family.chips[index].videos = playlist->videos;
            fetchPlaylist(index + 1);
        }
    });
}

void FamilyFetch::fetchVideos(int number)
{
    m_client.videos(number)->then(work(), [this, number](const auto &page) {
        if (!page) {
            finish(Unexpected{page.error()});
            return;
        }
        appendNew(m_family.videos, page->items);
        if (isLast(*page, number))
            finish(m_family);
        else
            fetchVideos(number + 1);
    });
}

} // namespace Medio::Net
