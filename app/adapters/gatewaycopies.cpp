// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/gatewaycopies.h"

#include "player/gateway/mediagateway.h"

namespace Medio::Adapters {

GatewayCopies::GatewayCopies(Gateway::MediaGateway &gateway, QObject *parent)
    : OfflineCopies(parent)
    , m_gateway(gateway)
{
    connect(&gateway, &Gateway::MediaGateway::keptChanged, this, [this] {
        read();
        Q_EMIT changed();
    });
    read();
}

void GatewayCopies::forgetAll()
{
    FilmCopies &copies = m_gateway.copies();
    copies.setWanted({}); // or what is deleted would be fetched anew before the family's chips are gone
    copies.setExisting({});
}

void GatewayCopies::read()
{
    m_kept.clear();
    const QSet<QString> ids = m_gateway.kept();
    for (const QString &id : ids) {
        if (const auto video = Api::VideoId::parse(id))
            m_kept.insert(*video);
    }
}

} // namespace Medio::Adapters
