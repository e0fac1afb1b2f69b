// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Medio::Flow {

/// Whether films of YouTube, Vimeo and Dailymotion can be shown now, and what is in the way: the first
/// of these that is.
enum class WebAccess {
    Ready,
    NotInstalled, ///< medio-web-player is a package of its own
    NoConsent,    ///< no parent has agreed to what the platforms do (KioskSettings::webFilms)
    NoNetwork,    ///< the platforms can't be reached
};

/// Knows that. Such a film is NotHere unless Ready; it is never kept on this machine and never
/// fetched ahead. Lives on the GUI thread.
class WebFilms : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual WebAccess access() const = 0; ///< from memory

Q_SIGNALS:
    void changed();
};

} // namespace Medio::Flow
