// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/connection.h"
#include "nfc/readerprotocol.h"
#include "tests/support/buildprograms.h"
#include "tests/support/simulatorprocess.h"

#include <QProcess>
#include <QTest>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;

/// medio-reader as somebody in a shell meets it.
class TestReaderProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesAWrongCommandLine_data();
    void refusesAWrongCommandLine();
    void explainsItself();
    void listsWithoutOpening();
    void endsWithItsInput();
    void endsByASignal();
    void endsWhenNobodyListens();
    void speaksToPeople();
    void isNotMisledByTheEnvironment();
    void readsWhatIsWritten();
    void seesOtherKindsOfChips_data();
    void seesOtherKindsOfChips();
    void oneLostFrameIsNoLiftOfAnotherKind_data();
    void oneLostFrameIsNoLiftOfAnotherKind();
    void aChipThatKillsItKillsItOnce();
    void namesItselfOnEachLine();

private:
    static void run(QProcess *process, const QStringList &arguments)
    {
        process->start(buildProgram(u"medio-reader"), arguments);
    }
    static bool waitFor(QProcess *process, const char *text, QByteArray *said)
    {
        while (!said->contains(text)) {
            if (!process->waitForReadyRead(10'000))
                return false;
            *said += process->readAllStandardOutput();
        }
        return true;
    }
};

void TestReaderProgram::refusesAWrongCommandLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("reason");
    QTest::newRow("an unknown driver")
        << QStringList{u"--connection"_s, u"usb:1"_s} << u"there is no driver \"usb\""_s;
    QTest::newRow("an unknown driver, of one of several")
        << QStringList{u"--connection"_s, u"left=usb:1"_s} << u"there is no driver \"usb\""_s;
    QTest::newRow("an unknown driver, for people")
        << QStringList{u"--watch"_s, u"--connection"_s, u"usb:1"_s} << u"there is no driver \"usb\""_s;
    QTest::newRow("an unknown option") << QStringList{u"--scan"_s} << u"scan"_s;
    QTest::newRow("an argument") << QStringList{u"pn53x_usb"_s} << u"\"pn53x_usb\""_s;
}

void TestReaderProgram::refusesAWrongCommandLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, reason);
    QProcess process;
    run(&process, arguments);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 2);
    const QString said = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(said.contains(reason), qPrintable(said));
    if (arguments.contains(u"--connection"_s))
        QVERIFY2(said.contains(Connection::allowed()), qPrintable(said));
    // Programs that listen get the reason in their own language.
    const QByteArray line = process.readAllStandardOutput();
    QCOMPARE(!line.isEmpty(), arguments.value(0) == u"--connection"_s);
    if (!line.isEmpty()) {
        const auto report = ReaderProtocol::fromLine(line);
        QVERIFY(report);
        QCOMPARE(std::get<ReaderProtocol::Lost>(*report).fault, ReaderFault::NotConfigured);
        QCOMPARE(line.contains(R"("reader":"left")"), arguments.contains(u"left=usb:1"_s));
    }
}

void TestReaderProgram::explainsItself()
{
    for (const QString &option : {u"--help"_s, u"--version"_s}) {
        QProcess process;
        run(&process, {option});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains(option == u"--help"_s ? "pn532_uart:/dev/TTY"
                                                                               : "medio-reader"));
    }
}

void TestReaderProgram::listsWithoutOpening()
{
    QProcess process;
    run(&process, {u"--list"_s});
    QVERIFY(process.waitForFinished());
    const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
    QCOMPARE(process.exitCode(), lines[0].isEmpty() ? 1 : 0);
    for (const QByteArray &line : lines)
        if (!line.isEmpty())
            QVERIFY2(Connection::fromString(QString::fromUtf8(line.split('\t')[0])), line.constData());
}

void TestReaderProgram::endsWithItsInput()
{
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    QProcess process;
    run(&process, {u"--connection"_s, simulator.connection()});
    QByteArray said;
    QVERIFY(waitFor(&process, "\"found\"", &said));
    process.write("what nobody asked for\n");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
}

void TestReaderProgram::endsByASignal()
{
    QProcess process;
    run(&process, {u"--connection"_s, u"pn532_uart:/nowhere/tty"_s});
    QByteArray said;
    QVERIFY(waitFor(&process, "\"missing\"", &said));
    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
}

