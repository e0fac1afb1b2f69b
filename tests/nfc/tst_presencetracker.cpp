// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/presencetracker.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using std::chrono::nanoseconds;

namespace {

/// The rules of nfc/README.md, each with looks that show it and what must be said of them.
struct Rule
{
    QLatin1StringView words;
    QLatin1StringView looks;
    QLatin1StringView events;
};
const QList<Rule> rules{
    {"A chip that lies there when the reader comes is resting."_L1, "A"_L1, "resting:A"_L1},
    {"A reader that comes to an empty field says so once."_L1, ". . . . ."_L1, "vacant"_L1},
    {"One miss before the first chip does not make it a fresh one."_L1, ". A"_L1, "resting:A"_L1},
    {"A chip that comes after the field was seen empty is placed."_L1, ". . A"_L1, "vacant placed:A"_L1},
    {"A chip that stays is mentioned once."_L1, ". . A A A A A? A"_L1, "vacant placed:A"_L1},
    {"One miss is no lift."_L1, "A . A . A . A"_L1, "resting:A"_L1},
    {"Two misses in a row are a lift."_L1, "A . . . ."_L1, "resting:A lifted:A"_L1},
    {"A chip that is put back is placed again."_L1, "A . . A"_L1, "resting:A lifted:A placed:A"_L1},
    {"A UID whose length and ATQA disagree must be read twice in a row."_L1, ". . A? . A? A?"_L1,
     "vacant placed:A"_L1},
    {"A doubtful UID that is read differently each time is never placed."_L1, ". . A? B? A? C? B?"_L1,
     "vacant"_L1},
    {"Another chip in the place of the first is a lift and a placement, after two looks."_L1, "A B B"_L1,
     "resting:A lifted:A placed:B"_L1},
    {"A second chip beside the first is not mentioned."_L1, "A B A B A B A"_L1, "resting:A"_L1},
    {"A failed look says nothing."_L1, "A ! A ! ! A"_L1, "resting:A"_L1},
    {"A failed look between two misses makes them no lift."_L1, "A . ! . A"_L1, "resting:A"_L1},
    {"A failed look between two doubtful readings makes them no placement."_L1, ". . A? ! A?"_L1,
     "vacant"_L1},
    {"Three failed looks in a row are a fault."_L1, ". . ! ! !"_L1, "vacant fault"_L1},
    {"A fault is not a lift."_L1, "A ! ! !"_L1, "resting:A fault"_L1},
    {"After a fault the chip that lies there is resting."_L1, ". . A ! ! ! A"_L1,
     "vacant placed:A fault resting:A"_L1},
    {"After a fault an empty field is said anew."_L1, ". . ! ! ! . ."_L1, "vacant fault vacant"_L1},
};

Uid uidOf(QChar name)
{
    QByteArray bytes = QByteArrayLiteral("\x04\x01\x02\x03\x04\x05\x06");
    bytes[6] = name.toLatin1();
    return *Uid::fromBytes(bytes);
}

QString nameOf(const Uid &uid)
{
    return QString(QLatin1Char(uid.bytes()[6]));
}

QString inShort(const PresenceTracker::Event &event)
{
    if (const auto *placement = std::get_if<Placement>(&event))
        return (placement->resting ? u"resting:"_s : u"placed:"_s).append(nameOf(placement->uid));
    if (const auto *lifted = std::get_if<Lifted>(&event))
        return u"lifted:"_s.append(nameOf(lifted->uid));
    return std::holds_alternative<Vacant>(event) ? u"vacant"_s : u"fault"_s;
}

/// "A": the chip A is read; "A?": doubtfully; ".": nothing; "!": the look fails.
QList<PresenceTracker::Event> look(PresenceTracker *tracker, const QString &what, nanoseconds when = {})
{
    if (what == "."_L1)
        return tracker->nothing();
    if (what == "!"_L1)
        return tracker->failed();
    return tracker->seen(
        uidOf(what[0]),
        what.endsWith(u'?') ? PresenceTracker::Reading::Doubtful : PresenceTracker::Reading::Certain, when);
}

} // namespace

class TestPresenceTracker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void checklist_data();
    void checklist();
    void checklistIsThatOfTheReadme();
    void placementCarriesTheFirstSight();
    void undecidedWantsAnotherLook();
    void randomWalkKeepsThePromises();
};

void TestPresenceTracker::checklist_data()
{
    QTest::addColumn<QString>("looks");
    QTest::addColumn<QString>("events");
    for (const Rule &rule : rules)
        QTest::newRow(rule.words.data()) << QString(rule.looks) << QString(rule.events);
}

