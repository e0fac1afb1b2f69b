// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Medio::Store {

/// Why a file of the kiosk can't be used. For the log and for whoever set the kiosk up.
struct StoreProblem
{
    enum class Kind {
        NotWritable, ///< folder or file: read-only, full, wrong owner
        TooNew,      ///< written by a newer version of the program; it is left alone
        Damaged,     ///< no database (any more), perhaps not even a file
    };
    Kind kind = Kind::NotWritable;
    QString file;   ///< path
    QString detail; ///< one sentence, as the system puts it

    /// "/var/lib/medio/ledger.db can't be written: attempt to write a readonly database"
    [[nodiscard]] QString toString() const;
};

} // namespace Medio::Store
