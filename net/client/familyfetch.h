// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/family.h"
#include "net/client/call.h"

namespace Medio::Net {

class MedioClient;

/// Everything that Kids Mode needs without a login (Q5): the user, all profiles, the chips, each chip's
/// playlist and all videos, one question after the other. What did not change since the last time is
/// neither sent nor read again (MedioClient). Fails as the first of them that fails, and with Aborted
/// when somebody else signs in meanwhile; a chip that is deleted meanwhile is left out.
class FamilyFetch final : public Call<Api::Family>
{
public:
    explicit FamilyFetch(MedioClient &client);

protected:
    void begin() override;

private:
    void fetchProfiles();
    void fetchChips();
    void fetchPlaylist(qsizetype index);
    void fetchVideos();
    template<typename Answer>
    [[nodiscard]] bool goesOn(const Answer &answer);

    MedioClient &m_client;
    Api::Family m_family;
    quint64 m_era = 0;
};

} // namespace Medio::Net
