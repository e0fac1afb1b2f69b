// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/auth/secret.h"

#include "app/base/logging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSaveFile>

#include <array>

namespace Medio::Home {

Expected<QByteArray, QString> loadOrMakeSecret(const QString &path)
{
    QFile file(path);
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        return Unexpected{QStringLiteral("%1 is not a file, so it can't hold the token secret; move it away "
                                         "and a new secret is made")
                              .arg(path)};
    if (file.exists()) {
        const auto foreign = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        if (file.permissions() & foreign)
            return Unexpected{QStringLiteral("%1 is readable for others; make it 0600, or delete it and "
                                             "everybody signs in again")
                                  .arg(path)};
        if (!file.open(QIODevice::ReadOnly))
            return Unexpected{QStringLiteral("%1 can't be read: %2").arg(path, file.errorString())};
        QByteArray secret = file.read(4096).trimmed();
        if (secret.size() < 32)
            return Unexpected{QStringLiteral("%1 is too short for a secret (32 bytes at least); delete it, "
                                             "then everybody signs in again")
                                  .arg(path)};
        return secret;
    }

    const QDir folder = QFileInfo(path).dir();
    if (!folder.exists()) {
        if (!QDir().mkpath(folder.path()))
            return Unexpected{QStringLiteral("The folder %1 can't be made").arg(folder.path())};
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    QByteArray secret = QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random)).toHex();
    QSaveFile made(path);
    if (!made.open(QIODevice::WriteOnly) || !made.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        made.write(secret + '\n') < 0 || !made.commit())
        return Unexpected{QStringLiteral("%1 can't be written: %2").arg(path, made.errorString())};
    qCInfo(lcServer).noquote() << "Made a new token secret" << path;
    return secret;
}

} // namespace Medio::Home
