// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/overloaded.h"
#include "nfc/presencetracker.h"

#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Medio;
using namespace Medio::Nfc;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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
    {"A reader that comes to an empty field says so once."_L1, ".*6"_L1, "vacant"_L1},
    {"One miss before the first chip does not make it a fresh one."_L1, ". A"_L1, "resting:A"_L1},
    {"A chip that comes after the field was seen empty is placed by its first reading."_L1, ". . . A"_L1,
     "vacant placed:A"_L1},
    {"A chip that stays is mentioned once."_L1, ". . . A*200"_L1, "vacant placed:A"_L1},
    {"One miss is no lift, however long it takes."_L1, "A .@900 A"_L1, "resting:A"_L1},
    {"At a calm place a chip that has been read for 0.4 s is lifted by a gap of 110 ms."_L1, "A*21 .*6"_L1,
     "resting:A lifted:A"_L1},
    {"A shorter gap is no lift."_L1, "A*21 .*5 A"_L1, "resting:A"_L1},
    {"A chip that has not been read for so long is lifted by a gap of 2.5 s."_L1, "A*20 .*125"_L1,
     "resting:A lifted:A"_L1},
    {"A shorter gap is no lift of such a chip."_L1, "A*20 .*124 A"_L1, "resting:A"_L1},
    {"A chip that is read for 0.64 s without a gap after one of 102 ms, first miss to last, was away, which is said then."_L1,
     "A*20 .*7 A*33"_L1, "resting:A lifted:A placed:A"_L1},
    {"After a shorter gap it was not."_L1, "A*20 .*6 A*99"_L1, "resting:A"_L1},
    {"One missed look is no gap of a chip that is trusted."_L1, "A*21 . A .*6"_L1, "resting:A lifted:A"_L1},
    {"The gaps of a chip that a hand brings do not count."_L1, "A . A . A . A*21 .*6"_L1,
     "resting:A lifted:A"_L1},
    {"The first gap after that may be noise: the chip must be read for as long anew."_L1,
     "A*20 .*2 A*20 .*50 A"_L1, "resting:A"_L1},
    {"A chip with gaps is trusted when it has been read for 1.5 s without one."_L1,
     "A*20 .*2 A*5 .*2 A*76 .*6"_L1, "resting:A lifted:A"_L1},
    {"Until then no short gap is a lift."_L1, "A*20 .*2 A*5 .*2 A*75 .*99 A*99"_L1, "resting:A"_L1},
    {"A chip with three gaps is weak, which is said once."_L1, "A*9 . A . A . A . A . A . A"_L1,
     "resting:A weak:A"_L1},
    {"A chip that is put back is placed again."_L1, "A*21 .*40 A"_L1, "resting:A lifted:A placed:A"_L1},
    {"A chip that is back within 250 ms of its last reading must be read four times in a row."_L1,
     "A*21 .*7 A A A . A A A A"_L1, "resting:A lifted:A placed:A"_L1},
    {"Another chip in the place of the first is a lift and a placement, after four readings in a row."_L1,
     "A B B B . B B B B"_L1, "resting:A lifted:A placed:B"_L1},
    {"A second chip beside the first is not mentioned."_L1, "A B A B A B A"_L1, "resting:A"_L1},
    {"A chip beside which another lies is lifted by a gap like any other."_L1, "A*21 B A B*5 A"_L1,
     "resting:A"_L1},
    {"The second chip is placed when the first is lifted."_L1, "A*21 B A B*6"_L1,
     "resting:A lifted:A placed:B"_L1},
    {"When the second chip is read alone for 0.7 s, the first is lifted, trusted or not."_L1, "A B A B*35"_L1,
     "resting:A lifted:A placed:B"_L1},
    {"A chip whose going is told lay there until then, however long the look took."_L1, "A*21 -@900 .*5 A"_L1,
     "resting:A"_L1},
    {"From then on it is missed for as long as any other."_L1, "A*21 -@900 .*6"_L1, "resting:A lifted:A"_L1},
    {"Its gap is as long as that, too, when it is back."_L1, "A*20 -@900 .*5 A*99"_L1, "resting:A"_L1},
    {"What is told of it anew while it is missed changes nothing."_L1, "A*21 -*7"_L1,
     "resting:A lifted:A"_L1},
    {"When something else was found in its place before, it went earlier."_L1, "A*21 x@100 - . ."_L1,
     "resting:A lifted:A"_L1},
    {"A failed look says nothing."_L1, "A ! A ! ! A"_L1, "resting:A"_L1},
    {"The time of failed looks is no gap."_L1, "A*21 . !@60 !@60 . A"_L1, "resting:A"_L1},
    {"Nor of one from which it is back."_L1, "A*20 .*2 !@60 !@60 .*4 A*99"_L1, "resting:A"_L1},
    {"Three failed looks in a row are a fault."_L1, ". . . ! ! !"_L1, "vacant fault"_L1},
    {"A fault is not a lift."_L1, "A ! ! !"_L1, "resting:A fault"_L1},
    {"After a fault the chip that lies there is resting."_L1, ". . . A ! ! ! A"_L1,
     "vacant placed:A fault resting:A"_L1},
    {"After a fault an empty field is said anew."_L1, ". . . ! ! ! . . ."_L1, "vacant fault vacant"_L1},
    {"After a fault a field in which a chip lay is empty after 700 ms only."_L1, "A ! ! ! .*34 A"_L1,
     "resting:A fault resting:A"_L1},
    {"The same when the program was started anew."_L1, "~ .*34 A"_L1, "resting:A"_L1},
    {"A phone or a bank card is refused, whatever UID it makes up."_L1, ". . . p p p"_L1,
     "vacant refused:random"_L1},
    {"A phone that lay there when the reader came is resting."_L1, "p"_L1, "refused:random,resting"_L1},
    {"Of what was refused no lift is said."_L1, ". . . p .*130"_L1, "vacant refused:random"_L1},
    {"A chip that takes the place of what was refused is placed."_L1, ". . . p A A A A"_L1,
     "vacant refused:random placed:A"_L1},
    {"A chip beside what was refused is placed after four readings."_L1, ". . . p A p A p A p A p A p A"_L1,
     "vacant refused:random placed:A"_L1},
    {"A UID that no chip has is refused after two readings in a row."_L1, ". . . x . x x x"_L1,
     "vacant refused:impossible"_L1},
    {"A damaged reading of a chip that lies there is noise."_L1, "A x x . x A"_L1, "resting:A"_L1},
    {"A UID that no chip has takes the place of a chip after 700 ms."_L1, "A x*36"_L1,
     "resting:A lifted:A refused:impossible"_L1},
    {"A UID that its ATQA does not announce may be one of two chips: it is neither placed nor refused."_L1,
     ". . . b b a b"_L1, "vacant"_L1},
    {"Of a chip that lies there it is a reading."_L1, "A*21 a*200 A .*6"_L1, "resting:A lifted:A"_L1},
    {"When nothing else is read for 700 ms, it is refused."_L1, ". . . a*40"_L1,
     "vacant refused:impossible"_L1},
    {"When nothing else is read for 2.5 s, it takes the place of a chip."_L1, "A*21 b*126"_L1,
     "resting:A lifted:A refused:impossible"_L1},
};

