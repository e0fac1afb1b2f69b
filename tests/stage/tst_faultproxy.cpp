// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/faultproxy.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Medio::Stage;
using namespace Qt::StringLiterals;
using Manner = Steps::Server::Manner;

namespace {

// Answers every request with its own head as the body.
class EchoServer : public QTcpServer
{
public:
    EchoServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = nextPendingConnection()) {
                ++connections;
                connect(client, &QTcpSocket::readyRead, client, [this, client] {
                    head += client->readAll();
                    qsizetype end = 0;
                    while ((end = head.indexOf("\r\n\r\n")) >= 0) {
                        const QByteArray body = answer.isEmpty() ? head.left(end) : answer;
                        head.remove(0, end + 4);
                        client->write("HTTP/1.1 200 OK\r\nContent-Length: " +
                                      QByteArray::number(body.size()) + "\r\n\r\n" + body);
                    }
                });
            }
        });
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }
    int connections = 0;
    QByteArray head;
    QByteArray answer;
};

class Client : public QTcpSocket
{
public:
    explicit Client(const FaultProxy &proxy)
    {
        connect(this, &QTcpSocket::readyRead, this, [this] { received += readAll(); });
        connectToHost(proxy.address().host(), quint16(proxy.address().port()));
    }
    void request(const QByteArray &path = "/")
    {
        write("GET " + path + " HTTP/1.1\r\nHost: kiosk.local:1\r\n\r\n");
    }
    QByteArray received;
};

} // namespace

class TestFaultProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void passesRequestsOnOneConnection();
    void passesLargeAnswersToSlowReaders();
    void refusesWhileDownAndComesBackOnTheSamePort();
    void answersEverythingWithAStatus();
    void showsALoginPage();
    void delaysTheFirstByte();
    void freezes();
    void resetsOpenConnectionsOnAChange();
    void resetsWhenTheServerIsAway();
    void followsARestartedServer();
    void survivesRandomBytes_data();
    void survivesRandomBytes();

private:
    std::unique_ptr<EchoServer> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
};

void TestFaultProxy::init()
{
    m_server = std::make_unique<EchoServer>();
    m_proxy = std::make_unique<FaultProxy>();
    QVERIFY(m_proxy->listen());
    m_proxy->setServer(m_server->url());
}

void TestFaultProxy::passesRequestsOnOneConnection()
{
    Client client(*m_proxy);
    client.request("/one");
    QTRY_VERIFY(client.received.contains("GET /one HTTP/1.1"));
    QVERIFY(client.received.contains("Host: kiosk.local:1")); // byte for byte
    client.request("/two");
    QTRY_VERIFY(client.received.contains("GET /two"));
    QCOMPARE(m_server->connections, 1);
}

