// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "app/kioskconfiguration.h"

#include <QCommandLineParser>
#include <QFile>
#include <QString>

#include <memory>
#include <vector>

namespace Medio {

class Chronicle;

/// What stands before the first window, shared by medio-kiosk and the stage's build of it: the
/// command line, the configuration, a display, and that no second kiosk uses the same files.
/// Each failure is said in one sentence on stderr; the value is the exit status
/// (0 done, 1 can't run here, 2 usage or configuration).
namespace Start {

/// --config, --check-config, --help, --version.
Expected<KioskConfiguration, int> readCommandLine(QCommandLineParser &parser, const QStringList &arguments);

[[nodiscard]] QStringList argumentsOf(int argc, char **argv);

/// Writes the chronicle's entries to the log, category medio.flow.
void logChronicle(Chronicle &chronicle);

/// Call before QApplication: a machine without a display is told so in one line (exit 1) instead
/// of Qt's abort. Returns what must live until the application stands.
class DisplayGuard
{
public:
    DisplayGuard();
    ~DisplayGuard();
    Q_DISABLE_COPY_MOVE(DisplayGuard)
};

/// Makes the folders and holds them for this process until the value dies, or the process, in
/// whatever way: the kernel's lock can't be left behind by a power cut.
using FolderClaim = std::vector<std::unique_ptr<QFile>>;
Expected<FolderClaim, int> claimFolders(const KioskConfiguration &configuration);

/// Loads the texts of a language ("de"; empty: the system's) for as long as the application lives;
/// English is built in. Call after QApplication.
void speak(const QString &language);

/// Frames and pictures are megabytes each and come from several threads: kept in the allocator's
/// arenas they stay for ever (280 MB after some films instead of 155). Call first in main().
void giveLargeMemoryBack();

/// No core dump may carry a token, and no other user's process may read ours (DESIGN.md rule 4).
void keepMemoryPrivate();

} // namespace Start
} // namespace Medio
