// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/offlinecopies.h"

namespace Medio::Gateway {
class MediaGateway;
}

namespace Medio::Adapters {

/// The flow's offline copies are those the media gateway keeps; its ids are texts, the flow's are
/// video ids. GUI thread.
class GatewayCopies final : public Flow::OfflineCopies
{
    Q_OBJECT
public:
    /// `gateway` outlives this object.
    explicit GatewayCopies(Gateway::MediaGateway &gateway, QObject *parent = nullptr);

    [[nodiscard]] QSet<Api::VideoId> kept() const override { return m_kept; }

    /// No film of this family stays here, whole or in part, and nothing that was known of one.
    void forgetAll();

private:
    void read();

    Gateway::MediaGateway &m_gateway;
    QSet<Api::VideoId> m_kept;
};

} // namespace Medio::Adapters
