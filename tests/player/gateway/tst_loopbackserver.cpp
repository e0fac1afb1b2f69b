// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/growingfile.h"
#include "player/gateway/loopbackserver.h"

#include <unistd.h>

#include <QDeadlineTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <atomic>
#include <thread>

extern "C" {
#include <libavformat/avio.h>
#include <libavutil/dict.h>
#include <libavutil/error.h>
}

using namespace Medio::Gateway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Reads an address to its end as Qt's players do since 6.5: by libavformat, which gives a read up after
/// some time without a byte.
class PatientReader
{
public:
    PatientReader(const QUrl &address, std::chrono::microseconds patience)
        : m_thread([this, url = address.toEncoded(), patience] {
            AVDictionary *options = nullptr;
            av_dict_set_int(&options, "timeout", patience.count(), 0);
            AVIOContext *io = nullptr;
            m_result = avio_open2(&io, url.constData(), AVIO_FLAG_READ, nullptr, &options);
            av_dict_free(&options);
            QByteArray piece(4096, '\0');
            while (m_result >= 0) {
                m_result = avio_read_partial(io, reinterpret_cast<unsigned char *>(piece.data()),
                                             static_cast<int>(piece.size()));
                if (m_result > 0)
                    m_bytes += piece.left(m_result);
            }
            avio_close(io);
            m_ended = true;
        })
    {
    }
    ~PatientReader() { m_thread.join(); }
    Q_DISABLE_COPY_MOVE(PatientReader)

    [[nodiscard]] bool hasEnded() const { return m_ended; }
    [[nodiscard]] bool cameToTheEnd() const { return m_result == AVERROR_EOF; }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; } ///< once it has ended

private:
    int m_result = 0;
    QByteArray m_bytes;
    std::atomic<bool> m_ended = false;
    std::thread m_thread; ///< the last: uses the others
};

} // namespace

class TestLoopbackServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aReaderOfLittlePatienceStays();
    void signsOfLifeAreNoBytes();
    void signsOfLifeHaveAnEnd();

private:
    /// Appends to what grows.
    void grow(const QByteArray &bytes);

    std::unique_ptr<GrowingFile> m_file;
    std::unique_ptr<LoopbackServer> m_server;
    QByteArray m_written;
};

void TestLoopbackServer::init()
{
    m_server.reset(); // reads the file
    m_file = std::make_unique<GrowingFile>(QString());
    m_server = std::make_unique<LoopbackServer>(100ms);
    m_written.clear();
}

void TestLoopbackServer::grow(const QByteArray &bytes)
{
    QCOMPARE(::write(m_file->descriptor(), bytes.constData(), static_cast<size_t>(bytes.size())),
             bytes.size());
    m_written += bytes;
    m_file->growTo(m_written.size());
}

void TestLoopbackServer::aReaderOfLittlePatienceStays()
{
    const QUrl address = m_server->open(m_file.get());
    PatientReader reader(address, 5s);
    grow("the beginning");
    for (const auto &bytes : {QByteArray("and more"), QByteArray(100'000, 'x')}) {
        // longer than it would wait for a byte
        QDeadlineTimer silence(7s);
        QTRY_VERIFY_WITH_TIMEOUT(silence.hasExpired(), 20'000);
        QVERIFY(!reader.hasEnded());
        grow(bytes);
    }
    m_file->end();
    QTRY_VERIFY(reader.hasEnded());
    QVERIFY(reader.cameToTheEnd());
    QCOMPARE(reader.bytes(), m_written);
}

void TestLoopbackServer::signsOfLifeAreNoBytes()
{
    const QUrl address = m_server->open(m_file.get());
    const QSignalSpy starving(m_server.get(), &LoopbackServer::starving);
    const QSignalSpy flowing(m_server.get(), &LoopbackServer::flowing);
    grow("some");
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(address)));
    QTRY_COMPARE(reply->bytesAvailable(), 4);
    QDeadlineTimer silence(4500ms);
    QTRY_VERIFY_WITH_TIMEOUT(silence.hasExpired(), 20'000);
    QVERIFY(m_server->isStarving(address));
    QCOMPARE(starving.size(), 1);
    QCOMPARE(flowing.size(), 0);
    QCOMPARE(reply->bytesAvailable(), 4);
    grow("more");
    QTRY_COMPARE(flowing.size(), 1);
    m_file->end();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), m_written);
}

void TestLoopbackServer::signsOfLifeHaveAnEnd()
{
    // What libavformat 5 and 7 keep of the line that says a chunk's size (http.c).
    constexpr qsizetype longest = 31;
    const QUrl address = m_server->open(m_file.get());
    QTcpSocket socket;
    socket.connectToHost(address.host(), static_cast<quint16>(address.port()));
    socket.write("GET " + address.path().toLatin1() + " HTTP/1.1\r\nHost: " + address.authority().toLatin1() +
                 "\r\n\r\n");
    QByteArray answer;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { answer += socket.readAll(); });
    QDeadlineTimer silence(52s);
    QTRY_VERIFY_WITH_TIMEOUT(silence.hasExpired(), 90'000);
    grow(QByteArray(200'000, 'x'));
    m_file->end();
    QTRY_VERIFY(answer.endsWith("\r\n0\r\n\r\n"));
    const qsizetype begin = answer.indexOf("\r\n\r\n") + 4;
    const QByteArray size = answer.mid(begin, answer.indexOf("\r\n", begin) - begin);
    QVERIFY2(size.startsWith("00000") && size.size() <= longest, size.constData());
    QCOMPARE(size.toLongLong(nullptr, 16), 128 * 1024);
}

QTEST_GUILESS_MAIN(TestLoopbackServer)

#include "tst_loopbackserver.moc"
