// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/virtualcard/cardhands.h"

#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>

using namespace Medio;
using namespace Medio::Simulator;
using namespace Qt::StringLiterals;

/// With a server of the test in the place of the virtual reader.
class TestCardHands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void laysChipsAndTakesThemAway();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
    void playsAGesture();
    void aTraceReachesTheReader();
    void playsTraces();

private:
    Answer obey(const char *order) { return m_hands->obey(QJsonDocument::fromJson(order).object()); }
    Answer play(const QByteArray &traces)
    {
        QTemporaryFile file;
        if (!file.open() || file.write(traces) != traces.size() || !file.flush())
            return Unexpected{file.errorString()};
        return m_hands->obey({{u"do"_s, u"play"_s}, {u"file"_s, file.fileName()}});
    }
    /// The names of what happened.
    [[nodiscard]] QStringList happened() const
    {
        QStringList names;
        for (const QJsonObject &event : m_happened)
            names << event.value(u"event").toString();
        return names;
    }

    std::unique_ptr<QTcpServer> m_reader;
    std::unique_ptr<VpcdLink> m_link;
    std::unique_ptr<CardHands> m_hands;
    QList<QJsonObject> m_happened;
};

void TestCardHands::init()
{
    m_hands.reset();
    m_happened.clear();
    m_reader = std::make_unique<QTcpServer>();
    QVERIFY(m_reader->listen(QHostAddress::LocalHost));
    m_link = std::make_unique<VpcdLink>(m_reader->serverPort());
    m_hands = std::make_unique<CardHands>(*m_link, 1);
    connect(m_hands.get(), &CardHands::happened, this,
            [this](const QJsonObject &event) { m_happened << event; });
}

void TestCardHands::laysChipsAndTakesThemAway()
{
    QVERIFY(obey(R"({"do":"place","uid":"04:A1:B2:C3:D4:E5:F6","text":"Anna"})"));
    QTRY_VERIFY(m_reader->hasPendingConnections());
    const auto *card = m_reader->nextPendingConnection();
    QVERIFY(obey(R"({"do":"place","uid":"DE:AD:BE:EF","beside":true})"));
    QVERIFY(obey(R"({"do":"lift","uid":"04:A1:B2:C3:D4:E5:F6"})"));
    QCOMPARE(m_link->field().uids().size(), 1);
    QCOMPARE(card->state(), QAbstractSocket::ConnectedState);
    QVERIFY(obey(R"({"do":"lift"})"));
    QTRY_COMPARE(card->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(happened(), QStringList({u"chip-in-field"_s, u"chip-in-field"_s, u"chip-out-of-field"_s,
                                      u"chip-out-of-field"_s}));
    QVERIFY(m_happened[0].value(u"t").toString().toLongLong() > 0);
}

void TestCardHands::refusesWhatCannotBe_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<QString>("reason");
    QTest::newRow("nothing") << QByteArray("{}") << u"\"do\" is missing"_s;
    QTest::newRow("of another reader") << QByteArray(R"({"do":"mute"})") << u"place, lift, contact"_s;
    QTest::newRow("no chip there") << QByteArray(R"({"do":"lift"})") << u"no chip lies on the reader"_s;
    QTest::newRow("no UID") << QByteArray(R"({"do":"place","uid":"04"})") << u"bytes in hex"_s;
    QTest::newRow("an unknown gesture")
        << QByteArray(R"({"do":"gesture","kind":"throw","uid":"DEADBEEF"})") << u"one of rest"_s;
    QTest::newRow("an unknown key") << QByteArray(R"({"do":"place","uid":"DEADBEEF","soft":1})")
                                    << u"unknown key \"soft\""_s;
    QTest::newRow("no such file") << QByteArray(R"({"do":"play","file":"/nowhere"})") << u"/nowhere"_s;
}

void TestCardHands::refusesWhatCannotBe()
{
    QFETCH(QByteArray, order);
    QFETCH(QString, reason);
    const auto answer = obey(order.constData());
    QVERIFY(!answer);
    QVERIFY2(answer.error().contains(reason), qPrintable(answer.error()));
    QVERIFY(m_happened.isEmpty() && m_link->field().isEmpty());
}

void TestCardHands::playsAGesture()
{
    const auto answer = obey(R"({"do":"gesture","kind":"tap","uid":"04:A1:B2:C3:D4:E5:F6","seed":3})");
    QVERIFY(answer);
    const Trace same = traceOf(Gesture::Tap, *Nfc::Uid::fromString(u"04A1B2C3D4E5F6"_s),
                               *Nfc::Uid::fromString(u"04A1B2C3D4E5F6"_s), 3);
    QCOMPARE(answer->value(u"ms").toInt(), static_cast<int>(same.end() / std::chrono::milliseconds(1)));
    QVERIFY(!obey(R"({"do":"place","uid":"DEADBEEF"})")); // the hands are busy
    QTRY_COMPARE(happened(), QStringList({u"chip-in-field"_s, u"chip-out-of-field"_s, u"trace-ended"_s}));
    QVERIFY(m_link->field().isEmpty());
}

void TestCardHands::aTraceReachesTheReader()
{
    // It stays for an hour: of a tap that a busy process plays all at once the reader would see nothing.
    QVERIFY(play("medio-trace 1\ntrace long\n0 placed DE:AD:BE:EF\n3600000 lifted DE:AD:BE:EF\n"
                 "0 loss DE:AD:BE:EF 0\n3600000 loss DE:AD:BE:EF 100\n"));
    QTRY_VERIFY(m_reader->hasPendingConnections());
    QCOMPARE(happened(), QStringList{u"chip-in-field"_s});
}

void TestCardHands::playsTraces()
{
    QVERIFY(play("medio-trace 1\ntrace one\n0 placed DE:AD:BE:EF\n20 lifted DE:AD:BE:EF\n"
                 "0 loss DE:AD:BE:EF 0\n20 loss DE:AD:BE:EF 100\n"));
    QTRY_COMPARE(happened(), QStringList({u"chip-in-field"_s, u"chip-out-of-field"_s, u"trace-ended"_s}));
    QCOMPARE(m_happened.constLast().value(u"kind").toString(), u"one"_s);
}

QTEST_GUILESS_MAIN(TestCardHands)
#include "tst_cardhands.moc"
