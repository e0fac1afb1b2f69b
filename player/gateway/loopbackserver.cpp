// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/loopbackserver.h"

#include "app/base/logging.h"
#include "player/gateway/byterange.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestHead = 8LL * 1024;
constexpr auto headPatience = 5s;
constexpr int mostReaders = 32;
constexpr qint64 pieceSize = 128LL * 1024;
constexpr qint64 mostQueued = 512LL * 1024;

/// Qt since 6.5 gives a read up after five seconds without a byte. Who reads bytes whose number is not known
/// can't come back to where it was: until they come it gets, every so often, a leading zero of the next
/// chunk's size (RFC 9112 §7.1). libavformat keeps 31 digits of a size, so there are that many at most.
constexpr auto signOfLifeEvery = 2s;
constexpr int mostSignsOfLife = 24; ///< longer than a film may starve

QString unguessable()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    QString text;
    for (const quint32 word : words)
        text += u"%1"_s.arg(word, 8, 16, QChar(u'0'));
    return text;
}

} // namespace

/// One connection: reads a request's head, answers, and pushes bytes as long as the other side
/// takes them. Deletes itself.
class LoopbackReader final : public QObject, public ByteWaiter
{
    Q_OBJECT
public:
    LoopbackReader(QTcpSocket *socket, LoopbackServer *server)
        : QObject(server)
        , m_socket(socket)
        , m_server(server)
    {
        m_socket->setParent(this);
        m_socket->setReadBufferSize(longestHead);
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &LoopbackReader::timeOut);
        m_signs.setInterval(signOfLifeEvery);
        connect(&m_signs, &QTimer::timeout, this, &LoopbackReader::giveSignOfLife);
        connect(m_socket, &QTcpSocket::readyRead, this, &LoopbackReader::readHead);
        connect(m_socket, &QTcpSocket::bytesWritten, this, &LoopbackReader::push);
        connect(m_socket, &QTcpSocket::disconnected, this, &LoopbackReader::leave);
        m_timer.start(headPatience);
    }

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] bool isStarving() const { return m_starving; }

    /// At once, whatever is still queued: the other side must not wait for it.
    void cut()
    {
        m_socket->disconnect(this);
        m_socket->abort();
        leave();
    }

    void bytesArrived() override
    {
        m_timer.stop();
        m_starving = false;
        push();
    }

