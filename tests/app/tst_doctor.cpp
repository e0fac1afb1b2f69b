// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/buildprograms.h"
#include "tests/support/simulatorprocess.h"

#include <unistd.h>

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;

namespace {

constexpr int longTime = 30'000; // ms; it listens for 5 s

} // namespace

/// `medio-kiosk doctor reader`, as somebody at a terminal meets it.
class TestDoctor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void well();
    void aChipThatLiesBadly();
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void heldByAnotherProgram();
    void notPermitted();
    void refusesAWrongCommandLine_data();
    void refusesAWrongCommandLine();
    void explainsItself();

private:
    void run(const QStringList &arguments, const QString &connection, const QString &wrapper = {});
    bool ends(int status);
    bool says(const QString &text);

    std::unique_ptr<SimulatorProcess> m_simulator;
    std::unique_ptr<QProcess> m_doctor;
    QString m_said;
};

void TestDoctor::init()
{
    m_doctor.reset();
    m_simulator = std::make_unique<SimulatorProcess>();
    QCOMPARE(m_simulator->start(), QString());
}

void TestDoctor::run(const QStringList &arguments, const QString &connection, const QString &wrapper)
{
    m_said.clear();
    m_doctor = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QT_QPA_PLATFORM"_s); // it needs no display
    environment.insert(u"MEDIO_READER"_s, connection);
    m_doctor->setProcessEnvironment(environment);
    QStringList command{buildProgram(u"medio-kiosk"), u"doctor"_s};
    command << arguments;
    if (!wrapper.isEmpty())
        command = wrapper.split(u' ') + command;
    const QString program = command.takeFirst();
    m_doctor->start(program, command);
}

bool TestDoctor::says(const QString &text)
{
    while (!m_said.contains(text)) {
        if (!m_doctor->waitForReadyRead(longTime))
            break;
        m_said += QString::fromUtf8(m_doctor->readAllStandardOutput());
    }
    return m_said.contains(text);
}

bool TestDoctor::ends(int status)
{
    const bool hasEnded = m_doctor->waitForFinished(longTime) || m_doctor->state() == QProcess::NotRunning;
    m_said += QString::fromUtf8(m_doctor->readAllStandardOutput());
    return hasEnded && m_doctor->exitStatus() == QProcess::NormalExit && m_doctor->exitCode() == status;
}

void TestDoctor::well()
{
    run({u"reader"_s}, m_simulator->connection());
    QVERIFY2(says(u"put a chip on the reader"_s), qPrintable(m_said));
    QVERIFY(m_said.contains(u"Reader     "_s));
    QVERIFY(m_said.contains(m_simulator->link()));
    QVERIFY(m_said.contains(u"Firmware   "_s));
    // A busy machine may be late for one of them.
    QVERIFY2(m_said.contains(u"Noise      "_s) && m_said.contains(u" looks in "_s), qPrintable(m_said));
    QVERIFY2(m_said.contains(u"Field      switched off and on, which the reader confirmed\n"_s),
             qPrintable(m_said));
    QVERIFY(m_simulator->place(u"04:A1:B2:C3:D4:E5:F6"_s));
    QVERIFY2(ends(0), qPrintable(m_said));
    QVERIFY2(m_said.contains(u"Tap        04:A1:B2:C3:D4:E5:F6, here "_s), qPrintable(m_said));
    QVERIFY2(m_said.contains(u" ms after the reader saw it, which looks every "_s), qPrintable(m_said));
    QVERIFY2(m_said.endsWith(u"Verdict    well: The reader works.\n"_s), qPrintable(m_said));
}

