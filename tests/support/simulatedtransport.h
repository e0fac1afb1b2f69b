// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/transport.h"
#include "nfc/simulator/pn532.h"

#include <QString>

#include <chrono>
#include <functional>

namespace Medio {

/// A reader at the speed of thought: a look takes the time that it takes libnfc and a PN532 (three
/// requests, anticollision, the frames on the wire), in simulated time, without their bytes.
/// tst_gestures compares it with the PN532 that speaks them.
class SimulatedTransport final : public Nfc::Transport
{
public:
    using Time = std::chrono::nanoseconds;

    /// `pass` lets so much time go by for everybody. Of `failures` looks in one nothing sensible comes over
    /// the line.
    SimulatedTransport(Simulator::Field *field, const Simulator::Pn532::Timing &timing,
                       std::function<void(Time)> pass, double failures = 0)
        : m_field(field)
        , m_timing(timing)
        , m_pass(std::move(pass))
        , m_failures(failures)
        , m_chance(1)
    {
    }

    Expected<Reader, Nfc::Trouble> open() override
    {
        m_field->setOn(true);
        return Reader{.name = QStringLiteral("simulated")};
    }

    Look look(std::chrono::milliseconds /*patience*/) override
    {
        if (m_chance.happens(m_failures)) {
            m_pass(flushTime);
            return {Look::Result::Failed};
        }
        constexpr int tries = 3;            // libnfc's finite select
        constexpr int bytesOfTheOrder = 11; // 4A 01 00
        constexpr int bytesOfNothing = 10;  // 4B 00
        constexpr int bytesOfAnAnswer = 15; // 4B 01 01 ATQA SAK length, and the UID
        m_pass(wire(bytesOfTheOrder));
        for (int left = tries; left > 0; --left) {
            m_pass(m_timing.request);
            if (!m_field->request(Simulator::Tag::Modulation::A))
                continue;
            m_pass(m_timing.select);
            const Simulator::Tag *tag = m_field->select();
            if (!tag)
                continue;
            Look look{Look::Result::Chip, tag->uid.bytes(), Nfc::ChipKind::Iso14443A, m_field->atqa(),
                      tag->sak};
            m_pass(wire(bytesOfAnAnswer + look.uid.size()));
            return look;
        }
        m_pass(wire(bytesOfNothing));
        return {Look::Result::Nothing};
    }

    QByteArray read(quint8 page) override
    {
        constexpr int bytesOfTheOrder = 12; // 40 01 30 page
        constexpr int bytesOfAnAnswer = 26; // 41 00 and the pages
        m_pass(wire(bytesOfTheOrder));
        const auto pages = m_field->exchange(QByteArray(1, '\x30') + static_cast<char>(page), false);
        m_pass(pages ? m_timing.exchange + wire(bytesOfAnAnswer) : m_timing.silence);
        return pages.value_or(QByteArray());
    }

    void close() override { m_field->setOn(false); }

    [[nodiscard]] Nfc::Trouble trouble(Look::Result /*result*/) const override { return {}; }

private:
    // What libnfc waits for more bytes after a damaged answer
    static constexpr Time flushTime = std::chrono::milliseconds(52);

    [[nodiscard]] Time wire(qsizetype bytes) const
    {
        return m_timing.baud > 0 ? Time(bytes * 10 * 1'000'000'000 / m_timing.baud) : Time(0);
    }

    Simulator::Field *m_field;
    const Simulator::Pn532::Timing m_timing;
    const std::function<void(Time)> m_pass;
    const double m_failures;
    Simulator::Chance m_chance;
};

} // namespace Medio
