// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/chiptray/simulatorlink.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Medio::ChipTray;
using namespace Qt::StringLiterals;

/// Stands in for pn532-sim: answers as nfc/simulator/README.md says.
class FakeSimulator : public QObject
{
public:
    explicit FakeSimulator(const QString &path)
    {
        connect(&m_server, &QLocalServer::newConnection, this, [this] {
            m_client = m_server.nextPendingConnection();
            connect(m_client, &QLocalSocket::readyRead, this, [this] {
                while (m_client->canReadLine())
                    answer(QJsonDocument::fromJson(m_client->readLine()).object());
            });
        });
        m_listens = m_server.listen(path);
    }

    ~FakeSimulator() override
    {
        if (m_client != nullptr)
            m_client->disconnect(this);
    }
    Q_DISABLE_COPY_MOVE(FakeSimulator)

    void say(const QByteArray &line) { write(line + '\n'); }
    void write(const QByteArray &bytes) { m_client->write(bytes); }
    [[nodiscard]] bool listens() const { return m_listens; }

    QString uid;
    QStringList orders;

private:
    void answer(const QJsonObject &order)
    {
        const QString what = order.value("do"_L1).toString();
        orders.append(what);
        if (what == u"place")
            uid = order.value("uid"_L1).toString();
        else if (what == u"lift")
            uid.clear();
        QJsonObject reply{{u"ok"_s, true}};
        if (what == u"state")
            reply.insert(u"uid"_s, uid.isEmpty() ? QJsonValue() : QJsonValue(uid));
        say(QJsonDocument(reply).toJson(QJsonDocument::Compact));
    }

    QLocalServer m_server;
    QLocalSocket *m_client = nullptr;
    bool m_listens = false;
};

class SimulatorLinkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfItsFirstConnection()
    {
        const FakeSimulator simulator(path());
        SimulatorLink link(path());
        QSignalSpy connected(&link, &SimulatorLink::connectedChanged);
        link.start();
        QTRY_COMPARE(connected.size(), 1);
    }

    void placesSwapsAndLifts()
    {
        FakeSimulator simulator(path());
        QVERIFY(simulator.listens());
        SimulatorLink link(path());
        link.start();
        QTRY_VERIFY(link.isConnected());
        link.place(u"04:A1:5C:22"_s, u"rocket"_s);
        QTRY_COMPARE(link.lyingUid(), u"04:A1:5C:22"_s);
        link.place(u"04:D4:0F:5A"_s, u"owl"_s);
        QTRY_COMPARE(link.lyingUid(), u"04:D4:0F:5A"_s);
        QCOMPARE(simulator.orders.count(u"lift"_s), 1);
        link.lift();
        QTRY_COMPARE(link.lyingUid(), QString());
    }

    void seesWhatOthersDo()
    {
        FakeSimulator simulator(path());
        SimulatorLink link(path());
        link.start();
        QTRY_VERIFY(!simulator.orders.isEmpty());
        simulator.uid = u"04:38:74:6A"_s;
        QSignalSpy lying(&link, &SimulatorLink::lyingChanged);
        simulator.say(R"({"event":"chip-in-field","uid":"04:38:74:6A","t":"1"})");
        QVERIFY(lying.wait(60000));
        QCOMPARE(link.lyingUid(), u"04:38:74:6A"_s);
    }

    void comesBackWhenTheSimulatorDoes()
    {
        auto simulator = std::make_unique<FakeSimulator>(path());
        SimulatorLink link(path());
        link.start();
        QTRY_VERIFY(link.isConnected());
        link.place(u"04:A1:5C:22"_s, {});
        QTRY_VERIFY(!link.lyingUid().isEmpty());
        simulator.reset();
        QTRY_VERIFY(!link.isConnected());
        QVERIFY(link.lyingUid().isEmpty());
        simulator = std::make_unique<FakeSimulator>(path());
        QTRY_VERIFY(link.isConnected());
    }

    void survivesNonsense()
    {
        FakeSimulator simulator(path());
        SimulatorLink link(path());
        link.start();
        QTRY_VERIFY(!simulator.orders.isEmpty());
        QSignalSpy refused(&link, &SimulatorLink::refused);
        simulator.say("\x00\xff{{{");
        simulator.say(R"({"ok":false,"error":"a chip lies there"})");
        QTRY_COMPARE(refused.size(), 1);
        simulator.orders.clear();
        simulator.write(QByteArray(100'000, 'x'));          // a line without an end
        QTRY_VERIFY(simulator.orders.contains(u"state"_s)); // it left and came back
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"ctl"_s); }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(SimulatorLinkTest)
#include "tst_simulatorlink.moc"
