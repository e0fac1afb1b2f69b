// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/pin.h"

#include <sodium.h>

#include <algorithm>

namespace Medio::Parents {

Pin::~Pin()
{
    clear();
}

Pin::Pin(Pin &&other) noexcept
    : m_digits(other.m_digits)
    , m_size(other.m_size)
{
    other.clear();
}

Pin &Pin::operator=(Pin &&other) noexcept
{
    if (this != &other) {
        m_digits = other.m_digits;
        m_size = other.m_size;
        other.clear();
    }
    return *this;
}

bool Pin::append(int digit)
{
    if (digit < 0 || digit > 9 || m_size == longest)
        return false;
    m_digits.at(m_size++) = static_cast<char>('0' + digit);
    return true;
}

void Pin::removeLast()
{
    if (m_size > 0)
        m_digits.at(--m_size) = '\0';
}

void Pin::clear()
{
    sodium_memzero(m_digits.data(), m_digits.size());
    m_size = 0;
}

bool Pin::isTooEasy() const
{
    const std::string_view typed = digits();
    // Steps between neighbours, around the clock of ten digits: 7890 is a run, too.
    const auto stepsAreAll = [typed](int step) {
        return std::adjacent_find(typed.begin(), typed.end(), [step](char a, char b) {
                   return (b - a + 10) % 10 != step;
               }) == typed.end();
    };
    return stepsAreAll(0) || stepsAreAll(1) || stepsAreAll(9);
}

bool operator==(const Pin &a, const Pin &b)
{
    // What lies behind the last digit is always zero.
    return a.m_size == b.m_size &&
           sodium_memcmp(a.m_digits.data(), b.m_digits.data(), a.m_digits.size()) == 0;
}

} // namespace Medio::Parents
