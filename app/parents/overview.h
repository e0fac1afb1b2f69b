// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/parents/door.h"
#include "app/parents/household.h"
#include "app/parents/status.h"

#include <QDateTime>
#include <QList>
#include <QObject>

#include <chrono>
#include <optional>

namespace Medio::Parents {

/// What a parent should see to, most urgent first.
enum class Attention {
    NoServer,            ///< there is no address: test one
    SignIn,              ///< nobody is signed in
    SignInAgain,         ///< the login has ended
    KeychainLocked,      ///< the login, or the PIN, can't be read or kept
    KeychainUnavailable, ///< there is no keyring service
    KeychainTrouble,     ///< it does not answer, or fails
    NoPin,               ///< whoever opens the door is inside
    Conflicts,           ///< edits wait for a decision
    ServerAway,          ///< children go on with what is known
    EditsWaiting,        ///< for the server
    NoFilms,             ///< nothing in the library
    NoChips,             ///< none learned yet
};

/// Pure.
[[nodiscard]] QList<Attention> attentionsOf(const Status &status, const Api::Family &family, bool hasPin);

/// The parents' first page: kinds and numbers; the words are the screen's.
struct OverviewFacts
{
    Status status;
    /// UTC: the server's state is what it is; by the wall clock of now, so that one that was set in between
    /// falsifies nothing.
    std::optional<QDateTime> since;
    std::optional<std::chrono::seconds> nextTryIn; ///< rounded up; 0: now. Only while it is not online

    qsizetype films = 0;
    qsizetype chips = 0;
    qsizetype chipsWithoutFilm = 0;
    qsizetype children = 0;
    bool hasPin = false;
    QList<Attention> attentions;
};

/// Lives on the GUI thread. What it is made with outlives it.
class Overview final : public QObject
{
    Q_OBJECT
public:
    Overview(StatusSource &source, Household &household, const Door &door, const Clock &clock,
             QObject *parent = nullptr);

    /// As of now: nextTryIn counts down without changed(), so whoever shows it asks again every second.
    [[nodiscard]] OverviewFacts facts() const;

    /// "Try now."
    void refresh() { m_source.refresh(); }

Q_SIGNALS:
    void changed();

private:
    StatusSource &m_source;
    Household &m_household;
    const Door &m_door;
    const Clock &m_clock;
};

} // namespace Medio::Parents
