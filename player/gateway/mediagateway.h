// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/mailbox.h"
#include "player/filmsource.h"
#include "player/gateway/gatewaysettings.h"
#include "player/gateway/keptfilms.h"
#include "player/gateway/upstreampolicy.h"

#include <QSet>
#include <QString>
#include <QThread>

namespace Medio::Gateway {

class GatewayWorker;

/// Films near at hand: an address on this machine for every film, whose bytes come from the
/// offline copy or from the film's server, which thereby becomes an offline copy.
///
/// Lives on the GUI thread; the work is done in a thread of its own, and nothing but messages
/// (values) goes between the two. A film that was read to its end is kept, plays without its
/// server and after a restart, until the budget gives its place to others.
class MediaGateway final : public FilmSource
{
    Q_OBJECT
public:
    explicit MediaGateway(const GatewaySettings &settings, QObject *parent = nullptr);

    /// Lets go of everything and waits for its thread (which waits for nothing but a disk).
    ~MediaGateway() override;

    Ticket open(const Film &film, std::chrono::milliseconds from) override;
    void shown(Ticket ticket) override;
    void abort(Ticket ticket) override;

    /// From now on servers are talked to in this way; what was refused is asked again.
    void setUpstreamPolicy(const UpstreamPolicy &policy);

    /// Ids of the films that play without any server. Empty until the index was read: a few
    /// milliseconds after the start, told by keptChanged().
    [[nodiscard]] QSet<QString> kept() const { return m_kept; }

    /// What lies here and what should. Lives as long as this object.
    [[nodiscard]] FilmCopies &copies() { return m_copies; }

Q_SIGNALS:
    void keptChanged();

private:
    Mailbox m_inbox; ///< what the worker says
    QThread m_thread;
    GatewayWorker *m_worker;
    KeptFilms m_copies;
    QSet<QString> m_kept;
    QSet<Ticket> m_tickets; ///< open ones: late messages of others are not passed on
    Ticket m_lastTicket = 0;
};

} // namespace Medio::Gateway
