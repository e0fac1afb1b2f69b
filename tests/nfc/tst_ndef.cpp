// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/ndef.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Nfc;
using namespace Qt::StringLiterals;

namespace {

QString inShort(const QList<NdefRecord> &records)
{
    QStringList all;
    for (const NdefRecord &record : records) {
        if (const auto *text = std::get_if<NdefText>(&record))
            all << u"text(%1):%2"_s.arg(text->language, text->text);
        else
            all << u"uri:"_s + std::get<NdefUri>(record).uri;
    }
    return all.join(u" | "_s);
}

/// One well-known record, alone in its message.
QByteArray recordOf(char type, const QByteArray &payload)
{
    const bool isShort = payload.size() < 256;
    QByteArray record;
    record += isShort ? '\xd1' : '\xc1';
    record += '\x01';
    if (!isShort)
        record += QByteArray(2, '\0') + static_cast<char>(payload.size() >> 8);
    record += static_cast<char>(payload.size() & 0xff);
    return record + type + payload;
}

/// A chip's memory from page 3 on, of which so many bytes are for data.
QByteArray memoryOf(const QByteArray &data, int size = 144)
{
    QByteArray memory("\xe1\x10\x00\x00", 4);
    memory[2] = static_cast<char>(size / 8);
    return QByteArray(memory + data).leftJustified(4 + size, '\0', true);
}

const QByteArray hello = QByteArray::fromHex("d101085402656e48656c6c6f"); // "Hello", en

} // namespace

class TestNdef : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsMessages_data();
    void readsMessages();
    void readsMemory_data();
    void readsMemory();
    void asksForNoMoreThanItNeeds_data();
    void asksForNoMoreThanItNeeds();
    void knowsEveryPrefix();
    void isBounded();
    void survivesRandomBytes();
};

void TestNdef::readsMessages_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("records");
    const auto row = [](const char *name, const QByteArray &message, const QString &records = {}) {
        QTest::newRow(name) << message << records;
    };
    const auto hex = [](const char *digits) {
        return QByteArray::fromHex(digits);
    };
    row("nothing", {});
    row("text in UTF-8", hello, u"text(en):Hello"_s);
    row("text beyond Latin",
        recordOf('T', "\x02"
                      "de"
                      "\xc3\x84pfel \xf0\x9f\x98\x80"),
        u"text(de):\u00c4pfel \U0001f600"_s);
    row("text in UTF-16, big endian", recordOf('T', hex("82656e00480069")), u"text(en):Hi"_s);
    row("text in UTF-16 with a mark", recordOf('T', hex("82656efeff00480069")), u"text(en):Hi"_s);
    row("text in UTF-16, little endian", recordOf('T', hex("82656efffe48006900")), u"text(en):Hi"_s);
    row("text without a language", recordOf('T', hex("004869")), u"text():Hi"_s);
    row("text of nothing", recordOf('T', hex("02656e")), u"text(en):"_s);
    row("text with control characters",
        recordOf('T', QByteArray("\x02"
                                 "enA\x07"
                                 "B\nC\x1b"
                                 "D")),
        u"text(en):AB\nCD"_s);
    row("text that turns the screen's direction",
        recordOf('T', "\x02"
                      "en"
                      "a\xe2\x80\xae"
                      "b"),
        u"text(en):ab"_s);
    row("text that is no UTF-8", recordOf('T', hex("02656ec328")));
    row("text in UTF-8 with half a character", recordOf('T', hex("02656e48c3")));
    row("text in UTF-16 with half a character", recordOf('T', hex("82656ed83d")));
    row("text in UTF-16 with half a unit", recordOf('T', hex("82656e004800")));
    row("a language that is none", recordOf('T', hex("020a0d48")));
    row("a language longer than the record", recordOf('T', hex("3f656e")));
    row("text without a status", recordOf('T', {}));
    row("a URI",
        recordOf('U', "\x04"
                      "medio.example/figure"),
        u"uri:https://medio.example/figure"_s);
    row("a URI written out", recordOf('U', QByteArray("\0medio:7", 8)), u"uri:medio:7"_s);
    row("a URI of a prefix that is reserved", recordOf('U', "\x24x"));
    row("a URI of a prefix alone", recordOf('U', "\x04"));
    row("a URI without a prefix", recordOf('U', {}));
    row("a URI with a space", recordOf('U', "\x04"
                                            "a b"));
    row("a URI with a line end", recordOf('U', "\x04"
                                               "a\nb"));
    row("a URI that is no UTF-8", recordOf('U', "\x04\xff"));
    row("two records", hex("91010955046d6564696f2e64655101085402656e48656c6c6f"),
        u"uri:https://medio.de | text(en):Hello"_s);
    row("of another type between", hex("91010155001201016162510102540061"), u"text():a"_s);
    row("with an id", hex("d901020154690061"), u"text():a"_s);
    row("with an id of two bytes", hex("d90102025469640061"), u"text():a"_s);
    row("what follows the end", hello + hello, u"text(en):Hello"_s);
    row("without a beginning", hex("510103540061"));
    row("two beginnings", hex("910102540061d10102540062"), u"text():a"_s);
    row("in chunks", hex("b10102540061560001"));
    row("a smart poster", recordOf('S', hello));
    row("another format", hex("d2010354006162"));
    row("a header alone", hex("d1"));
    row("a payload cut off", hello.chopped(1));
    row("a payload of 4 GB", hex("c101ffffffff54"));
    row("a sound record before one cut off", hex("910102540061510163540061"), u"text():a"_s);
}

