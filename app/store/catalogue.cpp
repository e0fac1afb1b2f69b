// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/catalogue.h"

#include "app/base/logging.h"
#include "app/store/withedits.h"

#include <QPointer>

#include <iterator>
#include <utility>

namespace Medio::Store {

using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const DatabaseLayout &layout()
{
    static const DatabaseLayout catalogue{
        QStringLiteral("catalogue"),
        {{
             QStringLiteral("CREATE TABLE user(id TEXT, email TEXT, name TEXT)"),
             QStringLiteral("CREATE TABLE profiles(position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
                            "name TEXT NOT NULL, avatar_url TEXT NOT NULL, daily_limit INTEGER NOT NULL)"),
             QStringLiteral("CREATE TABLE videos(position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
                            "platform_id TEXT, platform_name TEXT NOT NULL, platform_video_id TEXT NOT NULL,"
                            "title TEXT NOT NULL, description TEXT NOT NULL, thumbnail_url TEXT NOT NULL,"
                            "video_url TEXT NOT NULL, channel_name TEXT NOT NULL, age_rating TEXT NOT NULL,"
                            "duration INTEGER)"),
             QStringLiteral("CREATE TABLE chips(position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
                            "uid TEXT NOT NULL, label TEXT NOT NULL, active INTEGER NOT NULL)"),
             QStringLiteral(
                 "CREATE TABLE chip_videos(chip INTEGER NOT NULL REFERENCES chips(position),"
                 "position INTEGER NOT NULL, id TEXT NOT NULL, mapping_id TEXT,"
                 "sequence_order INTEGER NOT NULL, title TEXT NOT NULL, thumbnail_url TEXT NOT NULL,"
                 "platform_name TEXT NOT NULL, duration INTEGER, PRIMARY KEY(chip, position))"),
             QStringLiteral("CREATE TABLE posters(video TEXT PRIMARY KEY, file TEXT NOT NULL)"),
         },
         {
             QStringLiteral("ALTER TABLE user ADD COLUMN server TEXT NOT NULL DEFAULT ''"), // its realm
             QStringLiteral("ALTER TABLE user ADD COLUMN synced_at TEXT"),                  // UTC
         }},
        DatabaseLayout::Durability::Lazy}; // the server can tell it again
    return catalogue;
}

template<typename Id>
QVariant idOrNull(const Id &id)
{
    return id.isNull() ? QVariant() : QVariant(id.toString());
}

QVariant secondsOrNull(const std::optional<seconds> &duration)
{
    return duration ? QVariant(qint64(duration->count())) : QVariant();
}

std::optional<seconds> secondsFrom(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(seconds(value.toLongLong()));
}

QVariant momentOrNull(const std::optional<QDateTime> &moment)
{
    return moment ? QVariant(moment->toUTC().toString(Qt::ISODateWithMs)) : QVariant();
}

template<typename Id>
Id idFrom(const QVariant &value)
{
    return Id::parse(value.toString()).value_or(Id());
}

} // namespace

class Catalogue::File
{
public:
    explicit File(std::unique_ptr<Database> opened)
        : database(std::move(opened))
    {
    }

    std::unique_ptr<Database> database;
    Owner owner;
    std::optional<QDateTime> syncedAt;
    Api::Family family;
    Flow::Posters posters;

    Expected<void, StoreProblem> load();
    Expected<void, StoreProblem> replace(const QString &server, const Api::Family &family,
                                         const std::optional<QDateTime> &when);
    Expected<void, StoreProblem> noteSync(const QDateTime &when);
    Expected<void, StoreProblem> writePosters(const Flow::Posters &changed, const QList<Api::VideoId> &gone);

private:
    template<typename Take>
    Expected<void, StoreProblem> read(const QString &statement, Take take)
    {
        auto query = database->run(statement);
        if (!query)
            return Unexpected{query.error()};
        while (query->next())
            take(*query);
        return {};
    }
};