void TestDoctor::aChipThatLiesBadly()
{
    QVERIFY(m_simulator->place(u"04:A1:B2:C3:D4:E5:F6"_s));
    QVERIFY(m_simulator->order(QJsonObject{{u"do"_s, u"contact"_s}, {u"how"_s, u"weak"_s}})
                .value(u"ok"_s)
                .toBool());
    run({u"reader"_s}, m_simulator->connection());
    QVERIFY2(ends(1), qPrintable(m_said));
    QVERIFY2(m_said.contains(u"Verdict    wrong: The reader answers, but the chip that lies there"_s),
             qPrintable(m_said));
    QVERIFY2(m_said.contains(u"To do      Lay it flat on the middle of the reader"_s), qPrintable(m_said));
}

void TestDoctor::findsWhatIsWrong_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("advice");
    QTest::newRow("mute") << u"mute"_s << u"To do      "_s;
    QTest::newRow("absent") << u"unplug"_s << u"To do      "_s;
}

void TestDoctor::findsWhatIsWrong()
{
    QFETCH(QString, order);
    QFETCH(QString, advice);
    QVERIFY(m_simulator->order(order));
    run({u"reader"_s}, m_simulator->connection());
    QVERIFY2(ends(1), qPrintable(m_said));
    QVERIFY2(m_said.contains(u"Verdict    wrong: "_s), qPrintable(m_said));
    QVERIFY2(m_said.contains(m_simulator->link()), qPrintable(m_said));
    QVERIFY2(m_said.contains(advice), qPrintable(m_said));
}

void TestDoctor::heldByAnotherProgram()
{
    QProcess holder;
    holder.start(buildProgram(u"medio-reader"), {u"--connection"_s, m_simulator->connection()});
    QByteArray said;
    while (!said.contains("\"found\"")) {
        QVERIFY(holder.waitForReadyRead());
        said += holder.readAllStandardOutput();
    }
    run({u"reader"_s}, m_simulator->connection());
    QVERIFY2(ends(1), qPrintable(m_said));
    QVERIFY2(m_said.contains(u"medio-reader (process %1)"_s.arg(holder.processId())), qPrintable(m_said));
    holder.closeWriteChannel();
    QVERIFY(holder.waitForFinished());
}

void TestDoctor::notPermitted()
{
    if (geteuid() != 0)
        QSKIP("only root can become a user without permissions");
    // As nobody; the device's folder must be open to that user, the device is not.
    QFile::setPermissions(QFileInfo(m_simulator->link()).path(), QFile::Permissions(0x7755));
    run({u"reader"_s}, m_simulator->connection(), u"setpriv --reuid=65534 --regid=65534 --clear-groups"_s);
    QVERIFY2(ends(1), qPrintable(m_said));
    QVERIFY2(m_said.contains(u"may not be opened by this user"_s), qPrintable(m_said));
    QVERIFY2(m_said.contains(QFileInfo(m_simulator->link()).group()), qPrintable(m_said));
}

void TestDoctor::refusesAWrongCommandLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("connection");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no part") << QStringList() << QString() << u"one of these parts: reader"_s;
    QTest::newRow("an unknown part") << QStringList{u"decoder"_s} << QString()
                                     << u"one of these parts: reader"_s;
    QTest::newRow("two parts") << QStringList{u"reader"_s, u"reader"_s} << QString()
                               << u"one of these parts: reader"_s;
    QTest::newRow("an unknown option") << QStringList{u"reader"_s, u"--all"_s} << QString() << u"all"_s;
    QTest::newRow("a wrong connection")
        << QStringList{u"reader"_s} << u"usb:1"_s << u"pn532_uart:/dev/TTY[:SPEED]"_s;
}

void TestDoctor::refusesAWrongCommandLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, connection);
    QFETCH(QString, reason);
    run(arguments, connection);
    QVERIFY2(ends(2), qPrintable(m_said));
    QCOMPARE(m_said, QString());
    const QString error = QString::fromUtf8(m_doctor->readAllStandardError());
    QVERIFY2(error.contains(reason), qPrintable(error));
}

void TestDoctor::explainsItself()
{
    run({u"--help"_s}, {});
    QVERIFY(ends(0));
    QVERIFY2(m_said.contains(u"--no-tap"_s), qPrintable(m_said));
}

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
