// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/watchsessions.h"
#include "net/api/messages.h"

namespace Medio::Net {
class MedioClient;
}

namespace Medio::Adapters {

/// The flow's watch sessions over the public session routes (MEDIO-API.md §7), and what their answers tell of
/// the child's day, so that nobody has to ask for it beside them. GUI thread.
class NetWatchSessions final : public Flow::WatchSessions
{
    Q_OBJECT
public:
    /// `client` outlives this object.
    explicit NetWatchSessions(Net::MedioClient &client, QObject *parent = nullptr);

    void start(const Start &start) override;
    void beat(const Beat &beat) override;

private:
    void tellDay(const Start &start, const Api::StartOutcome &outcome);

    Net::MedioClient &m_client;
};

} // namespace Medio::Adapters
