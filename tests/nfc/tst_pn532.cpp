// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/pn532.h"

#include <QTest>

using namespace Medio;
using namespace Medio::Simulator;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Tag tagOf(const char *uid)
{
    return *Tag::fromUid(*Nfc::Uid::fromString(QString::fromLatin1(uid)));
}

/// A frame of the host, as libnfc makes it.
QByteArray command(const QByteArray &hex)
{
    const QByteArray body = '\xd4' + QByteArray::fromHex(hex);
    quint8 sum = 0;
    for (const char byte : body)
        sum = static_cast<quint8>(sum + static_cast<quint8>(byte));
    QByteArray frame("\x00\x00\xff", 3);
    frame += static_cast<char>(body.size());
    frame += static_cast<char>(-body.size());
    return frame + body + static_cast<char>(-sum) + '\0';
}

const QByteArray preamble = QByteArray::fromHex("55550000000000000000000000000000");

/// A chip and its time.
struct World
{
    Pn532 chip;
    Pn532::Time now = 1s;

    explicit World(Pn532::Timing timing = {}, quint32 seed = 1)
        : chip(timing, seed)
    {
        chip.receive(preamble, now);
    }

    void run(Pn532::Time time)
    {
        now += time;
        chip.advance(now);
    }

    void place(const Tag &tag) { chip.field().place(tag); }
    void lift()
    {
        const QList<Nfc::Uid> lying = chip.field().uids();
        for (const Nfc::Uid &uid : lying)
            chip.field().lift(uid);
    }

    /// What comes back within `time`, in hex.
    QByteArray ask(const QByteArray &hex, Pn532::Time time = 1s)
    {
        chip.receive(command(hex), now);
        run(time);
        return chip.takeOutput().toHex();
    }
};

QByteArray acknowledged(const QByteArray &hex)
{
    return Pn532Frame::ack().append(Pn532Frame::answer(QByteArray::fromHex(hex))).toHex();
}

constexpr auto threeTries = "3205000102";

} // namespace

class TestPn532 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void scansFrames();
    void writesFrames();
    void answersCommands_data();
    void answersCommands();
    void sleepsUntilWoken();
    void findsAChipWithinItsTries();
    void findsAChipThatComesDuringATry();
    void passesOverOneRequestWhenActive();
    void forgetsAHaltedChipWithTheField();
    void givesPagesOfAnNtag();
    void knowsManyModels_data();
    void knowsManyModels();
    void asksForAnAtsWhenTold();
    void readsTwoChipsInTurn();
    void takesTheTimeOfTheWire();
    void stopsForAnAckAndForANewCommand();
    void isMute();
    void garblesEveryAnswer();
    void failsAsTold_data();
    void failsAsTold();
    void killsLibnfcAsTold();
    void answersLate();
    void isTheSameForTheSameSeed();
    void survivesRandomBytes();
};

void TestPn532::scansFrames()
{
    using Kind = Pn532Frame::Item::Kind;
    Pn532Frame::Scanner scanner;
    // Byte by byte, with junk between
    const QByteArray stream = preamble + command("02") + "junk" + Pn532Frame::ack() + Pn532Frame::nack() +
                              QByteArray::fromHex("0000ff02fed402") // wrong sum follows
                              + '\x11' + command("4a0100");
    QList<Pn532Frame::Item> items;
    for (const char byte : stream)
        items += scanner.take(QByteArray(1, byte));
    QCOMPARE(items.size(), 5);
    QCOMPARE(items[0].kind, Kind::Command);
    QCOMPARE(items[0].data.toHex(), "02");
    QCOMPARE(items[1].kind, Kind::Ack);
    QCOMPARE(items[2].kind, Kind::Nack);
    QCOMPARE(items[3].kind, Kind::Damaged);
    QCOMPARE(items[4].data.toHex(), "4a0100");
    // The same in one piece
    QCOMPARE(Pn532Frame::Scanner().take(stream).size(), 5);
    // An extended frame (UM0701-02 §6.2.1.2)
    const auto extended = Pn532Frame::Scanner().take(QByteArray::fromHex("0000ffffff0002fed4022a00"));
    QCOMPARE(extended.size(), 1);
    QCOMPARE(extended[0].data.toHex(), "02");
    // Lengths that are none
    for (const char *hex : {"0000ff0100", "0000ff01ffd42c", "0000ffffff100000f0"})
        QCOMPARE(Pn532Frame::Scanner().take(QByteArray::fromHex(hex)).value(0, {Kind::Ack}).kind,
                 Kind::Damaged);
}

