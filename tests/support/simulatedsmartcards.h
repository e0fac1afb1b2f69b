// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/smartcards.h"
#include "nfc/simulator/virtualcard/virtualreader.h"

#include <algorithm>
#include <chrono>
#include <functional>

namespace Medio {

/// pcscd and a reader in simulated time: every `period` the reader looks into its field, and what it finds is
/// what pcscd knows. 400 ms is pcscd's own rhythm with a reader that can't tell by itself, its virtual one
/// too; others look for themselves, faster.
class SimulatedSmartCards final : public Nfc::SmartCards
{
public:
    using Time = std::chrono::nanoseconds;

    /// `pass` lets so much time go by for everybody, `now` says what time it is then.
    SimulatedSmartCards(Simulator::Field &field, Time period, std::function<void(Time)> pass,
                        std::function<Time()> now)
        : m_reader(field)
        , m_period(period)
        , m_pass(std::move(pass))
        , m_now(std::move(now))
        , m_nextLook(m_now() + period)
    {
    }

    Expected<void, Problem> connect() override { return {}; }
    void disconnect() override {}
    Expected<QStringList, Problem> readers() override { return QStringList{QStringLiteral("simulated")}; }

    Expected<State, Problem> await(const QString & /*reader*/, quint32 known,
                                   std::chrono::milliseconds patience) override
    {
        const Time end = m_now() + patience;
        while (m_state.token == known && m_now() < end)
            wait(std::min(end, m_nextLook) - m_now());
        return m_state;
    }

    Expected<QByteArray, Problem> transmit(const QString & /*reader*/, const QByteArray &command) override
    {
        wait(exchange);
        if (!m_state.isPresent)
            return Unexpected{Problem::NoCard};
        return m_reader.answer(command);
    }

private:
    // A command and its answer, by USB
    static constexpr Time exchange = std::chrono::milliseconds(5);

    void wait(Time time)
    {
        const Time end = m_now() + std::max(time, Time(0));
        while (m_nextLook <= end) {
            m_pass(std::max(m_nextLook - m_now(), Time(0)));
            lookIntoTheField();
            m_nextLook += m_period;
        }
        m_pass(std::max(end - m_now(), Time(0)));
    }

    void lookIntoTheField()
    {
        if (m_reader.look() == m_state.isPresent)
            return;
        m_state.isPresent = !m_state.isPresent;
        m_state.token += 0x10000;
        ++m_state.visits;
        m_state.atr = m_state.isPresent ? m_reader.card()->atr() : QByteArray();
    }

    Simulator::VirtualReader m_reader;
    const Time m_period;
    const std::function<void(Time)> m_pass;
    const std::function<Time()> m_now;
    Time m_nextLook;
    State m_state{.token = 0x10};
};

} // namespace Medio
