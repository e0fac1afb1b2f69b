// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/catalogue.h"
#include "app/store/database.h"
#include "app/store/keptedit.h"
#include "app/store/storethread.h"
#include "net/api/family.h"

#include <QDateTime>

#include <memory>
#include <optional>

namespace Medio::Store {

/// The family as last synced, in catalogue.db, and what the parents' edits that the server has not
/// heard yet make of it. In memory it is the newest at once; on disk it follows in one transaction:
/// after a power cut it is the former or the new one, never half. It belongs to one account of one
/// server: another owner's family replaces all of it, never a part.
class Catalogue final : public Flow::Catalogue
{
    Q_OBJECT
public:
    class File;

    /// Store thread.
    static Expected<std::shared_ptr<File>, StoreProblem> open(const QString &folder);

    /// GUI thread; `thread` outlives the catalogue.
    Catalogue(std::shared_ptr<File> file, StoreThread &thread, QObject *parent = nullptr);
    ~Catalogue() override;

    /// What Kids Mode plays: with all edits that it can act upon (playable()).
    [[nodiscard]] Flow::CataloguePointer snapshot() const override { return m_snapshot; }
    /// What parents see: with all edits. Never null; unchanged for whoever holds it.
    [[nodiscard]] std::shared_ptr<const Api::Family> household() const { return m_household; }
    /// As the server told it.
    [[nodiscard]] const Api::Family &family() const { return m_family; }
    [[nodiscard]] const Owner &owner() const { return m_owner; } ///< null: nobody's
    /// When the server told it last; UTC. Nothing: never.
    [[nodiscard]] const std::optional<QDateTime> &syncedAt() const { return m_syncedAt; }
    /// Another number after each replace(), which an older answer must not undo.
    [[nodiscard]] quint64 revision() const { return m_revision; }
    [[nodiscard]] QString poster(const Api::VideoId &video) const { return m_posters.value(video); }

    /// What a sync brought from `server` (its realm), at `when`; the family's user is the owner. The same
    /// family again writes no more than that moment and changes nothing. stored() follows.
    void replace(const QString &server, const Api::Family &family, const QDateTime &when);
    /// Whose it has to be from now on. Another one's is emptied at once: nobody sees, changes or plays
    /// what belongs to somebody else. A null owner: nobody's any more.
    void belongTo(const Owner &owner);
    /// What the server has still to hear, in order.
    void setEdits(const QList<KeptEdit> &edits);

    /// The pictures that lie on this machine now, and no others.
    void setPosters(const Flow::Posters &posters);
    /// One more.
    void setPoster(const Api::VideoId &video, const QString &file);

Q_SIGNALS:
    /// The family given last is on disk.
    void stored();
    /// owner() is another one. After changed().
    void ownerChanged();

private:
    void renew();
    void write();

    std::shared_ptr<File> m_file;
    StoreThread &m_thread;
    Owner m_owner;
    std::optional<QDateTime> m_syncedAt;
    Api::Family m_family;
    QList<KeptEdit> m_edits;
    Flow::Posters m_posters;
    std::shared_ptr<const Api::Family> m_household;
    Flow::CataloguePointer m_snapshot;
    quint64 m_revision = 0;
};

} // namespace Medio::Store
