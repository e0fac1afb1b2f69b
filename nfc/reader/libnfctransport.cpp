// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/libnfctransport.h"

#include "nfc/reader/devicelist.h"

#include <nfc/nfc.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

constexpr nfc_modulation typeA{NMT_ISO14443A, NBR_106};

} // namespace

void LibnfcTransport::Leave::operator()(nfc_context *context) const
{
    nfc_exit(context);
}

void LibnfcTransport::Close::operator()(nfc_device *device) const
{
    nfc_close(device);
}

LibnfcTransport::LibnfcTransport(Connection connection)
    : m_connection(std::move(connection))
{
    // Whatever this machine wants of other NFC programs is not for us; least of all a scan, which
    // writes into every serial line.
    for (const char *name : {"LIBNFC_DEVICE", "LIBNFC_DEFAULT_DEVICE"})
        qunsetenv(name);
    qputenv("LIBNFC_AUTO_SCAN", "false");
    qputenv("LIBNFC_INTRUSIVE_SCAN", "false");
    qputenv("LIBNFC_LOG_LEVEL", "0");
    nfc_context *context = nullptr;
    nfc_init(&context);
    m_context.reset(context);
}

LibnfcTransport::~LibnfcTransport()
{
    close();
}

Expected<QString, Trouble> LibnfcTransport::open()
{
    if (!m_context)
        return Unexpected{Trouble{ReaderFault::Mute, u"libnfc can't be initialised"_s}};
    if (!m_connection.device.isEmpty())
        if (auto trouble = m_claim.take(m_connection.device, m_connection.isSerialLine))
            return Unexpected{*std::move(trouble)};

    m_device.reset(nfc_open(m_context.get(), m_connection.text.toLocal8Bit().constData()));
    if (!m_device || !prepare()) {
        const Trouble reason =
            m_device ? trouble(m_claim.isGone() ? Look::Result::Gone : Look::Result::Failed) : whyNotOpened();
        close();
        return Unexpected{reason};
    }
    m_claim.exclude();
    return QString::fromLocal8Bit(nfc_device_get_name(m_device.get()));
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

Transport::Look LibnfcTransport::look()
{
    // Selecting anew is the one way to look that works for every kind of chip, sees another chip
    // in the place of the first, and never hangs; nfc_initiator_target_is_present and
    // nfc_initiator_poll_target do not.
    nfc_target target{};
    const int result = nfc_initiator_select_passive_target(m_device.get(), typeA, nullptr, 0, &target);
    if (result < 0)
        return {m_claim.isGone() ? Look::Result::Gone : Look::Result::Failed};
    if (result == 0)
        return {Look::Result::Nothing};

    const nfc_iso14443a_info &info = target.nti.nai;
    // libnfc's structures are packed: no reference to what is in them.
    const size_t length = info.szUidLen;
    const auto uid = Uid::fromBytes(QByteArray(reinterpret_cast<const char *>(info.abtUid),
                                               static_cast<qsizetype>(std::min(length, sizeof info.abtUid))));
    if (!uid)
        return {Look::Result::Nothing};
    const auto atqa = static_cast<quint16>(info.abtAtqa[0] << 8 | info.abtAtqa[1]);
    return {Look::Result::Chip, uid, uid->agreesWithAtqa(atqa)};
}

void LibnfcTransport::close()
{
    m_device.reset();
    m_claim.release();
}

Trouble LibnfcTransport::whyNotOpened() const
{
    if (!m_connection.device.isEmpty())
        return trouble(m_claim.isGone() ? Look::Result::Gone : Look::Result::Failed);
    // libnfc gives no reason; the system's list of USB devices does.
    const QList<Device> all = devices();
    for (const Device &device : all) {
        if (device.connection != m_connection.text)
            continue;
        if (!device.isPermitted)
            return {
                ReaderFault::NotPermitted,
                u"%1 may not be opened by this user, who must be in the group plugdev"_s.arg(device.name)};
        return {ReaderFault::Busy,
                u"%1 is held by another program (pcscd?) or a kernel module (pn533_usb?)"_s.arg(device.name)};
    }
    return {ReaderFault::Missing, u"no reader for %1 is plugged in"_s.arg(m_connection.text)};
}

Trouble LibnfcTransport::trouble(Look::Result result) const
{
    if (result == Look::Result::Gone)
        return {ReaderFault::Missing, u"the reader at %1 was pulled out"_s.arg(place())};
    return {ReaderFault::Mute, u"the reader at %1 does not answer"_s.arg(place())};
}

QString LibnfcTransport::place() const
{
    return m_connection.device.isEmpty() ? m_connection.text : m_connection.device;
}

} // namespace Medio::Nfc
