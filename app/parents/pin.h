// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace Medio::Parents {

/// The digits of the parents' PIN while they are typed and checked. They exist in this object alone: it
/// can be moved but not copied, it is no text that could land in a log, and its memory is wiped when
/// it is over. A value; any thread.
class Pin
{
public:
    static constexpr std::size_t shortest = 4;
    static constexpr std::size_t longest = 8;

    Pin() = default;
    ~Pin();
    Pin(Pin &&other) noexcept;
    Pin &operator=(Pin &&other) noexcept;
    Pin(const Pin &) = delete;
    Pin &operator=(const Pin &) = delete;

    /// False, and nothing happens: that is no digit (0..9), or there are `longest` already.
    bool append(int digit);
    void removeLast(); ///< nothing to remove: nothing happens
    void clear();

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] bool isComplete() const { return m_size >= shortest; } ///< can be tried

    /// The first that a child tries: one digit over and over (0000), or a run (1234, 8765, 7890).
    [[nodiscard]] bool isTooEasy() const;

    /// For the hash alone. Ends with this object.
    [[nodiscard]] std::string_view digits() const { return {m_digits.data(), m_size}; }

    /// In constant time.
    friend bool operator==(const Pin &a, const Pin &b);

private:
    std::array<char, longest> m_digits{};
    std::size_t m_size = 0;
};

} // namespace Medio::Parents
