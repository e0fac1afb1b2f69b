// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/allowance.h"
#include "app/flow/catalogue.h"
#include "app/flow/housechips.h"
#include "app/flow/resume.h"
#include "app/flow/settingsstore.h"
#include "app/flow/webfilms.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace Medio::Flow {

/// How the server is doing, as the network's own judgement puts it.
enum class ServerState {
    Unknown, ///< not asked yet; treated as if it were there
    Online,
    Waking, ///< starting from zero: there soon
    Offline,
};

enum class ReaderState {
    Unknown, ///< just started, has not said anything yet
    Present,
    Missing,
};

/// Everything the step looks at beside the state: facts, decisions of parents, what is known and
/// what time it is. A value; the flow makes a new one before every step.
struct Surroundings
{
    std::chrono::nanoseconds now{0}; ///< of the monotonic clock

    // Facts
    ReaderState reader = ReaderState::Unknown;
    ServerState server = ServerState::Unknown;
    bool signedIn = false;
    bool night = false;         ///< evening hours: colours and sounds are softer
    bool parentsInside = false; ///< the parents' area is open: chips start nothing

    // Decisions of parents, and what is known
    KioskSettings settings; ///< `child` in it is the chosen one
    CataloguePointer catalogue = std::make_shared<CatalogueSnapshot>();
    QHash<Nfc::Uid, HouseChip> house;          ///< chips that Medio knows nothing of
    QSet<Api::VideoId> kept;                   ///< plays without the server
    WebAccess web = WebAccess::NotInstalled;   ///< to films of the platforms
    QHash<Api::ProfileId, Balance> allowances; ///< of every child of the catalogue, today

    QDate day;                                            ///< the family's
    QHash<Api::ProfileId, QHash<Nfc::Uid, Place>> places; ///< how far each child came with each chip
    QSet<Api::VideoId> troubled; ///< parents have a note that these could not be played

    /// What the chosen child has watched here today, film by film, what is charged ahead included.
    QHash<Api::VideoId, std::chrono::milliseconds> watched;

    std::chrono::milliseconds position{0};     ///< of the player within the present film
    std::chrono::milliseconds duration{0};     ///< of the present film; 0: not known yet
    QList<std::chrono::milliseconds> chapters; ///< of the present film: where they begin, ascending
    double chance = 0;                         ///< -1..1, new for every step: jitter of heartbeats

    /// The chosen child if the catalogue (still) knows it; null otherwise.
    [[nodiscard]] const Api::Profile *child() const;
    [[nodiscard]] Balance allowanceOf(const Api::ProfileId &child) const; ///< nothing for a stranger
    [[nodiscard]] KidPlan planOf(const Api::ProfileId &child) const;
};

} // namespace Medio::Flow
