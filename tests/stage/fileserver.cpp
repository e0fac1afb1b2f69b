// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/fileserver.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QTcpSocket>

namespace Medio::Stage {

namespace {

constexpr qsizetype longestHead = 65'536;
constexpr qint64 chunk = 262'144;

/// One client; its requests are served one after another.
class Transfer final : public QObject
{
public:
    Transfer(QTcpSocket *client, const QString &folder, QObject *parent)
        : QObject(parent)
        , m_client(client)
        , m_folder(folder)
    {
        client->setParent(this);
        connect(client, &QTcpSocket::readyRead, this, &Transfer::read);
        connect(client, &QTcpSocket::bytesWritten, this, &Transfer::write);
        connect(client, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        read();
    }

private:
    void read();
    void serve(const QByteArray &head);
    void refuse(const QByteArray &status, const QByteArray &headers = {});
    void write();

    QTcpSocket *const m_client;
    const QString m_folder;
    QByteArray m_head;
    QFile m_file;
    qint64 m_left = 0;
};

void Transfer::read()
{
    m_head += m_client->readAll();
    if (m_left > 0)
        return; // the next request waits for its turn
    const qsizetype end = m_head.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_head.size() > longestHead)
            m_client->abort();
        return;
    }
    const QByteArray head = m_head.left(end);
    m_head.remove(0, end + 4);
    serve(head);
}

void Transfer::refuse(const QByteArray &status, const QByteArray &headers)
{
    m_client->write("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n" + headers + "\r\n");
}

void Transfer::serve(const QByteArray &head)
{
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> request = lines.first().trimmed().split(' ');
    if (request.size() != 3 || !request.last().startsWith("HTTP/1."))
        return m_client->abort();
    const bool isHead = request.first() == "HEAD";
    if (!isHead && request.first() != "GET")
        return refuse("405 Method Not Allowed", "Allow: GET, HEAD\r\n");
    QByteArray range;
    for (const QByteArray &line : lines) {
        if (line.toLower().startsWith("range:"))
            range = line.mid(6).trimmed();
    }

    const QString name = QUrl(QString::fromLatin1(request.at(1))).path().mid(1);
    const QFileInfo file(QDir(m_folder).filePath(name));
    if (name.isEmpty() || name.contains(QStringLiteral("..")) || name.startsWith(u'/') || !file.isFile())
        return refuse("404 Not Found");
    m_file.close();
    m_file.setFileName(file.filePath());
    if (!m_file.open(QIODevice::ReadOnly))
        return refuse("404 Not Found");

    const qint64 size = m_file.size();
    qint64 first = 0;
    qint64 last = size - 1;
    QByteArray status = "200 OK";
    QByteArray headers;
    if (range.startsWith("bytes=") && !range.contains(',')) {
        const auto wanted = rangeOf(range, size);
        if (!wanted)
            return refuse("416 Range Not Satisfiable",
                          "Content-Range: bytes */" + QByteArray::number(size) + "\r\n");
        std::tie(first, last) = *wanted;
        status = "206 Partial Content";
        headers = "Content-Range: bytes " + QByteArray::number(first) + '-' + QByteArray::number(last) + '/' +
                  QByteArray::number(size) + "\r\n";
    }
    static const QMimeDatabase types;
    m_client->write(
        "HTTP/1.1 " + status + "\r\nContent-Type: " + types.mimeTypeForFile(file).name().toLatin1() +
        "\r\nAccept-Ranges: bytes\r\nETag: \"" + QByteArray::number(size) + '-' +
        QByteArray::number(file.lastModified().toMSecsSinceEpoch()) +
        "\"\r\nContent-Length: " + QByteArray::number(last - first + 1) + "\r\n" + headers + "\r\n");
    m_file.seek(first);
    m_left = isHead ? 0 : last - first + 1;
    write();
}

void Transfer::write()
{
    while (m_left > 0 && m_client->bytesToWrite() < chunk) {
        const QByteArray bytes = m_file.read(std::min(m_left, chunk));
        if (bytes.isEmpty())
            return m_client->abort(); // the file shrank; its promised length can't be kept
        m_left -= bytes.size();
        m_client->write(bytes);
    }
    if (m_left == 0 && !m_head.isEmpty())
        read();
}

} // namespace

FileServer::FileServer(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &FileServer::accept);
}

bool FileServer::listen()
{
    return m_listener.listen(QHostAddress::LocalHost);
}

QUrl FileServer::address() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_listener.serverPort());
    return url;
}

void FileServer::accept()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection())
        new Transfer(client, m_folder, this);
}

std::optional<std::pair<qint64, qint64>> rangeOf(const QByteArray &value, qint64 size)
{
    if (!value.startsWith("bytes=") || size <= 0)
        return std::nullopt;
    const QList<QByteArray> ends = value.mid(6).trimmed().split('-');
    if (ends.size() != 2)
        return std::nullopt;
    const auto number = [](const QByteArray &text) -> std::optional<qint64> {
        const bool digits =
            !text.isEmpty() && text.size() < 19 &&
            std::all_of(text.cbegin(), text.cend(), [](char c) { return c >= '0' && c <= '9'; });
        return digits ? std::optional(text.toLongLong()) : std::nullopt;
    };
    const auto first = number(ends.first());
    const auto last = number(ends.last());
    if (ends.first().isEmpty()) { // the last so many bytes
        if (!last || *last == 0)
            return std::nullopt;
        return std::pair(std::max<qint64>(0, size - *last), size - 1);
    }
    if (!first || *first >= size || (!last && !ends.last().isEmpty()) || (last && *last < *first))
        return std::nullopt;
    return std::pair(*first, last ? std::min(*last, size - 1) : size - 1);
}

} // namespace Medio::Stage