void TestFaultProxy::passesLargeAnswersToSlowReaders()
{
    m_server->answer = QByteArray(8 * 1024 * 1024, 'x');
    QTcpSocket client;
    client.setReadBufferSize(64 * 1024);
    client.connectToHost(m_proxy->address().host(), quint16(m_proxy->address().port()));
    client.write("GET / HTTP/1.1\r\n\r\n");
    qsizetype got = 0;
    QTRY_VERIFY_WITH_TIMEOUT((got += client.readAll().size()) >= m_server->answer.size(), 20'000);
}

void TestFaultProxy::refusesWhileDownAndComesBackOnTheSamePort()
{
    const QUrl address = m_proxy->address();
    QVERIFY(m_proxy->setManner(Manner::Down));
    Client refused(*m_proxy);
    QTRY_COMPARE(refused.error(), QAbstractSocket::ConnectionRefusedError);
    QVERIFY(m_proxy->setManner(Manner::Up));
    QCOMPARE(m_proxy->address(), address);
    Client client(*m_proxy);
    client.request();
    QTRY_VERIFY(client.received.startsWith("HTTP/1.1 200"));
}

void TestFaultProxy::answersEverythingWithAStatus()
{
    QVERIFY(m_proxy->setManner(Manner::Status, 503));
    Client client(*m_proxy);
    client.request("/api/health");
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(client.received.startsWith("HTTP/1.1 503 "));
    QVERIFY(client.received.contains("Content-Type: text/html"));
    QVERIFY(!client.received.toLower().contains("retry-after"));
    QCOMPARE(m_server->connections, 0);
}

void TestFaultProxy::showsALoginPage()
{
    QVERIFY(m_proxy->setManner(Manner::Html));
    Client client(*m_proxy);
    client.request("/api/videos");
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(client.received.startsWith("HTTP/1.1 200 "));
    QVERIFY(client.received.contains("<form"));
}

void TestFaultProxy::delaysTheFirstByte()
{
    QVERIFY(m_proxy->setManner(Manner::Slow, 300));
    Client client(*m_proxy);
    QElapsedTimer time;
    for (const QByteArray path : {"/one", "/two"}) { // on the same connection: each of them
        time.start();
        client.request(path);
        QTRY_VERIFY(client.received.contains(path));
        QVERIFY(time.elapsed() >= 299);
    }
}

void TestFaultProxy::freezes()
{
    QVERIFY(m_proxy->setManner(Manner::Freeze));
    Client client(*m_proxy);
    client.request();
    QTRY_COMPARE(client.bytesToWrite(), 0);
    Client witness(*m_proxy); // by the time a second one is connected the first had its chance
    QTRY_COMPARE(witness.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(client.state(), QAbstractSocket::ConnectedState);
    QVERIFY(client.received.isEmpty());
    QCOMPARE(m_server->connections, 0);
}

void TestFaultProxy::resetsOpenConnectionsOnAChange()
{
    Client client(*m_proxy);
    client.request();
    QTRY_VERIFY(!client.received.isEmpty());
    QVERIFY(m_proxy->setManner(Manner::Up));
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(client.error(), QAbstractSocket::RemoteHostClosedError);
}

void TestFaultProxy::resetsWhenTheServerIsAway()
{
    m_server->close();
    Client client(*m_proxy);
    client.request();
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(client.received.isEmpty());
}

void TestFaultProxy::followsARestartedServer()
{
    Client before(*m_proxy);
    before.request();
    QTRY_VERIFY(!before.received.isEmpty());
    EchoServer restarted;
    m_proxy->setServer(restarted.url());
    QTRY_COMPARE(before.state(), QAbstractSocket::UnconnectedState);
    Client after(*m_proxy);
    after.request();
    QTRY_VERIFY(!after.received.isEmpty());
    QCOMPARE(restarted.connections, 1);
}

void TestFaultProxy::survivesRandomBytes_data()
{
    QTest::addColumn<int>("manner");

    QTest::newRow("up") << int(Manner::Up);
    QTest::newRow("status") << int(Manner::Status);
    QTest::newRow("slow") << int(Manner::Slow);
    QTest::newRow("freeze") << int(Manner::Freeze);
    QTest::newRow("html") << int(Manner::Html);
}

void TestFaultProxy::survivesRandomBytes()
{
    QFETCH(int, manner);
    QVERIFY(m_proxy->setManner(Manner(manner), manner == int(Manner::Status) ? 502 : 1));
    QRandomGenerator random(manner);
    for (int round = 0; round < 30; ++round) {
        Client client(*m_proxy);
        QByteArray bytes(random.bounded(1, 400'000), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        client.write(bytes);
        QTRY_VERIFY(client.bytesToWrite() == 0 || client.state() == QAbstractSocket::UnconnectedState);
    }
    QVERIFY(m_proxy->setManner(Manner::Up));
    m_server->head.clear();
    Client client(*m_proxy);
    client.request("/still-alive");
    QTRY_VERIFY(client.received.contains("/still-alive"));
}

QTEST_GUILESS_MAIN(TestFaultProxy)
#include "tst_faultproxy.moc"
