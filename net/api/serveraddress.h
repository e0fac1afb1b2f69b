// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QString>
#include <QUrl>

namespace Medio::Api {

/// Where a Medio server is, as somebody typed or configured it. A value; any thread.
class ServerAddress
{
public:
    enum class Problem {
        Empty,
        NotAnAddress, ///< no URL, no host, user name, query or fragment inside
        NotHttp,      ///< another scheme than http and https
        /// Plain http to a host that is neither a literal private or loopback address nor
        /// `localhost` nor ends in `.local`; what a name resolves to does not matter.
        PlainHttp,
    };

    /// Without a scheme https is meant: plain http is only what somebody typed. A path may follow
    /// ("https://home.example/medio"); an `/api` or `/api/v1` at its end is dropped, since every request
    /// brings its own.
    static Expected<ServerAddress, Problem> parse(const QString &typed);

    /// What to tell whoever configured it, one sentence.
    [[nodiscard]] static QString explain(Problem problem);

    /// Without a slash at its end.
    [[nodiscard]] const QUrl &base() const { return m_base; }
    /// "https://home.example:8443", the port always named: tokens belong to it.
    [[nodiscard]] QString origin() const { return originOf(m_base); }
    /// The origin with the path, if there is one: tells apart what two servers behind one name gave.
    [[nodiscard]] QString realm() const;
    /// `path` begins with a slash and is not escaped: "/api/health".
    [[nodiscard]] QUrl url(const QString &path) const;

    [[nodiscard]] static QString originOf(const QUrl &url);
    /// By what is written, never by what a name resolves to: this machine, or a private network.
    [[nodiscard]] static bool isNear(const QUrl &url);

    friend bool operator==(const ServerAddress &, const ServerAddress &) = default;

private:
    explicit ServerAddress(const QUrl &base)
        : m_base(base)
    {
    }
    QUrl m_base;
};

} // namespace Medio::Api