void TestPresenceTracker::checklist()
{
    QFETCH(QString, looks);
    QFETCH(QString, events);
    PresenceTracker tracker;
    QStringList said;
    const QStringList each = looks.split(u' ');
    for (const QString &what : each) {
        const auto now = look(&tracker, what);
        for (const auto &event : now)
            said << inShort(event);
    }
    QCOMPARE(said.join(u' '), events);
}

void TestPresenceTracker::checklistIsThatOfTheReadme()
{
    QFile readme(QStringLiteral(MEDIO_SOURCE_DIR "/nfc/README.md"));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    QStringList written;
    const QList<QByteArray> lines = readme.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (line.startsWith("- "))
            written << QString::fromUtf8(line.mid(2));
    QStringList tested;
    for (const Rule &rule : rules)
        tested << rule.words;
    QCOMPARE(tested, written);
}

void TestPresenceTracker::placementCarriesTheFirstSight()
{
    PresenceTracker tracker;
    look(&tracker, u"."_s);
    look(&tracker, u"."_s);
    QVERIFY(look(&tracker, u"A?"_s, nanoseconds(7)).isEmpty());
    const auto events = look(&tracker, u"A?"_s, nanoseconds(9));
    QCOMPARE(events.size(), 1);
    QCOMPARE(std::get<Placement>(events[0]).seenAt, nanoseconds(7));
}

void TestPresenceTracker::undecidedWantsAnotherLook()
{
    PresenceTracker tracker;
    QVERIFY(tracker.isUndecided());
    look(&tracker, u"."_s);
    QVERIFY(tracker.isUndecided());
    look(&tracker, u"."_s);
    QVERIFY(!tracker.isUndecided());
    look(&tracker, u"A?"_s);
    QVERIFY(tracker.isUndecided());
    look(&tracker, u"A?"_s);
    QVERIFY(!tracker.isUndecided());
    look(&tracker, u"."_s);
    QVERIFY(tracker.isUndecided());
    look(&tracker, u"A"_s);
    QVERIFY(!tracker.isUndecided());
}

void TestPresenceTracker::randomWalkKeepsThePromises()
{
    QRandomGenerator random(20);
    const QStringList looks{u"A"_s, u"A"_s, u"A?"_s, u"B"_s, u"B?"_s, u"."_s, u"."_s, u"!"_s};
    PresenceTracker tracker;
    std::optional<Uid> chip; // as an outsider knows it
    bool isKnown = false;    // something was said since the start or the last fault
    int misses = 0;          // looks in a row that did not show `chip`, none failed
    int failures = 0;
    for (int i = 0; i < 300'000; ++i) {
        // Runs of the same look, so that every threshold is crossed often.
        const QString &what = looks[random.bounded(static_cast<int>(looks.size()))];
        for (int repeat = random.bounded(1, 5); repeat > 0; --repeat) {
            failures = what == "!"_L1 ? failures + 1 : 0;
            const bool showsChip = chip && what[0] == nameOf(*chip)[0];
            misses = what == "!"_L1 || showsChip ? 0 : misses + 1;
            const auto events = look(&tracker, what);
            for (const auto &event : events) {
                if (const auto *placement = std::get_if<Placement>(&event)) {
                    QVERIFY(!chip);
                    QCOMPARE(placement->resting, !isKnown);
                    QCOMPARE(what[0], nameOf(placement->uid)[0]);
                    chip = placement->uid;
                    misses = 0;
                } else if (const auto *lifted = std::get_if<Lifted>(&event)) {
                    QVERIFY(chip == lifted->uid);
                    QVERIFY(misses >= PresenceTracker::missesOfALift);
                    chip.reset();
                } else if (std::holds_alternative<Vacant>(event)) {
                    QVERIFY(!chip && !isKnown);
                } else {
                    QCOMPARE(failures, PresenceTracker::failuresOfAFault);
                    failures = 0;
                    chip.reset();
                }
                isKnown = !std::holds_alternative<PresenceTracker::Faulty>(event);
            }
            QVERIFY(tracker.chip() == chip);
            QVERIFY(failures < PresenceTracker::failuresOfAFault);
            QVERIFY(!chip || misses < PresenceTracker::missesOfALift);
        }
    }
}

QTEST_GUILESS_MAIN(TestPresenceTracker)
#include "tst_presencetracker.moc"
