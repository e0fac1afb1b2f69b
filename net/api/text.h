// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

/// The rules that both sides apply to what people type: what a client checks before it asks
/// (Q13: ten chip registrations per 15 min, failed ones included), a server checks again.
/// Pure functions, any thread.
namespace Medio::Api {

/// The eight entities of Q1 and no others, each decoded once: "&amp;lt;" becomes "&lt;".
[[nodiscard]] QString decodeEntities(const QString &text);
/// `& < > " ' / \ `` as &amp; &lt; &gt; &quot; &#x27; &#x2F; &#x5C; &#96; (Q1).
[[nodiscard]] QString escapeEntities(const QString &text);

/// "04a1-b2 c3" becomes "04:A1:B2:C3". Space, colon and hyphen are ignored; nothing unless
/// 8..20 hex digits remain (an odd count is allowed: the last group then has one digit, §7).
[[nodiscard]] std::optional<QString> normaliseUid(const QString &text);

/// Trimmed; nothing unless 1..50 letters A-Z a-z, digits, whitespace or hyphens remain (Q11).
[[nodiscard]] std::optional<QString> normaliseLabel(const QString &text);

/// Lower case; gmail without dots and +tag, googlemail as gmail, outlook without +tag (Q8).
/// Nothing unless it looks like one address with a dotted domain, 254 characters at the most.
[[nodiscard]] std::optional<QString> normaliseEmail(const QString &text);

/// An http(s) address with a dotted host name or an IP address, at most `maximum` characters
/// (POST videos and profiles refuse `localhost` and bare names, §7).
[[nodiscard]] bool isWebAddress(const QString &text, int maximum);

/// What is missing in a password. The first five are the server's rules (§7, register);
/// LocksOut means a character that registers and then can never log in (Q2), or a NUL.
enum class PasswordProblem { TooShort, NoUpperCase, NoLowerCase, NoDigit, NoSpecial, LocksOut };
[[nodiscard]] QList<PasswordProblem> passwordProblems(const QString &password);

/// "2026-03-10T09:00:00.000Z", as in every answer (§1).
[[nodiscard]] QString timestamp(const QDateTime &when);

/// The video's address decides what it is (§12.15): true when it is http(s) without a user name and
/// its host belongs to none of the platforms, so that it is a film to play directly.
[[nodiscard]] bool isFilm(const QUrl &videoUrl);

} // namespace Medio::Api
