// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/store/keptedit.h"

#include <QByteArray>

#include <optional>

/// Kept edits as they lie in edits.db: JSON that a person can read. The keys are this file's own and not the
/// wire's (net/api/codec.h): nothing is escaped or left out, and what lies on a disk outlives a change of the
/// API. Pure, any thread; whatever the bytes are, the result is a value or nothing.
namespace Medio::Store {

[[nodiscard]] QByteArray toJson(const Parents::Edit &edit);
[[nodiscard]] QByteArray toJson(const Progress &progress);
/// What the server has and why that stands against the edit; what the edit wants is not repeated.
[[nodiscard]] QByteArray toJson(const Parents::Conflict &conflict);

[[nodiscard]] std::optional<Parents::Edit> editFrom(const QByteArray &json);
[[nodiscard]] std::optional<Progress> progressFrom(const QByteArray &json);
/// Without `id` and `mine`.
[[nodiscard]] std::optional<Parents::Conflict> conflictFrom(const QByteArray &json);

} // namespace Medio::Store
