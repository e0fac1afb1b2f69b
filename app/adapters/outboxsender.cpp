// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/outboxsender.h"

#include "app/adapters/answerjudgement.h"
#include "app/base/logging.h"
#include "app/flow/ledgerjournal.h"
#include "app/store/outbox.h"
#include "net/client/medioclient.h"

#include <algorithm>

namespace Medio::Adapters {
namespace {

using std::chrono::seconds;

/// What the server counts for the session: whole minutes rounded up, unless it counts played
/// seconds (MEDIO-API.md §8).
seconds billedFor(seconds duration, bool exact)
{
    return exact ? duration : seconds(std::chrono::ceil<std::chrono::minutes>(duration));
}

} // namespace

OutboxSender::OutboxSender(Net::MedioClient &client, Store::Outbox &outbox, const Flow::LedgerJournal &ledger,
                           const Clock &clock, Net::Dice dice, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
    , m_ledger(ledger)
    , m_clock(clock)
    , m_backoff(seconds(1), std::chrono::minutes(2), std::move(dice))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &OutboxSender::deliverNext);
    connect(&outbox, &Flow::Outbox::kept, this, &OutboxSender::noteDecided);
    connect(&outbox, &Flow::Outbox::notKept, this, &OutboxSender::noteDecided);
    connect(&client.gate(), &Net::HttpGate::stateChanged, this, [this](const Net::ServerState &state) {
        if (!state.isOnline())
            return;
        m_backoff.reset();
        m_retry.stop();
        deliverNext();
    });
    // Any answer makes a server "online"; how it bills is known from its health, which may come later.
    connect(&client.gate(), &Net::HttpGate::healthSeen, this, &OutboxSender::deliverNext);
}

void OutboxSender::start()
{
    m_started = true;
    deliverNext();
}

void OutboxSender::noteDecided(const Flow::SessionEnd &end)
{
    m_decidedAt.insert(end.session, m_clock.monotonic());
    deliverNext();
}

/// The oldest one for the present server; those that it answers badly stand behind the others.
std::optional<Flow::SessionEnd> OutboxSender::next() const
{
    const auto &server = m_client.gate().server();
    if (!server)
        return std::nullopt;
    std::optional<Flow::SessionEnd> best;
    int turns = 0;
    const QList<Flow::SessionEnd> pending = m_outbox.pending();
    for (const Flow::SessionEnd &end : pending) {
        if (!end.server.isEmpty() && end.server != server->origin())
            continue;
        const int past = m_badAnswers.value(end.session) / mostBadAnswers;
        if (!best || past < turns) {
            best = end;
            turns = past;
        }
    }
    return best;
}

bool OutboxSender::isFair(const Flow::SessionEnd &end) const
{
    const auto decided = m_decidedAt.constFind(end.session);
    return decided != m_decidedAt.constEnd() && m_clock.monotonic() - *decided <= fairAge;
}

void OutboxSender::deliverNext()
{
    // Without a health answer nobody knows how the server bills.
    const auto &health = m_client.gate().health();
    if (!m_started || m_underWay || m_retry.isActive() || !health)
        return;
    const auto end = next();
    if (!end)
        return;
    const bool exact = health->offers(Api::Health::playedSeconds);
    if (exact || isFair(*end)) {
        send(*end, exact);
        return;
    }
    qCInfo(lcNet) << "session" << end->session.toString()
                  << "ended too long ago to be billed fairly; it is counted on this kiosk only";
    giveUp(*end);
}

void OutboxSender::send(const Flow::SessionEnd &end, bool exact)
{
    m_underWay = true;
    const Api::SessionEnd request{end.reason, std::chrono::duration_cast<seconds>(end.position),
                                  std::chrono::duration_cast<seconds>(end.played)};
    const auto day = m_ledger.lastDay();
    m_client.endSession(end.session, request)->then(this, [this, end, exact, day](const auto &outcome) {
        m_underWay = false;
        if (outcome) {
            m_backoff.reset();
            // Where it had it already (404) it does not say how much.
            const auto *ended = std::get_if<Api::SessionEnded>(&*outcome);
            std::optional<std::chrono::minutes> watchedToday;
            // One that settles tells the day's by itself; what was on its way over midnight is yesterday's.
            if (ended && day == m_ledger.lastDay() && !m_client.gate().offers(Api::Health::settlement))
                watchedToday = ended->watchedToday;
            settle(
                end,
                billedFor(ended ? ended->duration : std::chrono::duration_cast<seconds>(end.played), exact),
                watchedToday);
        } else if (isFinal(outcome.error())) {
            qCWarning(lcNet) << "the server will not take the end of session" << end.session.toString()
                             << Api::kindName(outcome.error().kind) << outcome.error().message;
            giveUp(end);
        } else {
            // What a server says that is not well is an outage.
            if (isBadAnswer(outcome.error()) && m_client.gate().state().isOnline() &&
                ++m_badAnswers[end.session] % mostBadAnswers == 0) {
                qCWarning(lcNet) << "the end of session" << end.session.toString() << "makes way after"
                                 << m_badAnswers.value(end.session)
                                 << "bad answers:" << Api::kindName(outcome.error().kind)
                                 << outcome.error().message;
            }
            retryLater(outcome.error().retryAfter.value_or(seconds(0)));
        }
    });
}

void OutboxSender::giveUp(const Flow::SessionEnd &end)
{
    m_decidedAt.remove(end.session);
    m_badAnswers.remove(end.session);
    m_outbox.giveUp(end.session);
    deliverNext();
}

void OutboxSender::settle(const Flow::SessionEnd &end, seconds billed,
                          std::optional<std::chrono::minutes> watchedToday)
{
    m_decidedAt.remove(end.session);
    m_badAnswers.remove(end.session);
    m_outbox.settle(end.session, billed, m_ledger.lastDay().value_or(end.day), watchedToday);
    deliverNext();
}

void OutboxSender::retryLater(std::chrono::milliseconds atLeast)
{
    m_retry.start(std::max(atLeast, m_backoff.next()));
}

} // namespace Medio::Adapters
