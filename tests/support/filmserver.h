// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sys/socket.h>

#include <QCoreApplication>
#include <QEvent>
#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace Medio {

/// A server of films on loopback that can be as bad as real ones. It has a thread of its own,
/// because a media library may read on the test's.
class FilmServer
{
public:
    struct Manners
    {
        int status = 200;      ///< another one is answered with an empty body
        bool ranges = true;    ///< false: always the whole film with 200
        bool tells = true;     ///< Content-Length; false: the film ends with the connection
        bool validates = true; ///< sends an ETag and minds If-Range
        QByteArray type = "video/mp4";
        QByteArray tag = "\"one\""; ///< ETag
        /// `tag` is sent as Last-Modified instead, beside a weak ETag; a 206 that answers If-Range leaves it
        /// out, as RFC 9110 §15.3.7 wants it.
        bool dated = false;
        qint64 strays = 0;         ///< a 206 begins so many bytes behind those asked for, and says so
        QByteArray redirect;       ///< Location of a 302
        qint64 bytesPerSecond = 0; ///< 0: as fast as it goes
        qint64 silentAt = -1;      ///< sends nothing from this byte of the film on, keeps the connection
        qint64 dropAfter = -1;     ///< closes each connection after so many bytes
        qint64 lie = 0;            ///< announces so many bytes more than there are
        bool mute = false;         ///< accepts, reads, never answers
        /// So many requests a signed address is good for, to which an unsigned one leads by a redirect;
        /// then it is answered with 403 and the next one is given out. 0: nothing is signed.
        int signedFor = 0;
        bool signsPaths =
            false;          ///< by a folder, which what is relative to an address inherits; not by a query
        QByteArray refuses; ///< paths that end so are answered with 403
    };

    struct Request
    {
        QByteArray path;
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
    };

    FilmServer()
        : m_world(new World)
    {
        m_world->moveToThread(&m_thread);
        m_thread.start();
        run([this] {
            m_world->server = new QTcpServer(m_world);
            m_world->server->listen(QHostAddress::LocalHost, 0);
            m_world->port = m_world->server->serverPort();
            QObject::connect(m_world->server, &QTcpServer::newConnection, m_world,
                             [this] { m_world->admit(); });
        });
    }
    ~FilmServer()
    {
        run([this] { qDeleteAll(m_world->findChildren<QObject *>(Qt::FindDirectChildrenOnly)); });
        m_thread.quit();
        m_thread.wait();
        delete m_world;
    }
    Q_DISABLE_COPY_MOVE(FilmServer)

    [[nodiscard]] QUrl url(const QString &path) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_world->port).arg(path));
    }
    void setFilm(const QByteArray &bytes)
    {
        run([&] { m_world->film = bytes; });
    }
    /// Other bytes at these paths.
    void setFiles(const QHash<QByteArray, QByteArray> &files)
    {
        run([&] { m_world->files = files; });
    }
    void setManners(const Manners &manners)
    {
        run([&] { m_world->manners = manners; });
    }
    [[nodiscard]] QList<Request> requests()
    {
        QList<Request> list;
        run([&] { list = m_world->requests; });
        return list;
    }
    /// How many were served at one time at most; only slow connections count.
    [[nodiscard]] int mostAtOnce()
    {
        int most = 0;
        run([&] { most = m_world->most; });
        return most;
    }
    /// How many are being served now; only slow connections count.
    [[nodiscard]] int sending()
    {
        int now = 0;
        run([&] { now = m_world->sending(); });
        return now;
    }
    /// Refuses connections and resets those there are, or serves again at the same port.
    void setUp(bool up)
    {
        run([&] {
            if (up) {
                m_world->server->listen(QHostAddress::LocalHost, m_world->port);
                return;
            }
            m_world->server->close();
            const auto sockets = m_world->findChildren<QTcpSocket *>();
            for (QTcpSocket *socket : sockets)
                socket->abort();
        });
    }

