// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/editcodec.h"

#include "app/base/overloaded.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

namespace Medio::Store {
namespace {

using namespace Qt::StringLiterals;
using namespace Parents;

constexpr std::array conflictWords{std::pair{Conflict::Kind::ChangedElsewhere, "changed-elsewhere"_L1},
                                   std::pair{Conflict::Kind::TakenByAnotherAccount, "taken"_L1},
                                   std::pair{Conflict::Kind::Gone, "gone"_L1},
                                   std::pair{Conflict::Kind::Refused, "refused"_L1}};
constexpr std::array refusalWords{
    std::pair{Progress::Refusal::None, ""_L1}, std::pair{Progress::Refusal::Duplicate, "duplicate"_L1},
    std::pair{Progress::Refusal::Final, "final"_L1}, std::pair{Progress::Refusal::Stuck, "stuck"_L1}};

template<typename Enum, size_t N>
QString wordOf(const std::array<std::pair<Enum, QLatin1StringView>, N> &words, Enum value)
{
    for (const auto &[candidate, word] : words) {
        if (candidate == value)
            return word;
    }
    return {};
}

template<typename Enum, size_t N>
std::optional<Enum> valueOf(const std::array<std::pair<Enum, QLatin1StringView>, N> &words,
                            const QString &text)
{
    for (const auto &[value, word] : words) {
        if (word == text)
            return value;
    }
    return std::nullopt;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Reads the members of one object and remembers whether all of them were as they have to be.
class Reader
{
public:
    explicit Reader(const QJsonObject &object)
        : m_object(object)
    {
    }

    [[nodiscard]] bool isGood() const { return m_good; }
    [[nodiscard]] bool has(QLatin1StringView key) const { return m_object.contains(key); }

    QString text(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        m_good = m_good && value.isString();
        return value.toString();
    }
    bool flag(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        m_good = m_good && value.isBool();
        return value.toBool();
    }
    int number(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        m_good = m_good && value.isDouble();
        return value.toInt();
    }
    template<typename Id>
    Id id(QLatin1StringView key)
    {
        const auto id = Id::parse(text(key));
        m_good = m_good && id;
        return id.value_or(Id());
    }
    /// "" is a null id.
    template<typename Id>
    Id idOrNull(QLatin1StringView key)
    {
        return m_object.value(key).toString(u"?"_s).isEmpty() ? Id() : id<Id>(key);
    }
    template<typename Id>
    QList<Id> ids(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        m_good = m_good && value.isArray();
        QList<Id> list;
        const QJsonArray entries = value.toArray();
        for (const auto &entry : entries) {
            const auto id = Id::parse(entry.toString());
            m_good = m_good && id;
            list.append(id.value_or(Id()));
        }
        return list;
    }
    QJsonObject object(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        m_good = m_good && value.isObject();
        return value.toObject();
    }
    QJsonArray array(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        m_good = m_good && value.isArray();
        return value.toArray();
    }

private:
    QJsonObject m_object;
    bool m_good = true;
};

template<typename T>
std::optional<T> ifGood(const Reader &reader, T value)
{
    return reader.isGood() ? std::optional(std::move(value)) : std::nullopt;
}

template<typename Id>
QJsonArray arrayOf(const QList<Id> &ids)
{
    QJsonArray array;
    for (const Id &id : ids)
        array.append(id.toString());
    return array;
}

template<typename Id>
QString textOf(const Id &id)
{
    return id.isNull() ? QString() : id.toString();
}

// --- values of the server -----------------------------------------------------------------------

QJsonObject objectOf(const Api::FamilyChip &entry)
{
    QJsonArray videos;
    for (const Api::ChipVideo &video : entry.videos)
        videos.append(QJsonObject{{"id"_L1, video.id.toString()},
                                  {"title"_L1, video.title},
                                  {"thumbnail"_L1, video.thumbnailUrl},
                                  {"platform"_L1, video.platformName},
                                  {"seconds"_L1, video.duration ? int(video.duration->count()) : 0}});
    return {{"id"_L1, textOf(entry.chip.id)},
            {"uid"_L1, entry.chip.uid},
            {"label"_L1, entry.chip.label},
            {"active"_L1, entry.chip.active},
            {"videos"_L1, videos}};
}

std::optional<Api::FamilyChip> chipFrom(const QJsonObject &object)
{
    Reader reader(object);
    Api::FamilyChip entry;
    entry.chip = {reader.idOrNull<Api::ChipId>("id"_L1), reader.text("uid"_L1), reader.text("label"_L1),
                  reader.flag("active"_L1)};
    const QJsonArray videos = reader.array("videos"_L1);
    for (const auto &value : videos) {
        Reader read(value.toObject());
        Api::ChipVideo video;
        video.id = read.id<Api::VideoId>("id"_L1);
        video.sequenceOrder = static_cast<int>(entry.videos.size()) + 1;
        video.title = read.text("title"_L1);
        video.thumbnailUrl = read.text("thumbnail"_L1);
        video.platformName = read.text("platform"_L1);
        if (const int seconds = read.number("seconds"_L1); seconds > 0)
            video.duration = std::chrono::seconds(seconds);
        if (!read.isGood())
            return std::nullopt;
        entry.videos.append(video);
    }
    return ifGood(reader, entry);
}

QJsonObject objectOf(const Api::Profile &profile)
{
    return {{"id"_L1, textOf(profile.id)},
            {"name"_L1, profile.name},
            {"avatar"_L1, profile.avatarUrl},
            {"minutes"_L1, int(profile.dailyLimit.count())}};
}

std::optional<Api::Profile> profileFrom(const QJsonObject &object)
{
    Reader reader(object);
    return ifGood(reader,
                  Api::Profile{reader.idOrNull<Api::ProfileId>("id"_L1), reader.text("name"_L1),
                               reader.text("avatar"_L1), std::chrono::minutes(reader.number("minutes"_L1))});
}

/// What a new video and a known one have in common.
template<typename V>
QJsonObject contentOf(const V &video)
{
    return {{"platform"_L1, textOf(video.platformId)},
            {"platform_video"_L1, video.platformVideoId},
            {"title"_L1, video.title},
            {"description"_L1, video.description},
            {"thumbnail"_L1, video.thumbnailUrl},
            {"address"_L1, video.videoUrl},
            {"channel"_L1, video.channelName},
            {"rating"_L1, video.ageRating},
            {"seconds"_L1, video.duration ? int(video.duration->count()) : 0}};
}

template<typename V>
V contentFrom(Reader &reader)
{
    V video;
    video.platformId = reader.idOrNull<Api::PlatformId>("platform"_L1);
    video.platformVideoId = reader.text("platform_video"_L1);
    video.title = reader.text("title"_L1);
    video.description = reader.text("description"_L1);
    video.thumbnailUrl = reader.text("thumbnail"_L1);
    video.videoUrl = reader.text("address"_L1);
    video.channelName = reader.text("channel"_L1);
    video.ageRating = reader.text("rating"_L1);
    if (const int seconds = reader.number("seconds"_L1); seconds > 0)
        video.duration = std::chrono::seconds(seconds);
    return video;
}

QJsonObject objectOf(const Api::Video &video)
{
    QJsonObject object = contentOf(video);
    object.insert("id"_L1, textOf(video.id));
    object.insert("platform_name"_L1, video.platformName);
    return object;
}

std::optional<Api::Video> videoFrom(const QJsonObject &object)
{
    Reader reader(object);
    auto video = contentFrom<Api::Video>(reader);
    video.id = reader.idOrNull<Api::VideoId>("id"_L1);
    video.platformName = reader.text("platform_name"_L1);
    return ifGood(reader, video);
}

// --- edits --------------------------------------------------------------------------------------

QJsonObject objectOf(const Edit &edit)
{
    return std::visit(Overloaded{[](const NewChip &chip) {
                                     return QJsonObject{{"edit"_L1, u"new-chip"_s},
                                                        {"uid"_L1, chip.uid},
                                                        {"label"_L1, chip.label},
                                                        {"videos"_L1, arrayOf(chip.videos)}};
                                 },
                                 [](const RenameChip &chip) {
                                     return QJsonObject{{"edit"_L1, u"rename-chip"_s},
                                                        {"uid"_L1, chip.uid},
                                                        {"label"_L1, chip.label},
                                                        {"seen"_L1, chip.seenLabel}};
                                 },
                                 [](const SetPlaylist &list) {
                                     return QJsonObject{{"edit"_L1, u"set-playlist"_s},
                                                        {"uid"_L1, list.uid},
                                                        {"videos"_L1, arrayOf(list.videos)},
                                                        {"seen"_L1, arrayOf(list.seen)}};
                                 },
                                 [](const RemoveChip &chip) {
                                     return QJsonObject{{"edit"_L1, u"remove-chip"_s},
                                                        {"uid"_L1, chip.uid},
                                                        {"seen"_L1, arrayOf(chip.seen)}};
                                 },
                                 [](const NewProfile &profile) {
                                     return QJsonObject{{"edit"_L1, u"new-profile"_s},
                                                        {"provisional"_L1, profile.provisional.toString()},
                                                        {"name"_L1, profile.name},
                                                        {"avatar"_L1, profile.avatarUrl},
                                                        {"minutes"_L1, int(profile.dailyLimit.count())}};
                                 },
                                 [](const ChangeProfile &change) {
                                     QJsonObject object{{"edit"_L1, u"change-profile"_s},
                                                        {"profile"_L1, change.profile.toString()},
                                                        {"seen"_L1, objectOf(change.seen)}};
                                     if (change.name)
                                         object.insert("name"_L1, *change.name);
                                     if (change.avatarUrl)
                                         object.insert("avatar"_L1, *change.avatarUrl);
                                     if (change.dailyLimit)
                                         object.insert("minutes"_L1, int(change.dailyLimit->count()));
                                     return object;
                                 },
                                 [](const NewVideo &video) {
                                     QJsonObject object = contentOf(video.content);
                                     object.insert("edit"_L1, u"new-video"_s);
                                     object.insert("provisional"_L1, video.provisional.toString());
                                     object.insert("platform_name"_L1, video.platformName);
                                     return object;
                                 }},
                      edit);
}

std::optional<Edit> changeProfileFrom(Reader &reader)
{
    ChangeProfile change;
    change.profile = reader.id<Api::ProfileId>("profile"_L1);
    if (reader.has("name"_L1))
        change.name = reader.text("name"_L1);
    if (reader.has("avatar"_L1))
        change.avatarUrl = reader.text("avatar"_L1);
    if (reader.has("minutes"_L1))
        change.dailyLimit = std::chrono::minutes(reader.number("minutes"_L1));
    const auto seen = profileFrom(reader.object("seen"_L1));
    if (!seen)
        return std::nullopt;
    change.seen = *seen;
    return ifGood(reader, Edit(change));
}

std::optional<Edit> editFrom(const QJsonObject &object)
{
    Reader reader(object);
    const QString kind = reader.text("edit"_L1);
    if (kind == "new-chip"_L1)
        return ifGood(reader, Edit(NewChip{reader.text("uid"_L1), reader.text("label"_L1),
                                           reader.ids<Api::VideoId>("videos"_L1)}));
    if (kind == "rename-chip"_L1)
        return ifGood(
            reader, Edit(RenameChip{reader.text("uid"_L1), reader.text("label"_L1), reader.text("seen"_L1)}));
    if (kind == "set-playlist"_L1)
        return ifGood(reader, Edit(SetPlaylist{reader.text("uid"_L1), reader.ids<Api::VideoId>("videos"_L1),
                                               reader.ids<Api::VideoId>("seen"_L1)}));
    if (kind == "remove-chip"_L1)
        return ifGood(reader, Edit(RemoveChip{reader.text("uid"_L1), reader.ids<Api::VideoId>("seen"_L1)}));
    if (kind == "new-profile"_L1)
        return ifGood(reader, Edit(NewProfile{reader.id<Api::ProfileId>("provisional"_L1),
                                              reader.text("name"_L1), reader.text("avatar"_L1),
                                              std::chrono::minutes(reader.number("minutes"_L1))}));
    if (kind == "change-profile"_L1)
        return changeProfileFrom(reader);
    if (kind == "new-video"_L1) {
        NewVideo video;
        video.provisional = reader.id<Api::VideoId>("provisional"_L1);
        video.content = contentFrom<Api::NewVideo>(reader);
        video.platformName = reader.text("platform_name"_L1);
        return ifGood(reader, Edit(video));
    }
    return std::nullopt;
}

} // namespace

QByteArray toJson(const Edit &edit)
{
    return compact(objectOf(edit));
}

std::optional<Edit> editFrom(const QByteArray &json)
{
    return editFrom(QJsonDocument::fromJson(json).object());
}

QByteArray toJson(const Progress &progress)
{
    QJsonObject object{{"begun"_L1, progress.begun},
                       {"insists"_L1, progress.insists},
                       {"refusal"_L1, wordOf(refusalWords, progress.refusal)},
                       {"message"_L1, progress.message},
                       {"profiles_before"_L1, arrayOf(progress.profilesBefore)},
                       {"videos_before"_L1, arrayOf(progress.videosBefore)}};
    if (progress.former)
        object.insert("former"_L1, objectOf(*progress.former));
    return compact(object);
}

std::optional<Progress> progressFrom(const QByteArray &json)
{
    Reader reader(QJsonDocument::fromJson(json).object());
    Progress progress;
    progress.begun = reader.flag("begun"_L1);
    progress.insists = reader.flag("insists"_L1);
    progress.message = reader.text("message"_L1);
    progress.profilesBefore = reader.ids<Api::ProfileId>("profiles_before"_L1);
    progress.videosBefore = reader.ids<Api::VideoId>("videos_before"_L1);
    const auto refusal = valueOf(refusalWords, reader.text("refusal"_L1));
    if (!refusal)
        return std::nullopt;
    progress.refusal = *refusal;
    if (reader.has("former"_L1)) {
        progress.former = chipFrom(reader.object("former"_L1));
        if (!progress.former)
            return std::nullopt;
    }
    return ifGood(reader, progress);
}

QByteArray toJson(const Conflict &conflict)
{
    QJsonObject object{{"kind"_L1, wordOf(conflictWords, conflict.kind)},
                       {"message"_L1, conflict.message},
                       {"since"_L1, conflict.since.toUTC().toString(Qt::ISODateWithMs)}};
    std::visit(
        Overloaded{[](std::monostate) {},
                   [&](const Api::FamilyChip &chip) { object.insert("chip"_L1, objectOf(chip)); },
                   [&](const Api::Profile &profile) { object.insert("profile"_L1, objectOf(profile)); },
                   [&](const Api::Video &video) {
                       object.insert("video"_L1, objectOf(video));
                   }},
        conflict.theirs);
    return compact(object);
}

std::optional<Conflict> conflictFrom(const QByteArray &json)
{
    Reader reader(QJsonDocument::fromJson(json).object());
    const auto kind = valueOf(conflictWords, reader.text("kind"_L1));
    if (!kind)
        return std::nullopt;
    Conflict conflict;
    conflict.kind = *kind;
    conflict.message = reader.text("message"_L1);
    conflict.since = QDateTime::fromString(reader.text("since"_L1), Qt::ISODateWithMs);
    bool isWhole = true;
    const auto take = [&](const auto &version) {
        isWhole = version.has_value();
        if (version)
            conflict.theirs = *version;
    };
    if (reader.has("chip"_L1))
        take(chipFrom(reader.object("chip"_L1)));
    else if (reader.has("profile"_L1))
        take(profileFrom(reader.object("profile"_L1)));
    else if (reader.has("video"_L1))
        take(videoFrom(reader.object("video"_L1)));
    return isWhole ? ifGood(reader, conflict) : std::nullopt;
}

} // namespace Medio::Store
