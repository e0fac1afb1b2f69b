// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/systemproxies.h"

#include "net/api/serveraddress.h"

#include <QFutureWatcher>
#include <QNetworkProxyQuery>
#include <QPromise>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <utility>

namespace Medio::Net {

namespace {

using namespace std::chrono_literals;

/// What the machine is told about its network changes rarely, and a kiosk runs for months.
constexpr auto lifetime = 10min;
constexpr auto patience = 3s;

QList<QNetworkProxy> ofTheSystem(const QUrl &url)
{
    return QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
}

class FoundProxies final : public QNetworkProxyFactory
{
public:
    explicit FoundProxies(std::shared_ptr<const QHash<QString, QList<QNetworkProxy>>> known)
        : m_known(std::move(known))
    {
    }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const auto proxies = m_known->value(Api::ServerAddress::originOf(query.url()));
        return proxies.isEmpty() ? QList{QNetworkProxy(QNetworkProxy::NoProxy)} : proxies;
    }

private:
    std::shared_ptr<const QHash<QString, QList<QNetworkProxy>>> m_known;
};

} // namespace

SystemProxies::SystemProxies(QObject *parent)
    : QObject(parent)
    , m_lookup(ofTheSystem)
    , m_known(std::make_shared<Known>())
{
}

void SystemProxies::setLookup(Lookup lookup)
{
    m_lookup = std::move(lookup);
    m_known = std::make_shared<Known>();
}

void SystemProxies::find(const QUrl &url, QObject *context, std::function<void()> then)
{
    const QString origin = Api::ServerAddress::originOf(url);
    if (m_known->contains(origin) || Api::ServerAddress::isNear(url)) {
        then();
        return;
    }

    connect(this, &SystemProxies::found, context,
            [origin, then = std::move(then), once = std::make_shared<bool>(false)](const QString &which) {
                if (which == origin && !std::exchange(*once, true))
                    then();
            });
    if (!m_underWay.contains(origin))
        startLookup(url, origin);
}

void SystemProxies::startLookup(const QUrl &url, const QString &origin)
{
    m_underWay.insert(origin);
    const auto take = [this, origin, known = m_known](const QList<QNetworkProxy> &proxies) {
        known->insert(origin, proxies);
        Q_EMIT found(origin);
    };
    auto *watcher = new QFutureWatcher<QList<QNetworkProxy>>(this);
    auto *impatience = new QTimer(watcher);
    impatience->setSingleShot(true);
    connect(impatience, &QTimer::timeout, this, [take] { take({}); });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, origin, take, known = m_known] {
        m_underWay.remove(origin);
        QTimer::singleShot(lifetime, this, [known, origin] { known->remove(origin); });
        take(watcher->result());
        watcher->deleteLater();
    });
    impatience->start(patience);

    const auto promise = std::make_shared<QPromise<QList<QNetworkProxy>>>();
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, lookup = m_lookup, url] {
        promise->addResult(lookup(url));
        promise->finish();
    });
}

QNetworkProxyFactory *SystemProxies::makeFactory() const
{
    return new FoundProxies(m_known);
}

} // namespace Medio::Net
