// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/buildprograms.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

/// pn532-sim: its command line, its files and its control socket.
class TestSimulatorProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void refusesAWrongCommandLine_data();
    void refusesAWrongCommandLine();
    void leavesNothingBehind();
    void replacesWhatADeadOneLeft();
    void respectsWhatIsNotItsOwn();
    void answersOrders_data();
    void answersOrders();
    void tellsEverybody();
    void playsTraces();
    void plugsAndUnplugs();
    void exclusiveUseEndsWithTheProgram();
    void survivesRandomOrders();

private:
    bool start();
    QByteArray ask(const QByteArray &line);
    [[nodiscard]] QString link() const { return m_folder->filePath(u"tty"_s); }
    [[nodiscard]] QString control() const { return m_folder->filePath(u"control"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<QLocalSocket> m_client;
};

void TestSimulatorProgram::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_process = std::make_unique<QProcess>();
    m_client = std::make_unique<QLocalSocket>();
}

void TestSimulatorProgram::cleanup()
{
    if (m_process->state() != QProcess::NotRunning) {
        m_process->terminate();
        QVERIFY(m_process->waitForFinished());
        QCOMPARE(m_process->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_process->exitCode(), 0);
    }
}

bool TestSimulatorProgram::start()
{
    m_process->start(Medio::buildProgram(u"pn532-sim"), {u"--link"_s, link(), u"--control"_s, control()});
    if (!m_process->waitForReadyRead())
        return false;
    const QJsonObject ready = QJsonDocument::fromJson(m_process->readLine()).object();
    if (ready != QJsonObject{{u"ready"_s, true}, {u"link"_s, link()}})
        return false;
    m_client->connectToServer(control());
    return m_client->waitForConnected();
}

QByteArray TestSimulatorProgram::ask(const QByteArray &line)
{
    m_client->write(line + '\n');
    while (true) {
        while (!m_client->canReadLine())
            if (!m_client->waitForReadyRead())
                return {};
        if (QByteArray answer = m_client->readLine().trimmed(); answer.contains(R"("ok":)"))
            return answer;
    }
}

void TestSimulatorProgram::refusesAWrongCommandLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::newRow("help") << QStringList{u"--help"_s} << 0;
    QTest::newRow("version") << QStringList{u"--version"_s} << 0;
    QTest::newRow("no link") << QStringList() << 2;
    QTest::newRow("a speed that is none") << QStringList{u"--link"_s, u"x"_s, u"--baud"_s, u"fast"_s} << 2;
    QTest::newRow("a negative speed") << QStringList{u"--link"_s, u"x"_s, u"--baud"_s, u"-1"_s} << 2;
    QTest::newRow("a seed that is none") << QStringList{u"--link"_s, u"x"_s, u"--seed"_s, u"1.5"_s} << 2;
    QTest::newRow("no such trace") << QStringList{u"--link"_s, u"x"_s, u"--trace"_s, u"/nowhere/trace"_s}
                                   << 1;
    QTest::newRow("a trace that is none")
        << QStringList{u"--link"_s, u"x"_s, u"--trace"_s, u"/proc/self/cmdline"_s} << 2;
    QTest::newRow("an argument") << QStringList{u"--link"_s, u"x"_s, u"y"_s} << 2;
    QTest::newRow("no such folder") << QStringList{u"--link"_s, u"/nowhere/tty"_s} << 1;
}

void TestSimulatorProgram::refusesAWrongCommandLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    m_process->start(Medio::buildProgram(u"pn532-sim"), arguments);
    QVERIFY(m_process->waitForFinished());
    QCOMPARE(m_process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_process->exitCode(), status);
    QCOMPARE(m_process->readAllStandardError().isEmpty(), status == 0);
}

void TestSimulatorProgram::leavesNothingBehind()
{
    QVERIFY(start());
    QVERIFY(QFileInfo(link()).isSymLink());
    QCOMPARE(QFileInfo(control()).permissions() & QFile::Permissions(0x0077), QFile::Permissions());
    m_process->terminate();
    QVERIFY(m_process->waitForFinished());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
             QStringList());
}

