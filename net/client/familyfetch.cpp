// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/familyfetch.h"

#include "net/client/medioclient.h"

namespace Medio::Net {

FamilyFetch::FamilyFetch(MedioClient &client)
    : Call<Api::Family>(&client)
    , m_client(client)
{
}

/// Ends the call if there is no result, or one of another household.
template<typename Answer>
bool FamilyFetch::goesOn(const Answer &answer)
{
    if (!answer)
        finish(Unexpected{answer.error()});
    else if (m_era != m_client.session().era())
        finish(Unexpected{AuthSession::changedHands()});
    return !isFinished();
}

void FamilyFetch::begin()
{
    m_era = m_client.session().era();
    m_client.me()->then(work(), [this](const auto &user) {
        if (!goesOn(user))
            return;
        m_family.user = *user;
        fetchProfiles();
    });
}

void FamilyFetch::fetchProfiles()
{
    m_client.allProfiles()->then(work(), [this](const auto &profiles) {
        if (!goesOn(profiles))
            return;
        m_family.profiles = *profiles;
        fetchChips();
    });
}

void FamilyFetch::fetchChips()
{
    m_client.chips()->then(work(), [this](const auto &chips) {
        if (!goesOn(chips))
            return;
        for (const Api::Chip &chip : *chips)
            m_family.chips.append({chip, {}});
        fetchPlaylist(0);
    });
}

void FamilyFetch::fetchPlaylist(qsizetype index)
{
    if (index == m_family.chips.size()) {
        fetchVideos();
        return;
    }
    m_client.chipVideos(m_family.chips.at(index).chip.id)->then(work(), [this, index](const auto &playlist) {
        if (!playlist && playlist.error().kind == Api::ApiError::Kind::NotFound) {
            m_family.chips.removeAt(index);
            fetchPlaylist(index);
        } else if (goesOn(playlist)) {
            m_family.chips[index].videos = playlist->videos;
            fetchPlaylist(index + 1);
        }
    });
}

/// Last, so that what the playlists name is there.
void FamilyFetch::fetchVideos()
{
    m_client.allVideos()->then(work(), [this](const auto &videos) {
        if (!goesOn(videos))
            return;
        m_family.videos = *videos;
        finish(m_family);
    });
}

} // namespace Medio::Net
