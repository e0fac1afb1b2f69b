// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/ledgerjournal.h"
#include "app/store/placebook.h"
#include "net/api/settlement.h"

#include <QByteArray>
#include <QHash>
#include <QMap>

#include <chrono>
#include <optional>
#include <utility>

namespace Medio::Store {

/// One row of the ledger.
struct LedgerRow
{
    quint64 number = 0;
    QString kind = {};  ///< sitting charge back pause session session-end session-untold end cut day lost
                        ///< salvaged settled
    quint64 charge = 0; ///< number of the question that this row answers; 0: none. Not on disk.
    quint64 sitting = 0;
    Api::ProfileId child = {};
    Api::VideoId video = {};
    Api::SessionId session = {};
    QString server = {}; ///< origin, of a session or of a settlement
    QDate day = {};
    std::chrono::milliseconds amount{0}; ///< of a session: played in its sitting before; settled: the receipt
    std::chrono::milliseconds over{0};
    quint64 upTo = 0; ///< settled: the last row that the server knows
    // When it was written, and by which clock
    QString boot = {};
    std::chrono::milliseconds monotonic{0}; ///< since that boot
    QString wall = {};
    bool trusted = false;
    QString sure = {}; ///< who vouched for the day of a charge
    QString chip = {}; ///< sitting: its UID; empty: of a former version
    /// charge, back, end: how far the film was, or Flow::wholeFilm; none: it says nothing of that.
    std::optional<std::chrono::milliseconds> reached = {};

    /// SHA-256 of the row before it and of what this one says.
    [[nodiscard]] QByteArray hashAfter(const QByteArray &former) const;
};

/// What was played of one film in one sitting on one day.
struct LedgerPiece
{
    struct Key
    {
        quint64 sitting = 0;
        Api::ProfileId child;
        Api::VideoId video;
        QDate day;

        friend bool operator==(const Key &, const Key &) = default;
        friend bool operator<(const Key &a, const Key &b);
    };
    Key key;
    quint64 first = 0;    ///< the row with which it began
    quint64 revision = 0; ///< the last one
    std::chrono::milliseconds played{0};
    std::chrono::milliseconds over{0};
    std::chrono::milliseconds lost{0}; ///< of `played`, by power cuts
    bool trusted = true;               ///< somebody vouched for its day, each time
    bool hadSession = false;           ///< a server opened a session for its sitting, and was told its end
};

/// What the rows of a ledger mean. A value without a disk: it is shown the rows in their order, as they
/// are there, and older ones as the pieces they were condensed to.
class LedgerBook
{
public:
    void take(const LedgerRow &row);
    void take(const LedgerPiece &condensed);

    [[nodiscard]] const QMap<LedgerPiece::Key, LedgerPiece> &pieces() const { return m_pieces; }
    [[nodiscard]] std::chrono::milliseconds playedOn(const Api::ProfileId &child, const QDate &day) const;
    [[nodiscard]] Flow::DayRecord recordOf(const Api::ProfileId &child, const QDate &day) const;
    [[nodiscard]] std::optional<QDate> lastDay() const { return m_lastDay; } ///< the one opened last
    [[nodiscard]] std::optional<QDate> lostOn() const { return m_lostOn; }
    [[nodiscard]] std::chrono::milliseconds salvaged(const Api::ProfileId &child) const
    {
        return m_salvaged.value(child);
    }
    [[nodiscard]] std::optional<QDateTime> lastMoment() const;
    [[nodiscard]] quint64 lastSitting() const { return m_lastSitting; }
    [[nodiscard]] quint64 lastNumber() const { return m_lastNumber; }

    [[nodiscard]] const PlaceBook &places() const { return m_places; }
    [[nodiscard]] PlaceBook &places() { return m_places; }

    /// Sittings and sessions that nobody ended.
    [[nodiscard]] QList<Flow::UnfinishedSitting> unfinished() const;
    /// Rows that note what power cuts took from sittings which were cut off and not noted yet.
    [[nodiscard]] QList<LedgerRow> cuts() const;
    /// The first row that belongs to something unfinished.
    [[nodiscard]] std::optional<quint64> firstUnfinished() const;

    struct Unsettled
    {
        QList<Api::LedgerPiece> pieces; ///< oldest change first
        QList<Api::SessionId> sessions; ///< opened by that server; their time is in the pieces
        quint64 upTo = 0;
        bool isAll = true; ///< false: there is more than fits in a batch
    };
    [[nodiscard]] Unsettled unsettled(const QString &server) const;
    [[nodiscard]] QHash<QString, LedgerRow> settlements() const
    {
        return m_settlements;
    } ///< the last, by server
    /// Said by a server, and on its way to the disk.
    void noteSettled(const QString &server, quint64 upTo) { m_settlements[server].upTo = upTo; }

    /// With a server that was told of its end, or may still be.
    [[nodiscard]] bool hadSession(quint64 sitting) const;
    /// Rows that note, in the ledger after this one, what was played on that day.
    [[nodiscard]] QList<LedgerRow> salvageOf(const QDate &day) const;

private:
    struct Session
    {
        Api::SessionId id;
        quint64 number = 0;
        QString server;
        std::chrono::milliseconds playedBefore{0};
        bool isEnded = false;
        bool isUntold = false;
    };
    struct Sitting
    {
        quint64 first = 0;
        Api::ProfileId child;
        QDate day;
        bool isBegun = false;
        bool isEnded = false;
        QList<Session> sessions;
        std::chrono::milliseconds played{0};
        LedgerPiece::Key lastStep;
        std::chrono::milliseconds lastStepAmount{0}; ///< charged, and nobody said what of it was played
    };

    LedgerPiece &pieceFor(const LedgerPiece::Key &key, quint64 number);

    QMap<LedgerPiece::Key, LedgerPiece> m_pieces;
    QMap<quint64, Sitting> m_sittings;
    QHash<std::pair<Api::ProfileId, QDate>, std::chrono::milliseconds> m_paused;
    QHash<QString, LedgerRow> m_settlements;
    QHash<Api::ProfileId, std::chrono::milliseconds> m_salvaged; ///< on m_lostOn
    PlaceBook m_places;
    QString m_lastMoment;
    std::optional<QDate> m_lastDay;
    std::optional<QDate> m_lostOn;
    quint64 m_lastSitting = 0;
    quint64 m_lastNumber = 0;
};

} // namespace Medio::Store
