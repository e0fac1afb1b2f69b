// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"

#include <QString>

namespace Medio::Store {

/// Whose household something is: an account of one server. Another server with the same user ids (two
/// boxes that were set up from one seed) is another owner.
struct Owner
{
    QString server; ///< as Api::ServerAddress::realm() writes it
    Api::UserId user;

    [[nodiscard]] bool isNull() const { return user.isNull(); }

    friend bool operator==(const Owner &, const Owner &) = default;
};

} // namespace Medio::Store
