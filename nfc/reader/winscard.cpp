// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/winscard.h"

#include <winscard.h>

#include <algorithm>
#include <array>

namespace Medio::Nfc {
namespace {

static_assert(std::is_same_v<LONG, long> && std::is_same_v<DWORD, unsigned long>);

SmartCards::Problem problemOf(LONG result)
{
    using Problem = SmartCards::Problem;
    switch (result) {
    case SCARD_E_NO_SERVICE:
    case SCARD_E_SERVICE_STOPPED:
    case SCARD_E_INVALID_HANDLE: // of a context that an earlier pcscd gave
    case SCARD_F_COMM_ERROR:     // it ended while it was asked
    case SCARD_F_INTERNAL_ERROR:
    case SCARD_E_SYSTEM_CANCELLED:
        return Problem::NoService;
    case SCARD_W_SECURITY_VIOLATION:
        return Problem::NotPermitted;
    case SCARD_E_UNKNOWN_READER:
    case SCARD_E_READER_UNAVAILABLE:
    case SCARD_E_NO_READERS_AVAILABLE:
        return Problem::NoReader;
    case SCARD_E_NO_SMARTCARD:
    case SCARD_W_REMOVED_CARD:
        return Problem::NoCard;
    case SCARD_E_SHARING_VIOLATION:
        return Problem::Busy;
    default:
        return Problem::Failed;
    }
}

Unexpected<SmartCards::Problem> failure(LONG result)
{
    return Unexpected{problemOf(result)};
}

} // namespace

Winscard::~Winscard()
{
    disconnect();
}

Expected<void, SmartCards::Problem> Winscard::connect()
{
    disconnect();
    SCARDCONTEXT context = 0;
    const LONG result = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context);
    if (result != SCARD_S_SUCCESS)
        return failure(result);
    m_context = context;
    return {};
}

void Winscard::disconnect()
{
    leaveCard();
    if (m_context)
        SCardReleaseContext(*m_context);
    m_context.reset();
}

Expected<QStringList, SmartCards::Problem> Winscard::readers()
{
    if (!m_context)
        return Unexpected{Problem::NoService};
    // Names, each with its zero byte, and one more at the end. A reader that comes between two
    // calls of the usual two-step asking would make the second fail: the most there can be are asked for.
    QByteArray names((longestName + 1) * mostReaders + 1, '\0');
    DWORD size = static_cast<DWORD>(names.size());
    const LONG result = SCardListReaders(*m_context, nullptr, names.data(), &size);
    if (result == SCARD_E_NO_READERS_AVAILABLE)
        return QStringList();
    if (result != SCARD_S_SUCCESS)
        return failure(result);
    QStringList list;
    const QList<QByteArray> parts = names.left(static_cast<qsizetype>(size)).split('\0');
    for (const QByteArray &name : parts)
        if (!name.isEmpty())
            list << QString::fromUtf8(name);
    return list;
}

Expected<SmartCards::State, SmartCards::Problem> Winscard::await(const QString &reader, quint32 known,
                                                                 std::chrono::milliseconds patience)
{
    if (!m_context)
        return Unexpected{Problem::NoService};
    const QByteArray name = reader.toUtf8();
    SCARD_READERSTATE state = {};
    state.szReader = name.constData();
    state.dwCurrentState = known; // 0: SCARD_STATE_UNAWARE
    // 0 would mean "at once" to some versions and "for ever" to none; 1 is the same to all.
    const auto wait = static_cast<DWORD>(std::max<qint64>(patience.count(), 1));
    const LONG result = SCardGetStatusChange(*m_context, wait, &state, 1);
    if (result != SCARD_S_SUCCESS && result != SCARD_E_TIMEOUT)
        return failure(result);
    const DWORD flags = result == SCARD_E_TIMEOUT && known != 0 ? known : state.dwEventState;
    if ((flags & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE)) != 0)
        return Unexpected{Problem::NoReader};
    const auto sizeOfAtr = std::min<DWORD>(state.cbAtr, sizeof state.rgbAtr);
    return State{
        .token = static_cast<quint32>(flags & ~DWORD(SCARD_STATE_CHANGED)),
        .visits = static_cast<quint16>(flags >> 16),
        .isPresent = (flags & SCARD_STATE_PRESENT) != 0,
        .isMute = (flags & SCARD_STATE_MUTE) != 0,
        .atr = QByteArray(reinterpret_cast<const char *>(state.rgbAtr), static_cast<qsizetype>(sizeOfAtr))};
}

Expected<QByteArray, SmartCards::Problem> Winscard::transmit(const QString &reader, const QByteArray &command)
{
    if (!m_context)
        return Unexpected{Problem::NoService};
    if (m_card && m_card->reader != reader)
        leaveCard();
    if (!m_card) {
        SCARDHANDLE handle = 0;
        DWORD protocol = 0;
        const LONG result = SCardConnect(*m_context, reader.toUtf8().constData(), SCARD_SHARE_SHARED,
                                         SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle, &protocol);
        if (result != SCARD_S_SUCCESS)
            return failure(result);
        m_card = Card{reader, handle, protocol};
    }
    const SCARD_IO_REQUEST request{m_card->protocol, sizeof(SCARD_IO_REQUEST)};
    std::array<BYTE, MAX_BUFFER_SIZE> answer{};
    DWORD size = answer.size();
    const LONG result =
        SCardTransmit(m_card->handle, &request, reinterpret_cast<const BYTE *>(command.constData()),
                      static_cast<DWORD>(command.size()), nullptr, answer.data(), &size);
    if (result != SCARD_S_SUCCESS) {
        // Reset by another program, removed, or the reader is gone: the next command connects anew.
        leaveCard();
        return failure(result);
    }
    return QByteArray(reinterpret_cast<const char *>(answer.data()),
                      static_cast<qsizetype>(std::min<DWORD>(size, answer.size())));
}

void Winscard::leaveCard()
{
    if (m_card)
        SCardDisconnect(m_card->handle, SCARD_LEAVE_CARD);
    m_card.reset();
}

} // namespace Medio::Nfc
