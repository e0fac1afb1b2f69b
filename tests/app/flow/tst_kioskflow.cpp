// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The thin object around the step: what it feeds in, what it carries out, and in which order.

#include "app/base/logging.h"
#include "tests/app/flow/kioskharness.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

namespace {

/// A player that says everything from within open(), as a real one may.
class HastyPlayer final : public Player
{
public:
    using Player::Player;
    Start open(const Film &, std::chrono::milliseconds) override
    {
        ++starts;
        Q_EMIT opened(starts, FilmOrigin::Copy, 10s);
        Q_EMIT firstFrame(starts);
        return starts;
    }
    void preload(const Film &, std::chrono::milliseconds) override {}
    void pause() override {}
    void play() override {}
    void seek(std::chrono::milliseconds) override {}
    void stop() override {}
    void setVolume(double) override {}
    void fadeOut(std::chrono::milliseconds) override {}
    [[nodiscard]] std::chrono::milliseconds position() const override { return 0ms; }
    [[nodiscard]] std::chrono::milliseconds duration() const override { return 10s; }
    Start starts = 0;
};

} // namespace

class TestKioskFlow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isReadyWhenWhoIsWatchingIsShown()
    {
        KioskHarness kiosk;
        kiosk.flow.start();
        QVERIFY(kiosk.events.contains(QStringLiteral("ready")));
        QCOMPARE(kiosk.events.filter(QStringLiteral("ready")).size(), 1);
    }
    void isReadyWhenAChipWouldBeActedOn()
    {
        KioskHarness kiosk;
        kiosk.set([](KioskSettings &s) { s.child = otter; });
        kiosk.flow.start();
        QVERIFY(!kiosk.events.contains(QStringLiteral("ready")));
        kiosk.reader.start();
        QVERIFY(kiosk.events.contains(QStringLiteral("ready")));
        kiosk.reader.fail(Nfc::ReaderFault::Mute);
        kiosk.reader.recover();
        QCOMPARE(kiosk.events.filter(QStringLiteral("ready")).size(), 1); // once
    }
    void isNotReadyBeforeAnybodyIsKnown()
    {
        KioskHarness kiosk;
        kiosk.catalogue.replace({});
        kiosk.flow.start();
        kiosk.reader.start();
        QVERIFY(!kiosk.events.contains(QStringLiteral("ready")));
        QCOMPARE(kiosk.screens(), QStringList{QStringLiteral("sign-in")});
    }
    void listensToNothingBeforeItIsStarted()
    {
        KioskHarness kiosk;
        kiosk.reader.start();
        kiosk.reader.place(rocket);
        kiosk.flow.setServerState(ServerState::Online);
        QCOMPARE(kiosk.events.size(), 0);
    }
    void whatIsRefusedIsNeitherPlacedNorLifted()
    {
        KioskHarness kiosk;
        kiosk.begin();
        kiosk.reader.refuse(Nfc::UidFlaw::Random);
        QCOMPARE(kiosk.events.filter(QStringLiteral("chip-refused")).size(), 1);
        QVERIFY(kiosk.flow.scene().noChip && !kiosk.flow.scene().unread);
        kiosk.reader.refuse(Nfc::UidFlaw::Impossible);
        QCOMPARE(kiosk.events.filter(QStringLiteral("chip-refused")).size(), 2);
        QCOMPARE(kiosk.screens().last(), QStringLiteral("unknown-chip"));
        QVERIFY(kiosk.flow.scene().unread && !kiosk.flow.scene().noChip);
        QCOMPARE(kiosk.events.filter(QStringLiteral("chip-placed")).size(), 0);
    }
    void tellsASceneOncePerChange()
    {
        KioskHarness kiosk;
        kiosk.begin();
        QSignalSpy scenes(&kiosk.flow, &KioskFlow::sceneChanged);
        kiosk.flow.setServerState(ServerState::Online);
        kiosk.flow.setSignedIn(true);
        QCOMPARE(scenes.size(), 0);
        kiosk.reader.place(rocket);
        QCOMPARE(scenes.size(), 1); // from chip to picture: one scene, at once
        QCOMPARE(scenes.first().first().value<Scene>(), kiosk.flow.scene());
    }
    void whatHappensWithinAnActionWaitsForItsTurn()
    {
        FakeFlowParts<Nfc::FakeTagReader, HastyPlayer> fakes;
        fakes.ledger.prompt = false;
        fakes.catalogue.replace(family());
        KioskSettings chosen;
        chosen.child = otter;
        fakes.settings.save(chosen);
        KioskFlow flow(fakes.parts());
        flow.start();
        fakes.reader.start();
        fakes.reader.place(rocket);
        fakes.ledger.acknowledge();
        QVERIFY(std::holds_alternative<Playing>(flow.state().at));
        QCOMPARE(flow.scene().start, fakes.player.starts);
    }
    void carriesTheNumberOfSittingsOn()
    {
        KioskHarness kiosk;
        kiosk.ledger.lastNumber = 41;
        kiosk.begin();
        kiosk.play(rocket);
        QCOMPARE(kiosk.ledger.begun, QList<quint64>{42});
    }
    void opensTheDayOnce()
    {
        KioskHarness kiosk;
        kiosk.begin();
        QCOMPARE(kiosk.ledger.last, std::optional(QDate(2026, 3, 10)));
        QCOMPARE(kiosk.flow.day(), QDate(2026, 3, 10));
    }
    void explainsADayWhoseLedgerWasLost()
    {
        KioskHarness kiosk;
        kiosk.ledger.lost = QDate(2026, 3, 10);
        kiosk.begin();
        QCOMPARE(kiosk.flow.allowanceOf(otter).remaining, 30min);
        QCOMPARE(kiosk.flow.allowanceOf(otter).terms.last().kind, Term::Kind::Lost);
    }
    void theWordOfTheServerHoldsForItsDayOnly()
    {
        KioskHarness kiosk;
        kiosk.begin();
        kiosk.flow.setWatchTime(otter, {50min, 60min});
        QCOMPARE(kiosk.flow.allowanceOf(otter).remaining, 10min);
        kiosk.clock.setWall(kiosk.clock.wall().addDays(1));
        kiosk.flow.setNight(true);
        QCOMPARE(kiosk.flow.allowanceOf(otter).remaining, 60min);
    }
    void asksForTheWatchTimeAtGoodMoments()
    {
        KioskHarness kiosk;
        QSignalSpy wanted(&kiosk.flow, &KioskFlow::watchTimeWanted);
        kiosk.begin();
        QVERIFY(wanted.size() >= 1); // somebody is chosen, the server is there
        wanted.clear();
        kiosk.play(owl);
        kiosk.sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        kiosk.pass(66s);
        kiosk.sessions.answerBeat(BeatAgreed{});
        QCOMPARE(wanted.size(), 1);
        wanted.clear();
        kiosk.flow.leave();
        kiosk.settle();
        QVERIFY(wanted.isEmpty()); // the server does not have the end yet
        kiosk.outbox.settle(kiosk.outbox.ends.first(), 2min);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<Api::ProfileId>(), otter);
    }
    void aSittingTellsItsDayByTheWay()
    {
        KioskHarness kiosk;
        kiosk.begin();
        kiosk.flow.setWatchTime(otter, {0min, 60min});
        QSignalSpy wanted(&kiosk.flow, &KioskFlow::watchTimeWanted);
        kiosk.play(owl);
        Q_EMIT kiosk.sessions.dayTold(otter, kiosk.flow.day(),
                                      {10min, 60min}); // played on the tablet meanwhile
        kiosk.sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        kiosk.pass(66s);
        kiosk.sessions.answerBeat(BeatAgreed{50min});
        kiosk.pass(66s);
        kiosk.sessions.answerBeat(BeatAgreed{50min});
        kiosk.pass(3s);
        kiosk.flow.leave();
        kiosk.settle();
        const auto played = kiosk.flow.allowanceOf(otter).remaining;
        kiosk.outbox.settle(kiosk.outbox.ends.first(), 180s, 13min);
        QVERIFY(wanted.isEmpty());
        QCOMPARE(kiosk.flow.allowanceOf(otter).remaining, played); // ten of them elsewhere, as before
    }
    void whatWasOnItsWayOverMidnightSpeaksOfYesterday()
    {
        KioskHarness kiosk;
        kiosk.begin();
        kiosk.play(owl);
        const QDate asked = kiosk.sessions.starts.last().day;
        QCOMPARE(asked, kiosk.flow.day());
        kiosk.clock.setWall(kiosk.clock.wall().addDays(1));
        kiosk.look();
        QCOMPARE(kiosk.flow.day(), asked.addDays(1));
        const auto remaining = kiosk.flow.allowanceOf(otter).remaining;
        Q_EMIT kiosk.sessions.dayTold(otter, asked, {58min, 60min});
        QCOMPARE(kiosk.flow.allowanceOf(otter).remaining, remaining);
        Q_EMIT kiosk.sessions.dayTold(otter, kiosk.flow.day(), {58min, 60min});
        QVERIFY(kiosk.flow.allowanceOf(otter).remaining < remaining);
    }
    void aBeatThatDoesNotFitIsAskedAbout_data()
    {
        QTest::addColumn<BeatAnswer>("answer");
        QTest::addColumn<int>("asked");
        QTest::newRow("as it was told") << BeatAnswer(BeatAgreed{50min}) << 0;
        QTest::newRow("a raised limit") << BeatAnswer(BeatAgreed{60min}) << 1;
        QTest::newRow("watched elsewhere, or a lowered limit") << BeatAnswer(BeatAgreed{49min}) << 1;
        QTest::newRow("it does not say") << BeatAnswer(BeatAgreed{}) << 1;
        QTest::newRow("the limit") << BeatAnswer(SessionLimit{}) << 1;
        QTest::newRow("nobody answered") << BeatAnswer(SessionUnanswered{}) << 0;
    }
    void aBeatThatDoesNotFitIsAskedAbout()
    {
        QFETCH(const BeatAnswer, answer);
        QFETCH(const int, asked);
        KioskHarness kiosk;
        kiosk.begin();
        kiosk.flow.setWatchTime(otter, {10min, 60min});
        kiosk.play(owl);
        kiosk.sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        QSignalSpy wanted(&kiosk.flow, &KioskFlow::watchTimeWanted);
        kiosk.pass(66s);
        kiosk.sessions.answerBeat(answer);
        QCOMPARE(wanted.size(), asked);
    }
    void aFamilysServerIsNotAskedAboutABeat()
    {
        KioskHarness kiosk;
        kiosk.begin();
        FamilyDay agreed;
        agreed.mayPlay = 60min;
        kiosk.familyTime.agree(otter, kiosk.flow.day(), agreed);
        kiosk.play(owl);
        kiosk.sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        QSignalSpy wanted(&kiosk.flow, &KioskFlow::watchTimeWanted);
        kiosk.pass(66s);
        kiosk.sessions.answerBeat(BeatAgreed{});
        QVERIFY(wanted.isEmpty());
    }
    void aTapIsFoundInTheLogFromTheChipToTheEndOfItsSession()
    {
        KioskHarness kiosk;
        kiosk.begin();
        QList<std::pair<QString, QString>> taps;
        QObject::connect(&kiosk.chronicle, &Chronicle::recorded, &kiosk.chronicle,
                         [&taps](const Chronicle::Entry &entry) {
                             taps.append({entry.event, Logging::Context().value(QStringLiteral("tap"))});
                         });
        QVERIFY(kiosk.flow.tapId().isEmpty());
        kiosk.reader.place(rocket);
        const QString first = kiosk.flow.tapId();
        QVERIFY(!first.isEmpty());
        kiosk.frame(); // the disk and the player answered in turns of their own
        kiosk.sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        kiosk.pass(66s);
        kiosk.sessions.answerBeat(BeatAgreed{});
        kiosk.end();
        for (const auto &[event, tap] : std::as_const(taps)) {
            if (event != u"screen")
                QVERIFY2(tap == first, qPrintable(event + u' ' + tap));
        }
        QVERIFY(taps.contains({QStringLiteral("heartbeat"), first}));
        QVERIFY(taps.contains({QStringLiteral("session-ended"), first}));

        kiosk.lift();
        kiosk.reader.place(owl);
        QVERIFY(kiosk.flow.tapId() != first);
    }
    void anUnacknowledgedChargeIsGivenBackWhenItArrives()
    {
        KioskHarness kiosk;
        kiosk.begin();
        kiosk.reader.place(owl);
        kiosk.flow.leave();
        QCOMPARE(kiosk.played(), 5000ms); // may still be on its way to the disk
        kiosk.settle();
        QCOMPARE(kiosk.played(), 0ms);
        QCOMPARE(kiosk.player.opens.size(), 0);
    }
    void theTimeLeftIsAPartOfToday()
    {
        KioskHarness kiosk;
        kiosk.begin(wren);
        QCOMPARE(kiosk.flow.scene().timeLeft, 1.0);
        kiosk.play(owl);
        QCOMPARE(kiosk.flow.scene().timeLeft, 1.0); // what is charged ahead is not gone yet
        kiosk.pass(30s);
        QVERIFY(qAbs(kiosk.flow.scene().timeLeft - 0.5) < 0.1);
        kiosk.pass(1min);
        QCOMPARE(kiosk.flow.scene().timeLeft, 0.0);
    }
};

QTEST_GUILESS_MAIN(TestKioskFlow)
#include "tst_kioskflow.moc"
