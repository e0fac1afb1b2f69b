// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/netaccount.h"

#include "app/store/catalogue.h"
#include "app/store/edits.h"
#include "net/client/medioclient.h"

#include <QHash>

namespace Medio::Adapters {
namespace {

using namespace Qt::StringLiterals;
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

Parents::RegistrationProblem registrationProblemOf(const Api::ApiError &error)
{
    using Kind = Api::ApiError::Kind;
    using Parents::RegistrationProblem;
    switch (error.kind) {
    case Kind::Conflict:
        return RegistrationProblem::EmailTaken;
    case Kind::Invalid:
    case Kind::Refused:
        return RegistrationProblem::Refused;
    case Kind::RateLimited:
        return RegistrationProblem::TooManyTries;
    case Kind::ServerTrouble:
        return RegistrationProblem::ServerTrouble;
    case Kind::WrongServer:
    case Kind::BadAnswer:
    case Kind::NotFound:
    case Kind::NotSignedIn:
    case Kind::TooLarge:
        return RegistrationProblem::NotMedio;
    case Kind::NotConfigured:
        return RegistrationProblem::AddressMalformed;
    case Kind::Unreachable:
    case Kind::TimedOut:
    case Kind::KeyringLocked:
    case Kind::Aborted:
        break;
    }
    return RegistrationProblem::ServerAway;
}

using Finding = Parents::ServerFinding;

Finding::Kind unreachableBecause(const QString &code)
{
    static const QHash<QString, Finding::Kind> kinds{
        {u"no-network"_s, Finding::Kind::NoNetwork},
        {u"unresolved"_s, Finding::Kind::NameUnknown},
        {u"refused"_s, Finding::Kind::Refused},
        {u"tls"_s, Finding::Kind::TlsFailed},
        {u"certificate-untrusted"_s, Finding::Kind::CertificateUntrusted},
        {u"certificate-host"_s, Finding::Kind::CertificateWrongHost},
        {u"certificate-expired"_s, Finding::Kind::CertificateExpired},
        {u"certificate-not-yet-valid"_s, Finding::Kind::CertificateExpired},
    };
    return kinds.value(code, Finding::Kind::Broken);
}

Finding findingOf(const Api::ApiError &error)
{
    using Kind = Api::ApiError::Kind;
    Finding finding;
    finding.httpStatus = error.httpStatus;
    switch (error.kind) {
    case Kind::Unreachable:
        finding.kind = unreachableBecause(error.code);
        break;
    case Kind::TimedOut:
        finding.kind = Finding::Kind::TimedOut;
        break;
    case Kind::ServerTrouble: // 500 is Medio's own; the others are a proxy's that waits for it
        finding.kind = error.httpStatus == 500 ? Finding::Kind::Degraded : Finding::Kind::Waking;
        break;
    case Kind::RateLimited:
        finding.kind = Finding::Kind::TooManyTries;
        break;
    case Kind::WrongServer:
        finding.kind = Finding::Kind::NotMedio;
        if (error.code == "redirect"_L1) {
            finding.kind = Finding::Kind::Elsewhere;
            finding.redirect = QUrl(error.message, QUrl::StrictMode);
        }
        break;
    case Kind::NotSignedIn:
    case Kind::Refused:
    case Kind::NotFound:
    case Kind::Conflict:
    case Kind::Invalid:
    case Kind::BadAnswer:
    case Kind::TooLarge:
        finding.kind = Finding::Kind::NotMedio;
        break;
    case Kind::KeyringLocked:
    case Kind::Aborted:
    case Kind::NotConfigured:
        finding.kind = Finding::Kind::Broken;
        break;
    }
    return finding;
}

Finding findingOf(const Api::Health &health)
{
    Finding finding;
    finding.httpStatus = health.healthy ? 200 : 503;
    finding.kind = !health.healthy                 ? Finding::Kind::Degraded
                   : health.capabilities.isEmpty() ? Finding::Kind::Medio
                                                   : Finding::Kind::MedioHome;
    return finding;
}

} // namespace

NetAccount::NetAccount(Net::MedioClient &client, Parents::AccountMemory &memory, Store::Catalogue &catalogue,
                       Store::Edits &edits)
    : m_client(client)
    , m_memory(memory)
    , m_catalogue(catalogue)
    , m_edits(edits)
{
}

void NetAccount::signIn(const Api::ServerAddress &server, const QString &email, const QString &password,
                        Account::Answer answer)
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

void NetAccount::registerUser(const Api::ServerAddress &server, const QString &name, const QString &email,
                              const QString &password, Registrar::Answer answer)
{
    m_client.registerUserAt(server, {email, password, name})
        ->then(this, [this, server, answer](const auto &user) {
            if (user) {
                m_memory.remember({server.base(), user->email});
                answer(*user);
            } else {
                answer(Unexpected{registrationProblemOf(user.error())});
            }
        });
}

void NetAccount::signOut(const Parents::Belongings &belongings, Login::Answer answer)
{
    if (belongings.dropEdits)
        m_edits.dropAll();
    m_client.signOut()->then(this, [answer](const auto &report) {
        answer({report && !report->notRevoked, report && !report->notWiped});
    });
    if (belongings.forgetCatalogue) {
        m_catalogue.belongTo({});
        Q_EMIT catalogueForgotten();
    }
}

void NetAccount::testServer(const Api::ServerAddress &server, ServerProbe::Answer answer)
{
    m_client.testServer(server)->then(this, [server, answer](const auto &health) {
        Finding finding = health ? findingOf(*health) : findingOf(health.error());
        finding.address = server.base();
        answer(finding);
    });
}

} // namespace Medio::Adapters
