// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/door.h"
#include "app/parents/sodiumpinhasher.h"
#include "tests/app/parents/pins.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeparentsports.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Parents;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = Door::State;
using Problem = PinVault::Problem;

namespace {

const QString right = u"2580"_s;
const QString wrong = u"1379"_s;

/// Everything of a kiosk that outlives its door, and the door.
struct Kiosk
{
    FakeClock clock;
    Flow::FakeAlarm alarm;
    FakePinVault vault;
    FakeDoorMemory memory;
    FakePinHasher hasher;
    bool isLivedIn = false;
    std::unique_ptr<Door> door;

    explicit Kiosk(bool withPin)
    {
        if (withPin) {
            vault.verifier = FakePinHasher::verifierOf(pinOf(right));
            memory.onDisk.pinSet = true;
        }
        start();
    }
    /// The program begins, with what is on disk.
    void start(const QString &resetWord = {})
    {
        door.reset();
        settle(); // what was written is on disk
        memory.restart();
        door = std::make_unique<Door>(Door::Ports{clock, alarm, vault, memory, hasher, isLivedIn}, resetWord);
        settle();
    }
    void pullThePlug()
    {
        clock.reboot();
        start();
    }
    /// The settings are gone; the family is still there.
    void loseSettings()
    {
        isLivedIn = true;
        door.reset();
        settle();
        memory.onDisk = {};
        start();
    }
    /// Until nothing more follows from what was done: the fakes answer by posted events alone.
    static void settle()
    {
        for (int round = 0; round < 12; ++round)
            QCoreApplication::sendPostedEvents();
    }

    void knock()
    {
        door->knock();
        settle();
    }
    void enter(const QString &digits)
    {
        door->enter(pinOf(digits));
        settle();
    }
    void goIn()
    {
        knock();
        enter(right);
    }
    void pass(std::chrono::nanoseconds time)
    {
        clock.advance(time);
        alarm.ringIfDue(clock.monotonic());
        settle();
    }
    /// Wrong tries until the door pauses `pauses` times.
    void exhaust(int pauses = 1)
    {
        for (int pause = 0; pause < pauses; ++pause) {
            pass(door->pauseLeft());
            while (door->state() != State::Pausing) {
                if (door->state() == State::Closed)
                    knock();
                if (door->state() == State::Asking)
                    enter(wrong);
            }
        }
    }
};

QStringList *messages = nullptr;
void collect(QtMsgType, const QMessageLogContext &, const QString &message)
{
    messages->append(message);
}

} // namespace

