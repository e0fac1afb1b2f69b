// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/outbox.h"
#include "app/store/database.h"
#include "app/store/storethread.h"

#include <QList>
#include <QSet>

#include <memory>

namespace Medio::Store {

/// What the server still has to hear, in outbox.db, in the order in which it was decided. Whoever
/// talks to the server takes pending(), delivers from the front, and says settle() for each.
class Outbox final : public Flow::Outbox
{
    Q_OBJECT
public:
    class File;

    /// Store thread.
    static Expected<std::shared_ptr<File>, StoreProblem> open(const QString &folder);

    /// GUI thread; `thread` outlives the outbox.
    Outbox(std::shared_ptr<File> file, StoreThread &thread, QObject *parent = nullptr);
    ~Outbox() override;

    void add(const Flow::SessionEnd &end) override;

    /// On disk and not settled yet, oldest first.
    [[nodiscard]] QList<Flow::SessionEnd> pending() const { return m_pending; }

    /// The server has it (200, or 404: it had it already). A second call for the same session
    /// changes nothing.
    void settle(const Api::SessionId &session, std::optional<std::chrono::seconds> billed);

    /// The server does not have it and never will. No later try is made.
    void giveUp(const Api::SessionId &session);

Q_SIGNALS:
    /// It is on disk and can be delivered: pending() has grown.
    void added(const Medio::Flow::SessionEnd &end);

private:
    void close(const Api::SessionId &session, bool told, std::optional<std::chrono::seconds> billed);

    std::shared_ptr<File> m_file;
    StoreThread &m_thread;
    QList<Flow::SessionEnd> m_pending;
    QSet<Api::SessionId> m_known; ///< ever added, as far back as the file goes
};

} // namespace Medio::Store
