// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/store/keptedit.h"
#include "net/api/family.h"

#include <QList>

#include <optional>

/// Whether the server has already made what an edit wants it to make: it answers a creation with the new id,
/// but an answer can be lost, and the API knows no idempotency keys. Pure, any thread.
namespace Medio::Store {

/// Those that look like what the edit creates, newest first, as the server lists them.
[[nodiscard]] QList<Api::ProfileId> alike(const Parents::NewProfile &edit, const Api::Family &fresh);
[[nodiscard]] QList<const Api::Video *> alike(const Parents::NewVideo &edit, const Api::Family &fresh);

/// The ids under which the server has it; nothing where it is still to be made, or the edit makes neither a
/// child nor a film.
[[nodiscard]] std::optional<NewIds> made(const KeptEdit &edit, const Api::Family &fresh);

} // namespace Medio::Store
