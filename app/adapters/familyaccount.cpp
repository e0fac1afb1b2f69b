// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/familyaccount.h"

#include "app/base/logging.h"
#include "app/flow/catalogue.h"
#include "app/flow/housechips.h"
#include "app/flow/kidplan.h"
#include "app/store/ledger.h"

#include <algorithm>

namespace Medio::Adapters {

using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

/// It has to know of this ledger exactly what is in it.
bool knowsAll(const FamilyAccount::Batch &batch, const Api::Settled &answer)
{
    return std::all_of(answer.days.cbegin(), answer.days.cend(), [&batch](const Api::SettledDay &day) {
        const auto told = batch.played.constFind({day.profile, day.day});
        return told == batch.played.constEnd() || *told == day.playedHere;
    });
}

} // namespace

FamilyAccount::FamilyAccount(Store::Ledger &ledger, const Flow::Catalogue &catalogue,
                             const Flow::HouseChips &house, QObject *parent)
    : FamilyTime(parent)
    , m_ledger(ledger)
    , m_catalogue(catalogue)
    , m_house(house)
{
    connect(&ledger, &Store::Ledger::leasesKept, this, [this] {
        if (std::exchange(m_givesBack, false))
            Q_EMIT wantsToSettle();
    });
    connect(&catalogue, &Flow::Catalogue::changed, this, &FamilyAccount::wantsToSettle);
    connect(&house, &Flow::HouseChips::answered, this, &FamilyAccount::wantsToSettle);
}

void FamilyAccount::setServer(const QString &origin, std::optional<bool> settles)
{
    if (m_server == origin && m_settles == settles)
        return;
    m_server = origin;
    m_settles = settles;
    Q_EMIT changed();
}

milliseconds FamilyAccount::granted(const Api::ProfileId &child, const QDate &day) const
{
    milliseconds sum{0};
    const QList<Flow::Grant> grants = m_house.grants(child, day);
    for (const Flow::Grant &grant : grants)
        sum += grant.amount;
    return sum;
}

Api::LedgerId FamilyAccount::ledger() const
{
    return m_ledger.id();
}

bool FamilyAccount::isShared() const
{
    const QDate today = m_ledger.lastDay().value_or(QDate());
    const QList<Api::Profile> profiles = m_catalogue.snapshot()->profiles();
    return std::any_of(profiles.cbegin(), profiles.cend(), [&](const Api::Profile &profile) {
        const auto lease = m_ledger.lease(m_server, profile.id, today);
        return lease && lease->shared;
    });
}

FamilyAccount::Batch FamilyAccount::batch() const
{
    const Store::LedgerBook::Unsettled unsettled = m_ledger.unsettled(m_server);
    Batch batch;
    batch.server = m_server;
    batch.upTo = unsettled.upTo;
    batch.isAll = unsettled.isAll;
    Api::Settlement &settlement = batch.settlement;
    settlement.ledger = m_ledger.id();
    settlement.replaces = m_ledger.replaces();
    settlement.pieces = unsettled.pieces;
    settlement.sessions = unsettled.sessions;
    const QDate today = m_ledger.lastDay().value_or(QDate());
    const QList<Api::Profile> profiles = m_catalogue.snapshot()->profiles();
    for (const Api::Profile &profile :
         profiles.first(std::min(profiles.size(), Api::Settlement::mostProfiles))) {
        settlement.profiles.append(profile.id);
        for (int ahead = -1; today.isValid() && ahead <= Api::Settlement::leaseDays; ++ahead) {
            const QDate day = today.addDays(ahead);
            batch.played.insert({profile.id, day}, m_ledger.onDisk(profile.id, day));
            if (const milliseconds sum = granted(profile.id, day);
                sum > milliseconds(0) && settlement.grants.size() < Api::Settlement::mostGrants)
                settlement.grants.append({profile.id, day, sum});
            if (const auto lease = m_ledger.lease(m_server, profile.id, day);
                lease && settlement.leases.size() < Api::Settlement::mostLeases)
                settlement.leases.append({profile.id, day, lease->revision, lease->mayPlay});
        }
    }
    return batch;
}

