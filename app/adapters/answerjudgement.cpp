// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/answerjudgement.h"

namespace Medio::Adapters {

using Kind = Api::ApiError::Kind;

bool isFinal(const Api::ApiError &error)
{
    return error.kind == Kind::Refused || error.kind == Kind::NotFound || error.kind == Kind::Conflict ||
           error.kind == Kind::Invalid;
}

bool isBadAnswer(const Api::ApiError &error)
{
    return error.kind == Kind::BadAnswer || error.kind == Kind::TooLarge || error.httpStatus == 500;
}

} // namespace Medio::Adapters