void TestNdef::readsMessages()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, records);
    QCOMPARE(inShort(ndefRecords(message)), records);
}

void TestNdef::readsMemory_data()
{
    QTest::addColumn<QByteArray>("memory");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const QByteArray &memory, const QByteArray &message = {}) {
        QTest::newRow(name) << memory << message;
    };
    const QByteArray block = QByteArray("\x03\x0c") + hello;
    const QByteArray large(300, 'x');
    row("nothing", {});
    row("less than a page", QByteArray("\xe1\x10\x12"));
    row("a message", memoryOf(block + '\xfe'), hello);
    row("a message without an end", memoryOf(block), hello);
    row("behind lock control", memoryOf(QByteArray("\x01\x03\xa0\x0c\x34", 5) + block), hello);
    row("behind padding", memoryOf(QByteArray(5, '\0') + block), hello);
    row("behind another maker's block", memoryOf(QByteArray("\xfd\x02zz") + block), hello);
    row("the first of two", memoryOf(block + "\x03\x01x"), hello);
    row("with a length of three bytes", memoryOf(QByteArray("\x03\xff\x01\x2c") + large, 496), large);
    row("behind the end", memoryOf('\xfe' + block));
    row("an empty message", memoryOf(QByteArray("\x03\x00\xfe", 3)));
    row("not formatted", QByteArray(148, '\0'));
    row("another version", QByteArray("\xe1\x20\x12\x00", 4) + block);
    row("a later version of ours", QByteArray("\xe1\x11\x12\x00", 4) + block, hello);
    row("no room for data", QByteArray("\xe1\x10\x00\x00", 4) + block);
    row("longer than the chip", memoryOf(QByteArray("\x03\x91") + large));
    row("longer than any chip", memoryOf(QByteArray("\x03\xff\xff\xff") + large, 888));
    row("cut off", memoryOf(block).left(14));
    row("a length cut off", QByteArray("\xe1\x10\x01\x00\0\0\0\0\0\0\x03\xff", 12));
}

void TestNdef::readsMemory()
{
    QFETCH(QByteArray, memory);
    QFETCH(QByteArray, message);
    QCOMPARE(Type2Memory::message(memory), message);
}

