// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/mediagateway.h"

#include "player/gateway/gatewayworker.h"

namespace Medio::Gateway {

MediaGateway::MediaGateway(const GatewaySettings &settings, QObject *parent)
    : FilmSource(parent)
    , m_worker(new GatewayWorker(settings))
{
    m_thread.setObjectName(QStringLiteral("film-gateway"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &GatewayWorker::start);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);

    connect(m_worker, &GatewayWorker::ready, this,
            [this](Ticket ticket, const QUrl &address, FilmOrigin origin, const FilmFacts &facts) {
                if (m_tickets.contains(ticket))
                    Q_EMIT ready(ticket, address, origin, facts);
            });
    connect(m_worker, &GatewayWorker::failed, this,
            [this](Ticket ticket, FilmFailure failure, const QString &detail) {
                if (m_tickets.remove(ticket))
                    Q_EMIT failed(ticket, failure, detail);
            });
    connect(m_worker, &GatewayWorker::prepared, this,
            [this](Ticket ticket, std::chrono::milliseconds position) {
                if (m_tickets.contains(ticket))
                    Q_EMIT prepared(ticket, position);
            });
    connect(m_worker, &GatewayWorker::starving, this, [this](Ticket ticket) {
        if (m_tickets.contains(ticket))
            Q_EMIT starving(ticket);
    });
    connect(m_worker, &GatewayWorker::flowing, this, [this](Ticket ticket) {
        if (m_tickets.contains(ticket))
            Q_EMIT flowing(ticket);
    });
    connect(m_worker, &GatewayWorker::keptChanged, this, [this](const QSet<QString> &kept) {
        m_kept = kept;
        Q_EMIT keptChanged();
    });
    m_thread.start();
}

MediaGateway::~MediaGateway()
{
    m_thread.quit();
    m_thread.wait();
}

FilmSource::Ticket MediaGateway::open(const Film &film, std::chrono::milliseconds from)
{
    const Ticket ticket = ++m_lastTicket;
    m_tickets.insert(ticket);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, ticket, film, from] { worker->open(ticket, film, from); },
        Qt::QueuedConnection);
    return ticket;
}

void MediaGateway::prepare(Ticket ticket, std::chrono::milliseconds position)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, ticket, position] { worker->prepare(ticket, position); },
        Qt::QueuedConnection);
}

void MediaGateway::shown(Ticket ticket)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, ticket] { worker->survive(ticket); }, Qt::QueuedConnection);
}

void MediaGateway::abort(Ticket ticket)
{
    m_tickets.remove(ticket);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, ticket] { worker->abort(ticket); }, Qt::QueuedConnection);
}

void MediaGateway::setUpstreamPolicy(const UpstreamPolicy &policy)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, policy] { worker->setPolicy(policy); }, Qt::QueuedConnection);
}

void MediaGateway::forget(const QString &id)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, id] { worker->forget(id); }, Qt::QueuedConnection);
}

} // namespace Medio::Gateway
