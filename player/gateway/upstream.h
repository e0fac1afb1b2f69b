// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/gateway/upstreampolicy.h"
#include "player/player.h"

#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

namespace Medio::Gateway {

class FilmNetwork;

/// Why bytes don't come.
struct Trouble
{
    FilmFailure failure = FilmFailure::Unreachable;
    bool passing = true; ///< asking again may help
    QString detail;      ///< for the log; no header, no query of an address in it
    bool isRoom = false; ///< it is this machine's disk, not the server
};

/// One transfer from the server that has a film: asks for the bytes from a place on, follows
/// redirects by hand (the policy decides at each), and tells a lying server from a good one.
/// Thread: the gateway's. Ends with exactly one of finished and troubled; deleting it aborts.
class Upstream : public QObject
{
    Q_OBJECT
public:
    struct Request
    {
        QUrl address;
        QUrl film; ///< the film's own address, which led here: what is secret goes along from nowhere else
        qint64 from = 0;
        qint64 until = -1;    ///< the first byte that is not wanted any more; -1: all are
        QByteArray validator; ///< of the bytes that are here already; empty: there are none
        bool orAll = false;   ///< when it ends before `from` by now (416): all of it, from its beginning
    };
    struct Answer
    {
        qint64 begin = 0;    ///< of the first byte that will come
        qint64 size = -1;    ///< of the whole film; -1: not known before its end
        bool ranges = false; ///< the server can begin anywhere
        /// Strong ETag, else Last-Modified, else that of the request if a part was sent on its condition,
        /// else empty.
        QByteArray validator;
        QUrl address; ///< that answered, behind all redirects
    };

    /// A server that sends nothing for `patience` while it is listened to is given up.
    Upstream(FilmNetwork &network, const UpstreamPolicy &policy, const Request &request,
             std::chrono::milliseconds patience, QObject *parent);
    ~Upstream() override;

    /// The next byte it will deliver.
    [[nodiscard]] qint64 position() const { return m_position; }
    [[nodiscard]] bool hasBegun() const { return m_begun; }

    /// Lets go of the server at once; no signal after this. Also from within one of its signals.
    void cancel();

    /// Stops listening for a while: at most a buffer's worth is taken from the wire.
    void setPaused(bool paused);

Q_SIGNALS:
    void began(const Medio::Gateway::Upstream::Answer &answer);
    void arrived(qint64 offset, const QByteArray &bytes);
    void finished(); ///< everything the server had from there on was delivered
    void troubled(const Medio::Gateway::Trouble &trouble);

private:
    void ask(const QUrl &address);
    void send();
    void release();
    void readHead();
    void readBody();
    void end();
    void fail(FilmFailure failure, bool passing, const QString &detail);

    FilmNetwork &m_network;
    const UpstreamPolicy &m_policy;
    Request m_request;
    QUrl m_address;
    QPointer<QNetworkReply> m_reply;
    QTimer m_patience;
    int m_redirects = 0;
    qint64 m_position = 0;
    qint64 m_end = -1;      ///< where the announced bytes end; -1: not announced
    bool m_trusted = false; ///< the way here never left the signed-in origin
    bool m_begun = false;
    bool m_paused = false;
    bool m_over = false;
};

} // namespace Medio::Gateway
