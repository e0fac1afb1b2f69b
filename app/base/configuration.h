// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QHash>
#include <QList>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <functional>

namespace Medio {

/// One key of a program's configuration file: where it stands, what it may hold, what it is
/// when nobody says anything. A program's keys are one table of these; the table is also what
/// --help and the documentation print.
struct ConfigKey
{
    enum class Kind { Text, Integer, Number, Flag, TextList };

    QString name; ///< "server.url": table and key
    Kind kind = Kind::Text;
    QVariant byDefault;                                 ///< of the kind
    QString allowed;                                    ///< for people: "an http(s) address", "1..65535"
    QString environment;                                ///< "MEDIO_API_URL", or empty
    std::function<bool(const QVariant &)> accepts = {}; ///< empty: everything of the kind
};

/// One mistake. Where the value came from the environment, `line` is 0 and `source` its name.
struct ConfigProblem
{
    QString source;  ///< path of the file, or name of the environment variable
    int line = 0;    ///< from 1; 0 = no line
    QString key;     ///< "server.url"; empty for a syntax error
    QString message; ///< what is wrong and what is allowed, one sentence

    /// "medio.toml:3: server.url: "ftp://x" is not allowed: an http(s) address"
    [[nodiscard]] QString toString() const;
};

/// The values a program runs with: defaults, overridden by one TOML file, overridden by the
/// environment. A value type; read-only after load(). Every mistake is reported, not only the
/// first (50 of them, then how many more): unknown key (with the nearest known one) or section, wrong
/// kind, value not allowed, broken syntax. What is repeated of a value is short and without the user
/// name and password of an address. No text holds U+0000.
class Configuration
{
public:
    using Schema = QList<ConfigKey>;

    /// `path` empty: no file, defaults and environment only. A named file that is missing, can't be
    /// read or is no regular file is a problem. Limits: 1 MiB, 16 levels of nesting.
    static Expected<Configuration, QList<ConfigProblem>>
    load(const Schema &schema, const QString &path,
         const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

    /// Asking for a key that the schema does not have is a bug and asserts.
    [[nodiscard]] QString text(const QString &name) const;
    [[nodiscard]] qint64 integer(const QString &name) const;
    [[nodiscard]] double number(const QString &name) const;
    [[nodiscard]] bool flag(const QString &name) const;
    [[nodiscard]] QStringList textList(const QString &name) const;

    /// False when the value is the schema's default.
    [[nodiscard]] bool isSet(const QString &name) const;

private:
    QHash<QString, QVariant> m_values;
    QHash<QString, bool> m_set;
};

} // namespace Medio