private:
    void timeOut()
    {
        if (m_source == nullptr) {
            cut(); // never said what it wants
            return;
        }
        m_starving = true;
        m_server->starve(m_path);
    }

    void giveSignOfLife()
    {
        if (++m_signsGiven >= mostSignsOfLife)
            m_signs.stop();
        m_socket->write("0");
    }

    void leave()
    {
        m_timer.stop();
        m_signs.stop();
        if (m_source != nullptr)
            m_source->leave(this);
        m_source = nullptr;
        m_server->m_readers.removeOne(this);
        deleteLater();
    }

    void refuse(const char *status)
    {
        m_timer.stop();
        m_answered = true;
        m_socket->write(QByteArray("HTTP/1.1 ") + status +
                        "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        m_socket->disconnectFromHost();
    }

    void readHead()
    {
        if (m_answered) {
            m_socket->readAll(); // nothing follows a request here
            return;
        }
        m_head += m_socket->read(longestHead - m_head.size());
        const qsizetype end = m_head.indexOf("\r\n\r\n");
        if (end < 0) {
            if (m_head.size() >= longestHead)
                refuse("431 Request Header Fields Too Large");
            return;
        }
        m_head.truncate(end);
        answer();
    }

    void answer()
    {
        const QList<QByteArray> lines = m_head.split('\n');
        const QList<QByteArray> request = lines.first().trimmed().split(' ');
        if (request.size() != 3 || !request[2].startsWith("HTTP/1."))
            return refuse("400 Bad Request");
        const bool head = request[0] == "HEAD";
        if (!head && request[0] != "GET")
            return refuse("405 Method Not Allowed");

        QByteArray host;
        QByteArray range;
        for (const QByteArray &line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            const QByteArray name = line.left(colon).toLower();
            if (name == "host")
                host = line.mid(colon + 1).trimmed();
            else if (name == "range")
                range = line.mid(colon + 1).trimmed();
        }
        if (host != "127.0.0.1:" + QByteArray::number(m_server->m_server.serverPort()))
            return refuse("421 Misdirected Request");
        m_path = QString::fromLatin1(request[1]);
        ByteSource *source = m_server->m_routes.value(m_path);
        if (source == nullptr || source->size() == 0)
            return refuse("404 Not Found");
        m_chunked = source->size() < 0;

        const RangeAnswer wanted = m_chunked ? RangeAnswer() : answerRange(range, source->size());
        if (wanted.kind == RangeAnswer::Kind::Unsatisfiable)
            return refuse("416 Range Not Satisfiable");
        m_timer.stop();
        m_answered = true;
        m_position = wanted.span.begin;
        m_end = head ? m_position : m_chunked ? std::numeric_limits<qint64>::max() : wanted.span.end;

        QByteArray reply = wanted.kind == RangeAnswer::Kind::Partial ? "HTTP/1.1 206 Partial Content\r\n"
                                                                     : "HTTP/1.1 200 OK\r\n";
        reply += "Content-Type: video/mp4\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
                 "Connection: close\r\n";
        if (m_chunked)
            reply += "Transfer-Encoding: chunked\r\n";
        else
            reply += "Accept-Ranges: bytes\r\nContent-Length: " +
                     QByteArray::number(wanted.span.end - wanted.span.begin) + "\r\n";
        if (wanted.kind == RangeAnswer::Kind::Partial)
            reply += "Content-Range: bytes " + QByteArray::number(wanted.span.begin) + '-' +
                     QByteArray::number(wanted.span.end - 1) + '/' + QByteArray::number(source->size()) +
                     "\r\n";
        m_socket->write(reply + "\r\n");
        m_source = source;
        push();
    }

    void push()
    {
        if (m_source == nullptr)
            return;
        while (m_position < m_end && m_socket->bytesToWrite() < mostQueued) {
            const QByteArray bytes = m_source->read(m_position, std::min(pieceSize, m_end - m_position));
            const bool isOver = bytes.isEmpty() && m_chunked && m_source->endsAt(m_position);
            if (!bytes.isEmpty() || isOver) {
                m_signs.stop();
                m_signsGiven = 0;
            }
            if (isOver) {
                m_socket->write("0\r\n\r\n");
                m_end = m_position;
                break;
            }
            if (bytes.isEmpty()) {
                if (!m_timer.isActive() && !m_starving)
                    m_timer.start(m_server->m_starvingAfter);
                if (m_chunked && !m_signs.isActive() && m_signsGiven == 0)
                    m_signs.start();
                m_source->wait(this, m_position);
                return;
            }
            m_server->flow(m_path);
            m_socket->write(m_chunked ? QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n"
                                      : bytes);
            m_position += bytes.size();
        }
        if (m_position >= m_end)
            m_socket->disconnectFromHost();
    }

    QTcpSocket *m_socket;
    LoopbackServer *m_server;
    ByteSource *m_source = nullptr;
    QTimer m_timer; ///< for the head, then for bytes
    QTimer m_signs;
    int m_signsGiven = 0; ///< since the last bytes
    QByteArray m_head;
    QString m_path;
    qint64 m_position = 0;
    qint64 m_end = 0;
    bool m_answered = false;
    bool m_chunked = false;
    bool m_starving = false;
};

LoopbackServer::LoopbackServer(std::chrono::milliseconds starvingAfter, QObject *parent)
    : QObject(parent)
    , m_server(this)
    , m_starvingAfter(starvingAfter)
{
    connect(&m_server, &QTcpServer::newConnection, this, &LoopbackServer::admit);
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        qCCritical(lcGateway).noquote() << "No port for films:" << m_server.errorString();
}

LoopbackServer::~LoopbackServer()
{
    const QList<LoopbackReader *> readers = m_readers;
    for (LoopbackReader *reader : readers)
        reader->cut();
}

QUrl LoopbackServer::open(ByteSource *source)
{
    // The suffix is a hint for demuxers, which look at the bytes anyway.
    const QString path = u"/%1/film.mp4"_s.arg(unguessable());
    m_routes.insert(path, source);
    return addressOf(path);
}

void LoopbackServer::close(const QUrl &address)
{
    const QString path = address.path();
    m_routes.remove(path);
    m_starving.remove(path);
    const QList<LoopbackReader *> readers = m_readers;
    for (LoopbackReader *reader : readers)
        if (reader->path() == path)
            reader->cut();
}

bool LoopbackServer::isStarving(const QUrl &address) const
{
    return m_starving.contains(address.path());
}

QUrl LoopbackServer::addressOf(const QString &path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_server.serverPort()).arg(path));
}

void LoopbackServer::starve(const QString &path)
{
    if (m_starving.contains(path))
        return;
    m_starving.insert(path);
    Q_EMIT starving(addressOf(path));
}

void LoopbackServer::flow(const QString &path)
{
    const bool isHere =
        m_starving.contains(path) &&
        std::none_of(m_readers.begin(), m_readers.end(), [&path](const LoopbackReader *reader) {
            return reader->path() == path && reader->isStarving();
        });
    if (!isHere)
        return;
    m_starving.remove(path);
    Q_EMIT flowing(addressOf(path));
}

void LoopbackServer::admit()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_readers.size() >= mostReaders)
            m_readers.first()->cut();
        m_readers.append(new LoopbackReader(socket, this));
    }
}

} // namespace Medio::Gateway

#include "loopbackserver.moc"
