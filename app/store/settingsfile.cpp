// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/settingsfile.h"

#include "app/base/logging.h"

namespace Medio::Store {

namespace {

const DatabaseLayout &layout()
{
    static const DatabaseLayout settings{
        QStringLiteral("settings"),
        {{QStringLiteral("CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")}},
        DatabaseLayout::Durability::Synced};
    return settings;
}

} // namespace

SettingsFile::SettingsFile(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

Expected<std::shared_ptr<SettingsFile>, StoreProblem> SettingsFile::open(const QString &folder)
{
    auto opened = Database::openOrRenew(layout(), folder);
    if (!opened)
        return Unexpected{opened.error()};
    std::shared_ptr<SettingsFile> file(new SettingsFile(std::move(opened->database)));
    if (const auto loaded = file->load(); !loaded)
        return Unexpected{loaded.error()};
    return file;
}

Expected<void, StoreProblem> SettingsFile::load()
{
    auto query = m_database->run(QStringLiteral("SELECT key, value FROM settings"));
    if (!query)
        return Unexpected{query.error()};
    while (query->next())
        m_values.insert(query->value(0).toString(), query->value(1).toString());
    return {};
}

Expected<void, StoreProblem> SettingsFile::save(const Rows &rows)
{
    Database::Transaction transaction(*m_database);
    for (const auto &[key, value] : rows) {
        const auto done =
            value ? m_database->run(QStringLiteral("INSERT INTO settings(key,value) VALUES(?,?) "
                                                   "ON CONFLICT(key) DO UPDATE SET value=excluded.value"),
                                    {key, filled(*value)})
                  : m_database->run(QStringLiteral("DELETE FROM settings WHERE key=?"), {key});
        if (!done)
            return Unexpected{done.error()};
    }
    return transaction.commit();
}

void SettingsFile::write(const std::shared_ptr<SettingsFile> &file, StoreThread &thread, const Rows &rows,
                         const std::function<void(bool onDisk)> &done)
{
    thread.give([file, rows, done]() -> StoreThread::Answer {
        const auto saved = file->save(rows);
        if (!saved)
            qCCritical(lcStore).noquote() << saved.error().toString();
        if (!done)
            return {};
        return [done, onDisk = saved.has_value()] {
            done(onDisk);
        };
    });
}

void SettingsFile::close(std::shared_ptr<SettingsFile> file, StoreThread &thread)
{
    thread.letGo(std::move(file));
}

} // namespace Medio::Store
