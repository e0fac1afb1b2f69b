// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "server/http/router.h"
#include "server/services.h"

/// The endpoints of MEDIO-API.md §7, one file per group. Each function adds its routes; `services`
/// must outlive the router. What differs from Medio is listed in server/README.md.
namespace Medio::Home {

void addHealthRoutes(Router &router, const Services &services);     // csrf-token, health, /
void addAccountRoutes(Router &router, const Services &services);    // auth/...
void addVideoRoutes(Router &router, const Services &services);      // platforms, videos
void addFilmRoutes(Router &router, const Services &services);       // videos/:id/stream, /poster
void addProfileRoutes(Router &router, const Services &services);    // profiles
void addChipRoutes(Router &router, const Services &services);       // nfc/...
void addSessionRoutes(Router &router, const Services &services);    // sessions/...
void addSettlementRoutes(Router &router, const Services &services); // settlement, Medio has none

} // namespace Medio::Home