void TestNdef::asksForNoMoreThanItNeeds_data()
{
    QTest::addColumn<QByteArray>("memory");
    QTest::addColumn<int>("reads"); // of 16 bytes each
    QTest::newRow("an NTAG213 that is not formatted") << QByteArray(180, '\0') << 1;
    QTest::newRow("an empty message") << memoryOf(QByteArray("\x03\x00\xfe", 3)) << 1;
    QTest::newRow("a short message") << memoryOf(QByteArray("\x03\x0c") + hello + '\xfe') << 2;
    QTest::newRow("padding to the end") << memoryOf({}, 144) << 10;
    QTest::newRow("a promise of more than an NTAG216")
        << QByteArray("\xe1\x10\xff\x00", 4).append(4000, '\0') << 56;
    QTest::newRow("a message of all an NTAG216")
        << memoryOf(QByteArray("\x03\xff\x03\x74", 4) + QByteArray(884, 'x'), 888) << 56;
}

void TestNdef::asksForNoMoreThanItNeeds()
{
    QFETCH(QByteArray, memory);
    QFETCH(int, reads);
    int done = 0;
    QByteArray known;
    while (known.size() < Type2Memory::wanted(known)) {
        known = memory.left(qsizetype(16) * ++done);
        QVERIFY(done <= 56);
    }
    QCOMPARE(done, reads);
    QCOMPARE(Type2Memory::message(known), Type2Memory::message(memory));
}

void TestNdef::knowsEveryPrefix()
{
    const QByteArray payload("?x");
    for (int code = 0; code < 256; ++code) {
        QByteArray bytes = payload;
        bytes[0] = static_cast<char>(code);
        const auto records = ndefRecords(recordOf('U', bytes));
        QCOMPARE(records.size(), code < 36 ? 1 : 0);
    }
    // The ends of the table (URI Record Type Definition 1.0, table 3).
    QCOMPARE(inShort(ndefRecords(recordOf('U', "\x01x"))), u"uri:http://www.x"_s);
    QCOMPARE(inShort(ndefRecords(recordOf('U', "\x23x"))), u"uri:urn:nfc:x"_s);
}

void TestNdef::isBounded()
{
    const auto text = ndefRecords(recordOf('T', '\0' + QByteArray(3000, 'x')));
    QCOMPARE(std::get<NdefText>(text.value(0)).text.size(), longestNdefText);
    const auto emoji =
        ndefRecords(recordOf('T', QByteArray("\0x", 2) + QByteArray("\xf0\x9f\x98\x80").repeated(400)));
    QCOMPARE(std::get<NdefText>(emoji.value(0)).text.size(), longestNdefText - 1); // no half character
    QVERIFY(ndefRecords(recordOf('U', '\0' + QByteArray(3000, 'x'))).isEmpty());
    QByteArray many = QByteArray::fromHex("910102540061");
    for (int i = 0; i < 100; ++i)
        many += QByteArray::fromHex("110102540061");
    QCOMPARE(ndefRecords(many).size(), mostNdefRecords);
}

void TestNdef::survivesRandomBytes()
{
    QRandomGenerator random(6);
    int sound = 0;
    for (int i = 0; i < 100'000; ++i) {
        QByteArray memory = memoryOf(QByteArray("\x03\x0c") + hello + '\xfe', 40);
        for (int n = random.bounded(4); n > 0; --n)
            memory[random.bounded(static_cast<int>(memory.size()))] = static_cast<char>(random.bounded(256));
        memory.truncate(random.bounded(static_cast<int>(memory.size()) + 1));
        const qsizetype wanted = Type2Memory::wanted(memory);
        QVERIFY(wanted >= 0 && wanted <= Type2Memory::most);
        const QByteArray message = Type2Memory::message(memory);
        QVERIFY(message.isEmpty() || wanted <= memory.size());
        const auto records = ndefRecords(message);
        sound += records.isEmpty() ? 0 : 1;
        for (const NdefRecord &record : records)
            if (const auto *text = std::get_if<NdefText>(&record))
                QVERIFY(text->text.size() <= longestNdefText);
    }
    QVERIFY(sound > 1000);
}

QTEST_GUILESS_MAIN(TestNdef)
#include "tst_ndef.moc"
