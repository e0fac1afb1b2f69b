// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/netchiplookup.h"

#include "net/client/medioclient.h"

namespace Medio::Adapters {
namespace {

Flow::LookupAnswer answerOf(const Expected<Api::ScanOutcome, Api::ApiError> &result)
{
    if (!result)
        return Flow::LookupFailed{};
    if (std::holds_alternative<Api::ChipUnassigned>(*result))
        return Flow::LookupUnknown{};
    if (std::holds_alternative<Api::DailyLimitReached>(*result))
        return Flow::LookupLimit{};
    const auto &assigned = std::get<Api::VideoAssigned>(*result);
    const Api::Video &video = assigned.video;
    Flow::CatalogueChip chip;
    if (assigned.maximumWatchTime > std::chrono::minutes(0)) // 0 is no limit but a field nobody filled in
        chip.maxWatch = assigned.maximumWatchTime;
    if (Flow::isDirectlyPlayable(video) || Flow::webFilmIn(video))
        chip.films.append(Flow::CatalogueFilm{video, {}});
    return Flow::LookupFound{chip};
}

} // namespace

NetChipLookup::NetChipLookup(Net::MedioClient &client, QObject *parent)
    : ChipLookup(parent)
    , m_client(client)
{
}

void NetChipLookup::ask(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &child)
{
    Api::Scan scan{uid.toString(), {}};
    if (!child.isNull())
        scan.profile = child;
    m_client.scanPublic(scan)->then(
        this, [this, question](const auto &result) { Q_EMIT answered(question, answerOf(result)); });
}

} // namespace Medio::Adapters
