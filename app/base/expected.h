// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <utility>
#include <variant>

namespace Medio {

/// Wraps an error for construction of an Expected: `return Unexpected{Problem::Busy};`
template<typename E>
struct Unexpected
{
    E error;
};
template<typename E>
Unexpected(E) -> Unexpected<E>;

/// A value or the reason why there is none. The shape is that of C++23's std::expected, so that
/// the day the compiler moves on this file becomes an alias. Asking for the part that is not
/// there is a bug and asserts.
template<typename T, typename E>
class [[nodiscard]] Expected
{
public:
    using value_type = T;
    using error_type = E;

    Expected(const T &value)
        : m_content(std::in_place_index<0>, value)
    {
    }
    Expected(T &&value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    template<typename F>
    Expected(Unexpected<F> unexpected)
        : m_content(std::in_place_index<1>, std::move(unexpected.error))
    {
    }

    [[nodiscard]] bool has_value() const { return m_content.index() == 0; }
    explicit operator bool() const { return has_value(); }

    [[nodiscard]] const T &value() const & { return std::get<0>(m_content); }
    [[nodiscard]] T &value() & { return std::get<0>(m_content); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_content)); }
    [[nodiscard]] const E &error() const & { return std::get<1>(m_content); }

    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    template<typename U>
    [[nodiscard]] T value_or(U &&fallback) const &
    {
        return has_value() ? value() : static_cast<T>(std::forward<U>(fallback));
    }

private:
    std::variant<T, E> m_content;
};

/// Nothing, or the reason why something did not work.
template<typename E>
class [[nodiscard]] Expected<void, E>
{
public:
    using value_type = void;
    using error_type = E;

    Expected() = default;
    template<typename F>
    Expected(Unexpected<F> unexpected)
        : m_content(std::in_place_index<1>, std::move(unexpected.error))
    {
    }

    [[nodiscard]] bool has_value() const { return m_content.index() == 0; }
    explicit operator bool() const { return has_value(); }
    [[nodiscard]] const E &error() const & { return std::get<1>(m_content); }

private:
    std::variant<std::monostate, E> m_content;
};

} // namespace Medio
