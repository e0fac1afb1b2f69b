// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/seed.h"

#include "net/api/text.h"
#include "net/api/values.h"
#include "server/auth/passwords.h"
#include "server/data/database.h"
#include "server/mediafolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace Medio::Home {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maximumFileSize = 1 << 20;
constexpr qsizetype maximumEntries = 1000;
constexpr qsizetype maximumPlaylist = 50;

struct Family
{
    struct Profile
    {
        QString name;
        int dailyLimitMinutes = 60;
    };
    struct Video
    {
        QString key;
        QString title;
        QString file;
        QString poster; ///< empty: none beside the film
        int durationSeconds = 0;
        QString ageRating;
    };
    struct Chip
    {
        QString uid;
        QString label;
        QStringList videos; ///< keys
    };
    QString email;
    QString name;
    QString password;
    QList<Profile> profiles;
    QList<Video> videos;
    QList<Chip> chips;
};

/// Reads one object of the file; notes every problem with its path.
class Fields
{
public:
    Fields(const QJsonValue &value, const QString &path, QStringList *problems)
        : m_object(value.toObject())
        , m_path(path)
        , m_problems(problems)
    {
        if (!value.isObject())
            complain({}, u"must be an object"_s);
    }

    [[nodiscard]] bool flag(const QString &key) const { return m_object.value(key).toBool(); }

    QString text(const QString &key, int minimum, int maximum)
    {
        QString text = m_object.value(key).toString();
        if (!m_object.value(key).isString() || text.size() < minimum || text.size() > maximum ||
            text.contains(QChar(u'\0')))
            complain(key, u"must be a text of %1 to %2 characters"_s.arg(minimum).arg(maximum));
        return text;
    }

    int integer(const QString &key, int minimum, int maximum)
    {
        const double number = m_object.value(key).toDouble(minimum - 1.0);
        const int value = static_cast<int>(std::clamp(number, minimum - 1.0, maximum + 1.0));
        if (value < minimum || value > maximum || number != value)
            complain(key, u"must be a whole number from %1 to %2"_s.arg(minimum).arg(maximum));
        return value;
    }

    QJsonArray array(const QString &key, qsizetype maximum)
    {
        const QJsonArray array = m_object.value(key).toArray();
        if (!m_object.value(key).isArray() || array.size() > maximum)
            complain(key, u"must be a list of at most %1 entries"_s.arg(maximum));
        return array.size() > maximum ? QJsonArray() : array;
    }

    QJsonValue value(const QString &key) const { return m_object.value(key); }

    void complain(const QString &key, const QString &what)
    {
        QStringList path;
        for (const QString &part : {m_path, key}) {
            if (!part.isEmpty())
                path << part;
        }
        m_problems->append((path.isEmpty() ? u"the file"_s : path.join(u'.')) + u' ' + what);
    }

private:
    QJsonObject m_object;
    QString m_path;
    QStringList *m_problems;
};

/// The poster is a picture of the same base name beside the film.
QString posterOf(const MediaFolder &media, const QString &film)
{
    const QFileInfo info(film);
    for (const auto suffix : {".jpg"_L1, ".jpeg"_L1, ".png"_L1}) {
        QString poster = QDir::cleanPath(info.path() + u'/' + info.completeBaseName() + suffix);
        if (media.find(poster))
            return poster;
    }
    return {};
}

QString wordsFor(MediaFolder::Problem problem)
{
    switch (problem) {
    case MediaFolder::Problem::Missing:
        return u"is not in the media folder"_s;
    case MediaFolder::Problem::NoFile:
        return u"is no regular file in the media folder"_s;
    case MediaFolder::Problem::Outside:
        return u"leads out of the media folder"_s;
    }
    Q_UNREACHABLE();
}

