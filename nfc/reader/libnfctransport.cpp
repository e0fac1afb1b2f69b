// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/libnfctransport.h"

#include "nfc/reader/discovery.h"

#include <nfc/nfc.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

// With a look of 15 to 50 ms: about once in 3 s, and twice a second when such chips are in the house.
constexpr int seldom = 128;
constexpr int often = 16;
constexpr int mostFailures = 3;
// One lost frame is no absence: as long as the tracker may wait for a chip (2.5 s) it is asked for.
constexpr int looksForTheAbsent = 128;

constexpr int readTimeout = 100; // ms; 0 would wait for ever
constexpr quint8 readCommand = 0x30;

nfc_modulation modulationOf(ChipKind kind)
{
    switch (kind) {
    case ChipKind::FeliCa:
        return {NMT_FELICA, NBR_212};
    case ChipKind::Iso14443B:
        return {NMT_ISO14443B, NBR_106};
    default:
        return {NMT_ISO14443A, NBR_106};
    }
}

template<size_t size>
QByteArray bytesOf(const uint8_t (&bytes)[size], size_t length = size) // NOLINT: libnfc's arrays
{
    return {reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(std::min(length, size))};
}

} // namespace

Libnfc::Libnfc()
{
    // Whatever this machine wants of other NFC programs is not for us; least of all a scan, which
    // writes into every serial line.
    for (const char *name : {"LIBNFC_DEVICE", "LIBNFC_DEFAULT_DEVICE"})
        qunsetenv(name);
    qputenv("LIBNFC_AUTO_SCAN", "false");
    qputenv("LIBNFC_INTRUSIVE_SCAN", "false");
    qputenv("LIBNFC_LOG_LEVEL", "0");
    nfc_init(&m_context);
}

Libnfc::~Libnfc()
{
    if (m_context)
        nfc_exit(m_context);
}

void LibnfcTransport::Close::operator()(nfc_device *device) const
{
    nfc_close(device);
}

LibnfcTransport::LibnfcTransport(const Libnfc &libnfc, Connection connection, const Inventory &inventory,
                                 const Surroundings &surroundings)
    : m_libnfc(libnfc)
    , m_connection(std::move(connection))
    , m_inventory(inventory)
    , m_surroundings(surroundings)
    , m_claim(surroundings)
    , m_others{{{ChipKind::FeliCa, seldom}, {ChipKind::Iso14443B, seldom}}}
{
}

LibnfcTransport::~LibnfcTransport()
{
    close();
}

Expected<Transport::Reader, Trouble> LibnfcTransport::open()
{
    if (!m_libnfc.context())
        return Unexpected{Trouble{ReaderFault::Mute, u"libnfc can't be initialised"_s}};
    if (!m_connection.device.isEmpty())
        if (auto trouble = m_claim.take(m_connection.device, m_connection.isSerialLine))
            return Unexpected{*std::move(trouble)};

    m_device.reset(nfc_open(m_libnfc.context(), m_connection.text.toLocal8Bit().constData()));
    if (!m_device || !prepare()) {
        const Trouble reason =
            m_device ? trouble(m_claim.isGone() ? Look::Result::Gone : Look::Result::Failed) : whyNotOpened();
        close();
        return Unexpected{reason};
    }
    m_claim.exclude();
    m_present = ChipKind::Iso14443A;
    m_emptyLooks = 0;
    for (OtherKind &other : m_others)
        other.failures = 0;
    return Reader{.name = QString::fromLocal8Bit(nfc_device_get_name(m_device.get())),
                  .place = whereItIs(),
                  .firmware = firmware(),
                  .fieldConfirmed = true}; // nfc_initiator_init wants an answer to both
}

bool LibnfcTransport::prepare()
{
    // nfc_open of libnfc 1.8.0 passes over a failed initialisation of the chip; the first select
    // would then run into an assertion. The empty list of modulations tells.
    const nfc_modulation_type *modulations = nullptr;
    nfc_device_get_supported_modulation(m_device.get(), N_INITIATOR, &modulations);
    return modulations &&
           nfc_initiator_init(m_device.get()) == NFC_SUCCESS
           // Without these two a look lasts 350 ms and throws away every sixth chip, ...
           && nfc_device_set_property_bool(m_device.get(), NP_INFINITE_SELECT, false) == NFC_SUCCESS
           // ... and a chip's malformed ATS crashes libnfc.
           && nfc_device_set_property_bool(m_device.get(), NP_AUTO_ISO14443_4, false) == NFC_SUCCESS;
}

Transport::Look LibnfcTransport::look(std::chrono::milliseconds)
{
    if (m_present != ChipKind::Iso14443A) {
        Look look = select(m_present);
        if (look.result == Look::Result::Chip)
            m_absences = 0;
        if (look.result != Look::Result::Nothing)
            return look;
        if (++m_absences == looksForTheAbsent)
            m_present = ChipKind::Iso14443A;
    }
    Look look = select(ChipKind::Iso14443A);
    if (look.result == Look::Result::Chip)
        m_emptyLooks = 0; // a look for others would make a gap of it longer than it is
    if (look.result != Look::Result::Nothing)
        return look;
    if (m_present != ChipKind::Iso14443A)
        return look; // asked for already
    m_emptyLooks = (m_emptyLooks + 1) % seldom;
    return lookForOthers();
}

