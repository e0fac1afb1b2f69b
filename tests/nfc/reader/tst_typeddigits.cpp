// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/typeddigits.h"
#include "tests/nfc/reader/keystrokes.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTypedDigits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void putsTogether_data();
    void putsTogether();
    void givesUids_data();
    void givesUids();
    void survivesRandomEvents();
};

void TestTypedDigits::putsTogether_data()
{
    QTest::addColumn<QString>("typed"); // see Keystrokes
    QTest::addColumn<QString>("numbers");
    QTest::newRow("a number") << u"0012345678\n"_s << u"0012345678"_s;
    QTest::newRow("two") << u"12\n34\n"_s << u"12 34"_s;
    QTest::newRow("letters with shift") << u"^04^A1^b2\n"_s << u"04A1B2"_s;
    QTest::newRow("ended by a tab") << u"1234\t"_s << u"1234"_s;
    QTest::newRow("no end") << u"1234"_s << u""_s;
    QTest::newRow("an end alone") << u"\n\n"_s << u""_s;
    QTest::newRow("another key in it") << u"12x34\n56\n"_s << u"56"_s;
    QTest::newRow("as many as there may be") << u"01234567890123456789\n"_s << u"01234567890123456789"_s;
    QTest::newRow("one more") << u"012345678901234567890\n1\n"_s << u"1"_s;
    QTest::newRow("a pause in it spoils it") << u"12~34\n"_s << u""_s;
    QTest::newRow("but not the next") << u"12~34\n56\n"_s << u"56"_s;
    QTest::newRow("nor what another pause sets apart") << u"12~34~56\n"_s << u"56"_s;
    QTest::newRow("a clock that goes back") << u"12<34\n"_s << u""_s;
    QTest::newRow("lost events spoil the number they are in") << u"12!34\n56\n"_s << u"56"_s;
    QTest::newRow("an end that was lost") << u"12!\n"_s << u""_s;
}

void TestTypedDigits::putsTogether()
{
    QFETCH(QString, typed);
    QFETCH(QString, numbers);
    TypedDigits digits;
    QStringList got;
    const auto events = Keystrokes::of(typed);
    for (const input_event &event : events)
        if (const auto number = digits.take(event))
            got << QString::fromLatin1(*number);
    QCOMPARE(got.join(u' '), numbers);
}

void TestTypedDigits::givesUids_data()
{
    using Digits = Connection::Digits;
    QTest::addColumn<QByteArray>("digits");
    QTest::addColumn<Connection::Digits>("form");
    QTest::addColumn<QByteArray>("uid"); // hex
    const auto row = [](const char *digits, Digits form, const char *uid) {
        QTest::addRow("%s as %d", digits, int(form)) << QByteArray(digits) << form << QByteArray(uid);
    };
    row("0012345678", Digits::ByLength, "00bc614e");
    row("4294967295", Digits::ByLength, "ffffffff");
    row("4294967296", Digits::ByLength, "");
    row("9999999999", Digits::ByLength, "");
    row("00123456A8", Digits::ByLength, "");
    row("04A1B2C3", Digits::ByLength, "04a1b2c3");
    row("12345678", Digits::ByLength, "12345678");
    row("04A1B2C3D4E5F6", Digits::ByLength, "04a1b2c3d4e5f6");
    row("E004010012345678", Digits::ByLength, "e004010012345678");
    row("04A1B2C3D4E5F6010203", Digits::ByLength, "04a1b2c3d4e5f6010203");
    row("04A1B2C", Digits::ByLength, "");
    row("1234", Digits::ByLength, "");
    row("", Digits::ByLength, "");
    row("12345678", Digits::Decimal, "00bc614e");
    row("12345678", Digits::DecimalReversed, "4e61bc00");
    row("04A1B2C3", Digits::Decimal, "");
    row("12345678", Digits::Hex, "12345678");
    row("12345678", Digits::HexReversed, "78563412");
    row("0A12345678", Digits::Hex, "12345678");
    row("xyz", Digits::Hex, "");
}

void TestTypedDigits::givesUids()
{
    QFETCH(QByteArray, digits);
    QFETCH(Connection::Digits, form);
    QFETCH(QByteArray, uid);
    QCOMPARE(uidOfDigits(digits, form).toHex(), uid);
}

void TestTypedDigits::survivesRandomEvents()
{
    QRandomGenerator random(7);
    TypedDigits digits;
    for (int i = 0; i < 200'000; ++i) {
        input_event event{};
        event.input_event_sec = random.bounded(3);
        event.input_event_usec = random.bounded(1'000'000);
        event.type = static_cast<quint16>(random.bounded(4) == 0 ? random.bounded(65536) : EV_KEY);
        event.code =
            static_cast<quint16>(random.bounded(3) == 0 ? random.bounded(65536) : random.bounded(40));
        event.value = random.bounded(3) == 0 ? static_cast<int>(random.generate()) : 1;
        if (const auto number = digits.take(event)) {
            QVERIFY(!number->isEmpty() && number->size() <= TypedDigits::mostDigits);
            QVERIFY(uidOfDigits(*number, Connection::Digits::ByLength).size() <= 10);
        }
    }
}

QTEST_APPLESS_MAIN(TestTypedDigits)
#include "tst_typeddigits.moc"
