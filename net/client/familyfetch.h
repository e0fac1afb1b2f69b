// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/family.h"
#include "net/client/call.h"

namespace Medio::Net {

class MedioClient;

/// Everything that Kids Mode needs without a login (Q5): the user, all pages of profiles and videos,
/// the chips, and each chip's playlist, one question after the other. Fails as the first of them
/// that fails; a chip that is deleted meanwhile is left out.
class FamilyFetch final : public Call<Api::Family>
{
public:
    explicit FamilyFetch(MedioClient &client);

protected:
    void begin() override;

private:
    void fetchProfiles(int page);
    void fetchVideos(int page);
    void fetchChips();
    void fetchPlaylist(qsizetype index);

    MedioClient &m_client;
    Api::Family m_family;
};

} // namespace Medio::Net
