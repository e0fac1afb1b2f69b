// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/vocabulary.h"

#include "tests/stage/family.h"

#include <QRegularExpression>

#include <algorithm>

namespace Medio::Stage {

using namespace Qt::StringLiterals;

namespace {

struct Key
{
    enum class Kind { Anything, Word, Chip, Child, Film };

    QString name;
    Kind kind = Kind::Anything;
    QStringList words = {}; ///< of Kind::Word
};

struct KnownEvent
{
    QString name;
    QList<Key> keys;
};

Key words(const QString &name, const QStringList &words)
{
    return {name, Key::Kind::Word, words};
}

/// language.md, "Events", with the further keys and events that are recorded.
const QList<KnownEvent> &knownEvents()
{
    static const QStringList truth{u"true"_s, u"false"_s};
    static const Key chip{u"chip"_s, Key::Kind::Chip};
    static const Key child{u"child"_s, Key::Kind::Child};
    static const Key film{u"video"_s, Key::Kind::Film};
    static const Key uid{u"uid"_s};
    static const Key title{u"title"_s};
    static const Key session{u"session"_s};
    static const Key reason{u"reason"_s};
    static const Key fault = words(u"fault"_s, {u"none"_s, u"not-configured"_s, u"missing"_s, u"busy"_s,
                                                u"not-permitted"_s, u"mute"_s, u"program-failed"_s});
    static const Key by = words(u"by"_s, {u"chip"_s, u"child"_s, u"network"_s, u"parent"_s});

    static const QList<KnownEvent> events{
        {u"ready"_s, {}},
        {u"screen"_s,
         {words(u"name"_s, {u"who-is-watching"_s, u"scan"_s, u"waking"_s, u"playing"_s, u"paused"_s,
                            u"celebration"_s, u"good-night"_s, u"sleeping"_s, u"unknown-chip"_s, u"no-film"_s,
                            u"not-here"_s, u"reader-missing"_s, u"broken"_s, u"sign-in"_s})}},
        {u"profile-chosen"_s, {child, {u"profile"_s}, {u"name"_s}}},
        {u"chip-in-field"_s, {chip, uid}},
        {u"chip-out-of-field"_s, {chip, uid}},
        {u"chip-placed"_s, {chip, uid, words(u"resting"_s, truth)}},
        {u"chip-lifted"_s, {chip, uid}},
        {u"chip-refused"_s, {chip, uid, words(u"reason"_s, {u"random-uid"_s, u"impossible-uid"_s})}},
        {u"chip-weak"_s, {chip, uid}},
        {u"chip-read"_s, {chip, uid, {u"texts"_s}, {u"addresses"_s}}},
        {u"house-chip"_s,
         {chip, uid,
          words(u"kind"_s, {u"profile"_s, u"pause"_s, u"next"_s, u"back"_s, u"louder"_s, u"softer"_s,
                            u"stop"_s, u"bonus"_s, u"parent"_s})}},
        {u"bonus"_s, {chip, uid, child, {u"profile"_s}}},
        {u"granted"_s, {child, {u"profile"_s}}},
        {u"feedback"_s, {chip, uid}},
        {u"first-frame"_s, {film, title, chip, uid, words(u"source"_s, {u"copy"_s, u"stream"_s})}},
        {u"video-ended"_s, {film, title, words(u"complete"_s, truth)}},
        {u"session-started"_s, {session}},
        {u"heartbeat"_s, {session}},
        {u"session-ended"_s,
         {session,
          words(u"reason"_s, {u"completed"_s, u"manual"_s, u"daily_limit"_s, u"swipe_exit"_s, u"error"_s}),
          words(u"settled"_s, truth)}},
        {u"refused"_s,
         {chip, uid,
          words(u"reason"_s, {u"unknown-chip"_s, u"no-film"_s, u"limit"_s, u"bedtime"_s, u"not-here"_s,
                              u"not-yours"_s, u"too-old"_s, u"broken"_s, u"locked"_s})}},
        {u"paused"_s, {by}},
        {u"resumed"_s, {by}},
        {u"limit-reached"_s, {child, {u"profile"_s}}},
        {u"online"_s, {}},
        {u"offline"_s, {reason}},
        {u"reader-lost"_s, {fault, {u"detail"_s}}},
        {u"reader-found"_s, {{u"name"_s}}},
        {u"reader-changed"_s, {{u"reader"_s}, {u"name"_s}, {u"firmware"_s}, fault}},
        {u"error"_s, {{u"what"_s}}},
        {u"signed-in"_s, {}},
        {u"sign-in-failed"_s, {reason}},
        {u"catalogue-synced"_s, {}},
        {u"door"_s,
         {words(u"state"_s, {u"closed"_s, u"looking"_s, u"asking"_s, u"checking"_s, u"pausing"_s, u"sealed"_s,
                             u"open"_s}),
          reason,
          {u"seconds"_s}}},
        {u"wrong-pin"_s, {{u"tries"_s}}},
        {u"pin-set"_s, {}},
        {u"pin-changed"_s, {}},
        {u"pin-removed"_s, {}},
        {u"pin-not-changed"_s, {reason}},
        {u"film-failed"_s,
         {film, title,
          words(u"failure"_s, {u"unreachable"_s, u"gone"_s, u"refused"_s, u"broken"_s, u"player-lost"_s,
                               u"not-embeddable"_s})}},
    };
    return events;
}

QList<Key> keysOfEvent(const QString &name)
{
    const QList<KnownEvent> &events = knownEvents();
    const auto found = std::find_if(events.cbegin(), events.cend(),
                                    [&name](const KnownEvent &event) { return event.name == name; });
    return found == events.cend() ? QList<Key>() : found->keys;
}

/// A film may also be named by what the server calls it.
bool isId(const QString &text)
{
    static const QRegularExpression form(u"^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$"_s);
    return form.match(text).hasMatch();
}

} // namespace

Vocabulary Vocabulary::of(const Family &family, bool ownServer)
{
    Vocabulary words{family.chipNames(), family.childNames(), {}, ownServer};
    for (const Family::Film &film : family.films)
        words.films += {film.key, film.title};
    return words;
}

QStringList Vocabulary::events()
{
    QStringList names;
    for (const KnownEvent &event : knownEvents())
        names.append(event.name);
    return names;
}

QStringList Vocabulary::keysOf(const QString &event)
{
    QStringList names;
    const QList<Key> keys = keysOfEvent(event);
    for (const Key &key : keys)
        names.append(key.name);
    return names;
}

QStringList Vocabulary::valuesOf(const QString &event, const QString &name) const
{
    const QList<Key> keys = keysOfEvent(event);
    for (const Key &key : keys) {
        if (key.name != name)
            continue;
        switch (key.kind) {
        case Key::Kind::Anything:
            return {};
        case Key::Kind::Word:
            return key.words;
        case Key::Kind::Chip:
            return chips;
        case Key::Kind::Child:
            return children;
        case Key::Kind::Film:
            return films;
        }
    }
    return {};
}

std::optional<QString> Vocabulary::problemWith(const QString &event, const Conditions &conditions) const
{
    if (!events().contains(event))
        return u"no event is called \"%1\"; there are %2"_s.arg(event, events().join(u", "_s));
    const QStringList keys = keysOf(event);
    QStringList seen;
    for (const auto &[key, value] : conditions) {
        if (!keys.contains(key)) {
            return keys.isEmpty()
                       ? u"%1 has no keys"_s.arg(event)
                       : u"%1 has no key \"%2\"; there are %3"_s.arg(event, key, keys.join(u", "_s));
        }
        if (seen.contains(key))
            return u"%1= stands there twice"_s.arg(key);
        seen.append(key);
        const QStringList values = valuesOf(event, key);
        if (!values.isEmpty() && !values.contains(value) && !(key == u"video" && isId(value)))
            return u"%1=%2 is none of %3"_s.arg(key, value, values.join(u", "_s));
    }
    return std::nullopt;
}

} // namespace Medio::Stage
