// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QSet>
#include <QUrl>

#include <functional>
#include <memory>

namespace Medio::Net {

/// Which proxies the system wants for an address (environment, desktop, a script found on the network).
/// Finding that out may take seconds, so it is done on a thread of its own and remembered; an address of
/// this machine or of a private network is always reached directly.
///
/// Thread: its owner's; that is the HttpGate (GUI thread), or who fetches films (the gateway's).
class SystemProxies : public QObject
{
    Q_OBJECT
public:
    /// Called on a thread of its own; the proxies in the order in which to try them.
    using Lookup = std::function<QList<QNetworkProxy>(const QUrl &)>;

    explicit SystemProxies(QObject *parent = nullptr);

    [[nodiscard]] const Lookup &lookup() const { return m_lookup; }
    void setLookup(Lookup lookup);

    /// Runs `then` when the proxies for the address are known: at once, or later unless `context` died
    /// before. A lookup that takes seconds is not waited for: until it ends the way is direct.
    void find(const QUrl &url, QObject *context, std::function<void()> then);

    /// Gives out what was found. For one QNetworkAccessManager, which owns it.
    [[nodiscard]] QNetworkProxyFactory *makeFactory() const;

Q_SIGNALS:
    void found(const QString &origin);

private:
    using Known = QHash<QString, QList<QNetworkProxy>>; ///< by origin

    void startLookup(const QUrl &url, const QString &origin);

    Lookup m_lookup;
    std::shared_ptr<Known> m_known;
    QSet<QString> m_underWay; ///< origins
};

} // namespace Medio::Net