Expected<void, StoreProblem> Catalogue::File::load()
{
    QHash<int, int> chips; // position in the table → in the list
    const auto all = [&]() -> Expected<void, StoreProblem> {
        if (auto done = read(QStringLiteral("SELECT id,email,name,server,synced_at FROM user"),
                             [&](const QSqlQuery &row) {
                                 family.user = {idFrom<Api::UserId>(row.value(0)), row.value(1).toString(),
                                                row.value(2).toString()};
                                 owner = {row.value(3).toString(), family.user.id};
                                 const auto when =
                                     QDateTime::fromString(row.value(4).toString(), Qt::ISODateWithMs);
                                 if (when.isValid())
                                     syncedAt = when;
                             });
            !done)
            return done;
        if (auto done = read(
                QStringLiteral("SELECT id,name,avatar_url,daily_limit FROM profiles ORDER BY position"),
                [&](const QSqlQuery &row) {
                    family.profiles.append({idFrom<Api::ProfileId>(row.value(0)), row.value(1).toString(),
                                            row.value(2).toString(), minutes(row.value(3).toInt())});
                });
            !done)
            return done;
        if (auto done =
                read(QStringLiteral("SELECT id,platform_id,platform_name,platform_video_id,title,description,"
                                    "thumbnail_url,video_url,channel_name,age_rating,duration FROM videos "
                                    "ORDER BY position"),
                     [&](const QSqlQuery &row) {
                         Api::Video video;
                         video.id = idFrom<Api::VideoId>(row.value(0));
                         video.platformId = idFrom<Api::PlatformId>(row.value(1));
                         video.platformName = row.value(2).toString();
                         video.platformVideoId = row.value(3).toString();
                         video.title = row.value(4).toString();
                         video.description = row.value(5).toString();
                         video.thumbnailUrl = row.value(6).toString();
                         video.videoUrl = row.value(7).toString();
                         video.channelName = row.value(8).toString();
                         video.ageRating = row.value(9).toString();
                         video.duration = secondsFrom(row.value(10));
                         family.videos.append(video);
                     });
            !done)
            return done;
        if (auto done =
                read(QStringLiteral("SELECT position,id,uid,label,active FROM chips ORDER BY position"),
                     [&](const QSqlQuery &row) {
                         chips.insert(row.value(0).toInt(), static_cast<int>(family.chips.size()));
                         family.chips.append(
                             Api::FamilyChip{{idFrom<Api::ChipId>(row.value(1)), row.value(2).toString(),
                                              row.value(3).toString(), row.value(4).toBool()},
                                             {}});
                     });
            !done)
            return done;
        if (auto done = read(
                QStringLiteral("SELECT chip,id,mapping_id,sequence_order,title,thumbnail_url,platform_name,"
                               "duration FROM chip_videos ORDER BY chip, position"),
                [&](const QSqlQuery &row) {
                    const auto chip = chips.constFind(row.value(0).toInt());
                    if (chip == chips.cend())
                        return;
                    family.chips[*chip].videos.append(
                        {idFrom<Api::VideoId>(row.value(1)), idFrom<Api::MappingId>(row.value(2)),
                         row.value(3).toInt(), row.value(4).toString(), row.value(5).toString(),
                         row.value(6).toString(), secondsFrom(row.value(7))});
                });
            !done)
            return done;
        return read(QStringLiteral("SELECT video,file FROM posters"), [&](const QSqlQuery &row) {
            posters.insert(idFrom<Api::VideoId>(row.value(0)), row.value(1).toString());
        });
    };
    return all();
}

Expected<void, StoreProblem> Catalogue::File::replace(const QString &server, const Api::Family &next,
                                                      const std::optional<QDateTime> &when)
{
    Database::Transaction transaction(*database);
    std::optional<StoreProblem> problem;
    const auto run = [&](const QString &statement, const QVariantList &values = {}) {
        if (problem)
            return;
        if (auto done = database->run(statement, values); !done)
            problem = done.error();
    };

    for (const char *table : {"chip_videos", "chips", "videos", "profiles", "user"})
        run(QStringLiteral("DELETE FROM %1").arg(QLatin1String(table)));
    run(QStringLiteral("INSERT INTO user VALUES(?,?,?,?,?)"),
        {idOrNull(next.user.id), filled(next.user.email), filled(next.user.name), filled(server),
         momentOrNull(when)});
    int position = 0;
    for (const Api::Profile &profile : next.profiles)
        run(QStringLiteral("INSERT INTO profiles VALUES(?,?,?,?,?)"),
            {++position, idOrNull(profile.id), filled(profile.name), filled(profile.avatarUrl),
             qint64(profile.dailyLimit.count())});
    position = 0;
    for (const Api::Video &video : next.videos)
        run(QStringLiteral("INSERT INTO videos VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"),
            {++position, idOrNull(video.id), idOrNull(video.platformId), filled(video.platformName),
             filled(video.platformVideoId), filled(video.title), filled(video.description),
             filled(video.thumbnailUrl), filled(video.videoUrl), filled(video.channelName),
             filled(video.ageRating), secondsOrNull(video.duration)});
    position = 0;
    for (const Api::FamilyChip &entry : next.chips) {
        run(QStringLiteral("INSERT INTO chips VALUES(?,?,?,?,?)"),
            {++position, idOrNull(entry.chip.id), filled(entry.chip.uid), filled(entry.chip.label),
             entry.chip.active ? 1 : 0});
        int place = 0;
        for (const Api::ChipVideo &video : entry.videos)
            run(QStringLiteral("INSERT INTO chip_videos VALUES(?,?,?,?,?,?,?,?,?)"),
                {position, ++place, idOrNull(video.id), idOrNull(video.mappingId), video.sequenceOrder,
                 filled(video.title), filled(video.thumbnailUrl), filled(video.platformName),
                 secondsOrNull(video.duration)});
    }
    run(QStringLiteral("DELETE FROM posters WHERE video NOT IN(SELECT id FROM videos)"));
    if (problem)
        return Unexpected{*problem};
    return transaction.commit();
}

