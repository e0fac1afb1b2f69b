// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/alarm.h"
#include "app/parents/boxes.h"
#include "app/parents/brokenfilms.h"
#include "app/parents/clockcheck.h"
#include "app/parents/conflicts.h"
#include "app/parents/copies.h"
#include "app/parents/door.h"
#include "app/parents/learnchip.h"
#include "app/parents/overview.h"
#include "app/parents/playback.h"
#include "app/parents/registration.h"
#include "app/parents/servertest.h"
#include "app/parents/signin.h"
#include "app/parents/signout.h"
#include "app/parents/watchtimes.h"
#include "app/screens/parents/parentsarea.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakefilmcopies.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/fakeparentsports.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCoreApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QString>
#include <QTimeZone>
#include <QWidget>

#include <chrono>
#include <functional>
#include <initializer_list>

/// The parents' area over fakes, and a family to look at.
namespace Medio::Screens {

/// Runs the event loop until it is so.
using Until = std::function<void(const std::function<bool()> &)>;

struct ParentsWorld
{
    FakeClock clock;
    Flow::TimerAlarm doorAlarm{clock};
    Flow::TimerAlarm testAlarm{clock};
    Parents::FakePinVault vault;
    Parents::FakeDoorMemory memory;
    Parents::FakePinHasher hasher;
    Parents::FakeAccount account;
    Parents::FakeRegistrar registrar;
    Parents::FakeServerProbe probe;
    Parents::FakeLogin login;
    Parents::FakeChipDesk desk;
    Parents::FakeHousehold household;
    Parents::FakeEdits edits;
    Parents::FakeStatusSource status;
    Parents::FakeTimeDesk timeDesk;
    Parents::FakePlatformDesk platforms;
    Parents::FakeNetworkCost networkCost;
    Flow::FakeFilmTroubles troubles;
    Flow::FakeSettingsStore settings;
    FakeFilmCopies onBox;

    Parents::Door door{{clock, doorAlarm, vault, memory, hasher}};
    Parents::SignIn signIn{account};
    Parents::Registration registration{registrar};
    Parents::ServerTest serverTest{probe, clock, testAlarm};
    Parents::SignOut signOut{login, edits, status};
    Parents::LearnChip learnChip{desk, household, edits};
    Parents::Conflicts conflicts{edits, household};
    Parents::Overview overview{status, household, door, clock};
    Parents::WatchTimes watchTimes{timeDesk, household, edits};
    Parents::ClockCheck clockCheck{timeDesk};
    Parents::Boxes boxes{timeDesk};
    Parents::BrokenFilms brokenFilms{troubles, household};
    Parents::Copies copies{onBox, household, settings, networkCost, 8 * Parents::gigabyte};
    Parents::Playback playback{settings};

    QWidget window; ///< the children's
    ParentsArea area{{clock, door, signIn, registration, serverTest, signOut, learnChip, conflicts, overview,
                      household, edits, watchTimes, clockCheck, boxes, brokenFilms, copies, playback,
                      &platforms},
                     &window};

    ParentsWorld()
    {
        window.show();
        area.setServer(QUrl(QStringLiteral("https://medio.example")));
        area.setEmail(QStringLiteral("demo@medio.example"));
    }

    void resize(const QSize &size)
    {
        window.resize(size);
        area.resize(size);
    }

    /// There is a PIN, of these digits.
    void setPin(std::initializer_list<int> digits)
    {
        Parents::Pin pin;
        for (const int digit : digits)
            pin.append(digit);
        vault.verifier = Parents::FakePinHasher::verifierOf(pin);
        memory.onDisk.pinSet = true;
        memory.restart();
    }

    /// In the area, by the door.
    void enter(const Until &until, ParentsArea::Page page = ParentsArea::Page::Overview)
    {
        setPin({2, 7, 1, 8});
        area.open(page);
        until([this] { return door.state() == Parents::Door::State::Asking; });
        for (const int digit : {2, 7, 1, 8})
            click(qPrintable(QStringLiteral("digit%1Button").arg(digit)));
        click("confirmButton");
        until([this] { return door.isOpen(); });
    }

