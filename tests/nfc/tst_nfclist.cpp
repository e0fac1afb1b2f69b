// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/simulatorprocess.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;

/// libnfc's own programs take the simulated reader for a real one.
class TestNfcList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void seesAChip_data();
    void seesAChip();
    void seesTwoChips();
    void pollsForAChip_data();
    void pollsForAChip();

private:
    /// Of libnfc's own search nothing is wanted.
    static QProcessEnvironment environmentFor(const SimulatorProcess &simulator)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LIBNFC_DEFAULT_DEVICE"_s, simulator.connection());
        environment.insert(u"LIBNFC_AUTO_SCAN"_s, u"false"_s);
        return environment;
    }

    /// What nfc-list says. It waits 300 ms for each answer, which a busy machine may need: up to three tries
    /// until it says `wanted`.
    QString list(const SimulatorProcess &simulator, const QString &wanted) const
    {
        QString said;
        for (int i = 0; i < 3 && !said.contains(wanted); ++i) {
            QProcess nfcList;
            nfcList.setProcessEnvironment(environmentFor(simulator));
            nfcList.start(m_program, {u"-v"_s});
            said = nfcList.waitForFinished() && nfcList.exitCode() == 0
                       ? QString::fromLocal8Bit(nfcList.readAllStandardOutput())
                       : QString();
        }
        return said;
    }

    QString m_program;
    QString m_pollProgram;
};

void TestNfcList::initTestCase()
{
    m_program = QStandardPaths::findExecutable(u"nfc-list"_s);
    m_pollProgram = QStandardPaths::findExecutable(u"nfc-poll"_s);
    QVERIFY2(!m_program.isEmpty() && !m_pollProgram.isEmpty(),
             "nfc-list or nfc-poll is not installed (Debian: libnfc-bin)");
}

void TestNfcList::seesAChip_data()
{
    QTest::addColumn<QString>("uid");
    QTest::addColumn<int>("baud");
    QTest::newRow("no chip") << QString() << 0;
    QTest::newRow("7 bytes") << u"04:A1:B2:C3:D4:E5:F6"_s << 0;
    QTest::newRow("4 bytes") << u"DE:AD:BE:EF"_s << 0;
    QTest::newRow("10 bytes") << u"04:A1:B2:C3:D4:E5:F6:07:08:09"_s << 0;
    QTest::newRow("7 bytes at the speed of the wire") << u"04:A1:B2:C3:D4:E5:F6"_s << 115200;
}

void TestNfcList::seesAChip()
{
    QFETCH(QString, uid);
    QFETCH(int, baud);
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(baud), QString());
    if (!uid.isEmpty())
        QVERIFY(simulator.place(uid));

    const QString count = u"%1 ISO14443A passive target(s) found"_s.arg(uid.isEmpty() ? 0 : 1);
    const QString said = list(simulator, count);
    QVERIFY2(said.contains(u"NFC device: user defined default device opened"_s), qPrintable(said));
    QVERIFY2(said.contains(count), qPrintable(said));
    const QString written = uid.toLower().replace(u':', u"  "_s);
    QVERIFY2(said.contains(written), qPrintable(said));
}

void TestNfcList::seesTwoChips()
{
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    QVERIFY(simulator.place(u"04:A1:B2:C3:D4:E5:F6"_s));
    QVERIFY(simulator.order({{u"do"_s, u"place"_s}, {u"uid"_s, u"DE:AD:BE:EF"_s}, {u"beside"_s, true}})
                .value(u"ok"_s)
                .toBool());
    QVERIFY(simulator
                .order({{u"do"_s, u"place"_s},
                        {u"uid"_s, u"01:23:45:67:89:AB:CD:EF"_s},
                        {u"chip"_s, u"felica"_s},
                        {u"beside"_s, true}})
                .value(u"ok"_s)
                .toBool());
    const QString said = list(simulator, u"2 ISO14443A passive target(s) found"_s);
    QVERIFY2(said.contains(u"2 ISO14443A passive target(s) found"_s), qPrintable(said));
    QVERIFY2(said.contains(u"1 Felica (212 kbps) passive target(s) found"_s), qPrintable(said));
    QVERIFY2(said.contains(u"01  23  45  67  89  ab  cd  ef"_s), qPrintable(said));
}

void TestNfcList::pollsForAChip_data()
{
    QTest::addColumn<bool>("liesThere");
    QTest::newRow("a chip that lies there") << true;
    QTest::newRow("a chip that comes") << false;
}

void TestNfcList::pollsForAChip()
{
    QFETCH(bool, liesThere);
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    if (liesThere)
        QVERIFY(simulator.place(u"04:A1:B2:C3:D4:E5:F6"_s));
    QProcess nfcPoll;
    nfcPoll.setProcessEnvironment(environmentFor(simulator));
    nfcPoll.start(m_pollProgram, {u"-v"_s});
    QString said;
    const auto says = [&](const QString &text) {
        said += QString::fromLocal8Bit(nfcPoll.readAllStandardOutput());
        while (!said.contains(text) && nfcPoll.waitForReadyRead(20'000))
            said += QString::fromLocal8Bit(nfcPoll.readAllStandardOutput());
        return said.contains(text);
    };
    QTRY_VERIFY(simulator.order({{u"do"_s, u"state"_s}}).value(u"used"_s).toBool());
    if (!liesThere)
        QVERIFY(simulator.place(u"04:A1:B2:C3:D4:E5:F6"_s));
    QVERIFY2(says(u"04  a1  b2  c3  d4  e5  f6"_s), qPrintable(said));
    QVERIFY2(says(u"Waiting for card removing"_s), qPrintable(said));
    QVERIFY(simulator.lift());
    QVERIFY(nfcPoll.waitForFinished());
    QCOMPARE(nfcPoll.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestNfcList)
#include "tst_nfclist.moc"
