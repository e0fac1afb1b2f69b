// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/netaccount.h"

#include "net/client/medioclient.h"

namespace Medio::Adapters {
namespace {

using Parents::SignInProblem;

SignInProblem problemOf(const Api::ApiError &error)
{
    using Kind = Api::ApiError::Kind;
    switch (error.kind) {
    case Kind::NotSignedIn:
    case Kind::Refused:
    case Kind::Invalid: // what is typed is no e-mail address: no account has it
        return SignInProblem::WrongCredentials;
    case Kind::RateLimited:
        return SignInProblem::TooManyTries;
    case Kind::WrongServer:
    case Kind::BadAnswer:
    case Kind::NotFound:
    case Kind::Conflict:
    case Kind::TooLarge:
        return SignInProblem::NotMedio;
    case Kind::KeyringLocked:
        return SignInProblem::KeyringUnavailable;
    case Kind::NotConfigured:
        return SignInProblem::AddressMalformed;
    case Kind::ServerTrouble:
        return SignInProblem::ServerTrouble;
    case Kind::Unreachable:
    case Kind::TimedOut:
    case Kind::Aborted:
        break;
    }
    return SignInProblem::ServerAway;
}

} // namespace

NetAccount::NetAccount(Net::MedioClient &client, Parents::AccountMemory &memory, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_memory(memory)
{
}

void NetAccount::signIn(const Api::ServerAddress &server, const QString &email, const QString &password,
                        Answer answer)
{
    m_client.signInAt(server, email, password)->then(this, [this, server, answer](const auto &user) {
        if (user) {
            m_memory.remember({server.base(), user->email});
            answer({});
        } else {
            answer(Unexpected{problemOf(user.error())});
        }
    });
}

} // namespace Medio::Adapters
