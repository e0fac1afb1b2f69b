// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/codec.h"

#include <QDate>
#include <QDateTime>

/// POST settlement: how the boxes of a family and their home server agree, to the millisecond, on what
/// was watched and on who may still play what. Only for a server whose health names the capabilities
/// "settlement" and "leases"; plain Medio has nothing like it. No login goes with it; a ledger is heard once
/// a signed-in parent has paired it (PUT boxes/:id), or if it replaces one that was: otherwise 403.
///
/// Everything a box says is a state and not a change: how much of a sitting was played in all, how much
/// was granted in all. So a batch that comes twice counts once, and one that comes late changes nothing
/// that is newer. What makes a statement one is its key (the first fields of each struct) together with
/// the ledger it belongs to; what makes it the newest is its revision.
namespace Medio::Api {

/// One ledger of one box: a new one after its file was lost, so that numbers never come twice.
using LedgerId = Id<struct LedgerTag>;

/// What was played of one film in one sitting on one day, as the ledger knows it now.
struct LedgerPiece
{
    // The key
    quint64 sitting = 0;
    ProfileId profile;
    VideoId video;
    QDate day; ///< the ledger's: days of a box only go forward

    quint64 revision = 0;                ///< grows with every change
    std::chrono::milliseconds played{0}; ///< overrun included; a little below 0 is possible: what was charged
                                         ///< for one film may be given back after another
    std::chrono::milliseconds over{0};   ///< the overrun in it
    bool clockTrusted = false;           ///< the box knew for certain which day it was

    friend bool operator==(const LedgerPiece &, const LedgerPiece &) = default;
};

/// All that this box's parents granted a child for a day. It only grows.
struct DayGrant
{
    ProfileId profile;
    QDate day;
    std::chrono::milliseconds granted{0};

    friend bool operator==(const DayGrant &, const DayGrant &) = default;
};

/// A lease as the box holds it: on that day it lets no more be played than this, whatever else it hears,
/// until it hears of a higher revision. Less than what it was given: the rest is given back.
struct HeldLease
{
    ProfileId profile;
    QDate day;
    quint64 revision = 0; ///< of the server's last word that the box knows; 0: none yet
    std::chrono::milliseconds mayPlay{0};

    friend bool operator==(const HeldLease &, const HeldLease &) = default;
};

/// The request.
struct Settlement
{
    static constexpr qsizetype mostPieces = 150; ///< of one batch; with all else it stays below 100 KiB
    static constexpr qsizetype mostProfiles = 50;
    static constexpr qsizetype mostSessions = 150;
    static constexpr qsizetype mostGrants = 100;
    static constexpr qsizetype mostLeases = 400;
    /// Leases are for today and the days after it, so many in all.
    static constexpr int leaseDays = 7;

    LedgerId ledger;
    /// The one that this ledger was begun for, since its file was lost or damaged; null: none is known. From
    /// then on the former one gets no more leases, and this one the half of what it might have played.
    LedgerId replaces;
    QList<ProfileId> profiles; ///< whom the box knows: for them it wants leases
    QList<LedgerPiece> pieces;
    /// Watch sessions whose time is in this ledger's pieces: from now on they are not billed beside it.
    QList<SessionId> sessions;
    QList<DayGrant> grants;
    QList<HeldLease> leases;
};

/// What the family has of one child's day, and this box's lease for it.
struct SettledDay
{
    ProfileId profile;
    QDate day;
    std::chrono::milliseconds played{0};  ///< by all boxes and other clients, overrun included
    std::chrono::milliseconds over{0};    ///< the overrun in it
    std::chrono::milliseconds granted{0}; ///< by all boxes
    // Of them by the ledger that asks, as far as it was heard
    std::chrono::milliseconds playedHere{0};
    std::chrono::milliseconds overHere{0};
    std::chrono::milliseconds grantedHere{0};
    /// Revision 0: no lease was ever given for this day.
    quint64 leaseRevision = 0;
    std::chrono::milliseconds mayPlay{0}; ///< grants of this ledger as in grantedHere included
    bool shared = false;                  ///< other boxes ask for this child, too
    std::chrono::minutes dailyLimit{0};   ///< as it is now
    /// Another box needs what this one has and does not play: please keep no more than this.
    std::optional<std::chrono::milliseconds> pleaseKeep;

    friend bool operator==(const SettledDay &, const SettledDay &) = default;
};

/// The answer, 200.
struct Settled
{
    QDate today;                ///< in the family's zone, by the server's clock
    quint64 receipt = 0;        ///< numbers the batches of this ledger
    QList<SettledDay> days;     ///< of the profiles asked for: yesterday, today and the lease's days after it
    QList<ProfileId> strangers; ///< not of this server's family: their pieces were not taken

    friend bool operator==(const Settled &, const Settled &) = default;
};

/// GET boxes: a box of the caller's family that holds leases.
struct Box
{
    LedgerId id;
    QDateTime heardAt; ///< UTC, its last settlement; invalid: not since its leases were taken back

    friend bool operator==(const Box &, const Box &) = default;
};

template<>
Decoded<QList<Box>> decode(const QByteArray &body);
template<>
Decoded<Settlement> decode(const QByteArray &body);
template<>
Decoded<Settled> decode(const QByteArray &body);
[[nodiscard]] QByteArray encode(const Settlement &request);
[[nodiscard]] QByteArray encode(const Settled &answer);

} // namespace Medio::Api
