// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

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
/// quarter of an hour, when the server comes back, and when somebody wishes it. One sync at a time;
/// each replaces the whole catalogue or nothing of it. GUI thread. What it joins outlives it.
class CatalogueSync final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes interval{15};
    /// A wish that comes sooner after the last sync waits for this: an unknown chip tapped again
    /// and again must not use up the server's rate limits.
    static constexpr std::chrono::seconds pause{10};

    CatalogueSync(Net::MedioClient &client, Store::Catalogue &catalogue, PosterFolder &posters,
                  Chronicle &chronicle, QObject *parent = nullptr);

    /// As soon as it may be.
    void sync();

private:
    void ask();
    void fetchPosters();

    Net::MedioClient &m_client;
    Store::Catalogue &m_catalogue;
    PosterFolder &m_posters;
    QTimer m_interval;
    QTimer m_pause;
    bool m_underWay = false;
    bool m_wanted = false; ///< after the one that is under way, or the pause
};

} // namespace Medio::Adapters
