// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/data/migrations.h"

#include "app/base/logging.h"

namespace Medio::Home {

// Kept to what SQLite and PostgreSQL both understand. Ids and times are text: UUIDs, and
// "YYYY-MM-DDTHH:MM:SS.mmmZ", which sorts by time. Texts of people are stored as they travel
// (MEDIO-API.md Q1). What was watched outlives the film: its session keeps the title.
QList<Migration> homeMigrations()
{
    return {
        {1,
         {
             QStringLiteral(R"(CREATE TABLE users (
                 id TEXT PRIMARY KEY,
                 email TEXT NOT NULL UNIQUE,
                 password_hash TEXT NOT NULL,
                 name TEXT NOT NULL,
                 created_at TEXT NOT NULL))"),
             QStringLiteral(R"(CREATE TABLE revoked_tokens (
                 jti TEXT PRIMARY KEY,
                 expires_at TEXT NOT NULL))"),
             QStringLiteral(R"(CREATE TABLE platforms (
                 id TEXT PRIMARY KEY,
                 name TEXT NOT NULL UNIQUE))"),
             QStringLiteral(R"(CREATE TABLE profiles (
                 id TEXT PRIMARY KEY,
                 user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                 name TEXT NOT NULL,
                 avatar_url TEXT,
                 daily_limit_minutes INTEGER NOT NULL DEFAULT 60,
                 created_at TEXT NOT NULL,
                 updated_at TEXT NOT NULL))"),
             QStringLiteral("CREATE INDEX profiles_of_user ON profiles (user_id)"),
             QStringLiteral(R"(CREATE TABLE videos (
                 id TEXT PRIMARY KEY,
                 user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                 platform_id TEXT NOT NULL REFERENCES platforms (id),
                 platform_video_id TEXT NOT NULL,
                 title TEXT NOT NULL,
                 description TEXT,
                 thumbnail_url TEXT,
                 video_url TEXT,
                 channel_name TEXT,
                 duration_seconds INTEGER,
                 age_rating TEXT,
                 media_file TEXT,
                 poster_file TEXT,
                 created_at TEXT NOT NULL,
                 updated_at TEXT NOT NULL,
                 UNIQUE (user_id, video_url),
                 UNIQUE (user_id, media_file)))"),
             QStringLiteral(R"(CREATE TABLE chips (
                 id TEXT PRIMARY KEY,
                 user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                 chip_uid TEXT NOT NULL UNIQUE,
                 label TEXT NOT NULL,
                 is_active INTEGER NOT NULL DEFAULT 1,
                 created_at TEXT NOT NULL))"),
             QStringLiteral("CREATE INDEX chips_of_user ON chips (user_id)"),
             QStringLiteral(R"(CREATE TABLE chip_videos (
                 id TEXT PRIMARY KEY,
                 chip_id TEXT NOT NULL REFERENCES chips (id) ON DELETE CASCADE,
                 video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
                 sequence_order INTEGER NOT NULL,
                 created_at TEXT NOT NULL,
                 UNIQUE (chip_id, video_id)))"),
             QStringLiteral("CREATE INDEX chip_videos_in_order ON chip_videos (chip_id, sequence_order)"),
             QStringLiteral("CREATE INDEX chip_videos_of_video ON chip_videos (video_id)"),
             QStringLiteral(R"(CREATE TABLE sessions (
                 id TEXT PRIMARY KEY,
                 profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
                 chip_id TEXT REFERENCES chips (id) ON DELETE SET NULL,
                 video_id TEXT REFERENCES videos (id) ON DELETE SET NULL,
                 video_title TEXT NOT NULL,
                 started_at TEXT NOT NULL,
                 played_seconds INTEGER,
                 ended_at TEXT,
                 billed_day TEXT,
                 billed_seconds INTEGER,
                 stopped_reason TEXT))"),
             QStringLiteral("CREATE INDEX sessions_by_day ON sessions (profile_id, billed_day)"),
             QStringLiteral("CREATE INDEX sessions_of_video ON sessions (video_id)"),
             QStringLiteral("CREATE INDEX sessions_of_chip ON sessions (chip_id)"),
             QStringLiteral(R"(INSERT INTO platforms (id, name) VALUES
                 ('5bb47b3c-9a2a-4f0e-8a86-0d1f6f1c2a01', 'dailymotion'),
                 ('5bb47b3c-9a2a-4f0e-8a86-0d1f6f1c2a04', 'film'),
                 ('5bb47b3c-9a2a-4f0e-8a86-0d1f6f1c2a02', 'vimeo'),
                 ('5bb47b3c-9a2a-4f0e-8a86-0d1f6f1c2a03', 'youtube'))"),
         }},
        // When its kiosk was last heard of; null before the first beat with played seconds.
        {2, {QStringLiteral("ALTER TABLE sessions ADD COLUMN heard_at TEXT")}},
        // What boxes say of their ledgers. A session whose ledger_id is set is counted by its ledger's
        // pieces.
        {3,
         {
             QStringLiteral(R"(CREATE TABLE ledgers (
                 id TEXT PRIMARY KEY,
                 heard_at TEXT NOT NULL,
                 receipt INTEGER NOT NULL,
                 begun_on TEXT NOT NULL,
                 begun_for TEXT,
                 replaced_on TEXT))"),
             QStringLiteral(R"(CREATE TABLE ledger_pieces (
                 ledger_id TEXT NOT NULL REFERENCES ledgers (id),
                 sitting INTEGER NOT NULL,
                 profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
                 video_id TEXT NOT NULL,
                 day TEXT NOT NULL,
                 revision INTEGER NOT NULL,
                 played_ms INTEGER NOT NULL,
                 over_ms INTEGER NOT NULL,
                 clock_trusted INTEGER NOT NULL,
                 PRIMARY KEY (ledger_id, sitting, profile_id, video_id, day)))"),
             QStringLiteral("CREATE INDEX ledger_pieces_by_day ON ledger_pieces (profile_id, day)"),
             QStringLiteral(R"(CREATE TABLE ledger_grants (
                 ledger_id TEXT NOT NULL REFERENCES ledgers (id),
                 profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
                 day TEXT NOT NULL,
                 granted_ms INTEGER NOT NULL,
                 PRIMARY KEY (profile_id, day, ledger_id)))"),
             QStringLiteral(R"(CREATE TABLE leases (
                 ledger_id TEXT NOT NULL REFERENCES ledgers (id),
                 profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
                 day TEXT NOT NULL,
                 revision INTEGER NOT NULL,
                 may_play_ms INTEGER NOT NULL,
                 is_short INTEGER NOT NULL,
                 PRIMARY KEY (profile_id, day, ledger_id)))"),
             QStringLiteral("CREATE INDEX leases_by_day ON leases (day)"),
             QStringLiteral("ALTER TABLE sessions ADD COLUMN ledger_id TEXT"),
             QStringLiteral("CREATE INDEX sessions_open ON sessions (started_at) WHERE ended_at IS NULL"),
         }},
        // Whose a box is: nobody's that no signed-in parent paired. Those that hold leases were used before
        // this was asked.
        {4,
         {
             QStringLiteral("ALTER TABLE ledgers ADD COLUMN user_id TEXT REFERENCES users (id) ON DELETE SET NULL"),
             QStringLiteral(R"(UPDATE ledgers SET user_id = (SELECT p.user_id FROM leases l
                 JOIN profiles p ON p.id = l.profile_id WHERE l.ledger_id = ledgers.id LIMIT 1))"),
         }},
    };
}

