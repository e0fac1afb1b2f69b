// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/codec.h"
#include "tests/support/fakemedio.h"
#include "tests/support/medioshelf.h"

#include <QTimeZone>

#include <functional>
#include <optional>

namespace Medio {

/// A FakeMedio with a household behind the login: what MedioShelf has, over HTTP.
class HouseholdServer : public FakeMedio
{
public:
    MedioShelf shelf;
    /// Answers in the place of a household route, which then does nothing. lastWord, which FakeMedio has,
    /// may change the answer after the deed.
    std::function<std::optional<Answer>(const Request &)> firstWord;

    HouseholdServer()
    {
        onHousehold("GET", u"/api/nfc/chips"_s, [this](const Request &) {
            QList<Api::Stored<Api::Chip>> chips;
            for (const Api::FamilyChip &entry : shelf.family.chips)
                chips.append(stored(entry.chip));
            return json(encode(chips));
        });
        onHousehold("POST", u"/api/nfc/chips"_s, [this](const Request &request) {
            const auto wish = Api::decode<Api::NewChip>(request.body);
            if (!wish)
                return json(Api::Refusal::v(wish.error().fields), 400);
            Api::Chip chip;
            if (shelf.createChip(wish->uid, wish->label, &chip) != 201)
                return json(Api::Refusal::m(u"Chip registration failed"_s), 409);
            serveChip(chip.id);
            return json(encode(stored(chip)), 201);
        });
        onHousehold("GET", u"/api/profiles"_s, [this](const Request &request) {
            return json(encode(pageOf(shelf.family.profiles, request)));
        });
        onHousehold("POST", u"/api/profiles"_s, [this](const Request &request) {
            const auto wish = Api::decode<Api::NewProfile>(request.body);
            if (!wish)
                return json(Api::Refusal::v(wish.error().fields), 400);
            const Api::Profile made = shelf.createProfile(*wish);
            serveProfile(made.id);
            return json(encode(stored(made)), 201);
        });
        onHousehold("GET", u"/api/videos"_s, [this](const Request &request) {
            return json(encode(pageOf(shelf.family.videos, request)));
        });
        onHousehold("POST", u"/api/videos"_s, [this](const Request &request) {
            const auto wish = Api::decode<Api::NewVideo>(request.body);
            if (!wish)
                return json(Api::Refusal::v(wish.error().fields), 400);
            Api::Video made;
            if (shelf.createVideo(*wish, &made) != 201)
                return json(Api::Refusal::duplicateVideo(u"Video exists"_s, Api::VideoId::create()), 409);
            made.platformName.clear();
            return json(encode(stored(made)), 201);
        });
    }

    /// What is on the shelf from now on.
    void put(const Api::Family &family)
    {
        shelf.family = family;
        for (Api::Video &video : shelf.family.videos) {
            if (video.platformId.isNull())
                video.platformId = Api::PlatformId::create(); // none is made without
        }
        for (Api::FamilyChip &entry : shelf.family.chips) {
            for (Api::ChipVideo &video : entry.videos) {
                if (video.mappingId.isNull())
                    video.mappingId = Api::MappingId::create();
            }
            serveChip(entry.chip.id);
        }
        for (const Api::Profile &profile : family.profiles)
            serveProfile(profile.id);
    }

private:
    void onHousehold(const QByteArray &method, const QString &path, const Handler &handler)
    {
        onSignedIn(method, path, [this, handler](const Request &request) {
            if (const auto answer = firstWord ? firstWord(request) : std::nullopt)
                return *answer;
            return handler(request);
        });
    }

    void serveChip(const Api::ChipId &id)
    {
        const QString path = u"/api/nfc/chips/"_s + id.toString();
        onHousehold("GET", path + u"/videos"_s, [this, id](const Request &) {
            const Api::FamilyChip *entry = shelf.chip(id);
            if (!entry)
                return json(Api::Refusal::sm(u"No such chip"_s, u"UNAUTHORIZED_CHIP"_s), 404);
            return json(encode(Api::ChipPlaylist{id, entry->chip.label, entry->chip.uid, entry->videos}));
        });
        onHousehold("PUT", path + u"/videos"_s, [this, id](const Request &request) {
            const auto list = Api::decodePlaylist(request.body);
            if (!list)
                return json(Api::Refusal::sm(u"Invalid playlist"_s, list.error().code), 400);
            const int status = shelf.putPlaylist(id, list->videos);
            if (status != 200)
                return json(Api::Refusal::sm(u"Invalid playlist"_s, u"INVALID_VIDEO_IDS"_s), status);
            return json(encode(Api::PlaylistSaved{int(list->videos.size())}, u"ok"_s));
        });
        onHousehold("DELETE", path, [this, id](const Request &) {
            const int status = shelf.deleteChip(id);
            return json(Api::Refusal::m(status == 200 ? u"Chip deleted"_s : u"Server error"_s), status);
        });
    }

    void serveProfile(const Api::ProfileId &id)
    {
        onHousehold("PUT", u"/api/profiles/"_s + id.toString(), [this, id](const Request &request) {
            const auto update = Api::decode<Api::ProfileUpdate>(request.body);
            if (!update)
                return json(Api::Refusal::v(update.error().fields), 400);
            Api::Profile changed;
            const int status = shelf.updateProfile(id, *update, &changed);
            return status == 200 ? json(encode(stored(changed)))
                                 : json(Api::Refusal::m(u"Profile not found"_s), status);
        });
    }

    template<typename T>
    static Api::Stored<T> stored(const T &value)
    {
        const QDateTime when = QDateTime::fromSecsSinceEpoch(1'773'133'200, QTimeZone::utc());
        return {value, *Api::UserId::parse(u"7f1c2a9e-51d4-4a0b-9c57-0a6d5e1f2b33"_s), when, when};
    }

    template<typename T>
    static Api::Page<Api::Stored<T>> pageOf(const QList<T> &all, const Request &request)
    {
        Api::Page<Api::Stored<T>> page;
        page.page = std::max(1, request.query.queryItemValue(u"page"_s).toInt());
        page.limit = std::max(1, request.query.queryItemValue(u"limit"_s).toInt());
        page.totalCount = int(all.size());
        for (const T &item : all.mid((page.page - 1) * page.limit, page.limit))
            page.items.append(stored(item));
        return page;
    }
};

} // namespace Medio
