// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/status.h"
#include "net/client/serverstate.h"

namespace Medio {
namespace Net {
class MedioClient;
}
namespace Parents {
class AccountMemory;
}
namespace Store {
class Storage;
}
} // namespace Medio

namespace Medio::Adapters {

class CatalogueSync;
class EditSender;

/// How the connections are doing, gathered from those who know it. Decides nothing: what an outage is
/// called is Net::ServerState's word, translated. GUI thread. What it joins outlives it.
class KioskStatus final : public Parents::StatusSource
{
    Q_OBJECT
public:
    KioskStatus(Net::MedioClient &client, Store::Storage &store, CatalogueSync &sync, EditSender &sender);

    [[nodiscard]] Parents::Status status() const override;
    void refresh() override;

    [[nodiscard]] static Parents::ServerStatus::State stateFor(const Net::ServerState &state);
    [[nodiscard]] static Parents::ServerStatus::Reason reasonFor(const Net::ServerState &state);

private:
    void look();
    [[nodiscard]] Parents::ServerStatus server() const;
    [[nodiscard]] Parents::LoginStatus login() const;
    [[nodiscard]] Parents::KeychainStatus keychain() const;
    [[nodiscard]] Parents::OutboxStatus outbox() const;
    [[nodiscard]] Parents::SyncStatus syncStatus() const;

    Net::MedioClient &m_client;
    Store::Storage &m_store;
    CatalogueSync &m_sync;
    EditSender &m_sender;
    Parents::Status m_told;
    bool m_asking = false;
    bool m_keychainUsed = false;
};

} // namespace Medio::Adapters
