// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/configuration.h"

#include <toml++/toml.h>

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <string_view>

namespace Medio {
namespace {

constexpr qint64 maximumFileSize = 1 << 20;
constexpr int deepestNesting = 16; ///< of dotted keys, and of brackets
constexpr qsizetype mostProblems = 50;
constexpr int longestShown = 80; ///< of what somebody wrote, in a message

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

/// What somebody wrote, for a message: never a password of an address, never endless.
QString shown(QString written)
{
    if (const qsizetype at = written.lastIndexOf(u'@'); at >= 0) {
        const qsizetype slashes = written.indexOf(QLatin1String("//"));
        const qsizetype begin = slashes >= 0 && slashes < at                            ? slashes + 2
                                : written.startsWith(u'"') || written.startsWith(u'\'') ? 1
                                                                                        : 0;
        written.replace(begin, at - begin, QStringLiteral("***"));
    }
    return written.size() <= longestShown ? written : written.left(longestShown) + u'\u2026';
}

QString unknownKey(const Configuration::Schema &schema, const QString &name)
{
    if (name.size() > longestShown)
        return QStringLiteral("is not a key of this program");
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
    if (node.is_table())
        return QStringLiteral("a table");
    std::ostringstream stream;
    node.visit([&stream](const auto &value) { stream << value; });
    return shown(QString::fromStdString(stream.str()));
}

/// The line at which keys or brackets nest deeper than any configuration does; 0: nowhere. toml++
/// and everybody after it walk such a tree by recursion.
int lineNestedTooDeep(std::string_view text)
{
    int line = 1;
    int brackets = 0;
    int dots = 0;         // of the present key
    std::string_view end; // of the text in quotes, or of the comment, that we are in; empty: in neither
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const std::string_view rest = text.substr(i);
        if (c == '\n')
            ++line;
        if (!end.empty()) {
            if (c == '\\' && end.front() == '"') {
                ++i;
                line += i < text.size() && text[i] == '\n' ? 1 : 0;
            } else if (rest.substr(0, end.size()) == end || (end.size() == 1 && c == '\n')) {
                i += end.size() - 1;
                end = {};
                if (c == '\n')
                    dots = 0;
            }
            continue;
        }
        if (rest.substr(0, 3) == R"(""")" || rest.substr(0, 3) == "'''") {
            end = rest.substr(0, 3);
            i += 2;
        } else if (c == '"' || c == '\'') {
            end = rest.substr(0, 1);
        } else if (c == '#') {
            end = "\n";
        } else if (c == '.') {
            ++dots;
        } else if (std::string_view("\n=,[]{}").find(c) != std::string_view::npos) {
            dots = 0;
            brackets += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        }
        if (dots >= deepestNesting || brackets > deepestNesting)
            return line;
    }
    return 0;
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
    const QStringList texts = value.toStringList();
    if (std::any_of(texts.cbegin(), texts.cend(), [](const auto &text) { return text.contains(QChar()); }))
        return QStringLiteral("must not contain the character U+0000");
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
        if (const auto *inner = node.as_table(); inner && !inner->empty())
            collect(*inner, name + u'.', found);
        else
            found->append({name, &node});
    }
}

/// An empty section that has keys, they are only not set.
bool isKnownSection(const Configuration::Schema &schema, const QString &name, const toml::node &node)
{
    return node.is_table() && std::any_of(schema.cbegin(), schema.cend(), [&name](const ConfigKey &key) {
               return key.name.startsWith(name + u'.');
           });
}

/// The file's content, or why there is none.
Expected<QByteArray, QString> contentOf(const QString &path)
{
    // A pipe or a device may never end, or never begin.
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        return Unexpected{QStringLiteral("is not a regular file")};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Unexpected{QStringLiteral("can't be read: %1").arg(file.errorString())};
    QByteArray content = file.read(maximumFileSize + 1);
    if (content.size() > maximumFileSize)
        return Unexpected{QStringLiteral("is larger than 1 MiB; a configuration file is not")};
    return content;
}

/// What toml++ makes of it, or the mistake.
Expected<toml::table, ConfigProblem> parsed(const QByteArray &content, const QString &path)
{
    const std::string_view text(content.constData(), static_cast<size_t>(content.size()));
    if (const int line = lineNestedTooDeep(text); line > 0)
        return Unexpected{ConfigProblem{
            path, line, {}, QStringLiteral("is nested deeper than %1 levels").arg(deepestNesting)}};
    try {
        return toml::table(toml::parse(text));
    } catch (const toml::parse_error &error) {
        const std::string_view said = error.description();
        return Unexpected{ConfigProblem{
            path,
            static_cast<int>(error.source().begin.line),
            {},
            QStringLiteral("is not TOML here: %1")
                .arg(shown(QString::fromUtf8(said.data(), static_cast<qsizetype>(said.size()))))}};
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
    qsizetype more = 0; // than are named
    for (const ConfigKey &key : schema) {
        Q_ASSERT_X(!configuration.m_values.contains(key.name), "Configuration", "key declared twice");
        configuration.m_values.insert(key.name, key.byDefault);
        configuration.m_set.insert(key.name, false);
    }

    const auto object = [&](const ConfigProblem &problem) {
        if (problems.size() < mostProblems)
            problems << problem;
        else
            ++more;
    };
    const auto take = [&](const ConfigKey &key, const QVariant &value, const QString &written,
                          const QString &source, int line) {
        if (const QString text = objection(key, value, written); !text.isEmpty()) {
            object({source, line, key.name, text});
            return;
        }
        configuration.m_values.insert(key.name, value);
        configuration.m_set.insert(key.name, true);
    };

    if (!path.isEmpty()) {
        const auto content = contentOf(path);
        const auto table =
            content ? parsed(*content, path) : Unexpected{ConfigProblem{path, 0, {}, content.error()}};
        QList<std::pair<QString, const toml::node *>> found;
        if (table)
            collect(*table, {}, &found);
        else
            object(table.error());
        for (const auto &[name, node] : std::as_const(found)) {
            const int line = static_cast<int>(node->source().begin.line);
            if (const ConfigKey *key = find(schema, name))
                take(*key, valueOf(*node, key->kind), asText(*node), path, line);
            else if (problems.size() >= mostProblems)
                ++more; // to look for the nearest key takes time
            else if (!isKnownSection(schema, name, *node))
                object({path, line, shown(name), unknownKey(schema, name)});
        }
    }

    for (const ConfigKey &key : schema) {
        if (key.environment.isEmpty() || !environment.contains(key.environment))
            continue;
        const QString written = environment.value(key.environment);
        take(key, valueOf(written, key.kind), shown(u'"' + written + u'"'), key.environment, 0);
    }

    if (problems.isEmpty())
        return configuration;
    std::stable_sort(problems.begin(), problems.end(),
                     [](const auto &a, const auto &b) { return a.line < b.line && a.source == b.source; });
    if (more > 0)
        problems << ConfigProblem{path, 0, {}, QStringLiteral("and %1 more mistakes").arg(more)};
    return Unexpected{problems};
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