void TestPn532::writesFrames()
{
    QCOMPARE(Pn532Frame::answer(QByteArray::fromHex("0332010607")).toHex(), "0000ff06fad50332010607e800");
    const QByteArray longOne = Pn532Frame::answer(QByteArray(Pn532Frame::longestData, '\x41'));
    QVERIFY(longOne.startsWith(QByteArray::fromHex("0000ffffff0108f7d541")));
    quint8 sum = 0;
    for (const char byte : longOne.mid(8, 265))
        sum = static_cast<quint8>(sum + static_cast<quint8>(byte));
    QCOMPARE(sum, 0);
}

void TestPn532::answersCommands_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("answered"); // empty: a syntax error
    const auto row = [](const char *name, const char *asked, const char *answered) {
        QTest::newRow(name) << QByteArray(asked) << QByteArray(answered);
    };
    row("Diagnose", "00006c69626e6663", "01006c69626e6663");
    row("Diagnose, another test", "0001", "");
    row("GetFirmwareVersion", "02", "0332010607");
    row("GetGeneralStatus", "04", "0500000080");
    row("SAMConfiguration", "1401", "15");
    row("SetParameters", "1214", "13");
    row("ReadRegister", "0663026303", "070000");
    row("ReadRegister, half an address", "0663", "");
    row("WriteRegister", "08630280", "09");
    row("RFConfiguration, field", "320101", "33");
    row("RFConfiguration, retries", threeTries, "33");
    row("RFConfiguration, too short", "3205ff", "");
    row("InListPassiveTarget, FeliCa", "4a010100ffff0000", "4b00");
    row("InListPassiveTarget, too short", "4a01", "");
    row("InListPassiveTarget, three chips", "4a0300", "");
    row("InDataExchange without a chip", "40013000", "4101");
    row("InCommunicateThru without a chip", "423000", "4301");
    row("InDeselect", "4400", "4500");
    row("InRelease", "5200", "5300");
    row("InSelect without a chip", "5401", "5527");
    row("InAutoPoll without a chip", "60010110", "6100");
    row("InAutoPoll, no type", "600101", "");
    row("an unknown command", "7700", "");
}

void TestPn532::answersCommands()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, answered);
    World world;
    const QByteArray expected = answered.isEmpty()
                                    ? Pn532Frame::ack().append(Pn532Frame::syntaxError()).toHex()
                                    : acknowledged(answered);
    QCOMPARE(world.ask(asked), expected);
    QVERIFY(!world.chip.nextStep());
}

void TestPn532::sleepsUntilWoken()
{
    Pn532 fresh({}, 1);
    fresh.receive(command("02"), 1s);
    fresh.advance(2s);
    QVERIFY(fresh.takeOutput().isEmpty());

    World world;
    QCOMPARE(world.ask("16f0"), acknowledged("1700"));
    QVERIFY(world.ask("02").isEmpty());
    world.chip.receive(preamble, world.now);
    QCOMPARE(world.ask("02"), acknowledged("0332010607"));

    world.chip.powerCycle();
    QVERIFY(world.ask("02").isEmpty());
}

