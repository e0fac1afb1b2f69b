// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/apierror.h"

/// How those who deliver something until it is settled judge an answer. Pure, any thread.
namespace Medio::Adapters {

/// No later try would be answered differently.
[[nodiscard]] bool isFinal(const Api::ApiError &error);

/// The server is there and answers, but not so that it helps. It may have done what was asked all the
/// same.
[[nodiscard]] bool isBadAnswer(const Api::ApiError &error);

} // namespace Medio::Adapters
