// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From what is on the disk to what parents read: a day with a pause, a power cut and films that no server
// heard of.

#include "app/flow/allowance.h"
#include "app/flow/explanation.h"
#include "app/screens/parents/statuswords.h"
#include "app/store/storage.h"
#include "tests/app/flow/flowfamily.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Flow::Testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const QDate tuesday(2026, 3, 10);

} // namespace

class TestExplainedDay : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    std::unique_ptr<Store::Storage> m_store;
    quint64 m_charges = 0;

    [[nodiscard]] Store::Ledger &ledger() const { return m_store->ledger(); }

    /// Also after a power cut: what was not ended was broken off.
    void open()
    {
        m_store.reset();
        auto store = Store::Storage::open(m_folder->path(), m_clock);
        QVERIFY(store.has_value());
        m_store = std::move(*store);
    }

    void play(quint64 sitting, int film, milliseconds amount)
    {
        ledger().beginSitting(sitting, otter, tuesday, whale);
        for (milliseconds charged{0}; charged < amount; charged += 5s)
            ledger().charge({++m_charges, sitting, otter, videoOf(film), tuesday,
                             std::min<milliseconds>(5s, amount - charged), 0ms, Flow::TimeTrust::Network});
    }

    [[nodiscard]] Screens::Told told() const
    {
        Api::Family household = family();
        household.videos[0].title = u"Rocket"_s;
        household.videos[1].title = u"Whale"_s;
        Flow::AllowanceInput input;
        input.daily = 60min;
        input.playedHere = ledger().of(otter, tuesday).played;
        return Screens::StatusWords::day(
            u"Otter"_s, Flow::explanationOf(tuesday, ledger().recordOf(otter, tuesday),
                                            Flow::CatalogueSnapshot(household, {}), Flow::balanceOf(input)));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.setWall(QDateTime(tuesday, QTime(9, 0), QTimeZone::utc()));
        open();
        ledger().openDay(tuesday);
    }
    void cleanup() { m_store.reset(); }

    void isToldWordForWord()
    {
        play(1, 1, 12min + 10s);
        ledger().noteSession(1, {idOf<Api::SessionId>(1), u"http://127.0.0.1:8480"_s, 0s});
        ledger().endSitting(1, {}, {});
        play(2, 2, 21min + 5s);
        ledger().noteSession(2, {idOf<Api::SessionId>(2), u"http://127.0.0.1:8480"_s, 0s});
        ledger().notePause(2, otter, tuesday, 62s);
        ledger().endSitting(2, {}, {});
        play(3, 5, 3s); // and the plug is pulled
        m_store->finish();
        open();
        QCOMPARE(told().title, u"Otter: today 34 of 60 minutes"_s);
        QVERIFY2(told().detail.startsWith(u"Rocket 12:10, Whale 21:05, 1:02 paused and not counted, "
                                          "0:03 lost in "_s),
                 qPrintable(told().detail));
    }

    void whatNoServerHeardOfIsMarked()
    {
        play(1, 5, 70s); // begun and ended while the server was away
        ledger().endSitting(1, {}, {});
        m_store->finish();
        QCOMPARE(told().detail, u"Film 5 1:10 (1:10 counted on this box only)"_s);
        // Plain Medio never hears of it; a home server does.
        const QString home = u"http://127.0.0.1:8480"_s;
        ledger().noteSettled(home, ledger().unsettled(home).upTo, 1);
        QCOMPARE(told().detail, u"Film 5 1:10"_s);
    }
};

QTEST_GUILESS_MAIN(TestExplainedDay)
#include "tst_explainedday.moc"
