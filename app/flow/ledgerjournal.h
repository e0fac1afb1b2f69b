// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/daykeeper.h"
#include "app/flow/resume.h"
#include "net/api/values.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Flow {

/// A piece of watch time taken from a child's day before it is played, or given back after.
struct LedgerEntry
{
    quint64 id = 0;      ///< of the charge; its answer carries it
    quint64 sitting = 0; ///< grows over the life of the ledger
    Api::ProfileId child;
    Api::VideoId video;
    QDate day; ///< the family's day, by dayOf()
    std::chrono::milliseconds amount{0};
    std::chrono::milliseconds over{0};   ///< part of `amount` beyond the allowance: owed on the next day
    TimeTrust sure = TimeTrust::Unknown; ///< who vouched for the day
    /// How far the film was by then, or wholeFilm; none: this says nothing of it.
    std::optional<std::chrono::milliseconds> reached = {};

    friend bool operator==(const LedgerEntry &, const LedgerEntry &) = default;
};

/// What the ledger says about one child's day.
struct LedgerDay
{
    std::chrono::milliseconds played{0}; ///< charged − given back, overrun included
    std::chrono::milliseconds over{0};   ///< the overrun in it

    friend bool operator==(const LedgerDay &, const LedgerDay &) = default;
};

/// A child's day as parents may want to see it.
struct DayRecord
{
    struct Piece ///< one film of one sitting
    {
        quint64 sitting = 0;
        Api::VideoId video;
        std::chrono::milliseconds played{0}; ///< charged − given back, overrun included
        std::chrono::milliseconds over{0};
        bool hereOnly = false; ///< no server took it, or none was told

        friend bool operator==(const Piece &, const Piece &) = default;
    };
    QList<Piece> pieces; ///< in the order in which they began
    std::chrono::milliseconds paused{0};
    /// Of steps that a power cut broke off: charged, and nobody saw it played. At most a step for each
    /// cut; counts in the day, but for no film.
    std::chrono::milliseconds lost{0};

    friend bool operator==(const DayRecord &, const DayRecord &) = default;
};

/// A session that the server opened for a sitting.
struct OpenedSession
{
    Api::SessionId session;
    QString server;                            ///< its origin
    std::chrono::milliseconds playedBefore{0}; ///< of the sitting, before this session

    friend bool operator==(const OpenedSession &, const OpenedSession &) = default;
};

/// One whose end nobody noted.
struct LeftSession
{
    Api::SessionId session;
    QString server;
    std::chrono::milliseconds played{0}; ///< of this session alone

    friend bool operator==(const LeftSession &, const LeftSession &) = default;
};

/// A sitting that the program did not live to end.
struct UnfinishedSitting
{
    quint64 sitting = 0;
    Api::ProfileId child;
    QDate day; ///< of its last charge
    QList<LeftSession> sessions;
    std::chrono::milliseconds played{0}; ///< charged and not given back

    friend bool operator==(const UnfinishedSitting &, const UnfinishedSitting &) = default;
};

/// The durable record of watch time. Append-only; what it acknowledges survives a pulled plug.
/// Totals are in memory: asking never touches the disk. Lives on the GUI thread, never blocks it.
class LedgerJournal : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Why a charge could not be kept; the child's film does not go on without.
    enum class Problem {
        NotWritable, ///< read-only or full disk, wrong owner
        Damaged,     ///< the file is no ledger any more
    };

    /// `uid`: of the chip that it is for; placesOf() follows what its entries say of films.
    virtual void beginSitting(quint64 sitting, const Api::ProfileId &child, const QDate &day,
                              const Nfc::Uid &uid) = 0;
    /// Counts in of() at once; exactly one of charged and chargeFailed follows, never from within
    /// this call. A failed charge stays counted until the program ends: closed rather than open.
    virtual void charge(const LedgerEntry &entry) = 0;
    /// Counts in of() at once. Lost at a power cut within the next moments: that costs the child
    /// at most what was charged ahead.
    virtual void giveBack(const LedgerEntry &entry) = 0;
    /// From now on a crash can't forget that this session has to be ended.
    virtual void noteSession(quint64 sitting, const OpenedSession &opened) = 0;
    /// The Outbox has it on disk: not before.
    virtual void noteSessionEnded(quint64 sitting, const Api::SessionId &session) = 0;
    /// Its end was given up: what was played in it counts here only. Nothing hangs on it but what parents are
    /// told.
    virtual void noteSessionUntold(quint64 sitting, const Api::SessionId &session)
    {
        Q_UNUSED(sitting)
        Q_UNUSED(session)
    }
    /// `video`, `reached`: how far the last film was, or wholeFilm. A null video says nothing.
    virtual void endSitting(quint64 sitting, const Api::VideoId &video,
                            std::chrono::milliseconds reached) = 0;
    /// A pause is over. Nothing hangs on it but what parents are told: it may get lost in a power cut.
    virtual void notePause(quint64 sitting, const Api::ProfileId &child, const QDate &day,
                           std::chrono::milliseconds duration)
    {
        Q_UNUSED(sitting)
        Q_UNUSED(child)
        Q_UNUSED(day)
        Q_UNUSED(duration)
    }
    /// A new day began. Days only go forward, unless a parent says otherwise.
    virtual void openDay(const QDate &day) = 0;

    [[nodiscard]] virtual LedgerDay of(const Api::ProfileId &child, const QDate &day) const = 0;
    /// From memory, as of() is; the sum of its pieces and what is lost is of().
    [[nodiscard]] virtual DayRecord recordOf(const Api::ProfileId &child, const QDate &day) const
    {
        Q_UNUSED(child)
        Q_UNUSED(day)
        return {};
    }
    /// How far this child came with each chip, from memory. It is written in the rows of charges, so it
    /// costs no write of its own and is at most a step older than what was played when the power goes.
    [[nodiscard]] virtual QHash<Nfc::Uid, Place> placesOf(const Api::ProfileId &child) const
    {
        Q_UNUSED(child)
        return {};
    }
    [[nodiscard]] virtual std::optional<QDate> lastDay() const = 0; ///< none: a new ledger
    /// The latest wall time of an entry whose clock somebody vouched for, as found when it was opened.
    [[nodiscard]] virtual std::optional<QDateTime> lastMoment() const { return std::nullopt; }
    [[nodiscard]] virtual quint64 lastSitting() const = 0;                 ///< 0: none yet
    [[nodiscard]] virtual QList<UnfinishedSitting> unfinished() const = 0; ///< as found when it was opened
    /// The former ledger was damaged and put aside: on this day half of the allowance counts as used.
    [[nodiscard]] virtual std::optional<QDate> lostOn() const = 0;
    /// What its sound part proves to have been played on that day.
    [[nodiscard]] virtual std::chrono::milliseconds salvaged(const Api::ProfileId &child) const
    {
        Q_UNUSED(child)
        return std::chrono::milliseconds(0);
    }

Q_SIGNALS:
    void charged(quint64 id);
    void chargeFailed(quint64 id, Medio::Flow::LedgerJournal::Problem problem);
};

} // namespace Medio::Flow