void TestSimulatorProgram::replacesWhatADeadOneLeft()
{
    QVERIFY(start());
    m_process->kill();
    QVERIFY(m_process->waitForFinished());
    m_client = std::make_unique<QLocalSocket>();
    QVERIFY(start());
}

void TestSimulatorProgram::respectsWhatIsNotItsOwn()
{
    QVERIFY(start());
    const QString target = QFile::symLinkTarget(link());
    QProcess second;
    second.start(Medio::buildProgram(u"pn532-sim"), {u"--link"_s, link(), u"--control"_s, control()});
    QVERIFY(second.waitForFinished());
    QCOMPARE(second.exitCode(), 1);
    QVERIFY(second.readAllStandardError().contains("is in use"));
    QCOMPARE(QFile::symLinkTarget(link()), target);

    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    for (const QStringList &arguments :
         {QStringList{u"--link"_s, file.fileName()},
          QStringList{u"--link"_s, m_folder->filePath(u"tty2"_s), u"--control"_s, file.fileName()}}) {
        second.start(Medio::buildProgram(u"pn532-sim"), arguments);
        QVERIFY(second.waitForFinished());
        QCOMPARE(second.exitCode(), 1);
        QCOMPARE(file.size(), 4);
    }
}

void TestSimulatorProgram::answersOrders_data()
{
    QTest::addColumn<QByteArrayList>("orders");
    QTest::addColumn<bool>("lastIsObeyed");
    const auto row = [](const char *name, const QByteArrayList &orders, bool isObeyed) {
        QTest::newRow(name) << orders << isObeyed;
    };
    const QByteArray place = R"({"do":"place","uid":"04:A1:B2:C3:D4:E5:F6","tag":"x"})";
    const QByteArray lift = R"({"do":"lift"})";
    row("place", {place}, true);
    row("place without a tag", {R"({"do":"place","uid":"04a1b2c3"})"}, true);
    row("a second chip", {place, place}, false);
    row("place and lift", {place, lift}, true);
    row("lift nothing", {lift}, false);
    row("place, unplugged", {R"({"do":"unplug"})", place}, true);
    row("no UID", {R"({"do":"place"})"}, false);
    row("a UID of 8 bytes", {R"({"do":"place","uid":"E004015012345678"})"}, false);
    row("a tag that is a number", {R"({"do":"place","uid":"04a1b2c3","tag":1})"}, false);
    row("a key too many", {R"({"do":"lift","now":true})"}, false);
    row("a key too many, place", {R"({"do":"place","uid":"04a1b2c3","x":1})"}, false);
    row("unplug", {R"({"do":"unplug"})"}, true);
    row("unplug twice", {R"({"do":"unplug"})", R"({"do":"unplug"})"}, true);
    row("plug", {R"({"do":"plug"})"}, true);
    row("mute", {R"({"do":"mute"})"}, true);
    row("unmute", {R"({"do":"unmute"})"}, true);
    row("garble", {R"({"do":"garble"})"}, true);
    row("garble for a time", {R"({"do":"garble","ms":50})"}, true);
    row("garble for no time", {R"({"do":"garble","ms":0})"}, false);
    row("garble for ever", {R"({"do":"garble","ms":1e300})"}, false);
    row("fault", {R"({"do":"fault","kind":"nack"})"}, true);
    row("faults", {R"({"do":"fault","kind":"wrong-sum","times":3})"}, true);
    row("an unknown fault", {R"({"do":"fault","kind":"bad"})"}, false);
    row("a fault of one command", {R"({"do":"fault","kind":"nack","command":74})"}, true);
    row("a fault of no command", {R"({"do":"fault","kind":"nack","command":"4A"})"}, false);
    row("half a fault", {R"({"do":"fault","kind":"nack","times":0.5})"}, false);
    row("power-cycle", {R"({"do":"power-cycle"})"}, true);
    row("state", {R"({"do":"state"})"}, true);
    const QByteArray beside = R"({"do":"place","uid":"04a1b2c3","beside":true})";
    row("a chip beside another", {place, beside}, true);
    row("a chip beside itself", {beside, beside}, false);
    row("lift one of two", {place, beside, R"({"do":"lift","uid":"04a1b2c3"})"}, true);
    row("lift which of two", {place, beside, lift}, false);
    row("lift one that is not there", {place, R"({"do":"lift","uid":"04a1b2c3"})"}, false);
    row("a model", {R"({"do":"place","uid":"0123456789abcdef","chip":"felica"})"}, true);
    row("a model with another UID", {R"({"do":"place","uid":"04a1b2c3","chip":"ntag215"})"}, false);
    row("an unknown model", {R"({"do":"place","uid":"04a1b2c3","chip":"coin"})"}, false);
    row("a text", {R"({"do":"place","uid":"04a1b2c3d4e5f6","text":"Biber"})"}, true);
    row("a text on a chip without memory", {R"({"do":"place","uid":"04a1b2c3","text":"Biber"})"}, false);
    row("too long a text",
        {R"({"do":"place","uid":"04a1b2c3d4e5f6","ndef":")" + QByteArray(400, 'a') + R"("})"}, false);
    row("weak contact", {R"({"do":"contact","how":"weak"})", place}, true);
    row("contact on the edge, then good", {R"({"do":"contact","how":"edge"})", R"({"do":"contact"})"}, true);
    row("contact, somehow", {R"({"do":"contact","how":"well"})"}, false);
    row("noise", {R"({"do":"noise","percent":20})"}, true);
    row("too much noise", {R"({"do":"noise","percent":101})"}, false);
    row("a gesture", {R"({"do":"gesture","kind":"bounce","uid":"04a1b2c3","seed":1})"}, true);
    row("a gesture with one chip too few", {R"({"do":"gesture","kind":"swap","uid":"04a1b2c3"})"}, false);
    row("an unknown gesture", {R"({"do":"gesture","kind":"dance","uid":"04a1b2c3"})"}, false);
    row("a gesture over a chip", {place, R"({"do":"gesture","kind":"tap","uid":"04a1b2c3"})"}, false);
    row("a hand in a gesture", {R"({"do":"gesture","kind":"rest","uid":"04a1b2c3"})", place}, false);
    row("a trace that is not there", {R"({"do":"play","file":"/nowhere/trace"})"}, false);
    row("a late answer", {R"({"do":"fault","kind":"late","ms":400})"}, true);
    row("the death of libnfc", {R"({"do":"fault","kind":"nad"})"}, true);
    row("nothing to do", {"{}"}, false);
    row("an unknown deed", {R"({"do":"dance"})"}, false);
    row("no JSON", {"place"}, false);
    row("an empty line", {""}, false);
}

