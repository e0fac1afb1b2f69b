// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/store/owner.h"

#include <optional>

namespace Medio::Net {
class MedioClient;
}

namespace Medio::Adapters {

/// The present server as Store::Owner names it; empty: none is configured.
[[nodiscard]] QString serverOf(const Net::MedioClient &client);

/// Whose household the signed-in routes speak of now. Nothing while nobody is signed in, and until the
/// server has said who it is (after a restart: auth/me).
[[nodiscard]] std::optional<Store::Owner> signedInOwner(const Net::MedioClient &client);

} // namespace Medio::Adapters
