// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/fileserver.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio::Stage;
using namespace Qt::StringLiterals;

class TestFileServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void readsRanges_data();
    void readsRanges();
    void serves_data();
    void serves();
    void servesALargeFileWhole();
    void survivesRandomBytes();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<FileServer> m_server;
    QByteArray m_large;
};

void TestFileServer::initTestCase()
{
    QFile small(m_folder.filePath(u"rocket.mp4"_s));
    QVERIFY(small.open(QIODevice::WriteOnly));
    small.write("0123456789");
    m_large = QByteArray(5'000'000, Qt::Uninitialized);
    QRandomGenerator random(1);
    for (char &byte : m_large)
        byte = char(random.bounded(256));
    QFile large(m_folder.filePath(u"owl.mp4"_s));
    QVERIFY(large.open(QIODevice::WriteOnly));
    large.write(m_large);
    m_server = std::make_unique<FileServer>(m_folder.path());
    QVERIFY(m_server->listen());
}

void TestFileServer::readsRanges_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("first"); // -1: refused
    QTest::addColumn<qint64>("last");

    const auto row = [](const char *value, qint64 first, qint64 last) {
        QTest::newRow(value) << QByteArray(value) << first << last;
    };
    row("bytes=0-", 0, 9);
    row("bytes=2-4", 2, 4);
    row("bytes=2-99", 2, 9);
    row("bytes=-3", 7, 9);
    row("bytes=-99", 0, 9);
    row("bytes=9-9", 9, 9);
    row("bytes=10-", -1, 0);
    row("bytes=4-2", -1, 0);
    row("bytes=-0", -1, 0);
    row("bytes=", -1, 0);
    row("bytes=-", -1, 0);
    row("bytes=a-b", -1, 0);
    row("bytes=1-2-3", -1, 0);
    row("bytes=99999999999999999999-", -1, 0);
    row("chapters=1-2", -1, 0);
}

void TestFileServer::readsRanges()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, first);
    QFETCH(qint64, last);
    const auto range = rangeOf(value, 10);
    QCOMPARE(range.has_value(), first >= 0);
    if (range)
        QCOMPARE(*range, std::pair(first, last));
}

void TestFileServer::serves_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("whole") << "/rocket.mp4" << QByteArray() << 200 << QByteArray("0123456789");
    QTest::newRow("part") << "/rocket.mp4" << QByteArray("bytes=3-5") << 206 << QByteArray("345");
    QTest::newRow("two ranges: ignored")
        << "/rocket.mp4" << QByteArray("bytes=1-2,4-5") << 200 << QByteArray("0123456789");
    QTest::newRow("beyond the end") << "/rocket.mp4" << QByteArray("bytes=10-") << 416 << QByteArray();
    QTest::newRow("missing") << "/dragon.mp4" << QByteArray() << 404 << QByteArray();
    QTest::newRow("the folder") << "/" << QByteArray() << 404 << QByteArray();
    QTest::newRow("above the folder") << "/..%2f..%2fetc/passwd" << QByteArray() << 404 << QByteArray();
}

void TestFileServer::serves()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, range);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(m_server->address().toString() + path));
    if (!range.isEmpty())
        request.setRawHeader("Range", range);
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait(60000));
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), status);
    QCOMPARE(reply->readAll(), body);
}

void TestFileServer::servesALargeFileWhole()
{
    QNetworkAccessManager network;
    QUrl url = m_server->address();
    url.setPath(u"/owl.mp4"_s);
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait(60000));
    QVERIFY(reply->readAll() == m_large);
}

void TestFileServer::survivesRandomBytes()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 50; ++round) {
        QTcpSocket client;
        client.connectToHost(m_server->address().host(), quint16(m_server->address().port()));
        QByteArray bytes(random.bounded(1, 100'000), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(random.bounded(256));
        client.write(bytes + "\r\n\r\n");
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }
    servesALargeFileWhole();
}

QTEST_GUILESS_MAIN(TestFileServer)
#include "tst_fileserver.moc"
