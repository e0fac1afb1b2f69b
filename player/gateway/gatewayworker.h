// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/mailbox.h"
#include "player/filmsource.h"
#include "player/gateway/diskthread.h"
#include "player/gateway/filmindex.h"
#include "player/gateway/filmsession.h"
#include "player/gateway/gatewaysettings.h"
#include "player/gateway/loopbackserver.h"
#include "player/gateway/probeprocess.h"
#include "player/gateway/upstreampolicy.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace Medio::Gateway {

/// The gateway's thread: who uses which film, who may fetch, what is kept. Everything that waits
/// for a disk (fdatasync, hashing) is done by a thread of its own, which knows a descriptor and
/// a path and answers with a message.
/// Made on the GUI thread, lives and dies on the gateway's.
class GatewayWorker : public QObject
{
    Q_OBJECT
public:
    using Ticket = FilmSource::Ticket;

    explicit GatewayWorker(const GatewaySettings &settings);
    ~GatewayWorker() override;

    /// The way to everything below, from any thread.
    [[nodiscard]] Mailbox &inbox() { return m_inbox; }

    void start();
    void open(Ticket ticket, const Film &film, std::chrono::milliseconds from);
    void prepare(Ticket ticket, std::chrono::milliseconds position);
    /// The film of this ticket did not kill the program.
    void survive(Ticket ticket);
    void abort(Ticket ticket);
    void forget(const QString &id);
    void setPolicy(const UpstreamPolicy &policy);

Q_SIGNALS:
    void ready(quint64 ticket, const QUrl &address, Medio::FilmOrigin origin, const Medio::FilmFacts &facts);
    void failed(quint64 ticket, Medio::FilmFailure failure, const QString &detail);
    void prepared(quint64 ticket, std::chrono::milliseconds position);
    void starving(quint64 ticket);
    void flowing(quint64 ticket);
    void keptChanged(const QSet<QString> &kept);

private:
    /// One ticket.
    struct Use
    {
        Logging::Context context; ///< of whoever opened it
        Film film;
        std::chrono::milliseconds from{0};
        FilmSession *session = nullptr;
        FilmOrigin origin = FilmOrigin::Stream;
        QUrl address;   ///< where the player reads
        QUrl rehearsal; ///< where medio-probe reads
        ProbeProcess *probe = nullptr;
        quint64 request = 0; ///< of the probe; 0: none is running
        std::optional<std::chrono::milliseconds> preparing;
        bool ready = false;
        bool risky = false;               ///< handed over, and not seen yet
        std::unique_ptr<QTimer> patience; ///< opening, then starving
    };

    FilmSession *sessionOf(const Film &film);
    void watch(FilmSession *session);
    void begin(Ticket ticket);
    void proceed(Ticket ticket, Use &use);
    void rehearse(Use &use, std::chrono::milliseconds from);
    void announce(Ticket ticket, Use &use);
    void end(Ticket ticket);
    void fail(Ticket ticket, FilmFailure failure, const QString &detail);
    void allot();
    void release(FilmSession *session);
    [[nodiscard]] bool isUsed(const FilmSession *session) const;

    void settle(FilmSession *session, qint64 size, const QByteArray &validator);
    void suffer(FilmSession *session, const Trouble &trouble);
    void setStarving(const QUrl &address, bool starves);
    /// The use for which the player still waits for this answer of a probe, if there is one. To a player that
    /// has its film already it only says how far that is prepared.
    std::map<Ticket, Use>::iterator answered(ProbeProcess *probe, quint64 request);
    void answerRehearsal(ProbeProcess *probe, quint64 request, const FilmFacts &facts);
    void answerRefusal(ProbeProcess *probe, quint64 request, ProbeProcess::Refusal refusal,
                       const QString &detail);

    [[nodiscard]] bool makeRoom(const QString &id, qint64 size);
    void checkpoint(FilmSession *session);
    void keep(FilmSession *session);
    void verify(const FilmRecord &record);
    void tellKept();

    GatewaySettings m_settings;
    UpstreamPolicy m_policy;
    QNetworkAccessManager *m_network = nullptr;
    LoopbackServer *m_server = nullptr;
    QList<ProbeProcess *> m_probes;
    FilmIndex m_index;
    std::map<Ticket, Use> m_uses;
    QList<FilmSession *> m_sessions;
    QHash<FilmSession *, qint64> m_saved; ///< bytes that were here at the last checkpoint
    QSet<QString> m_atWork;               ///< films whose file is being hashed and named
    QSet<QString> m_verifying;
    QSet<QString> m_kept;
    Mailbox m_inbox; ///< wishes from other threads
    Mailbox m_found; ///< what the disk's thread found out
    DiskThread m_disk;
};

} // namespace Medio::Gateway
