// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/overview.h"

#include <algorithm>

namespace Medio::Parents {

QList<Attention> attentionsOf(const Status &status, const Api::Family &family, bool hasPin)
{
    QList<Attention> attentions;
    const auto note = [&attentions](bool applies, Attention attention) {
        if (applies)
            attentions.append(attention);
    };
    using Server = ServerStatus::State;
    using Login = LoginStatus::State;
    const bool configured = status.server.state != Server::NotConfigured;
    note(!configured, Attention::NoServer);
    note(configured && status.login.state == Login::SignedOut, Attention::SignIn);
    note(status.login.state == Login::Expired, Attention::SignInAgain);
    note(status.keychain == KeychainStatus::Locked || status.login.state == Login::KeychainShut,
         Attention::KeychainLocked);
    note(status.keychain == KeychainStatus::Unavailable, Attention::KeychainUnavailable);
    note(status.keychain == KeychainStatus::TimedOut || status.keychain == KeychainStatus::Failed,
         Attention::KeychainTrouble);
    note(!hasPin, Attention::NoPin);
    note(status.outbox.conflicts > 0, Attention::Conflicts);
    note(status.server.state == Server::Offline || status.server.state == Server::Degraded,
         Attention::ServerAway);
    note(status.outbox.edits > 0, Attention::EditsWaiting);
    const bool known = status.login.state == Login::SignedIn || status.sync.last.has_value();
    note(known && family.videos.isEmpty(), Attention::NoFilms);
    note(known && !family.videos.isEmpty() && family.chips.isEmpty(), Attention::NoChips);
    return attentions;
}

Overview::Overview(StatusSource &source, Household &household, const Door &door, const Clock &clock,
                   QObject *parent)
    : QObject(parent)
    , m_source(source)
    , m_household(household)
    , m_door(door)
    , m_clock(clock)
{
    connect(&source, &StatusSource::changed, this, &Overview::changed);
    connect(&household, &Household::changed, this, &Overview::changed);
    connect(&door, &Door::hasPinChanged, this, &Overview::changed);
}

OverviewFacts Overview::facts() const
{
    using namespace std::chrono;
    const auto family = m_household.family();
    const nanoseconds now = m_clock.monotonic();
    OverviewFacts facts;
    facts.status = m_source.status();
    if (const auto since = facts.status.server.since)
        facts.since = m_clock.wall().addMSecs(duration_cast<milliseconds>(*since - now).count());
    if (const auto next = facts.status.server.nextTry)
        facts.nextTryIn = std::max(ceil<seconds>(*next - now), seconds(0));
    facts.films = family->videos.size();
    facts.chips = family->chips.size();
    facts.chipsWithoutFilm = std::count_if(family->chips.cbegin(), family->chips.cend(),
                                           [](const Api::FamilyChip &chip) { return chip.videos.isEmpty(); });
    facts.children = family->profiles.size();
    facts.hasPin = m_door.hasPin();
    facts.attentions = attentionsOf(facts.status, *family, facts.hasPin);
    return facts;
}

} // namespace Medio::Parents
