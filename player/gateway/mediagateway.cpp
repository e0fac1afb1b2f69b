// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/mediagateway.h"

#include "player/gateway/gatewayworker.h"

namespace Medio::Gateway {

MediaGateway::MediaGateway(const GatewaySettings &settings, QObject *parent)
    : FilmSource(parent)
    , m_worker(new GatewayWorker(settings))
    , m_copies(m_worker)
{
    m_thread.setObjectName(QStringLiteral("film-gateway"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &GatewayWorker::start);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);

    // Said on the worker's thread, put into this one's mailbox there.
    connect(m_worker, &GatewayWorker::ready, m_worker,
            [this](Ticket ticket, const QUrl &address, FilmOrigin origin, const FilmFacts &facts) {
                m_inbox.post([this, ticket, address, origin, facts] {
                    if (m_tickets.contains(ticket))
                        Q_EMIT ready(ticket, address, origin, facts);
                });
            });
    connect(m_worker, &GatewayWorker::failed, m_worker,
            [this](Ticket ticket, FilmFailure failure, const QString &detail) {
                m_inbox.post([this, ticket, failure, detail] {
                    if (m_tickets.remove(ticket))
                        Q_EMIT failed(ticket, failure, detail);
                });
            });
    connect(m_worker, &GatewayWorker::starving, m_worker, [this](Ticket ticket) {
        m_inbox.post([this, ticket] {
            if (m_tickets.contains(ticket))
                Q_EMIT starving(ticket);
        });
    });
    connect(m_worker, &GatewayWorker::flowing, m_worker, [this](Ticket ticket) {
        m_inbox.post([this, ticket] {
            if (m_tickets.contains(ticket))
                Q_EMIT flowing(ticket);
        });
    });
    connect(m_worker, &GatewayWorker::keptChanged, m_worker, [this](const QSet<QString> &kept) {
        m_inbox.post([this, kept] {
            m_kept = kept;
            Q_EMIT keptChanged();
        });
    });
    connect(m_worker, &GatewayWorker::copiesChanged, m_worker,
            [this](const QList<FilmCopy> &copies, qint64 bytes) {
                m_inbox.post([this, copies, bytes] { m_copies.learn(copies, bytes); });
            });
    m_thread.start();
}

MediaGateway::~MediaGateway()
{
    // Behind the wishes: that a film was seen or left is still heard, or it would count as a crash.
    m_worker->inbox().post([this] { m_thread.quit(); });
    m_thread.wait();
}

FilmSource::Ticket MediaGateway::open(const Film &film, std::chrono::milliseconds from)
{
    const Ticket ticket = ++m_lastTicket;
    m_tickets.insert(ticket);
    m_worker->inbox().post([worker = m_worker, ticket, film, from] { worker->open(ticket, film, from); });
    return ticket;
}

void MediaGateway::shown(Ticket ticket)
{
    m_worker->inbox().post([worker = m_worker, ticket] { worker->survive(ticket); });
}

void MediaGateway::abort(Ticket ticket)
{
    m_tickets.remove(ticket);
    m_worker->inbox().post([worker = m_worker, ticket] { worker->abort(ticket); });
}

void MediaGateway::setUpstreamPolicy(const UpstreamPolicy &policy)
{
    m_worker->inbox().post([worker = m_worker, policy] { worker->setPolicy(policy); });
}

} // namespace Medio::Gateway
