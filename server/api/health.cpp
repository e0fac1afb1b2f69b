// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/api/answers.h"
#include "server/api/routes.h"
#include "server/http/cookies.h"

namespace Medio::Home {

using namespace Qt::StringLiterals;

namespace {

Api::Health healthNow(const Services &services, bool healthy)
{
    const std::chrono::duration<double> uptime = services.clock.monotonic() - services.started;
    return {healthy,
            services.clock.wall(),
            uptime.count(),
            u"home"_s,
            {Api::Health::playedSeconds, Api::Health::settlement, Api::Health::leases}};
}

/// Asks the writer: a database that can be read but not written is not healthy.
Route healthRoute(const QString &pattern, const std::function<Response(bool)> &answer)
{
    Route route{"GET", pattern, Place::Writer, [answer](const Call &, Connection *connection) {
                    (void)connection->one(u"SELECT max(number) AS newest FROM schema_migrations"_s);
                    return answer(true);
                }};
    route.otherwise = [answer](const Call &, DatabaseProblem) {
        return answer(false);
    };
    return route;
}

} // namespace

void addHealthRoutes(Router &router, const Services &services)
{
    const auto health = [&services](bool healthy) {
        return encoded(healthy ? 200 : 503, Api::encode(healthNow(services, healthy)));
    };
    const auto root = [&services](bool healthy) {
        return encoded(healthy ? 200 : 503, Api::encodeRoot(healthNow(services, healthy)));
    };
    router.add(healthRoute(u"health"_s, health));
    router.add(healthRoute(u"/"_s, root));

    Route csrf{"GET", u"csrf-token"_s, Place::IoThread, [&services](const Call &call, Connection *) {
                   QByteArray cookie = call.request.cookie("_csrf");
                   const bool fresh = cookie.isEmpty() || !Csrf::isCookie(cookie);
                   if (fresh)
                       cookie = Csrf::newCookie();
                   Response response =
                       ok(Api::CsrfToken{QString::fromLatin1(services.csrf.newToken(cookie))});
                   response.headers.add("Cache-Control", "no-store");
                   if (fresh)
                       Cookies::set(response, "_csrf", cookie, call.secure);
                   return response;
               }};
    csrf.unversioned = true;
    router.add(csrf);
}

} // namespace Medio::Home
