// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/simulatorprocess.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;

/// libnfc's own program takes the simulated reader for a real one.
class TestNfcList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void seesAChip_data();
    void seesAChip();

private:
    QString m_program;
};

void TestNfcList::initTestCase()
{
    m_program = QStandardPaths::findExecutable(u"nfc-list"_s);
    QVERIFY2(!m_program.isEmpty(), "nfc-list is not installed (Debian: libnfc-bin)");
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

    QProcess nfcList;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LIBNFC_DEFAULT_DEVICE"_s, simulator.connection());
    environment.insert(u"LIBNFC_AUTO_SCAN"_s, u"false"_s);
    nfcList.setProcessEnvironment(environment);
    nfcList.start(m_program, {u"-v"_s});
    QVERIFY(nfcList.waitForFinished());
    QCOMPARE(nfcList.exitCode(), 0);
    const QString said = QString::fromLocal8Bit(nfcList.readAllStandardOutput());
    QVERIFY2(said.contains(u"NFC device: user defined default device opened"_s), qPrintable(said));
    const QString count = u"%1 ISO14443A passive target(s) found"_s.arg(uid.isEmpty() ? 0 : 1);
    QVERIFY2(said.contains(count), qPrintable(said));
    const QString written = uid.toLower().replace(u':', u"  "_s);
    QVERIFY2(said.contains(written), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestNfcList)
#include "tst_nfclist.moc"
