// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/family.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Medio::Stage {

Expected<Family, QString> Family::fromJson(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError)
        return Unexpected{QStringLiteral("no JSON: ") + error.errorString()};

    Family family;
    family.text = text;
    const QJsonObject parent = root.value(u"parent").toObject();
    family.email = parent.value(u"email").toString();
    family.parentName = parent.value(u"name").toString();
    family.password = parent.value(u"password").toString();
    if (family.email.isEmpty() || family.password.isEmpty())
        return Unexpected{QStringLiteral("parent: email and password are wanted")};

    const QJsonArray profiles = root.value(u"profiles").toArray();
    for (const auto value : profiles) {
        const Child child{value[u"name"].toString(), value[u"daily_limit_minutes"].toInt(60)};
        if (child.name.isEmpty())
            return Unexpected{QStringLiteral("profiles: a name is wanted")};
        family.children.append(child);
    }

    QStringList keys;
    const QJsonArray videos = root.value(u"videos").toArray();
    for (const auto value : videos) {
        const Film film{value[u"key"].toString(), value[u"title"].toString(), value[u"file"].toString(),
                        value[u"duration_seconds"].toInt(), value[u"age_rating"].toString()};
        if (film.key.isEmpty() || film.title.isEmpty() || film.file.isEmpty())
            return Unexpected{QStringLiteral("videos: key, title and file are wanted")};
        keys.append(film.key);
        family.films.append(film);
    }

    const QJsonArray chips = root.value(u"chips").toArray();
    for (const auto value : chips) {
        Chip chip{value[u"name"].toString(),
                  value[u"uid"].toString(),
                  value[u"label"].toString(),
                  {},
                  !value[u"unknown"].toBool()};
        const QJsonArray films = value[u"videos"].toArray();
        for (const auto film : films)
            chip.films.append(film.toString());
        if (chip.name.isEmpty() || chip.uid.isEmpty())
            return Unexpected{QStringLiteral("chips: name and uid are wanted")};
        for (const QString &film : std::as_const(chip.films)) {
            if (!keys.contains(film))
                return Unexpected{QStringLiteral("chip %1: no film is called %2").arg(chip.name, film)};
        }
        family.chips.append(chip);
    }
    family.chips.append(phone());
    return family;
}

Family::Chip Family::phone()
{
    return {QStringLiteral("phone"), QStringLiteral("08:A1:B2:C3"), {}, {}, false};
}

const Family::Chip *Family::chip(const QString &name) const
{
    const auto found =
        std::find_if(chips.cbegin(), chips.cend(), [&name](const Chip &chip) { return chip.name == name; });
    return found == chips.cend() ? nullptr : &*found;
}

QStringList Family::chipNames() const
{
    QStringList names;
    for (const Chip &chip : chips)
        names.append(chip.name);
    return names;
}

QStringList Family::childNames() const
{
    QStringList names;
    for (const Child &child : children)
        names.append(child.name);
    return names;
}

} // namespace Medio::Stage