void TestSimulatorProgram::answersOrders()
{
    QFETCH(QByteArrayList, orders);
    QFETCH(bool, lastIsObeyed);
    QVERIFY(start());
    QJsonObject answer;
    for (const QByteArray &order : orders)
        answer = QJsonDocument::fromJson(ask(order)).object();
    QCOMPARE(answer.value(u"ok"_s).toBool(), lastIsObeyed);
    QCOMPARE(answer.contains(u"error"_s), !lastIsObeyed);
}

void TestSimulatorProgram::tellsEverybody()
{
    QVERIFY(start());
    QLocalSocket other;
    other.connectToServer(control());
    QVERIFY(other.waitForConnected());
    const auto next = [&] {
        while (!other.canReadLine())
            if (!other.waitForReadyRead())
                return QJsonObject();
        return QJsonDocument::fromJson(other.readLine()).object();
    };
    other.write("{\"do\":\"state\"}\n"); // answered: it is heard, and so it is told
    QVERIFY(!next().isEmpty());
    const auto before = std::chrono::steady_clock::now().time_since_epoch();
    ask(R"({"do":"place","uid":"04a1b2c3","tag":"rocket"})");
    QJsonObject event = next();
    const std::chrono::nanoseconds when(event.take(u"t"_s).toString().toLongLong());
    QVERIFY(when >= before && when <= std::chrono::steady_clock::now().time_since_epoch());
    QCOMPARE(event,
             (QJsonObject{
                 {u"event"_s, u"chip-in-field"_s}, {u"uid"_s, u"04:A1:B2:C3"_s}, {u"tag"_s, u"rocket"_s}}));
    ask(R"({"do":"lift"})");
    event = next();
    QCOMPARE(event.value(u"event"_s), u"chip-out-of-field"_s);
    QCOMPARE(event.value(u"tag"_s), u"rocket"_s);
}

