// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/explanation.h"
#include "app/parents/account.h"
#include "app/parents/brokenfilms.h"
#include "app/parents/conflicts.h"
#include "app/parents/door.h"
#include "app/parents/overview.h"
#include "app/screens/parents/outcome.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>

namespace Medio {
class Clock;
}

namespace Medio::Screens {

/// How weighty something is: the colour and the symbol that go with its words.
enum class Weight { Good, Quiet, Warn, Bad };

/// A state in plain words.
struct Told
{
    Weight weight = Weight::Quiet;
    QString title;  ///< one short sentence
    QString detail; ///< what is known precisely, what happens next; may be empty

    friend bool operator==(const Told &, const Told &) = default;
};

/// What kinds and numbers of the use cases are called. Pure but for the translator; GUI thread.
class StatusWords
{
    Q_DECLARE_TR_FUNCTIONS(Medio::Screens::StatusWords)
public:
    /// Times are told in the family's zone.
    StatusWords(const Clock &clock, const QLocale &locale);

    [[nodiscard]] Told server(const Parents::OverviewFacts &facts) const;
    [[nodiscard]] Told login(const Parents::LoginStatus &status) const;
    [[nodiscard]] Told keychain(Parents::KeychainStatus status) const;
    [[nodiscard]] Told outbox(const Parents::OutboxStatus &outbox, const Parents::SyncStatus &sync) const;

    /// Which film, why, and when it was last tried.
    [[nodiscard]] Told broken(const Parents::BrokenFilm &film) const;

    [[nodiscard]] static Told finding(const Parents::ServerFinding &finding);
    [[nodiscard]] static QString problem(Parents::SignInProblem problem);
    [[nodiscard]] static QString problem(Parents::RegistrationProblem problem);
    [[nodiscard]] static QString problem(Parents::Door::PinProblem problem);
    [[nodiscard]] static QString seal(Parents::Door::Seal seal);

    [[nodiscard]] static QString outcome(Outcome outcome);
    /// What today went to, film by film.
    [[nodiscard]] static Told day(const QString &child, const Flow::Explanation &day);

    /// "14:02", or with the day where it was another one.
    [[nodiscard]] QString moment(const QDateTime &utc) const;

private:
    [[nodiscard]] static QString reason(const Parents::ServerStatus &status);

    const Clock &m_clock;
    QLocale m_locale;
};

/// The two sides of a conflict in words. Pure but for the translator; GUI thread.
class ConflictWords
{
    Q_DECLARE_TR_FUNCTIONS(Medio::Screens::ConflictWords)
public:
    [[nodiscard]] static QString heading(const Parents::ConflictView &conflict);
    [[nodiscard]] static QString explanation(const Parents::ConflictView &conflict);
    [[nodiscard]] static QString mine(const Parents::ConflictView &conflict);
    [[nodiscard]] static QString theirs(const Parents::ConflictView &conflict);
    /// Of the button that decides so.
    [[nodiscard]] static QString keepMine(const Parents::ConflictView &conflict);
    [[nodiscard]] static QString keepTheirs(const Parents::ConflictView &conflict);
};

} // namespace Medio::Screens
