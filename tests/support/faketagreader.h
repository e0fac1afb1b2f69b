// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/tagreader.h"

#include <optional>
#include <utility>

namespace Medio::Nfc {

/// A reader moved by the test. Keeps TagReader's order of signals: a deed that a real reader
/// could not report is reported late (a chip placed while the reader is lost is resting).
class FakeTagReader final : public TagReader
{
public:
    using TagReader::TagReader;

    void start() override
    {
        if (m_started)
            return;
        m_started = true;
        if (m_isSilent)
            return;
        if (m_fault == ReaderFault::None)
            find();
        else
            Q_EMIT readerLost(m_fault, m_detail);
    }

    void stop() override { m_started = m_found = false; }

    void place(const Uid &uid, std::chrono::nanoseconds seenAt = {})
    {
        lift();
        m_chip = uid;
        if (m_found)
            announce(false, seenAt);
    }

    void lift()
    {
        m_chip.reset();
        if (m_found)
            withdraw();
    }

    /// A phone, or a damaged UID, comes to lie there and is taken away.
    void refuse(UidFlaw flaw = UidFlaw::Random, std::chrono::nanoseconds seenAt = {})
    {
        lift();
        if (m_found)
            Q_EMIT chipRefused({flaw,
                                false,
                                seenAt,
                                {},
                                flaw == UidFlaw::Random ? Uid::fromBytes("\x08\xa1\xb2\xc3") : std::nullopt});
    }

    /// It has looked so often since it was found.
    void look(qint64 looks, qint64 failed = 0, qint64 chips = 0)
    {
        if (m_found)
            Q_EMIT looked(looks, failed, chips);
    }

    /// The chip that lies there is read with gaps.
    void weaken()
    {
        if (m_found && m_chip)
            Q_EMIT chipWeak({*m_chip});
    }

    /// readers() says this now.
    void become(const ReaderStatus &status)
    {
        m_status = status;
        Q_EMIT readersChanged();
    }

    /// What is written on the chip that lies there is read.
    void read(const QList<NdefRecord> &records)
    {
        if (m_found && m_chip)
            Q_EMIT chipRead({*m_chip, records});
    }

    /// From the start on it says nothing.
    void holdBack() { m_isSilent = true; }

    /// The reader is lost; the chip stays where it is.
    void fail(ReaderFault fault, const QString &detail = {})
    {
        m_fault = fault;
        m_detail = detail;
        m_found = false;
        if (m_started)
            Q_EMIT readerLost(fault, detail);
    }

    void recover()
    {
        m_fault = ReaderFault::None;
        if (m_started && !m_found)
            find();
    }

    [[nodiscard]] QList<ReaderStatus> readers() const override
    {
        ReaderStatus status = m_status;
        status.fault = m_fault;
        status.detail = m_detail;
        return {status};
    }

    [[nodiscard]] bool isStarted() const { return m_started; }

private:
    void find()
    {
        m_found = true;
        Q_EMIT readerFound(QStringLiteral("fake reader"));
        if (m_announced != m_chip)
            withdraw();
        if (m_chip)
            announce(true, {});
    }

    void announce(bool resting, std::chrono::nanoseconds seenAt)
    {
        m_announced = m_chip;
        Q_EMIT chipPlaced({*m_chip, resting, seenAt});
    }

    void withdraw()
    {
        if (const auto gone = std::exchange(m_announced, std::nullopt))
            Q_EMIT chipLifted(*gone);
    }

    bool m_started = false;
    bool m_found = false;
    bool m_isSilent = false;
    ReaderStatus m_status{.device = QStringLiteral("fake reader")};
    ReaderFault m_fault = ReaderFault::None;
    QString m_detail;
    std::optional<Uid> m_chip;      ///< lies there
    std::optional<Uid> m_announced; ///< was placed and not lifted
};

} // namespace Medio::Nfc
