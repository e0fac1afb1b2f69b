// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace Medio {
class Chronicle;
namespace Net {
class MedioClient;
}
namespace Store {
class Catalogue;
}
} // namespace Medio

namespace Medio::Adapters {

class PosterFolder;

/// Keeps the catalogue like the server's while a parent is signed in: at every sign-in, every
/// quarter of an hour, when the server comes back, after a parent's edits, and when somebody wishes it.
/// One sync at a time; each replaces the whole catalogue or nothing of it, and never with an answer
/// that is older than what is known. Who signs in as somebody else finds the catalogue empty.
/// GUI thread. What it joins outlives it.
class CatalogueSync final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes interval{15};
    /// A wish that comes sooner after the last sync waits for this: an unknown chip tapped again
    /// and again must not use up the server's rate limits.
    static constexpr std::chrono::seconds pause{10};

    CatalogueSync(Net::MedioClient &client, Store::Catalogue &catalogue, PosterFolder &posters,
                  Chronicle &chronicle, const Clock &clock);
    ~CatalogueSync() override;

    /// As soon as it may be.
    void sync();
    [[nodiscard]] bool isUnderWay() const { return m_call != nullptr; }

Q_SIGNALS:
    /// isUnderWay() says something else now.
    void underWayChanged();

private:
    void signedInChanged(bool isSignedIn);
    void ask();
    void end();
    void fetchPosters();

    Net::MedioClient &m_client;
    Store::Catalogue &m_catalogue;
    PosterFolder &m_posters;
    const Clock &m_clock;
    QTimer m_interval;
    QTimer m_pause;
    /// Context of the sync under way. It goes with the sign-in: no family is read half as one account
    /// and half as another.
    std::unique_ptr<QObject> m_call;
    bool m_wanted = false; ///< after the one that is under way, or the pause
};

} // namespace Medio::Adapters
