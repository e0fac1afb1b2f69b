// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The checklist of app/flow/README.md: one test per line, with the same words.

#include "tests/app/flow/kioskharness.h"

#include <QFile>
#include <QMetaMethod>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

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

/// "hold: lifting pauses" is tested by hold_liftingPauses().
QString testOf(QString rule)
{
    const auto joined = [](const QString &phrase) {
        QString name;
        for (const QString &word : phrase.split(u' ', Qt::SkipEmptyParts))
            name += name.isEmpty() ? word : word.left(1).toUpper() + word.mid(1);
        return name;
    };
    rule.remove(QRegularExpression(words("[^A-Za-z0-9: ]")));
    const QString when = rule.section(u':', 0, -2);
    return (when.isEmpty() ? QString() : joined(when) + u'_') + joined(rule.section(u':', -1));
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
    void plan(const Api::ProfileId &child, const std::function<void(KidPlan &)> &change)
    {
        k().set([&](KioskSettings &s) { change(s.plans[child]); });
    }
    /// As long as that; the film moves with the clock.
    void watch(const Nfc::Uid &uid, milliseconds time)
    {
        k().filmMoves = true;
        if (k().flow.state().chip)
            k().lift();
        k().play(uid);
        k().pass(time);
    }
    void leaveIt()
    {
        k().flow.leave();
        k().settle();
    }
    /// Where its film is opened.
    milliseconds from(const Nfc::Uid &uid)
    {
        k().lift();
        k().place(uid);
        return k().player.opens.last().from;
    }
    void ending(Ending style)
    {
        k().set([style](KioskSettings &s) { s.ending = style; });
    }

private Q_SLOTS:
    void init() { m_kiosk = std::make_unique<KioskHarness>(); }
    void cleanup() { m_kiosk.reset(); }

    void theChecklistAndTheTestsSayTheSame()
    {
        QFile readme(QStringLiteral(FLOW_README));
        QVERIFY(readme.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(readme.readAll());
        const QString rules = text.section(words("## The rules"), 1).section(words("\n## "), 0, 0);
        QStringList wanted;
        for (const QString &line : rules.split(u'\n')) {
            if (line.startsWith(u"- "))
                wanted.append(testOf(line.mid(2)));
        }
        QStringList tests;
        for (int i = metaObject()->methodOffset(); i < metaObject()->methodCount(); ++i) {
            const QString name = QString::fromLatin1(metaObject()->method(i).name());
            static const QStringList others{words("init"), words("cleanup"), words(__func__)};
            if (!name.endsWith(u"_data") && !others.contains(name))
                tests.append(name);
        }
        QCOMPARE(tests, wanted);
    }

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
                QCOMPARE(k().player.opens.size(), film + 2); // at once: it turns under the page
                QCOMPARE(k().player.stops, 0);
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
    void aFilmThatEndsWhileAnotherChipSettlesMakesWayForIt_data()
    {
        QTest::addColumn<Nfc::Uid>("chip");
        QTest::addColumn<bool>("isLost");
        QTest::newRow("a film of a playlist") << whale << false;
        QTest::newRow("its server is gone") << owl << true;
    }
    void aFilmThatEndsWhileAnotherChipSettlesMakesWayForIt()
    {
        QFETCH(const Nfc::Uid, chip);
        QFETCH(const bool, isLost);
        tapMode();
        begin();
        k().play(chip);
        k().lift();
        k().place(rocket);
        k().pass(300ms);
        if (isLost)
            k().player.sayFailed(FilmFailure::Unreachable);
        else
            k().end();
        k().settle();
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

    void tap_theSameChipAgainDoesWhatParentsChose_data()
    {
        QTest::addColumn<SameChip>("policy");
        QTest::addColumn<int>("opens");
        QTest::addColumn<QString>("film");
        QTest::addColumn<QString>("screen");
        QTest::newRow("pause") << SameChip::Pause << 1 << videoOf(2).toString() << words("paused");
        QTest::newRow("restart") << SameChip::Restart << 2 << videoOf(2).toString() << words("playing");
        QTest::newRow("next") << SameChip::Next << 2 << videoOf(3).toString() << words("playing");
        QTest::newRow("ignore") << SameChip::Ignore << 1 << videoOf(2).toString() << words("playing");
    }
    void tap_theSameChipAgainDoesWhatParentsChose()
    {
        QFETCH(const SameChip, policy);
        QFETCH(const int, opens);
        QFETCH(const QString, film);
        QFETCH(const QString, screen);
        begin();
        tapMode();
        k().set([policy](KioskSettings &s) { s.sameChip = policy; });
        k().play(whale);
        k().lift();
        k().pass(3s);
        k().place(whale);
        QCOMPARE(k().player.opens.size(), opens);
        QCOMPARE(k().player.opens.last().film.id, film);
        QCOMPARE(k().player.opens.last().from, 0ms);
        QCOMPARE(k().screen(), screen);
        QCOMPARE(k().sessions.starts.size(), 1);
    }
    void tap_parentsCanLetASecondChipFollow()
    {
        begin();
        tapMode();
        k().set([](KioskSettings &s) { s.secondChip = SecondChip::Queue; });
        k().play(rocket);
        k().lift();
        k().place(owl);
        k().lift();
        k().pass(12s);
        QCOMPARE(k().player.opens.last().film.id, videoOf(1).toString());
        k().end();
        QCOMPARE(k().player.opens.last().film.id, videoOf(5).toString()); // no celebration between
        QCOMPARE(k().sessions.starts.size(), 2);
    }
    void tap_aChipThatFollowsDoesSoAlsoWhereTheFilmBeforeCantBeHad()
    {
        begin();
        tapMode();
        k().set([](KioskSettings &s) { s.secondChip = SecondChip::Queue; });
        k().play(rocket);
        k().lift();
        k().place(owl);
        k().lift();
        k().player.sayFailed(FilmFailure::Unreachable);
        k().settle();
        QCOMPARE(k().player.opens.last().film.id, videoOf(5).toString());
        // One that never comes
        k().flow.leave();
        k().play(whale);
        k().lift();
        k().end();
        k().place(rocket);
        k().lift();
        k().pass(refusalPatience + dozingShown + 100ms);
        QCOMPARE(k().player.opens.last().film.id, videoOf(1).toString());
        QCOMPARE(k().ledger.begun.size(), k().ledger.ended.size() + 1);
    }
    void aChipThatMakesUpItsNumberIsRefusedWithoutAQuestion()
    {
        begin();
        k().place(*Nfc::Uid::fromString(words("08:11:22:33")));
        QCOMPARE(k().screen(), words("unknown-chip"));
        QCOMPARE(k().lookup.questions.size(), 0);
    }
    void aChipThatMakesUpItsNumberChangesNothingWhileAFilmIsPaused()
    {
        begin();
        k().play(owl);
        k().lift();
        k().told();
        const Nfc::Uid phone = *Nfc::Uid::fromString(words("08:11:22:33"));
        k().place(phone);
        QCOMPARE(k().told(), lines({"chip-placed false", "refused unknown-chip"}));
        QCOMPARE(k().screen(), words("paused"));
        k().lift();
        k().place(owl);
        QCOMPARE(k().screen(), words("playing"));
        QVERIFY(k().outbox.ends.isEmpty());
        QCOMPARE(k().player.opens.size(), 1);
    }
    void hold_whatIsRefusedLeavesTheFilmAndItsChipAlone()
    {
        begin();
        k().play(rocket);
        for (const Nfc::UidFlaw flaw : {Nfc::UidFlaw::Random, Nfc::UidFlaw::Impossible}) {
            Q_EMIT k().reader.chipRefused({flaw}); // on another reader
            QCOMPARE(k().screen(), words("playing"));
        }
        k().lift();
        QCOMPARE(k().screen(), words("paused"));
        k().reader.refuse();
        QCOMPARE(k().screen(), words("paused"));
        k().place(rocket);
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().player.opens.size(), 1);
    }
    void hold_aReaderThatTellsTapsOnlyPlaysOn()
    {
        begin();
        const auto tap = [this](const Nfc::Uid &uid) {
            Nfc::Placement placement{uid};
            placement.tapOnly = true;
            Q_EMIT k().reader.chipPlaced(placement);
            Q_EMIT k().reader.chipLifted(uid);
            k().settle();
        };
        tap(rocket);
        k().frame();
        k().pass(10s);
        QCOMPARE(k().screen(), words("playing"));
        tap(rocket);
        QCOMPARE(k().screen(), words("paused"));
        tap(rocket);
        QCOMPARE(k().screen(), words("playing"));
        tap(whale);
        k().pass(2s);
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
    }

    // Going on
    void aChipGoesOnWhereItWas()
    {
        begin();
        watch(owl, 60s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(57s));
        QCOMPARE(k().player.preloadPositions.last(), milliseconds(57s));
        // In the middle of a playlist, too
        leaveIt();
        watch(whale, 10s);
        k().end();
        k().frame();
        k().pass(9s);
        leaveIt();
        QCOMPARE(from(whale), milliseconds(6s));
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
        QCOMPARE(k().flow.scene().film, 1);
    }
    void everyChildHasAPlaceOfItsOwn()
    {
        begin();
        watch(owl, 60s);
        leaveIt();
        k().flow.chooseChild(badger);
        QCOMPARE(from(owl), 0ms);
        k().frame();
        k().pass(30s);
        leaveIt();
        k().flow.chooseChild(otter);
        QCOMPARE(from(owl), milliseconds(57s));
        leaveIt();
        // Also where the chip waits for the choice
        k().flow.changeChild();
        k().lift();
        k().place(owl);
        k().flow.chooseChild(badger);
        k().settle();
        QCOMPARE(k().player.opens.last().from, milliseconds(27s));
    }
    void afterAPowerCutAChipGoesOnWhereItWas()
    {
        begin();
        watch(owl, 60s);
        const auto places = k().ledger.places;
        m_kiosk = std::make_unique<KioskHarness>();
        k().ledger.places = places;
        begin();
        const milliseconds position = from(owl);
        QVERIFY(position <= 57s);
        QVERIFY(position >= 57s - chargedAtMost);
    }
    void whatIsNearlyOverCountsAsSeen()
    {
        begin();
        watch(whale, 9400ms);
        leaveIt();
        QCOMPARE(from(whale), milliseconds(6400));
        k().frame();
        k().pass(3200ms);
        leaveIt();
        QCOMPARE(from(whale), 0ms);
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
        // The player knows better than the catalogue how long a film is
        leaveIt();
        k().place(owl);
        k().player.sayOpened(FilmOrigin::Copy, 60s);
        k().frame();
        k().pass(58s);
        leaveIt();
        QCOMPARE(from(owl), 0ms); // its only film: it begins anew
    }
    void afterTheLastFilmItBeginsAnew()
    {
        begin();
        watch(whale, 10s);
        k().end();
        for (int film = 1; film < 3; ++film) {
            k().frame();
            k().pass(10s);
            k().end();
        }
        QCOMPARE(k().screen(), words("celebration"));
        QCOMPARE(from(whale), 0ms);
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
    }
    void whoAsksForTheNextFilmHasSeenThisOne()
    {
        begin();
        watch(whale, 3s);
        k().flow.showNext();
        leaveIt();
        QCOMPARE(from(whale), 0ms);
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
    }
    void onAnotherDayAStoryBeginsAnewAndThePlaylistGoesOn()
    {
        begin();
        watch(whale, 10s);
        k().end();
        k().frame();
        k().pass(9s);
        leaveIt();
        k().pass(24h);
        QCOMPARE(from(whale), 0ms);
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
    }
    void aLongFilmGoesOnAlsoOnAnotherDay()
    {
        Api::Family changed = family();
        changed.videos[4].duration = 80min;
        k().catalogue.replace(changed);
        begin();
        watch(owl, 20min);
        leaveIt();
        k().pass(24h);
        QCOMPARE(from(owl), milliseconds(20min - 3s));
        leaveIt();
        k().pass(24h * (rememberedForDays + 1));
        QCOMPARE(from(owl), 0ms);
    }
    void aFilmThatWasTakenOutBeginsThePlaylistAnew()
    {
        begin();
        watch(whale, 10s);
        k().end();
        k().frame();
        k().pass(9s);
        leaveIt();
        Api::Family changed = family();
        changed.chips[1].videos.removeAt(1);
        k().catalogue.replace(changed);
        QCOMPARE(from(whale), 0ms);
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
    }
    void whereNothingFromThereOnCanPlayTheChipBeginsAnew()
    {
        begin();
        watch(whale, 10s);
        k().end();
        leaveIt();
        k().copies.keep(videoOf(2));
        k().flow.setServerState(ServerState::Offline);
        QCOMPARE(from(whale), 0ms);
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
        // A later one is as good as the one that it was left at
        leaveIt();
        k().copies.keep(videoOf(4));
        watch(whale, 10s);
        k().end();
        leaveIt();
        QCOMPARE(from(whale), 0ms);
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
    }
    void parentsCanLetChipsAlwaysBeginAnew()
    {
        k().set([](KioskSettings &s) { s.fromStart = true; });
        begin();
        watch(owl, 60s);
        leaveIt();
        QCOMPARE(from(owl), 0ms);
    }
    void aRestartBeginsAtTheStart()
    {
        tapMode();
        k().set([](KioskSettings &s) { s.sameChip = SameChip::Restart; });
        begin();
        watch(owl, 60s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(57s));
        k().frame();
        k().lift();
        k().place(owl);
        QCOMPARE(k().player.opens.last().from, 0ms);
        k().frame();
        k().pass(20s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(17s)); // and that counts from now on
    }
    void goingOnNeverPlaysPastTheDay()
    {
        begin(wren); // one minute
        watch(owl, 40s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(37s));
        k().frame();
        k().pass(1min);
        QCOMPARE(k().screen(), words("sleeping"));
        QVERIFY(k().played(wren) <= 60s);
        QVERIFY(k().ledger.places.value(wren).value(owl).position <= 57s);
    }
    void whatFitsIsCountedFromWhereItGoesOn()
    {
        Api::Family changed = family();
        changed.videos[4].duration = 50s;
        k().catalogue.replace(changed);
        ending(Ending::Fits);
        begin(wren);
        watch(owl, 30s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(27s)); // 23 s of it in the 30 s that are left
        leaveIt();
        k().set([](KioskSettings &s) { s.fromStart = true; });
        const auto opens = k().player.opens.size();
        k().lift();
        k().place(owl);
        QCOMPARE(k().player.opens.size(), opens);
    }
    void anOutageInMidFilmKeepsItsPlace()
    {
        begin();
        watch(owl, 60s);
        k().player.movedTo(0ms); // a player that lost its film knows no position any more
        k().player.sayFailed(FilmFailure::Unreachable);
        QCOMPARE(k().screen(), words("not-here"));
        const milliseconds position = from(owl);
        QVERIFY(position <= 57s);
        QVERIFY(position >= 57s - chargedAtMost);
    }
    void aFilmThatBreaksOffKeepsItsPlaceOnce()
    {
        begin();
        const QList<std::function<void()>> ends{
            [this] { k().player.sayFailed(FilmFailure::PlayerLost); },
            [this] { k().player.sayFailed(FilmFailure::Broken); },
            [this] { k().player.sayFailed(FilmFailure::Gone); },
            [this] { k().player.sayFailed(FilmFailure::Refused); },
            [this] { k().end(false); },
        };
        for (const auto &breakOff : ends) {
            m_kiosk = std::make_unique<KioskHarness>();
            begin();
            watch(owl, 60s);
            k().player.movedTo(0ms); // what a player that lost its film says
            breakOff();
            k().settle();
            const milliseconds position = from(owl);
            QVERIFY(position <= 57s);
            QVERIFY(position >= 57s - chargedAtMost);
        }
        // There it breaks off again, so nobody is sent there a third time
        k().frame();
        k().pass(4s);
        k().player.movedTo(0ms);
        k().end(false);
        leaveIt();
        QCOMPARE(from(owl), 0ms);
    }
    void aPlayerThatIsLostBeforeTheFirstPictureKeepsThePlace()
    {
        begin();
        watch(owl, 60s);
        leaveIt();
        k().copies.keep(videoOf(5));
        QCOMPARE(from(owl), milliseconds(57s));
        k().pass(openingPatience + 1s);
        QCOMPARE(k().screen(), words("broken"));
        QCOMPARE(from(owl), milliseconds(57s)); // as often as it is tried
    }
    void whatNeverShowedAPictureKeepsThePlace()
    {
        begin();
        watch(owl, 60s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(57s));
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().player.movedTo(0ms); // a page that loads knows no position
        leaveIt();
        QCOMPARE(k().outbox.ends.last().position, milliseconds(60s));
        QCOMPARE(from(owl), milliseconds(57s));
        // Nor does one whose session comes too late
        k().player.movedTo(0ms);
        leaveIt();
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(2)});
        QCOMPARE(k().outbox.ends.last().position, milliseconds(60s));
        // Nor does lifting the chip in between
        QCOMPARE(from(owl), milliseconds(57s));
        k().player.movedTo(0ms);
        k().lift();
        QCOMPARE(k().screen(), words("paused"));
        k().place(owl);
        QCOMPARE(k().player.opens.last().from, milliseconds(57s));
    }
    void whatCantBeEnteredInItsMidstKeepsThePlace()
    {
        begin();
        watch(owl, 60s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(57s));
        k().player.sayOpened(FilmOrigin::Stream, 180s);
        k().player.movedTo(0ms); // it grows: it begins at its beginning
        k().frame();
        k().pass(20s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(57s));
        k().player.movedTo(0ms);
        k().frame();
        k().pass(70s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(67s));
        // One that is shorter than its place is another film
        k().player.sayOpened(FilmOrigin::Stream, 50s);
        k().player.movedTo(0ms);
        k().frame();
        k().pass(20s);
        leaveIt();
        QCOMPARE(from(owl), milliseconds(17s));
    }
    void thereIsNoCelebrationAfterAFailure()
    {
        begin();
        for (const FilmFailure failure : {FilmFailure::Refused, FilmFailure::PlayerLost}) {
            watch(rocket, 5s);
            k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1 + static_cast<int>(failure))});
            k().told();
            k().player.sayFailed(failure);
            k().settle();
            QCOMPARE(k().screen(), failure == FilmFailure::Refused ? words("not-here") : words("broken"));
            QVERIFY(k().told().contains(words("session-ended error false")));
        }
    }
    void aChipThatGoesOnWithBrokenFilmsTriesThoseBefore()
    {
        begin();
        watch(whale, 10s);
        k().end();
        leaveIt();
        const auto opens = k().player.opens.size();
        (void)from(whale);
        for (int film = 3; film <= 4; ++film) {
            QCOMPARE(k().player.opens.last().film.id, videoOf(film).toString());
            k().player.sayFailed(FilmFailure::Broken);
            QCOMPARE(k().screen(), words("broken"));
            k().pass(pageTurn);
        }
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
        k().frame();
        QCOMPARE(k().screen(), words("playing"));
        // Only broken ones: it is over after each was tried
        k().player.sayFailed(FilmFailure::Broken);
        for (int film = 3; film <= 4; ++film) {
            k().pass(pageTurn);
            k().player.sayFailed(FilmFailure::Broken);
        }
        QCOMPARE(k().player.opens.size(), opens + 5);
        k().pass(1min);
        QCOMPARE(k().screen(), words("scan"));
    }
    void inItsLastMomentAFilmIsNotSentBack()
    {
        begin();
        k().play(owl);
        k().player.sayOpened(FilmOrigin::Copy, 60s);
        k().player.movedTo(59s);
        k().flow.seek(10s);
        QVERIFY(k().player.seeks.isEmpty());
        k().flow.seek(-10s);
        QCOMPARE(k().player.seeks.last(), milliseconds(49s));
    }
    void theChildMovesWithinTheFilmAndNeverBeyondIt()
    {
        begin();
        watch(owl, 60s);
        k().flow.seek(10s);
        QCOMPARE(k().player.seeks.last(), milliseconds(70s));
        k().flow.seek(-100s);
        QCOMPARE(k().player.seeks.last(), 0ms);
        k().flow.seek(1h);
        QCOMPARE(k().player.seeks.last(), milliseconds(178s));
        k().lift();
        k().flow.seek(-10s); // not while it is paused
        QCOMPARE(k().player.seeks.size(), 3);
        k().flow.leave();
        k().flow.seek(10s);
        QCOMPARE(k().player.seeks.size(), 3);
    }

    // House chips
    void aProfileChipChoosesItsChild_data()
    {
        QTest::addColumn<QString>("where");
        for (const char *where :
             {"who-is-watching", "scan", "sleeping", "unknown-chip", "paused", "good-night"})
            QTest::newRow(where) << words(where);
    }
    void aProfileChipChoosesItsChild()
    {
        QFETCH(const QString, where);
        begin(where == u"sleeping" || where == u"good-night" ? wren : otter);
        if (where == u"who-is-watching") {
            k().flow.changeChild();
        } else if (where == u"unknown-chip") {
            k().place(nobodys);
        } else if (where == u"paused") {
            k().play(owl);
            k().lift();
        } else if (where == u"sleeping" || where == u"good-night") {
            k().play(owl);
            k().pass(61s);
            if (where == u"sleeping")
                k().pass(goodNight);
        }
        QCOMPARE(k().screen(), where);
        k().lift();
        k().told();
        k().place(badgers);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().settings.settings().child, std::optional(badger));
        QVERIFY(k().told().contains(words("profile-chosen Badger")));
        QCOMPARE(k().player.present(), 0);
        QCOMPARE(k().ledger.ended.size(), k().ledger.begun.size());
        k().lift();
        k().play(rocket);
        QCOMPARE(k().ledger.charges.last().child, badger);
    }
    void aProfileChipWhileAFilmPlaysChoosesAfterOneSecond()
    {
        begin();
        tapMode();
        k().play(owl);
        k().lift();
        k().place(badgers);
        k().pass(900ms);
        QCOMPARE(k().screen(), words("playing"));
        k().lift(); // a brush past
        k().pass(2s);
        QCOMPARE(k().screen(), words("playing"));
        k().place(badgers);
        k().pass(swapSettling);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().settings.settings().child, std::optional(badger));
    }
    void theProfileChipOfWhoeverWatchesChangesNothing()
    {
        begin();
        tapMode();
        k().play(owl);
        k().lift();
        k().told();
        k().place(otters);
        k().pass(5s);
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().told(), lines({"chip-placed false", "house-chip profile"}));
    }
    void aProfileChipOfAStrangerIsRefused()
    {
        begin();
        k().place(nobodys);
        QCOMPARE(k().screen(), words("unknown-chip"));
        QVERIFY(k().told().contains(words("refused not-yours")));
        QCOMPARE(k().settings.settings().child, std::optional(otter));
    }
    void tap_aPauseChipPausesAndGoesOn()
    {
        begin();
        tapMode();
        k().play(owl);
        k().lift();
        k().told();
        k().place(pauser);
        QVERIFY(!k().hears());
        k().lift();
        k().place(pauser);
        QVERIFY(k().hears());
        QCOMPARE(k().told(), lines({"chip-placed false", "house-chip pause", "paused chip", "chip-lifted",
                                    "chip-placed false", "house-chip pause", "resumed chip"}));
    }
    void hold_aPauseChipLeavesThePauseThatMadeRoomForIt()
    {
        begin();
        k().play(owl);
        k().lift();
        k().place(pauser);
        QCOMPARE(k().screen(), words("paused"));
        k().lift();
        k().place(owl);
        QVERIFY(k().hears());
    }
    void tap_aNextChipAndABackChipMoveWithinThePlaylist()
    {
        begin();
        tapMode();
        k().play(whale);
        k().lift();
        k().place(nexter);
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
        k().lift();
        k().place(backer);
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
    }
    void hold_aNextChipChoosesTheFilmThatBeginsWhenTheChipIsBack()
    {
        begin();
        k().play(whale);
        k().lift();
        for (int i = 0; i < 4; ++i) { // the last one has nothing after it
            k().place(nexter);
            k().lift();
        }
        QCOMPARE(k().screen(), words("paused"));
        QCOMPARE(k().flow.scene().film, 2);
        k().place(backer);
        k().lift();
        QCOMPARE(k().flow.scene().film, 1);
        QCOMPARE(k().player.opens.size(), 1);
        k().play(whale);
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
        QCOMPARE(k().ledger.begun.size(), 1);
    }
    void aLouderChipAndASofterChipChangeTheVolumeByAStepAndNeverToSilence()
    {
        begin();
        QCOMPARE(k().player.loudness, 1.0);
        QCOMPARE(k().flow.scene().volumeTap, quint64(0));
        for (int i = 0; i < 20; ++i) {
            k().place(softer);
            // Seen also where it can't get any softer
            QCOMPARE(k().flow.scene().volumeTap, k().flow.scene().tap);
            k().lift();
        }
        QCOMPARE(k().player.loudness, 0.1);
        QCOMPARE(k().flow.scene().volume, 0.1);
        k().place(louder);
        QCOMPARE(k().player.loudness, 0.2);
        QCOMPARE(k().settings.settings().volume, 2); // found again after a power cut
        QCOMPARE(k().screen(), words("scan"));
    }
    void aLouderChipNeverGoesBeyondWhatParentsAllow()
    {
        k().set([](KioskSettings &s) {
            s.volume = 5;
            s.volumeCap = 6;
        });
        begin();
        QCOMPARE(k().player.loudness, 0.5);
        const auto put = [this](const Nfc::Uid &uid) {
            k().lift();
            k().place(uid);
        };
        put(louder);
        QCOMPARE(k().player.loudness, 0.6);
        put(louder);
        QCOMPARE(k().player.loudness, 0.6);
        QCOMPARE(k().flow.scene().volume, 0.6);
        put(softer);
        QCOMPARE(k().player.loudness, 0.5);
        k().set([](KioskSettings &s) { s.volumeCap = 3; }); // parents turn it down
        QCOMPARE(k().player.loudness, 0.3);
        put(softer); // from what is heard
        QCOMPARE(k().player.loudness, 0.2);
    }
    void inTheEveningFilmsAreNoLouderThanItsCap()
    {
        k().set([](KioskSettings &s) { s.eveningCap = 4; });
        begin();
        QCOMPARE(k().player.loudness, 1.0);
        k().flow.setNight(true);
        QCOMPARE(k().player.loudness, 0.4);
        QCOMPARE(k().flow.scene().volume, 0.4);
        k().lift();
        k().place(louder);
        QCOMPARE(k().player.loudness, 0.4);
        k().flow.setNight(false);
        QCOMPARE(k().player.loudness, 1.0); // as it was
        k().set([](KioskSettings &s) { s.volumeCap = 3; });
        k().flow.setNight(true);
        QCOMPARE(k().player.loudness, 0.3); // the lesser of both
    }
    void aStopChipEndsTheSitting()
    {
        begin();
        tapMode();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().lift();
        k().place(stopper);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().player.present(), 0);
        QCOMPARE(k().outbox.ends.first().reason, Api::StopReason::Manual);
    }
    void aBonusChipGivesItsTimeOnce()
    {
        begin();
        k().place(bonus);
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 60min); // not before it is on disk
        k().house.answer(BonusOutcome::Granted);
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 75min);
        QCOMPARE(k().flow.allowanceOf(badger).remaining, 30min);
        QCOMPARE(k().flow.scene().bonus, 1.0);
        QVERIFY(k().told().contains(words("bonus")));
        k().lift();
        k().place(bonus);
        QCOMPARE(k().house.questions.size(), 0);
        QVERIFY(k().told().contains(words("refused no-film")));
        QVERIFY(k().flow.scene().spent);
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 75min);
    }
    void aBonusIsSpentBeforeTheRestOfTheDay()
    {
        begin();
        k().place(bonus);
        k().house.answer(BonusOutcome::Granted);
        k().lift();
        k().play(owl);
        k().pass(90s);
        QVERIFY(k().flow.scene().bonus < 0.95);
        QCOMPARE(k().flow.scene().timeLeft, 1.0);
    }
    void aBonusThatCantBeWrittenIsNeitherGivenNorSpent()
    {
        begin();
        k().place(bonus);
        k().house.answer(BonusOutcome::NotWritable);
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 60min);
        QCOMPARE(k().screen(), words("broken"));
        const QStringList told = k().told();
        QVERIFY(told.contains(words("error bonus-not-writable")));
        QVERIFY(told.contains(words("refused locked")));
        k().lift();
        k().place(bonus);
        QCOMPARE(k().house.questions.size(), 1); // as full as before
    }
    void aBonusChipWithoutAChildKeepsItsTime()
    {
        begin(std::nullopt);
        QCOMPARE(k().screen(), words("who-is-watching"));
        k().place(bonus);
        QCOMPARE(k().house.questions.size(), 0);
        QCOMPARE(k().screen(), words("who-is-watching"));
    }
    void aBonusWakesTheSleepingMoon_data()
    {
        QTest::addColumn<int>("seconds"); // after the time was up
        QTest::newRow("good night") << 2;
        QTest::newRow("sleeping") << 20;
    }
    void aBonusWakesTheSleepingMoon()
    {
        QFETCH(const int, seconds);
        begin(wren);
        k().play(owl);
        k().pass(61s + std::chrono::seconds(seconds));
        k().lift();
        k().place(bonus);
        k().house.answer(BonusOutcome::Granted);
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().flow.allowanceOf(wren).remaining, 15min);
        k().lift();
        k().play(owl);
        QCOMPARE(k().screen(), words("playing"));
        k().pass(2min);
        QVERIFY(k().hears());
    }
    void tap_aBonusInTheLastSecondsLetsTheFilmGoOn()
    {
        begin(wren);
        tapMode();
        k().play(owl);
        k().lift();
        k().pass(58s);
        QCOMPARE(k().player.fades.size(), 1);
        k().place(bonus);
        k().house.answer(BonusOutcome::Granted);
        k().settle();
        QVERIFY(k().hears());
        k().pass(60s);
        QVERIFY(k().hears());
        QCOMPARE(k().screen(), words("playing"));
    }
    void aBonusCountsAlthoughTheServerSaysEnough()
    {
        begin();
        k().play(owl);
        k().sessions.answerStart(SessionLimit{});
        k().pass(10s + goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        k().lift();
        k().place(bonus);
        k().house.answer(BonusOutcome::Granted);
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 15min);
        k().lift();
        k().play(owl);
        QCOMPARE(k().sessions.starts.size(), 1); // it is not asked about what it knows nothing of
        k().pass(2min);
        QVERIFY(k().hears());
        QCOMPARE(k().flow.allowanceOf(otter).remaining / 1min, 12);
    }
    void aBonusCountsAlthoughTheServerSaysEnoughOnlyNow()
    {
        begin();
        k().place(bonus);
        k().house.answer(BonusOutcome::Granted);
        k().lift();
        k().play(owl);
        k().sessions.answerStart(SessionLimit{});
        k().pass(1min);
        QVERIFY(k().hears());
        QVERIFY(k().flow.allowanceOf(otter).remaining < 15min);
        k().pass(20min);
        QVERIFY(!k().hears());
    }
    void aBonusThatWasSpentFirstIsNotLostWhenTheServerSaysEnough()
    {
        begin(wren); // one minute a day
        k().place(bonus);
        k().house.answer(BonusOutcome::Granted);
        k().lift();
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        k().pass(66s); // its minute is over for a server that knows nothing of the bonus
        k().sessions.answerBeat(SessionLimit{});
        k().pass(14min);
        QVERIFY(k().hears());
        k().pass(2min);
        QVERIFY(!k().hears());
        QVERIFY(k().played(wren) <= 16min);
    }
    void aParentChipOpensTheParentsDoor_data()
    {
        QTest::addColumn<QString>("where");
        for (const char *where : {"scan", "playing", "paused", "who-is-watching"})
            QTest::newRow(where) << words(where);
    }
    void aParentChipOpensTheParentsDoor()
    {
        QFETCH(const QString, where);
        begin();
        tapMode();
        if (where == u"playing" || where == u"paused")
            k().play(owl);
        if (where == u"paused")
            k().flow.togglePause();
        if (where == u"who-is-watching")
            k().flow.changeChild();
        QCOMPARE(k().screen(), where);
        k().lift();
        QSignalSpy door(&k().flow, &KioskFlow::doorRequested);
        k().place(parents);
        QCOMPARE(door.size(), 1);
        QCOMPARE(k().screen(), where); // what is behind the door is for others to say
    }
    void aHouseChipDoesNothingWhileItRestsOrParentsAreInside()
    {
        begin();
        k().reader.fail(Nfc::ReaderFault::Mute);
        k().reader.place(badgers);
        k().reader.recover();
        QCOMPARE(k().settings.settings().child, std::optional(otter));
        k().lift();
        k().flow.setParentsInside(true);
        k().place(badgers);
        k().flow.setParentsInside(false);
        QCOMPARE(k().settings.settings().child, std::optional(otter));
    }

    // Refusals
    void aChipWithoutAFilmIsRefused()
    {
        begin();
        k().place(empty);
        QCOMPARE(k().screen(), words("no-film"));
        QVERIFY(!k().flow.scene().spent);
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
    void aFilmOfAPlatformPlaysWhenAParentHasAgreedAndTheServerIsAway()
    {
        k().catalogue.replace(onPlatform(family(), 1));
        begin();
        k().web.be(WebAccess::Ready);
        k().flow.setServerState(ServerState::Offline);
        k().play(rocket);
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().player.opens.first().film.address,
                 QUrl(words("https://www.youtube.com/watch?v=aBc_-123456")));
    }
    void aFilmOfAPlatformThatAGrownupMustAllowIsNotHere()
    {
        k().catalogue.replace(onPlatform(family(), 1));
        begin();
        for (const WebAccess access : {WebAccess::NotInstalled, WebAccess::NoConsent}) {
            k().web.be(access);
            k().place(rocket);
            QCOMPARE(k().screen(), words("not-here"));
            QVERIFY(!k().flow.scene().dozing); // waiting would not help
            QCOMPARE(k().flow.scene().poster->video, videoOf(1));
            QCOMPARE(k().player.opens.size(), 0);
            k().lift();
            k().pass(10s);
        }
        k().flow.setServerState(ServerState::Waking);
        k().place(rocket);
        QCOMPARE(k().screen(), words("not-here")); // nor does the server
    }
    void aFilmOfAPlatformWithoutANetworkIsNotHereUntilItIsBack()
    {
        k().catalogue.replace(onPlatform(family(), 1));
        begin();
        k().web.be(WebAccess::NoNetwork);
        k().place(rocket);
        QCOMPARE(k().screen(), words("not-here"));
        QVERIFY(k().flow.scene().dozing);
        k().lift();
        k().pass(10s);
        k().web.be(WebAccess::Ready);
        k().play(rocket);
        QCOMPARE(k().screen(), words("playing"));
    }
    void aFilmOfAPlatformThatCantBeShownMakesWayForTheNext()
    {
        k().catalogue.replace(onPlatform(family(), 2));
        begin();
        k().web.be(WebAccess::NoConsent);
        k().play(whale);
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().player.opens.first().film.id, videoOf(3).toString());
    }
    void aFilmOfAPlatformMayTakeLongToCome()
    {
        k().catalogue.replace(onPlatform(family(), 1));
        begin();
        k().web.be(WebAccess::Ready);
        k().place(rocket);
        k().pass(40s);
        QCOMPARE(k().player.stops, 0);
        k().player.sayOpened(FilmOrigin::Stream);
        k().player.sayFirstFrame();
        QCOMPARE(k().screen(), words("playing"));
    }
    void aFilmOfAPlatformEndsWhenItsConsentDoes()
    {
        k().catalogue.replace(onPlatform(family(), 2));
        begin();
        k().web.be(WebAccess::Ready);
        k().filmMoves = true;
        k().play(whale);
        k().pass(5s);
        k().web.be(WebAccess::NoConsent);
        k().settle();
        QCOMPARE(k().player.present(), 0);
        QCOMPARE(k().screen(), words("not-here"));
        QCOMPARE(k().ledger.places.value(otter).value(whale), (Place{videoOf(2), 5s, k().flow.day()}));
        // So does one that waits
        k().web.be(WebAccess::Ready);
        k().lift();
        k().play(whale);
        k().lift();
        QCOMPARE(k().screen(), words("paused"));
        k().web.be(WebAccess::NoConsent);
        k().settle();
        QCOMPARE(k().player.present(), 0);
        QVERIFY(k().screen() != words("paused"));
    }
    void aPageDoesNotTurnToAPlatformThatIsClosedMeanwhile()
    {
        k().catalogue.replace(onPlatform(family(), 3));
        begin();
        k().web.be(WebAccess::Ready);
        k().play(whale);
        k().player.sayFailed(FilmFailure::Broken);
        k().web.be(WebAccess::NoConsent);
        k().pass(pageTurn);
        k().pass(pageTurn);
        k().frame();
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
        QCOMPARE(k().player.opens.size(), 2);
    }
    void noPageOfAPlatformIsMadeReadyWhileAnotherFilmPlays()
    {
        k().catalogue.replace(onPlatform(family(), 3));
        begin();
        k().web.be(WebAccess::Ready);
        k().play(whale);
        const auto isOfPlatform = [](const Film &film) {
            return film.id == videoOf(3).toString();
        };
        QVERIFY(std::none_of(k().player.preloads.cbegin(), k().player.preloads.cend(), isOfPlatform));
        k().end();
        QCOMPARE(k().player.preloads.last().id, videoOf(3).toString()); // but when its turn comes
    }
    void aFilmThatItsOwnerKeepsOnItsPlatformIsBroken()
    {
        k().catalogue.replace(onPlatform(family(), 1));
        begin();
        k().web.be(WebAccess::Ready);
        k().place(rocket);
        k().player.sayFailed(FilmFailure::NotEmbeddable);
        QCOMPARE(k().screen(), words("broken"));
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
    void aBrokenFilmIsToldToParentsUntilItPlays()
    {
        k().set([](KioskSettings &s) { s.fromStart = true; });
        begin();
        k().place(whale);
        k().player.sayFailed(FilmFailure::Broken);
        const FilmTrouble trouble{FilmFailure::Broken, k().clock.wall()};
        QCOMPARE(k().troubles.troubles(), (QHash<Api::VideoId, FilmTrouble>{{videoOf(2), trouble}}));
        k().pass(pageTurn);
        k().frame(); // the next one plays; that says nothing of the first
        k().pass(5s);
        QCOMPARE(k().troubles.troubles().size(), 1);
        k().player.sayFailed(FilmFailure::Gone); // in mid film
        QCOMPARE(k().troubles.troubles().value(videoOf(3)).failure, FilmFailure::Gone);
        leaveIt();
        k().lift();
        k().play(whale);
        QCOMPARE(k().troubles.troubles().keys(), QList{videoOf(3)});
    }
    void anOutageIsNoBrokenFilm()
    {
        begin();
        k().place(whale);
        k().player.sayFailed(FilmFailure::Unreachable);
        QVERIFY(k().troubles.troubles().isEmpty());
        k().lift();
        k().place(rocket);
        k().player.sayFailed(FilmFailure::Refused); // nobody is signed in
        QVERIFY(k().troubles.troubles().isEmpty());
        k().flow.setSignedIn(true);
        k().lift();
        k().place(rocket);
        k().player.sayFailed(FilmFailure::Refused);
        QCOMPARE(k().troubles.troubles().size(), 1);
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
    void aFilmThatFailsWhileItIsToGoOnMakesWayForTheNext()
    {
        begin();
        k().play(whale);
        k().lift();
        k().reader.place(whale);
        QCOMPARE(k().screen(), words("paused")); // its charge is not on the disk yet
        k().player.sayFailed(FilmFailure::Broken);
        k().pass(pageTurn);
        k().frame();
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
        QVERIFY(k().told().contains(words("resumed chip")));
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
    void theServersLimitBetweenTwoFilmsIsAGoodNight_data()
    {
        QTest::addColumn<bool>("asHeartbeat");
        QTest::newRow("when the session is started") << false;
        QTest::newRow("with a heartbeat") << true;
    }
    void theServersLimitBetweenTwoFilmsIsAGoodNight()
    {
        QFETCH(bool, asHeartbeat);
        ending(Ending::Film);
        begin();
        k().play(whale);
        if (asHeartbeat) {
            k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
            k().pass(beatInterval + beatJitter);
            QVERIFY(!k().sessions.beats.isEmpty());
        }
        const milliseconds before = k().played();
        k().end();
        QCOMPARE(k().player.opens.size(), 2);
        if (asHeartbeat)
            k().sessions.answerBeat(SessionLimit{});
        else
            k().sessions.answerStart(SessionLimit{});
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().flow.scene().start, 0); // of a film that nobody saw there is no picture
        QVERIFY(!k().hears());
        QVERIFY(k().played() <= before);
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
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
    void whatWasOnItsWayToTheDiskAtTheEndIsGivenBack()
    {
        begin();
        k().reader.place(owl);
        QCOMPARE(k().played(), 5000ms);
        k().flow.stop();
        k().settle();
        QCOMPARE(k().played(), 0ms);
        QCOMPARE(k().ledger.givenBack.size(), 1);
    }
    void aSlowDiskNeverHoldsMoreThanOneStepAhead()
    {
        begin();
        k().reader.place(owl); // its first step is on its way
        k().reader.lift();
        k().reader.place(owl);
        k().reader.lift();
        k().reader.place(rocket);
        QVERIFY(k().ledger.charges.size() >= 2);
        QVERIFY(k().played() <= chargedAtMost + k().ledger.charges.size() * smallestStep);
        k().frame();
        k().pass(1s);
        QVERIFY(k().hears());
        QCOMPARE(k().player.opens.last().film.id, videoOf(1).toString());
        k().flow.leave();
        QCOMPARE(k().played(), 1000ms);
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

    void atTheEndOfTheFilm_theEndOfAChapterIsAnEnd()
    {
        ending(Ending::Film);
        begin(wren); // 1 minute
        k().filmMoves = true;
        k().player.marks = {30s, 80s, 120s};
        k().play(owl);
        k().pass(76s + 990ms);
        QVERIFY(k().player.fades.isEmpty());
        k().pass(3s + 10ms);
        QCOMPARE(k().player.fades.size(), 1);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(wren), 80'000ms);
        QCOMPARE(k().ledger.of(wren, k().flow.day()).over, 20'000ms);
    }
    void atTheEndOfTheFilm_aChapterThatHasNoTimeLeftIsNotBegun()
    {
        ending(Ending::Film);
        begin(wren);
        k().filmMoves = true;
        k().player.marks = {20s, 56s, 170s};
        k().play(owl);
        k().pass(1min);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(wren), 56'000ms);
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
    }
    void atTheEndOfTheFilm_parentsSayHowFarItMayGo()
    {
        ending(Ending::Film);
        plan(wren, [](KidPlan &plan) { plan.overrun = 1min; });
        begin(wren);
        k().filmMoves = true;
        k().player.marks = {130s}; // too far
        k().play(owl);
        k().pass(125s);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(wren), 120'000ms);
    }
    void theOverrunBelongsToTheDayAndNotToTheSitting()
    {
        ending(Ending::Film);
        begin(wren);
        k().play(owl);
        k().pass(12min);
        QCOMPARE(k().played(wren), 660'000ms);
        k().pass(goodNight);
        k().lift();
        k().flow.grantTime(wren, 5min);
        k().house.answerGift();
        QCOMPARE(k().screen(), words("scan"));
        k().play(owl);
        k().pass(20min);
        QCOMPARE(k().played(wren), 660'000ms + 300'000ms);
        QCOMPARE(k().ledger.of(wren, k().flow.day()).over, 600'000ms);
    }
    void onlyWhatFits_aShorterFilmOfThePlaylistIsTaken()
    {
        ending(Ending::Fits);
        Api::Family longFirst = family();
        longFirst.videos[1].duration = 2min; // Film 2, the whale's first
        k().catalogue.replace(longFirst);
        begin(wren);
        k().play(whale);
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
    }
    void onlyWhatFits_aFilmThatDoesNotFitIsSeenAsleep()
    {
        ending(Ending::Fits);
        begin(wren);
        // One picture for each chip: rocket and whale, and the owl's three minutes of Wren's one.
        const auto shelf = [this] {
            return k().flow.scene().playable;
        };
        QCOMPARE(shelf().size(), 3);
        QCOMPARE(shelf().at(1).video, videoOf(2)); // the whale's first
        QVERIFY(!shelf().at(0).asleep && !shelf().at(1).asleep);
        QCOMPARE(shelf().at(2).video, videoOf(5));
        QVERIFY(shelf().at(2).asleep);
        Api::Family longFirst = family();
        longFirst.videos[1].duration = 2min;
        k().catalogue.replace(longFirst);
        QCOMPARE(shelf().at(1).video, videoOf(3)); // its next film is the shorter one that would be taken
        QVERIFY(!shelf().at(1).asleep);
        longFirst.videos[2].duration = longFirst.videos[3].duration = 2min;
        k().catalogue.replace(longFirst);
        QCOMPARE(shelf().at(1).video, videoOf(2)); // none fits: it sleeps behind the one that does not
        QVERIFY(!shelf().at(0).asleep && shelf().at(1).asleep && shelf().at(2).asleep);
        k().place(whale);
        QCOMPARE(k().told(), lines({"chip-placed false", "refused limit"}));
        k().lift();
        k().pass(shownFor(Refusal::Limit, false));
        ending(Ending::Limit);
        QCOMPARE(shelf().size(), 3);
        for (const Poster &poster : shelf())
            QVERIFY(!poster.asleep);
        plan(wren, [](KidPlan &plan) { plan.highestRating = Api::AgeRating::G; });
        QVERIFY(shelf().isEmpty()); // what is for bigger children is not seen at all
    }
    void everyChildHasAnEndingOfItsOwn()
    {
        ending(Ending::Limit);
        plan(wren, [](KidPlan &plan) { plan.ending = Ending::Film; });
        begin(wren);
        k().play(owl);
        k().pass(90s);
        QCOMPARE(k().screen(), words("playing"));
        QVERIFY(k().hears());
    }
    void aWeekdayHasItsOwnMinutesAndNeverMoreThanMedioAllows()
    {
        plan(otter, [](KidPlan &plan) {
            plan.weekdays[1] = 20min; // Tuesday, which it is
            plan.weekdays[2] = 200min;
        });
        begin();
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 20min);
        k().clock.setWall(k().clock.wall().addDays(1));
        k().look();
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 60min);
    }
    void aChipHasItsOwnMinutes()
    {
        begin();
        k().place(stranger);
        CatalogueChip chip;
        chip.films = {k().catalogue.snapshot()->chip(owl)->films.first()};
        chip.maxWatch = 2min;
        k().lookup.answer(LookupFound{chip});
        k().frame();
        k().pass(2min);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(), 120'000ms);
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("scan")); // other chips play
        k().lift();
        k().told();
        k().place(stranger);
        k().lookup.answer(LookupFound{chip});
        QVERIFY(k().told().contains(words("refused limit")));
        k().pass(4s);
        k().lift();
        k().play(rocket);
        QCOMPARE(k().screen(), words("playing"));
    }
    void bedtimeEndsTheFilmAndKeepsFilmsOff()
    {
        plan(otter, [](KidPlan &plan) { plan.bedtime = Bedtime{QTime(10, 2), QTime(10, 30)}; });
        begin(); // at ten
        k().play(owl);
        k().pass(119s);
        QCOMPARE(k().screen(), words("playing"));
        k().pass(1s);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(), 120'000ms);
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        k().lift();
        k().told();
        k().place(rocket);
        QVERIFY(k().told().contains(words("refused bedtime")));
        k().pass(29min);
        k().look();
        QCOMPARE(k().screen(), words("scan"));
    }
    void theSceneSaysThatItIsBedtime()
    {
        plan(otter, [](KidPlan &plan) { plan.bedtime = Bedtime{QTime(10, 2), QTime(10, 30)}; });
        begin(); // at ten
        k().play(owl);
        QVERIFY(!k().flow.scene().refusal);
        k().pass(2min);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().flow.scene().refusal, std::optional(Refusal::Bedtime));
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        QCOMPARE(k().flow.scene().refusal, std::optional(Refusal::Bedtime));
        k().lift();
        k().place(rocket);
        k().pass(1min); // told, and over
        QCOMPARE(k().flow.scene().refusal, std::optional(Refusal::Bedtime));
        k().pass(28min);
        k().look();
        QCOMPARE(k().screen(), words("scan"));
        QVERIFY(!k().flow.scene().refusal);
        // Time that is used up is no bedtime
        plan(otter, [this](KidPlan &plan) { plan.enoughOn = k().flow.day(); });
        QCOMPARE(k().screen(), words("sleeping"));
        QVERIFY(!k().flow.scene().refusal);
        // Until it comes, and nothing else happens
        k().pass(24h - 29min);
        plan(otter, [this](KidPlan &plan) { plan.enoughOn = k().flow.day(); });
        k().pass(2min);
        QTRY_COMPARE(k().flow.scene().refusal, std::optional(Refusal::Bedtime));
    }
    void aGoodNightStaysWhatItBeganAs()
    {
        begin(wren); // at ten, one minute
        plan(wren, [](KidPlan &plan) { plan.bedtime = Bedtime{QTime(10, 1, 7), QTime(10, 1, 30)}; });
        k().play(owl);
        k().pass(1min);
        QCOMPARE(k().screen(), words("good-night"));
        QVERIFY(!k().flow.scene().refusal);
        k().pass(8s); // bedtime comes
        k().lift();
        k().place(rocket);
        QCOMPARE(k().screen(), words("good-night"));
        QVERIFY(!k().flow.scene().refusal);
        QVERIFY(k().told().contains(words("refused limit")));
        // The other way round: it began with bedtime, and that passes
        plan(otter, [](KidPlan &plan) { plan.bedtime = Bedtime{QTime(10, 3), QTime(10, 3, 5)}; });
        k().pass(1min);
        k().flow.chooseChild(otter);
        k().lift();
        k().play(owl);
        k().pass(53s);
        QCOMPARE(k().screen(), words("good-night"));
        k().pass(8s);
        k().lift();
        k().place(rocket);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().flow.scene().refusal, std::optional(Refusal::Bedtime));
        QVERIFY(k().told().contains(words("refused bedtime")));
    }
    void whatGoesOnIntoBedtimeIsNotOwed()
    {
        ending(Ending::Film);
        plan(otter, [](KidPlan &plan) { plan.bedtime = Bedtime{QTime(10, 2), QTime(10, 30)}; });
        begin();
        k().play(owl);
        k().pass(150s);
        QCOMPARE(k().screen(), words("playing"));
        k().end();
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(), 150'000ms);
        QCOMPARE(k().ledger.of(otter, k().flow.day()).over, 0ms);
    }
    void bedtimeGoesOnAfterAPowerCutWithoutAClock()
    {
        plan(otter, [](KidPlan &plan) { plan.bedtime = Bedtime{QTime(19, 30), QTime(6, 30)}; });
        k().ledger.last = QDate(2026, 3, 10);
        k().ledger.moment = QDateTime(QDate(2026, 3, 10), QTime(19, 29), QTimeZone("Europe/Berlin"));
        k().clock.setWall(QDateTime(QDate(1970, 1, 1), QTime(0, 0), QTimeZone::utc()), false);
        begin();
        QCOMPARE(k().screen(), words("scan"));
        k().pass(1min);
        k().look();
        QCOMPARE(k().screen(), words("sleeping"));
        QCOMPARE(k().flow.day(), QDate(2026, 3, 10));
    }
    void enoughForTodayIsEnough()
    {
        begin();
        k().play(owl);
        k().pass(10s);
        k().told();
        plan(otter, [this](KidPlan &plan) { plan.enoughOn = k().flow.day(); });
        QCOMPARE(k().told(), lines({"limit-reached"}));
        k().pass(soundFade);
        QCOMPARE(k().screen(), words("good-night"));
        QVERIFY(k().played() >= 10s && k().played() <= 13s);
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        k().clock.setWall(k().clock.wall().addDays(1));
        k().look();
        QCOMPARE(k().screen(), words("scan"));
    }
    void pauseEverythingStopsAtOnce()
    {
        ending(Ending::Film); // no end is waited for
        begin();
        k().play(owl);
        k().pass(10s);
        k().set([](KioskSettings &s) { s.pausedAll = true; });
        k().pass(soundFade);
        QCOMPARE(k().screen(), words("good-night"));
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        k().set([](KioskSettings &s) { s.pausedAll = false; });
        QCOMPARE(k().screen(), words("scan"));
    }
    void aFilmForBiggerChildrenIsRefused()
    {
        Api::Family rated = family();
        rated.videos[0].ageRating = words("PG-13");
        rated.videos[4].ageRating = words("PG");
        k().catalogue.replace(rated);
        plan(otter, [](KidPlan &plan) { plan.highestRating = Api::AgeRating::PG; });
        begin();
        k().place(rocket);
        QCOMPARE(k().told(), lines({"chip-placed false", "refused too-old"}));
        k().pass(5s);
        k().lift();
        k().place(whale); // unknown counts as R
        QVERIFY(k().told().contains(words("refused too-old")));
        k().pass(5s);
        k().lift();
        k().play(owl);
        QCOMPARE(k().screen(), words("playing"));
    }
    void aPlaylistLeavesOutFilmsForBiggerChildren()
    {
        Api::Family rated = family();
        for (const int number : {1, 2, 3})
            rated.videos[number].ageRating = words(number == 2 ? "R" : "G");
        k().catalogue.replace(rated);
        plan(otter, [](KidPlan &plan) { plan.highestRating = Api::AgeRating::G; });
        begin();
        k().play(whale);
        k().pass(10s);
        k().end();
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
    }
    void aParentGivesTimeOnTop()
    {
        begin(wren);
        k().play(owl);
        k().pass(61s);
        k().pass(goodNight);
        QCOMPARE(k().screen(), words("sleeping"));
        k().told();
        QList<bool> answers;
        connect(&k().flow, &KioskFlow::grantAnswered, this, [&](const Api::ProfileId &child, bool kept) {
            QCOMPARE(child, wren);
            QCOMPARE(k().flow.allowanceOf(wren).remaining > 0ms, kept); // known by then
            answers.append(kept);
        });
        k().flow.grantTime(wren, 15min);
        QCOMPARE(k().screen(), words("sleeping")); // not before it is on disk
        k().house.answerGift(BonusOutcome::NotWritable);
        QCOMPARE(k().screen(), words("sleeping"));
        QCOMPARE(k().told(), lines({"error bonus-not-writable"}));
        k().flow.grantTime(wren, 15min);
        k().house.answerGift();
        QCOMPARE(k().screen(), words("scan"));
        QCOMPARE(k().told(), lines({"granted"}));
        QCOMPARE(k().flow.allowanceOf(wren).remaining, 15min);
        QCOMPARE(answers, (QList<bool>{false, true}));
        k().flow.grantTime(idOf<Api::ProfileId>(99), 5min); // a stranger
        k().flow.grantTime(wren, 0min);
        QVERIFY(k().house.gifts.isEmpty());
    }
    void aLimitRaisedInMidFilmIsNoticedWithinAHeartbeat()
    {
        Api::Family two = family();
        two.profiles[2].dailyLimit = 2min;
        k().catalogue.replace(two);
        begin(wren);
        k().play(owl);
        k().sessions.answerStart(SessionOpened{idOf<Api::SessionId>(1)});
        QSignalSpy wanted(&k().flow, &KioskFlow::watchTimeWanted);
        k().pass(beatInterval + beatJitter);
        QCOMPARE(k().sessions.beats.size(), 1);
        k().sessions.answerBeat(BeatAgreed{});
        QCOMPARE(wanted.size(), 1);
        k().flow.setWatchTime(wren, {0min, 3min}); // what is asked then
        k().pass(100s);
        QCOMPARE(k().screen(), words("playing"));
        k().pass(20s);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(wren), 180'000ms);
    }
    void beforeTheTimeIsUpTheServerIsAskedOnceMore()
    {
        begin(wren);
        k().play(owl);
        QSignalSpy wanted(&k().flow, &KioskFlow::watchTimeWanted);
        k().pass(40s);
        QCOMPARE(wanted.size(), 0);
        k().pass(10s);
        QCOMPARE(wanted.size(), 1);
        k().flow.setWatchTime(wren, {0min, 2min}); // raised meanwhile
        k().pass(50s);
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(wanted.size(), 1);
        k().pass(10s);
        QCOMPARE(wanted.size(), 2);
        k().flow.setServerState(ServerState::Offline);
        k().pass(11s);
        QCOMPARE(k().screen(), words("good-night"));
    }
    void aLimitLoweredInMidFilmStopsIt()
    {
        begin();
        k().play(owl);
        k().pass(2min);
        k().told();
        k().flow.setWatchTime(otter, {0min, 1min});
        QCOMPARE(k().told(), lines({"limit-reached"}));
        k().pass(soundFade);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(), 123'000ms);
    }
    void thePictureOfTimeChangesOverTheLastTenth()
    {
        begin(wren);
        k().play(owl);
        k().pass(50s);
        k().look();
        QCOMPARE(k().flow.scene().nearEnd, 0.0);
        k().pass(7s);
        k().look();
        QVERIFY(k().flow.scene().nearEnd > 0.4 && k().flow.scene().nearEnd < 0.6);
        k().pass(4s);
        QCOMPARE(k().flow.scene().nearEnd, 1.0);
    }
    void anotherKioskOfTheFamilyCounts()
    {
        begin();
        FamilyDay day;
        day.elsewhere = 50min;
        day.grantedElsewhere = 5min;
        day.mayPlay = 60min;
        k().familyTime.agree(otter, k().flow.day(), day);
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 15min);
        k().flow.setWatchTime(otter, {60min, 60min}); // says less exactly what the other one knows
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 15min);
        FamilyDay yesterday;
        yesterday.overElsewhere = 4min;
        k().familyTime.agree(otter, k().flow.day().addDays(-1), yesterday);
        QCOMPARE(k().flow.allowanceOf(otter).remaining, 11min);
    }
    void noKioskGivesMoreThanItsLease()
    {
        ending(Ending::Film);
        begin();
        FamilyDay day;
        day.mayPlay = 2min;
        k().familyTime.agree(otter, k().flow.day(), day);
        k().flow.setServerState(ServerState::Offline);
        k().copies.keep(videoOf(5));
        k().play(owl);
        k().pass(125s);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(), 120'000ms);
        k().pass(goodNight);
        k().lift();
        day.mayPlay = 3min;
        day.mayOverrun = 30s; // this kiosk may take so much of it
        k().familyTime.agree(otter, k().flow.day(), day);
        QCOMPARE(k().screen(), words("scan"));
        k().play(owl);
        k().pass(4min);
        QCOMPARE(k().played(), 210'000ms);
        QCOMPARE(k().ledger.of(otter, k().flow.day()).over, 30'000ms);
    }
    void withoutTheServerAKioskGivesItsShareAlone()
    {
        ending(Ending::Film);
        k().set([](KioskSettings &s) { s.offlineShare = 5; }); // of an hour
        begin();
        QCOMPARE(k().flow.allowanceOf(otter).least(), 60min);
        k().flow.setServerState(ServerState::Offline);
        QCOMPARE(k().flow.allowanceOf(otter).least(), 3min);
        k().copies.keep(videoOf(5));
        k().play(owl);
        k().pass(185s);
        QCOMPARE(k().screen(), words("good-night"));
        QCOMPARE(k().played(), 180'000ms);
        k().flow.setServerState(ServerState::Online);
        QCOMPARE(k().flow.allowanceOf(otter).least(), 57min);
    }
    void aClockThatJumpsNeedsASecondSource()
    {
        begin();
        const QDate day = k().flow.day();
        const QDateTime later = k().clock.wall().addDays(7);
        k().clock.setWall(later);
        k().look();
        QCOMPARE(k().flow.day(), day);
        k().flow.setServerTime({later, true, true, true, false});
        QCOMPARE(k().flow.day(), day.addDays(7));
    }
    void theServerTellsTheDayOnlyWhereItCanBeBelieved()
    {
        k().ledger.last = QDate(2026, 3, 9);
        k().clock.setWall(QDateTime(QDate(1970, 1, 1), QTime(0, 0), QTimeZone::utc()), false);
        begin();
        const QDateTime date(QDate(2026, 3, 10), QTime(9, 0), QTimeZone::utc());
        k().flow.setServerTime({date, false, true, true, false}); // a captive portal
        k().flow.setServerTime({date, true, false, true, false}); // not over TLS
        k().flow.setServerTime({date, true, true, false, false}); // somebody's
        QCOMPARE(k().flow.day(), QDate(2026, 3, 9));
        k().flow.setServerTime({date, true, false, false, true}); // the home server
        QCOMPARE(k().flow.day(), QDate(2026, 3, 10));
        QCOMPARE(k().flow.days().trust(), TimeTrust::Server);
    }
    void aParentMaySetTheDayBack()
    {
        begin(wren);
        k().play(owl);
        k().pass(61s);
        k().pass(goodNight);
        const QDate day = k().flow.day();
        k().clock.setWall(k().clock.wall().addDays(1));
        k().look();
        QCOMPARE(k().flow.day(), day.addDays(1));
        QCOMPARE(k().screen(), words("scan"));
        k().clock.setWall(k().clock.wall().addDays(-1), false); // nobody's word
        k().look();
        QCOMPARE(k().flow.day(), day.addDays(1));
        k().flow.confirmTime(k().clock.wall());
        QCOMPARE(k().flow.day(), day);
        QCOMPARE(k().ledger.last, std::optional(day));
        QCOMPARE(k().screen(), words("sleeping")); // that day's time is as played as it was
    }
    void aPauseIsToldToParentsAndNotCounted()
    {
        begin();
        k().play(owl);
        k().pass(10s);
        k().lift();
        k().pass(62s);
        k().place(owl);
        k().pass(5s);
        k().flow.leave();
        const Explanation told = k().flow.explain(otter, k().flow.day());
        QCOMPARE(told.paused, 62'000ms);
        QCOMPARE(told.played, 15'000ms);
    }
    void parentsAreToldWhatADayWentTo()
    {
        begin();
        k().play(rocket);
        k().pass(12s);
        k().end();
        k().pass(5s);
        k().lift();
        k().play(owl);
        k().pass(30s);
        k().flow.leave();
        const Explanation told = k().flow.explain(otter, k().flow.day());
        QCOMPARE(told.day, k().flow.day());
        QCOMPARE(told.whole, 60min);
        QCOMPARE(told.played, 42'000ms);
        QCOMPARE(told.films.size(), 2);
        QCOMPARE(told.films.first().title, words("Film 1"));
        QCOMPARE(told.films.first().played, 12'000ms);
        QCOMPARE(told.films.last().played, 30'000ms);
        QCOMPARE(told.balance, k().flow.allowanceOf(otter));
        QCOMPARE(k().flow.explain(otter, k().flow.day().addDays(-1)).films.size(), 0);
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
    void previousGoesPastWhatCantPlay()
    {
        Api::Family rated = family();
        for (const int number : {1, 2, 3})
            rated.videos[number].ageRating = words(number == 2 ? "R" : "G");
        k().catalogue.replace(rated);
        plan(otter, [](KidPlan &plan) { plan.highestRating = Api::AgeRating::G; });
        begin();
        k().play(whale);
        k().end();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
        k().flow.showPrevious();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
        // The first one begins anew
        k().pass(3s);
        k().flow.showPrevious();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
        QCOMPARE(k().player.opens.last().from, 0ms);
    }
    void previousGoesPastWhatIsKnownToBeBroken()
    {
        begin();
        k().play(whale);
        k().end();
        k().frame();
        k().player.sayFailed(FilmFailure::Broken);
        k().pass(pageTurn);
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
        k().flow.showPrevious();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
    }
    void aFilmBeginsAnewWhenTheChildWishesIt()
    {
        begin();
        k().play(owl);
        k().pass(20s);
        k().flow.restartFilm();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(5).toString());
        QCOMPARE(k().player.opens.last().from, 0ms);
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().player.opens.size(), 2);
    }
    void whilePausedTheNextFilmIsChosen()
    {
        begin();
        tapMode();
        k().play(whale);
        k().flow.togglePause();
        k().flow.showNext();
        QCOMPARE(k().screen(), words("paused"));
        QCOMPARE(k().flow.scene().film, 1);
        k().flow.togglePause();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
    }
    void theNextFilmTakesTheReadyOnesPlace()
    {
        begin();
        k().play(whale);
        k().flow.showNext();
        QCOMPARE(k().player.stops, 0); // that would throw away what is ready
        k().frame();
        k().flow.showNext();
        k().frame();
        QCOMPARE(k().player.stops, 0);
        k().flow.showNext(); // behind the last one is nothing
        QCOMPARE(k().screen(), words("celebration"));
        QCOMPARE(k().player.stops, 1);
    }
    void whoAsksForTheNextFilmTwiceComesTwoFilmsOn_data()
    {
        QTest::addColumn<bool>("prompt");
        QTest::newRow("before the disk answered") << false;
        QTest::newRow("while the film is opened") << true;
    }
    void whoAsksForTheNextFilmTwiceComesTwoFilmsOn()
    {
        QFETCH(bool, prompt);
        begin();
        k().play(whale);
        k().pass(2s);
        k().flow.showNext();
        if (prompt)
            k().settle();
        k().flow.showNext();
        QVERIFY(!k().hears());
        QCOMPARE(k().player.preloads.last().id, videoOf(4).toString());
        k().settle();
        QCOMPARE(k().player.opens.size(), prompt ? 3 : 2); // the one in between is not opened for nothing
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
        k().flow.showNext(); // behind the last one is nothing
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
        QCOMPARE(k().screen(), words("playing"));
        QCOMPARE(k().player.stops, 0);
        QCOMPARE(k().played(), milliseconds(2s + chargedAtMost)); // what it was charged is given back once
        // And back
        k().flow.showPrevious();
        k().flow.showPrevious();
        k().flow.showPrevious(); // before the first one neither
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(2).toString());
        QCOMPARE(k().played(), milliseconds(2s + chargedAtMost));
        // Also while the page of a broken one is shown, and never beyond the last one
        k().player.sayFailed(FilmFailure::Broken);
        k().flow.showNext();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
        k().flow.showPrevious();
        k().frame();
        k().player.sayFailed(FilmFailure::Broken);
        k().flow.showNext();
        QCOMPARE(k().screen(), words("broken"));
        k().pass(pageTurn);
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
    }
    void whatParentsChangeOfAChipHoldsFromTheNextFilmOn()
    {
        begin();
        k().play(whale);
        Api::Family changed = family();
        changed.chips[1].videos.removeAt(1);
        k().catalogue.replace(changed);
        k().settle();
        QCOMPARE(k().screen(), words("playing"));
        k().end();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
        QCOMPARE(k().flow.scene().films, 2);
        QCOMPARE(k().flow.scene().film, 1);
        // Also the one that plays may be taken out: it goes on to its end
        changed.chips[1].videos = family().chips[1].videos;
        changed.chips[1].videos.removeAt(2);
        k().catalogue.replace(changed);
        k().settle();
        QCOMPARE(k().screen(), words("playing"));
        k().end();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
    }
    void aChipThatParentsSwitchOffEndsAfterItsFilm()
    {
        begin();
        k().play(whale);
        Api::Family changed = family();
        changed.chips[1].chip.active = false;
        k().catalogue.replace(changed);
        k().settle();
        QCOMPARE(k().screen(), words("playing"));
        k().end();
        QCOMPARE(k().screen(), words("celebration"));
        QCOMPARE(k().player.opens.size(), 1);
    }
    void whatBreaksOffIsToldAndNotCelebrated()
    {
        begin();
        k().filmMoves = true;
        k().play(owl); // three minutes
        k().pass(60s);
        k().end(false);
        QCOMPARE(k().screen(), words("broken"));
        QCOMPARE(k().troubles.troubles().value(videoOf(5)).failure, FilmFailure::Broken);
    }
    void whatEndsAMomentEarlyIsWhole()
    {
        begin();
        k().filmMoves = true;
        k().play(rocket); // twelve seconds
        k().pass(11s);
        k().end(false);
        QCOMPARE(k().screen(), words("celebration"));
        QVERIFY(k().troubles.troubles().isEmpty());
    }
    void whetherAFilmBrokeOffIsToldByWhereItWas()
    {
        begin();
        // Sent close to its end
        watch(owl, 4s);
        k().flow.seek(3min);
        k().end(false);
        QCOMPARE(k().screen(), words("celebration"));
        QVERIFY(k().troubles.troubles().isEmpty());
        // And back from there
        watch(owl, 175s);
        k().flow.seek(-150s);
        k().end(false);
        QCOMPARE(k().screen(), words("broken"));
        QCOMPARE(from(owl), milliseconds(22s));
        leaveIt();
        // A short one, just after a step was charged
        watch(rocket, 7100ms);
        k().end(false);
        QCOMPARE(k().screen(), words("broken"));
        QVERIFY(k().troubles.troubles().contains(videoOf(1)));
    }
    void aServerThatIsSilentDoesNotKeepFilmsFromPlayingThatAreHere()
    {
        begin();
        k().copies.keep(videoOf(2));
        k().copies.keep(videoOf(4));
        k().play(whale);
        k().end();
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
        k().pass(refusalPatience + dozingShown + 100ms);
        k().pass(pageTurn);
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(4).toString());
        QCOMPARE(k().screen(), words("playing"));
    }
    void aSecondChipBetweenTwoFilmsIsTakenAsAmidOne_data()
    {
        QTest::addColumn<SecondChip>("policy");
        QTest::addColumn<QString>("then");
        QTest::newRow("switch") << SecondChip::Switch << videoOf(1).toString();
        QTest::newRow("queue") << SecondChip::Queue << videoOf(3).toString();
        QTest::newRow("ignore") << SecondChip::Ignore << videoOf(3).toString();
    }
    void aSecondChipBetweenTwoFilmsIsTakenAsAmidOne()
    {
        QFETCH(SecondChip, policy);
        begin();
        tapMode();
        k().set([policy](KioskSettings &s) { s.secondChip = policy; });
        k().play(whale);
        k().lift();
        k().end();
        k().place(rocket);
        k().frame();
        QTEST(k().player.opens.last().film.id, "then");
    }
    void nextAndPreviousMoveWithinThePlaylist()
    {
        begin();
        k().play(whale);
        k().flow.showNext();
        k().frame();
        QCOMPARE(k().player.opens.last().film.id, videoOf(3).toString());
        k().flow.showPrevious();
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
            k().frame();
        }
        k().pass(10s);
        k().end();
        QCOMPARE(k().sessions.starts.size(), 1);
        QCOMPARE(k().outbox.ends.size(), 1);
        QCOMPARE(k().outbox.ends.first().reason, Api::StopReason::Completed);
        QCOMPARE(k().outbox.ends.first().played, 30'000ms);
        QCOMPARE(k().outbox.ends.first().position, milliseconds(10s)); // of the last film, to its end
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
        QCOMPARE(k().ledger.sessionsUntold, QList{idOf<Api::SessionId>(1)}); // parents are told that
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
