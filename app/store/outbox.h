// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/outbox.h"
#include "app/store/database.h"
#include "app/store/storethread.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <memory>
#include <optional>
#include <utility>

namespace Medio::Store {

/// What the server still has to hear and what it counted, in outbox.db, in the order in which it was
/// decided. Whoever talks to the server takes pending() and says settle() or giveUp() for each.
/// Settled ends are remembered for a while: those of the newest day, and the last 500.
class Outbox final : public Flow::Outbox
{
    Q_OBJECT
public:
    class File;
    using Bills = QHash<std::pair<Api::ProfileId, QDate>, std::chrono::seconds>;

    /// Store thread.
    static Expected<std::shared_ptr<File>, StoreProblem> open(const QString &folder);

    /// GUI thread; `thread` outlives the outbox.
    Outbox(std::shared_ptr<File> file, StoreThread &thread, QObject *parent = nullptr);
    ~Outbox() override;

    void add(const Flow::SessionEnd &end) override;
    [[nodiscard]] bool holds(const Api::SessionId &session) const override;
    [[nodiscard]] std::chrono::seconds billed(const Api::ProfileId &child, const QDate &day) const override;

    /// To be delivered, oldest first. Grows just before kept() or notKept().
    [[nodiscard]] QList<Flow::SessionEnd> pending() const { return m_pending; }

    /// The server has it (200, or 404: it had it already) and counts this much on this day, which is
    /// the one of its arrival. A second call for the same session changes nothing.
    void settle(const Api::SessionId &session, std::chrono::seconds billed, const QDate &day,
                std::optional<std::chrono::minutes> watchedToday = {});

    /// The server does not have it and never will. No later try is made.
    void giveUp(const Api::SessionId &session);

private:
    void close(const Flow::Settlement &settlement, const QDate &day);
    [[nodiscard]] std::optional<Flow::SessionEnd> take(const Api::SessionId &session);

    std::shared_ptr<File> m_file;
    StoreThread &m_thread;
    QList<Flow::SessionEnd> m_pending;
    QSet<Api::SessionId> m_known;     ///< ever added, as far back as the file goes
    QSet<Api::SessionId> m_unwritten; ///< of those: not on disk (yet)
    Bills m_bills;
};

} // namespace Medio::Store
