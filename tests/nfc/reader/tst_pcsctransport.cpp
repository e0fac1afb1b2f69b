// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/pcsctransport.h"
#include "nfc/reader/pollloop.h"
#include "tests/nfc/reader/fakeinventory.h"
#include "tests/nfc/reader/fakesmartcards.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Result = Transport::Look::Result;
using Problem = SmartCards::Problem;

namespace {

const QByteArray ntag = QByteArray::fromHex("3b8f8001804f0ca0000003060300030000000068");
const QByteArray feliCa = QByteArray::fromHex("3b8f8001804f0ca00000030611003b0000000042");
const QByteArray iso15693 = QByteArray::fromHex("3b8f8001804f0ca0000003060b00140000000077");
const QByteArray bankCard = QByteArray::fromHex("3b6500002063cb6600");

} // namespace

class TestPcscTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void opensTheReaderThatIsMeant();
    void saysWhyItCannotBeOpened_data();
    void saysWhyItCannotBeOpened();
    void seesCardsComeAndGo();
    void asksForTheUidOncePerVisit();
    void aCardThatWentAndCameBetweenTwoLooksWasAway();
    void aShortFlickerIsNoHand_data();
    void aShortFlickerIsNoHand();
    void aChipIsAwaySinceItWent_data();
    void aChipIsAwaySinceItWent();
    void seesAnExchangeThatPcscdDoesNot_data();
    void seesAnExchangeThatPcscdDoesNot();
    void givesUids_data();
    void givesUids();
    void triesACardAtTheEdgeAgain();
    void aCardThatLeavesWhileItIsAskedIsNone();
    void seesTheReaderGo_data();
    void seesTheReaderGo();
    void readsPages();
    void knowsKindsByAtr_data();
    void knowsKindsByAtr();
    void survivesRandomCards();

private:
    Transport::Look look() { return m_transport->look(200ms); }

    FakeInventory m_inventory;
    Surroundings m_surroundings;
    std::unique_ptr<FakeSmartCards> m_cards;
    std::unique_ptr<PcscTransport> m_transport;
};

void TestPcscTransport::init()
{
    m_inventory.list.clear();
    m_cards = std::make_unique<FakeSmartCards>();
    m_cards->names = {u"ACS ACR1252 SAM 00 01"_s, u"ACS ACR1252 PICC 00 00"_s};
    m_transport = std::make_unique<PcscTransport>(*m_cards, m_inventory, m_surroundings, QString());
}

void TestPcscTransport::opensTheReaderThatIsMeant()
{
    const auto reader = m_transport->open();
    QVERIFY(reader);
    QCOMPARE(reader->name, u"ACS ACR1252 PICC 00 00"_s);
    QVERIFY(reader->tellsByItself && !reader->tapOnly);
    m_transport->close();
    QVERIFY(!m_cards->isConnected);
}

void TestPcscTransport::saysWhyItCannotBeOpened_data()
{
    QTest::addColumn<int>("problem"); // -1: no reader
    QTest::addColumn<bool>("isHeld");
    QTest::addColumn<ReaderFault>("fault");
    QTest::addColumn<QString>("advice");
    QTest::newRow("no pcscd") << int(Problem::NoService) << false << ReaderFault::Missing
                              << u"pcscd.socket"_s;
    QTest::newRow("not permitted") << int(Problem::NotPermitted) << false << ReaderFault::NotPermitted
                                   << u"polkit"_s;
    QTest::newRow("confused") << int(Problem::Failed) << false << ReaderFault::Mute << u"restart pcscd"_s;
    QTest::newRow("no reader") << -1 << false << ReaderFault::Missing << u"libccid"_s;
    QTest::newRow("the kernel has it") << -1 << true << ReaderFault::Busy << u"modprobe -r"_s;
}

void TestPcscTransport::saysWhyItCannotBeOpened()
{
    QFETCH(int, problem);
    QFETCH(bool, isHeld);
    QFETCH(ReaderFault, fault);
    QFETCH(QString, advice);
    if (problem >= 0)
        m_cards->connectProblem = static_cast<Problem>(problem);
    m_cards->names.clear();
    if (isHeld)
        m_inventory.list = {{.kind = SystemDevice::Kind::Usb,
                             .node = u"/dev/bus/usb/001/004"_s,
                             .id = u"072f:2200"_s,
                             .name = u"ACR122U"_s,
                             .drivers = {u"pn533_usb"_s}}};
    const auto reader = m_transport->open();
    QVERIFY(!reader);
    QCOMPARE(reader.error().fault, fault);
    QVERIFY2(reader.error().advice.contains(advice), qPrintable(reader.error().advice));
}

