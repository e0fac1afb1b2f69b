// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/clock.h"
#include "server/http/listener.h"
#include "tests/support/homeclient.h"

#include <sys/socket.h>

#include <QRandomGenerator>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <future>

using namespace Medio;
using namespace Medio::Home;
using namespace std::chrono_literals;

namespace {

const QByteArray get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

/// Answers what was asked, so that a test sees what arrived.
void echo(const Request &request, const Responder &responder)
{
    Response response;
    response.headers.add("Content-Type", "text/plain");
    response.body = request.method + ' ' + request.path.toUtf8() + '|' + request.query + '|' + request.body;
    responder.answer(std::move(response));
}

} // namespace

class TestListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answers();
    void answersPipelinedRequests();
    void headHasNoBody();
    void saysContinue();
    void keepsOrMakesRequestIds();
    void refuses_data();
    void refuses();
    void slowHeaderIsCutOff();
    void slowBodyIsCutOff();
    void idleConnectionIsClosed();
    void silentConnectionIsClosed();
    void fullServerClosesNewConnections();
    void oneDeviceCantTakeAllConnections();
    void halfClosedConnectionsGetTheirAnswer();
    void streamsAFile();
    void streamEndsWhenTheFileShrinks();
    void readerThatLeavesIsForgotten();
    void readerThatStallsIsCutOff();
    void survivesRandomBytes();
    void stopLetsAnswersFinish();
    void stopDoesNotWaitForever();
    void portInUse();

private:
    void start(const Handler &handler = echo)
    {
        m_listener = std::make_unique<Listener>(m_settings, handler, *m_disk, m_clock);
        const auto started = m_listener->start();
        QVERIFY2(started, started ? "" : qPrintable(started.error()));
    }

    /// Every request is answered by more than any buffer on the way can hold.
    void startWithAnEndlessFilm(QTemporaryFile &film)
    {
        constexpr qint64 size = 200'000'000;
        QVERIFY(film.open() && film.resize(size)); // a hole: no disk is filled
        start([path = film.fileName()](const Request &, const Responder &responder) {
            Response response;
            response.file = FilePart{File::open(path), 0, size};
            responder.answer(std::move(response));
        });
    }

    /// One connection more gets an answer. Once it did, it stays true: QTRY_VERIFY asks again.
    bool isServed()
    {
        if (!m_served) {
            RawConnection another(m_listener->port());
            another.send(get);
            QSignalSpy readable(&another.socket(), &QTcpSocket::readyRead);
            m_served = another.socket().bytesAvailable() > 0 || readable.wait(200);
        }
        return m_served;
    }

    bool m_served = false;
    SystemClock m_clock;
    ListenerSettings m_settings;
    std::unique_ptr<WorkerPool> m_disk;
    std::unique_ptr<Listener> m_listener;
};

void TestListener::init()
{
    m_settings = {};
    m_served = false;
    m_disk = std::make_unique<WorkerPool>(QStringLiteral("disk"), 2, 100);
}

void TestListener::cleanup()
{
    if (m_listener)
        m_listener->stop(0ms);
    m_disk->stop(); // its last answers go to a listener that still exists
    m_listener.reset();
}

