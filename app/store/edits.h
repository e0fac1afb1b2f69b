// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/parents/edits.h"
#include "app/store/database.h"
#include "app/store/keptedit.h"
#include "app/store/storethread.h"

#include <QHash>

#include <memory>

namespace Medio::Store {

/// What parents changed and the server has still to hear, in edits.db: every edit is on the disk
/// (fsynced) before it is said to be kept, and every step of its delivery before that step is taken. Each
/// belongs to an account of one server; those of other owners stay where they are and are neither
/// shown nor given to whoever delivers.
///
/// Whoever talks to the server takes owned() and says note(), settle() or conflict() for each.
class Edits final : public Parents::Edits
{
    Q_OBJECT
public:
    class File;

    /// Store thread.
    static Expected<std::shared_ptr<File>, StoreProblem> open(const QString &folder);

    /// GUI thread; `thread` and `clock` outlive it.
    Edits(std::shared_ptr<File> file, StoreThread &thread, const Clock &clock, QObject *parent = nullptr);
    ~Edits() override;

    quint64 request(const Parents::Edit &edit) override;
    [[nodiscard]] QList<Parents::PendingEdit> pending() const override;
    [[nodiscard]] QList<Parents::Conflict> conflicts() const override;
    void resolve(quint64 id, Parents::Resolution resolution) override;

    /// Whose edits these are from now on; a null owner has none and can't keep any (notKept).
    void setOwner(const Owner &owner);
    /// All of the owner's, oldest first, those in conflict among them.
    [[nodiscard]] QList<KeptEdit> owned() const;

    /// How far it is. Exactly one of noted and notNoted follows, unless it is settled or noted anew
    /// before. An id that is not kept is ignored, here and below.
    void note(quint64 id, const Progress &progress);
    /// Nothing is left to do. Provisional ids give way to the server's, in all that is kept.
    void settle(quint64 id, const NewIds &ids = {});
    /// A parent has to decide.
    void conflict(quint64 id, Parents::Conflict::Kind kind, const Parents::ServerVersion &theirs,
                  const QString &message);
    /// The owner gives all of them up: settled for each.
    void dropAll();

Q_SIGNALS:
    /// It is on disk: the step may be taken.
    void noted(quint64 id);
    /// The disk did not take it: it is as far as it was before.
    void notNoted(quint64 id);

private:
    [[nodiscard]] KeptEdit *find(quint64 id);
    void write(const KeptEdit &edit);
    void erase(const QList<quint64> &ids, const QList<KeptEdit> &changed);
    [[nodiscard]] QDateTime now() const;

    std::shared_ptr<File> m_file;
    StoreThread &m_thread;
    const Clock &m_clock;
    Owner m_owner;
    QList<KeptEdit> m_kept;                           ///< of all owners
    QHash<Api::ProfileId, Api::ProfileId> m_profiles; ///< provisional → the server's, of this run
    QHash<Api::VideoId, Api::VideoId> m_videos;
    quint64 m_last = 0; ///< the highest id ever given
};

} // namespace Medio::Store