void TestPn532::findsAChipWithinItsTries()
{
    World world;
    world.ask(threeTries);
    QCOMPARE(world.ask("4a0100", 14ms), Pn532Frame::ack().toHex());
    world.run(1ms);
    QCOMPARE(world.chip.takeOutput(), Pn532Frame::answer(QByteArray::fromHex("4b00")));

    world.place(tagOf("04a1b2c3d4e5f6"));
    QCOMPARE(world.ask("4a0100", 10ms), acknowledged("4b01010044000704a1b2c3d4e5f6"));

    world.lift();
    world.place(tagOf("deadbeef"));
    QCOMPARE(world.ask("4a0100", 10ms), acknowledged("4b010100040804deadbeef"));
}

void TestPn532::findsAChipThatComesDuringATry()
{
    World world;
    world.ask(threeTries);
    world.ask("4a0100", 13ms);
    world.place(tagOf("deadbeef"));
    world.run(7ms);
    QCOMPARE(world.chip.takeOutput(), Pn532Frame::answer(QByteArray::fromHex("4b010100040804deadbeef")));

    // It goes before it is selected: no answer with half a UID
    world.lift();
    world.ask("4a0100", 1ms);
    world.place(tagOf("deadbeef"));
    world.run(5ms);
    world.lift();
    world.run(1s);
    QCOMPARE(world.chip.takeOutput(), Pn532Frame::answer(QByteArray::fromHex("4b00")));

    // For ever
    world.ask("32050001ff");
    world.ask("4a0100", 10s);
    world.place(tagOf("deadbeef"));
    world.run(10ms);
    QCOMPARE(world.chip.takeOutput(), Pn532Frame::answer(QByteArray::fromHex("4b010100040804deadbeef")));
}

void TestPn532::passesOverOneRequestWhenActive()
{
    World world;
    world.place(tagOf("deadbeef"));
    world.ask("3205000100"); // a single try
    QVERIFY(world.ask("4a0100").contains("deadbeef"));
    QCOMPARE(world.ask("4a0100"), acknowledged("4b00"));
    QVERIFY(world.ask("4a0100").contains("deadbeef"));
    world.ask(threeTries);
    QVERIFY(world.ask("4a0100", 15ms).contains("deadbeef"));
    QVERIFY(world.ask("4a0100", 15ms).contains("deadbeef"));
}

void TestPn532::forgetsAHaltedChipWithTheField()
{
    World world;
    world.place(tagOf("deadbeef"));
    world.ask(threeTries);
    QVERIFY(world.ask("4a0100").contains("deadbeef"));
    QCOMPARE(world.ask("5401"), acknowledged("5500"));
    world.ask("4400");
    QCOMPARE(world.ask("4a0100"), acknowledged("4b00"));
    world.ask("320100");
    world.ask("320101");
    QVERIFY(world.ask("4a0100").contains("deadbeef"));
}

void TestPn532::givesPagesOfAnNtag()
{
    World world;
    world.place(tagOf("04a1b2c3d4e5f6"));
    QCOMPARE(world.ask("40013000"), acknowledged("4101")); // not selected
    world.ask(threeTries);
    world.ask("4a0100");
    QCOMPARE(world.ask("40013000"), acknowledged("410004a1b29fc3d4e5f604480000e1101200"));
    QCOMPARE(world.ask("4001302c"), acknowledged("41000000000004a1b29fc3d4e5f604480000"));
    QCOMPARE(world.ask("4001302d"), acknowledged("4101"));
    QCOMPARE(world.ask("4260"), acknowledged("43000004040201000f03"));
    world.lift();
    QCOMPARE(world.ask("40013000"), acknowledged("4101"));
}

