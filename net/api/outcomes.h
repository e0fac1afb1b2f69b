// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/apierror.h"
#include "net/api/mappings.h"
#include "net/api/messages.h"
#include "net/api/ownsessions.h"

#include <QByteArray>

/// What an answer means where not only 200 is a result, from its status and body alone (§5, §7).
/// Pure functions, any thread.
namespace Medio::Api {

Expected<ScanOutcome, ApiError> scanOutcome(int httpStatus, const QByteArray &body);
Expected<StartOutcome, ApiError> startOutcome(int httpStatus, const QByteArray &body);
Expected<HeartbeatOutcome, ApiError> heartbeatOutcome(int httpStatus, const QByteArray &body);
Expected<EndOutcome, ApiError> endOutcome(int httpStatus, const QByteArray &body);

Expected<DeleteOutcome, ApiError> deleteOutcome(int httpStatus, const QByteArray &body);
Expected<RemovalOutcome, ApiError> removalOutcome(int httpStatus, const QByteArray &body);
Expected<OwnHeartbeatOutcome, ApiError> ownHeartbeatOutcome(int httpStatus, const QByteArray &body);
Expected<OwnEndOutcome, ApiError> ownEndOutcome(int httpStatus, const QByteArray &body);

/// 503 with a health body is an answer too ("degraded"), not an error.
Expected<Health, ApiError> healthOutcome(int httpStatus, const QByteArray &body);

} // namespace Medio::Api