void TestPcscTransport::seesCardsComeAndGo()
{
    QVERIFY(m_transport->open());
    QCOMPARE(look().result, Result::Nothing);
    m_cards->place(ntag, QByteArray::fromHex("04a1b2c3d4e5f69000"));
    const auto first = look();
    QCOMPARE(first.result, Result::Chip);
    QCOMPARE(first.uid.toHex(), "04a1b2c3d4e5f6");
    QCOMPARE(first.kind, ChipKind::Iso14443A);
    QCOMPARE(look().uid, first.uid);
    m_cards->lift();
    const auto gone = look();
    QCOMPARE(gone.result, Result::Nothing);
    QVERIFY(gone.isJustGone);
    QVERIFY(!look().isJustGone);
}

void TestPcscTransport::asksForTheUidOncePerVisit()
{
    QVERIFY(m_transport->open());
    m_cards->place(ntag, QByteArray::fromHex("04a1b2c39000"));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(look().uid.toHex(), "04a1b2c3");
    QCOMPARE(m_cards->commands.size(), 1);
    m_cards->lift();
    QCOMPARE(look().result, Result::Nothing);
    m_cards->place(ntag, QByteArray::fromHex("aabbccdd9000"));
    QCOMPARE(look().uid.toHex(), "aabbccdd");
    QCOMPARE(m_cards->commands.size(), 2);
}

void TestPcscTransport::aCardThatWentAndCameBetweenTwoLooksWasAway()
{
    QVERIFY(m_transport->open());
    m_cards->place(ntag, QByteArray::fromHex("04a1b2c39000"));
    QCOMPARE(look().uid.toHex(), "04a1b2c3");
    for (const char *uid : {"04a1b2c3", "aabbccdd"}) { // the same, and another
        m_cards->lift();
        m_cards->place(ntag, QByteArray::fromHex(QByteArray(uid) + "9000"));
        const auto gone = look();
        QCOMPARE(gone.result, Result::Nothing);
        QVERIFY(!gone.isJustGone); // nobody knows since when
        QCOMPARE(look().uid.toHex(), uid);
    }
}

void TestPcscTransport::aShortFlickerIsNoHand_data()
{
    QTest::addColumn<int>("ms"); // between two looks
    QTest::addColumn<QStringList>("words");
    QTest::newRow("flickered") << 50 << QStringList{u"placed"_s};
    QTest::newRow("lifted and put back") << 250 << QStringList{u"placed"_s, u"lifted"_s, u"placed"_s};
}

void TestPcscTransport::aShortFlickerIsNoHand()
{
    QFETCH(int, ms);
    QFETCH(QStringList, words);
    m_cards->place(ntag, QByteArray::fromHex("04a1b2c39000"));
    QStringList told;
    std::chrono::nanoseconds now{0};
    int turns = 0;
    const auto say = [&](const ReaderProtocol::Report &report) {
        if (std::holds_alternative<Placement>(report))
            told << u"placed"_s;
        else if (std::holds_alternative<Lifted>(report))
            told << u"lifted"_s;
    };
    const auto pause = [&](std::chrono::milliseconds) {
        now += std::chrono::milliseconds(ms);
        if (++turns == 50) { // trusted long ago
            m_cards->lift();
            m_cards->place(ntag, QByteArray::fromHex("04a1b2c39000"));
        }
        return turns < 60;
    };
    PollLoop(*m_transport, {say, pause,
                            [&] {
                                return now;
                            }})
        .run();
    QCOMPARE(told, words);
}

void TestPcscTransport::aChipIsAwaySinceItWent_data()
{
    QTest::addColumn<std::chrono::milliseconds>("restAfterALook"); // when it goes
    QTest::addColumn<std::chrono::milliseconds>("away");
    QTest::addColumn<bool>("isTold");
    for (const auto rest : {1ms, 100ms, 190ms, 199ms}) {
        QTest::addRow("%d ms after a look, for 30 ms", int(rest.count())) << rest << 30ms << false;
        QTest::addRow("%d ms after a look, for 190 ms", int(rest.count())) << rest << 190ms << false;
        QTest::addRow("%d ms after a look, for 230 ms", int(rest.count())) << rest << 230ms << true;
    }
}

