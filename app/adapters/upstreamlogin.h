// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Medio::Gateway {
class MediaGateway;
}
namespace Medio::Net {
class AuthSession;
class HttpGate;
} // namespace Medio::Net

namespace Medio::Adapters {

/// Gives the film gateway what the signed-in server's own origin has to see and who may speak for it (a
/// family's own certificate authority), and takes it away again: film bytes do not pass the API's gate
/// (DESIGN.md, "Modules"). GUI thread. What it joins outlives it.
class UpstreamLogin final : public QObject
{
    Q_OBJECT
public:
    UpstreamLogin(const Net::AuthSession &session, const Net::HttpGate &gate, Gateway::MediaGateway &gateway,
                  QObject *parent = nullptr);
};

} // namespace Medio::Adapters
