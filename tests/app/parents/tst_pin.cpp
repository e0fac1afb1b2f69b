// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/pin.h"
#include "tests/app/parents/pins.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <new>
#include <utility>

using namespace Medio::Parents;
using namespace Qt::StringLiterals;

class TestPin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesFourToEightDigits()
    {
        Pin pin;
        QVERIFY(pin.isEmpty());
        for (int digit = 0; digit < 3; ++digit)
            QVERIFY(pin.append(digit));
        QVERIFY(!pin.isComplete());
        for (int digit = 3; digit < 8; ++digit) {
            QVERIFY(pin.append(digit));
            QVERIFY(pin.isComplete());
        }
        QVERIFY(!pin.append(8));
        QVERIFY(pin.digits() == "01234567");
    }

    void takesNothingButDigits()
    {
        Pin pin;
        QVERIFY(!pin.append(-1));
        QVERIFY(!pin.append(10));
        QVERIFY(!pin.append(int('0')));
        QVERIFY(pin.isEmpty());
    }

    void theLastDigitCanBeTakenBack()
    {
        Pin pin = pinOf(u"2580"_s);
        pin.removeLast();
        QVERIFY(pin.digits() == "258");
        pin.clear();
        pin.removeLast();
        QVERIFY(pin.isEmpty());
    }

    void comparesWhatWasTypedAndNothingElse()
    {
        QVERIFY(pinOf(u"2580"_s) == pinOf(u"2580"_s));
        QVERIFY(!(pinOf(u"2580"_s) == pinOf(u"25800"_s)));
        QVERIFY(!(pinOf(u"2580"_s) == pinOf(u"2581"_s)));
        Pin longer = pinOf(u"25807"_s);
        longer.removeLast();
        QVERIFY(longer == pinOf(u"2580"_s));
    }

    void whatIsMovedAwayIsWiped()
    {
        Pin pin = pinOf(u"25801"_s);
        Pin other = std::move(pin);
        QVERIFY(pin.isEmpty()); // NOLINT(bugprone-use-after-move): that is what is promised
        QVERIFY(other.digits() == "25801");
        Pin third = pinOf(u"77777777"_s);
        third = std::move(other);
        QVERIFY(third.digits() == "25801");
        QVERIFY(other.isEmpty()); // NOLINT(bugprone-use-after-move)
        Pin &same = third;
        third = std::move(same);
        QVERIFY(third.digits() == "25801");
    }

    void whatIsOverIsWiped()
    {
        alignas(Pin) std::array<std::byte, sizeof(Pin)> place{};
        auto *pin = new (place.data()) Pin(pinOf(u"91827364"_s));
        const auto holds = [&place](const char *digits) {
            const auto *bytes = reinterpret_cast<const char *>(place.data());
            return std::search(bytes, bytes + place.size(), digits, digits + std::strlen(digits)) !=
                   bytes + place.size();
        };
        QVERIFY(holds("91827364"));
        pin->~Pin();
        QVERIFY(!holds("91"));
        QVERIFY(!holds("64"));
    }

    void knowsWhatAChildTriesFirst_data()
    {
        QTest::addColumn<QString>("digits");
        QTest::addColumn<bool>("easy");
        QTest::newRow("one digit") << u"0000"_s << true;
        QTest::newRow("one digit, eight times") << u"77777777"_s << true;
        QTest::newRow("up") << u"1234"_s << true;
        QTest::newRow("up over nine") << u"7890"_s << true;
        QTest::newRow("down") << u"8765"_s << true;
        QTest::newRow("down over zero") << u"2109"_s << true;
        QTest::newRow("up and down") << u"1232"_s << false;
        QTest::newRow("pairs") << u"1122"_s << false;
        QTest::newRow("column of the pad") << u"2580"_s << false;
        QTest::newRow("up, then a jump") << u"12346"_s << false;
    }
    void knowsWhatAChildTriesFirst()
    {
        QFETCH(QString, digits);
        QTEST(pinOf(digits).isTooEasy(), "easy");
    }
};

QTEST_GUILESS_MAIN(TestPin)
#include "tst_pin.moc"
