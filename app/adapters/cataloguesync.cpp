// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/cataloguesync.h"

#include "app/adapters/posterfolder.h"
#include "app/adapters/signedin.h"
#include "app/base/chronicle.h"
#include "app/base/logging.h"
#include "app/store/catalogue.h"
#include "net/client/medioclient.h"

#include <QSet>

#include <utility>

namespace Medio::Adapters {

CatalogueSync::CatalogueSync(Net::MedioClient &client, Store::Catalogue &catalogue, PosterFolder &posters,
                             Chronicle &chronicle, const Clock &clock)
    : m_client(client)
    , m_catalogue(catalogue)
    , m_posters(posters)
    , m_clock(clock)
{
    m_interval.setInterval(interval);
    m_interval.start();
    m_pause.setInterval(pause);
    m_pause.setSingleShot(true);
    connect(&m_interval, &QTimer::timeout, this, &CatalogueSync::sync);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_wanted, false))
            sync();
    });

    connect(&client.session(), &Net::AuthSession::stateChanged, this, [this](Net::AuthSession::State state) {
        signedInChanged(state == Net::AuthSession::State::SignedIn);
    });
    connect(&client.gate(), &Net::HttpGate::stateChanged, this, [this](const Net::ServerState &state) {
        if (state.isOnline())
            sync();
    });
    connect(&catalogue, &Store::Catalogue::stored, this, [this, &chronicle] {
        // An emptied catalogue is stored, too.
        if (!m_catalogue.syncedAt())
            return;
        chronicle.record(QStringLiteral("catalogue-synced"));
        fetchPosters();
    });
    connect(&posters, &PosterFolder::looked, &catalogue, &Store::Catalogue::setPosters);
    connect(&posters, &PosterFolder::arrived, &catalogue, &Store::Catalogue::setPoster);
}

CatalogueSync::~CatalogueSync() = default;

void CatalogueSync::signedInChanged(bool isSignedIn)
{
    end();
    if (!isSignedIn)
        return;
    if (const auto owner = signedInOwner(m_client))
        m_catalogue.belongTo(*owner);
    m_pause.stop();
    sync();
}

void CatalogueSync::sync()
{
    if (m_client.session().state() != Net::AuthSession::State::SignedIn)
        return;
    if (m_call || m_pause.isActive())
        m_wanted = true;
    else
        ask();
}

void CatalogueSync::ask()
{
    m_call = std::make_unique<QObject>();
    Q_EMIT underWayChanged();
    m_client.family()->then(m_call.get(), [this, server = serverOf(m_client),
                                           revision = m_catalogue.revision()](const auto &family) {
        if (!family) {
            qCInfo(lcNet) << "the catalogue could not be fetched:" << Api::kindName(family.error().kind)
                          << family.error().message;
        } else if (revision != m_catalogue.revision()) {
            m_wanted = true; // an edit was delivered meanwhile: this answer may be older
        } else {
            m_catalogue.replace(server, *family, m_clock.wall());
        }
        m_pause.start();
        end();
    });
}

void CatalogueSync::end()
{
    if (!m_call)
        return;
    m_call.reset();
    Q_EMIT underWayChanged();
}

/// Of what chips play first: that is what children see.
void CatalogueSync::fetchPosters()
{
    QList<Api::Video> videos;
    QSet<Api::VideoId> played;
    const QList<Flow::CatalogueFilm> &films = m_catalogue.snapshot()->films();
    for (const Flow::CatalogueFilm &film : films) {
        videos.append(film.video);
        played.insert(film.video.id);
    }
    for (const Api::Video &video : m_catalogue.family().videos) {
        if (!played.contains(video.id))
            videos.append(video);
    }
    m_posters.keep(videos);
}

} // namespace Medio::Adapters