QList<Store::KeptLease> FamilyAccount::changedLeases(const QString &server, const Api::Settled &answer)
{
    QList<Store::KeptLease> changed;
    for (const Api::SettledDay &day : answer.days) {
        const std::optional<Store::KeptLease> former = m_ledger.lease(server, day.profile, day.day);
        Store::KeptLease lease = former.value_or(Store::KeptLease{server, day.profile, day.day});
        // A word that is not newer may be of before something was given back.
        if (day.leaseRevision > lease.revision) {
            lease.revision = day.leaseRevision;
            lease.mayPlay = day.mayPlay;
            lease.grantedHere = day.grantedHere;
        }
        lease.elsewhere = day.played - day.playedHere;
        lease.overElsewhere = day.over - day.overHere;
        lease.grantedElsewhere = day.granted - day.grantedHere;
        lease.shared = day.shared;
        if (day.pleaseKeep && day.leaseRevision == lease.revision) {
            const Flow::LedgerDay here = m_ledger.of(day.profile, day.day);
            const milliseconds keep = std::max({milliseconds(0), *day.pleaseKeep, here.played - here.over});
            if (keep < lease.mayPlay) {
                lease.mayPlay = keep;
                m_givesBack = true;
            }
        }
        if (lease != former)
            changed.append(lease);
    }
    return changed;
}

void FamilyAccount::take(const Batch &batch, const Api::Settled &answer)
{
    if (!answer.strangers.isEmpty())
        qCInfo(lcNet) << "children that the home server does not know:" << answer.strangers.size();
    if (!batch.isAll || knowsAll(batch, answer)) {
        m_ledger.noteSettled(batch.server, batch.upTo, answer.receipt);
    } else {
        qCWarning(lcNet) << "the home server knows something else of this ledger than was settled"
                         << (m_toldAgain ? "" : "; everything is told again");
        if (!std::exchange(m_toldAgain, true)) {
            m_ledger.forgetSettled(batch.server);
            Q_EMIT wantsToSettle();
        }
    }
    if (const QList<Store::KeptLease> leases = changedLeases(batch.server, answer); !leases.isEmpty()) {
        m_ledger.keepLeases(leases);
        Q_EMIT changed();
    }
    for (const Api::SettledDay &day : answer.days) {
        if (day.day == m_ledger.lastDay() && day.day == answer.today)
            Q_EMIT watchTimeHeard(day.profile, {std::chrono::floor<minutes>(day.played), day.dailyLimit});
    }
}

/// Of the children that are here now: another account's leases say nothing about them. For days before its
/// leases, as those of an unset clock are, the server never counted.
bool FamilyAccount::wasHeard(const QDate &day) const
{
    const QList<Api::Profile> profiles = m_catalogue.snapshot()->profiles();
    return std::any_of(profiles.cbegin(), profiles.cend(), [&](const Api::Profile &profile) {
        return m_ledger.hasLeaseOf(m_server, profile.id, day);
    });
}

std::optional<Flow::FamilyDay> FamilyAccount::of(const Api::ProfileId &child, const QDate &day) const
{
    // A server that was heard once goes on to count while it is away.
    if (m_server.isEmpty() || !m_settles.value_or(true) || !wasHeard(day))
        return std::nullopt;
    Flow::FamilyDay family;
    family.mayOverrun = milliseconds(0);
    const auto lease = m_ledger.lease(m_server, child, day);
    if (!lease)
        return family; // no lease covers the day any more
    family.elsewhere = lease->elsewhere;
    family.overElsewhere = lease->overElsewhere;
    family.grantedElsewhere = lease->grantedElsewhere;
    family.mayPlay = std::max(milliseconds(0), lease->mayPlay + granted(child, day) - lease->grantedHere);
    if (!lease->shared)
        family.mayOverrun = Flow::maximalOverrun;
    return family;
}

} // namespace Medio::Adapters
