// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "server/http/ratelimiter.h"
#include "server/http/router.h"
#include "server/services.h"
#include "server/work/workerpool.h"

#include <map>
#include <memory>

namespace Medio::Home {

/// What every request passes before its handler sees it, in the order of MEDIO-API.md §13: general
/// limiter, path limiters, body, CSRF, route, session limiter, access token, user limiters. Then
/// the handler runs where its route says.
/// Thread-safe: handle() is called on the I/O threads.
class Gate
{
public:
    Gate(const Services &services, Router router, WorkerPool &passwords, WorkerPool &disk);

    void handle(Request request, const Responder &responder);

private:
    [[nodiscard]] QByteArray addressOf(const Request &request) const;
    /// The 429, or nothing; adds the limiter's headers to `headers` either way.
    std::optional<Response> take(Limiter limiter, const QByteArray &key, Headers &headers);
    std::optional<Response> takeGeneral(const QByteArray &key, Headers &headers);
    /// The body as JSON, or the 400 or 415.
    [[nodiscard]] static Expected<QByteArray, Response> bodyOf(const Request &request);
    [[nodiscard]] bool isForeignOrigin(const Call &call) const;
    [[nodiscard]] std::optional<Response> checkCsrf(const Call &call) const;
    /// The caller, or the refusal of §3.
    [[nodiscard]] Expected<Caller, Response> authenticate(const Call &call, Connection &connection) const;
    Response run(const Route &route, Call call, Connection *connection, Headers &headers);
    void dispatch(const Route &route, const Call &call, const Headers &headers, const Responder &responder);
    /// Adds headers and the ETag, and turns a match of If-None-Match into 304.
    [[nodiscard]] static Response finished(const Call &call, Response response, const Headers &headers);

    const Services &m_services;
    const Router m_router;
    WorkerPool &m_passwords;
    WorkerPool &m_disk;
    RateLimiter m_general;
    std::map<Limiter, std::unique_ptr<RateLimiter>> m_limiters;
};

} // namespace Medio::Home