void TestPn532::knowsManyModels_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("uid");
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<QByteArray>("target"); // of InListPassiveTarget
    QTest::addColumn<QByteArray>("version");
    const auto row = [](const char *model, const char *uid, const char *order, const char *target,
                        const char *version) {
        QTest::newRow(model) << QString::fromLatin1(model) << QByteArray(uid) << QByteArray(order)
                             << QByteArray(target) << QByteArray(version);
    };
    row("ntag213", "04a1b2c3d4e5f6", "4a0100", "0044000704a1b2c3d4e5f6", "0004040201000f03");
    row("ntag215", "04a1b2c3d4e5f6", "4a0100", "0044000704a1b2c3d4e5f6", "0004040201001103");
    row("ntag216", "04a1b2c3d4e5f6", "4a0100", "0044000704a1b2c3d4e5f6", "0004040201001303");
    row("ultralight", "04a1b2c3d4e5f6", "4a0100", "0044000704a1b2c3d4e5f6", "");
    row("classic", "deadbeef", "4a0100", "00040804deadbeef", "");
    row("desfire", "04a1b2c3d4e5f6", "4a0100", "0344200704a1b2c3d4e5f6", "");
    row("triple-size", "04a1b2c3d4e5f6070809", "4a0100", "0084000a04a1b2c3d4e5f6070809", "");
    row("felica", "0123456789abcdef", "4a010100ffff0000", "12010123456789abcdef0120220427674eff", "");
    row("b", "deadbeef", "4a010300", "50deadbeef000000000081c100", "");
}

void TestPn532::knowsManyModels()
{
    QFETCH(QString, model);
    QFETCH(QByteArray, uid);
    QFETCH(QByteArray, order);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, version);
    const auto itsUid = Nfc::Uid::fromBytes(QByteArray::fromHex(uid));
    auto tag = Tag::ofModel(*Tag::modelByName(model), *itsUid);
    QVERIFY(tag);
    QVERIFY(!Tag::ofModel(*Tag::modelByName(model),
                          *Nfc::Uid::fromBytes(uid.size() == 20 ? "1234567" : "1234567890")));
    const QByteArray message = textRecord(u"Biber"_s, u"de"_s);
    QCOMPARE(message.toHex(), "d1010854026465" + QByteArray("Biber").toHex());
    QCOMPARE(tag->setNdef(message), tag->room() > 0);
    QVERIFY(!tag->setNdef(QByteArray(tag->room(), 'x')));

    World world;
    world.ask(threeTries);
    world.ask("1204"); // no ATS
    world.place(*tag);
    QCOMPARE(world.ask(order), acknowledged("4b0101" + target));
    QCOMPARE(world.ask("4260"),
             acknowledged(version.isEmpty() ? QByteArray("4301") : QByteArray(version).prepend("4300")));
    const QByteArray withTlv = message.toHex().prepend("030c");
    const QByteArray page = world.ask("40013004");
    QCOMPARE(page.contains(QByteArray(withTlv).prepend("4100")), tag->room() > 0);
    QCOMPARE(world.ask("423a0405").contains(withTlv.left(16).prepend("4300")), !version.isEmpty());
}

void TestPn532::asksForAnAtsWhenTold()
{
    World world;
    world.ask(threeTries);
    world.place(*Tag::ofModel(Tag::Model::Desfire, *Nfc::Uid::fromString(u"04a1b2c3d4e5f6"_s)));
    QCOMPARE(world.ask("4a0100"), acknowledged("4b01010344200704a1b2c3d4e5f6067577810280"));
    world.ask("1204");
    QCOMPARE(world.ask("4a0100"), acknowledged("4b01010344200704a1b2c3d4e5f6"));
    QCOMPARE(world.ask("42b2"), acknowledged("4300a3"));
}

void TestPn532::readsTwoChipsInTurn()
{
    World world;
    world.ask(threeTries);
    world.place(tagOf("deadbeef"));
    world.place(tagOf("04a1b2c3d4e5f6"));
    QByteArray last;
    for (int i = 0; i < 10; ++i) {
        const QByteArray now = world.ask("4a0100");
        QVERIFY(now.contains("deadbeef") != now.contains("04a1b2c3d4e5f6"));
        QVERIFY(now != last);
        last = now;
    }
    // As nfc-list does it: what was found is halted, and so the other one is found.
    world.ask("4400");
    const QByteArray other = world.ask("4a0100");
    QVERIFY(other.contains("4b01") && other != last);
    world.ask("4400");
    QCOMPARE(world.ask("4a0100"), acknowledged("4b00"));
}

