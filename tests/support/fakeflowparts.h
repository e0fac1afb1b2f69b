// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/kioskflow.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeplayer.h"
#include "tests/support/faketagreader.h"

#include <utility>

namespace Medio::Flow {

/// Everything that a KioskFlow is given, as fakes; reader and player may be of one's own choice.
/// Lives longer than the flow.
template<typename Reader = Nfc::FakeTagReader, typename OfPlayer = FakePlayer>
struct FakeFlowParts
{
    template<typename... ForReader>
    explicit FakeFlowParts(ForReader &&...forReader)
        : reader(std::forward<ForReader>(forReader)...)
    {
    }

    [[nodiscard]] KioskFlow::Parts parts()
    {
        return {clock,  chronicle, alarm,    reader, player, catalogue,   settings, copies,
                ledger, outbox,    sessions, lookup, house,  &familyTime, &web,     &troubles};
    }

    FakeClock clock;
    Chronicle chronicle;
    FakeAlarm alarm;
    Reader reader;
    OfPlayer player;
    FakeCatalogue catalogue;
    FakeSettingsStore settings;
    FakeOfflineCopies copies;
    FakeLedgerJournal ledger;
    FakeOutbox outbox;
    FakeWatchSessions sessions;
    FakeChipLookup lookup;
    FakeHouseChips house;
    FakeFamilyTime familyTime;
    FakeWebFilms web;
    FakeFilmTroubles troubles;
};

} // namespace Medio::Flow