Family::Video readVideo(Fields &fields, const QString &mediaFolder)
{
    Family::Video video;
    video.key = fields.text(u"key"_s, 1, 100);
    video.title = fields.text(u"title"_s, 1, 500);
    video.durationSeconds = fields.integer(u"duration_seconds"_s, 1, 24 * 3600);
    video.ageRating = fields.text(u"age_rating"_s, 1, 5);
    if (!QStringList{u"G"_s, u"PG"_s, u"PG-13"_s, u"R"_s}.contains(video.ageRating))
        fields.complain(u"age_rating"_s, u"must be G, PG, PG-13 or R"_s);
    const MediaFolder media(mediaFolder);
    video.file = QDir::cleanPath(fields.text(u"file"_s, 1, 255));
    if (QDir::isAbsolutePath(video.file) || video.file == ".."_L1 || video.file.startsWith("../"_L1))
        fields.complain(u"file"_s, u"must be a name inside the media folder"_s);
    else if (mediaFolder.isEmpty())
        fields.complain(u"file"_s, u"needs a media folder: set paths.media"_s);
    else if (const auto found = media.find(video.file); !found)
        fields.complain(u"file"_s, u"(%1) %2 %3"_s.arg(video.file, wordsFor(found.error()), mediaFolder));
    else
        video.poster = posterOf(media, video.file);
    return video;
}

Family::Chip readChip(Fields &fields, const QSet<QString> &keys)
{
    Family::Chip chip;
    const auto uid = Api::normaliseUid(fields.text(u"uid"_s, 1, 64));
    if (!uid)
        fields.complain(u"uid"_s, u"must have 8 to 20 hexadecimal digits"_s);
    chip.uid = uid.value_or(QString());
    const auto label = Api::normaliseLabel(fields.text(u"label"_s, 1, 50));
    if (!label)
        fields.complain(u"label"_s, u"must have 1 to 50 letters A-Z, digits, spaces or hyphens"_s);
    chip.label = label.value_or(QString());
    const QJsonArray videos = fields.array(u"videos"_s, maximumPlaylist);
    for (const auto &video : videos) {
        const QString key = video.toString();
        if (!keys.contains(key) || chip.videos.contains(key))
            fields.complain(u"videos"_s, u"names %1, which must be the key of one video, once"_s.arg(
                                             key.isEmpty() ? u"something that is no text"_s : key.left(100)));
        chip.videos << key;
    }
    return chip;
}