void TestPn532::takesTheTimeOfTheWire()
{
    Pn532::Timing timing;
    timing.baud = 10'000; // a byte takes 1 ms
    World world(timing);
    world.run(1s);
    QCOMPARE(world.ask("02", 14ms), QByteArray()); // 9 bytes there, 6 back
    world.run(1ms);
    QCOMPARE(world.chip.takeOutput(), Pn532Frame::ack());
    world.run(13ms);
    QCOMPARE(world.chip.takeOutput().size(), 13);
}

void TestPn532::stopsForAnAckAndForANewCommand()
{
    World world;
    world.ask("32050001ff");
    world.ask("4a0100", 100ms);
    world.chip.receive(Pn532Frame::ack(), world.now);
    world.place(tagOf("deadbeef"));
    world.run(1s);
    QVERIFY(world.chip.takeOutput().isEmpty());

    world.lift();
    world.ask("4a0100", 100ms);
    QCOMPARE(world.ask("02"), acknowledged("0332010607"));
    world.place(tagOf("deadbeef"));
    world.run(1s);
    QVERIFY(world.chip.takeOutput().isEmpty());
}

void TestPn532::isMute()
{
    World world;
    world.ask("4a0100", 1ms);
    world.chip.setMute(true);
    world.run(1s);
    QVERIFY(world.chip.takeOutput().isEmpty());
    QVERIFY(world.ask("02").isEmpty());
    world.chip.setMute(false);
    QCOMPARE(world.ask("02"), acknowledged("0332010607"));
}

void TestPn532::garblesEveryAnswer()
{
    World world;
    const QByteArray good = world.ask("02");
    world.chip.garbleUntil(world.now + 100s);
    for (int i = 0; i < 99; ++i) {
        const QByteArray bad = world.ask("02");
        QCOMPARE(bad.size(), good.size());
        QVERIFY(bad.startsWith(Pn532Frame::ack().toHex()));
        QVERIFY(bad != good);
    }
    world.run(2s);
    QCOMPARE(world.ask("02"), good);
}

void TestPn532::failsAsTold_data()
{
    QTest::addColumn<Pn532::Fault>("fault");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray ack = Pn532Frame::ack();
    const QByteArray good = Pn532Frame::answer(QByteArray::fromHex("0332010607"));
    QTest::newRow("ack-lost") << Pn532::Fault::AckLost << good;
    QTest::newRow("nack") << Pn532::Fault::Nack << Pn532Frame::nack();
    QTest::newRow("answer-lost") << Pn532::Fault::AnswerLost << ack;
    QTest::newRow("truncated") << Pn532::Fault::Truncated << ack + good.left(good.size() / 2);
    QTest::newRow("wrong-sum") << Pn532::Fault::WrongSum
                               << ack + QByteArray::fromHex("0000ff06fad50332010607f800");
    QTest::newRow("wrong-code") << Pn532::Fault::WrongCode
                                << ack + Pn532Frame::answer(QByteArray::fromHex("0532010607"));
    QTest::newRow("syntax-error") << Pn532::Fault::SyntaxError << ack + Pn532Frame::syntaxError();
}

void TestPn532::failsAsTold()
{
    QFETCH(Pn532::Fault, fault);
    QFETCH(QByteArray, answer);
    World world;
    world.chip.fail(fault, 2);
    QCOMPARE(world.ask("02"), answer.toHex());
    QCOMPARE(world.ask("02"), answer.toHex());
    QCOMPARE(world.ask("02"), acknowledged("0332010607"));

    world.chip.fail(fault, 1, 0x02);
    QCOMPARE(world.ask("1401"), acknowledged("15"));
    QCOMPARE(world.ask("02"), answer.toHex());
    QCOMPARE(world.ask("02"), acknowledged("0332010607"));
}