private:
    class World : public QObject
    {
    public:
        QTcpServer *server = nullptr;
        quint16 port = 0;
        QByteArray film;
        QHash<QByteArray, QByteArray> files;
        int signature = 0;
        int signedUses = 0;
        Manners manners;
        QList<Request> requests;
        int most = 0;

        std::mutex mutex;
        std::condition_variable done;
        const std::function<void()> *deed = nullptr; ///< guarded by mutex

        bool event(QEvent *event) override
        {
            if (event->type() != QEvent::User)
                return QObject::event(event);
            const std::lock_guard lock(mutex);
            (*deed)();
            deed = nullptr;
            done.notify_one();
            return true;
        }

        void admit()
        {
            while (QTcpSocket *socket = server->nextPendingConnection()) {
                socket->setParent(this);
                auto head = std::make_shared<QByteArray>();
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                connect(socket, &QTcpSocket::readyRead, this, [this, socket, head] {
                    *head += socket->readAll();
                    const qsizetype end = head->indexOf("\r\n\r\n");
                    if (end < 0)
                        return;
                    const QByteArray request = head->first(end);
                    head->clear();
                    answer(socket, request);
                });
            }
        }

        void answer(QTcpSocket *socket, const QByteArray &text)
        {
            Request request;
            const QList<QByteArray> lines = text.split('\n');
            request.path = lines.first().split(' ').value(1);
            for (const QByteArray &line : lines.sliced(1))
                request.headers.insert(line.left(line.indexOf(':')).toLower(),
                                       line.mid(line.indexOf(':') + 1).trimmed());
            requests.append(request);
            const Manners m = manners;
            if (m.mute)
                return;
            if (!m.redirect.isEmpty()) {
                socket->write("HTTP/1.1 302 Found\r\nLocation: " + m.redirect +
                              "\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            if (m.status != 200) {
                socket->write("HTTP/1.1 " + QByteArray::number(m.status) +
                              " No\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            QByteArray path = request.path.split('?').constFirst();
            const QByteArray name = QByteArray::number(signature);
            const QByteArray folder = "/signed-" + name + '/';
            const QByteArray query = "=" + name;
            const bool isSigned = m.signsPaths ? path.startsWith("/signed-") : request.path != path;
            const bool isGood = m.signsPaths ? path.startsWith(folder) : request.path.endsWith(query);
            if (m.signsPaths && isSigned)
                path = path.mid(path.indexOf('/', 1));
            if (!m.refuses.isEmpty() && path.endsWith(m.refuses)) {
                socket->write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            if (m.signedFor > 0 && !isSigned) {
                const QByteArray location =
                    m.signsPaths ? QByteArray(folder + path.mid(1)) : QByteArray(path + "?sig" + query);
                socket->write("HTTP/1.1 302 Found\r\nLocation: " + location +
                              "\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            if (m.signedFor > 0 && (!isGood || ++signedUses > m.signedFor)) {
                signature += isGood ? 1 : 0;
                signedUses = 0;
                socket->write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            if (!files.isEmpty() && !files.contains(path)) {
                socket->write("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            const QByteArray bytes = files.isEmpty() ? film : files.value(path);
            qint64 from = 0;
            qint64 until = bytes.size();
            const QByteArray range = request.headers.value("range");
            const QByteArray condition = request.headers.value("if-range");
            const bool partial = m.ranges && range.startsWith("bytes=") &&
                                 (condition.isEmpty() || (m.validates && condition == m.tag));
            if (partial) {
                from = range.mid(6, range.indexOf('-') - 6).toLongLong();
                if (const QByteArray last = range.mid(range.indexOf('-') + 1); !last.isEmpty())
                    until = std::min<qint64>(until, last.toLongLong() + 1);
                from += m.strays;
            }
            const qint64 size = bytes.size() + m.lie;
            const qint64 end = until + m.lie;
            if (partial && from >= bytes.size()) {
                socket->write("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            QByteArray head = partial ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " +
                                            QByteArray::number(from) + '-' + QByteArray::number(end - 1) +
                                            '/' + QByteArray::number(size) + "\r\n"
                                      : QByteArray("HTTP/1.1 200 OK\r\n");
            head += "Content-Type: " + m.type + "\r\n";
            if (m.tells)
                head += "Content-Length: " + QByteArray::number(end - from) + "\r\n";
            else
                head += "Connection: close\r\n";
            if (m.validates)
                head += "ETag: " + (m.dated ? QByteArray("W/\"weak\"") : m.tag) + "\r\n";
            if (m.validates && m.dated && !(partial && !condition.isEmpty()))
                head += "Last-Modified: " + m.tag + "\r\n";
            socket->write(head + "\r\n");
            send(socket, m, bytes.first(until), from);
        }

        /// A connection the other side has left counts no more, even if its end was not noticed yet.
        [[nodiscard]] int sending() const
        {
            const QList<QTimer *> senders = findChildren<QTimer *>(QStringLiteral("sender"));
            return int(std::count_if(senders.cbegin(), senders.cend(), [](const QTimer *sender) {
                const auto *socket = static_cast<const QTcpSocket *>(sender->parent());
                char next = 0;
                const ssize_t waiting =
                    ::recv(int(socket->socketDescriptor()), &next, 1, MSG_PEEK | MSG_DONTWAIT);
                return waiting > 0 || (waiting < 0 && errno == EAGAIN);
            }));
        }

        /// In pieces of a hundredth of a second when it is to be slow.
        void send(QTcpSocket *socket, const Manners &m, const QByteArray &bytes, qint64 from)
        {
            qint64 end = bytes.size();
            if (m.silentAt >= 0)
                end = std::min(end, m.silentAt);
            const bool drops = m.dropAfter >= 0 && from + m.dropAfter < end;
            if (drops)
                end = from + m.dropAfter;
            const auto finish = [socket, m, end, drops] {
                if (m.silentAt >= 0 && end == m.silentAt)
                    return;
                if (drops || !m.tells || m.lie > 0)
                    QTimer::singleShot(20, socket, [socket] { socket->disconnectFromHost(); });
            };
            if (m.bytesPerSecond <= 0) {
                if (from < end)
                    socket->write(bytes.mid(from, end - from));
                finish();
                return;
            }
            auto *timer = new QTimer(socket);
            timer->setObjectName(QStringLiteral("sender"));
            connect(timer, &QTimer::timeout, socket,
                    [this, socket, timer, m, bytes, end, finish, at = from]() mutable {
                        most = std::max(most, sending());
                        const qint64 piece =
                            std::clamp<qint64>(m.bytesPerSecond / 100, 1, std::max<qint64>(1, end - at));
                        socket->write(bytes.mid(at, piece));
                        at += piece;
                        if (at >= end) {
                            delete timer;
                            finish();
                        }
                    });
            timer->start(10);
        }
    };

    void run(const std::function<void()> &deed)
    {
        // Not a blocking connection: tools that check threads do not see into Qt's queue, nor what a
        // wait does with its mutex. So it is taken plainly before and after.
        {
            const std::lock_guard before(m_world->mutex);
            m_world->deed = &deed;
        }
        QCoreApplication::postEvent(m_world, new QEvent(QEvent::User));
        {
            std::unique_lock lock(m_world->mutex);
            m_world->done.wait(lock, [this] { return m_world->deed == nullptr; });
        }
        const std::lock_guard after(m_world->mutex);
    }

    QThread m_thread;
    World *m_world = nullptr;
};

} // namespace Medio
