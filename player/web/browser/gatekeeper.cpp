// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/gatekeeper.h"

#include "app/base/logging.h"
#include "player/web/browser/filmdocument.h"

namespace Medio::PlayerWeb {

void Gatekeeper::interceptRequest(QWebEngineUrlRequestInfo &request)
{
    using Info = QWebEngineUrlRequestInfo;
    const QUrl address = request.requestUrl();
    const bool isForm =
        request.requestMethod() != "GET" && request.resourceType() == Info::ResourceTypeSubFrame;
    if (!mayAsk(address) || isForm) {
        qCInfo(lcPlayer, "a platform's page may not ask %s", qUtf8Printable(address.host().left(100)));
        request.block(true);
        return;
    }
    // The page's own address is made up, and some versions send none for it.
    if (request.resourceType() == Info::ResourceTypeSubFrame && isEmbedHost(address.host()))
        request.setHttpHeader("Referer", identity().toEncoded());
}

} // namespace Medio::PlayerWeb