class TestDoor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void atFirstWhoeverKnocksIsInside()
    {
        Kiosk kiosk(false);
        QSignalSpy states(kiosk.door.get(), &Door::stateChanged);
        kiosk.knock();
        QCOMPARE(states.size(), 2);
        QCOMPARE(states[0][0].value<State>(), State::Looking);
        QCOMPARE(states[1][0].value<State>(), State::Open);
        QVERIFY(!kiosk.door->hasPin());
    }

    void withoutAPinATroubledKeychainShutsNobodyOut_data() { vaultProblems(); }
    void withoutAPinATroubledKeychainShutsNobodyOut()
    {
        QFETCH(PinVault::Problem, problem);
        Kiosk kiosk(false);
        kiosk.vault.problem = problem;
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
    }

    void aPinIsSetFromInside()
    {
        Kiosk kiosk(false);
        kiosk.knock();
        QSignalSpy set(kiosk.door.get(), &Door::pinSet);
        QSignalSpy has(kiosk.door.get(), &Door::hasPinChanged);
        kiosk.door->setPin(pinOf(right));
        QVERIFY(kiosk.door->isChangingPin());
        QVERIFY(set.isEmpty()); // later
        Kiosk::settle();
        QCOMPARE(set.size(), 1);
        QCOMPARE(has.size(), 1);
        QVERIFY(kiosk.door->hasPin());
        QVERIFY(!kiosk.door->isChangingPin());
        QVERIFY(kiosk.memory.onDisk.pinSet);
        // The note comes after the verifier: a power cut in between shuts nobody out.
        QCOMPARE(kiosk.vault.deeds, (QStringList{u"read"_s, u"write"_s, u"read"_s}));

        kiosk.door->leave();
        kiosk.knock();
        QCOMPARE(kiosk.door->state(), State::Asking);
        kiosk.enter(right);
        QVERIFY(kiosk.door->isOpen());
    }

    void pinsThatAreNoneAreNotSet_data()
    {
        QTest::addColumn<QString>("digits");
        QTest::addColumn<Door::PinProblem>("problem");
        QTest::newRow("nothing") << QString() << Door::PinProblem::TooShort;
        QTest::newRow("three digits") << u"258"_s << Door::PinProblem::TooShort;
        QTest::newRow("the first that a child tries") << u"1234"_s << Door::PinProblem::TooEasy;
    }
    void pinsThatAreNoneAreNotSet()
    {
        QFETCH(QString, digits);
        Kiosk kiosk(false);
        kiosk.knock();
        QSignalSpy notSet(kiosk.door.get(), &Door::pinNotSet);
        kiosk.door->setPin(pinOf(digits));
        Kiosk::settle();
        QCOMPARE(notSet.size(), 1);
        QTEST(notSet[0][0].value<Door::PinProblem>(), "problem");
        QVERIFY(!kiosk.door->hasPin());
        QVERIFY(!kiosk.vault.verifier);
    }

    void aKeychainThatTakesNothingSetsNoPin_data()
    {
        QTest::addColumn<PinVault::Problem>("problem");
        QTest::addColumn<Door::PinProblem>("told");
        QTest::newRow("locked") << Problem::Locked << Door::PinProblem::KeychainLocked;
        QTest::newRow("none") << Problem::Unavailable << Door::PinProblem::KeychainUnavailable;
        QTest::newRow("mute") << Problem::TimedOut << Door::PinProblem::KeychainTimedOut;
        QTest::newRow("broken") << Problem::Failed << Door::PinProblem::KeychainFailed;
    }
    void aKeychainThatTakesNothingSetsNoPin()
    {
        QFETCH(PinVault::Problem, problem);
        Kiosk kiosk(false);
        kiosk.knock();
        kiosk.vault.problem = problem;
        QSignalSpy notSet(kiosk.door.get(), &Door::pinNotSet);
        kiosk.door->setPin(pinOf(right));
        Kiosk::settle();
        QCOMPARE(notSet.size(), 1);
        QTEST(notSet[0][0].value<Door::PinProblem>(), "told");
        QVERIFY(!kiosk.memory.onDisk.pinSet);
        kiosk.vault.problem.reset();
        kiosk.door->leave();
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
    }

    void aKeychainThatDoesNotGiveWhatItTookSetsNoPin()
    {
        Kiosk kiosk(false);
        kiosk.knock();
        kiosk.vault.hides = true;
        QSignalSpy notSet(kiosk.door.get(), &Door::pinNotSet);
        kiosk.door->setPin(pinOf(right));
        Kiosk::settle();
        QCOMPARE(notSet.size(), 1);
        QCOMPARE(notSet[0][0].value<Door::PinProblem>(), Door::PinProblem::KeychainFailed);
        QVERIFY(!kiosk.memory.onDisk.pinSet);
    }

    void aPinThatTheDiskDoesNotNoteIsTold()
    {
        Kiosk kiosk(false);
        kiosk.knock();
        kiosk.memory.takes = false;
        QSignalSpy notSet(kiosk.door.get(), &Door::pinNotSet);
        kiosk.door->setPin(pinOf(right));
        Kiosk::settle();
        QCOMPARE(notSet.size(), 1);
        QCOMPARE(notSet[0][0].value<Door::PinProblem>(), Door::PinProblem::NotRemembered);
        QVERIFY(kiosk.door->hasPin());
        kiosk.memory.takes = true;
        kiosk.start(); // the verifier is there: it counts
        kiosk.knock();
        QCOMPARE(kiosk.door->state(), State::Asking);
        QVERIFY(kiosk.door->hasPin());
        QVERIFY(kiosk.memory.onDisk.pinSet);
    }

    void theRightPinOpensAndForgives()
    {
        Kiosk kiosk(true);
        kiosk.knock();
        QSignalSpy refused(kiosk.door.get(), &Door::refused);
        for (int left = 4; left >= 1; --left) {
            kiosk.enter(wrong);
            QCOMPARE(kiosk.door->state(), State::Asking);
            QCOMPARE(kiosk.door->triesLeft(), left);
        }
        QCOMPARE(refused.size(), 4);
        kiosk.enter(right);
        QVERIFY(kiosk.door->isOpen());
        QCOMPARE(kiosk.door->triesLeft(), 5);
        QCOMPARE(kiosk.memory.onDisk.wrongTries, 0);
    }

    void onlyACompletePinAtTheRightMomentIsTried()
    {
        Kiosk kiosk(true);
        kiosk.enter(right);
        QCOMPARE(kiosk.door->state(), State::Closed);
        kiosk.knock();
        kiosk.enter(u"258"_s);
        QCOMPARE(kiosk.door->state(), State::Asking);
        kiosk.door->enter(pinOf(wrong));
        kiosk.door->enter(pinOf(wrong)); // while one is checked
        Kiosk::settle();
        QCOMPARE(kiosk.hasher.comparisons, 1);
    }

    void fiveWrongTriesBringGrowingPauses()
    {
        Kiosk kiosk(true);
        kiosk.exhaust();
        QCOMPARE(kiosk.door->pauseLeft(), std::chrono::nanoseconds(30s));
        const int before = kiosk.hasher.comparisons;
        kiosk.enter(right);
        QCOMPARE(kiosk.hasher.comparisons, before);
        kiosk.pass(29s);
        QCOMPARE(kiosk.door->state(), State::Pausing);
        kiosk.pass(1s);
        QCOMPARE(kiosk.door->state(), State::Asking);
        kiosk.enter(wrong);
        QCOMPARE(kiosk.door->state(), State::Pausing);
        QCOMPARE(kiosk.door->pauseLeft(), std::chrono::nanoseconds(60s));
    }

    void aPauseGoesOnWhenTheProgramStartsAgain()
    {
        Kiosk kiosk(true);
        kiosk.exhaust(2);
        kiosk.pass(20s);
        kiosk.start();
        kiosk.knock();
        QCOMPARE(kiosk.door->state(), State::Pausing);
        QCOMPARE(kiosk.door->pauseLeft(), std::chrono::nanoseconds(40s));
    }

    void thePlugBeginsAPauseAnew()
    {
        Kiosk kiosk(true);
        kiosk.exhaust(2);
        kiosk.pass(59s);
        kiosk.pullThePlug();
        QCOMPARE(kiosk.door->pauseLeft(), std::chrono::nanoseconds(60s));
        kiosk.pass(60s); // from the start on, not from the knock
        kiosk.knock();
        QCOMPARE(kiosk.door->state(), State::Asking);
        QCOMPARE(kiosk.door->triesLeft(), 1);
    }

    void theWallClockMeansNothing()
    {
        Kiosk kiosk(true);
        kiosk.exhaust();
        kiosk.clock.setWall(kiosk.clock.wall().addYears(3));
        QCOMPARE(kiosk.door->pauseLeft(), std::chrono::nanoseconds(30s));
        kiosk.start();
        QCOMPARE(kiosk.door->pauseLeft(), std::chrono::nanoseconds(30s));
    }

    void aTryIsOnDiskBeforeItIsCompared()
    {
        Kiosk kiosk(true);
        kiosk.knock();
        kiosk.door->enter(pinOf(wrong));
        QCOMPARE(kiosk.hasher.comparisons, 0);
        QCOMPARE(kiosk.memory.onDisk.wrongTries, 0);
        QCoreApplication::sendPostedEvents(&kiosk.memory);
        QCOMPARE(kiosk.memory.onDisk.wrongTries, 1);
        QCOMPARE(kiosk.hasher.comparisons, 1);
        kiosk.pullThePlug(); // before the answer
        QCOMPARE(kiosk.door->triesLeft(), 4);
    }

    void whereTheDiskTakesNothingEveryTryCosts()
    {
        Kiosk kiosk(true);
        kiosk.memory.takes = false;
        kiosk.knock();
        kiosk.enter(wrong);
        QCOMPARE(kiosk.door->state(), State::Pausing);
        QCOMPARE(kiosk.door->pauseLeft(), std::chrono::nanoseconds(30s));
        kiosk.pass(30s);
        kiosk.enter(right);
        QVERIFY(kiosk.door->isOpen());
    }

    void aHashThatCouldNotBeMadeIsNobodysFault()
    {
        Kiosk kiosk(true);
        kiosk.knock();
        kiosk.enter(wrong);
        kiosk.hasher.fails = true;
        QSignalSpy notChecked(kiosk.door.get(), &Door::notChecked);
        kiosk.enter(right);
        QCOMPARE(notChecked.size(), 1);
        QCOMPARE(kiosk.door->state(), State::Asking);
        QCOMPARE(kiosk.door->triesLeft(), 4);
        QCOMPARE(kiosk.memory.onDisk.wrongTries, 1);
    }

    void aPinThatCantBeCheckedKeepsTheDoorShut_data()
    {
        QTest::addColumn<std::optional<PinVault::Problem>>("problem");
        QTest::addColumn<bool>("hides");
        QTest::addColumn<QByteArray>("verifier");
        QTest::addColumn<Door::Seal>("seal");
        const QByteArray good = FakePinHasher::verifierOf(pinOf(right));
        using Maybe = std::optional<PinVault::Problem>;
        QTest::newRow("locked") << Maybe(Problem::Locked) << false << good << Door::Seal::KeychainLocked;
        QTest::newRow("none") << Maybe(Problem::Unavailable) << false << good
                              << Door::Seal::KeychainUnavailable;
        QTest::newRow("mute") << Maybe(Problem::TimedOut) << false << good << Door::Seal::KeychainTimedOut;
        QTest::newRow("broken") << Maybe(Problem::Failed) << false << good << Door::Seal::KeychainFailed;
        QTest::newRow("locked and hiding it") << Maybe() << true << good << Door::Seal::VerifierMissing;
        QTest::newRow("damaged") << Maybe() << false << QByteArrayLiteral("rubbish")
                                 << Door::Seal::VerifierDamaged;
    }
    void aPinThatCantBeCheckedKeepsTheDoorShut()
    {
        QFETCH(std::optional<PinVault::Problem>, problem);
        QFETCH(bool, hides);
        QFETCH(QByteArray, verifier);
        Kiosk kiosk(true);
        kiosk.vault.problem = problem;
        kiosk.vault.hides = hides;
        kiosk.vault.verifier = verifier;
        kiosk.knock();
        QCOMPARE(kiosk.door->state(), State::Sealed);
        QTEST(kiosk.door->seal(), "seal");
        kiosk.enter(right);
        QCOMPARE(kiosk.door->state(), State::Sealed);

        kiosk.vault.problem.reset();
        kiosk.vault.hides = false;
        kiosk.vault.verifier = FakePinHasher::verifierOf(pinOf(right));
        kiosk.goIn();
        QVERIFY(kiosk.door->isOpen());
    }

    void rubbishInTheKeychainIsNoPin()
    {
        Kiosk kiosk(false);
        kiosk.vault.verifier = QByteArrayLiteral("rubbish");
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
        QVERIFY(!kiosk.door->hasPin());
    }

    void itClosesByItselfWhenNobodyIsInside()
    {
        Kiosk kiosk(true);
        kiosk.goIn();
        kiosk.pass(4min);
        kiosk.door->noteActivity();
        kiosk.pass(4min);
        QVERIFY(kiosk.door->isOpen());
        kiosk.pass(59s);
        QVERIFY(kiosk.door->isOpen());
        kiosk.pass(1s);
        QCOMPARE(kiosk.door->state(), State::Closed);
    }

    void itClosesByItselfWhenNobodyAnswers_data()
    {
        QTest::addColumn<State>("state");
        QTest::newRow("asking") << State::Asking;
        QTest::newRow("pausing") << State::Pausing;
        QTest::newRow("sealed") << State::Sealed;
    }
    void itClosesByItselfWhenNobodyAnswers()
    {
        QFETCH(State, state);
        Kiosk kiosk(true);
        if (state == State::Pausing)
            kiosk.exhaust(3); // two minutes
        if (state == State::Sealed)
            kiosk.vault.problem = Problem::Locked;
        if (kiosk.door->state() == State::Closed)
            kiosk.knock();
        QCOMPARE(kiosk.door->state(), state);
        kiosk.pass(59s);
        QCOMPARE(kiosk.door->state(), state);
        kiosk.pass(1s);
        QCOMPARE(kiosk.door->state(), State::Closed);
    }

    void whoLeavesHearsNothingMore()
    {
        Kiosk kiosk(true);
        kiosk.knock();
        kiosk.door->enter(pinOf(right));
        QCoreApplication::sendPostedEvents(&kiosk.memory);
        kiosk.door->leave();
        QSignalSpy states(kiosk.door.get(), &Door::stateChanged);
        Kiosk::settle();
        QVERIFY(states.isEmpty());
        QCOMPARE(kiosk.door->state(), State::Closed);
        QCOMPARE(kiosk.door->triesLeft(), 4); // counted all the same
        kiosk.goIn();
        QVERIFY(kiosk.door->isOpen());
    }

    void whoLeavesWhenRefusedStaysOutside()
    {
        Kiosk kiosk(true);
        kiosk.knock();
        connect(kiosk.door.get(), &Door::refused, kiosk.door.get(), &Door::leave);
        kiosk.enter(wrong);
        QCOMPARE(kiosk.door->state(), State::Closed);
    }

    void anotherPinNeedsTheOldOne()
    {
        Kiosk kiosk(true);
        kiosk.goIn();
        QSignalSpy set(kiosk.door.get(), &Door::pinSet);
        QSignalSpy notSet(kiosk.door.get(), &Door::pinNotSet);
        const QString fresh = u"90210"_s;
        kiosk.door->setPin(pinOf(fresh)); // not with a PIN: changePin()
        Kiosk::settle();
        QVERIFY(set.isEmpty() && notSet.isEmpty());

        kiosk.door->changePin(pinOf(wrong), pinOf(fresh));
        Kiosk::settle();
        QCOMPARE(notSet.size(), 1);
        QCOMPARE(notSet[0][0].value<Door::PinProblem>(), Door::PinProblem::OldPinWrong);
        QCOMPARE(kiosk.door->triesLeft(), 4);
        QVERIFY(kiosk.door->isOpen());

        kiosk.door->changePin(pinOf(right), pinOf(fresh));
        Kiosk::settle();
        QCOMPARE(set.size(), 1);
        QCOMPARE(kiosk.door->triesLeft(), 5);
        kiosk.door->leave();
        kiosk.knock();
        kiosk.enter(right);
        QCOMPARE(kiosk.door->state(), State::Asking);
        kiosk.enter(fresh);
        QVERIFY(kiosk.door->isOpen());
    }

    void insideTheOldPinCantBeGuessedEither()
    {
        Kiosk kiosk(true);
        kiosk.goIn();
        QSignalSpy notSet(kiosk.door.get(), &Door::pinNotSet);
        for (int guess = 0; guess < 6; ++guess) {
            kiosk.door->changePin(pinOf(wrong), pinOf(u"90210"_s));
            Kiosk::settle();
        }
        QCOMPARE(notSet.size(), 6);
        QCOMPARE(notSet[4][0].value<Door::PinProblem>(), Door::PinProblem::OldPinWrong);
        QCOMPARE(notSet[5][0].value<Door::PinProblem>(), Door::PinProblem::OldPinPauses);
        QCOMPARE(kiosk.door->pauseLeft(), std::chrono::nanoseconds(30s));
    }

    void aChangeThatFailsLeavesTheOldPin()
    {
        Kiosk kiosk(true);
        kiosk.goIn();
        QSignalSpy notSet(kiosk.door.get(), &Door::pinNotSet);
        kiosk.vault.problem = Problem::Locked;
        kiosk.door->changePin(pinOf(right), pinOf(u"90210"_s));
        Kiosk::settle();
        QCOMPARE(notSet.size(), 1);
        QCOMPARE(notSet[0][0].value<Door::PinProblem>(), Door::PinProblem::OldPinUnreadable);
        QCOMPARE(kiosk.door->triesLeft(), 5);
        kiosk.vault.problem.reset();
        kiosk.door->leave();
        kiosk.goIn();
        QVERIFY(kiosk.door->isOpen());
    }

    void aPinIsRemovedByWhoeverKnowsIt()
    {
        Kiosk kiosk(true);
        kiosk.goIn();
        QSignalSpy removed(kiosk.door.get(), &Door::pinRemoved);
        QSignalSpy notRemoved(kiosk.door.get(), &Door::pinNotRemoved);
        QSignalSpy has(kiosk.door.get(), &Door::hasPinChanged);
        kiosk.door->removePin(pinOf(wrong));
        QVERIFY(kiosk.door->isChangingPin());
        Kiosk::settle();
        QCOMPARE(notRemoved.size(), 1);
        QCOMPARE(notRemoved[0][0].value<Door::PinProblem>(), Door::PinProblem::OldPinWrong);
        QCOMPARE(kiosk.door->triesLeft(), 4);
        QVERIFY(kiosk.door->hasPin());

        kiosk.door->removePin(pinOf(right));
        Kiosk::settle();
        QCOMPARE(removed.size(), 1);
        QCOMPARE(has.size(), 1);
        QVERIFY(!kiosk.door->hasPin());
        QVERIFY(!kiosk.vault.verifier);
        QVERIFY(kiosk.door->isOpen());
        kiosk.start();
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
        kiosk.door->removePin(pinOf(right)); // there is none
        Kiosk::settle();
        QVERIFY(!kiosk.door->isChangingPin());
    }

    void aPinThatIsNotLetGoHolds_data()
    {
        QTest::addColumn<bool>("diskTakes");
        QTest::newRow("by the disk") << false;
        QTest::newRow("by the keychain") << true;
    }
    void aPinThatIsNotLetGoHolds()
    {
        QFETCH(const bool, diskTakes);
        Kiosk kiosk(true);
        kiosk.goIn();
        QSignalSpy notRemoved(kiosk.door.get(), &Door::pinNotRemoved);
        kiosk.memory.takes = diskTakes;
        kiosk.vault.whenRemoving = FakePinVault::Removal::Refused;
        kiosk.door->removePin(pinOf(right));
        Kiosk::settle();
        QCOMPARE(notRemoved.size(), 1);
        QCOMPARE(notRemoved[0][0].value<Door::PinProblem>(), Door::PinProblem::NotRemoved);
        QVERIFY(kiosk.door->hasPin());
        kiosk.memory.takes = true;
        kiosk.start();
        kiosk.knock();
        QCOMPARE(kiosk.door->state(), State::Asking);
    }

    void aRemovalThatTimesOutNeverSealsTheDoor_data()
    {
        QTest::addColumn<bool>("removesLate");
        QTest::addColumn<bool>("restarts");
        QTest::newRow("it happens later") << true << false;
        QTest::newRow("it happens later, and the program starts again") << true << true;
        QTest::newRow("it never happens") << false << false;
        QTest::newRow("it never happens, and the program starts again") << false << true;
    }
    void aRemovalThatTimesOutNeverSealsTheDoor()
    {
        QFETCH(const bool, removesLate);
        QFETCH(const bool, restarts);
        Kiosk kiosk(true);
        kiosk.isLivedIn = true;
        kiosk.start();
        kiosk.goIn();
        QSignalSpy notRemoved(kiosk.door.get(), &Door::pinNotRemoved);
        QSignalSpy has(kiosk.door.get(), &Door::hasPinChanged);
        kiosk.vault.whenRemoving = removesLate ? FakePinVault::Removal::Late : FakePinVault::Removal::Mute;
        kiosk.door->removePin(pinOf(right));
        Kiosk::settle();
        QCOMPARE(notRemoved.size(), 1);
        QCOMPARE(notRemoved[0][0].value<Door::PinProblem>(), Door::PinProblem::KeychainTimedOut);
        QCOMPARE(has.size(), 1);
        QVERIFY(!kiosk.door->hasPin());
        QVERIFY(!kiosk.memory.onDisk.pinKnown);

        kiosk.door->leave();
        if (restarts)
            kiosk.start();
        // As long as nobody can say whether it is gone, nobody is inside
        kiosk.vault.problem = Problem::Unavailable;
        kiosk.knock();
        QCOMPARE(kiosk.door->state(), State::Sealed);
        QCOMPARE(kiosk.door->seal(), Door::Seal::NoteLost);
        kiosk.vault.problem.reset();
        kiosk.knock();
        QCOMPARE(kiosk.door->state(), removesLate ? State::Open : State::Asking);
        QCOMPARE(kiosk.door->hasPin(), !removesLate);
    }

    void aPinThatIsBeingRemovedNeverSealsTheDoor()
    {
        // The plug is pulled, or the parent leaves, at any moment of it.
        for (int moment = 0; moment < 12; ++moment) {
            for (const bool pulls : {true, false}) {
                Kiosk kiosk(true);
                kiosk.goIn();
                kiosk.door->removePin(pinOf(right));
                for (int round = 0; round < moment; ++round)
                    QCoreApplication::sendPostedEvents();
                if (pulls) {
                    const DoorRecord disk = kiosk.memory.onDisk;
                    const auto vault = kiosk.vault.verifier;
                    kiosk.door.reset();
                    Kiosk::settle();
                    kiosk.memory.onDisk = disk;
                    kiosk.vault.verifier = vault;
                    kiosk.pullThePlug();
                } else {
                    kiosk.door->leave();
                    Kiosk::settle();
                }
                kiosk.knock();
                QVERIFY2(kiosk.door->state() == State::Asking || kiosk.door->isOpen(),
                         qPrintable(QString::number(moment)));
                QCOMPARE(kiosk.door->isOpen(), !kiosk.vault.verifier.has_value());
            }
        }
    }

    void withoutItsNoteTheDoorAsksTheKeychain_data() { vaultProblems(); }
    void withoutItsNoteTheDoorAsksTheKeychain()
    {
        QFETCH(PinVault::Problem, problem);
        Kiosk kiosk(true);
        kiosk.loseSettings();
        kiosk.vault.problem = problem;
        for (int restart = 0; restart < 2; ++restart) { // however often somebody starts it again
            kiosk.knock();
            QCOMPARE(kiosk.door->state(), State::Sealed);
            QCOMPARE(kiosk.door->seal(), Door::Seal::NoteLost);
            kiosk.pullThePlug();
        }
        kiosk.vault.problem.reset();
        kiosk.goIn();
        QVERIFY(kiosk.door->isOpen());
        QVERIFY(kiosk.memory.onDisk.pinSet);
    }

    void withoutItsNoteTheDoorTakesADamagedVerifierForAPin()
    {
        Kiosk kiosk(true);
        kiosk.loseSettings();
        kiosk.vault.verifier = QByteArrayLiteral("rubbish");
        for (int restart = 0; restart < 2; ++restart) {
            kiosk.knock();
            QCOMPARE(kiosk.door->state(), State::Sealed);
            QCOMPARE(kiosk.door->seal(), Door::Seal::VerifierDamaged);
            kiosk.pullThePlug();
        }
        kiosk.start(u"december"_s); // the owner helps
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
    }

    void whereTheKeychainKnowsOfNoPinALostNoteShutsNobodyOut()
    {
        Kiosk kiosk(false);
        kiosk.loseSettings();
        kiosk.vault.problem = Problem::Locked;
        kiosk.knock();
        QCOMPARE(kiosk.door->seal(), Door::Seal::NoteLost);
        kiosk.vault.problem.reset();
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
        kiosk.start();
        kiosk.vault.problem = Problem::Locked; // from now on it is known
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
    }

    void theOwnerOpensADoorWhoseNoteIsLost()
    {
        Kiosk kiosk(true);
        kiosk.loseSettings();
        kiosk.vault.problem = Problem::Unavailable;
        kiosk.start(u"december"_s);
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
    }

    void theOwnerResetsThePinOncePerWord()
    {
        Kiosk kiosk(true);
        kiosk.exhaust(3);
        kiosk.start(u"november"_s);
        QVERIFY(!kiosk.door->hasPin());
        QVERIFY(!kiosk.vault.verifier);
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
        kiosk.door->setPin(pinOf(right));
        Kiosk::settle();

        kiosk.start(u"november"_s); // still in the file
        kiosk.knock();
        QCOMPARE(kiosk.door->state(), State::Asking);
        QCOMPARE(kiosk.door->triesLeft(), 5);
    }

    void aResetHoldsEvenIfTheKeychainCantBeReached()
    {
        Kiosk kiosk(true);
        kiosk.vault.problem = Problem::Locked;
        kiosk.start(u"november"_s);
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
        kiosk.vault.problem.reset(); // unlocked meanwhile, the verifier is still inside
        kiosk.door->leave();
        kiosk.knock();
        QVERIFY(kiosk.door->isOpen());
        kiosk.start(u"november"_s); // tried again
        QVERIFY(!kiosk.vault.verifier);
        QCOMPARE(kiosk.memory.onDisk.lastReset, u"november"_s);
    }

    void nothingOfThePinReachesTheLog()
    {
        FakeClock clock;
        Flow::FakeAlarm alarm;
        FakePinVault vault;
        FakeDoorMemory memory;
        SodiumPinHasher hasher;
        Door door({clock, alarm, vault, memory, hasher});
        QStringList log;
        messages = &log;
        const QtMessageHandler before = qInstallMessageHandler(collect);
        const QString secret = u"90817263"_s;
        door.knock();
        Kiosk::settle();
        QSignalSpy set(&door, &Door::pinSet);
        door.setPin(pinOf(secret));
        const bool wasSet = set.wait(30000);
        door.leave();
        door.knock();
        Kiosk::settle();
        QSignalSpy states(&door, &Door::stateChanged);
        door.enter(pinOf(secret));
        while (!door.isOpen() && states.wait(30000)) {
        }
        qInstallMessageHandler(before);
        messages = nullptr;
        QVERIFY(wasSet);
        QVERIFY(door.isOpen());
        QVERIFY(vault.verifier);
        for (const QString &line : std::as_const(log)) {
            QVERIFY(!line.contains(secret));
            QVERIFY(!line.contains(QString::fromLatin1(*vault.verifier)));
        }
    }

    /// Whatever is done in whatever order: nobody is inside who did not enter the right PIN in this visit,
    /// and so many tries need so much time of a running kiosk.
    void anyOrderOfDeeds()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator dice(seed);
        for (int walk = 0; walk < 20; ++walk) {
            Kiosk kiosk(true);
            bool entered = false; // the right PIN, in this visit
            std::chrono::nanoseconds running{0};
            int tries = 0; // wrong ones in a row
            for (int step = 0; step < 400; ++step) {
                switch (dice.bounded(10)) {
                case 0:
                    kiosk.knock();
                    break;
                case 1:
                case 2:
                case 3:
                    if (kiosk.door->state() == State::Asking) {
                        kiosk.enter(wrong);
                        ++tries;
                    }
                    break;
                case 4:
                    if (dice.bounded(20) == 0 && kiosk.door->state() == State::Asking) {
                        kiosk.enter(right);
                        entered = true;
                        tries = 0;
                        running = 0s;
                    }
                    break;
                case 5:
                    kiosk.door->leave();
                    break;
                case 6: {
                    const auto time = std::chrono::seconds(dice.bounded(100));
                    running += time;
                    kiosk.pass(time);
                    break;
                }
                case 7:
                    kiosk.pullThePlug();
                    break;
                case 8:
                    kiosk.start();
                    break;
                case 9:
                    kiosk.vault.problem =
                        dice.bounded(3) == 0 ? std::optional(Problem::Locked) : std::nullopt;
                    kiosk.clock.setWall(kiosk.clock.wall().addDays(dice.bounded(-99, 99)));
                    break;
                }
                if (kiosk.door->state() == State::Closed)
                    entered = false;
                QVERIFY(!kiosk.door->isOpen() || entered);
                std::chrono::nanoseconds needed{0};
                for (int i = DoorPolicy::freeTries; i < tries; ++i)
                    needed += DoorPolicy::pauseAfter(i);
                QVERIFY(running >= needed);
            }
        }
    }

private:
    static void vaultProblems()
    {
        QTest::addColumn<PinVault::Problem>("problem");
        QTest::newRow("locked") << Problem::Locked;
        QTest::newRow("none") << Problem::Unavailable;
        QTest::newRow("mute") << Problem::TimedOut;
        QTest::newRow("broken") << Problem::Failed;
    }
};

QTEST_GUILESS_MAIN(TestDoor)
#include "tst_door.moc"
