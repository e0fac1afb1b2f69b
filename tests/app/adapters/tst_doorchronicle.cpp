// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/doorchronicle.h"
#include "app/base/chronicle.h"
#include "tests/app/parents/pins.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeparentsports.h"

#include <QJsonDocument>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Qt::StringLiterals;

namespace {

const QString pin = u"2580"_s;
const QString wrong = u"1379"_s;
const QString other = u"9021"_s;

struct Kiosk
{
    FakeClock clock;
    Flow::FakeAlarm alarm;
    FakePinVault vault;
    FakeDoorMemory memory;
    FakePinHasher hasher;
    Door door{{clock, alarm, vault, memory, hasher}};
    Chronicle chronicle;
    Adapters::DoorChronicle written{door, chronicle};
    QStringList lines;

    Kiosk()
    {
        QObject::connect(&chronicle, &Chronicle::recorded, &chronicle, [this](const Chronicle::Entry &entry) {
            lines << entry.event + u' ' +
                         QString::fromUtf8(QJsonDocument(entry.values).toJson(QJsonDocument::Compact));
        });
    }
    QStringList told()
    {
        for (int round = 0; round < 12; ++round)
            QCoreApplication::sendPostedEvents();
        return std::exchange(lines, {});
    }
};

} // namespace

class TestDoorChronicle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingIsWrittenButThePin()
    {
        Kiosk kiosk;
        QStringList all;
        const auto told = [&] {
            const QStringList lines = kiosk.told();
            all += lines;
            return lines;
        };
        kiosk.door.knock();
        QCOMPARE(told(), (QStringList{u"door {\"state\":\"looking\"}"_s, u"door {\"state\":\"open\"}"_s}));
        kiosk.door.setPin(pinOf(u"1111"_s));
        QCOMPARE(told(), QStringList{u"pin-not-changed {\"reason\":\"too-easy\"}"_s});
        kiosk.door.setPin(pinOf(pin));
        QCOMPARE(told(), QStringList{u"pin-set {}"_s});
        kiosk.door.changePin(pinOf(wrong), pinOf(other));
        QCOMPARE(told(), (QStringList{u"wrong-pin {\"tries\":1}"_s,
                                      u"pin-not-changed {\"reason\":\"old-pin-wrong\"}"_s}));
        kiosk.door.changePin(pinOf(pin), pinOf(other));
        QCOMPARE(told(), QStringList{u"pin-changed {}"_s});
        kiosk.door.leave();
        QCOMPARE(told(), QStringList{u"door {\"state\":\"closed\"}"_s});

        kiosk.door.knock();
        QCOMPARE(told(), (QStringList{u"door {\"state\":\"looking\"}"_s, u"door {\"state\":\"asking\"}"_s}));
        for (int tries = 1; tries <= 5; ++tries) {
            kiosk.door.enter(pinOf(wrong));
            const QString after = tries < 5 ? u"door {\"state\":\"asking\"}"_s
                                            : u"door {\"seconds\":30,\"state\":\"pausing\"}"_s;
            QCOMPARE(told(), (QStringList{u"door {\"state\":\"checking\"}"_s,
                                          u"wrong-pin {\"tries\":%1}"_s.arg(tries), after}));
        }
        kiosk.clock.advance(std::chrono::seconds(30));
        kiosk.alarm.ringIfDue(kiosk.clock.monotonic());
        kiosk.door.enter(pinOf(other));
        QCOMPARE(told().last(), u"door {\"state\":\"open\"}"_s);
        kiosk.door.removePin(pinOf(other));
        QCOMPARE(told(), QStringList{u"pin-removed {}"_s});

        for (const QString &digits : {pin, wrong, other})
            QVERIFY(!all.join(u'\n').contains(digits));
    }

    void aSealedDoorSaysWhy()
    {
        Kiosk kiosk;
        kiosk.door.knock();
        kiosk.told();
        kiosk.door.setPin(pinOf(pin));
        kiosk.told();
        kiosk.door.leave();
        kiosk.vault.hides = true;
        kiosk.told();
        kiosk.door.knock();
        QCOMPARE(kiosk.told().last(), u"door {\"reason\":\"verifier-missing\",\"state\":\"sealed\"}"_s);
    }

    void aPinThatTheKeychainKnewIsNoNewOne()
    {
        Kiosk kiosk;
        kiosk.vault.verifier = FakePinHasher::verifierOf(pinOf(pin)); // the settings know nothing of it
        kiosk.door.knock();
        kiosk.told();
        kiosk.door.enter(pinOf(pin));
        kiosk.told();
        kiosk.door.changePin(pinOf(pin), pinOf(other));
        QCOMPARE(kiosk.told(), QStringList{u"pin-changed {}"_s});
    }
};

QTEST_GUILESS_MAIN(TestDoorChronicle)
#include "tst_doorchronicle.moc"
