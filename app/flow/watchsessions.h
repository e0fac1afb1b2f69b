// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/allowance.h"
#include "net/api/values.h"

#include <QDate>
#include <QMetaType>
#include <QObject>
#include <QString>

#include <chrono>
#include <optional>
#include <variant>

namespace Medio::Flow {

/// Answers to "may this sitting be counted?" (POST sessions/start/public).
struct SessionOpened
{
    Api::SessionId session;
    QString server = {}; ///< origin of the one that opened it
    friend bool operator==(const SessionOpened &, const SessionOpened &) = default;
};
/// 403 limit_reached, at the start or at a heartbeat.
struct SessionLimit
{
    friend bool operator==(const SessionLimit &, const SessionLimit &) = default;
};
/// 403 otherwise: the chip or the child is not this family's (any more).
struct SessionDenied
{
    friend bool operator==(const SessionDenied &, const SessionDenied &) = default;
};
/// An outage, 429, anything that may be different later.
struct SessionUnanswered
{
    friend bool operator==(const SessionUnanswered &, const SessionUnanswered &) = default;
};
using SessionStartAnswer = std::variant<SessionOpened, SessionLimit, SessionDenied, SessionUnanswered>;

/// Answers to a heartbeat.
struct BeatAgreed
{
    /// Of the child's day as the server counts it, were it not for this session; none: it does not say. As
    /// long as it stays the same, neither the allowance nor what was watched elsewhere has changed.
    std::optional<minutes> left = {};
    friend bool operator==(const BeatAgreed &, const BeatAgreed &) = default;
};
/// 404: the server knows no such running session.
struct SessionUnknown
{
    friend bool operator==(const SessionUnknown &, const SessionUnknown &) = default;
};
using BeatAnswer = std::variant<BeatAgreed, SessionLimit, SessionUnknown, SessionUnanswered>;

/// The server's side of a sitting while it runs; its end goes through the Outbox instead, because
/// it must arrive whatever happens. One try per call: repeating is the flow's decision.
/// Lives on the GUI thread, never blocks it.
class WatchSessions : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    struct Start
    {
        quint64 question = 0; ///< names this call; its answer carries it
        Api::ProfileId child;
        Api::ChipId chip;
        Api::VideoId video; ///< the first of the sitting
        QDate day = {};     ///< on which it is asked
        friend bool operator==(const Start &, const Start &) = default;
    };
    struct Beat
    {
        quint64 question = 0;
        Api::SessionId session;
        /// Within the film that the session was started with, which the server measures it against; none
        /// while another one plays.
        std::optional<std::chrono::milliseconds> position;
        std::chrono::milliseconds played{0}; ///< of the whole session so far, for `played-seconds` servers
        friend bool operator==(const Beat &, const Beat &) = default;
    };

    /// Exactly one startAnswered, however late; never from within this call.
    virtual void start(const Start &start) = 0;
    /// Exactly one beatAnswered, however late; never from within this call.
    virtual void beat(const Beat &beat) = 0;

Q_SIGNALS:
    void startAnswered(quint64 question, const Medio::Flow::SessionStartAnswer &answer);
    void beatAnswered(quint64 question, const Medio::Flow::BeatAnswer &answer);
    /// The server told it by the way, when it opened a session; before startAnswered(). `asked`: as
    /// Start::day, since an answer that was on its way over midnight speaks of yesterday.
    void dayTold(const Medio::Api::ProfileId &child, const QDate &asked, const Medio::Flow::WatchTime &time);
};

} // namespace Medio::Flow

Q_DECLARE_METATYPE(Medio::Flow::SessionStartAnswer)
Q_DECLARE_METATYPE(Medio::Flow::BeatAnswer)