    template<typename T = QAbstractButton>
    [[nodiscard]] T *find(const char *name) const
    {
        // Of several with a name the one that is seen
        const auto all = area.findChildren<T *>(QString::fromLatin1(name));
        for (T *one : all) {
            if (one->isVisibleTo(&area))
                return one;
        }
        if (all.isEmpty())
            qFatal("no %s", name);
        return all.first();
    }
    void click(const char *name) const { find(name)->click(); }

    /// Pulls the page so that this is at its top.
    void showOnTop(QWidget *part) const
    {
        for (QWidget *above = part->parentWidget(); above != nullptr; above = above->parentWidget()) {
            auto *scroll = qobject_cast<QScrollArea *>(above);
            if (scroll == nullptr)
                continue;
            QCoreApplication::sendPostedEvents();
            scroll->grab();
            scroll->verticalScrollBar()->setValue(part->mapTo(scroll->widget(), QPoint()).y());
            return;
        }
    }

    /// All is well: a family of two children, four chips, `films` films.
    void fill(int films = 14)
    {
        household.replace(sampleFamily(films));
        Parents::Status now;
        now.server.state = Parents::ServerStatus::State::Online;
        now.server.address = QUrl(QStringLiteral("https://medio.example"));
        now.server.since = clock.monotonic() - std::chrono::minutes(47);
        now.login = {Parents::LoginStatus::State::SignedIn, QStringLiteral("demo@medio.example")};
        now.keychain = Parents::KeychainStatus::Working;
        now.sync.last = clock.wall().addSecs(-240);
        status.replace(now);
        watchSome();
        keepSome();
    }

    /// Copies of some of the films, in every state.
    void keepSome()
    {
        int number = 0;
        const auto family = household.family();
        QSet<QString> wanted;
        for (const Api::Video &video : family->videos)
            wanted.insert(video.id.toString());
        copies.setWanted(wanted);
        for (const Api::Video &video : family->videos) {
            FilmCopy copy;
            copy.id = video.id.toString();
            copy.whole = 40'000'000 + number % 14 * qint64(21'000'000);
            switch (number++ % 9) {
            case 0:
            case 4:
                copy.pinned = number == 1;
                copy.complete = true;
                copy.here = copy.whole;
                break;
            case 2:
                copy.here = copy.whole * 45 / 100;
                break;
            case 3:
                copy.verdict = BoardVerdict::Unplayable;
                copy.obstacle = CopyObstacle::Board;
                break;
            case 6:
                copy.verdict = BoardVerdict::TooSlow;
                copy.obstacle = CopyObstacle::Board;
                break;
            case 7:
                copy.obstacle = CopyObstacle::Unreachable;
                break;
            default:
                continue;
            }
            onBox.put(copy);
        }
    }
    /// Two films could not be played.
    void breakSome()
    {
        troubles.note(videoId(3), {FilmFailure::Broken, clock.wall().addSecs(-3600)});
        troubles.note(videoId(6), {FilmFailure::Gone, clock.wall().addDays(-1)});
    }

    /// The first child has watched two films, the second nothing.
    void watchSome()
    {
        using namespace std::chrono_literals;
        using Term = Flow::Term::Kind;
        const auto family = household.family();
        for (const Api::Profile &child : family->profiles) {
            Flow::Explanation &day = timeDesk.days[child.id];
            const bool first = child.id == family->profiles.first().id;
            day.day = timeDesk.facts.day;
            day.whole = child.dailyLimit;
            day.balance.whole = child.dailyLimit;
            day.balance.remaining = child.dailyLimit;
            day.balance.terms = {{Term::Daily, child.dailyLimit}};
            if (!first)
                continue;
            day.films = {{videoId(0), QStringLiteral("The Little Rocket"), 12min + 10s, 0ms, 0ms},
                         {videoId(1), QStringLiteral("Whale Song"), 15min + 5s, 0ms, 2min}};
            day.played = 27min + 15s;
            day.paused = 62s;
            day.lost = 3s;
            day.balance.terms += {{Term::Here, -(27min + 18s)}, {Term::Elsewhere, -5min}, {Term::Debt, -90s}};
            day.balance.remaining = 45min - (27min + 18s) - 5min - 90s;
            day.balance.caps = {{Flow::Cap::Kind::Bedtime, 8min + 20s}};
            Flow::KidPlan plan;
            plan.weekdays = {30min, 30min, 30min, 30min, 45min, 60min, 60min};
            plan.bedtime = Flow::Bedtime{};
            plan.highestRating = Api::AgeRating::PG;
            timeDesk.plans[child.id] = plan;
        }
        Q_EMIT timeDesk.changed();
    }

