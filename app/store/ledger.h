// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/flow/ledgerjournal.h"
#include "app/store/database.h"
#include "app/store/ledgerbook.h"
#include "app/store/storethread.h"

#include <QHash>
#include <QPointer>

#include <deque>
#include <memory>
#include <utility>

namespace Medio::Store {

/// A lease as the kiosk keeps it, and what else its home server said of that day.
struct KeptLease
{
    QString server; ///< its origin
    Api::ProfileId child;
    QDate day;
    quint64 revision = 0;
    std::chrono::milliseconds mayPlay{0};
    std::chrono::milliseconds grantedHere{0}; ///< of this kiosk's grants, in mayPlay
    std::chrono::milliseconds elsewhere{0};
    std::chrono::milliseconds overElsewhere{0};
    std::chrono::milliseconds grantedElsewhere{0};
    bool shared = false;

    friend bool operator==(const KeptLease &, const KeptLease &) = default;
};

/// The ledger in ledger.db: a table that only grows, every row synced before it is acknowledged.
/// Rows that wait while the disk is busy are written together.
///
/// Each row carries the SHA-256 of the row before it and of itself. At the start the chain is gone
/// through: a row that was changed, taken out or put in breaks it, and the file counts as damaged. (That
/// makes edits visible; whoever can write the file and knows how can forge a whole chain.)
///
/// A damaged file is put aside, and one that is missing while the store's other files are there is
/// as good as damaged: the day on which it was last written counts as used by half for every child
/// (lostOn()), or by what the sound part of it proves (salvaged()), if that is more; once, however often
/// it happens that day. The new file is a ledger of its own, with an id of its own; it knows whom it
/// replaces by the file ledger.id beside it, so that a home server can say what is known of the former.
class Ledger final : public Flow::LedgerJournal
{
    Q_OBJECT
public:
    class File; ///< the part that lives on the store's thread

    /// Store thread, before the store's other files are made. Opens, condenses what is old, reads what
    /// counts. `clock` outlives the file.
    static Expected<std::shared_ptr<File>, StoreProblem> open(const QString &folder, const Clock &clock);

    /// GUI thread; `thread` and `clock` outlive the ledger.
    Ledger(std::shared_ptr<File> file, StoreThread &thread, const Clock &clock, QObject *parent = nullptr);
    ~Ledger() override;

    void beginSitting(quint64 sitting, const Api::ProfileId &child, const QDate &day,
                      const Nfc::Uid &uid) override;
    void charge(const Flow::LedgerEntry &entry) override;
    void giveBack(const Flow::LedgerEntry &entry) override;
    void noteSession(quint64 sitting, const Flow::OpenedSession &opened) override;
    void noteSessionEnded(quint64 sitting, const Api::SessionId &session) override;
    void noteSessionUntold(quint64 sitting, const Api::SessionId &session) override;
    void endSitting(quint64 sitting, const Api::VideoId &video, std::chrono::milliseconds reached) override;
    void notePause(quint64 sitting, const Api::ProfileId &child, const QDate &day,
                   std::chrono::milliseconds duration) override;
    void openDay(const QDate &day) override;

    [[nodiscard]] Flow::LedgerDay of(const Api::ProfileId &child, const QDate &day) const override;
    [[nodiscard]] Flow::DayRecord recordOf(const Api::ProfileId &child, const QDate &day) const override
    {
        return m_book.recordOf(child, day);
    }
    [[nodiscard]] QHash<Nfc::Uid, Flow::Place> placesOf(const Api::ProfileId &child) const override
    {
        return m_places.of(child);
    }
    [[nodiscard]] std::optional<QDate> lastDay() const override { return m_lastDay; }
    [[nodiscard]] std::optional<QDateTime> lastMoment() const override { return m_book.lastMoment(); }
    [[nodiscard]] quint64 lastSitting() const override { return m_lastSitting; }
    [[nodiscard]] QList<Flow::UnfinishedSitting> unfinished() const override { return m_unfinished; }
    [[nodiscard]] std::optional<QDate> lostOn() const override { return m_book.lostOn(); }
    [[nodiscard]] std::chrono::milliseconds salvaged(const Api::ProfileId &child) const override
    {
        return m_book.salvaged(child);
    }

    // What a home server has to hear, and what it said (net/api/settlement.h)

    [[nodiscard]] Api::LedgerId id() const { return m_id; }
    [[nodiscard]] Api::LedgerId replaces() const { return m_replaces; } ///< null: nobody, or nobody knows

    /// What is on disk and was not settled with this server yet.
    [[nodiscard]] LedgerBook::Unsettled unsettled(const QString &server) const
    {
        return m_book.unsettled(server);
    }
    /// All that unsettled() told up to there is known to the server. Goes to the disk with the next entry:
    /// to tell it twice does no harm.
    void noteSettled(const QString &server, quint64 upTo, quint64 receipt);

    /// It does not know what it said to know: all is unsettled again.
    void forgetSettled(const QString &server);
    /// What is on disk of a child's day, overrun included.
    [[nodiscard]] std::chrono::milliseconds onDisk(const Api::ProfileId &child, const QDate &day) const
    {
        return m_book.playedOn(child, day);
    }

    /// At once in lease(); leasesKept follows when it is on disk. What is given back may be told to the
    /// server then, and not before.
    void keepLeases(const QList<KeptLease> &leases);
    [[nodiscard]] std::optional<KeptLease> lease(const QString &server, const Api::ProfileId &child,
                                                 const QDate &day) const;
    /// Any lease of that server for the child, for this day or one before it.
    [[nodiscard]] bool hasLeaseOf(const QString &server, const Api::ProfileId &child, const QDate &day) const;

Q_SIGNALS:
    /// Something that unsettled() tells came to the disk.
    void grown();
    void leasesKept();

private:
    enum class When { Now, WithTheNext };

    void write(LedgerRow row, When when = When::Now);
    void writeWaiting();
    void noteWritten(const std::deque<LedgerRow> &rows, bool leases,
                     const std::optional<StoreProblem> &problem);
    static StoreThread::Answer answerTo(File &file, const QPointer<Ledger> &ledger);

    std::shared_ptr<File> m_file;
    StoreThread &m_thread;
    const Clock &m_clock;

    Api::LedgerId m_id;
    Api::LedgerId m_replaces;
    QHash<std::pair<Api::ProfileId, QDate>, Flow::LedgerDay> m_days;
    LedgerBook m_book; ///< as on disk
    PlaceBook m_places;
    QHash<std::pair<Api::ProfileId, QDate>, QList<KeptLease>> m_leases;
    QList<Flow::UnfinishedSitting> m_unfinished;
    std::optional<QDate> m_lastDay;
    quint64 m_lastSitting = 0;
    quint64 m_nextNumber = 1;
};

} // namespace Medio::Store