void TestSimulatorProgram::playsTraces()
{
    QVERIFY(start());
    QFile file(m_folder->filePath(u"trace"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("medio-trace 1\n"
               "trace hop\n"
               "0 placed 04:A1:B2:C3\n"
               "0 loss 04:A1:B2:C3 0\n"
               "30 loss 04:A1:B2:C3 100\n"
               "30 lifted 04:A1:B2:C3\n");
    file.close();
    m_client->write(R"({"do":"play","file":")" + file.fileName().toUtf8() + "\"}\n");
    QByteArrayList said;
    while (said.isEmpty() || !said.last().contains("trace-ended")) {
        while (!m_client->canReadLine())
            QVERIFY(m_client->waitForReadyRead());
        said << m_client->readLine();
    }
    QCOMPARE(said.size(), 4);
    QVERIFY(said[0].contains("chip-in-field") || said[1].contains("chip-in-field"));
    QVERIFY(said[2].contains("chip-out-of-field"));
    QVERIFY(said[3].contains("hop"));
    QVERIFY(ask(R"({"do":"state"})").contains(R"("playing":false)"));
}

void TestSimulatorProgram::plugsAndUnplugs()
{
    QVERIFY(start());
    ask(R"({"do":"place","uid":"04a1b2c3"})");
    ask(R"({"do":"unplug"})");
    QVERIFY(!QFileInfo(link()).isSymLink());
    QJsonObject state = QJsonDocument::fromJson(ask(R"({"do":"state"})")).object();
    QCOMPARE(state.value(u"plugged"_s), false);
    QCOMPARE(state.value(u"uid"_s), u"04:A1:B2:C3"_s);
    ask(R"({"do":"plug"})");
    QVERIFY(QFileInfo(link()).isSymLink());
    state = QJsonDocument::fromJson(ask(R"({"do":"state"})")).object();
    QCOMPARE(state.value(u"plugged"_s), true);
    QCOMPARE(state.value(u"uid"_s), u"04:A1:B2:C3"_s);
}

void TestSimulatorProgram::exclusiveUseEndsWithTheProgram()
{
    QVERIFY(start());
    const auto open = [this] {
        return ::open(QFile::encodeName(link()).constData(), O_RDWR | O_NOCTTY);
    };
    const auto isExclusive = [](int line) {
        int is = -1;
        return ioctl(line, TIOCGEXCL, &is) == 0 ? is : -1;
    };
    const int program = open();
    QVERIFY(program >= 0);
    QCOMPARE(ioctl(program, TIOCEXCL), 0);
    QCOMPARE(isExclusive(program), 1);
    QCOMPARE(close(program), 0);
    // Seen once is enough: whoever looks is a program that comes and goes, too.
    bool isFree = false;
    const auto look = [&] {
        const int next = open();
        isFree = isFree || isExclusive(next) == 0;
        close(next);
        return isFree;
    };
    QTRY_VERIFY(look());
}

void TestSimulatorProgram::survivesRandomOrders()
{
    QVERIFY(start());
    QRandomGenerator random(9);
    const QByteArrayList words{"\"do\"", "\"place\"",  "\"uid\"",     "\"04a1b2c3\"", "{",      "}",     "[",
                               "]",      ":",          ",",           "\"lift\"",     "\"ms\"", "1e999", "-1",
                               "null",   "\"garble\"", "\"\\u0000\"", "\xff\xfe"};
    for (int i = 0; i < 2000; ++i) {
        QByteArray line;
        for (int n = random.bounded(12); n > 0; --n)
            line += words[random.bounded(static_cast<int>(words.size()))];
        QVERIFY(!ask(line).isEmpty());
    }
    // A line without an end is cut off, and only its sender with it.
    QLocalSocket flood;
    flood.connectToServer(control());
    QVERIFY(flood.waitForConnected());
    flood.write(QByteArray(1'000'000, 'x'));
    if (flood.state() == QLocalSocket::ConnectedState)
        QVERIFY(flood.waitForDisconnected());
    QVERIFY(ask(R"({"do":"state"})").contains(R"("ok":true)"));
}

QTEST_GUILESS_MAIN(TestSimulatorProgram)
#include "tst_simulatorprogram.moc"
