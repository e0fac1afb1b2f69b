// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QString>

namespace Medio {

/// Path of a program of this build: for a test where ctest says it lies (MEDIO_BIN_DIR), for a bench that is
/// started by hand beside itself.
inline QString buildProgram(QStringView name)
{
    return qEnvironmentVariable("MEDIO_BIN_DIR", QCoreApplication::applicationDirPath()) + u'/' + name;
}

} // namespace Medio
