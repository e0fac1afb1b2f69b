// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/accountmemory.h"
#include "app/parents/signin.h"

#include <QObject>

namespace Medio::Net {
class MedioClient;
}

namespace Medio::Adapters {

/// A parent's account over the Medio client: signs in at the server and remembers where. Until that
/// has worked the kiosk talks to the server it talked to before, signed in as before.
/// GUI thread.
class NetAccount final : public QObject, public Parents::Account
{
    Q_OBJECT
public:
    /// Both outlive this object.
    NetAccount(Net::MedioClient &client, Parents::AccountMemory &memory, QObject *parent = nullptr);

    void signIn(const Api::ServerAddress &server, const QString &email, const QString &password,
                Answer answer) override;

private:
    Net::MedioClient &m_client;
    Parents::AccountMemory &m_memory;
};

} // namespace Medio::Adapters