void TestPcscTransport::aChipIsAwaySinceItWent()
{
    QFETCH(std::chrono::milliseconds, restAfterALook);
    QFETCH(std::chrono::milliseconds, away);
    QFETCH(bool, isTold);
    std::chrono::nanoseconds now{0};
    std::optional<std::chrono::nanoseconds> change; // the card's next one
    m_cards->place(ntag, QByteArray::fromHex("04a1b2c39000"));
    m_cards->wait = [&](std::chrono::milliseconds patience) { // until pcscd tells of a change
        if (!change && now >= 5s)                             // trusted long ago
            change = now + restAfterALook;
        if (!change || now + patience < *change) {
            now += patience;
            return;
        }
        now = *change;
        if (m_cards->state.isPresent) {
            m_cards->lift();
            change = now + away;
        } else {
            m_cards->place(ntag, QByteArray::fromHex("04a1b2c39000"));
            change = std::chrono::nanoseconds::max();
        }
    };
    QStringList told;
    const auto say = [&](const ReaderProtocol::Report &report) {
        if (std::holds_alternative<Placement>(report))
            told << u"placed"_s;
        else if (std::holds_alternative<Lifted>(report))
            told << u"lifted"_s;
    };
    PollLoop(*m_transport, {say,
                            [&](std::chrono::milliseconds pause) {
                                now += pause;
                                return now < 10s;
                            },
                            [&] {
                                return now;
                            }})
        .run();
    QCOMPARE(told, isTold ? QStringList({u"placed"_s, u"lifted"_s, u"placed"_s}) : QStringList{u"placed"_s});
}

void TestPcscTransport::seesAnExchangeThatPcscdDoesNot_data()
{
    QTest::addColumn<bool>("whileRead");
    QTest::addColumn<int>("looks"); // until it is seen
    QTest::newRow("while it is read") << true << 1;
    QTest::newRow("while it lies there") << false << 5;
}

void TestPcscTransport::seesAnExchangeThatPcscdDoesNot()
{
    QFETCH(bool, whileRead);
    QFETCH(int, looks);
    QVERIFY(m_transport->open());
    m_cards->place(ntag, QByteArray::fromHex("04a1b2c39000"));
    QCOMPARE(look().uid.toHex(), "04a1b2c3");
    if (whileRead) {
        m_cards->transmitProblem = Problem::Failed;
        QVERIFY(m_transport->read(4).isEmpty());
        m_cards->transmitProblem.reset();
    }
    m_cards->answers[QByteArray::fromHex("ffca000000")] = QByteArray::fromHex("aabbccdd9000");
    int count = 1;
    while (look().uid.toHex() != "aabbccdd")
        QVERIFY(++count <= looks);
    QCOMPARE(count, looks);

    // A check that fails says nothing about the card.
    m_cards->transmitProblem = Problem::Busy;
    for (int i = 0; i < 20; ++i)
        QCOMPARE(look().uid.toHex(), "aabbccdd");
}

void TestPcscTransport::givesUids_data()
{
    QTest::addColumn<QByteArray>("atr");
    QTest::addColumn<QByteArray>("answer"); // hex
    QTest::addColumn<QByteArray>("uid");    // hex; empty: none
    QTest::newRow("4 bytes") << ntag << QByteArray("112233449000") << QByteArray("11223344");
    QTest::newRow("10 bytes") << ntag << QByteArray("0102030405060708090a9000")
                              << QByteArray("0102030405060708090a");
    QTest::newRow("FeliCa") << feliCa << QByteArray("01010501ae1c27e09000") << QByteArray("01010501ae1c27e0");
    QTest::newRow("ISO 15693") << iso15693 << QByteArray("e0040150112233449000")
                               << QByteArray("e004015011223344");
    QTest::newRow("ISO 15693, as over the air")
        << iso15693 << QByteArray("44332211500104e09000") << QByteArray("e004015011223344");
    QTest::newRow("a card with contacts") << bankCard << QByteArray("6e00") << QByteArray();
    QTest::newRow("no answer at all") << ntag << QByteArray() << QByteArray();
    QTest::newRow("an answer without status") << ntag << QByteArray("90") << QByteArray();
    QTest::newRow("no UID in it") << ntag << QByteArray("9000") << QByteArray();
}

void TestPcscTransport::givesUids()
{
    QFETCH(QByteArray, atr);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, uid);
    QVERIFY(m_transport->open());
    m_cards->place(atr, QByteArray::fromHex(answer));
    const auto seen = look();
    QCOMPARE(seen.result, Result::Chip); // one without a UID too: it is refused, the reader is sound
    QCOMPARE(seen.uid.toHex(), uid);
}

void TestPcscTransport::triesACardAtTheEdgeAgain()
{
    QVERIFY(m_transport->open());
    m_cards->place(ntag, QByteArray::fromHex("04a1b2c39000"));
    m_cards->transmitProblem = Problem::Busy; // as long as another program talks to it
    for (int i = 0; i < 10; ++i)
        QCOMPARE(look().result, Result::Nothing);
    m_cards->transmitProblem = Problem::Failed;
    QCOMPARE(look().result, Result::Nothing);
    m_cards->transmitProblem.reset();
    QCOMPARE(look().uid.toHex(), "04a1b2c3");

    m_cards->lift();
    QCOMPARE(look().result, Result::Nothing);
    m_cards->place(ntag, {});
    m_cards->state.isMute = true;
    QCOMPARE(look().result, Result::Nothing);
    QCOMPARE(look().result, Result::Nothing);
    const auto given = look();
    QCOMPARE(given.result, Result::Chip);
    QVERIFY(given.uid.isEmpty());
}

