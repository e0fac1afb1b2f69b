// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/data/backup.h"

#include "app/base/logging.h"

#include <fcntl.h>
#include <unistd.h>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace Medio::Home {
namespace {

SqlFailure lost(const QString &what)
{
    return {SqlFailure::Kind::Lost, what + u": " + QString::fromLocal8Bit(std::strerror(errno))};
}

/// A rename that replaces, as QFile::rename() does not.
void move(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        throw lost(QStringLiteral("%1 can't be moved to %2").arg(from, to));
}

/// A file, or the names in a folder.
void flushToDisk(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        throw lost(QStringLiteral("%1 can't be opened").arg(path));
    const bool flushed = ::fsync(descriptor) == 0;
    const SqlFailure failure = lost(QStringLiteral("%1 can't be written to the disk").arg(path));
    ::close(descriptor);
    if (!flushed)
        throw failure;
}

/// Durable, and whole or not at all.
void putInPlace(QTemporaryFile &fresh, const QString &path)
{
    flushToDisk(fresh.fileName());
    move(fresh.fileName(), path);
    fresh.setAutoRemove(false);
    flushToDisk(QFileInfo(path).path());
}

QString asideOf(const QString &path, const QDateTime &now)
{
    return path + u".damaged-" + now.toUTC().toString(u"yyyyMMdd-HHmmss-zzz");
}

/// A copy is never empty, though SQLite would take that for a database.
bool isSound(const QString &path)
{
    try {
        Connection(path).check();
        return QFileInfo(path).size() > 0;
    } catch (const SqlFailure &) {
        return false;
    }
}

} // namespace

bool Backup::exists() const
{
    return QFileInfo(path()).isFile();
}

void Backup::write(Connection &connection) const
{
    QTemporaryFile fresh(path() + u".XXXXXX"); // 0600, and empty as VACUUM wants it
    if (!fresh.open())
        throw SqlFailure{SqlFailure::Kind::Lost, fresh.errorString()};
    connection.run(QStringLiteral("VACUUM INTO ?"), {fresh.fileName()});
    putInPlace(fresh, path());
}

QString Backup::putAside(const QDateTime &now) const
{
    QString aside = asideOf(m_database, now);
    // The journals first: left behind, they would be played into the successor.
    for (const auto *part : {"-journal", "-wal", "-shm", ""}) {
        const QString suffix = QString::fromLatin1(part);
        const QFileInfo file(m_database + suffix);
        if (!suffix.isEmpty() && file.isFile() && file.size() == 0)
            QFile::remove(file.filePath());
        else if (file.exists())
            move(file.filePath(), aside + suffix);
    }
    return aside;
}

std::optional<QDateTime> Backup::restore(const QDateTime &now) const
{
    if (!exists())
        return std::nullopt;
    const QDateTime written = QFileInfo(path()).lastModified();
    QTemporaryFile fresh(m_database + u".XXXXXX");
    QFile copy(path());
    bool copied = fresh.open() && copy.open(QIODevice::ReadOnly);
    while (copied && !copy.atEnd()) {
        const QByteArray piece = copy.read(1 << 20);
        copied = !piece.isEmpty() && fresh.write(piece) == piece.size();
    }
    if (!copied || !fresh.flush())
        throw SqlFailure{SqlFailure::Kind::Lost, QStringLiteral("%1 can't be copied").arg(path())};
    if (!isSound(fresh.fileName())) {
        move(path(), asideOf(path(), now));
        return std::nullopt;
    }
    putInPlace(fresh, m_database);
    return written;
}

} // namespace Medio::Home