/// A look takes so long, unless the script says otherwise.
constexpr std::chrono::milliseconds lookTime{20};

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
    return std::visit(Overloaded{
                          [](const Placement &placement) {
                              return QString((placement.resting ? u"resting:"_s : u"placed:"_s) +
                                             nameOf(placement.uid));
                          },
                          [](const Lifted &lifted) { return QString(u"lifted:"_s + nameOf(lifted.uid)); },
                          [](const Weak &weak) { return QString(u"weak:"_s + nameOf(weak.uid)); },
                          [](const Refused &refused) {
                              return QString((refused.flaw == UidFlaw::Random ? u"refused:random"_s
                                                                              : u"refused:impossible"_s) +
                                             (refused.resting ? u",resting"_s : QString()));
                          },
                          [](const Vacant &) { return u"vacant"_s; },
                          [](const PresenceTracker::Faulty &) { return u"fault"_s; },
                      },
                      event);
}

/// A tracker and its time, led by a script: "A" the chip A is read; "a" and "b" the same with the ATQA of
/// two chips; "p" a random UID; "x" an impossible
/// one; "." nothing; "-" the same, told the moment it went; "!" the look fails; "~" a chip lay there before.
/// "A*3" three times, ".@900" in a look of 900 ms.
class Field
{
public:
    QList<PresenceTracker::Event> look(QChar what, std::chrono::nanoseconds time = lookTime)
    {
        now += time;
        switch (what.unicode()) {
        case u'~':
            tracker.remember();
            return {};
        case u'.':
            return tracker.nothing(now);
        case u'-':
            return tracker.nothing(now, true);
        case u'!':
            return tracker.failed(now);
        case u'p':
            return tracker.seen(UidFlaw::Random, now);
        case u'x':
            return tracker.seen(UidFlaw::Impossible, now);
        case u'a':
        case u'b':
            return tracker.seen(Mixture{uidOf(what.toUpper())}, now);
        default:
            return tracker.seen(uidOf(what), now);
        }
    }

