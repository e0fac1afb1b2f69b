// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/surroundings.h"
#include "net/client/serverstate.h"

#include <QObject>

#include <optional>

namespace Medio {
class Chronicle;
namespace Flow {
class FamilyTime;
class KioskFlow;
} // namespace Flow
namespace Net {
class MedioClient;
struct ServerTime;
} // namespace Net
} // namespace Medio

namespace Medio::Adapters {

/// Tells the flow how the server is doing, whether a parent is signed in, what time it says it is, and what
/// it knows of a child's day when the flow wants to know; and the chronicle "online" and "offline". GUI
/// thread. What it joins outlives it.
class ServerWatch final : public QObject
{
    Q_OBJECT
public:
    /// `family`: the server is not asked about days that this knows; null: it is always asked.
    ServerWatch(Net::MedioClient &client, Flow::KioskFlow &flow, Chronicle &chronicle,
                const Flow::FamilyTime *family = nullptr, QObject *parent = nullptr);

    [[nodiscard]] static Flow::ServerState stateFor(Net::ServerState::Kind kind);

private:
    void tellServer(const Net::ServerState &state);
    void tellTime(const Net::ServerTime &time);
    void askWatchTime(const Api::ProfileId &child);

    Net::MedioClient &m_client;
    Flow::KioskFlow &m_flow;
    Chronicle &m_chronicle;
    const Flow::FamilyTime *m_family;
    std::optional<bool> m_online; ///< as told to the chronicle: edges only
};

} // namespace Medio::Adapters
