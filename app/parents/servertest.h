// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/parents/account.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Flow {
class Alarm;
}

namespace Medio::Parents {

/// What a person can do about a finding.
enum class ServerAdvice {
    SignIn,           ///< all is well
    TypeAddress,      ///< none was typed
    CheckSpelling,    ///< of the address
    UseHttps,         ///< plain http goes to addresses at home only
    JustWait,         ///< it starts, or its database comes back, by itself
    WaitAndRetry,     ///< it wants a pause
    CheckNetwork,     ///< of this kiosk: cable, Wi-Fi
    StartServer,      ///< the machine is there; the program is off, or listens on another port
    CheckServer,      ///< is it switched on, and can this kiosk reach it?
    UseOtherAddress,  ///< ServerFinding::redirect
    OpenBrowser,      ///< a web page is in between (captive portal), or there is something else there
    InstallAuthority, ///< the CA of a home server has to be made known to the kiosk
    RenewCertificate, ///< of the server; and look at this kiosk's clock
    CheckHostName,    ///< the certificate is for another name than the one typed
    TryPlainHttp,     ///< does it speak TLS at all on that port?
};

[[nodiscard]] ServerAdvice adviceFor(ServerFinding::Kind kind);
/// A parent can sign in or register there, now or in a moment.
[[nodiscard]] bool isMedio(ServerFinding::Kind kind);

/// A parent types an address and asks what is there. A server that wakes is asked again until it is
/// awake, for a minute and a half at most.
/// Lives on the GUI thread.
class ServerTest final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds again{5};     ///< pause between two questions to a waking server
    static constexpr std::chrono::seconds patience{90}; ///< with it

    /// All outlive this object; `alarm` is its alone.
    ServerTest(ServerProbe &probe, const Clock &clock, Flow::Alarm &alarm, QObject *parent = nullptr);

    /// Replaces a test under way, which then says nothing more. Either found() at once, for what need not
    /// be asked; or started(), any number of waking(), and one found().
    void test(const QString &typed);
    /// Nothing more is said.
    void stop();

    [[nodiscard]] bool isUnderWay() const { return m_server.has_value(); }

Q_SIGNALS:
    void started();
    /// It seems to be starting; the test goes on by itself.
    void waking(const Medio::Parents::ServerFinding &finding);
    void found(const Medio::Parents::ServerFinding &finding);

private:
    void ask();
    void answered(const ServerFinding &finding);

    ServerProbe &m_probe;
    const Clock &m_clock;
    Flow::Alarm &m_alarm;
    std::optional<Api::ServerAddress> m_server;
    std::chrono::nanoseconds m_patienceEnds{0};
    quint64 m_question = 0; ///< answers to another one are late
};

} // namespace Medio::Parents
