// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "app/store/storeproblem.h"

#include <QList>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <QVariantList>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace Medio::Store {

class Database;

/// How one file of the kiosk looks: its migrations by number (the first is number 1), and how
/// surely a commit has to be on the disk.
struct DatabaseLayout
{
    enum class Durability {
        Synced, ///< a commit is on the disk when it returns
        Lazy,   ///< the last commits may be lost at a power cut, never half of one
    };
    QString name; ///< "ledger": the file is ledger.db
    QList<QStringList> migrations;
    Durability durability = Durability::Synced;
    /// Looks for damage that SQLite can't see, in the newest layout; an error of kind Damaged counts as any
    /// other damage.
    std::function<Expected<void, StoreProblem>(Database &)> check = {};
};

/// One SQLite file in WAL mode. Belongs to the thread that opened it.
class Database
{
public:
    /// Opens or creates the file, checks it, and brings it to the newest layout.
    static Expected<std::unique_ptr<Database>, StoreProblem> open(const DatabaseLayout &layout,
                                                                  const QString &folder);

    struct Opened
    {
        std::unique_ptr<Database> database;
        /// The former file was damaged: it lies beside, under this name. Empty: all is well.
        QString keptAside;
    };
    /// As open(), but a damaged file, an empty one, or whatever lies in its place, is put aside (named in
    /// the log) and a new one is begun. Damaged: it could not be put aside either.
    static Expected<Opened, StoreProblem> openOrRenew(const DatabaseLayout &layout, const QString &folder);

    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// Runs one statement. The query is active and before its first row.
    Expected<QSqlQuery, StoreProblem> run(const QString &statement, const QVariantList &values = {});

    /// All or nothing: begin(), any number of run(), commit(). Without commit() (or with a commit
    /// that fails) nothing has happened.
    class Transaction
    {
    public:
        explicit Transaction(Database &database);
        ~Transaction();
        Q_DISABLE_COPY_MOVE(Transaction)
        [[nodiscard]] Expected<void, StoreProblem> commit();

    private:
        Database &m_database;
        bool m_open = false;
    };

    [[nodiscard]] QString path() const { return m_path; }

private:
    Database(QString connection, QString path);
    [[nodiscard]] StoreProblem problemOf(const QSqlError &error) const;
    [[nodiscard]] Expected<void, StoreProblem> migrate(const DatabaseLayout &layout);

    QString m_connection;
    QString m_path;
};

/// Opens one of the store's files, or renews it, and reads it. `File` is made of its database and has
/// load(), which says whether it can be read.
template<typename File>
Expected<std::shared_ptr<File>, StoreProblem> openFile(const DatabaseLayout &layout, const QString &folder)
{
    auto opened = Database::openOrRenew(layout, folder);
    if (!opened)
        return Unexpected{opened.error()};
    auto file = std::make_shared<File>(std::move(opened->database));
    if (const auto loaded = file->load(); !loaded)
        return Unexpected{loaded.error()};
    return file;
}

/// SQL's NULL, which a null QString becomes, is not the empty text that columns ask for.
[[nodiscard]] QString filled(const QString &text);

} // namespace Medio::Store
