// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/store/database.h"
#include "app/store/storethread.h"

#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace Medio::Store {

/// settings.db: one row per key, values that a person can read. Shared by those who keep settings;
/// every key belongs to one of them, and keys that nobody knows stay as they are. Never a secret.
class SettingsFile final
{
public:
    /// Store thread.
    static Expected<std::shared_ptr<SettingsFile>, StoreProblem> open(const QString &folder);

    /// As found when the file was opened.
    [[nodiscard]] const QHash<QString, QString> &values() const { return m_values; }
    [[nodiscard]] QString path() const { return m_database->path(); }

    /// Key and value; none: the row goes.
    using Rows = QList<std::pair<QString, std::optional<QString>>>;
    /// Any thread: all rows in one transaction, on the store's thread. `done` runs on the GUI thread: they
    /// are on the disk, or can't be written.
    static void write(const std::shared_ptr<SettingsFile> &file, StoreThread &thread, const Rows &rows,
                      const std::function<void(bool onDisk)> &done = {});
    /// The connection belongs to the store's thread and is closed there.
    static void close(std::shared_ptr<SettingsFile> file, StoreThread &thread);

private:
    explicit SettingsFile(std::unique_ptr<Database> database);
    [[nodiscard]] Expected<void, StoreProblem> load();
    [[nodiscard]] Expected<void, StoreProblem> save(const Rows &rows);

    std::unique_ptr<Database> m_database;
    QHash<QString, QString> m_values;
};

} // namespace Medio::Store
