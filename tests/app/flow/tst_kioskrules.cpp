// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The checklist of app/flow/README.md: one test per line, with the same words.

#include "tests/app/flow/kioskharness.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

namespace {

QString words(const char *text)
{
    return QString::fromLatin1(text);
}
QStringList lines(std::initializer_list<const char *> texts)
{
    QStringList all;
    for (const char *text : texts)
        all.append(words(text));
    return all;
}

const QString home = words("https://medio.example:443");

} // namespace

class TestKioskRules : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<KioskHarness> m_kiosk;
    KioskHarness &k() { return *m_kiosk; }
    void begin(const std::optional<Api::ProfileId> &child = otter)
    {
        k().begin(child);
        k().events.clear();
    }
    void tapMode()
    {
        k().set([](KioskSettings &s) { s.mode = ReaderMode::Tap; });
    }
    void ending(Ending style)
    {
        k().set([style](KioskSettings &s) { s.ending = style; });
    }

private Q_SLOTS:
    void init() { m_kiosk = std::make_unique<KioskHarness>(); }
    void cleanup() { m_kiosk.reset(); }

    // Chips
    void aChipStartsItsFilm()
    {
        begin();
        k().place(rocket);
        QCOMPARE(k().player.opens.size(), 1);
        QCOMPARE(k().player.opens.last().film.id, videoOf(1).toString());
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().flow.scene().start, k().player.present());
        QCOMPARE(k().flow.scene().tap, 1);
        QCOMPARE(k().flow.scene().poster->title, words("Film 1"));
        QCOMPARE(k().told(), lines({"chip-placed false"}));
    }
    void aPlaylistPlaysInOrder()
    {
        begin();
        k().play(whale);
        QCOMPARE(k().flow.scene().films, 3);
        for (int film = 0; film < 3; ++film) {
            QCOMPARE(k().player.opens.last().film.id, videoOf(2 + film).toString());
            QCOMPARE(k().flow.scene().film, film);
            k().pass(10s);
            k().end();
            if (film < 2) {
                QCOMPARE(k().player.opens.size(), film + 1); // the page turns first
                k().pass(pageTurn);
                k().frame();
            }
        }
        QCOMPARE(k().screen(), words("celebration"));
        QCOMPARE(k().player.opens.size(), 3);
    }
    void theNextFilmIsMadeReadyWhileOnePlays()
    {
        begin();
        k().play(whale);
        QCOMPARE(k().player.preloads.last().id, videoOf(3).toString());
    }
    void hold_liftingPausesPuttingBackGoesOn()
    {
        begin();
        k().play(owl);
        k().pass(2s);
        k().told();
        k().lift();
        QVERIFY(!k().hears());
        QCOMPARE(k().screen(), words("paused"));
        k().pass(4min);
        k().place(owl);
        QVERIFY(k().hears());
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().player.opens.size(), 1); // it goes on, it does not begin again
        QCOMPARE(k().told(), lines({"chip-lifted", "paused chip", "chip-placed false", "resumed chip"}));
    }
    void hold_fiveMinutesOfAbsenceEndTheSitting()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().lift();
        k().pass(4min + 59s);
        QCOMPARE(k().screen(), words("paused"));
        k().pass(2s);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().outbox.ends.size(), 1);
        QCOMPARE(k().outbox.ends.first().reason, Api::StopReason::Manual);
        QCOMPARE(k().player.present(), 0);
    }
    void hold_liftingWhileTheFilmIsOpenedPausesToo()
    {
        begin();
        k().place(owl);
        k().lift();
        QCOMPARE(k().screen(), words("paused"));
        QVERIFY(!k().hears());
        k().place(owl);
        k().frame();
        QVERIFY(k().hears());
    }
    void tap_liftingDoesNothing()
    {
        tapMode();
        begin();
        k().play(owl);
        k().told();
        k().lift();
        QVERIFY(k().hears());
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().told(), lines({"chip-lifted"}));
    }
    void tap_theSameChipAgainPausesAndGoesOn()
    {
        tapMode();
        begin();
        k().play(owl);
        k().lift();
        k().told();
        k().place(owl);
        QCOMPARE(k().screen(), words("paused"));
        QVERIFY(!k().hears());
        k().lift();
        k().place(owl);
        QCOMPARE(k().screen(), words("playing"));
        QVERIFY(k().hears());
        QCOMPARE(k().told(), lines({"chip-placed false", "paused chip", "chip-lifted", "chip-placed false",
                                    "resumed chip"}));
    }
    void anotherChipWhileAFilmPlaysSwitchesAfterOneSecond()
    {
        tapMode();
        begin();
        k().play(owl);
        k().lift();
        k().place(rocket);
        k().pass(900ms);
        QCOMPARE(k().player.opens.size(), 1);
        QCOMPARE(k().flow.scene().tap, 2); // it is seen at once
        k().pass(200ms);
        QCOMPARE(k().player.opens.size(), 2);
        QCOMPARE(k().player.opens.last().film.id, videoOf(1).toString());
    }
    void aBrushPastIsNoSwitch()
    {
        tapMode();
        begin();
        k().play(owl);
        k().lift();
        k().place(rocket);
        k().pass(500ms);
        k().lift();
        k().pass(5s);
        QCOMPARE(k().player.opens.size(), 1);
        QVERIFY(k().hears());
    }
    void aFilmThatEndsWhileAnotherChipSettlesMakesWayForIt()
    {
        tapMode();
        begin();
        k().play(whale);
        k().lift();
        k().place(rocket);
        k().pass(300ms);
        k().end();
        QCOMPARE(k().player.opens.size(), 2);
        QCOMPARE(k().player.opens.last().film.id, videoOf(1).toString());
        QCOMPARE(k().ledger.ended.size(), 1);
    }
    void afterALiftAnotherChipActsAtOnce()
    {
        begin();
        k().play(owl);
        k().lift();
        k().place(rocket);
        QCOMPARE(k().player.opens.size(), 2);
        QCOMPARE(k().player.opens.last().film.id, videoOf(1).toString());
        QCOMPARE(k().ledger.begun.size(), 2);
        QCOMPARE(k().ledger.ended.size(), 1);
    }
    void parentsCanLetASecondChipBeIgnored()
    {
        tapMode();
        k().set([](KioskSettings &s) { s.secondChip = SecondChip::Ignore; });
        begin();
        k().play(owl);
        k().lift();
        k().place(rocket);
        k().pass(5s);
        QCOMPARE(k().player.opens.size(), 1);
    }
    void aRestingChipStartsNothingUntilItIsLiftedAndPlaced()
    {
        k().reader.place(rocket);
        begin();
        QCOMPARE(k().player.opens.size(), 0);
        QCOMPARE(k().flow.scene().tap, 0);
        k().pass(10s);
        QCOMPARE(k().player.opens.size(), 0);
        k().lift();
        k().place(rocket);
        QCOMPARE(k().player.opens.size(), 1);
    }
    void aChipLeftAfterTheEndNeverRestartsByItself()
    {
        begin();
        k().play(rocket);
        k().pass(12s);
        k().end();
        k().pass(1h);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().player.opens.size(), 1);
        k().lift();
        k().place(rocket);
        QCOMPARE(k().player.opens.size(), 2);
    }
    void aReaderFaultIsNotALiftAndDoesNotStopAFilm()
    {
        begin();
        k().play(owl);
        k().told();
        k().reader.fail(Nfc::ReaderFault::Missing);
        k().pass(3s);
        QVERIFY(k().hears());
        QCOMPARE(k().screen(), words("playing"));
        k().reader.recover();
        k().settle();
        QVERIFY(k().hears());
        QCOMPARE(k().told().filter(words("paused")).size(), 0);
    }
    void aChipTakenAwayDuringAFaultIsALift()
    {
        begin();
        k().play(owl);
        k().reader.fail(Nfc::ReaderFault::Mute);
        k().reader.lift();
        QVERIFY(k().hears());
        k().reader.recover();
        k().settle();
        QCOMPARE(k().screen(), words("paused"));
    }
    void aMissingReaderIsShownWhileNothingPlays()
    {
        begin();
        k().reader.fail(Nfc::ReaderFault::Missing);
        k().pass(500ms);
        QCOMPARE(k().screen(), words("scan")); // a hiccup shows nothing
        k().pass(1s);
        QCOMPARE(k().screen(), words("reader-missing"));
        k().reader.recover();
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().told(), lines({"reader-lost", "reader-found fake reader"}));
    }

    // Refusals
    void aChipWithoutAFilmIsRefused()
    {
        begin();
        k().place(empty);
        QCOMPARE(k().screen(), words("no-film"));
        QCOMPARE(k().told(), lines({"chip-placed false", "refused no-film"}));
        k().pass(4s);
        QCOMPARE(k().screen(), words("scan"));
    }
    void aChipThatNobodyKnowsIsAskedForAndRefused()
    {
        begin();
        k().place(stranger);
        QCOMPARE(k().lookup.questions.size(), 1);
        QCOMPARE(k().lookup.questions.first().child, otter);
        k().lookup.answer(LookupUnknown{});
        QCOMPARE(k().screen(), words("unknown-chip"));
        QCOMPARE(k().told(), lines({"chip-placed false", "refused unknown-chip"}));
        k().pass(4s);
        QCOMPARE(k().screen(), words("scan"));
    }
    void anUnknownChipWithoutAServerIsNotHere()
    {
        begin();
        k().flow.setServerState(ServerState::Offline);
        k().place(stranger);
        QCOMPARE(k().screen(), words("not-here"));
        QVERIFY(k().flow.scene().dozing);
        QCOMPARE(k().told(), lines({"chip-placed false", "refused not-here"}));
        k().pass(6s);
        QCOMPARE(k().screen(), words("scan"));
    }
    void aRefusalComesAtMostTwoSecondsAfterTheChip()
    {
        begin();
        k().place(stranger);
        k().pass(1800ms);
        QCOMPARE(k().screen(), words("scan"));
        k().pass(200ms);
        QCOMPARE(k().screen(), words("not-here"));
        // ... also for a film that the server does not begin to send
        k().pass(10s);
        k().lift();
        k().place(rocket);
        k().pass(2s);
        QCOMPARE(k().screen(), words("not-here"));
        QCOMPARE(k().told().filter(words("refused not-here")).size(), 2);
        k().pass(6s);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().player.present(), 0);
    }
    void aLaterAnswerUpdatesThePicture()
    {
        begin();
        k().place(stranger);
        k().pass(2s);
        k().lookup.answer(LookupUnknown{});
        QCOMPARE(k().screen(), words("unknown-chip"));
        k().pass(5s);
        k().lift();
        k().place(rocket);
        k().pass(2s);
        QCOMPARE(k().screen(), words("not-here"));
        k().frame();
        QCOMPARE(k().screen(), words("playing"));
    }
    void anAnswerAfterTheChildHasGoneChangesNothing()
    {
        begin();
        k().place(stranger);
        k().pass(10s);
        k().lookup.answer(LookupUnknown{});
        QCOMPARE(k().screen(), words("scan"));
    }
    void aChipThatOnlyTheServerKnowsPlaysThisOnce()
    {
        begin();
        QSignalSpy sync(&k().flow, &KioskFlow::syncWanted);
        k().place(stranger);
        k().lookup.answer(LookupFound{{{}, words("New"), {{film(7, 30s), {}}}, true}});
        k().frame();
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().sessions.starts.size(), 0); // no chip id: no session (Q5)
        QCOMPARE(sync.size(), 1);
    }
    void aFilmThatIsNotHereAndTheServerAwayIsNotHere()
    {
        begin();
        k().flow.setServerState(ServerState::Offline);
        k().copies.keep(videoOf(5));
        k().place(rocket);
        QCOMPARE(k().screen(), words("not-here"));
        QCOMPARE(k().flow.scene().poster->video, videoOf(1));
        QCOMPARE(k().flow.scene().playable.size(), 1); // what could play instead
        QCOMPARE(k().player.opens.size(), 0);
    }
    void aFilmThatIsHerePlaysWithoutTheServer()
    {
        begin();
        k().flow.setServerState(ServerState::Offline);
        k().copies.keep(videoOf(1));
        k().play(rocket);
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().sessions.starts.size(), 0);
    }
    void aServerThatWakesIsWaitedForUpTo20Seconds()
    {
        begin();
        k().flow.setServerState(ServerState::Waking);
        k().place(rocket);
        QCOMPARE(k().screen(), words("waking"));
        k().pass(2s); // the child is told, and the chip goes on waiting
        QCOMPARE(k().screen(), words("not-here"));
        QVERIFY(k().flow.scene().dozing);
        k().pass(15s);
        QCOMPARE(k().told(), lines({"chip-placed false", "refused not-here"}));
        k().flow.setServerState(ServerState::Online);
        k().frame();
        QCOMPARE(k().screen(), words("playing"));
        k().flow.leave();
        k().flow.setServerState(ServerState::Waking);
        k().lift();
        k().place(rocket);
        k().pass(19s);
        QCOMPARE(k().screen(), words("not-here"));
        k().pass(1s);
        QCOMPARE(k().screen(), words("scan"));
    }
    void aBrokenFilmIsSkippedAndTheNextFollows()
    {
        begin();
        k().place(whale);
        k().player.sayFailed(FilmFailure::Broken);
        QCOMPARE(k().screen(), words("broken"));
        k().pass(pageTurn);
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
        QCOMPARE(k().screen(), words("playing"));
        k().end();
        k().pass(pageTurn);
        k().frame();
        k().end();
        QCOMPARE(k().screen(), words("celebration"));
    }
    void onlyBrokenFilmsEndFriendly()
    {
        begin();
        k().place(whale);
        for (int film = 0; film < 3; ++film) {
            k().settle();
            k().player.sayFailed(FilmFailure::Broken);
            k().pass(pageTurn);
        }
        QCOMPARE(k().screen(), words("broken"));
        QVERIFY(k().told().contains(words("refused broken")));
        k().pass(4s);
        QCOMPARE(k().screen(), words("scan"));
    }
    void aFilmThatIsGoneFromTheServerIsBroken()
    {
        begin();
        k().place(rocket);
        k().player.sayFailed(FilmFailure::Gone);
        QCOMPARE(k().screen(), words("broken"));
        QVERIFY(k().told().contains(words("refused broken")));
        k().pass(4s);
        QCOMPARE(k().screen(), words("scan"));
    }
    void aFilmThatIsStuckForHalfAMinuteIsLeft()
    {
        begin();
        k().play(owl);
        k().player.sayStalled();
        k().pass(29s);
        QCOMPARE(k().screen(), words("playing"));
        k().pass(2s);
        QCOMPARE(k().screen(), words("not-here"));
        QCOMPARE(k().player.present(), 0);
    }
    void aPauseIsNotCountedAsBeingStuck()
    {
        begin();
        k().play(owl);
        k().player.sayStalled();
        k().pass(10s);
        k().lift();
        k().pass(50s);
        k().place(owl);
        QCOMPARE(k().screen(), words("playing"));
        k().pass(29s);
        QCOMPARE(k().screen(), words("playing"));
        k().pass(2s);
        QCOMPARE(k().screen(), words("not-here"));
    }
    void aLedgerThatCantBeWrittenKeepsFilmsOff()
    {
        begin();
        k().ledger.problem = LedgerJournal::Problem::NotWritable;
        k().place(rocket);
        QCOMPARE(k().player.opens.size(), 0);
        QCOMPARE(k().screen(), words("broken"));
        QCOMPARE(k().told(), lines({"chip-placed false", "error ledger-not-writable", "refused locked"}));
    }

    // Enough for today
    void noTimeLeftAtTheStartIsRefusedAndTheMoonSnores()
    {
        begin(wren);
        k().play(owl);
        k().pass(61s);
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        k().lift();
        k().told();
        const quint64 tap = k().flow.scene().tap;
        k().place(rocket);
        QCOMPARE(k().screen(), words("sleeping"));
        QCOMPARE(k().flow.scene().tap, tap + 1);
        QCOMPARE(k().flow.scene().refusal, std::optional(Refusal::Limit));
        QCOMPARE(k().told(), lines({"chip-placed false", "refused limit"}));
        k().pass(1h);
        QCOMPARE(k().screen(), words("sleeping"));
    }
    void atTheLimit_theFilmStopsWhenTheTimeIsUp()
    {
        begin(wren);
        k().play(owl);
        k().told();
        k().pass(56s + 990ms);
        QVERIFY(k().player.fades.isEmpty());
        k().pass(20ms);
        QCOMPARE(k().player.fades, QList<std::chrono::milliseconds>{3s}); // the sound sinks for 3 s
        k().pass(2900ms);
        QCOMPARE(k().screen(), words("playing"));
        k().pass(100ms);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().told(), lines({"limit-reached"}));
        QCOMPARE(k().played(wren), 60'000ms);
        k().pass(9900ms);
        QCOMPARE(k().screen(), words("good-night"));
        QVERIFY(k().player.present() != 0); // its last picture sinks behind the hill
        k().pass(200ms);
        QCOMPARE(k().screen(), words("sleeping"));
        QCOMPARE(k().player.present(), 0);
    }
    void atTheEndOfTheFilm_itGoesOnForTenMinutesAtMost()
    {
        ending(Ending::Film);
        begin(wren);
        k().play(owl); // 3 minutes, and it does not end
        k().pass(3min);
        QVERIFY(k().hears());
        QCOMPARE(k().screen(), words("playing"));
        k().pass(8min);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(wren), 660'000ms);
        QCOMPARE(k().ledger.of(wren, k().flow.day()).over, 600'000ms);
    }
    void atTheEndOfTheFilm_itEndsAndNothingFollows()
    {
        ending(Ending::Film);
        begin(wren);
        k().play(whale);
        k().pass(70s);
        k().end();
        QCOMPARE(k().screen(), words("good-night"));
        QVERIFY(k().told().contains(words("limit-reached")));
        QCOMPARE(k().ledger.of(wren, k().flow.day()).over, 10'000ms);
        QCOMPARE(k().player.opens.size(), 1);
    }
    void whatWasOverIsOwedTomorrow()
    {
        ending(Ending::Film);
        begin(wren);
        k().play(owl);
        k().pass(80s);
        k().end();
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        k().clock.setWall(k().clock.wall().addDays(1));
        k().flow.setNight(true); // anything that makes it look
        QCOMPARE(k().flow.allowanceOf(wren).remaining, 40'000ms);
        QCOMPARE(k().screen(), words("scan"));
    }
    void onlyWhatFits_aFilmThatIsTooLongIsNotStarted()
    {
        ending(Ending::Fits);
        begin(wren);
        k().place(owl); // 3 minutes
        QCOMPARE(k().player.opens.size(), 0);
        QVERIFY(k().told().contains(words("refused limit")));
        k().pass(4s);
        k().lift();
        k().play(rocket);
        QCOMPARE(k().screen(), words("playing"));
    }
    void theServersLimitIsObeyedAtTheStart()
    {
        begin();
        k().play(owl);
        k().pass(1s);
        k().told();
        k().sessions.answerStart(SessionLimit{});
        QCOMPARE(k().told(), lines({"limit-reached"}));
        QCOMPARE(k().player.fades.size(), 1);
        k().pass(soundFade);
        QCOMPARE(k().screen(), words("good-night"));
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        k().lift();
        k().place(rocket);
        QVERIFY(k().told().contains(words("refused limit")));
        // A parent raises the limit.
        k().flow.setWatchTime(otter, {1min, 90min});
        k().pass(4s);
        QCOMPARE(k().screen(), words("scan"));
    }
    void theServersLimitIsObeyedInMidFilm()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().pass(70s);
        QCOMPARE(k().sessions.beats.size(), 1);
        k().told();
        k().sessions.answerBeat(SessionLimit{});
        k().pass(soundFade);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().told(), lines({"limit-reached", "session-ended daily_limit false"}));
        QCOMPARE(k().outbox.ends.first().reason, Api::StopReason::DailyLimit);
    }
    void theServersLimitIsNotTakenBackByAWatchTimeThatLacksTheSession()
    {
        ending(Ending::Film);
        begin();
        k().play(whale);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().pass(66s);
        k().sessions.answerBeat(SessionLimit{});
        k().flow.setWatchTime(otter, {0min, 60min}); // finished sessions only: there is none
        k().end();
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().player.opens.size(), 1);
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        k().flow.setWatchTime(otter, {0min, 60min}); // the end is still on its way
        QCOMPARE(k().screen(), words("sleeping"));
        k().outbox.settle(k().outbox.ends.first(), 60min);
        k().flow.setWatchTime(otter, {60min, 60min});
        QCOMPARE(k().screen(), words("sleeping"));
        k().flow.setWatchTime(otter, {60min, 90min}); // a parent raises the limit
        QCOMPARE(k().screen(), words("scan"));
    }
    void aRaisedLimitWakesASleepingMoonWithinAMinute()
    {
        begin(wren);
        QSignalSpy wanted(&k().flow, &KioskFlow::watchTimeWanted);
        k().flow.setWatchTime(wren, {1min, 1min});
        QCOMPARE(k().screen(), words("sleeping"));
        k().pass(61s);
        QCOMPARE(wanted.size(), 1);
        k().pass(5min);
        QCOMPARE(wanted.size(), 6);
        k().flow.setServerState(ServerState::Offline);
        k().pass(5min);
        QCOMPARE(wanted.size(), 6); // nobody is there to ask
        k().flow.setServerState(ServerState::Online);
        QCOMPARE(wanted.size(), 7);
        k().flow.setWatchTime(wren, {1min, 30min});
        QCOMPARE(k().screen(), words("scan"));
        k().pass(5min);
        QCOMPARE(wanted.size(), 7);
    }
    void aChipOnASleepingMoonAsksForARaisedLimitWithinTenSeconds()
    {
        begin(wren);
        QSignalSpy wanted(&k().flow, &KioskFlow::watchTimeWanted);
        k().flow.setWatchTime(wren, {1min, 1min});
        k().pass(30s);
        k().place(rocket);
        QCOMPARE(wanted.size(), 1);
        for (int tap = 0; tap < 10; ++tap) { // impatience asks no faster
            k().lift();
            k().pass(500ms);
            k().place(rocket);
        }
        QCOMPARE(wanted.size(), 1);
        k().pass(5s);
        QCOMPARE(wanted.size(), 2);
        k().pass(59s);
        QCOMPARE(wanted.size(), 2);
        k().flow.setWatchTime(wren, {1min, 30min});
        QCOMPARE(k().screen(), words("scan"));
    }
    void theNewestWordOnTheLimitCounts()
    {
        begin();
        k().flow.setWatchTime(otter, {0min, 30min}); // newer than the catalogue's 60
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 30min);
        k().catalogue.replace(family()); // nothing new in it about Otter
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 30min);
        Api::Family raised = family();
        raised.profiles.first().dailyLimit = 90min;
        k().catalogue.replace(raised);
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 90min);
        k().flow.setWatchTime(otter, {0min, 45min});
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 45min);
    }
    void afterTheLastFilmThereIsACelebration()
    {
        begin();
        k().play(rocket);
        k().told();
        k().end();
        QCOMPARE(k().screen(), words("celebration"));
        k().pass(celebration - 1ms);
        QCOMPARE(k().screen(), words("celebration"));
        k().pass(1ms);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().told(), lines({"video-ended true Film 1"}));
    }
    void timeIsChargedBeforeItIsPlayed()
    {
        begin();
        k().place(owl);
        QCOMPARE(k().played(), 5000ms);
        QCOMPARE(k().player.opens.size(), 1);
        k().frame();
        for (int second = 0; second < 60; ++second) {
            k().pass(1s);
            const auto ahead = k().played() - std::chrono::seconds(second + 1);
            QVERIFY2(ahead >= 0ms && ahead <= 5s, qPrintable(QString::number(ahead.count())));
        }
    }
    void aFilmIsNotOpenedBeforeItsFirstSecondsAreOnDisk()
    {
        begin();
        k().reader.place(owl);
        QCOMPARE(k().player.opens.size(), 0);
        QCOMPARE(k().player.preloads.size(), 1); // but made ready
        k().settle();
        QCOMPARE(k().player.opens.size(), 1);
    }
    void aSlowDiskHoldsTheFilm()
    {
        begin();
        k().play(owl);
        k().promptDisk = false;
        k().pass(5100ms);
        QVERIFY(!k().hears());
        QCOMPARE(k().screen(), words("playing"));
        k().settle();
        QVERIFY(k().hears());
        k().pass(15s);
        QCOMPARE(k().screen(), words("broken")); // a disk that does not answer
    }
    void theUnusedPartIsGivenBackAtACleanStop()
    {
        begin();
        k().play(owl);
        k().pass(2s);
        k().lift();
        QCOMPARE(k().played(), 2000ms);
        k().place(owl);
        k().pass(1s);
        k().flow.leave();
        QCOMPARE(k().played(), 3000ms);
        k().lift();
        k().play(rocket);
        k().pass(12s);
        k().end();
        QCOMPARE(k().played(), 15'000ms);
    }
    void onlyMovingPicturesCount()
    {
        begin();
        k().place(owl);
        k().pass(1s); // no picture yet
        k().frame();
        k().pass(1s);
        k().player.sayStalled();
        k().pass(20s);
        k().player.sayResumed();
        k().pass(1s);
        k().lift();
        k().pass(1min);
        QCOMPARE(k().played(), 2000ms);
        QVERIFY(k().told().contains(words("paused network")));
    }
    void aSittingOverMidnightIsSplit()
    {
        begin();
        k().clock.setWall(QDateTime(QDate(2026, 3, 10), QTime(23, 59, 30), QTimeZone("Europe/Berlin")));
        k().play(owl);
        const QDate first = k().flow.day();
        k().pass(1min);
        k().flow.leave();
        QCOMPARE(k().flow.day(), first.addDays(1));
        const auto before = k().ledger.of(otter, first).played;
        QVERIFY(before >= 25s && before <= 35s);
        QCOMPARE(before + k().ledger.of(otter, first.addDays(1)).played, 60'000ms);
    }
    void anUnsetClockNeverOpensANewDay()
    {
        begin(wren);
        k().play(owl);
        k().pass(2min);
        QCOMPARE(k().screen(), words("sleeping"));
        const QDate day = k().flow.day();
        k().clock.setWall(QDateTime(QDate(1970, 1, 1), QTime(0, 0), QTimeZone::utc()), false);
        k().flow.setNight(true);
        QCOMPARE(k().flow.day(), day);
        k().clock.setWall(QDateTime(QDate(2030, 1, 1), QTime(0, 0), QTimeZone::utc()), false);
        k().flow.setNight(false);
        QCOMPARE(k().flow.day(), day);
        QCOMPARE(k().screen(), words("sleeping"));
    }

    // Who is watching
    void severalChildrenAreAskedWhoIsWatching()
    {
        begin(std::nullopt);
        QCOMPARE(k().screen(), words("who-is-watching"));
        QCOMPARE(k().flow.scene().faces.size(), 3);
        k().flow.chooseChild(badger);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().settings.settings().child, std::optional(badger));
        QCOMPARE(k().told(), lines({"profile-chosen Badger"}));
    }
    void theOnlyChildIsChosenByItself()
    {
        Api::Family one = family();
        one.profiles = {one.profiles.first()};
        k().catalogue.replace(one);
        begin(std::nullopt);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().settings.settings().child, std::optional(otter));
    }
    void theChosenChildIsRememberedOverAPowerCut()
    {
        begin(badger); // as the settings say
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().flow.scene().child->profile, badger);
    }
    void whoIsWatchingGoesBackToTheLastChildAfter30Seconds()
    {
        begin();
        k().flow.changeChild();
        QCOMPARE(k().screen(), words("who-is-watching"));
        k().pass(29s);
        QCOMPARE(k().screen(), words("who-is-watching"));
        k().pass(1s);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().flow.scene().child->profile, otter);
    }
    void withoutALastChildItWaits()
    {
        begin(std::nullopt);
        k().pass(10min);
        QCOMPARE(k().screen(), words("who-is-watching"));
    }
    void aChipPlacedBeforeTheChoicePlaysAfterIt()
    {
        begin(std::nullopt);
        k().place(rocket);
        QCOMPARE(k().player.opens.size(), 0);
        k().flow.chooseChild(otter);
        k().settle();
        QCOMPARE(k().player.opens.size(), 1);
    }
    void withoutAChildKnownItAsksForASignIn()
    {
        k().catalogue.replace({});
        begin(std::nullopt);
        QCOMPARE(k().screen(), words("sign-in"));
        k().place(rocket);
        QCOMPARE(k().screen(), words("sign-in"));
        k().catalogue.replace(family());
        QCOMPARE(k().screen(), words("who-is-watching"));
    }
    void leavingEndsTheSitting()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().flow.leave();
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().player.present(), 0);
        QCOMPARE(k().outbox.ends.first().reason, Api::StopReason::SwipeExit);
    }
    void theChildsOwnPauseAndGoingOn()
    {
        begin();
        k().play(owl);
        k().told();
        k().flow.togglePause();
        QVERIFY(!k().hears());
        k().flow.togglePause();
        k().settle();
        QVERIFY(k().hears());
        QCOMPARE(k().told(), lines({"paused child", "resumed child"}));
    }
    void nextAndPreviousMoveWithinThePlaylist()
    {
        begin();
        k().play(whale);
        k().flow.showNext();
        k().pass(pageTurn);
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
        k().flow.showPrevious();
        k().pass(pageTurn);
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
    }
    void aChipThatWaitedForTheServerStartsNothingWhileParentsAreInside()
    {
        begin();
        k().place(stranger);
        k().flow.setParentsInside(true);
        k().lookup.answer(LookupFound{{{}, words("New"), {{film(7, 30s), {}}}, true}});
        QCOMPARE(k().screen(), words("scan"));
        k().flow.setParentsInside(false);
        k().lift();
        k().flow.setServerState(ServerState::Waking);
        k().place(rocket);
        k().flow.setParentsInside(true);
        k().flow.setServerState(ServerState::Online);
        QCOMPARE(k().screen(), words("scan"));
        k().flow.setParentsInside(false);
        QCOMPARE(k().player.opens.size(), 0);
        QCOMPARE(k().ledger.begun.size(), 0);
    }
    void parentsInsideLetTheFilmWaitAndChipsStartNothing()
    {
        begin();
        k().play(owl);
        k().flow.setParentsInside(true);
        QVERIFY(!k().hears());
        k().lift();
        k().place(rocket);
        QCOMPARE(k().player.opens.size(), 1);
        k().flow.setParentsInside(false);
        QCOMPARE(k().player.opens.size(), 1);
        k().lift();
        k().place(owl);
        QVERIFY(k().hears());
    }

    // The server
    void theSessionIsStartedBesideTheFilm()
    {
        begin();
        k().play(owl);
        QCOMPARE(k().sessions.starts.size(), 1);
        QCOMPARE(k().sessions.starts.first().child, otter);
        QCOMPARE(k().sessions.starts.first().video, videoOf(5));
        QVERIFY(k().hears()); // nobody waits for the answer
    }
    void strictWaitsForTheServer()
    {
        k().set([](KioskSettings &s) { s.strict = true; });
        begin();
        k().place(owl);
        QCOMPARE(k().player.opens.size(), 0);
        QCOMPARE(k().played(), 0ms);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().frame();
        QVERIFY(k().hears());
        k().flow.leave();
        k().lift();
        k().place(owl);
        k().pass(2s);
        QCOMPARE(k().screen(), words("not-here"));
        QCOMPARE(k().player.opens.size(), 1);
    }
    void aHeartbeatFollowsEvery60Seconds()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().told();
        k().pass(54s);
        QCOMPARE(k().sessions.beats.size(), 0);
        k().pass(12s);
        QCOMPARE(k().sessions.beats.size(), 1);
        QVERIFY(k().sessions.beats.first().played >= 54s);
        k().sessions.answerBeat(BeatAgreed{});
        QCOMPARE(k().told(), lines({"heartbeat"}));
        k().pass(66s);
        QCOMPARE(k().sessions.beats.size(), 2);
    }
    void aHeartbeatTellsThePositionWithinTheSessionsOwnFilmOnly()
    {
        begin();
        k().play(whale);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().player.movedTo(66s);
        k().pass(66s);
        QCOMPARE(k().sessions.beats.last().position, std::optional(66'000ms));
        k().sessions.answerBeat(BeatAgreed{});
        k().end();
        k().pass(pageTurn);
        k().frame();
        k().pass(66s);
        QCOMPARE(k().sessions.beats.size(), 2);
        QCOMPARE(k().sessions.beats.last().position, std::nullopt);
    }
    void afterFailuresItWaits60And90And120And120()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().pass(66s);
        for (const int pause : {60, 90, 120, 120}) {
            const auto beats = k().sessions.beats.size();
            k().sessions.answerBeat(SessionUnanswered{});
            k().pass(std::chrono::seconds(pause) - 1s);
            QCOMPARE(k().sessions.beats.size(), beats);
            k().pass(1s);
            QCOMPARE(k().sessions.beats.size(), beats + 1);
        }
    }
    void oneSessionPerSitting()
    {
        begin();
        k().play(whale);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        for (int film = 0; film < 2; ++film) {
            k().pass(10s);
            k().end();
            k().pass(pageTurn);
            k().frame();
        }
        k().pass(10s);
        k().end();
        QCOMPARE(k().sessions.starts.size(), 1);
        QCOMPARE(k().outbox.ends.size(), 1);
        QCOMPARE(k().outbox.ends.first().reason, Api::StopReason::Completed);
        QCOMPARE(k().outbox.ends.first().played, 30'000ms);
    }
    void aSessionThatComesAfterTheSittingIsEndedAtOnce()
    {
        begin();
        k().play(owl);
        k().pass(3s);
        k().flow.leave();
        QCOMPARE(k().outbox.ends.size(), 0);
        k().told();
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        QCOMPARE(k().outbox.ends.size(), 1);
        QCOMPARE(k().outbox.ends.first().reason, Api::StopReason::SwipeExit);
        QCOMPARE(k().outbox.ends.first().played, 3000ms);
        QCOMPARE(k().told(), lines({"session-started", "session-ended swipe_exit false"}));
    }
    void aSessionThatTheServerForgotIsBegunAnew()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().pass(66s);
        k().sessions.answerBeat(SessionUnknown{});
        QCOMPARE(k().sessions.starts.size(), 2);
        QCOMPARE(k().outbox.ends.size(), 1);
        const auto before = k().outbox.ends.first().played;
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(2)});
        QCOMPARE(k().ledger.sessions.last().playedBefore, before);
        k().pass(10s);
        k().flow.leave();
        QCOMPARE(k().outbox.ends.size(), 2);
        QCOMPARE(k().outbox.ends.last().played, 10'000ms);
    }
    void aSessionBegunAnewAndTooLateIsBilledItsOwnTime()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().pass(66s);
        k().sessions.answerBeat(SessionUnknown{});
        k().pass(10s);
        k().flow.leave();
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(2)});
        QCOMPARE(k().outbox.ends.last().session, idOf<Api::SessionId>(2));
        QCOMPARE(k().outbox.ends.last().played, 10'000ms);
    }
    void aSittingBegunWithoutAServerAsksWhenItIsBack()
    {
        begin();
        k().copies.keep(videoOf(5));
        k().flow.setServerState(ServerState::Offline);
        k().play(owl);
        k().pass(10s);
        QCOMPARE(k().sessions.starts.size(), 0);
        k().flow.setServerState(ServerState::Online);
        QCOMPARE(k().sessions.starts.size(), 1);
    }
    void aChipOfAnotherFamilyIsRefused()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionDenied{});
        QCOMPARE(k().screen(), words("unknown-chip"));
        QVERIFY(k().told().contains(words("refused not-yours")));
        QCOMPARE(k().player.present(), 0);
    }
    void whatACrashLeftOpenIsEnded()
    {
        k().ledger.left = {{7, badger, QDate(2026, 3, 10), {{idOf<Api::SessionId>(1), home, 30s}}, 35s}};
        k().begin();
        QCOMPARE(k().outbox.ends.size(), 1);
        QCOMPARE(k().outbox.ends.first().session, idOf<Api::SessionId>(1));
        QCOMPARE(k().outbox.ends.first().reason, Api::StopReason::Error);
        QCOMPARE(k().outbox.ends.first().played, 30'000ms);
        QCOMPARE(k().outbox.ends.first().server, home);
        QCOMPARE(k().ledger.sessionsEnded, QList{idOf<Api::SessionId>(1)});
        QCOMPARE(k().ledger.ended, QList<quint64>{7});
        QVERIFY(k().told().contains(words("session-ended error false")));
    }
    void whatWasDecidedBeforeAPowerCutIsNotDecidedAgain()
    {
        k().ledger.left = {{7, badger, QDate(2026, 3, 10), {{idOf<Api::SessionId>(1), home, 35s}}, 35s}};
        k().outbox.hold(idOf<Api::SessionId>(1));
        k().begin();
        QCOMPARE(k().outbox.ends.size(), 0);
        QCOMPARE(k().ledger.sessionsEnded, QList{idOf<Api::SessionId>(1)});
        QCOMPARE(k().ledger.ended, QList<quint64>{7});
        QVERIFY(!k().told().contains(words("session-ended error false")));
    }
    void anEndIsToldWhenItIsOnDisk()
    {
        begin();
        k().outbox.prompt = false;
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1), home});
        k().told();
        k().flow.stop(); // also the last one of a run
        QCOMPARE(k().told(), QStringList());
        QCOMPARE(k().ledger.sessionsEnded.size(), 0);
        k().outbox.acknowledge();
        QCOMPARE(k().told(), lines({"session-ended manual false"}));
        QCOMPARE(k().ledger.sessionsEnded.size(), 1);
    }
    void anEndThatCantBeWrittenIsNotForgotten()
    {
        begin();
        k().outbox.prompt = false;
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1), home});
        k().flow.leave();
        k().told();
        k().outbox.fail();
        QCOMPARE(k().told(), lines({"error outbox-not-writable"}));
        QCOMPARE(k().ledger.sessionsEnded.size(), 0); // found as open by the next run
    }
    void anEndBelongsToTheServerThatOpenedTheSession()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1), home});
        QCOMPARE(k().ledger.sessions, (QList{OpenedSession{idOf<Api::SessionId>(1), home, 0ms}}));
        k().flow.leave();
        QCOMPARE(k().outbox.ends.first().server, home);
        k().play(rocket);
        k().flow.leave();
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(2), words("https://b:443")});
        QCOMPARE(k().outbox.ends.last().server, words("https://b:443"));
    }
    void aSettledEndIsToldAndCountedOnce()
    {
        begin();
        k().play(rocket);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().pass(12s);
        k().end();
        k().told();
        k().outbox.settle(k().outbox.ends.first(), 60s);
        QCOMPARE(k().told(), lines({"session-ended completed true"}));
        // The server counts a minute for what was 12 s here: nothing was watched elsewhere.
        k().flow.setWatchTime(otter, {1min, 60min});
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 60min - 12s);
    }
    void anEndThatIsGivenUpIsNotBilledThere()
    {
        begin();
        k().play(rocket);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().pass(12s);
        k().end();
        k().told();
        k().outbox.giveUp(k().outbox.ends.first());
        QCOMPARE(k().told(), QStringList());
        // The minute that the server counts was watched elsewhere.
        k().flow.setWatchTime(otter, {1min, 60min});
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 60min - 12s - 1min);
    }
    void whatWasWatchedElsewhereCounts()
    {
        begin();
        k().flow.setWatchTime(otter, {20min, 60min});
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 40min);
    }
    void switchingOffClosesWhatIsOpen()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().pass(2s);
        k().flow.stop();
        QCOMPARE(k().played(), 2000ms);
        QCOMPARE(k().outbox.ends.size(), 1);
        QCOMPARE(k().ledger.ended.size(), 1);
        QCOMPARE(k().player.present(), 0);
        k().events.clear();
        k().place(rocket);
        QCOMPARE(k().events.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestKioskRules)
#include "tst_kioskrules.moc"
