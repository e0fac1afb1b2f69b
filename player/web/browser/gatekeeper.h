// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWebEngineUrlRequestInterceptor>

namespace Medio::PlayerWeb {

/// Stands before every request of a page: refuses what mayAsk() does not allow, and says to the
/// platform's player who embeds it (identity()). Called on the GUI thread.
class Gatekeeper final : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT
public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;

    void interceptRequest(QWebEngineUrlRequestInfo &request) override;
};

} // namespace Medio::PlayerWeb
