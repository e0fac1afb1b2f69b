// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Medio::Parents {

/// Why films of YouTube, Vimeo and Dailymotion are shown here, or not: each fact for itself.
struct PlatformFacts
{
    bool isInstalled = false; ///< the package medio-web-player
    bool isAgreed = false;    ///< by a parent, to what the platforms do
    bool isReachable = true;
    int films = 0;   ///< of the library, that live on a platform
    int unknown = 0; ///< of the library, that are neither there nor a film to play directly

    [[nodiscard]] bool isReady() const { return isInstalled && isAgreed && isReachable; }

    friend bool operator==(const PlatformFacts &, const PlatformFacts &) = default;
};

/// What parents decide about such films. Implemented in app/adapters; GUI thread.
class PlatformDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual PlatformFacts facts() const = 0;
    /// Holds at once and over restarts; what plays now goes on to its end.
    virtual void setAgreed(bool agreed) = 0;

Q_SIGNALS:
    void changed();
};

} // namespace Medio::Parents