Expected<Family, QStringList> readFamily(const QString &path, const QString &mediaFolder)
{
    QFile file(path);
    if (const QFileInfo info(path); info.exists() && !info.isFile()) // a pipe may never begin
        return Unexpected{QStringList{u"is not a regular file"_s}};
    if (!file.open(QIODevice::ReadOnly))
        return Unexpected{QStringList{u"can't be read: %1"_s.arg(file.errorString())}};
    const QByteArray content = file.read(maximumFileSize + 1);
    if (content.size() > maximumFileSize)
        return Unexpected{QStringList{u"is larger than 1 MiB"_s}};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(content, &error);
    if (error.error != QJsonParseError::NoError)
        return Unexpected{
            QStringList{u"is not JSON: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset)}};

    QStringList problems;
    Family family;
    Fields root(document.isObject() ? QJsonValue(document.object()) : QJsonValue(), {}, &problems);

    Fields parent(root.value(u"parent"_s), u"parent"_s, &problems);
    const auto email = Api::normaliseEmail(parent.text(u"email"_s, 3, 254));
    if (!email)
        parent.complain(u"email"_s, u"must be an e-mail address"_s);
    family.email = email.value_or(QString());
    family.name = parent.text(u"name"_s, 1, 255);
    family.password = parent.value(u"password"_s).toString();
    if (!Api::passwordProblems(family.password).isEmpty())
        parent.complain(u"password"_s,
                        u"needs 8 characters with an upper and a lower case letter, a digit, one of "
                        "!@#$%^*(),.?:{}| and none of & < > \" ' / \\ `"_s);

    const auto eachOf = [&](const QString &key, auto read) {
        const QJsonArray entries = root.array(key, maximumEntries);
        for (qsizetype i = 0; i < entries.size(); ++i) {
            Fields fields(entries.at(i), u"%1[%2]"_s.arg(key).arg(i), &problems);
            read(fields);
        }
    };
    const auto once = [](QSet<QString> &seen, Fields &fields, const QString &key, const QString &value) {
        if (!value.isEmpty() && seen.contains(value))
            fields.complain(key, u"(%1) is there twice"_s.arg(value));
        seen.insert(value);
    };
    QSet<QString> names;
    eachOf(u"profiles"_s, [&](Fields &fields) {
        family.profiles << Family::Profile{fields.text(u"name"_s, 1, 255),
                                           fields.integer(u"daily_limit_minutes"_s, 0, 1440)};
        once(names, fields, u"name"_s, family.profiles.last().name);
    });
    QSet<QString> keys;
    QSet<QString> files;
    eachOf(u"videos"_s, [&](Fields &fields) {
        family.videos << readVideo(fields, mediaFolder);
        once(keys, fields, u"key"_s, family.videos.last().key);
        once(files, fields, u"file"_s, family.videos.last().file);
    });
    QSet<QString> uids;
    eachOf(u"chips"_s, [&](Fields &fields) {
        if (fields.flag(u"unknown"_s)) // for scripts: a chip that Medio does not know
            return;
        family.chips << readChip(fields, keys);
        once(uids, fields, u"uid"_s, family.chips.last().uid);
    });
    if (!problems.isEmpty())
        return Unexpected{problems};
    return family;
}

/// Writes a family; one transaction around it.
class Seeder
{
public:
    Seeder(Connection &connection, const Family &family, const QDateTime &now)
        : m_connection(connection)
        , m_family(family)
        , m_time(now)
        , m_now(Api::timestamp(now))
    {
    }

    /// The refusal, or what was done.
    Expected<Seeded, QStringList> run()
    {
        // All are looked at before anything is written.
        for (const Family::Chip &chip : m_family.chips) {
            const auto owner = m_connection.one(
                u"SELECT u.email FROM chips c JOIN users u ON u.id = c.user_id WHERE c.chip_uid = ?"_s,
                {chip.uid});
            if (owner && owner->text("email") != m_family.email)
                return Unexpected{QStringList{u"The chip %1 belongs to another parent"_s.arg(chip.uid)}};
        }
        seedParent();
        for (const Family::Profile &profile : m_family.profiles)
            seedProfile(profile);
        for (const Family::Video &video : m_family.videos)
            seedVideo(video);
        for (const Family::Chip &chip : m_family.chips)
            seedChip(chip);
        return m_done;
    }

private:
    void create(const QString &sql, const QVariantList &values)
    {
        m_connection.run(sql, values);
        ++m_done.created;
    }
    void change(const QString &sql, const QVariantList &values)
    {
        m_connection.run(sql, values);
        ++m_done.changed;
    }
    /// Lists are newest first: each row a little older than the one before keeps the file's order.
    [[nodiscard]] QString createdAt() { return Api::timestamp(m_time.addMSecs(-m_done.created)); }
    [[nodiscard]] static QString newId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

    void seedParent()
    {
        const auto row = m_connection.one(u"SELECT id, name, password_hash FROM users WHERE email = ?"_s,
                                          {m_family.email});
        if (!row) {
            m_user = newId();
            create(u"INSERT INTO users (id, email, password_hash, name, created_at) VALUES (?, ?, ?, ?, ?)"_s,
                   {m_user, m_family.email, QString::fromLatin1(Passwords::hash(m_family.password)),
                    m_family.name, m_now});
            return;
        }
        m_user = row->text("id");
        if (row->text("name") != m_family.name)
            change(u"UPDATE users SET name = ? WHERE id = ?"_s, {m_family.name, m_user});
        if (!Passwords::matches(m_family.password, row->text("password_hash").toLatin1()))
            change(u"UPDATE users SET password_hash = ? WHERE id = ?"_s,
                   {QString::fromLatin1(Passwords::hash(m_family.password)), m_user});
    }

    void seedProfile(const Family::Profile &profile)
    {
        const auto row =
            m_connection.one(u"SELECT id, daily_limit_minutes FROM profiles WHERE user_id = ? AND name = ?"_s,
                             {m_user, profile.name});
        if (!row)
            create(u"INSERT INTO profiles (id, user_id, name, daily_limit_minutes, created_at, updated_at) "
                   "VALUES (?, ?, ?, ?, ?, ?)"_s,
                   {newId(), m_user, profile.name, profile.dailyLimitMinutes, createdAt(), m_now});
        else if (row->integer("daily_limit_minutes") != profile.dailyLimitMinutes)
            change(u"UPDATE profiles SET daily_limit_minutes = ?, updated_at = ? WHERE id = ?"_s,
                   {profile.dailyLimitMinutes, m_now, row->text("id")});
    }

    void seedVideo(const Family::Video &video)
    {
        const auto row =
            m_connection.one(u"SELECT id, title, platform_video_id, duration_seconds, age_rating, "
                             "poster_file FROM videos WHERE user_id = ? AND media_file = ?"_s,
                             {m_user, video.file});
        const QVariant poster =
            video.poster.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(video.poster);
        if (!row) {
            m_videos.insert(video.key, newId());
            create(u"INSERT INTO videos (id, user_id, platform_id, platform_video_id, title, "
                   "duration_seconds, age_rating, media_file, poster_file, created_at, updated_at) "
                   "VALUES (?, ?, (SELECT id FROM platforms WHERE name = 'film'), ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                   {m_videos.value(video.key), m_user, video.key, video.title, video.durationSeconds,
                    video.ageRating, video.file, poster, createdAt(), m_now});
            return;
        }
        m_videos.insert(video.key, row->text("id"));
        if (row->text("title") != video.title || row->text("platform_video_id") != video.key ||
            row->integer("duration_seconds") != video.durationSeconds ||
            row->text("age_rating") != video.ageRating || row->text("poster_file") != video.poster)
            change(
                u"UPDATE videos SET title = ?, platform_video_id = ?, duration_seconds = ?, age_rating = ?, "
                "poster_file = ?, updated_at = ? WHERE id = ?"_s,
                {video.title, video.key, video.durationSeconds, video.ageRating, poster, m_now,
                 row->text("id")});
    }

    void seedChip(const Family::Chip &chip)
    {
        QString id;
        if (const auto row =
                m_connection.one(u"SELECT id, label FROM chips WHERE chip_uid = ?"_s, {chip.uid})) {
            id = row->text("id");
            if (row->text("label") != chip.label)
                change(u"UPDATE chips SET label = ? WHERE id = ?"_s, {chip.label, id});
        } else {
            id = newId();
            create(u"INSERT INTO chips (id, user_id, chip_uid, label, is_active, created_at) "
                   "VALUES (?, ?, ?, ?, 1, ?)"_s,
                   {id, m_user, chip.uid, chip.label, createdAt()});
        }
        QStringList wanted;
        for (const QString &key : chip.videos)
            wanted << m_videos.value(key);
        QStringList there;
        const auto rows = m_connection.all(
            u"SELECT video_id FROM chip_videos WHERE chip_id = ? ORDER BY sequence_order"_s, {id});
        for (const Row &row : rows)
            there << row.text("video_id");
        if (there == wanted)
            return;
        change(u"DELETE FROM chip_videos WHERE chip_id = ?"_s, {id});
        for (qsizetype i = 0; i < wanted.size(); ++i)
            m_connection.run(u"INSERT INTO chip_videos (id, chip_id, video_id, sequence_order, created_at) "
                             "VALUES (?, ?, ?, ?, ?)"_s,
                             {newId(), id, wanted.at(i), i + 1, m_now});
    }

    Connection &m_connection;
    const Family &m_family;
    const QDateTime m_time;
    const QString m_now;
    QString m_user;
    QHash<QString, QString> m_videos; // key → id
    Seeded m_done;
};

} // namespace

Expected<Seeded, QStringList> seed(const ServerSettings &settings, const Clock &clock,
                                   const QString &familyPath)
{
    const auto family = readFamily(familyPath, settings.mediaFolder);
    if (!family)
        return Unexpected{family.error()};
    Database database(settings.databasePath(), homeMigrations(), clock, 1);
    auto done = database.write(
        [&](Connection &connection) { return Seeder(connection, *family, clock.wall()).run(); });
    if (done)
        return std::move(*done);
    const QString problem = database.problem();
    return Unexpected{
        QStringList{u"The database can't be used: %1"_s.arg(problem.isEmpty() ? u"see the log"_s : problem)}};
}

} // namespace Medio::Home