    /// What was said of it.
    QString play(const QString &script)
    {
        static const QRegularExpression form(u"^(.)(?:\\*(\\d+))?(?:@(\\d+))?$"_s);
        QStringList said;
        const QStringList steps = script.split(u' ');
        for (const QString &step : steps) {
            const auto match = form.match(step);
            Q_ASSERT(match.hasMatch());
            const int times = match.hasCaptured(2) ? match.captured(2).toInt() : 1;
            const auto time =
                match.hasCaptured(3) ? std::chrono::milliseconds(match.captured(3).toInt()) : lookTime;
            for (int i = 0; i < times; ++i) {
                const auto events = look(step[0], time);
                for (const auto &event : events)
                    said << inShort(event);
            }
        }
        return said.join(u' ');
    }

    PresenceTracker tracker;
    std::chrono::nanoseconds now{0};
};

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
    void aPlaceIsCalmAgain();
    void elsewhereTrustTakesLonger();
    void slowLooksEarnNoTrust();
    void graceIsThatOfTheTransport();
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
    QCOMPARE(Field().play(looks), events);
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
    Field field;
    field.play(u"A .*2 B B B"_s);
    const auto firstSight = field.now - 2 * lookTime;
    const auto events = field.look(u'B');
    QCOMPARE(events.size(), 2);
    QCOMPARE(std::get<Placement>(events[1]).seenAt, firstSight);
}

void TestPresenceTracker::undecidedWantsAnotherLook()
{
    Field field;
    QVERIFY(field.tracker.isUndecided());
    for (const auto &[looks, isUndecided] : {std::pair{". .", true},
                                             {".", false},
                                             {"x", true},
                                             {".", false},
                                             {"A*20", true}, // not trusted yet
                                             {"A", false},
                                             {".", true},
                                             {"A", false},
                                             {"B", true},
                                             {"A", false}}) {
        field.play(QString::fromLatin1(looks));
        QCOMPARE(field.tracker.isUndecided(), isUndecided);
    }
}

void TestPresenceTracker::aPlaceIsCalmAgain()
{
    Field field;
    field.play(u"A*9 . A . A .*125"_s);
    for (int i = 0; i < PresenceTracker::Grace().calm - 1; ++i) {
        QCOMPARE(field.play(u"A*21 .*124"_s), u"placed:A"_s);
        QCOMPARE(field.play(u"."_s), u"lifted:A"_s);
    }
    field.tracker.forget(); // a fault changes nothing in that
    QCOMPARE(field.play(u". . . A*21 .*6"_s), u"vacant placed:A lifted:A"_s);
}

