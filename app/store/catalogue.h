// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/catalogue.h"
#include "app/store/database.h"
#include "app/store/storethread.h"
#include "net/api/family.h"

#include <memory>

namespace Medio::Store {

/// The family as last synced, in catalogue.db. In memory it is the newest at once; on disk it
/// follows in one transaction: after a power cut it is the former or the new one, never half.
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

    [[nodiscard]] Flow::CataloguePointer snapshot() const override { return m_snapshot; }
    [[nodiscard]] const Api::Family &family() const { return m_family; }

    /// What a sync brought. The same family again changes and writes nothing. stored() follows.
    void replace(const Api::Family &family);
    /// A picture lies on this machine now; an empty path: it does not any more.
    void setPoster(const Api::VideoId &video, const QString &file);

Q_SIGNALS:
    /// The family given last is on disk.
    void stored();

private:
    void renew();

    std::shared_ptr<File> m_file;
    StoreThread &m_thread;
    Api::Family m_family;
    Flow::Posters m_posters;
    Flow::CataloguePointer m_snapshot;
};

} // namespace Medio::Store
