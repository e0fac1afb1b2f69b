// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/chiplookup.h"

namespace Medio::Net {
class MedioClient;
}

namespace Medio::Adapters {

/// Asks the server about a chip that the catalogue does not know (POST nfc/scan/public). That
/// answer has no chip id and one film at most (MEDIO-API.md Q5). GUI thread.
class NetChipLookup final : public Flow::ChipLookup
{
    Q_OBJECT
public:
    /// `client` outlives this object.
    explicit NetChipLookup(Net::MedioClient &client, QObject *parent = nullptr);

    void ask(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &child) override;

private:
    Net::MedioClient &m_client;
};

} // namespace Medio::Adapters
