// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/readerprotocol.h"
#include "nfc/simulator/virtualcard/cardhands.h"
#include "nfc/simulator/virtualcard/vpcdlink.h"
#include "tests/support/buildprograms.h"
#include "tests/support/privatepcscd.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Medio::Simulator;
using namespace Qt::StringLiterals;

namespace {

QString whyNot; // this machine gives no namespaces

const QString first = u"04:A1:B2:C3:D4:E5:F6"_s;
const QString second = u"04:11:22:33:44:55:66"_s;

Tag tagOf(const QString &uid)
{
    return *Tag::fromUid(*Uid::fromString(uid));
}

constexpr int patience = 15'000; // ms; pcscd asks its virtual reader every 0.4 s

} // namespace

/// medio-reader with the real libpcsclite, pcscd and its virtual reader.
class TestPcscReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void pcscScanSeesTheCard();
    void seesPlacedLiftedAndSwapped();
    void followsAHand();
    void survivesPcscdsRestart_data();
    void survivesPcscdsRestart();
    void saysThatPcscdDoesNotRun();
    void findsTheReaderByItself();
    void twoReadersTellApart();
    void listsIt();

private:
    static QString readerProgram() { return buildProgram(u"medio-reader"); }

    /// One medio-reader and what it has said.
    struct Reader
    {
        QProcess process;
        QList<QByteArray> lines;

        void start(const QString &connection)
        {
            process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process.start(readerProgram(), {u"--connection"_s, connection});
        }
        /// The first line with these words that has not been asked for; empty if none comes.
        QByteArray next(const QByteArrayList &words)
        {
            // A line says every 0.5 s that it lives: the patience is for the one that is meant.
            const QDeadlineTimer deadline(patience);
            while (true) {
                while (!lines.isEmpty()) {
                    QByteArray line = lines.takeFirst();
                    if (std::all_of(words.begin(), words.end(),
                                    [&](const QByteArray &word) { return line.contains(word); }))
                        return line;
                }
                // The card answers in this thread: its loop must turn.
                QSignalSpy ready(&process, &QProcess::readyRead);
                while (!process.canReadLine())
                    if (!ready.wait(static_cast<int>(deadline.remainingTime())))
                        return {};
                if (deadline.hasExpired())
                    return {};
                while (process.canReadLine())
                    lines << process.readLine();
            }
        }
        ~Reader()
        {
            process.closeWriteChannel();
            process.waitForFinished();
        }
    };

    std::unique_ptr<PrivatePcscd> m_pcscd;
};

void TestPcscReader::initTestCase()
{
    if (!whyNot.isEmpty())
        QSKIP(qPrintable(u"this machine does not let a test have namespaces of its own ("_s + whyNot + u')'));
    if (const QString missing = PrivatePcscd::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestPcscReader::cleanup()
{
    m_pcscd.reset();
}

void TestPcscReader::pcscScanSeesTheCard()
{
    if (QProcess::execute(u"/bin/sh"_s, {u"-c"_s, u"command -v pcsc_scan >/dev/null"_s}) != 0)
        QSKIP("pcsc_scan is not installed");
    m_pcscd = std::make_unique<PrivatePcscd>();
    QCOMPARE(m_pcscd->start(), QString());
    Reader reader;
    reader.start(u"pcsc"_s);
    QVERIFY(!reader.next({"vacant"}).isEmpty());
    VpcdLink link;
    link.place(tagOf(first));
    QVERIFY(!reader.next({"placed"}).isEmpty());
    QProcess scan;
    scan.start(u"pcsc_scan"_s, {u"-n"_s});
    QByteArray said;
    QSignalSpy ready(&scan, &QProcess::readyRead);
    while (!said.contains("3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 03 00 00 00 00 68")) {
        QVERIFY2(ready.wait(patience), said.constData());
        said += scan.readAll();
    }
    scan.terminate();
    QVERIFY(scan.waitForFinished());
}

void TestPcscReader::seesPlacedLiftedAndSwapped()
{
    m_pcscd = std::make_unique<PrivatePcscd>();
    QCOMPARE(m_pcscd->start(), QString());
    Reader reader;
    reader.start(u"pcsc:Virtual PCD"_s);
    QVERIFY(!reader.next({R"("event":"found")", "Virtual PCD 00 00"}).isEmpty());
    QVERIFY(!reader.next({"vacant"}).isEmpty());

    VpcdLink link;
    Tag tag = tagOf(first);
    const QByteArray message = Simulator::uriRecord(u"https://medio.example"_s);
    QVERIFY(tag.setNdef(message));
    link.place(tag);
    const QByteArray placed = reader.next({R"("event":"placed")", first.toUtf8()});
    QVERIFY2(placed.contains(R"("resting":false)"), placed.constData());
    QVERIFY2(placed.contains(R"("kind":"iso14443a")"), placed.constData());
    QVERIFY(!reader.next({R"("event":"ndef")", message.toHex()}).isEmpty());
    link.lift();
    QVERIFY(!reader.next({R"("event":"lifted")", first.toUtf8()}).isEmpty());

    link.place(tagOf(second));
    QVERIFY(!reader.next({R"("event":"placed")", second.toUtf8()}).isEmpty());
    link.place(tagOf(first)); // in its place
    QVERIFY(!reader.next({R"("event":"lifted")", second.toUtf8()}).isEmpty());
    QVERIFY(!reader.next({R"("event":"placed")", first.toUtf8()}).isEmpty());
}

void TestPcscReader::followsAHand()
{
    m_pcscd = std::make_unique<PrivatePcscd>();
    QCOMPARE(m_pcscd->start(), QString());
    Reader reader;
    reader.start(u"pcsc"_s);
    QVERIFY(!reader.next({"vacant"}).isEmpty());

    // A swap; slow, since pcscd looks every 0.4 s only
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"traces"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray a = first.toUtf8();
    const QByteArray b = second.toUtf8();
    file.write("medio-trace 1\ntrace swap\n"
               "0 placed " +
               a + "\n2000 lifted " + a + "\n3500 placed " + b + "\n5500 lifted " + b +
               "\n"
               "0 loss " +
               a + " 0\n2000 loss " + a + " 100\n3500 loss " + b + " 0\n5500 loss " + b + " 100\n");
    file.close();
    VpcdLink link;
    CardHands hands(link, 1);
    const auto answer = hands.obey({{u"do"_s, u"play"_s}, {u"file"_s, file.fileName()}});
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error()));
    for (const auto &[event, uid] : {std::pair{"placed", a}, {"lifted", a}, {"placed", b}, {"lifted", b}})
        QVERIFY2(!reader.next({event, uid}).isEmpty(), event);
}

