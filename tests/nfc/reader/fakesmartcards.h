// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/smartcards.h"

#include <QHash>

#include <chrono>
#include <functional>
#include <optional>

namespace Medio {

/// A pcscd that does what a test says, and never waits, but as `wait` does.
class FakeSmartCards final : public Nfc::SmartCards
{
public:
    Expected<void, Problem> connect() override
    {
        isConnected = !connectProblem;
        if (connectProblem)
            return Unexpected{*connectProblem};
        return {};
    }
    void disconnect() override { isConnected = false; }
    Expected<QStringList, Problem> readers() override { return names; }
    Expected<State, Problem> await(const QString &, quint32, std::chrono::milliseconds patience) override
    {
        if (wait)
            wait(patience);
        if (awaitProblem)
            return Unexpected{*awaitProblem};
        return state;
    }
    Expected<QByteArray, Problem> transmit(const QString &, const QByteArray &command) override
    {
        commands << command;
        if (transmitProblem)
            return Unexpected{*transmitProblem};
        return answers.value(command, QByteArray::fromHex("6a81")); // not supported
    }

    /// A card comes; its ATR and its answer to GET DATA (UID).
    void place(const QByteArray &atr, const QByteArray &uidAnswer)
    {
        state = {.token = state.token + 0x10000,
                 .visits = static_cast<quint16>(state.visits + 1),
                 .isPresent = true,
                 .isMute = false,
                 .atr = atr};
        answers[QByteArray::fromHex("ffca000000")] = uidAnswer;
    }
    void lift()
    {
        state = {.token = state.token + 0x10000, .visits = static_cast<quint16>(state.visits + 1)};
    }

    std::function<void(std::chrono::milliseconds patience)> wait;
    bool isConnected = false;
    std::optional<Problem> connectProblem;
    std::optional<Problem> awaitProblem;
    std::optional<Problem> transmitProblem;
    QStringList names;
    State state{.token = 0x10, .visits = 0};
    QHash<QByteArray, QByteArray> answers;
    QList<QByteArray> commands;
};

} // namespace Medio
