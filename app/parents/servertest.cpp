// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/servertest.h"

#include "app/flow/alarm.h"

#include <QPointer>

namespace Medio::Parents {

using Kind = ServerFinding::Kind;

ServerAdvice adviceFor(Kind kind)
{
    switch (kind) {
    case Kind::AddressMissing:
        return ServerAdvice::TypeAddress;
    case Kind::AddressMalformed:
    case Kind::NameUnknown:
        return ServerAdvice::CheckSpelling;
    case Kind::AddressUnsafe:
        return ServerAdvice::UseHttps;
    case Kind::Medio:
    case Kind::MedioHome:
        return ServerAdvice::SignIn;
    case Kind::Degraded:
    case Kind::Waking:
        return ServerAdvice::JustWait;
    case Kind::NotMedio:
        return ServerAdvice::OpenBrowser;
    case Kind::Elsewhere:
        return ServerAdvice::UseOtherAddress;
    case Kind::NoNetwork:
        return ServerAdvice::CheckNetwork;
    case Kind::Refused:
        return ServerAdvice::StartServer;
    case Kind::TimedOut:
    case Kind::Broken:
        return ServerAdvice::CheckServer;
    case Kind::TooManyTries:
        return ServerAdvice::WaitAndRetry;
    case Kind::CertificateUntrusted:
        return ServerAdvice::InstallAuthority;
    case Kind::CertificateExpired:
        return ServerAdvice::RenewCertificate;
    case Kind::CertificateWrongHost:
        return ServerAdvice::CheckHostName;
    case Kind::TlsFailed:
        return ServerAdvice::TryPlainHttp;
    }
    return ServerAdvice::CheckServer;
}

bool isMedio(Kind kind)
{
    return kind == Kind::Medio || kind == Kind::MedioHome || kind == Kind::Degraded || kind == Kind::Waking;
}

ServerTest::ServerTest(ServerProbe &probe, const Clock &clock, Flow::Alarm &alarm, QObject *parent)
    : QObject(parent)
    , m_probe(probe)
    , m_clock(clock)
    , m_alarm(alarm)
{
    connect(&m_alarm, &Flow::Alarm::rang, this, &ServerTest::ask);
}

void ServerTest::test(const QString &typed)
{
    stop();
    const auto address = Api::ServerAddress::parse(typed);
    if (!address) {
        using Problem = Api::ServerAddress::Problem;
        const Kind kind = address.error() == Problem::Empty       ? Kind::AddressMissing
                          : address.error() == Problem::PlainHttp ? Kind::AddressUnsafe
                                                                  : Kind::AddressMalformed;
        Q_EMIT found({.kind = kind});
        return;
    }
    m_server = *address;
    m_patienceEnds = m_clock.monotonic() + patience;
    const quint64 question = m_question;
    Q_EMIT started();
    if (question == m_question) // unless whoever heard it has stopped the test
        ask();
}

void ServerTest::stop()
{
    ++m_question;
    m_server.reset();
    m_alarm.setAt(std::nullopt);
}

void ServerTest::ask()
{
    if (!m_server)
        return;
    m_probe.testServer(*m_server,
                       [self = QPointer(this), question = m_question](const ServerFinding &finding) {
                           if (self && question == self->m_question)
                               self->answered(finding);
                       });
}

void ServerTest::answered(const ServerFinding &finding)
{
    const std::chrono::nanoseconds next = m_clock.monotonic() + again;
    if (finding.kind == Kind::Waking && next < m_patienceEnds) {
        m_alarm.setAt(next);
        Q_EMIT waking(finding);
        return;
    }
    stop();
    Q_EMIT found(finding);
}

} // namespace Medio::Parents
