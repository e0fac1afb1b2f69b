// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/secretsearch.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace Medio::Stage {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortest = 6;
const QByteArrayList cookies{"authToken", "refreshToken", "_csrf"};

/// As QString holds it in memory, and as whatever dumps it would write it.
QByteArray inUtf16(const QByteArray &text)
{
    const QString wide = QString::fromUtf8(text);
    return {reinterpret_cast<const char *>(wide.utf16()), wide.size() * qsizetype(sizeof(char16_t))};
}

} // namespace

void SecretSearch::add(const QString &name, const QByteArray &secret)
{
    if (secret.size() >= shortest)
        m_names.insert(secret, name);
}

void SecretSearch::learn(const QByteArray &message)
{
    const QByteArray head = message.first(std::max<qsizetype>(message.indexOf("\r\n\r\n"), 0));
    for (const QByteArray &line : head.split('\n')) {
        const QByteArray name = line.first(std::max<qsizetype>(line.indexOf(':'), 0)).trimmed().toLower();
        const QByteArray value = line.sliced(line.indexOf(':') + 1).trimmed();
        if (name == "x-csrf-token")
            add(u"CSRF token"_s, value);
        if (name != "cookie" && name != "set-cookie")
            continue;
        for (const QByteArray &part : value.split(';')) {
            const qsizetype equals = part.indexOf('=');
            const QByteArray cookie = part.first(std::max<qsizetype>(equals, 0)).trimmed();
            if (cookies.contains(cookie))
                add(QString::fromLatin1(cookie), part.sliced(equals + 1).trimmed());
        }
    }
}

QStringList SecretSearch::names() const
{
    QStringList names = m_names.values();
    names.sort();
    names.removeDuplicates();
    return names;
}

QStringList SecretSearch::foundIn(const QStringList &paths) const
{
    QStringList found;
    for (const QString &path : paths) {
        if (QFileInfo(path).isFile())
            searchFile(path, found);
        QDirIterator files(path, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext())
            searchFile(files.next(), found);
    }
    return found;
}

void SecretSearch::searchFile(const QString &path, QStringList &found) const
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || file.size() == 0)
        return;
    const uchar *const bytes = file.map(0, file.size());
    if (bytes == nullptr) {
        found.append(path + u" can't be looked into"_s);
        return;
    }
    const QByteArrayView content(bytes, file.size());
    for (auto it = m_names.cbegin(); it != m_names.cend(); ++it) {
        if (content.contains(it.key()) || content.contains(inUtf16(it.key())))
            found.append(u"%1 holds the %2"_s.arg(path, it.value()));
    }
}

} // namespace Medio::Stage
