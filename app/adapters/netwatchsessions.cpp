// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/netwatchsessions.h"

#include "net/client/medioclient.h"

namespace Medio::Adapters {
namespace {

using Flow::BeatAnswer;
using Flow::SessionStartAnswer;

SessionStartAnswer answerOf(const Expected<Api::StartOutcome, Api::ApiError> &result, const QString &server)
{
    if (!result)
        return Flow::SessionUnanswered{};
    if (const auto *started = std::get_if<Api::SessionStarted>(&*result))
        return Flow::SessionOpened{started->id, server};
    if (std::holds_alternative<Api::DailyLimitReached>(*result))
        return Flow::SessionLimit{};
    return Flow::SessionDenied{};
}

BeatAnswer answerOf(const Expected<Api::HeartbeatOutcome, Api::ApiError> &result)
{
    if (!result)
        return Flow::SessionUnanswered{};
    if (const auto *alive = std::get_if<Api::SessionAlive>(&*result)) // whole minutes begun elsewhere (§8)
        return Flow::BeatAgreed{alive->remaining + std::chrono::floor<std::chrono::minutes>(alive->elapsed)};
    if (std::holds_alternative<Api::DailyLimitReached>(*result))
        return Flow::SessionLimit{};
    return Flow::SessionUnknown{};
}

} // namespace

NetWatchSessions::NetWatchSessions(Net::MedioClient &client, QObject *parent)
    : WatchSessions(parent)
    , m_client(client)
{
}

void NetWatchSessions::start(const Start &start)
{
    const auto &server = m_client.gate().server();
    m_client.startSession({start.child, start.chip, start.video})
        ->then(this, [this, start, origin = server ? server->origin() : QString()](const auto &result) {
            if (result)
                tellDay(start, *result);
            Q_EMIT startAnswered(start.question, answerOf(result, origin));
        });
}

/// A server that settles has told it already, with what parents gave on top in it.
void NetWatchSessions::tellDay(const Start &start, const Api::StartOutcome &outcome)
{
    const auto *started = std::get_if<Api::SessionStarted>(&outcome);
    if (started && !m_client.gate().offers(Api::Health::settlement))
        Q_EMIT dayTold(start.child, start.day,
                       {started->dailyLimit - started->remaining, started->dailyLimit});
}

void NetWatchSessions::beat(const Beat &beat)
{
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    Api::Heartbeat heartbeat{{}, duration_cast<seconds>(beat.played)};
    if (beat.position)
        heartbeat.position = duration_cast<seconds>(*beat.position);
    m_client.heartbeat(beat.session, heartbeat)
        ->then(this, [this, question = beat.question](const auto &result) {
            Q_EMIT beatAnswered(question, answerOf(result));
        });
}

} // namespace Medio::Adapters