void TestPresenceTracker::elsewhereTrustTakesLonger()
{
    Field field;
    field.play(u"A*9 . A . A .*125"_s);
    QCOMPARE(field.play(u"A*40 .*6 A*2 .*200"_s), u"placed:A lifted:A"_s);
    QCOMPARE(field.play(u"A*41 .*6"_s), u"placed:A lifted:A"_s);
}

void TestPresenceTracker::slowLooksEarnNoTrust()
{
    QCOMPARE(Field().play(u"A*10@100 .*8@100"_s), u"resting:A"_s);
    QCOMPARE(Field().play(u"A*11@100 .*3@100"_s), u"resting:A lifted:A"_s);
}

void TestPresenceTracker::graceIsThatOfTheTransport()
{
    Field field;
    field.tracker = PresenceTracker({.looks = 1, .trusted = 0ms, .wary = 0ms});
    QCOMPARE(field.play(u"A . A ."_s), u"resting:A lifted:A placed:A lifted:A"_s);
}

void TestPresenceTracker::randomWalkKeepsThePromises()
{
    QRandomGenerator random(20);
    const QString looks = u"AAABabp..-x!"_s;
    Field field;
    std::optional<Uid> chip; // as an outsider knows it
    bool isKnown = false;    // something was said since the start or the last fault
    int failures = 0;
    std::chrono::nanoseconds seenAt{0}; // the chip, or something that hides whether it is there
    const PresenceTracker::Grace grace;
    for (int i = 0; i < 300'000; ++i) {
        // Runs of the same look, so that every threshold is crossed often.
        const QChar what = looks[random.bounded(static_cast<int>(looks.size()))];
        for (int repeat = random.bounded(1, 1 << random.bounded(1, 9)); repeat > 0; --repeat) {
            failures = what == u'!' ? failures + 1 : 0;
            const auto events = field.look(what);
            if (what == u'!' || what == u'x' || what == u'a' || what == u'b' ||
                (chip && what == nameOf(*chip)[0]))
                seenAt = field.now;
            for (const auto &event : events) {
                if (const auto *placement = std::get_if<Placement>(&event)) {
                    QVERIFY(!chip);
                    QCOMPARE(placement->resting, !isKnown);
                    // Read among others, it can only turn out that it was away.
                    const QChar name = nameOf(placement->uid)[0];
                    QVERIFY(what == name || (what == name.toLower() && events.size() == 2));
                    chip = placement->uid;
                    seenAt = field.now;
                } else if (const auto *lifted = std::get_if<Lifted>(&event)) {
                    QVERIFY(chip == lifted->uid);
                    // It is read again, when it turns out that it was away.
                    QVERIFY(what != nameOf(*chip)[0] || events.size() == 2);
                    chip.reset();
                } else if (const auto *refused = std::get_if<Refused>(&event)) {
                    QVERIFY(!chip);
                    QCOMPARE(refused->resting, !isKnown);
                } else if (const auto *weak = std::get_if<Weak>(&event)) {
                    QVERIFY(chip == weak->uid);
                } else if (std::holds_alternative<Vacant>(event)) {
                    QVERIFY(!chip && !isKnown);
                } else {
                    QCOMPARE(failures, PresenceTracker::failuresOfAFault);
                    failures = 0;
                    chip.reset();
                }
                isKnown = !std::holds_alternative<PresenceTracker::Faulty>(event);
            }
            QVERIFY(field.tracker.chip() == chip);
            QVERIFY(failures < PresenceTracker::failuresOfAFault);
            // No chip is missed for longer than the longest grace.
            QVERIFY(!chip || field.now - seenAt <= grace.wary + lookTime);
        }
    }
}

QTEST_GUILESS_MAIN(TestPresenceTracker)
#include "tst_presencetracker.moc"
