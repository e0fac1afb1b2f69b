// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/apifixtures.h"
#include "tests/support/endpoints.h"
#include "tests/support/fakemedio.h"

namespace Medio {

/// A Medio server with every route that the kiosk uses, for one household that never changes: its answers
/// are those of endpoints(), the fixtures of tests/data/api.
class WholeMedio final : public FakeMedio
{
public:
    WholeMedio()
    {
        const QList<Endpoint> all = endpoints();
        for (const Endpoint &endpoint : all) {
            if (endpoint.path == "/api/health"_L1 || endpoint.path.startsWith("/api/auth/"_L1))
                continue; // FakeMedio's own
            const auto handler = [answer = json(fixture(endpoint.answer), endpoint.status)](const Request &) {
                return answer;
            };
            if (endpoint.signedIn)
                onSignedIn(endpoint.method, endpoint.path, handler);
            else if (endpoint.csrf)
                onCsrf(endpoint.method, endpoint.path, handler);
            else
                on(endpoint.method, endpoint.path, handler);
        }
        // The second chip of the list was deleted by somebody meanwhile.
        onSignedIn("GET", u"/api/nfc/chips/cccccccc-0002-4ccc-8ccc-cccccccccccc/videos"_s,
                   [](const Request &) { return json(fixture("refusal-sm"), 404); });
        on("GET", u"/poster.png"_s, [](const Request &) {
            Answer answer;
            answer.body = QByteArray(20'000, 'p');
            answer.contentType = "image/png";
            return answer;
        });
    }
};

} // namespace Medio