void TestPn532::killsLibnfcAsTold()
{
    World world;
    world.ask(threeTries);
    world.place(tagOf("04a1b2c3d4e5f6"));
    world.chip.fail(Pn532::Fault::BadAts, 1);
    QCOMPARE(world.ask("4a0100"), acknowledged("4b01010044200704a1b2c3d4e5f600"));
    world.chip.fail(Pn532::Fault::NodeByte, 1);
    QVERIFY(world.ask("4a0100").contains("4b0101")); // has no status
    QVERIFY(world.ask("40013000").contains("0000ff13edd54180"));
    world.chip.fail(Pn532::Fault::NoFirmware, 1);
    QVERIFY(world.ask("4a0100").contains("4b0101"));
    QVERIFY(world.ask("02") != acknowledged("0332010607"));
    QCOMPARE(world.ask("02"), acknowledged("0332010607"));
    world.chip.fail(Pn532::Fault::Empty, 1);
    QCOMPARE(world.ask("40013000"), acknowledged("41"));
}

void TestPn532::answersLate()
{
    World world;
    world.chip.fail(Pn532::Fault::Late, 1, {}, 300ms);
    QCOMPARE(world.ask("02", 299ms), Pn532Frame::ack().toHex());
    world.run(1ms);
    QCOMPARE(world.chip.takeOutput(), Pn532Frame::answer(QByteArray::fromHex("0332010607")));

    for (const auto fault : {Pn532::Fault::Garbage, Pn532::Fault::Junk}) {
        world.chip.fail(fault, 1);
        const QByteArray answer = world.ask("02");
        QVERIFY(answer.startsWith(Pn532Frame::ack().toHex()) && answer != acknowledged("0332010607"));
        QCOMPARE(answer.endsWith(Pn532Frame::answer(QByteArray::fromHex("0332010607")).toHex()),
                 fault == Pn532::Fault::Junk);
        QCOMPARE(world.ask("02"), acknowledged("0332010607"));
    }
}

void TestPn532::isTheSameForTheSameSeed()
{
    const auto run = [](quint32 seed) {
        World world({}, seed);
        world.chip.garbleUntil(world.now + 100s);
        QByteArray all;
        for (int i = 0; i < 20; ++i)
            all += world.ask("02");
        return all;
    };
    QCOMPARE(run(7), run(7));
    QVERIFY(run(7) != run(8));
}

void TestPn532::survivesRandomBytes()
{
    QRandomGenerator random(6);
    const auto randomBytes = [&](int most) {
        QByteArray bytes(random.bounded(most), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        return bytes;
    };
    World world({115200, 5ms, 5ms, 2ms, 52ms, 150ms}, 1);
    const QByteArray codes = QByteArray::fromHex("000204060812141632404244"
                                                 "4a5254604e");
    for (int i = 0; i < 60'000; ++i) {
        switch (random.bounded(6)) {
        case 0: // noise
            world.chip.receive(randomBytes(64), world.now);
            break;
        case 1: // start codes with random lengths
            world.chip.receive(QByteArray::fromHex("0000ff") + randomBytes(300), world.now);
            break;
        case 2:
            if (!world.chip.field().isEmpty())
                world.lift();
            else
                world.place(tagOf(random.bounded(2) == 0 ? "deadbeef" : "04a1b2c3d4e5f6"));
            break;
        default: // sound frames with random contents
            world.chip.receive(
                command(
                    randomBytes(12).prepend(codes[random.bounded(static_cast<int>(codes.size()))]).toHex()),
                world.now);
        }
        world.run(std::chrono::milliseconds(random.bounded(30)));
        world.chip.takeOutput();
    }
    // It still works: wake it and give it time for what it has begun.
    world.chip.receive(preamble + QByteArray(300, '\0'), world.now);
    world.run(10s);
    world.chip.takeOutput();
    QCOMPARE(world.ask("02"), acknowledged("0332010607"));
}

QTEST_GUILESS_MAIN(TestPn532)
#include "tst_pn532.moc"
