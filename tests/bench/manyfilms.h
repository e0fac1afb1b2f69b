// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

/// A family of medio-home with as many films as a bench wants; their keys are film-0, film-1, ...
namespace Medio {

inline QByteArray familyWithFilms(int films, const QJsonArray &children = {}, const QJsonArray &chips = {})
{
    using namespace Qt::StringLiterals;
    QJsonArray videos;
    for (int i = 0; i < films; ++i) {
        videos.append(QJsonObject{{u"key"_s, u"film-%1"_s.arg(i)},
                                  {u"title"_s, u"A film with an ordinary title, number %1"_s.arg(i)},
                                  {u"file"_s, u"film-%1.mp4"_s.arg(i)},
                                  {u"duration_seconds"_s, 600},
                                  {u"age_rating"_s, u"G"_s}});
    }
    return QJsonDocument(QJsonObject{{u"parent"_s, QJsonObject{{u"email"_s, u"demo@medio.example"_s},
                                                               {u"name"_s, u"Demo"_s},
                                                               {u"password"_s, u"Lantern-7!"_s}}},
                                     {u"profiles"_s, children},
                                     {u"videos"_s, videos},
                                     {u"chips"_s, chips}})
        .toJson(QJsonDocument::Compact);
}

} // namespace Medio