Expected<void, StoreProblem> Catalogue::File::noteSync(const QDateTime &when)
{
    const auto done =
        database->run(QStringLiteral("UPDATE user SET synced_at=?"), {momentOrNull(std::optional(when))});
    if (!done)
        return Unexpected{done.error()};
    return {};
}

Expected<void, StoreProblem> Catalogue::File::writePosters(const Flow::Posters &changed,
                                                           const QList<Api::VideoId> &gone)
{
    Database::Transaction transaction(*database);
    for (const Api::VideoId &video : gone) {
        if (auto done =
                database->run(QStringLiteral("DELETE FROM posters WHERE video=?"), {video.toString()});
            !done)
            return Unexpected{done.error()};
    }
    for (auto poster = changed.cbegin(); poster != changed.cend(); ++poster) {
        if (auto done = database->run(QStringLiteral("INSERT OR REPLACE INTO posters VALUES(?,?)"),
                                      {poster.key().toString(), poster.value()});
            !done)
            return Unexpected{done.error()};
    }
    return transaction.commit();
}

Expected<std::shared_ptr<Catalogue::File>, StoreProblem> Catalogue::open(const QString &folder)
{
    return openFile<File>(layout(), folder);
}

Catalogue::Catalogue(std::shared_ptr<File> file, StoreThread &thread, QObject *parent)
    : Flow::Catalogue(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_owner(m_file->owner)
    , m_syncedAt(m_file->syncedAt)
    , m_family(std::move(m_file->family))
    , m_posters(std::move(m_file->posters))
{
    renew();
}

Catalogue::~Catalogue()
{
    m_thread.letGo(std::move(m_file));
}

void Catalogue::renew()
{
    m_household = std::make_shared<const Api::Family>(withEdits(m_family, m_edits));
    m_snapshot =
        std::make_shared<const Flow::CatalogueSnapshot>(withEdits(m_family, playable(m_edits)), m_posters);
    Q_EMIT changed();
}

void Catalogue::replace(const QString &server, const Api::Family &family, const QDateTime &when)
{
    ++m_revision;
    m_syncedAt = when;
    const Owner owner{server, family.user.id};
    if (owner == m_owner && family == m_family) {
        m_thread.give([file = m_file, when, catalogue = QPointer<Catalogue>(this)]() -> StoreThread::Answer {
            if (const auto noted = file->noteSync(when); !noted)
                qCCritical(lcStore).noquote() << noted.error().toString();
            return [catalogue] {
                if (catalogue)
                    Q_EMIT catalogue->stored();
            };
        });
        return;
    }
    const bool isAnothers = std::exchange(m_owner, owner) != owner;
    if (isAnothers)
        m_edits.clear(); // of the former one; the new one's are set by whoever keeps them
    m_family = family;
    for (auto poster = m_posters.begin(); poster != m_posters.end();)
        poster = family.video(poster.key()) ? std::next(poster) : m_posters.erase(poster);
    write();
    renew();
    if (isAnothers)
        Q_EMIT ownerChanged();
}

void Catalogue::belongTo(const Owner &owner)
{
    if (owner == m_owner)
        return;
    // Older files don't say which server it came from.
    const bool isOlder = m_owner.server.isEmpty() && !m_owner.isNull() && owner.user == m_owner.user;
    ++m_revision;
    m_owner = owner;
    m_edits.clear();
    if (!isOlder) {
        m_family = {};
        m_family.user.id = owner.user;
        m_posters.clear();
        m_syncedAt.reset();
    }
    write();
    renew();
    Q_EMIT ownerChanged();
}

void Catalogue::write()
{
    m_thread.give([file = m_file, server = m_owner.server, family = m_family, when = m_syncedAt,
                   catalogue = QPointer<Catalogue>(this)]() -> StoreThread::Answer {
        if (const auto written = file->replace(server, family, when); !written) {
            qCCritical(lcStore).noquote() << written.error().toString();
            return {};
        }
        return [catalogue] {
            if (catalogue)
                Q_EMIT catalogue->stored();
        };
    });
}

void Catalogue::setEdits(const QList<KeptEdit> &edits)
{
    if (edits == m_edits)
        return;
    m_edits = edits;
    renew();
}

void Catalogue::setPoster(const Api::VideoId &video, const QString &file)
{
    Flow::Posters posters = m_posters;
    posters.insert(video, file);
    setPosters(posters);
}

void Catalogue::setPosters(const Flow::Posters &posters)
{
    if (posters == m_posters)
        return;
    Flow::Posters changed;
    QList<Api::VideoId> gone;
    for (auto poster = posters.cbegin(); poster != posters.cend(); ++poster) {
        if (m_posters.value(poster.key()) != poster.value())
            changed.insert(poster.key(), poster.value());
    }
    for (auto poster = m_posters.cbegin(); poster != m_posters.cend(); ++poster) {
        if (!posters.contains(poster.key()))
            gone.append(poster.key());
    }
    m_thread.give([file = m_file, changed, gone]() -> StoreThread::Answer {
        if (const auto written = file->writePosters(changed, gone); !written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return {};
    });
    m_posters = posters;
    renew();
}

} // namespace Medio::Store
