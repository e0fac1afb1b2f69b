// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/kidplan.h"

#include <QTest>
#include <QTimeZone>

#include <random>

using namespace Medio;
using namespace Medio::Flow;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QTimeZone berlin("Europe/Berlin");

} // namespace

class TestKidPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPlanIsALineOfWords_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "mon=60", "mon=0 sun=1440", "bedtime=19:30-06:30", "bedtime=13:00-14:00", "rating=PG-13",
              "ending=film", "overrun=0", "enough=2026-03-10",
              "mon=60 tue=60 wed=60 thu=60 fri=60 sat=90 sun=90 bedtime=19:30-06:30 rating=PG ending=fits "
              "overrun=5 enough=2026-03-10"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void aPlanIsALineOfWords()
    {
        QFETCH(QString, text);
        const auto plan = KidPlan::parse(text);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error()));
        QCOMPARE(plan->toText(), text);
        QCOMPARE(*KidPlan::parse(plan->toText()), *plan);
    }

    void nothingDecidedIsAnEmptyLine()
    {
        QCOMPARE(KidPlan().toText(), QString());
        QCOMPARE(*KidPlan::parse({}), KidPlan());
        QCOMPARE(*KidPlan::parse(u"  rating=r   overrun=10 "_s), KidPlan());
    }

    void aMistakeIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *text, const char *error) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(error);
        };
        row("mon=61x", "'mon=61x' is not allowed: 0 to 1440 minutes");
        row("mon=1441", "'mon=1441' is not allowed: 0 to 1440 minutes");
        row("mon=-1", "'mon=-1' is not allowed: 0 to 1440 minutes");
        row("mon", "'mon' is not allowed: 0 to 1440 minutes");
        row("bedtime=25:00-06:00",
            "'bedtime=25:00-06:00' is not allowed: two different times, as in 19:30-06:30");
        row("bedtime=19:30-19:30",
            "'bedtime=19:30-19:30' is not allowed: two different times, as in 19:30-06:30");
        row("rating=X", "'rating=X' is not allowed: G, PG, PG-13 or R");
        row("ending=soon", "'ending=soon' is not allowed: film, limit or fits");
        row("overrun=11", "'overrun=11' is not allowed: 0 to 10 minutes");
        row("enough=today", "'enough=today' is not allowed: a day, as in 2026-03-10");
        row("mon=60 mon=90", "'mon' stands there twice");
        row("monday=60",
            "'monday=60' is not allowed: mon, tue, wed, thu, fri, sat, sun, bedtime, rating, ending, "
            "overrun or enough before the =");
    }
    void aMistakeIsNamed()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        const auto plan = KidPlan::parse(text);
        QVERIFY(!plan);
        QCOMPARE(plan.error(), error);
    }

    void noiseIsNoPlan()
    {
        const quint32 seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        static const QString letters = u"mon=satbed:-1234567890 rating=PG\u00e4\0"_s;
        for (int i = 0; i < 20'000; ++i) {
            QString text;
            const auto length = random() % 40;
            for (unsigned int letter = 0; letter < length; ++letter)
                text += letters.at(qsizetype(random() % quint32(letters.size())));
            if (const auto plan = KidPlan::parse(text))
                QCOMPARE(*KidPlan::parse(plan->toText()), *plan);
            else
                QVERIFY(!plan.error().isEmpty());
        }
    }

    void bedtimeBeginsAndEnds_data()
    {
        QTest::addColumn<QTime>("from");
        QTest::addColumn<QTime>("to");
        QTest::addColumn<QDateTime>("now");
        QTest::addColumn<int>("minutes");
        const QTime evening(19, 30);
        const QTime morning(6, 30);
        const auto row = [&](const char *name, QTime from, QTime to, const QDateTime &now, int minutes) {
            QTest::newRow(name) << from << to << now << minutes;
        };
        const QDate day(2026, 3, 10);
        row("the afternoon", evening, morning, {day, QTime(15, 0), berlin}, 270);
        row("just before", evening, morning, {day, QTime(19, 29), berlin}, 1);
        row("it begins", evening, morning, {day, evening, berlin}, 0);
        row("night", evening, morning, {day, QTime(2, 0), berlin}, 0);
        row("it is over", evening, morning, {day, morning, berlin}, 780);
        row("a nap lies ahead", QTime(13, 0), QTime(14, 0), {day, QTime(12, 0), berlin}, 60);
        row("a nap", QTime(13, 0), QTime(14, 0), {day, QTime(13, 59), berlin}, 0);
        row("a nap is over", QTime(13, 0), QTime(14, 0), {day, QTime(14, 0), berlin}, 23 * 60);
        // On 2026-03-29 there is no hour from 2 to 3; on 2026-10-25 there are two.
        row("before a short night", evening, morning, {QDate(2026, 3, 29), QTime(6, 30), berlin}, 780);
        row("over a short night", QTime(4, 0), QTime(5, 0), {QDate(2026, 3, 28), QTime(22, 0), berlin}, 300);
        row("over a long night", QTime(4, 0), QTime(5, 0), {QDate(2026, 10, 24), QTime(22, 0), berlin}, 420);
    }
    void bedtimeBeginsAndEnds()
    {
        QFETCH(QTime, from);
        QFETCH(QTime, to);
        QFETCH(QDateTime, now);
        QFETCH(int, minutes);
        QCOMPARE((Bedtime{from, to}.until(now)), std::chrono::milliseconds(std::chrono::minutes(minutes)));
        QCOMPARE((Bedtime{from, to}.isAt(now.time())), minutes == 0);
    }

    void theHighestRatingKeepsFilmsOff_data()
    {
        QTest::addColumn<QString>("rating");
        QTest::addColumn<int>("allowedFrom");
        QTest::newRow("G") << u"G"_s << 0;
        QTest::newRow("PG") << u"pg"_s << 1;
        QTest::newRow("PG-13") << u"PG-13"_s << 2;
        QTest::newRow("R") << u"R"_s << 3;
        QTest::newRow("none") << QString() << 3;
        QTest::newRow("unknown") << u"FSK 6"_s << 3;
    }
    void theHighestRatingKeepsFilmsOff()
    {
        QFETCH(QString, rating);
        QFETCH(int, allowedFrom);
        Api::Video video;
        video.ageRating = rating;
        for (int highest = 0; highest < 4; ++highest) {
            KidPlan plan;
            plan.highestRating = static_cast<Api::AgeRating>(highest);
            QCOMPARE(plan.allows(video), highest >= allowedFrom);
        }
    }

    void everyWeekdayIsItsOwn()
    {
        const auto plan = KidPlan::parse(u"mon=10 sun=70"_s);
        QVERIFY(plan);
        QCOMPARE(plan->minutesOn(QDate(2026, 3, 9)), std::optional(10min));
        QCOMPARE(plan->minutesOn(QDate(2026, 3, 10)), std::nullopt);
        QCOMPARE(plan->minutesOn(QDate(2026, 3, 15)), std::optional(70min));
        QCOMPARE(plan->minutesOn(QDate()), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestKidPlan)
#include "tst_kidplan.moc"
