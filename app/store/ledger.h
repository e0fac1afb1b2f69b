// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/flow/ledgerjournal.h"
#include "app/store/database.h"
#include "app/store/storethread.h"

#include <QHash>
#include <QPointer>

#include <memory>
#include <utility>

namespace Medio::Store {

/// The ledger in ledger.db: one table that only grows, every row synced before it is acknowledged.
/// Rows that wait while the disk is busy are written together.
///
/// A damaged file is put aside, and one that is missing while the store's other files are there is
/// as good as damaged: the day on which it was last written counts as used by half for every child
/// (lostOn()), once, however often it happens that day.
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

    void beginSitting(quint64 sitting, const Api::ProfileId &child, const QDate &day) override;
    void charge(const Flow::LedgerEntry &entry) override;
    void giveBack(const Flow::LedgerEntry &entry) override;
    void noteSession(quint64 sitting, const Flow::OpenedSession &opened) override;
    void noteSessionEnded(quint64 sitting, const Api::SessionId &session) override;
    void endSitting(quint64 sitting) override;
    void openDay(const QDate &day) override;

    [[nodiscard]] Flow::LedgerDay of(const Api::ProfileId &child, const QDate &day) const override;
    [[nodiscard]] std::optional<QDate> lastDay() const override { return m_lastDay; }
    [[nodiscard]] quint64 lastSitting() const override { return m_lastSitting; }
    [[nodiscard]] QList<Flow::UnfinishedSitting> unfinished() const override { return m_unfinished; }
    [[nodiscard]] std::optional<QDate> lostOn() const override { return m_lostOn; }

private:
    struct Row;

    void write(Row row);
    void stamp(Row &row) const;
    static StoreThread::Answer answerTo(File &file, const QPointer<Ledger> &ledger);

    std::shared_ptr<File> m_file;
    StoreThread &m_thread;
    const Clock &m_clock;

    QHash<std::pair<Api::ProfileId, QDate>, Flow::LedgerDay> m_days;
    QList<Flow::UnfinishedSitting> m_unfinished;
    std::optional<QDate> m_lastDay;
    std::optional<QDate> m_lostOn;
    quint64 m_lastSitting = 0;
};

} // namespace Medio::Store