Transport::Look LibnfcTransport::lookForOthers()
{
    for (size_t i = 0; i < m_others.size(); ++i) {
        OtherKind &other = m_others[i];
        // Not both in one turn.
        const int turn = static_cast<int>(i) * often / 2;
        if (other.failures >= mostFailures || m_emptyLooks % other.every != turn)
            continue;
        Look look = select(other.kind);
        if (look.result == Look::Result::Chip) {
            other.every = often;
            other.failures = 0;
            m_present = other.kind;
            m_absences = 0;
            return look;
        }
        // A reader that can't look for these is none the worse for the others.
        other.failures = look.result == Look::Result::Nothing ? 0 : other.failures + 1;
    }
    return {Look::Result::Nothing};
}

Transport::Look LibnfcTransport::select(ChipKind kind)
{
    // Selecting anew is the one way to look that works for every kind of chip, sees another chip
    // in the place of the first, and never hangs; nfc_initiator_target_is_present and
    // nfc_initiator_poll_target do not.
    nfc_target target{};
    const int result =
        nfc_initiator_select_passive_target(m_device.get(), modulationOf(kind), nullptr, 0, &target);
    if (result < 0)
        return {m_claim.isGone() ? Look::Result::Gone : Look::Result::Failed};
    if (result == 0)
        return {Look::Result::Nothing};

    Look look{.result = Look::Result::Chip, .kind = kind};
    switch (kind) {
    case ChipKind::FeliCa:
        look.uid = bytesOf(target.nti.nfi.abtId);
        break;
    case ChipKind::Iso14443B:
        look.uid = bytesOf(target.nti.nbi.abtPupi);
        break;
    default:
        look.uid = bytesOf(target.nti.nai.abtUid, target.nti.nai.szUidLen);
        look.atqa = static_cast<quint16>(target.nti.nai.abtAtqa[0] << 8 | target.nti.nai.abtAtqa[1]);
        look.sak = target.nti.nai.btSak;
    }
    return look;
}

QByteArray LibnfcTransport::read(quint8 page)
{
    const std::array<uint8_t, 2> command{readCommand, page};
    std::array<uint8_t, 32> answer{};
    const int size = nfc_initiator_transceive_bytes(m_device.get(), command.data(), command.size(),
                                                    answer.data(), answer.size(), readTimeout);
    return size == bytesPerRead ? QByteArray(reinterpret_cast<const char *>(answer.data()), bytesPerRead)
                                : QByteArray();
}

void LibnfcTransport::close()
{
    m_device.reset();
    m_claim.release();
}

QString LibnfcTransport::firmware() const
{
    // "chip: PN532 v1.6\n...", from what it said when it was opened
    char *text = nullptr;
    if (nfc_device_get_information_about(m_device.get(), &text) < 0 || !text)
        return {};
    const QString firstLine = QString::fromLatin1(text).section(u'\n', 0, 0);
    nfc_free(text);
    return firstLine.startsWith(u"chip: "_s) ? firstLine.mid(6).trimmed() : QString();
}

Trouble LibnfcTransport::whyNotOpened() const
{
    if (!m_connection.device.isEmpty()) {
        if (m_claim.isGone())
            return trouble(Look::Result::Gone);
        // A login on the line reads the answers away, and locks nothing.
        return m_surroundings.troubleOfHolder(m_connection.device).value_or(trouble(Look::Result::Failed));
    }
    // libnfc gives no reason; the system's list of USB devices does.
    const QList<SystemDevice> devices = m_inventory.devices();
    if (const SystemDevice *reader = Discovery::usbReader(devices, m_connection.driver))
        return m_surroundings.troubleOfUsb(reader->name.isEmpty() ? reader->id : reader->name, reader->node,
                                           reader->drivers, reader->mayOpen);
    return {ReaderFault::Missing, u"no reader for %1 is plugged in"_s.arg(m_connection.text),
            u"Plug it in; medio-reader --list shows the readers there are."_s};
}

Trouble LibnfcTransport::trouble(Look::Result result) const
{
    if (result == Look::Result::Gone)
        return {ReaderFault::Missing, u"the reader at %1 was pulled out"_s.arg(place()),
                u"Plug it in again."_s};
    const QString advice = m_connection.isSerialLine ? u"Check its power, that TX and RX are crossed, its "
                                                       u"switches (HSU) and the speed; or pull it out and "
                                                       "plug it in again."_s
                           : m_connection.device.isEmpty()
                               ? u"Pull it out and plug it in again."_s
                               : u"Check its power and wires, and that its switches are set to this bus."_s;
    return {ReaderFault::Mute, u"the reader at %1 does not answer"_s.arg(place()), advice};
}

QString LibnfcTransport::whereItIs() const
{
    if (!m_connection.device.isEmpty())
        return m_connection.device;
    const QList<SystemDevice> devices = m_inventory.devices();
    const SystemDevice *reader = Discovery::usbReader(devices, m_connection.driver);
    return reader ? reader->place : QString();
}

QString LibnfcTransport::place() const
{
    return m_connection.device.isEmpty() ? m_connection.text : m_connection.device;
}

} // namespace Medio::Nfc
