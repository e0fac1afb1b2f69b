// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/evening.h"
#include "tests/app/flow/kioskharness.h"

#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

namespace {

/// Of the family's zone, in which the evening is from 19:00 to 6:00.
QDateTime at(int hour, int minute)
{
    return {QDate(2026, 3, 10), QTime(hour, minute), QTimeZone("Europe/Berlin")};
}

} // namespace

/// The evening goes by the family's time, as bedtime does.
class TestEvening : public QObject
{
    Q_OBJECT

    struct Parts
    {
        KioskHarness kiosk;
        Adapters::Evening evening{kiosk.clock, kiosk.flow, kiosk.settings};
    };
    std::unique_ptr<Parts> m_parts;

    [[nodiscard]] KioskHarness &k() const { return m_parts->kiosk; }
    [[nodiscard]] bool isEvening() const
    {
        m_parts->evening.look();
        return k().flow.scene().night;
    }
    /// A board without a battery, which begins where all of them do.
    void beginWithoutClock()
    {
        k().clock.setWall(QDateTime(QDate(1970, 1, 1), QTime(19, 30), QTimeZone::utc()), false);
        k().begin();
    }
    void hearServer(const QDateTime &time) const
    {
        HeardTime heard;
        heard.date = time.toUTC();
        heard.json = true;
        heard.pairedHome = true;
        k().flow.setServerTime(heard);
    }

private Q_SLOTS:
    void init() { m_parts = std::make_unique<Parts>(); }
    void cleanup() { m_parts.reset(); }

    void aKeptClockTells()
    {
        k().clock.setWall(at(18, 59));
        k().begin();
        QVERIFY(!isEvening());
        k().pass(1min);
        QVERIFY(isEvening());
        QCOMPARE(k().flow.scene().volume, 0.6);
        k().clock.setWall(at(6, 0).addDays(1));
        k().look();
        k().look();
        QVERIFY(!isEvening());
        QCOMPARE(k().flow.scene().volume, 1.0);
    }
    void itIsThereWithTheFirstLook()
    {
        k().clock.setWall(at(20, 0));
        k().begin();
        QVERIFY(isEvening());
    }
    void nobodysClockTellsNothing()
    {
        beginWithoutClock();
        QVERIFY(!isEvening());
    }
    void theHomeServerTells()
    {
        beginWithoutClock();
        hearServer(at(18, 50));
        QVERIFY(!isEvening());
        k().pass(10min);
        QVERIFY(isEvening());
    }
    void aParentTells()
    {
        beginWithoutClock();
        k().flow.confirmTime(at(19, 30));
        QVERIFY(isEvening());
        k().flow.confirmTime(at(12, 0)); // was a mistake
        QVERIFY(!isEvening());
    }
    void nobodyHasToAskForIt()
    {
        beginWithoutClock();
        k().flow.confirmTime(at(19, 30));
        QTRY_VERIFY(k().flow.scene().night);
    }
    void lostTrustEndsNoEvening()
    {
        k().clock.setWall(at(12, 0));
        k().begin();
        QVERIFY(!isEvening());
        k().pass(7h);
        QVERIFY(isEvening());
        k().clock.setTrusted(false);
        QVERIFY(isEvening());
        // And brings one when its hour comes, whatever the wall shows
        k().clock.setWall(at(3, 0), false);
        QVERIFY(isEvening());
        k().pass(11h);
        QVERIFY(!isEvening());
        k().pass(13h);
        QVERIFY(isEvening());
    }
    void itGoesOnAfterAPowerCutWithoutAClock()
    {
        k().ledger.last = QDate(2026, 3, 10);
        k().ledger.moment = at(18, 59);
        beginWithoutClock();
        QVERIFY(!isEvening());
        k().pass(1min);
        QVERIFY(isEvening());
    }
    void noHoursAreNoEvening()
    {
        k().clock.setWall(at(20, 0));
        k().begin();
        QVERIFY(isEvening());
        k().set([](KioskSettings &settings) { settings.eveningTo = settings.eveningFrom; });
        QVERIFY(!k().flow.scene().night);
    }
};

QTEST_GUILESS_MAIN(TestEvening)
#include "tst_evening.moc"
