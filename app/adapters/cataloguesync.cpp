// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/cataloguesync.h"

#include "app/adapters/posterfolder.h"
#include "app/base/chronicle.h"
#include "app/base/logging.h"
#include "app/store/catalogue.h"
#include "net/client/medioclient.h"

namespace Medio::Adapters {

CatalogueSync::CatalogueSync(Net::MedioClient &client, Store::Catalogue &catalogue, PosterFolder &posters,
                             Chronicle &chronicle, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_catalogue(catalogue)
    , m_posters(posters)
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
        if (state == Net::AuthSession::State::SignedIn) {
            m_pause.stop();
            sync();
        }
    });
    connect(&client.gate(), &Net::HttpGate::stateChanged, this, [this](const Net::ServerState &state) {
        if (state.isOnline())
            sync();
    });
    connect(&catalogue, &Store::Catalogue::stored, this, [this, &chronicle] {
        chronicle.record(QStringLiteral("catalogue-synced"));
        fetchPosters();
    });
    connect(&posters, &PosterFolder::arrived, &catalogue, &Store::Catalogue::setPoster);
}

void CatalogueSync::sync()
{
    if (m_client.session().state() != Net::AuthSession::State::SignedIn)
        return;
    if (m_underWay || m_pause.isActive())
        m_wanted = true;
    else
        ask();
}

void CatalogueSync::ask()
{
    m_underWay = true;
    m_client.family()->then(this, [this](const auto &family) {
        m_underWay = false;
        m_pause.start();
        if (family)
            m_catalogue.replace(*family);
        else
            qCInfo(lcNet) << "the catalogue could not be fetched:" << Api::kindName(family.error().kind)
                          << family.error().message;
    });
}

void CatalogueSync::fetchPosters()
{
    const QList<Api::Video> &videos = m_catalogue.family().videos;
    const auto known = m_posters.known(videos);
    for (auto it = known.cbegin(); it != known.cend(); ++it)
        m_catalogue.setPoster(it.key(), it.value());
    m_posters.fetch(videos);
}

} // namespace Medio::Adapters