void TestReaderProgram::endsWhenNobodyListens()
{
    // Its input stays open; only who reads its output goes after the first line.
    QProcess shell;
    shell.start(u"/bin/sh"_s,
                {u"-c"_s,
                 u"{ \"$0\" --connection pn532_uart:/nowhere/tty; echo status $? >&2; } | head -n 1"_s,
                 buildProgram(u"medio-reader")});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardError(), "status 1\n");
}

void TestReaderProgram::speaksToPeople()
{
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    QProcess process;
    run(&process, {u"--watch"_s, u"--connection"_s, simulator.connection()});
    process.closeWriteChannel(); // as with </dev/null: it goes on
    QByteArray said;
    QVERIFY(waitFor(&process, "vacant\n", &said));
    QVERIFY(simulator.place(u"04:A1:B2:C3:D4:E5:F6"_s));
    QVERIFY(waitFor(&process, "placed   04:A1:B2:C3:D4:E5:F6\n", &said));
    QVERIFY(simulator.lift());
    QVERIFY(waitFor(&process, "lifted   04:A1:B2:C3:D4:E5:F6\n", &said));
    QVERIFY(simulator.place(u"08:A1:B2:C3"_s));
    QVERIFY(waitFor(&process, "refused  a random UID: a phone or a bank card\n", &said));
    QVERIFY(!said.contains('{'));
    process.terminate();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
}

