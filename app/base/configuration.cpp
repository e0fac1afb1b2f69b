// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/configuration.h"

#include <toml++/toml.h>

#include <QFile>

#include <algorithm>

namespace Medio {
namespace {

constexpr qint64 maximumFileSize = 1 << 20;

using Problems = QList<ConfigProblem>;

QString kindForPeople(ConfigKey::Kind kind)
{
    switch (kind) {
    case ConfigKey::Kind::Text:
        return QStringLiteral("a text in quotes");
    case ConfigKey::Kind::Integer:
        return QStringLiteral("a whole number");
    case ConfigKey::Kind::Number:
        return QStringLiteral("a number");
    case ConfigKey::Kind::Flag:
        return QStringLiteral("true or false");
    case ConfigKey::Kind::TextList:
        return QStringLiteral("a list of texts in quotes");
    }
    return {};
}

/// Number of single-character edits that lead from one word to the other.
int distance(const QString &a, const QString &b)
{
    QList<int> row(b.size() + 1);
    for (int j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (int i = 1; i <= a.size(); ++i) {
        int diagonal = std::exchange(row[0], i);
        for (int j = 1; j <= b.size(); ++j) {
            const int substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, substitution}));
        }
    }
    return row.last();
}

const ConfigKey *find(const Configuration::Schema &schema, const QString &name)
{
    const auto it =
        std::find_if(schema.cbegin(), schema.cend(), [&](const auto &key) { return key.name == name; });
    return it == schema.cend() ? nullptr : &*it;
}

QString unknownKey(const Configuration::Schema &schema, const QString &name)
{
    const auto nearest = std::min_element(schema.cbegin(), schema.cend(), [&](const auto &a, const auto &b) {
        return distance(a.name, name) < distance(b.name, name);
    });
    if (nearest != schema.cend() && distance(nearest->name, name) <= 3)
        return QStringLiteral("is not a key of this program; did you mean %1?").arg(nearest->name);
    QStringList names;
    for (const auto &key : schema)
        names << key.name;
    return QStringLiteral("is not a key of this program; allowed are %1")
        .arg(names.join(QStringLiteral(", ")));
}

QString asText(const toml::node &node)
{
    std::ostringstream stream;
    node.visit([&stream](const auto &value) { stream << value; });
    return QString::fromStdString(stream.str()).left(80);
}

/// The node's value in the key's kind, or an invalid variant.
QVariant valueOf(const toml::node &node, ConfigKey::Kind kind)
{
    switch (kind) {
    case ConfigKey::Kind::Text:
        if (const auto *text = node.as_string())
            return QString::fromStdString(text->get());
        break;
    case ConfigKey::Kind::Integer:
        if (const auto *integer = node.as_integer())
            return static_cast<qlonglong>(integer->get());
        break;
    case ConfigKey::Kind::Number:
        if (const auto number = node.value<double>(); number && node.is_number())
            return *number;
        break;
    case ConfigKey::Kind::Flag:
        if (const auto *flag = node.as_boolean())
            return flag->get();
        break;
    case ConfigKey::Kind::TextList:
        if (const auto *array = node.as_array()) {
            QStringList list;
            for (const auto &element : *array) {
                const auto *text = element.as_string();
                if (!text)
                    return {};
                list << QString::fromStdString(text->get());
            }
            return list;
        }
        break;
    }
    return {};
}

/// The same for the environment, where everything is text; a list is separated by commas.
QVariant valueOf(const QString &text, ConfigKey::Kind kind)
{
    bool ok = false;
    switch (kind) {
    case ConfigKey::Kind::Text:
        return text;
    case ConfigKey::Kind::Integer: {
        const qlonglong integer = text.toLongLong(&ok);
        return ok ? QVariant(integer) : QVariant();
    }
    case ConfigKey::Kind::Number: {
        const double number = text.toDouble(&ok);
        return ok ? QVariant(number) : QVariant();
    }
    case ConfigKey::Kind::Flag:
        if (text == u"true" || text == u"1")
            return true;
        if (text == u"false" || text == u"0")
            return false;
        return {};
    case ConfigKey::Kind::TextList:
        return text.split(u',', Qt::SkipEmptyParts);
    }
    return {};
}

/// Empty when the value may stand.
QString objection(const ConfigKey &key, const QVariant &value, const QString &written)
{
    if (!value.isValid())
        return QStringLiteral("%1 is not allowed: %2")
            .arg(written, key.allowed.isEmpty() ? kindForPeople(key.kind)
                                                : kindForPeople(key.kind) + u", " + key.allowed);
    if (key.accepts && !key.accepts(value))
        return QStringLiteral("%1 is not allowed: %2").arg(written, key.allowed);
    return {};
}

