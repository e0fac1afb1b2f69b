// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/webprotocol.h"

#include "app/base/overloaded.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonParseError>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::PlayerWeb {
namespace {

using std::chrono::milliseconds;

constexpr int version = 1;
constexpr int longestSide = 16384;

constexpr std::array motions{
    std::pair{Motion::Playing, "playing"_L1},
    std::pair{Motion::Paused, "paused"_L1},
    std::pair{Motion::Waiting, "waiting"_L1},
    std::pair{Motion::Ended, "ended"_L1},
};

constexpr std::array failures{FilmFailure::Unreachable, FilmFailure::Gone,       FilmFailure::Refused,
                              FilmFailure::Broken,      FilmFailure::PlayerLost, FilmFailure::NotEmbeddable};

QString nameOf(Motion motion)
{
    for (const auto &[candidate, name] : motions)
        if (candidate == motion)
            return name;
    Q_UNREACHABLE();
}

QByteArray line(QJsonObject object)
{
    object.insert(u"v"_s, version);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

/// Reads the keys of one object; afterwards isValid() says whether each was there and within its range.
class Keys
{
public:
    explicit Keys(const QJsonObject &object)
        : m_object(object)
    {
    }

    qint64 number(const QString &key, qint64 least, qint64 most)
    {
        const double value = m_object.value(key).toDouble(std::nan(""));
        // The comparison is false for what is no number.
        const bool fits = value >= double(least) && value <= double(most) && std::floor(value) == value;
        m_valid = m_valid && fits;
        return fits ? static_cast<qint64>(value) : least;
    }
    quint64 film() { return static_cast<quint64>(number(u"film"_s, 1, qint64(1) << 53)); }
    milliseconds time(const QString &key) { return milliseconds(number(key, 0, longestFilm.count())); }
    QString text(const QString &key, qsizetype longest)
    {
        const QJsonValue value = m_object.value(key);
        QString text = value.toString();
        m_valid = m_valid && value.isString() && text.size() <= longest;
        return text;
    }
    bool flag(const QString &key)
    {
        const QJsonValue value = m_object.value(key);
        m_valid = m_valid && value.isBool();
        return value.toBool();
    }
    double share(const QString &key)
    {
        const double value = m_object.value(key).toDouble(-1);
        m_valid = m_valid && value >= 0 && value <= 1;
        return value;
    }
    void must(bool condition) { m_valid = m_valid && condition; }
    [[nodiscard]] bool isValid() const { return m_valid; }

private:
    const QJsonObject &m_object;
    bool m_valid = true;
};

Expected<QJsonObject, QString> objectIn(const QByteArray &line, qsizetype longest)
{
    if (line.size() > longest)
        return Unexpected{u"a line of %1 bytes"_s.arg(line.size())};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (!document.isObject())
        return Unexpected{u"no JSON object: "_s + error.errorString()};
    QJsonObject object = document.object();
    if (object.value(u"v"_s).toInt() != version)
        return Unexpected{u"another version than 1"_s};
    return object;
}

std::optional<Order> orderNamed(const QString &word, Keys &keys)
{
    if (word == "place"_L1) {
        PlaceWindow place;
        const auto side = [&keys](const QString &key, qint64 least) {
            return static_cast<int>(keys.number(key, least, longestSide));
        };
        place.where = QRect(side(u"x"_s, -longestSide), side(u"y"_s, -longestSide), side(u"width"_s, 0),
                            side(u"height"_s, 0));
        return place;
    }
    if (word == "strip"_L1) {
        ShowStrip strip;
        strip.png = QByteArray::fromBase64(keys.text(u"png"_s, longestOrder).toLatin1());
        strip.onRight = keys.flag(u"right"_s);
        keys.must(strip.png.size() <= longestPicture);
        return strip;
    }
    if (word == "open"_L1) {
        OpenFilm open;
        open.film = keys.film();
        const auto platform = platformNamed(keys.text(u"platform"_s, 20));
        open.what = {platform.value_or(Platform::YouTube), keys.text(u"id"_s, 20)};
        keys.must(platform && isIdOf(open.what.platform, open.what.id));
        open.from = keys.time(u"from_ms"_s);
        open.language = keys.text(u"language"_s, 5);
        keys.must(std::all_of(open.language.begin(), open.language.end(),
                              [](QChar c) { return c >= u'a' && c <= u'z'; }));
        return open;
    }
    if (word == "play"_L1)
        return PlayFilm{};
    if (word == "pause"_L1)
        return PauseFilm{};
    if (word == "seek"_L1)
        return SeekFilm{keys.time(u"position_ms"_s)};
    if (word == "loudness"_L1)
        return SetLoudness{keys.share(u"loudness"_s)};
    if (word == "fade"_L1)
        return FadeFilm{keys.time(u"duration_ms"_s)};
    if (word == "stop"_L1)
        return StopFilm{};
    return std::nullopt;
}

std::optional<Report> reportNamed(const QString &word, Keys &keys)
{
    if (word == "alive"_L1)
        return Alive{};
    if (word == "vacant"_L1)
        return Vacant{};
    if (word == "ready"_L1) {
        const quint64 film = keys.film();
        return Ready{film, keys.time(u"duration_ms"_s)};
    }
    if (word == "moved"_L1) {
        Moved moved;
        moved.film = keys.film();
        const QString name = keys.text(u"motion"_s, 20);
        const auto motion = std::find_if(motions.begin(), motions.end(),
                                         [&name](const auto &known) { return known.second == name; });
        keys.must(motion != motions.end());
        if (motion != motions.end())
            moved.motion = motion->first;
        moved.position = keys.time(u"position_ms"_s);
        moved.duration = keys.time(u"duration_ms"_s);
        return moved;
    }
    if (word == "failed"_L1) {
        FilmFailed failed;
        failed.film = keys.film();
        const QString name = keys.text(u"failure"_s, 20);
        const auto failure = std::find_if(failures.begin(), failures.end(), [&name](FilmFailure known) {
            return Medio::nameOf(known) == name;
        });
        keys.must(failure != failures.end());
        if (failure != failures.end())
            failed.failure = *failure;
        failed.detail = keys.text(u"detail"_s, longestDetail);
        return failed;
    }
    if (word == "key"_L1) {
        const auto key = static_cast<int>(keys.number(u"key"_s, 1, 0x7fffffff));
        return KeyPressed{key, static_cast<int>(keys.number(u"modifiers"_s, 0, 0x7fffffff))};
    }
    return std::nullopt;
}

/// What a line says, known by its word under `key`; `called` is what it is.
template<typename Said>
Expected<Said, QString> saidBy(const QByteArray &line, qsizetype longest, const QString &key,
                               std::optional<Said> (*named)(const QString &, Keys &), const QString &called)
{
    const auto object = objectIn(line, longest);
    if (!object)
        return Unexpected{object.error()};
    Keys keys(*object);
    const QString word = keys.text(key, 20);
    const auto said = named(word, keys);
    if (!said || !keys.isValid())
        return Unexpected{u"%1 \"%2\" that can't be"_s.arg(called, word.left(20))};
    return *said;
}

} // namespace

QByteArray toLine(const Order &order)
{
    return line(
        std::visit(Overloaded{
                       [](const PlaceWindow &place) -> QJsonObject {
                           return {{u"do"_s, u"place"_s},
                                   {u"x"_s, place.where.x()},
                                   {u"y"_s, place.where.y()},
                                   {u"width"_s, place.where.width()},
                                   {u"height"_s, place.where.height()}};
                       },
                       [](const ShowStrip &strip) -> QJsonObject {
                           return {{u"do"_s, u"strip"_s},
                                   {u"png"_s, QString::fromLatin1(strip.png.toBase64())},
                                   {u"right"_s, strip.onRight}};
                       },
                       [](const OpenFilm &open) -> QJsonObject {
                           return {{u"do"_s, u"open"_s},
                                   {u"film"_s, qint64(open.film)},
                                   {u"platform"_s, Medio::nameOf(open.what.platform)},
                                   {u"id"_s, open.what.id},
                                   {u"from_ms"_s, qint64(open.from.count())},
                                   {u"language"_s, open.language}};
                       },
                       [](const PlayFilm &) -> QJsonObject {
                           return {{u"do"_s, u"play"_s}};
                       },
                       [](const PauseFilm &) -> QJsonObject {
                           return {{u"do"_s, u"pause"_s}};
                       },
                       [](const SeekFilm &seek) -> QJsonObject {
                           return {{u"do"_s, u"seek"_s}, {u"position_ms"_s, qint64(seek.position.count())}};
                       },
                       [](const SetLoudness &set) -> QJsonObject {
                           return {{u"do"_s, u"loudness"_s}, {u"loudness"_s, set.loudness}};
                       },
                       [](const FadeFilm &fade) -> QJsonObject {
                           return {{u"do"_s, u"fade"_s}, {u"duration_ms"_s, qint64(fade.duration.count())}};
                       },
                       [](const StopFilm &) -> QJsonObject {
                           return {{u"do"_s, u"stop"_s}};
                       },
                   },
                   order));
}

QByteArray toLine(const Report &report)
{
    return line(std::visit(
        Overloaded{
            [](const Alive &) -> QJsonObject {
                return {{u"event"_s, u"alive"_s}};
            },
            [](const Ready &ready) -> QJsonObject {
                return {{u"event"_s, u"ready"_s},
                        {u"film"_s, qint64(ready.film)},
                        {u"duration_ms"_s, qint64(ready.duration.count())}};
            },
            [](const Moved &moved) -> QJsonObject {
                return {{u"event"_s, u"moved"_s},
                        {u"film"_s, qint64(moved.film)},
                        {u"motion"_s, nameOf(moved.motion)},
                        {u"position_ms"_s, qint64(moved.position.count())},
                        {u"duration_ms"_s, qint64(moved.duration.count())}};
            },
            [](const FilmFailed &failed) -> QJsonObject {
                return {{u"event"_s, u"failed"_s},
                        {u"film"_s, qint64(failed.film)},
                        {u"failure"_s, Medio::nameOf(failed.failure)},
                        {u"detail"_s, failed.detail.left(longestDetail)}};
            },
            [](const Vacant &) -> QJsonObject {
                return {{u"event"_s, u"vacant"_s}};
            },
            [](const KeyPressed &pressed) -> QJsonObject {
                return {{u"event"_s, u"key"_s}, {u"key"_s, pressed.key}, {u"modifiers"_s, pressed.modifiers}};
            },
        },
        report));
}

Expected<Order, QString> orderFromLine(const QByteArray &line)
{
    return saidBy(line, longestOrder, u"do"_s, orderNamed, u"an order"_s);
}

Expected<Report, QString> reportFromLine(const QByteArray &line)
{
    return saidBy(line, longestReport, u"event"_s, reportNamed, u"a report"_s);
}

QRect stripOf(const QSize &window, bool onRight)
{
    constexpr int leastFilm = 200;
    const int width = window.width() * 15 / 100;
    if (window.width() - width < leastFilm)
        return {};
    return {onRight ? window.width() - width : 0, 0, width, window.height()};
}

QRect filmPlaceOf(const QSize &window, bool onRight)
{
    const int strip = stripOf(window, onRight).width();
    return {onRight ? 0 : strip, 0, window.width() - strip, window.height()};
}

} // namespace Medio::PlayerWeb