void migrate(Connection &connection, const QList<Migration> &migrations, const QString &now)
{
    connection.begin();
    try {
        connection.run(QStringLiteral("CREATE TABLE IF NOT EXISTS schema_migrations ("
                                      "number INTEGER PRIMARY KEY, applied_at TEXT NOT NULL)"));
        const auto row = connection.one(
            QStringLiteral("SELECT coalesce(max(number), 0) AS newest FROM schema_migrations"));
        const qint64 newest = row->integer("newest");
        if (!migrations.isEmpty() && newest > migrations.last().number) {
            throw SqlFailure{
                SqlFailure::Kind::Other,
                QStringLiteral("the database is at version %1, this program knows only up to %2; "
                               "install the newer program again")
                    .arg(newest)
                    .arg(migrations.last().number)};
        }
        for (const Migration &migration : migrations) {
            if (migration.number <= newest)
                continue;
            for (const QString &statement : migration.statements)
                connection.run(statement);
            connection.run(QStringLiteral("INSERT INTO schema_migrations (number, applied_at) VALUES (?, ?)"),
                           {migration.number, now});
            qCInfo(lcServer, "Applied migration %d", migration.number);
        }
        connection.commit();
    } catch (const SqlFailure &) {
        connection.rollback();
        throw;
    }
}

} // namespace Medio::Home