    /// A child that the server has still to hear of. Its provisional id.
    Api::ProfileId addChild()
    {
        const Parents::NewProfile badger{Api::ProfileId::create(), QStringLiteral("Badger"), {}};
        edits.request(badger);
        edits.keepAll();
        Api::Family family = *household.family();
        family.profiles.append({badger.provisional, badger.name, {}, badger.dailyLimit});
        household.replace(family);
        return badger.provisional;
    }

    /// Medio's database is away.
    void breakServer()
    {
        Parents::Status now = status.status();
        now.server.state = Parents::ServerStatus::State::Degraded;
        now.server.reason = Parents::ServerStatus::Reason::Database;
        now.server.httpStatus = 503;
        now.server.since = clock.monotonic() - std::chrono::minutes(12);
        now.server.nextTry = clock.monotonic() + std::chrono::seconds(20);
        now.keychain = Parents::KeychainStatus::Locked;
        now.outbox.edits = 2;
        now.outbox.sessionEnds = 3;
        now.outbox.oldest = clock.wall().addSecs(-700);
        status.replace(now);
    }

    /// Somebody put other films on the rocket elsewhere.
    void makeConflict()
    {
        const auto family = household.family();
        const Api::FamilyChip &rocket = family->chips.first();
        QList<Api::VideoId> seen;
        for (const Api::ChipVideo &video : rocket.videos)
            seen.append(video.id);
        QList<Api::VideoId> mine = seen;
        mine.removeLast();
        const quint64 id = edits.request(Parents::SetPlaylist{rocket.chip.uid, mine, seen});
        edits.keepAll();
        Api::FamilyChip theirs = rocket;
        theirs.videos.move(0, 2);
        edits.conflict(id, Parents::Conflict::Kind::ChangedElsewhere, theirs);
        Parents::Status now = status.status();
        now.outbox.conflicts = 1;
        status.replace(now);
    }

