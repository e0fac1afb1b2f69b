// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/configuration.h"
#include "server/http/listener.h"

#include <QByteArray>
#include <QTimeZone>

#include <optional>

namespace Medio::Home {

/// What a home server runs with.
struct ServerSettings
{
    ListenerSettings listener;
    QString dataFolder;  ///< database and token secret
    QString mediaFolder; ///< films; empty: none
    QString publicUrl;   ///< "https://medio.example", no slash at the end; empty: the Host header's
    bool trustForwardedFor = false;        ///< behind a proxy of the owner's
    bool limitsEnabled = true;             ///< the rate limits of MEDIO-API.md §6
    std::optional<QTimeZone> zone;         ///< the family's; empty: the clock's
    QByteArray secret;                     ///< empty: made at first start, in the data folder
    std::chrono::milliseconds grace{5000}; ///< for running answers at a stop

    /// The keys of the configuration file.
    static Configuration::Schema schema();

    /// Every mistake, also those between keys. `path` may be empty.
    static Expected<ServerSettings, QList<ConfigProblem>>
    load(const QString &path,
         const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

    [[nodiscard]] QString databasePath() const { return dataFolder + QStringLiteral("/medio.db"); }
    [[nodiscard]] QString secretPath() const { return dataFolder + QStringLiteral("/token.secret"); }
};

} // namespace Medio::Home
