// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUrl>

namespace Medio::Parents {

/// Where a parent signed in last and as whom; no secret.
struct RememberedAccount
{
    QUrl server;   ///< empty: nobody signed in yet
    QString email; ///< as the server normalised it

    friend bool operator==(const RememberedAccount &, const RememberedAccount &) = default;
};

/// Keeps it over restarts. Implemented by the store. GUI thread.
class AccountMemory
{
public:
    virtual ~AccountMemory() = default;

    [[nodiscard]] virtual RememberedAccount remembered() const = 0; ///< from memory
    /// Holds at once, is written in the background.
    virtual void remember(const RememberedAccount &account) = 0;
};

} // namespace Medio::Parents
