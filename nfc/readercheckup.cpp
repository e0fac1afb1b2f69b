// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readercheckup.h"

#include "app/base/chronicle.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

// Of a hundred looks. A single one that fails goes unnoticed; many cost time.
constexpr int noisyPerCent = 5;
// Of a hundred looks that did not fail, a chip that lies well answers nearly all.
constexpr int heardPerCent = 90;

double inMs(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

QString adviceFor(ReaderFault fault)
{
    switch (fault) {
    case ReaderFault::None:
        return {};
    case ReaderFault::NotConfigured:
        return u"Plug a reader in, or say where it is in the configuration (reader.connection); medio-reader --list names the places."_s;
    case ReaderFault::Missing:
        return u"Plug the reader in, or correct the configuration (reader.connection); medio-reader --list names the places."_s;
    case ReaderFault::Busy:
        return u"End the program that holds it: a reader belongs to one program at a time."_s;
    case ReaderFault::NotPermitted:
        return u"Add this user to the device's group, and sign in again."_s;
    case ReaderFault::Mute:
        return u"Pull the reader out and plug it in again; then check that it is the kind of reader, and the speed, that the configuration names (reader.connection), and its wires."_s;
    case ReaderFault::ProgramFailed:
        return u"Pull the reader out and plug it in again; if that does not help, install medio-kiosk again, which medio-reader belongs to."_s;
    }
    Q_UNREACHABLE();
}

ReaderCheckup::ReaderCheckup(TagReader &reader, const Options &options, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
    , m_options(options)
{
    connect(&reader, &TagReader::readerFound, this, &ReaderCheckup::found);
    connect(&reader, &TagReader::readerLost, this, &ReaderCheckup::lost);
    connect(&reader, &TagReader::chipPlaced, this, &ReaderCheckup::placed);
    connect(&reader, &TagReader::chipLifted, this, [this] { m_liesThere = m_layThere = false; });
    connect(&reader, &TagReader::chipWeak, this, [this] { m_isWeak = true; });
    connect(&reader, &TagReader::chipRefused, this, [this](const Refused &refused) {
        if (m_step == Step::Tapping && !refused.resting)
            Q_EMIT told(u"Tap"_s, refused.flaw == UidFlaw::Random
                                      ? u"a phone or a bank card, which can't be a chip; try another"_s
                                      : u"a UID that no chip has; try again"_s);
    });
    connect(&reader, &TagReader::looked, this, [this](qint64 looks, qint64 failed, qint64 chips) {
        m_now = {looks, failed, chips};
        if (m_step == Step::Listening && !m_before)
            m_before = m_now;
    });
    for (QTimer *timer : {&m_patience, &m_heal})
        timer->setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &ReaderCheckup::timeIsUp);
    connect(&m_heal, &QTimer::timeout, this, [this] {
        const QString advice = status().advice;
        conclude({false, m_detail, advice.isEmpty() ? adviceFor(m_fault) : advice});
    });
}

void ReaderCheckup::start()
{
    m_patience.start(m_options.answer);
    m_reader.start();
}

void ReaderCheckup::found()
{
    m_heal.stop();
    m_liesThere = m_layThere = false; // told anew, if one does
    m_before.reset();                 // counted anew
    if (m_step != Step::Searching)
        return;
    m_step = Step::Listening;
    m_faults = 0;
    m_patience.start(m_options.noise);
    const ReaderStatus reader = status();
    Q_EMIT told(u"Reader"_s, reader.place.isEmpty() || reader.device.contains(reader.place)
                                 ? reader.device
                                 : u"%1 (%2)"_s.arg(reader.device, reader.place));
    Q_EMIT told(u"Firmware"_s, reader.firmware.isEmpty() ? u"not told by this reader"_s : reader.firmware);
}

ReaderStatus ReaderCheckup::status() const
{
    const auto all = m_reader.readers();
    return all.isEmpty() ? ReaderStatus() : all.constFirst();
}

void ReaderCheckup::lost(ReaderFault fault, const QString &detail)
{
    m_fault = fault;
    m_detail = detail;
    ++m_faults;
    m_heal.start(m_options.heal);
}

void ReaderCheckup::placed(const Placement &placement)
{
    m_liesThere = true;
    if (m_step == Step::Listening && placement.resting)
        m_layThere = true;
    if (m_step != Step::Tapping || placement.resting)
        return;
    Q_EMIT told(u"Tap"_s, latencyOf(placement));
    conclude({true, u"The reader works."_s, {}});
}

QString ReaderCheckup::latencyOf(const Placement &placement) const
{
    const auto latency = std::max(Chronicle::now() - placement.seenAt, std::chrono::nanoseconds(0));
    const QString known = u"%1, here %2 ms after the reader saw it"_s.arg(placement.uid.toString())
                              .arg(inMs(latency), 0, 'f', 1);
    return m_lookEvery ? u"%1, which looks every %2 ms"_s.arg(known).arg(inMs(*m_lookEvery), 0, 'f', 0)
                       : known;
}

void ReaderCheckup::timeIsUp()
{
    switch (m_step) {
    case Step::Searching:
        return conclude({false, u"The reader's program says nothing of the reader."_s,
                         adviceFor(ReaderFault::ProgramFailed)});
    case Step::Listening:
        return listened();
    case Step::Tapping:
        return conclude(
            {false, u"The reader answers, but no chip was seen."_s,
             u"Hold a chip flat on the middle of the reader, without metal between or below; if none is "
             "ever seen, the chips are of another kind than 13.56 MHz, or the antenna is broken."_s});
    case Step::Done:
        return;
    }
}

QString ReaderCheckup::field() const
{
    QStringList findings;
    if (status().fieldConfirmed)
        findings << u"switched off and on, which the reader confirmed"_s;
    const Count before = m_before.value_or(m_now);
    const qint64 sound = m_now.looks - before.looks - (m_now.failed - before.failed);
    if (m_layThere && sound > 0)
        findings << u"the chip that lies there answered in %1 of %2 looks"_s.arg(m_now.chips - before.chips)
                        .arg(sound);
    else if (m_liesThere)
        findings << u"a chip answers in it"_s;
    return findings.isEmpty() ? u"this reader does not tell; a tap will"_s : findings.join(u"; "_s);
}

void ReaderCheckup::listened()
{
    const Count before = m_before.value_or(m_now);
    const qint64 looks = m_now.looks - before.looks;
    const qint64 failed = m_now.failed - before.failed;
    const qint64 chips = m_now.chips - before.chips;
    const double seconds = std::chrono::duration<double>(m_options.noise).count();
    Q_EMIT told(u"Field"_s, field());
    Q_EMIT told(u"Noise"_s, looks == 0 ? u"this reader does not count its looks"_s
                            : failed == 0
                                ? u"%1 looks in %2 s, none failed"_s.arg(looks).arg(seconds)
                                : u"%1 looks in %2 s, %3 failed"_s.arg(looks).arg(seconds).arg(failed));
    if (m_faults > 0)
        return conclude({false, u"The reader went away and came back within %1 s."_s.arg(seconds),
                         u"Check its plug and its cable; use a USB port that gives enough current."_s});
    if (failed * 100 > looks * noisyPerCent)
        return conclude({false, u"The reader answers, but its line is noisy."_s,
                         u"Use a shorter cable, and keep it away from the screen and its power supply."_s});
    if (m_isWeak || (m_layThere && chips * 100 < (looks - failed) * heardPerCent))
        return conclude(
            {false, u"The reader answers, but the chip that lies there is read with gaps."_s,
             u"Lay it flat on the middle of the reader, without metal between or below, and examine "
             "the reader again; if it helps nothing, try another chip."_s});
    if (m_options.tap == std::chrono::milliseconds(0))
        return conclude({true, u"The reader answers; no tap was tried."_s, {}});
    if (looks > 0 && chips == 0 && !status().tapOnly)
        m_lookEvery = std::chrono::nanoseconds(m_options.noise) / looks;
    m_step = Step::Tapping;
    m_patience.start(m_options.tap);
    Q_EMIT tapWanted(m_liesThere);
}

void ReaderCheckup::conclude(const ReaderVerdict &verdict)
{
    m_step = Step::Done;
    m_patience.stop();
    m_heal.stop();
    m_reader.disconnect(this);
    m_reader.stop();
    Q_EMIT finished(verdict);
}

} // namespace Medio::Nfc