void TestPcscReader::survivesPcscdsRestart_data()
{
    QTest::addColumn<bool>("crashes");
    QTest::newRow("stopped") << false;
    QTest::newRow("killed") << true;
}

void TestPcscReader::survivesPcscdsRestart()
{
    QFETCH(bool, crashes);
    m_pcscd = std::make_unique<PrivatePcscd>();
    QCOMPARE(m_pcscd->start(), QString());
    Reader reader;
    reader.start(u"pcsc"_s);
    QVERIFY(!reader.next({"vacant"}).isEmpty());
    VpcdLink link;
    link.place(tagOf(first));
    QVERIFY(!reader.next({"placed"}).isEmpty());

    crashes ? m_pcscd->kill() : m_pcscd->stop();
    const QByteArray lost = reader.next({R"("event":"lost")"});
    QVERIFY2(lost.contains(R"("fault":"missing")") && lost.contains("pcscd.socket"), lost.constData());
    QCOMPARE(m_pcscd->start(), QString());
    QVERIFY(!reader.next({R"("event":"found")"}).isEmpty());
    QVERIFY(!reader.next({"vacant"}).isEmpty()); // the link broke with pcscd
    link.place(tagOf(first));
    const QByteArray placed = reader.next({R"("event":"placed")"});
    QVERIFY2(placed.contains(R"("resting":false)"), placed.constData());
}

void TestPcscReader::saysThatPcscdDoesNotRun()
{
    Reader reader;
    reader.start(u"pcsc"_s);
    const QByteArray lost = reader.next({R"("event":"lost")"});
    QVERIFY2(lost.contains("pcscd does not run") && lost.contains("advice"), lost.constData());
}

void TestPcscReader::findsTheReaderByItself()
{
    m_pcscd = std::make_unique<PrivatePcscd>();
    Reader reader;
    reader.start(u"auto"_s);
    QVERIFY(!reader.next({R"("fault":"not-configured")"}).isEmpty());
    QCOMPARE(m_pcscd->start(), QString()); // it is plugged in later
    QVERIFY(!reader.next({R"("event":"found")", "Virtual PCD 00 00"}).isEmpty());
}

void TestPcscReader::twoReadersTellApart()
{
    m_pcscd = std::make_unique<PrivatePcscd>();
    QCOMPARE(m_pcscd->start(), QString());
    Reader left;
    Reader right;
    left.start(u"left=pcsc:Virtual PCD 00 00"_s);
    right.start(u"right=pcsc:Virtual PCD 00 01"_s);
    QVERIFY(!left.next({"vacant", R"("reader":"left")"}).isEmpty());
    QVERIFY(!right.next({"vacant", R"("reader":"right")"}).isEmpty());
    VpcdLink onLeft(VpcdLink::firstPort);
    VpcdLink onRight(VpcdLink::firstPort + 1);
    onRight.place(tagOf(second));
    QVERIFY(!right.next({"placed", second.toUtf8(), R"("reader":"right")"}).isEmpty());
    onLeft.place(tagOf(first));
    QVERIFY(!left.next({"placed", first.toUtf8(), R"("reader":"left")"}).isEmpty());
}

void TestPcscReader::listsIt()
{
    m_pcscd = std::make_unique<PrivatePcscd>();
    QCOMPARE(m_pcscd->start(), QString());
    Reader reader; // once it is found, --list sees it too
    reader.start(u"pcsc"_s);
    QVERIFY(!reader.next({"vacant"}).isEmpty());
    QProcess list;
    list.start(readerProgram(), {u"--list"_s});
    QVERIFY(list.waitForFinished());
    QCOMPARE(list.exitCode(), 0);
    const QByteArray said = list.readAllStandardOutput();
    QVERIFY2(said.contains("pcsc:Virtual PCD 00 00\tVirtual PCD 00 00\tpcscd\tfound by itself"),
             said.constData());
}

int main(int argc, char **argv)
{
    whyNot = PrivatePcscd::moveIntoOwnNamespaces();
    QCoreApplication application(argc, argv);
    TestPcscReader test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pcscreader.moc"
