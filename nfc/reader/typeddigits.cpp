// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/typeddigits.h"

#include <linux/input.h>

#include <algorithm>
#include <array>
#include <utility>

namespace Medio::Nfc {
namespace {

// Keys are places on the board, whatever layout the system has: the readers type as on a US board.
constexpr std::array<std::pair<quint16, char>, 26> keys{{
    {KEY_1, '1'},   {KEY_2, '2'},   {KEY_3, '3'},   {KEY_4, '4'},   {KEY_5, '5'},   {KEY_6, '6'},
    {KEY_7, '7'},   {KEY_8, '8'},   {KEY_9, '9'},   {KEY_0, '0'},   {KEY_KP1, '1'}, {KEY_KP2, '2'},
    {KEY_KP3, '3'}, {KEY_KP4, '4'}, {KEY_KP5, '5'}, {KEY_KP6, '6'}, {KEY_KP7, '7'}, {KEY_KP8, '8'},
    {KEY_KP9, '9'}, {KEY_KP0, '0'}, {KEY_A, 'A'},   {KEY_B, 'B'},   {KEY_C, 'C'},   {KEY_D, 'D'},
    {KEY_E, 'E'},   {KEY_F, 'F'},
}};

constexpr std::array<quint16, 3> endKeys{KEY_ENTER, KEY_KPENTER, KEY_TAB};
constexpr std::array<quint16, 3> silentKeys{KEY_LEFTSHIFT, KEY_RIGHTSHIFT,
                                            KEY_NUMLOCK}; // for capital letters

constexpr int pressed = 1; // 0 is released, 2 repeated

bool contains(const std::array<quint16, 3> &some, quint16 code)
{
    return std::find(some.begin(), some.end(), code) != some.end();
}

QByteArray decimal(const QByteArray &digits)
{
    bool isNumber = false;
    const quint64 number = digits.toULongLong(&isNumber, 10);
    if (!isNumber || digits.size() > 10 || number > 0xffff'ffff)
        return {};
    return QByteArray::fromHex(QByteArray::number(number, 16).rightJustified(8, '0'));
}

QByteArray hexadecimal(const QByteArray &digits)
{
    // Ten digits are the five bytes of a 125 kHz tag, whose first is the maker's version.
    const QByteArray number = digits.size() == 10 ? digits.last(8) : digits;
    const qsizetype bytes = number.size() / 2;
    const bool isUid = number.size() % 2 == 0 && (bytes == 4 || bytes == 7 || bytes == 8 || bytes == 10);
    return isUid ? QByteArray::fromHex(number) : QByteArray();
}

} // namespace

std::optional<QByteArray> TypedDigits::take(const input_event &event)
{
    if (event.type == EV_SYN) {
        if (event.code == SYN_DROPPED)
            m_isLosing = m_isSpoilt = true;
        else if (event.code == SYN_REPORT)
            m_isLosing = false; // what was lost lies before this
        return std::nullopt;
    }
    if (event.type != EV_KEY || event.value != pressed || m_isLosing || contains(silentKeys, event.code))
        return std::nullopt;

    const std::chrono::microseconds when =
        std::chrono::seconds(event.input_event_sec) + std::chrono::microseconds(event.input_event_usec);
    const auto pause = when - std::exchange(m_last, when);
    if (pause > longestPause || pause < pause.zero()) {
        // What was typed before the pause is lost, and what follows may be the rest of it.
        const bool isTorn = !m_digits.isEmpty() && !m_isSpoilt;
        begin();
        m_isSpoilt = isTorn;
    }

    if (contains(endKeys, event.code)) {
        const bool isSound = !m_isSpoilt && !m_digits.isEmpty();
        const QByteArray digits = m_digits;
        begin();
        return isSound ? std::optional(digits) : std::nullopt;
    }
    const auto key =
        std::find_if(keys.begin(), keys.end(), [&](const auto &known) { return known.first == event.code; });
    if (key == keys.end() || m_digits.size() == mostDigits)
        m_isSpoilt = true;
    else
        m_digits.append(key->second);
    return std::nullopt;
}

void TypedDigits::begin()
{
    m_digits.clear();
    m_isSpoilt = false;
}

QByteArray uidOfDigits(const QByteArray &digits, Connection::Digits form)
{
    using Digits = Connection::Digits;
    const bool isHex = std::all_of(digits.begin(), digits.end(), [](char digit) {
        return (digit >= '0' && digit <= '9') || (digit >= 'A' && digit <= 'F');
    });
    if (!isHex)
        return {};
    if (form == Digits::ByLength)
        form = digits.size() == 10 ? Digits::Decimal : Digits::Hex;
    QByteArray uid =
        form == Digits::Decimal || form == Digits::DecimalReversed ? decimal(digits) : hexadecimal(digits);
    if (form == Digits::DecimalReversed || form == Digits::HexReversed)
        std::reverse(uid.begin(), uid.end());
    return uid;
}

} // namespace Medio::Nfc
