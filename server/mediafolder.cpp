// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/mediafolder.h"

#include <QDir>
#include <QFileInfo>

namespace Medio::Home {

Expected<QString, MediaFolder::Problem> MediaFolder::find(const QString &name) const
{
    if (m_path.isEmpty())
        return Unexpected{Problem::Missing};
    const QFileInfo file(QDir(m_path).filePath(name));
    QString found = file.canonicalFilePath();
    if (found.isEmpty() || !file.exists()) // a link that leads in a circle
        return Unexpected{Problem::Missing};
    QString root = QFileInfo(m_path).canonicalFilePath();
    if (!root.endsWith(u'/'))
        root += u'/';
    if (!found.startsWith(root))
        return Unexpected{Problem::Outside};
    if (!file.isFile())
        return Unexpected{Problem::NoFile};
    return found;
}

} // namespace Medio::Home
