// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/catalogue.h"

#include "app/base/logging.h"

#include <QPointer>

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
    Api::Family family;
    Flow::Posters posters;

    Expected<void, StoreProblem> load();
    Expected<void, StoreProblem> replace(const Api::Family &family);

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
        if (auto done = read(QStringLiteral("SELECT id,email,name FROM user"),
                             [&](const QSqlQuery &row) {
                                 family.user = {idFrom<Api::UserId>(row.value(0)), row.value(1).toString(),
                                                row.value(2).toString()};
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

Expected<void, StoreProblem> Catalogue::File::replace(const Api::Family &next)
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
    run(QStringLiteral("INSERT INTO user VALUES(?,?,?)"),
        {idOrNull(next.user.id), filled(next.user.email), filled(next.user.name)});
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

Expected<std::shared_ptr<Catalogue::File>, StoreProblem> Catalogue::open(const QString &folder)
{
    return openFile<File>(layout(), folder);
}

Catalogue::Catalogue(std::shared_ptr<File> file, StoreThread &thread, QObject *parent)
    : Flow::Catalogue(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_family(std::move(m_file->family))
    , m_posters(std::move(m_file->posters))
    , m_snapshot(std::make_shared<const Flow::CatalogueSnapshot>(m_family, m_posters))
{
}

Catalogue::~Catalogue()
{
    m_thread.letGo(std::move(m_file));
}

void Catalogue::renew()
{
    m_snapshot = std::make_shared<const Flow::CatalogueSnapshot>(m_family, m_posters);
    Q_EMIT changed();
}

void Catalogue::replace(const Api::Family &family)
{
    const bool same = family == m_family;
    m_thread.give(
        [file = m_file, family, same, catalogue = QPointer<Catalogue>(this)]() -> StoreThread::Answer {
            if (!same) {
                if (const auto written = file->replace(family); !written) {
                    qCCritical(lcStore).noquote() << written.error().toString();
                    return {};
                }
            }
            return [catalogue] {
                if (catalogue)
                    Q_EMIT catalogue->stored();
            };
        });
    if (same)
        return;
    m_family = family;
    renew();
}

void Catalogue::setPoster(const Api::VideoId &video, const QString &file)
{
    if (m_posters.value(video) == file)
        return;
    if (file.isEmpty())
        m_posters.remove(video);
    else
        m_posters.insert(video, file);
    m_thread.give([opened = m_file, video, file]() -> StoreThread::Answer {
        const auto written =
            file.isEmpty()
                ? opened->database->run(QStringLiteral("DELETE FROM posters WHERE video=?"),
                                        {video.toString()})
                : opened->database->run(QStringLiteral("INSERT OR REPLACE INTO posters VALUES(?,?)"),
                                        {video.toString(), file});
        if (!written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return {};
    });
    renew();
}

} // namespace Medio::Store