void collect(const toml::table &table, const QString &prefix,
             QList<std::pair<QString, const toml::node *>> *found)
{
    for (const auto &[key, node] : table) {
        const std::string_view text = key.str();
        const QString name = prefix + QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        if (const auto *inner = node.as_table())
            collect(*inner, name + u'.', found);
        else
            found->append({name, &node});
    }
}

} // namespace

QString ConfigProblem::toString() const
{
    QString text = source + u':';
    if (line > 0)
        text += QString::number(line) + u':';
    if (!key.isEmpty())
        text += u' ' + key + u':';
    return text + u' ' + message;
}

Expected<Configuration, QList<ConfigProblem>> Configuration::load(const Schema &schema, const QString &path,
                                                                  const QProcessEnvironment &environment)
{
    Configuration configuration;
    Problems problems;
    for (const ConfigKey &key : schema) {
        Q_ASSERT_X(!configuration.m_values.contains(key.name), "Configuration", "key declared twice");
        configuration.m_values.insert(key.name, key.byDefault);
        configuration.m_set.insert(key.name, false);
    }

    const auto take = [&](const ConfigKey &key, const QVariant &value, const QString &written,
                          const QString &source, int line) {
        if (const QString text = objection(key, value, written); !text.isEmpty()) {
            problems << ConfigProblem{source, line, key.name, text};
            return;
        }
        configuration.m_values.insert(key.name, value);
        configuration.m_set.insert(key.name, true);
    };

    toml::table table; // lives as long as the nodes found in it
    if (!path.isEmpty()) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            problems << ConfigProblem{
                path, 0, {}, QStringLiteral("can't be read: %1").arg(file.errorString())};
        } else if (file.size() > maximumFileSize) {
            problems << ConfigProblem{
                path, 0, {}, QStringLiteral("is larger than 1 MiB; a configuration file is not")};
        } else {
            const QByteArray content = file.read(maximumFileSize);
            try {
                table =
                    toml::parse(std::string_view(content.constData(), static_cast<size_t>(content.size())));
            } catch (const toml::parse_error &error) {
                problems << ConfigProblem{
                    path,
                    static_cast<int>(error.source().begin.line),
                    {},
                    QStringLiteral("is not TOML here: %1")
                        .arg(QString::fromUtf8(error.description().data(),
                                               static_cast<qsizetype>(error.description().size())))};
            }
            QList<std::pair<QString, const toml::node *>> found;
            collect(table, {}, &found);
            for (const auto &[name, node] : std::as_const(found)) {
                const int line = static_cast<int>(node->source().begin.line);
                if (const ConfigKey *key = find(schema, name))
                    take(*key, valueOf(*node, key->kind), asText(*node), path, line);
                else
                    problems << ConfigProblem{path, line, name, unknownKey(schema, name)};
            }
        }
    }

    for (const ConfigKey &key : schema) {
        if (key.environment.isEmpty() || !environment.contains(key.environment))
            continue;
        const QString written = environment.value(key.environment);
        take(key, valueOf(written, key.kind), u'"' + written.left(80) + u'"', key.environment, 0);
    }

    if (!problems.isEmpty()) {
        std::stable_sort(problems.begin(), problems.end(), [](const auto &a, const auto &b) {
            return a.line < b.line && a.source == b.source;
        });
        return Unexpected{problems};
    }
    return configuration;
}

QString Configuration::text(const QString &name) const
{
    Q_ASSERT_X(m_values.contains(name), "Configuration::text", qPrintable(name));
    return m_values.value(name).toString();
}

qint64 Configuration::integer(const QString &name) const
{
    Q_ASSERT_X(m_values.contains(name), "Configuration::integer", qPrintable(name));
    return m_values.value(name).toLongLong();
}

double Configuration::number(const QString &name) const
{
    Q_ASSERT_X(m_values.contains(name), "Configuration::number", qPrintable(name));
    return m_values.value(name).toDouble();
}

bool Configuration::flag(const QString &name) const
{
    Q_ASSERT_X(m_values.contains(name), "Configuration::flag", qPrintable(name));
    return m_values.value(name).toBool();
}

QStringList Configuration::textList(const QString &name) const
{
    Q_ASSERT_X(m_values.contains(name), "Configuration::textList", qPrintable(name));
    return m_values.value(name).toStringList();
}

bool Configuration::isSet(const QString &name) const
{
    Q_ASSERT_X(m_set.contains(name), "Configuration::isSet", qPrintable(name));
    return m_set.value(name);
}

} // namespace Medio
