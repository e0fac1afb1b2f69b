// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "server/http/message.h"

#include <chrono>

namespace Medio::Home::Cookies {

/// HttpOnly, SameSite=Strict, Path=/, and Secure behind TLS. Without a lifetime it ends with the
/// browser. No Expires: it would compare the client's clock with ours; Max-Age does not.
/// `value` must be of cookie-octets (RFC 6265 §4.1.1).
void set(Response &response, const QByteArray &name, const QByteArray &value, bool secure,
         std::optional<std::chrono::seconds> lifetime = std::nullopt);

void clear(Response &response, const QByteArray &name, bool secure);

} // namespace Medio::Home::Cookies
