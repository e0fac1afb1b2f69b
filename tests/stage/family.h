// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// The stage: starts the real programs, plays a script and checks what happens (language.md).
namespace Medio::Stage {

/// The people, films and chips of a world: resources/demo/family.json as a value.
struct Family
{
    struct Child
    {
        QString name;
        int dailyLimitMinutes = 60;
    };
    struct Film
    {
        QString key; ///< what scripts and people of this project call it
        QString title;
        QString file; ///< in the films folder
        int durationSeconds = 0;
        QString ageRating;
    };
    struct Chip
    {
        QString name; ///< what scripts call it
        QString uid;
        QString label;
        QStringList films;   ///< keys, in order
        bool isKnown = true; ///< registered with Medio
    };

    QByteArray text; ///< what it was read from
    QString email;
    QString parentName;
    QString password;
    QList<Child> children;
    QList<Film> films;
    QList<Chip> chips;

    /// A phone, which every world has: it answers as a chip whose UID is made up.
    static Chip phone();

    /// Says what is wrong with the text, naming the entry.
    static Expected<Family, QString> fromJson(const QByteArray &text);

    [[nodiscard]] const Chip *chip(const QString &name) const;
    [[nodiscard]] QStringList chipNames() const;
    [[nodiscard]] QStringList childNames() const;
};

} // namespace Medio::Stage
