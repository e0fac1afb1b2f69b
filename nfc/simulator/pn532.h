// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/field.h"
#include "nfc/simulator/pn532frame.h"

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace Medio::Simulator {

/// A PN532 on a serial line and the field it makes. Pure: bytes go in, bytes come out, the time is
/// told; the same seed and the same calls give the same bytes.
///
/// It knows the commands that libnfc uses (UM0701-02, §7): Diagnose, GetFirmwareVersion,
/// GetGeneralStatus, ReadRegister, WriteRegister, SetParameters, SAMConfiguration, PowerDown,
/// RFConfiguration, InDataExchange, InCommunicateThru, InDeselect, InListPassiveTarget (one chip
/// at a time), InRelease, InSelect, InAutoPoll; for chips of ISO 14443A and B and FeliCa.
class Pn532
{
public:
    using Time = std::chrono::nanoseconds;

    /// How long things take. The figures of the field are of the usual order, not measured.
    struct Timing
    {
        int baud = 0;                                   ///< bits per second; 0: the wire takes no time
        Time request = std::chrono::milliseconds(5);    ///< one REQA
        Time select = std::chrono::milliseconds(5);     ///< anticollision and select
        Time exchange = std::chrono::milliseconds(2);   ///< one answer of a chip
        Time silence = std::chrono::milliseconds(52);   ///< until a missing answer is given up
        Time pollUnit = std::chrono::milliseconds(150); ///< of InAutoPoll's period
    };

    /// What can be wrong with the next answers.
    enum class Fault {
        AckLost,     ///< the answer comes, the ACK does not
        Nack,        ///< a NACK instead of everything
        AnswerLost,  ///< nothing after the ACK
        Truncated,   ///< half of the answer
        WrongSum,    ///< the data checksum is wrong
        WrongCode,   ///< a good frame that answers another command
        SyntaxError, ///< the chip's error frame
        WrongLength, ///< the UID's length byte says 255, in a frame that is good otherwise
        Late,        ///< the answer comes `lateness` after its time
        Garbage,     ///< as many random bytes as the answer has
        Junk,        ///< random bytes, then the answer
        Empty,       ///< an answer without content
        // Three that libnfc 1.8.0 dies of
        BadAts,    ///< a card of ISO 14443-4 whose ATS has no length
        NodeByte,  ///< a status that announces a node address ("NAD"), which nobody asked for
        NoFirmware ///< GetFirmwareVersion fails, which nfc_open does not notice
    };

    Pn532(Timing timing, quint32 seed);

    /// Bytes that the host begins to send at `now`.
    void receive(const QByteArray &bytes, Time now);

    /// Lets everything happen that is due until `now`. Time never goes back.
    void advance(Time now);

    /// Something of the world outside that is to happen in the order of time with all else.
    void at(Time when, std::function<void(Time)> action);

    /// When something happens next, if nothing comes from outside.
    [[nodiscard]] std::optional<Time> nextStep() const;

    /// What has left the wire on the host's side.
    QByteArray takeOutput() { return std::exchange(m_output, {}); }

    /// Where hands place chips and lift them.
    [[nodiscard]] Field &field() { return m_field; }
    [[nodiscard]] const Field &field() const { return m_field; }

    /// The host has begun to look for chips since it was woken.
    [[nodiscard]] bool isInUse() const { return m_isInUse; }

    // What goes wrong
    void setMute(bool mute); ///< no ACK, no answer; the chip goes on when it ends
    [[nodiscard]] bool isMute() const { return m_mute; }
    void garbleUntil(Time end); ///< one byte of every answer is damaged
    /// So many of the next answers, or of those to the command `code`.
    void fail(Fault fault, int answers, std::optional<quint8> code = {}, Time lateness = Time(0));
    void powerCycle(); ///< supply lost for a moment: asleep, everything forgotten

private:
    using Action = std::function<void(Time)>;
    using Found = std::function<void(Time, const Tag *)>;
    using FoundByPoll = std::function<void(Time, const Tag *, char type)>;

    void take(const Pn532Frame::Item &item, Time now);
    void command(const QByteArray &data, Time now);
    void cancel() { ++m_generation; }

    void answer(Time when, const QByteArray &data);
    void refuse(Time when);
    void send(const QByteArray &bytes, Time ready);
    bool failsNow(Fault fault, quint8 code);
    QByteArray damaged(QByteArray frame);
    QByteArray randomBytes(qsizetype count);

    void configure(const QByteArray &parameters, Time now);
    void list(const QByteArray &parameters, Time now);
    /// Looks for a chip, so many times; null: none.
    void find(Tag::Modulation modulation, const QByteArray &wanted, Time now, int triesLeft, Found done);
    void autoPoll(const QByteArray &parameters, Time now);
    void pollRound(Time now, int roundsLeft, Time period, const QByteArray &types);
    void pollType(Time now, const QByteArray &types, qsizetype index, FoundByPoll done);
    void exchange(quint8 code, const QByteArray &toTag, Time now);
    void forget();
    [[nodiscard]] QByteArray targetData(const Tag &tag) const;
    [[nodiscard]] Time wire(qsizetype bytes) const;

    const Timing m_timing;
    Chance m_chance;
    Field m_field;
    Pn532Frame::Scanner m_scanner;
    std::map<std::pair<Time, quint64>, Action> m_agenda; ///< by time, then in order
    quint64 m_agendaCount = 0;
    quint64 m_generation = 0; ///< of the running command; steps of older ones do nothing
    Time m_receiving{0};      ///< the line to the chip is busy until
    Time m_sending{0};        ///< the line from the chip is busy until
    QByteArray m_output;

    bool m_awake = false;
    bool m_isInUse = false;
    bool m_asksForAts = true; ///< SetParameters, fAutomaticRATS
    int m_tries = 256;        ///< requests per InListPassiveTarget; 256: for ever
    QHash<quint16, char> m_registers;

    bool m_mute = false;
    Time m_garbledUntil{0};
    Fault m_fault = Fault::Nack;
    int m_faultsLeft = 0;
    std::optional<quint8> m_faultCode;
    Time m_lateness{0};
};

} // namespace Medio::Simulator
