// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/base/expected.h"
#include "app/kioskconfiguration.h"

#include <QCommandLineParser>
#include <QFile>
#include <QString>

#include <memory>
#include <vector>

namespace Medio {

class Chronicle;

class Composition;

/// From main() to the first window and out again, shared by medio-kiosk and the stage's build of it:
/// the command line, the configuration, a display, that no second kiosk uses the same files, the
/// kiosk itself, its clean end. Each failure is said in one sentence on stderr; the value is the exit
/// status (0 done, 1 can't run here, 2 usage or configuration).
namespace Start {

/// What a build of the kiosk brings along. This one brings the machine's own clock and nothing else,
/// as shipped. Called in this order, on the GUI thread.
class Extras
{
public:
    Extras() = default;
    virtual ~Extras() = default;
    Q_DISABLE_COPY_MOVE(Extras)

    virtual void addOptions(QCommandLineParser &) {}
    /// Which lives as long as this object. An error is one of usage: exit 2.
    virtual Expected<const Clock *, QString> clock(const QCommandLineParser &parser);
    /// Before anything is recorded. What it returns lives a little longer than the kiosk.
    virtual std::unique_ptr<QObject> attach(Chronicle &) { return nullptr; }
    /// The kiosk is put together and not started. An error: exit 1.
    virtual Expected<void, QString> join(Composition &) { return {}; }

private:
    const SystemClock m_clock;
};

/// All of it; returns the exit status.
int run(int argc, char **argv, Extras &extras);

/// --config, --check-config, --help, --version.
Expected<KioskConfiguration, int> readCommandLine(QCommandLineParser &parser, const QStringList &arguments);

/// From this file and the environment; no path: from the environment alone.
Expected<KioskConfiguration, int> readConfiguration(const QString &path);

/// Makes the folders and holds them for this process until the value dies, or the process, in
/// whatever way: the kernel's lock can't be left behind by a power cut.
using FolderClaim = std::vector<std::unique_ptr<QFile>>;
Expected<FolderClaim, int> claimFolders(const KioskConfiguration &configuration);

/// Loads the texts of a language ("de"; empty: the system's) for as long as the application lives;
/// English is built in. Call after QApplication.
void speak(const QString &language);

/// Frames and pictures are megabytes each and come from several threads: kept in the allocator's
/// arenas they stay for ever (280 MB after some films instead of 155).
void giveLargeMemoryBack();

/// No core dump may carry a token, and no process without privileges may trace ours or read its memory,
/// not even one of the same user (DESIGN.md rule 4). Call before run(): the stage's build does not, whose
/// processes are looked at. What it costs: /proc/self belongs to root from then on, so that its files with
/// mode 0400 (environ, io, mem) can't be opened any more, by ourselves neither; exe, fd and maps can.
/// Programs that we start are as open as ever, and hold no secret.
void keepMemoryPrivate();

} // namespace Start
} // namespace Medio
