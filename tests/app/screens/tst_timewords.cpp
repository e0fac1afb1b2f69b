// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/timewords.h"

#include <QSet>
#include <QTest>
#include <QTimeZone>

using namespace Medio;
using namespace Medio::Screens;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Parents::Hindrance;
using Parents::Weekdays;

namespace {

/// Each of them has words, and no two the same.
template<typename Kind, typename Words>
void tellApart(Kind first, Kind last, Words words)
{
    QSet<QString> told;
    for (int kind = static_cast<int>(first); kind <= static_cast<int>(last); ++kind)
        told.insert(words(static_cast<Kind>(kind)));
    QCOMPARE(told.size(), static_cast<int>(last) - static_cast<int>(first) + 1);
    QVERIFY(!told.contains(QString()));
}

} // namespace

class TestTimeWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasWordsOfItsOwn()
    {
        tellApart(Flow::Term::Kind::Daily, Flow::Term::Kind::Beyond,
                  [](auto kind) { return TimeWords::term(kind); });
        tellApart(Flow::Cap::Kind::Bedtime, Flow::Cap::Kind::Paused,
                  [](auto kind) { return TimeWords::cap(kind); });
        tellApart(Hindrance::Paused, Hindrance::Share, [](auto kind) { return TimeWords::hindrance(kind); });
        tellApart(Flow::Ending::Film, Flow::Ending::Fits, [](auto kind) { return TimeWords::ending(kind); });
        tellApart(Flow::Ending::Film, Flow::Ending::Fits,
                  [](auto kind) { return TimeWords::endingDetail(kind); });
        tellApart(Api::AgeRating::G, Api::AgeRating::R, [](auto kind) { return TimeWords::rating(kind); });
        tellApart(Parents::PlanRemark::MoreThanMedio, Parents::PlanRemark::LongBedtime,
                  [](auto kind) { return TimeWords::remark(kind, 60min); });
        tellApart(Parents::BoxProblem::NotSignedIn, Parents::BoxProblem::Refused,
                  [](auto kind) { return TimeWords::problem(kind); });
        tellApart(Parents::TimeChange::Forward, Parents::TimeChange::NotAllowed,
                  [](auto kind) { return TimeWords::change(kind); });
        QVERIFY(TimeWords::change(Parents::TimeChange::SameDay).isEmpty());
        QVERIFY(TimeWords::hindrance(Hindrance::None).isEmpty());
    }

    void changesHaveASign()
    {
        QCOMPARE(TimeWords::change(15min), u"+15:00"_s);
        QCOMPARE(TimeWords::change(-90s), u"\u22121:30"_s);
        QCOMPARE(TimeWords::change(0ms), u"+0:00"_s);
    }

    void whatIsLeftIsNeverMoreThanThereIs()
    {
        Parents::ChildTime time;
        time.today.balance.remaining = 11min + 59s;
        QVERIFY(TimeWords::left(time).startsWith(u"11 "_s));
        time.today.balance.caps = {{Flow::Cap::Kind::Bedtime, 4min}};
        QVERIFY(TimeWords::left(time).startsWith(u"4 "_s));
        time.today.balance.remaining = 59s;
        QCOMPARE(TimeWords::left(time), u"Less than a minute left"_s);
        time.today.balance.remaining = -3s;
        QCOMPARE(TimeWords::left(time), u"Nothing left now"_s);
        time.today.balance.remaining = 20min;
        time.hindrance = Hindrance::Enough;
        QCOMPARE(TimeWords::left(time), u"Nothing left now"_s);
    }

    void whatKeepsAGiftAwayIsSaid()
    {
        QVERIFY(TimeWords::given(15min, Hindrance::None).weight == Weight::Good);
        const Told told = TimeWords::given(15min, Hindrance::Bedtime);
        QVERIFY(told.weight == Weight::Warn);
        QCOMPARE(told.detail, TimeWords::hindrance(Hindrance::Bedtime));
    }

    void daysHaveAName()
    {
        const QLocale english(QLocale::English);
        QCOMPARE(TimeWords::days(Weekdays().set(), english), u"Every day"_s);
        QCOMPARE(TimeWords::days(Parents::schoolDays(), english), u"Monday to Friday"_s);
        QCOMPARE(TimeWords::days(~Parents::schoolDays(), english), u"Saturday and Sunday"_s);
        QCOMPARE(TimeWords::days(Weekdays(0b0000100), english), u"Wednesday"_s);
        QCOMPARE(TimeWords::days(Weekdays(0b0000101), english), u"Mon, Wed"_s);
        QVERIFY(!TimeWords::days(Weekdays(), english).isEmpty());
    }

    void theClockSaysWhoseWordItIs()
    {
        Parents::ClockFacts facts;
        facts.now = QDateTime(QDate(2026, 3, 10), QTime(10, 0), QTimeZone("Europe/Berlin"));
        facts.day = facts.now.date();
        const QLocale english(QLocale::English);
        QVERIFY(TimeWords::clock(facts, english).weight == Weight::Warn);
        QSet<QString> told;
        for (const auto trust : {Flow::TimeTrust::Hardware, Flow::TimeTrust::Server, Flow::TimeTrust::Network,
                                 Flow::TimeTrust::Parent}) {
            facts.trust = trust;
            const Told words = TimeWords::clock(facts, english);
            QVERIFY(words.weight == Weight::Good);
            QVERIFY(words.title.contains(u"March"_s) && words.title.contains(u"10"_s));
            told.insert(words.detail);
        }
        QCOMPARE(told.size(), 4);
        // Both moments stand there, in the family's zone
        facts.doubted = QDateTime(QDate(2026, 3, 20), QTime(23, 30), QTimeZone::utc());
        const Told words = TimeWords::clock(facts, english);
        QVERIFY(words.weight == Weight::Bad);
        QVERIFY2(words.detail.contains(u"March 10"_s) && words.detail.contains(u"March 21"_s),
                 qPrintable(words.detail));
    }

    void sharesHaveAName()
    {
        QCOMPARE(TimeWords::share(100), u"All of it"_s);
        QCOMPARE(TimeWords::share(75), u"75 %"_s);
        QVERIFY(TimeWords::shareDetail(100) != TimeWords::shareDetail(50));
    }
};

QTEST_GUILESS_MAIN(TestTimeWords)
#include "tst_timewords.moc"