void TestReaderProgram::isNotMisledByTheEnvironment()
{
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LIBNFC_DEVICE"_s, QString());
    environment.insert(u"LIBNFC_DEFAULT_DEVICE"_s, u"pn532_uart:/nowhere"_s);
    environment.insert(u"LIBNFC_LOG_LEVEL"_s, u"3"_s);
    environment.insert(u"LIBNFC_INTRUSIVE_SCAN"_s, u"yes"_s);
    process.setProcessEnvironment(environment);
    run(&process, {u"--connection"_s, simulator.connection()});
    QByteArray said;
    QVERIFY(waitFor(&process, "\"found\"", &said));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

void TestReaderProgram::readsWhatIsWritten()
{
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    QProcess process;
    run(&process, {u"--watch"_s, u"--connection"_s, simulator.connection()});
    QByteArray said;
    QVERIFY(waitFor(&process, "vacant\n", &said));
    QVERIFY(simulator
                .order(QJsonObject{{u"do"_s, u"place"_s},
                                   {u"uid"_s, u"04:A1:B2:C3:D4:E5:F6"_s},
                                   {u"uri"_s, u"https://medio.example/a/rather/long/address/of/a/film"_s}})
                .value(u"ok"_s)
                .toBool());
    QVERIFY(waitFor(&process, "ndef     https://medio.example/a/rather/long/address/of/a/film\n", &said));
    QVERIFY(said.indexOf("placed") < said.indexOf("ndef"));
    QVERIFY(simulator.lift());
    QVERIFY(waitFor(&process, "lifted", &said));
    process.terminate();
    QVERIFY(process.waitForFinished());
}

void TestReaderProgram::seesOtherKindsOfChips_data()
{
    QTest::addColumn<QString>("chip");
    QTest::addColumn<QString>("uid");
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("FeliCa") << u"felica"_s << u"01:01:05:01:AE:1C:27:E0"_s << QByteArray("felica");
    QTest::newRow("ISO 14443B") << u"b"_s << u"11:22:33:44"_s << QByteArray("iso14443b");
    QTest::newRow("DESFire") << u"desfire"_s << u"04:A1:B2:C3:D4:E5:F6"_s << QByteArray("iso14443a");
    QTest::newRow("ten bytes") << u"triple-size"_s << u"01:02:03:04:05:06:07:08:09:0A"_s
                               << QByteArray("iso14443a");
}

void TestReaderProgram::seesOtherKindsOfChips()
{
    QFETCH(QString, chip);
    QFETCH(QString, uid);
    QFETCH(QByteArray, kind);
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    QProcess process;
    run(&process, {u"--connection"_s, simulator.connection()});
    QByteArray said;
    QVERIFY(waitFor(&process, "\"vacant\"", &said));
    QVERIFY(simulator.place(uid, chip));
    QVERIFY2(waitFor(&process, uid.toUtf8().constData(), &said), said.constData());
    QVERIFY2(said.contains(kind), said.constData());
    QVERIFY(simulator.lift());
    QVERIFY(waitFor(&process, "\"lifted\"", &said));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
}

void TestReaderProgram::oneLostFrameIsNoLiftOfAnotherKind_data()
{
    QTest::addColumn<QString>("chip");
    QTest::addColumn<QString>("uid");
    QTest::newRow("FeliCa") << u"felica"_s << u"01:01:05:01:AE:1C:27:E0"_s;
    QTest::newRow("ISO 14443B") << u"b"_s << u"11:22:33:44"_s;
}

void TestReaderProgram::oneLostFrameIsNoLiftOfAnotherKind()
{
    QFETCH(QString, chip);
    QFETCH(QString, uid);
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    QProcess process;
    run(&process, {u"--connection"_s, simulator.connection()});
    QByteArray said;
    QVERIFY(waitFor(&process, "\"vacant\"", &said));
    QVERIFY(simulator.place(uid, chip));
    QVERIFY2(waitFor(&process, uid.toUtf8().constData(), &said), said.constData());
    const auto waitForLife = [&](int times) {
        while (said.count("\"alive\"") < times && process.waitForReadyRead(10'000))
            said += process.readAllStandardOutput();
        return said.count("\"alive\"") >= times;
    };
    said.clear();
    QVERIFY(waitForLife(2)); // trusted now: a gap of 110 ms would be a lift
    // Of some forty looks about one finds nothing.
    QVERIFY(simulator.order(QJsonObject{{u"do"_s, u"noise"_s}, {u"percent"_s, 3}}).value(u"ok"_s).toBool());
    QVERIFY(waitForLife(6));
    QVERIFY2(!said.contains("\"lifted\""), said.constData());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
}

void TestReaderProgram::aChipThatKillsItKillsItOnce()
{
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    const QJsonObject fault{
        {u"do"_s, u"fault"_s}, {u"kind"_s, u"nad"_s}, {u"times"_s, 100}, {u"command"_s, 0x40}};
    QVERIFY(simulator.order(fault).value(u"ok"_s).toBool());
    QProcess first;
    run(&first, {u"--connection"_s, simulator.connection()});
    QByteArray said;
    QVERIFY(waitFor(&first, "\"vacant\"", &said));
    QVERIFY(simulator.place(u"04:A1:B2:C3:D4:E5:F6"_s));
    QVERIFY(first.waitForFinished());
    QCOMPARE(first.exitStatus(), QProcess::CrashExit); // libnfc aborts
    QVERIFY(first.readAllStandardOutput().contains("\"placed\""));

    QProcess second;
    run(&second, {u"--connection"_s, simulator.connection()});
    said.clear();
    QVERIFY(waitFor(&second, "\"resting\":true", &said));
    QVERIFY(waitFor(&second, "\"alive\"", &said)); // it is not read again
    QVERIFY(simulator.lift());
    QVERIFY(waitFor(&second, "\"lifted\"", &said));
    second.closeWriteChannel();
    QVERIFY(second.waitForFinished());
    QCOMPARE(second.exitStatus(), QProcess::NormalExit);
}

void TestReaderProgram::namesItselfOnEachLine()
{
    SimulatorProcess simulator;
    QCOMPARE(simulator.start(), QString());
    QProcess process;
    run(&process, {u"--connection"_s, u"left="_s + simulator.connection()});
    QByteArray said;
    QVERIFY(waitFor(&process, "\"vacant\"", &said));
    QVERIFY2(said.contains(simulator.link().toUtf8()) && said.contains("\"place\""), said.constData());
    QVERIFY2(said.contains("\"firmware\":\"PN532"), said.constData());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    said += process.readAllStandardOutput();
    const QList<QByteArray> lines = said.trimmed().split('\n');
    for (const QByteArray &line : lines)
        QVERIFY2(line.contains("\"reader\":\"left\""), line.constData());
}

QTEST_GUILESS_MAIN(TestReaderProgram)
#include "tst_readerprogram.moc"
