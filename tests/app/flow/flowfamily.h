// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/catalogue.h"
#include "app/flow/housechips.h"
#include "net/api/family.h"
#include "nfc/uid.h"

#include <QString>

/// A household for tests: three children, a few chips. The same ids whenever it is asked for.
namespace Medio::Flow::Testing {

template<typename Id>
Id idOf(int number)
{
    return *Id::parse(QStringLiteral("00000000-0000-4000-8000-%1").arg(number, 12, 16, QLatin1Char('0')));
}

inline Nfc::Uid uidOf(int number)
{
    return *Nfc::Uid::fromString(QStringLiteral("04:A1:B2:C3:D4:E5:%1").arg(number, 2, 16, QLatin1Char('0')));
}

inline const Api::ProfileId otter = idOf<Api::ProfileId>(1);  // 60 minutes
inline const Api::ProfileId badger = idOf<Api::ProfileId>(2); // 30 minutes
inline const Api::ProfileId wren = idOf<Api::ProfileId>(3);   // 1 minute

inline const Nfc::Uid rocket = uidOf(1);   // one film of 12 s
inline const Nfc::Uid whale = uidOf(2);    // three films of 10 s
inline const Nfc::Uid owl = uidOf(3);      // one film of 180 s
inline const Nfc::Uid empty = uidOf(4);    // no film
inline const Nfc::Uid retired = uidOf(5);  // not active any more
inline const Nfc::Uid stranger = uidOf(9); // not in the catalogue

// Chips of the house
inline const Nfc::Uid badgers = uidOf(10); // Badger's profile chip
inline const Nfc::Uid pauser = uidOf(11);
inline const Nfc::Uid nexter = uidOf(12);
inline const Nfc::Uid backer = uidOf(13);
inline const Nfc::Uid louder = uidOf(14);
inline const Nfc::Uid softer = uidOf(15);
inline const Nfc::Uid stopper = uidOf(16);
inline const Nfc::Uid bonus = uidOf(17); // 15 minutes
inline const Nfc::Uid parents = uidOf(18);
inline const Nfc::Uid nobodys = uidOf(19); // profile chip of a child who is not in the family
inline const Nfc::Uid otters = uidOf(20);  // Otter's profile chip

inline QHash<Nfc::Uid, HouseChip> houseChips()
{
    return {{badgers, ProfileChip{badger}},
            {otters, ProfileChip{otter}},
            {nobodys, ProfileChip{idOf<Api::ProfileId>(99)}},
            {pauser, ControlChip{Control::Pause}},
            {nexter, ControlChip{Control::Next}},
            {backer, ControlChip{Control::Back}},
            {louder, ControlChip{Control::Louder}},
            {softer, ControlChip{Control::Softer}},
            {stopper, ControlChip{Control::Stop}},
            {bonus, BonusChip{}},
            {parents, ParentChip{}}};
}

inline Api::VideoId videoOf(int number)
{
    return idOf<Api::VideoId>(100 + number);
}

inline Api::Video film(int number, std::chrono::seconds duration)
{
    Api::Video video;
    video.id = videoOf(number);
    video.title = QStringLiteral("Film %1").arg(number);
    video.videoUrl = QStringLiteral("http://127.0.0.1/api/videos/%1/stream").arg(video.id.toString());
    video.duration = duration;
    return video;
}

/// Film `number` of the family lives on YouTube.
inline Api::Family onPlatform(Api::Family family, int number)
{
    for (Api::Video &video : family.videos) {
        if (video.id == videoOf(number))
            video.videoUrl = QStringLiteral("https://www.youtube.com/watch?v=aBc_-123456");
    }
    return family;
}

inline Api::Family family()
{
    using namespace std::chrono_literals;
    Api::Family family;
    family.profiles = {{otter, QStringLiteral("Otter"), {}, 60min},
                       {badger, QStringLiteral("Badger"), {}, 30min},
                       {wren, QStringLiteral("Wren"), {}, 1min}};
    family.videos = {film(1, 12s), film(2, 10s), film(3, 10s), film(4, 10s), film(5, 180s)};
    const auto chip = [&family](const Nfc::Uid &uid, int number, const QList<int> &films,
                                bool active = true) {
        Api::FamilyChip entry;
        entry.chip = {idOf<Api::ChipId>(200 + number), uid.toString(), QStringLiteral("Chip"), active};
        for (const int video : films) {
            Api::ChipVideo listed;
            listed.id = videoOf(video);
            listed.sequenceOrder = static_cast<int>(entry.videos.size()) + 1;
            entry.videos.append(listed);
        }
        family.chips.append(entry);
    };
    chip(rocket, 1, {1});
    chip(whale, 2, {2, 3, 4});
    chip(owl, 3, {5});
    chip(empty, 4, {});
    chip(retired, 5, {1}, false);
    return family;
}

inline CataloguePointer catalogue()
{
    return std::make_shared<const CatalogueSnapshot>(family(), Posters());
}

} // namespace Medio::Flow::Testing
