// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/medioclient.h"
#include "tests/support/faketokenstore.h"
#include "tests/support/loopbackserver.h"

#include <QTest>

#include <chrono>
#include <optional>

namespace Medio::Net {

/// How a call ends, waited for. One that does not end within `patience` counts as aborted.
template<typename T>
Expected<T, Api::ApiError> resultOf(Call<T> *call,
                                    std::chrono::milliseconds patience = std::chrono::seconds(5))
{
    QObject context;
    std::optional<Expected<T, Api::ApiError>> result;
    call->then(&context, [&result](const auto &ended) { result = ended; });
    if (QTest::qWaitFor([&result] { return result.has_value(); }, static_cast<int>(patience.count())))
        return *result;
    return Unexpected{Api::ApiError{
        Api::ApiError::Kind::Aborted, 0, QStringLiteral("test"), QStringLiteral("no result at all"), {}, {}}};
}

/// The kiosk's side of the wire, put together as the composition does it, but for tokens in memory and
/// a chance that always falls the same way: by default so that every backoff is over at once.
class ClientSide
{
public:
    explicit ClientSide(const Clock &clock, const HttpGate::Times &times = {},
                        const MedioClient::Retries &retries = {}, double chance = 0.01)
        : dice([chance] { return chance; })
        , gate(clock, dice, times)
        , session(gate, tokens, clock)
        , client(gate, session, dice, retries)
    {
    }

    void turnTo(const LoopbackServer &server)
    {
        gate.setServer(Api::ServerAddress::parse(server.address()).value());
    }

    const Dice dice;
    FakeTokenStore tokens;
    HttpGate gate;
    AuthSession session;
    MedioClient client;
};

} // namespace Medio::Net
