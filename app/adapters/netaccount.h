// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/account.h"
#include "app/parents/accountmemory.h"

#include <QObject>

namespace Medio {
namespace Net {
class MedioClient;
}
namespace Store {
class Catalogue;
class Edits;
} // namespace Store
} // namespace Medio

namespace Medio::Adapters {

/// A parent's account over the Medio client: signs in, registers, remembers where; signs out and deals
/// with what belongs to the account; looks what is there under an address. Until a sign-in elsewhere has
/// worked the kiosk talks to the server it talked to before, signed in as before.
/// GUI thread. What it joins outlives it.
class NetAccount final : public QObject,
                         public Parents::Account,
                         public Parents::Registrar,
                         public Parents::Login,
                         public Parents::ServerProbe
{
    Q_OBJECT
public:
    NetAccount(Net::MedioClient &client, Parents::AccountMemory &memory, Store::Catalogue &catalogue,
               Store::Edits &edits);

    void signIn(const Api::ServerAddress &server, const QString &email, const QString &password,
                Account::Answer answer) override;
    void registerUser(const Api::ServerAddress &server, const QString &name, const QString &email,
                      const QString &password, Registrar::Answer answer) override;
    void signOut(const Parents::Belongings &belongings, Login::Answer answer) override;
    void testServer(const Api::ServerAddress &server, ServerProbe::Answer answer) override;

Q_SIGNALS:
    /// The catalogue is gone: so are pictures and offline copies to be.
    void catalogueForgotten();

private:
    Net::MedioClient &m_client;
    Parents::AccountMemory &m_memory;
    Store::Catalogue &m_catalogue;
    Store::Edits &m_edits;
};

} // namespace Medio::Adapters