void TestPcscTransport::aCardThatLeavesWhileItIsAskedIsNone()
{
    QVERIFY(m_transport->open());
    m_cards->place(ntag, QByteArray::fromHex("04a1b2c39000"));
    m_cards->transmitProblem = Problem::NoCard;
    for (int i = 0; i < 10; ++i)
        QCOMPARE(look().result, Result::Nothing);

    // The same while it lies there: until it was asked
    m_cards->transmitProblem.reset();
    QCOMPARE(look().result, Result::Chip);
    m_cards->transmitProblem = Problem::NoCard;
    for (int i = 0; i < 4; ++i)
        QCOMPARE(look().result, Result::Chip);
    QVERIFY(look().isJustGone);
}

void TestPcscTransport::seesTheReaderGo_data()
{
    QTest::addColumn<int>("problem");
    QTest::addColumn<Result>("result");
    QTest::addColumn<ReaderFault>("fault");
    QTest::newRow("pulled out") << int(Problem::NoReader) << Result::Gone << ReaderFault::Missing;
    QTest::newRow("pcscd ended") << int(Problem::NoService) << Result::Gone << ReaderFault::Missing;
    QTest::newRow("confused") << int(Problem::Failed) << Result::Failed << ReaderFault::Mute;
}

void TestPcscTransport::seesTheReaderGo()
{
    QFETCH(int, problem);
    QFETCH(Result, result);
    QFETCH(ReaderFault, fault);
    QVERIFY(m_transport->open());
    m_cards->awaitProblem = static_cast<Problem>(problem);
    const auto seen = look();
    QCOMPARE(seen.result, result);
    QCOMPARE(m_transport->trouble(seen.result).fault, fault);
    m_transport->close();
    m_cards->awaitProblem.reset();
    QVERIFY(m_transport->open());
    QCOMPARE(look().result, Result::Nothing);
}

void TestPcscTransport::readsPages()
{
    QVERIFY(m_transport->open());
    m_cards->place(ntag, QByteArray::fromHex("04a1b2c3d4e5f69000"));
    QCOMPARE(look().result, Result::Chip);
    const QByteArray page(Transport::bytesPerRead, 'p');
    m_cards->answers[QByteArray::fromHex("ffb0000410")] = page + QByteArray::fromHex("9000");
    m_cards->answers[QByteArray::fromHex("ffb0000810")] = page + 'x' + QByteArray::fromHex("9000");
    QCOMPARE(m_transport->read(4), page);
    QVERIFY(m_transport->read(8).isEmpty());
    QVERIFY(m_transport->read(12).isEmpty());
}

void TestPcscTransport::knowsKindsByAtr_data()
{
    QTest::addColumn<QByteArray>("atr");
    QTest::addColumn<ChipKind>("kind");
    QTest::newRow("NTAG") << ntag << ChipKind::Iso14443A;
    QTest::newRow("FeliCa by its standard") << feliCa << ChipKind::FeliCa;
    QTest::newRow("FeliCa by ACS's name")
        << QByteArray::fromHex("3b8f8001804f0ca00000030603f011000000008a") << ChipKind::FeliCa;
    QTest::newRow("ISO 15693") << iso15693 << ChipKind::Iso15693;
    QTest::newRow("ISO 14443B") << QByteArray::fromHex("3b8f8001804f0ca0000003060500070000000000")
                                << ChipKind::Iso14443B;
    QTest::newRow("contacts") << bankCard << ChipKind::Unknown;
    QTest::newRow("none") << QByteArray() << ChipKind::Unknown;
    QTest::newRow("cut off") << ntag.left(12) << ChipKind::Unknown;
}

void TestPcscTransport::knowsKindsByAtr()
{
    QFETCH(QByteArray, atr);
    QFETCH(ChipKind, kind);
    QCOMPARE(PcscTransport::kindOf(atr), kind);
}

void TestPcscTransport::survivesRandomCards()
{
    QVERIFY(m_transport->open());
    QRandomGenerator random(13);
    const auto anyBytes = [&](int most) {
        QByteArray bytes(random.bounded(most), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        return bytes;
    };
    for (int i = 0; i < 20'000; ++i) {
        QByteArray atr = random.bounded(2) == 0 ? anyBytes(34) : ntag.left(random.bounded(21));
        m_cards->place(atr,
                       anyBytes(264) + (random.bounded(2) == 0 ? QByteArray::fromHex("9000") : QByteArray()));
        const auto seen = look();
        QCOMPARE(seen.result, Result::Chip);
        m_cards->lift();
        QCOMPARE(look().result, Result::Nothing);
    }
}

QTEST_APPLESS_MAIN(TestPcscTransport)
#include "tst_pcsctransport.moc"