    [[nodiscard]] static Api::VideoId videoId(int number)
    {
        return *Api::VideoId::parse(
            QStringLiteral("00000000-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0')));
    }

    [[nodiscard]] static Api::Family sampleFamily(int films)
    {
        static const char *const titles[] = {"The Little Rocket",    "Whale Song",        "Fox in the Snow",
                                             "Owl's Long Night",     "Ten Small Ducks",   "The Baker's Cat",
                                             "A Train to the Sea",   "Hedgehog's Autumn", "Über den Wolken",
                                             "Robots Can't Dance",   "Moonlight Picnic",  "The Paper Boat",
                                             "Badger Builds a Raft", "Good Night, Wren"};
        static const char *const channels[] = {"Lantern Films", "", "Otter & Co"};
        Api::Family family;
        family.user = {Api::UserId::create(), QStringLiteral("demo@medio.example"), QStringLiteral("Robin")};
        for (int i = 0; i < films; ++i) {
            Api::Video video;
            video.id = videoId(i);
            video.title = QString::fromUtf8(titles[i % 14]);
            if (i >= 14)
                video.title += QStringLiteral(" %1").arg(i / 14 + 1);
            video.platformName = i % 4 == 1 ? QStringLiteral("YouTube") : QString();
            video.channelName = QString::fromUtf8(channels[i % 3]);
            video.ageRating = i % 5 == 0 ? QStringLiteral("PG") : QStringLiteral("G");
            video.duration = std::chrono::seconds(90 + i * 137 % 1500);
            video.videoUrl = i % 4 == 1 ? QStringLiteral("https://youtu.be/aaaaaaaaaaa")
                                        : QStringLiteral("https://films.example/%1.mp4").arg(i);
            family.videos.append(video);
        }
        const auto profile = [&](const char *name, int minutes) {
            family.profiles.append(
                {Api::ProfileId::create(), QString::fromUtf8(name), {}, std::chrono::minutes(minutes)});
        };
        profile("Wren", 45);
        profile("Otter", 60);
        const auto chip = [&](const char *uid, const char *label, std::initializer_list<int> playlist) {
            Api::FamilyChip one;
            one.chip = {Api::ChipId::create(), QString::fromUtf8(uid), QString::fromUtf8(label), true};
            int order = 0;
            for (const int number : playlist) {
                const Api::Video &video = family.videos.at(number % films);
                Api::ChipVideo entry;
                entry.id = video.id;
                entry.mappingId = Api::MappingId::create();
                entry.sequenceOrder = ++order;
                entry.title = video.title;
                entry.platformName = video.platformName;
                entry.duration = video.duration;
                one.videos.append(entry);
            }
            family.chips.append(one);
        };
        chip("04:A1:B2:C3:D4:E5:01", "Rocket", {0, 6, 9, 11, 12});
        chip("04:A1:B2:C3:D4:E5:02", "Whale", {1});
        chip("04:A1:B2:C3:D4:E5:03", "Fox and friends", {2, 7, 13});
        chip("04:A1:B2:C3:D4:E5:04", "Empty spaceship", {});
        return family;
    }
};

struct ParentsScene
{
    QString name;
    std::function<void(ParentsWorld &, const Until &)> act; ///< like a parent would
};

/// Every page in every state that looks different: what the gallery draws and the tests walk through.
inline QList<ParentsScene> parentsScenes()
{
    using Page = ParentsArea::Page;
    using World = ParentsWorld;
    using State = Parents::Door::State;
    QList<ParentsScene> all;
    const auto add = [&](const char *name, std::function<void(World &, const Until &)> act) {
        all.append({QStringLiteral("parents-") + QString::fromLatin1(name), std::move(act)});
    };
    const auto ask = [](World &world, const Until &until) {
        world.setPin({2, 7, 1, 8});
        world.area.open();
        until([&world] { return world.door.state() == State::Asking; });
    };
    add("door", [ask](World &world, const Until &until) {
        ask(world, until);
        world.click("digit2Button");
        world.click("digit7Button");
    });
    add("door-wrong", [ask](World &world, const Until &until) {
        ask(world, until);
        for (int i = 0; i < 4; ++i)
            world.click("digit9Button");
        world.click("confirmButton");
        until([&world] { return world.door.state() == State::Asking; });
    });
    add("door-pause", [ask](World &world, const Until &until) {
        ask(world, until);
        for (int tries = 0; tries < 5; ++tries) {
            for (int i = 0; i < 4; ++i)
                world.click("digit9Button");
            world.click("confirmButton");
            until([&world] {
                return world.door.state() == State::Asking || world.door.state() == State::Pausing;
            });
        }
    });
    add("door-sealed", [](World &world, const Until &until) {
        world.enter(until);
        world.area.close();
        world.vault.hides = true;
        world.area.open();
        until([&world] { return world.door.state() == State::Sealed; });
    });
    add("pin-choose", [](World &world, const Until &until) {
        world.area.open();
        until([&world] { return world.door.isOpen(); });
        for (int i = 1; i < 5; ++i)
            world.click(qPrintable(QStringLiteral("digit%1Button").arg(i)));
        world.click("confirmButton");
    });
    add("overview", [](World &world, const Until &until) {
        world.fill();
        world.enter(until);
    });
    add("overview-first", [](World &world, const Until &until) {
        Parents::Status now;
        now.server.state = Parents::ServerStatus::State::NotConfigured;
        world.status.replace(now);
        world.enter(until);
    });
    add("overview-outage", [](World &world, const Until &until) {
        world.fill();
        world.breakServer();
        world.enter(until);
    });
    add("overview-conflict", [](World &world, const Until &until) {
        world.fill();
        world.makeConflict();
        world.enter(until);
    });
    add("overview-broken", [](World &world, const Until &until) {
        world.fill();
        world.breakSome();
        world.enter(until);
    });
    add("copies", [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Films);
    });
    add("copies-metered", [](World &world, const Until &until) {
        world.fill(120);
        world.networkCost.setMetered(true);
        world.enter(until, Page::Films);
    });
    add("copies-none", [](World &world, const Until &until) { world.enter(until, Page::Films); });
    add("copy", [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Films);
        auto *list = world.find<QAbstractItemView>("copyList");
        Q_EMIT list->clicked(list->model()->index(4, 0));
    });
    const auto playback = [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Films);
        world.click("toPlaybackButton");
    };
    add("playback", playback);
    add("playback-room", [playback](World &world, const Until &until) {
        playback(world, until);
        world.click("fromStartButton");
        world.click("fetchAlwaysButton");
        world.showOnTop(world.find<QWidget>("goOnCard"));
    });
    add("chips", [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Chips);
    });
    add("chips-none", [](World &world, const Until &until) { world.enter(until, Page::Chips); });
    const auto openChip = [](World &world) {
        auto *list = world.find<QAbstractItemView>("chipList");
        Q_EMIT list->clicked(list->model()->index(2, 0));
    };
    add("chip", [openChip](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Chips);
        openChip(world);
        auto *list = world.find<QAbstractItemView>("playlistView");
        list->setCurrentIndex(list->model()->index(1, 0));
        world.click("filmUpButton");
    });
    add("chip-rename", [openChip](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Chips);
        openChip(world);
        world.click("chipRenameButton");
    });
    add("films", [openChip](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Chips);
        openChip(world);
        world.click("filmAddButton");
        auto *list = world.find<QAbstractItemView>("filmList");
        Q_EMIT list->clicked(list->model()->index(1, 0));
        Q_EMIT list->clicked(list->model()->index(2, 0));
    });
    add("chip-remove", [openChip](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Chips);
        openChip(world);
        world.click("chipRemoveButton");
    });
    const auto learn = [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Chips);
        world.click("learnButton");
    };
    add("learn", learn);
    add("learn-phone", [learn](World &world, const Until &until) {
        learn(world, until);
        world.desk.put({Parents::DeskChip::Nature::Random, QStringLiteral("08:11:22:33"), {}});
    });
    add("learn-no-reader", [learn](World &world, const Until &until) {
        world.desk.setReader(false);
        learn(world, until);
    });
    const auto put = [](World &world) {
        world.desk.put({Parents::DeskChip::Nature::Ordinary, QStringLiteral("04:A1:B2:C3:D4:E5:99"), {}});
    };
    add("learn-new", [learn, put](World &world, const Until &until) {
        learn(world, until);
        put(world);
        auto *list = world.find<QAbstractItemView>("filmList");
        Q_EMIT list->clicked(list->model()->index(0, 0));
        Q_EMIT list->clicked(list->model()->index(3, 0));
    });
    add("learn-name", [learn, put](World &world, const Until &until) {
        learn(world, until);
        put(world);
        auto *name = world.find<QLineEdit>("learnNameEdit");
        name->setText(QStringLiteral("Löwe & Bär"));
        Q_EMIT name->textEdited(name->text());
    });
    add("learn-done", [learn, put](World &world, const Until &until) {
        learn(world, until);
        put(world);
        auto *list = world.find<QAbstractItemView>("filmList");
        Q_EMIT list->clicked(list->model()->index(0, 0));
        world.click("learnSaveButton");
        world.edits.keepAll();
    });
    add("children", [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Children);
    });
    add("children-pending", [](World &world, const Until &until) {
        world.fill();
        world.addChild();
        world.enter(until, Page::Children);
    });
    add("child-pending", [](World &world, const Until &until) {
        Parents::Status now;
        now.server.state = Parents::ServerStatus::State::Offline;
        world.status.replace(now);
        world.addChild();
        world.enter(until, Page::Children);
        world.click("childOpenButton");
    });
    add("children-paused", [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Children);
        world.click("pauseAllButton");
        world.click("give15Button");
        world.timeDesk.answerGrant();
    });
    add("child", [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Children);
        world.click("childOpenButton");
        world.click("childMoreButton");
    });
    add("child-plan", [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Children);
        world.click("childOpenButton");
        world.click("weekendButton");
        auto *plan = world.find<QWidget>("planCard");
        world.find<QWidget>("asMedioButton")->setFocus();
        world.showOnTop(plan);
    });
    const auto openTime = [](World &world, const Until &until) {
        world.enter(until, Page::Children);
        world.click("toTimeButton");
    };
    add("time", [openTime](World &world, const Until &until) {
        world.fill();
        openTime(world, until);
        world.click("share50Button");
    });
    add("time-set", [openTime](World &world, const Until &until) {
        world.fill();
        openTime(world, until);
        world.click("clockSetButton");
        world.click("dayLessButton");
    });
    add("time-doubted", [openTime](World &world, const Until &until) {
        world.fill();
        world.timeDesk.facts.doubted = world.timeDesk.facts.now.addDays(12).addSecs(3660);
        openTime(world, until);
    });
    add("boxes", [openTime](World &world, const Until &until) {
        world.fill();
        world.timeDesk.leases = true;
        openTime(world, until);
        const QDateTime now = world.timeDesk.facts.now.toUTC();
        Q_EMIT world.timeDesk.boxesHeard({{QStringLiteral("a"), now, true},
                                          {QStringLiteral("b"), now.addDays(-9), false},
                                          {QStringLiteral("c"), {}, false}});
    });
    add("box-release", [openTime](World &world, const Until &until) {
        world.fill();
        world.timeDesk.leases = true;
        openTime(world, until);
        Q_EMIT world.timeDesk.boxesHeard(
            {{QStringLiteral("b"), world.timeDesk.facts.now.toUTC().addDays(-9), false}});
        world.click("boxReleaseButton");
    });
    add("overview-clock", [](World &world, const Until &until) {
        world.fill();
        world.timeDesk.facts.trust = Flow::TimeTrust::Unknown;
        world.enter(until);
    });
    add("account", [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Account);
    });
    const auto outside = [](World &world, const Until &until) {
        Parents::Status now;
        now.server.state = Parents::ServerStatus::State::Online;
        now.server.address = QUrl(QStringLiteral("https://medio.example"));
        world.status.replace(now);
        world.enter(until, Page::Account);
    };
    add("sign-in", outside);
    add("sign-in-wrong", [outside](World &world, const Until &until) {
        outside(world, until);
        world.find<QLineEdit>("passwordEdit")->setText(QStringLiteral("Lantern-7!"));
        world.click("signInButton");
        world.account.pending(Unexpected{Parents::SignInProblem::WrongCredentials});
    });
    add("server-test", [outside](World &world, const Until &until) {
        outside(world, until);
        world.click("testButton");
        Parents::ServerFinding finding;
        finding.kind = Parents::ServerFinding::Kind::NotMedio;
        world.probe.pending(finding);
    });
    add("register", [outside](World &world, const Until &until) {
        outside(world, until);
        world.click("toRegisterButton");
        world.find<QLineEdit>("nameEdit")->setText(QStringLiteral("Robin"));
        world.find<QLineEdit>("newPasswordEdit")->setText(QStringLiteral("lantern7&"));
    });
    add("sign-out", [](World &world, const Until &until) {
        world.fill();
        world.enter(until, Page::Account);
        world.click("signOutButton");
    });
    return all;
}

} // namespace Medio::Screens
