// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/filmfacts.h"

#include <QJsonArray>

namespace Medio {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int longestSide = 8192;
constexpr qsizetype longestName = 32;
constexpr double leastAspect = 0.1;
constexpr double mostAspect = 10;
constexpr double mostDecodeRate = 1e6;

std::optional<qint64> wholeNumber(const QJsonObject &json, QLatin1StringView key, qint64 least, qint64 most)
{
    const QJsonValue value = json.value(key);
    const qint64 number = value.toInteger(least - 1);
    if (!value.isDouble() || number < least || number > most)
        return std::nullopt;
    return number;
}

std::optional<double> number(const QJsonObject &json, QLatin1StringView key, double least, double most,
                             double missing)
{
    const QJsonValue value = json.value(key);
    if (value.isUndefined())
        return missing;
    const double number = value.toDouble(least - 1);
    if (!value.isDouble() || !(number >= least && number <= most))
        return std::nullopt;
    return number;
}

/// Ascending moments within the film. Facts that were kept before chapters were known have none.
std::optional<QList<std::chrono::milliseconds>> chaptersIn(const QJsonValue &value, qint64 duration)
{
    if (value.isUndefined())
        return QList<std::chrono::milliseconds>();
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.size() > mostChapters)
        return std::nullopt;
    QList<std::chrono::milliseconds> chapters;
    qint64 before = 0;
    for (const QJsonValue &entry : array) {
        const qint64 begin = entry.toInteger(0);
        if (begin <= before || begin >= duration)
            return std::nullopt;
        chapters.append(std::chrono::milliseconds(begin));
        before = begin;
    }
    return chapters;
}

} // namespace

QJsonObject toJson(const FilmFacts &facts)
{
    QJsonArray chapters;
    for (const std::chrono::milliseconds begin : facts.chapters)
        chapters.append(qint64(begin.count()));
    return {
        {u"duration_ms"_s, qint64(facts.duration.count())},
        {u"picture_end_ms"_s, qint64(facts.pictureEnd.count())},
        {u"frame_ns"_s, qint64(facts.frame.count())},
        {u"width"_s, facts.size.width()},
        {u"height"_s, facts.size.height()},
        {u"rotation"_s, facts.rotation},
        {u"video"_s, facts.videoCodec},
        {u"audio"_s, facts.audioCodec},
        {u"pixels"_s, facts.pixelFormat},
        {u"colour_space"_s, facts.colourSpace},
        {u"chapters_ms"_s, chapters},
        {u"pixel_aspect"_s, facts.pixelAspect},
        {u"decode_fps"_s, facts.decodeRate},
        {u"last_picture_ms"_s, qint64(facts.lastPicture.count())},
    };
}

std::optional<FilmFacts> filmFactsFromJson(const QJsonObject &json)
{
    constexpr qint64 day = std::chrono::milliseconds(24h).count();
    const auto duration = wholeNumber(json, "duration_ms"_L1, 1, day);
    const auto pictureEnd = wholeNumber(json, "picture_end_ms"_L1, 1, day);
    const auto frame = wholeNumber(json, "frame_ns"_L1, std::chrono::nanoseconds(4ms).count(),
                                   std::chrono::nanoseconds(1s).count());
    const auto width = wholeNumber(json, "width"_L1, 1, longestSide);
    const auto height = wholeNumber(json, "height"_L1, 1, longestSide);
    const auto rotation = wholeNumber(json, "rotation"_L1, 0, 270);
    if (!duration || !pictureEnd || *pictureEnd > *duration || !frame || !width || !height || !rotation ||
        *rotation % 90 != 0)
        return std::nullopt;
    const auto chapters = chaptersIn(json.value("chapters_ms"_L1), *duration);
    const auto pixelAspect = number(json, "pixel_aspect"_L1, leastAspect, mostAspect, 1);
    const auto decodeRate = number(json, "decode_fps"_L1, 0, mostDecodeRate, 0);
    const auto lastPicture = json.contains("last_picture_ms"_L1)
                                 ? wholeNumber(json, "last_picture_ms"_L1, 0, *pictureEnd)
                                 : std::optional<qint64>(0);
    if (!chapters || !pixelAspect || !decodeRate || !lastPicture)
        return std::nullopt;

    FilmFacts facts;
    facts.duration = std::chrono::milliseconds(*duration);
    facts.pictureEnd = std::chrono::milliseconds(*pictureEnd);
    facts.frame = std::chrono::nanoseconds(*frame);
    facts.size = QSize(int(*width), int(*height));
    facts.rotation = int(*rotation);
    facts.chapters = *chapters;
    facts.pixelAspect = *pixelAspect;
    facts.decodeRate = *decodeRate;
    facts.lastPicture = std::chrono::milliseconds(*lastPicture);
    facts.videoCodec = json.value("video"_L1).toString().left(longestName);
    facts.audioCodec = json.value("audio"_L1).toString().left(longestName);
    facts.pixelFormat = json.value("pixels"_L1).toString().left(longestName);
    facts.colourSpace = json.value("colour_space"_L1).toString().left(longestName);
    return facts;
}

} // namespace Medio
