// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace Medio::Stage {

struct Family;

/// `key=value` conditions on an event, in the order of the script.
using Conditions = QList<std::pair<QString, QString>>;

/// The words that a script may use: language.md's own, and the names of one family.
struct Vocabulary
{
    QStringList chips;
    QStringList children;
    QStringList films;     ///< keys and titles
    bool ownServer = true; ///< false: with --server URL, where its clock is out of reach

    static Vocabulary of(const Family &family, bool ownServer);

    /// Every event a script may wait for.
    [[nodiscard]] static QStringList events();

    /// The keys of an event; empty for an event that does not exist.
    [[nodiscard]] static QStringList keysOf(const QString &event);

    /// What a key of an event may be; empty: anything.
    [[nodiscard]] QStringList valuesOf(const QString &event, const QString &key) const;

    /// What is wrong with waiting for this, and what is allowed; nothing if it may come true.
    [[nodiscard]] std::optional<QString> problemWith(const QString &event,
                                                     const Conditions &conditions) const;
};

} // namespace Medio::Stage
