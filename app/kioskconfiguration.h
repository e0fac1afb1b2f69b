// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/configuration.h"
#include "player/painting/way.h"

#include <QSize>
#include <QString>
#include <QUrl>

#include <chrono>

namespace Medio {

/// What medio-kiosk runs with, typed and complete: the table of its keys, resolved to values.
struct KioskConfiguration
{
    QUrl server;              ///< where Medio is, for the first sign-in; empty: the parent types it
    QString caFile;           ///< private certificate authorities beside the system's; empty: none
    QString readerConnection; ///< one or several, see Nfc::Connection::listFromString()
    QString readerProgram;
    QString probeProgram;
    QString webPlayerProgram; ///< a package of its own: need not be there
    QString dataFolder;       ///< what must survive: catalogue, ledger, outbox, settings
    QString cacheFolder;      ///< what can be fetched again: offline copies, posters
    qint64 cacheBudgetMegabytes = 0;
    bool fullScreen = true;
    QSize windowSize; ///< when not full screen
    /// How long the highlight rests on a face for a child who chooses with one switch.
    std::chrono::milliseconds scanningStep{2500};
    QString mediaBackend; ///< Qt Multimedia's: "ffmpeg" or "gstreamer"
    Painting::Wish filmPainting = Painting::Wish::Automatic;
    /// At night the screen is dark once nobody has been there for so long; 0: never.
    std::chrono::minutes darkAfter{10};
    QString language; ///< "en", "de"; empty: the system's
    QString resetPin; ///< a new word resets the parents' PIN once; empty: nobody wants that

    /// The keys, their defaults and what they may hold.
    static Configuration::Schema schema();

    static KioskConfiguration from(const Configuration &configuration);

    /// The file that is read when nobody names one: the user's, else the machine's, else none.
    static QString defaultFile();
};

} // namespace Medio
