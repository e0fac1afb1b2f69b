// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QString>

namespace Medio::Home {

/// The family's films and posters. Nothing outside of it is ever served, whatever a symbolic link in
/// it points at: films need no login. Blocks on the disk. Thread-safe: immutable.
class MediaFolder
{
public:
    enum class Problem {
        Missing, ///< no such file, or no media folder
        NoFile,  ///< a folder, a pipe, a device
        Outside  ///< a symbolic link leads out
    };

    /// Empty: there are no films.
    explicit MediaFolder(const QString &path)
        : m_path(path)
    {
    }

    /// Where the file of that name (relative to the folder) lies in truth: absolute, without links.
    [[nodiscard]] Expected<QString, Problem> find(const QString &name) const;

private:
    const QString m_path;
};

} // namespace Medio::Home