void TestListener::answers()
{
    start();
    RawConnection connection(m_listener->port());
    connection.send("POST /a%20b/c?x=%20 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
    QTRY_VERIFY(connection.received().endsWith("POST /a b/c|x=%20|hi"));
    QVERIFY(connection.received().startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(connection.received().contains("\r\nDate: "));
    QVERIFY(connection.received().contains("\r\nContent-Length: 20\r\n"));
}

void TestListener::answersPipelinedRequests()
{
    start();
    RawConnection connection(m_listener->port());
    connection.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET http://x/2?q HTTP/1.1\r\nHost: x\r\n\r\n"
                    "GET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(connection.isClosed());
    const QByteArray all = connection.received();
    const auto first = all.indexOf("GET /1||");
    const auto second = all.indexOf("GET /2|q|");
    const auto third = all.indexOf("GET /3||");
    QVERIFY2(first > 0 && second > first && third > second, all.constData());
}

void TestListener::headHasNoBody()
{
    start();
    RawConnection connection(m_listener->port());
    connection.send("HEAD /1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(connection.isClosed());
    QVERIFY(connection.received().contains("Content-Length: 9\r\n"));
    QVERIFY(connection.received().endsWith("\r\n\r\n"));
}

void TestListener::saysContinue()
{
    start();
    RawConnection connection(m_listener->port());
    connection.send("POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QTRY_COMPARE(connection.received(), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    connection.send("hi");
    QTRY_VERIFY(connection.received().endsWith("|hi"));
}

void TestListener::keepsOrMakesRequestIds()
{
    start();
    HomeClient client(QStringLiteral("http://127.0.0.1:%1").arg(m_listener->port()));
    QCOMPARE(client.get(QStringLiteral("/"), {{"X-Request-Id", "tap-7.a_B"}}).header("X-Request-Id"),
             QByteArray("tap-7.a_B"));
    for (const QByteArray &bad : {QByteArray(65, 'a'), QByteArray("a b"), QByteArray("a\"b")}) {
        const QByteArray made =
            client.get(QStringLiteral("/"), {{"X-Request-Id", bad}}).header("X-Request-Id");
        QVERIFY(made.size() == 36 && made != bad);
    }
}

void TestListener::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray head = "POST / HTTP/1.1\r\nHost: x\r\n";
    QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("unknown version") << QByteArray("GET / HTTP/3.7\r\n\r\n") << 400;
    QTest::newRow("no path") << QByteArray("GET x HTTP/1.1\r\nHost: x\r\n\r\n") << 400;
    QTest::newRow("NUL in the path") << QByteArray("GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n") << 400;
    QTest::newRow("long header") << "GET / HTTP/1.1\r\nX: " + QByteArray(9000, 'a') + "\r\n\r\n" << 431;
    QTest::newRow("endless header line") << "GET / HTTP/1.1\r\nX: " + QByteArray(500'000, 'a') << 431;
    QTest::newRow("many headers") << "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(2000) + "\r\n"
                                  << 431;
    QTest::newRow("endless headers") << "GET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(100'000)
                                     << 431;
    QTest::newRow("endless headers after empty lines")
        << "\r\n\r\nGET / HTTP/1.1\r\n" + QByteArray("A: b\r\n").repeated(100'000) << 400;
    QTest::newRow("header folded over lines")
        << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\nX\r\n\r\n") << 400;
    QTest::newRow("endless chunk extension")
        << head + "Transfer-Encoding: chunked\r\n\r\n5;" + QByteArray(500'000, 'e') << 431;
    QTest::newRow("endless trailer") << head + "Transfer-Encoding: chunked\r\n\r\n0\r\n" +
                                            QByteArray("A: b\r\n").repeated(100'000)
                                     << 431;
    QTest::newRow("large body") << head + "Content-Length: 200000\r\n\r\n" + QByteArray(200'000, 'a') << 413;
    QTest::newRow("large body, only said") << head + "Content-Length: 99999999999\r\n\r\n" << 413;
    QTest::newRow("large chunks")
        << head + "Transfer-Encoding: chunked\r\n\r\n" +
               QByteArray("4000\r\n" + QByteArray(0x4000, 'a') + "\r\n").repeated(10)
        << 413;
    QTest::newRow("two lengths") << head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\naa" << 400;
    QTest::newRow("length and chunks")
        << head + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        << 400;
    QTest::newRow("bad length") << head + "Content-Length: -1\r\n\r\n" << 400;
    QTest::newRow("bad chunk") << head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" << 400;
}

void TestListener::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    start();
    RawConnection connection(m_listener->port());
    connection.send(bytes);
    QTRY_VERIFY(connection.isClosed());
    const QByteArray expected = "HTTP/1.1 " + QByteArray::number(status) + ' ';
    QVERIFY2(connection.received().startsWith(expected), connection.received().constData());
    QCOMPARE(connection.received().count("HTTP/1.1 4"), 1);
}

void TestListener::slowHeaderIsCutOff()
{
    m_settings.headerDeadline = 400ms;
    start();
    RawConnection connection(m_listener->port());
    connection.send("GET / HTTP/1.1\r\nX: ");
    QTimer drip; // each byte would renew a deadline that is not absolute
    QObject::connect(&drip, &QTimer::timeout, &drip, [&] { connection.send("a"); });
    drip.start(50);
    QTRY_VERIFY(connection.isClosed());
    QVERIFY(connection.received().isEmpty());
}

void TestListener::slowBodyIsCutOff()
{
    m_settings.bodyDeadline = 400ms;
    start();
    RawConnection connection(m_listener->port());
    connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &drip, [&] { connection.send("a"); });
    drip.start(50);
    QTRY_VERIFY(connection.isClosed());
}

void TestListener::idleConnectionIsClosed()
{
    m_settings.idleDeadline = 300ms;
    start();
    RawConnection connection(m_listener->port());
    connection.send(get);
    QTRY_VERIFY(connection.received().endsWith("GET /||"));
    QTRY_VERIFY(connection.isClosed());
}

void TestListener::silentConnectionIsClosed()
{
    m_settings.headerDeadline = 300ms;
    start();
    RawConnection connection(m_listener->port());
    QTRY_VERIFY(connection.isClosed());
}

void TestListener::fullServerClosesNewConnections()
{
    m_settings.maximumConnections = 2;
    start();
    RawConnection first(m_listener->port());
    RawConnection second(m_listener->port());
    first.send(get);
    second.send(get);
    QTRY_VERIFY(first.received().endsWith("GET /||"));
    QTRY_VERIFY(second.received().endsWith("GET /||"));
    RawConnection third(m_listener->port());
    QTRY_VERIFY(third.isClosed());
    QVERIFY(third.received().isEmpty());
    first.socket().disconnectFromHost();
    QTRY_VERIFY(isServed()); // as soon as the server has noticed
}

void TestListener::oneDeviceCantTakeAllConnections()
{
    m_settings.maximumPerParty = 2;
    start();
    std::vector<std::unique_ptr<RawConnection>> taken;
    for (int i = 0; i < 2; ++i) {
        taken.push_back(std::make_unique<RawConnection>(m_listener->port()));
        taken.back()->send(get);
        QTRY_VERIFY(taken.back()->received().endsWith("GET /||"));
    }
    RawConnection third(m_listener->port());
    QTRY_VERIFY(third.isClosed());
    taken.clear();
    QTRY_VERIFY(isServed());
}

void TestListener::halfClosedConnectionsGetTheirAnswer()
{
    start();
    const QByteArray half = "GET /half HTTP/1.1\r\nHost: x\r\n\r\n";
    RawConnection connection(m_listener->port());
    connection.send(half);
    QCOMPARE(::shutdown(static_cast<int>(connection.socket().socketDescriptor()), SHUT_WR), 0);
    QTRY_VERIFY(connection.isClosed());
    QVERIFY2(connection.received().endsWith("GET /half||"), connection.received().constData());

    RawConnection inTheMidst(m_listener->port());
    inTheMidst.send(half.chopped(2));
    QCOMPARE(::shutdown(static_cast<int>(inTheMidst.socket().socketDescriptor()), SHUT_WR), 0);
    QTRY_VERIFY(inTheMidst.isClosed());
    QVERIFY(inTheMidst.received().isEmpty());
}

void TestListener::streamsAFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QByteArray content(1'000'003, '\0');
    QRandomGenerator random(1);
    for (char &c : content)
        c = static_cast<char>(random.bounded(256));
    file.write(content);
    file.flush();
    start([&](const Request &, const Responder &responder) {
        Response response;
        response.file = FilePart{File::open(file.fileName()), 3, 1'000'000};
        responder.answer(std::move(response));
    });
    HomeClient client(QStringLiteral("http://127.0.0.1:%1").arg(m_listener->port()));
    const auto answer = client.get(QStringLiteral("/"));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body == content.mid(3));
    const auto head = client.send("HEAD", QStringLiteral("/"));
    QCOMPARE(head.header("Content-Length"), QByteArray("1000000"));
    QVERIFY(head.body.isEmpty());
}

void TestListener::streamEndsWhenTheFileShrinks()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray(1000, 'a'));
    file.flush();
    start([&](const Request &, const Responder &responder) {
        Response response;
        response.file = FilePart{File::open(file.fileName()), 0, 5000};
        responder.answer(std::move(response));
    });
    RawConnection connection(m_listener->port());
    connection.send(get);
    QTRY_VERIFY(connection.isClosed());
    QVERIFY(connection.received().contains("Content-Length: 5000\r\n"));
    QVERIFY(connection.received().endsWith(QByteArray(1000, 'a')));
}

void TestListener::readerThatLeavesIsForgotten()
{
    m_settings.maximumConnections = 1;
    QTemporaryFile film;
    startWithAnEndlessFilm(film);
    {
        RawConnection connection(m_listener->port());
        connection.send(get);
        QTRY_VERIFY(connection.socket().bytesAvailable() > 1000);
        connection.socket().abort();
    }
    QTRY_VERIFY(isServed());
}

void TestListener::readerThatStallsIsCutOff()
{
    m_settings.maximumConnections = 1;
    m_settings.writeDeadline = 300ms;
    QTemporaryFile film;
    startWithAnEndlessFilm(film);
    RawConnection connection(m_listener->port());
    connection.socket().setReadBufferSize(1); // and never reads
    connection.send(get);
    QTRY_VERIFY(isServed());
}

void TestListener::survivesRandomBytes()
{
    m_settings.headerDeadline = 200ms;
    m_settings.bodyDeadline = 200ms;
    start();
    QRandomGenerator random(99);
    const QByteArray pattern =
        "POST /api/x?y HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    std::vector<std::unique_ptr<RawConnection>> connections;
    for (int i = 0; i < 300; ++i) {
        QByteArray bytes;
        if (i % 2) {
            bytes = pattern;
            for (int j = random.bounded(6); j >= 0; --j)
                bytes[random.bounded(bytes.size())] = static_cast<char>(random.bounded(256));
        } else {
            for (int j = random.bounded(2000); j >= 0; --j)
                bytes += static_cast<char>(random.bounded(256));
        }
        connections.push_back(std::make_unique<RawConnection>(m_listener->port()));
        connections.back()->send(bytes);
        connections.back()->socket().disconnectFromHost();
        if (connections.size() == 50)
            connections.clear();
    }
    HomeClient client(QStringLiteral("http://127.0.0.1:%1").arg(m_listener->port()));
    QCOMPARE(client.get(QStringLiteral("/")).status, 200);
}

void TestListener::stopLetsAnswersFinish()
{
    std::atomic<int> arrived = 0;
    std::promise<void> mayAnswer;
    start([&, goOn = mayAnswer.get_future().share()](const Request &request, const Responder &responder) {
        const bool posted = m_disk->post([&arrived, goOn, request, responder] {
            ++arrived;
            goOn.wait();
            echo(request, responder);
        });
        QVERIFY(posted);
    });
    RawConnection busy(m_listener->port());
    RawConnection idle(m_listener->port());
    busy.send(get);
    QTRY_COMPARE(arrived.load(), 1);
    std::thread releasing([&] { mayAnswer.set_value(); });
    m_listener->stop(10s);
    releasing.join();
    QTRY_VERIFY(busy.isClosed());
    QTRY_VERIFY(idle.isClosed());
    QVERIFY2(busy.received().contains("GET /||"), busy.received().constData());
    QVERIFY(idle.received().isEmpty());
    RawConnection late(m_listener->port());
    QTRY_VERIFY(late.isClosed());
}

void TestListener::stopDoesNotWaitForever()
{
    std::atomic<int> arrived = 0;
    std::vector<Responder> kept; // a handler that never answers
    start([&](const Request &, const Responder &responder) {
        kept.push_back(responder);
        ++arrived;
    });
    RawConnection connection(m_listener->port());
    connection.send(get);
    QTRY_COMPARE(arrived.load(), 1);
    m_listener->stop(50ms);
    kept.clear(); // answers now: nobody listens, nothing breaks
    QTRY_VERIFY(connection.isClosed());
}

void TestListener::portInUse()
{
    start();
    m_settings.port = m_listener->port();
    Listener second(m_settings, echo, *m_disk, m_clock);
    const auto started = second.start();
    QVERIFY(!started);
    QVERIFY2(started.error().contains(QString::number(m_settings.port)), qPrintable(started.error()));
}

QTEST_GUILESS_MAIN(TestListener)
#include "tst_listener.moc"
