// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/api/mappings.h"

#include "net/api/jsonreader.h"

namespace Medio::Api {

namespace {
using namespace Qt::StringLiterals;
using Json::anyInt;
using std::chrono::minutes;
} // namespace

template<>
Decoded<QList<Mapping>> decode(const QByteArray &body)
{
    return Json::decodeList(body, [](Json::Reader &reader) {
        Mapping mapping;
        mapping.id = reader.id<MappingId>("id"_L1);
        mapping.video = reader.id<VideoId>("video_id"_L1);
        mapping.chip = reader.id<ChipId>("nfc_chip_id"_L1);
        mapping.profile = reader.idOrNothing<ProfileId>("profile_id"_L1);
        if (const auto most = reader.integerOrNothing("max_watch_time_minutes"_L1, 0, anyInt))
            mapping.maximumWatchTime = minutes(*most);
        mapping.active = reader.flag("is_active"_L1, true);
        mapping.sequenceOrder = reader.integerOrNothing("sequence_order"_L1, 0, anyInt).value_or(0);
        mapping.chipUid = reader.text("chip_uid"_L1);
        mapping.label = reader.textOrNothing("label"_L1);
        mapping.profileName = reader.escapedTextOrNothing("profile_name"_L1);
        return mapping;
    });
}

template<>
Decoded<MappingMade> decode(const QByteArray &body)
{
    return Json::decodeAnswer(
        body, [](Json::Reader &reader) { return MappingMade{reader.id<MappingId>("id"_L1)}; });
}

template<>
Decoded<ChipVideoRemoved> decode(const QByteArray &body)
{
    return Json::decodeAnswer(body, [](Json::Reader &reader) {
        return ChipVideoRemoved{reader.integer("remaining_videos"_L1, 0, anyInt)};
    });
}

QByteArray encode(const NewMapping &request)
{
    Q_ASSERT(!request.video.isNull() && !request.chip.isNull());
    QJsonObject object{{u"video_id"_s, request.video.toString()},
                       {u"nfc_chip_id"_s, request.chip.toString()}};
    if (request.profile)
        object.insert("profile_id"_L1, request.profile->toString());
    if (request.maximumWatchTime)
        object.insert("max_watch_time_minutes"_L1, static_cast<qint64>(request.maximumWatchTime->count()));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace Medio::Api
