// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every situation × every event: what follows is written down in kiosksteps.txt, the ignored ones
// included. After a wanted change MEDIO_WRITE_STEPS=1 writes the file anew; read what changed.

#include "app/flow/kioskstep.h"
#include "tests/app/flow/flowfamily.h"

#include <QFile>
#include <QTest>

#include <functional>

using namespace Medio;
using namespace Medio::Flow;
using namespace Medio::Flow::Testing;
using namespace std::chrono_literals;

namespace {

/// A state on its way: events go in, surroundings can be changed in between.
struct Road
{
    KioskState state;
    Surroundings around;
    QList<KioskAction> actions; ///< of the last event

    Road()
    {
        around.now = 1h;
        around.reader = ReaderState::Present;
        around.server = ServerState::Online;
        around.catalogue = catalogue();
        around.house = houseChips();
        around.settings.child = otter;
        around.settings.ending = Ending::Limit;
        refresh();
    }
    void refresh()
    {
        for (const Api::Profile &profile : around.catalogue->profiles()) {
            AllowanceInput input;
            input.daily = profile.dailyLimit;
            around.allowances.insert(profile.id, balanceOf(input));
        }
    }
    Road &operator<<(const KioskEvent &event)
    {
        Step next = step(state, event, around);
        state = std::move(next.state);
        actions = std::move(next.actions);
        return *this;
    }
    [[nodiscard]] Sitting *sitting()
    {
        if (auto *opening = std::get_if<Opening>(&state.at))
            return &opening->sitting;
        if (auto *playing = std::get_if<Playing>(&state.at))
            return &playing->sitting;
        if (auto *turning = std::get_if<Turning>(&state.at))
            return &turning->sitting;
        if (auto *paused = std::get_if<Paused>(&state.at))
            return &paused->sitting;
        return nullptr;
    }
    void acknowledge()
    {
        if (const Sitting *present = sitting(); present && present->charge)
            *this << Charged{present->charge->id};
    }
    Road &place(const Nfc::Uid &uid) { return *this << ChipPlaced{{uid, false}}; }
    Road &play(const Nfc::Uid &uid)
    {
        place(uid);
        acknowledge();
        return *this << FilmOpening{7} << FilmFirstFrame{7};
    }
};

using Way = std::function<void(Road &)>;

/// Each situation as it is met most; those with a sitting have a session that waits for a heartbeat
/// to be answered, or for its start.
QList<std::pair<QString, Way>> situations()
{
    const auto name = [](const char *text) {
        return QString::fromLatin1(text);
    };
    const auto withSession = [](Road &road) {
        road << SessionStartAnswered{road.sitting()->link.startQuestion,
                                     SessionOpened{idOf<Api::SessionId>(1)}};
    };
    const auto platform = [](Road &road, int number) {
        road.around.catalogue =
            std::make_shared<const CatalogueSnapshot>(onPlatform(family(), number), Posters());
        road.around.web = WebAccess::Ready;
    };
    return {
        {name("SignIn"),
         [](Road &road) {
             road.around.catalogue = std::make_shared<const CatalogueSnapshot>();
             road << Began{};
         }},
        {name("WhoIsWatching"),
         [](Road &road) {
             road << Began{} << ChildChangeWished{};
         }},
        {name("Scan"),
         [](Road &road) {
             road << Began{};
         }},
        {name("Sleeping"),
         [](Road &road) {
             road.around.allowances[otter].remaining = 0ms;
             road << Began{};
         }},
        {name("ReaderMissing"),
         [](Road &road) {
             road << Began{};
             road.around.reader = ReaderState::Missing;
             road << SurroundingsChanged{};
             road.around.now += 2s;
             road << Ticked{};
         }},
        {name("Asking"),
         [](Road &road) {
             (road << Began{}).place(stranger);
         }},
        {name("Waking"),
         [](Road &road) {
             road.around.server = ServerState::Waking;
             (road << Began{}).place(whale);
         }},
        {name("Opening, not charged yet"),
         [](Road &road) {
             (road << Began{}).place(whale);
         }},
        {name("Opening"),
         [](Road &road) {
             (road << Began{}).place(whale);
             road.acknowledge();
             road << FilmOpening{7};
         }},
        {name("Playing"),
         [=](Road &road) {
             (road << Began{}).play(whale);
             withSession(road);
             road.around.now += 66s;
             road.sitting()->timer.grant(66s, 0s); // as if it had been charged all along
             road << Ticked{};
         }},
        {name("Playing, charging"),
         [=](Road &road) {
             (road << Began{}).play(whale);
             road.around.now += 3600ms;
             road << Ticked{};
         }},
        {name("Playing, another chip settling"),
         [=](Road &road) {
             (road << Began{}).play(whale);
             road.place(rocket);
         }},
        {name("Playing, fading"),
         [=](Road &road) {
             (road << Began{}).play(whale);
             road << SessionStartAnswered{road.sitting()->link.startQuestion, SessionLimit{}};
             road.around.allowances[otter].remaining = 0ms;
             road.around.allowances[otter].closed = true;
         }},
        {name("Turning"),
         [=](Road &road) {
             (road << Began{}).play(whale);
             withSession(road);
             road << FilmFailed{7, FilmFailure::Broken};
         }},
        {name("Paused"),
         [=](Road &road) {
             (road << Began{}).play(whale);
             withSession(road);
             road << ChipLifted{whale};
         }},
        {name("Paused, going on"),
         [=](Road &road) {
             (road << Began{}).play(whale);
             withSession(road);
             road << ChipLifted{whale};
             road.place(whale);
         }},
        {name("Opening, of a platform"),
         [=](Road &road) {
             platform(road, 2);
             (road << Began{}).place(whale);
             road.acknowledge();
             road << FilmOpening{7};
         }},
        {name("Playing, of a platform"),
         [=](Road &road) {
             platform(road, 2);
             (road << Began{}).play(whale);
         }},
        {name("Playing, the last film"),
         [](Road &road) {
             (road << Began{}).play(rocket);
             road.around.position = 4s;
         }},
        {name("Turning, to a platform"),
         [=](Road &road) {
             platform(road, 4);
             (road << Began{}).play(whale);
             road << FilmEnded{7, true};
             road.acknowledge();
             road << FilmOpening{7} << FilmFirstFrame{7} << FilmFailed{7, FilmFailure::Broken};
         }},
        {name("Paused, of a platform"),
         [=](Road &road) {
             platform(road, 2);
             (road << Began{}).play(whale);
             road << ChipLifted{whale};
         }},
        {name("Refused"),
         [](Road &road) {
             (road << Began{}).place(empty);
         }},
        {name("Refused, still asking"),
         [](Road &road) {
             (road << Began{}).place(stranger);
             road.around.now += 2s;
             road << Ticked{};
         }},
        {name("Celebration"),
         [](Road &road) {
             (road << Began{}).play(rocket);
             road << FilmEnded{7, true};
         }},
        {name("GoodNight"),
         [](Road &road) {
             (road << Began{}).play(owl);
             road << SessionStartAnswered{road.sitting()->link.startQuestion, SessionLimit{}};
             road.around.allowances[otter].remaining = 0ms;
             road.around.now += 4s;
             road << Ticked{};
         }},
    };
}

/// Each event as it is about the present where it can be.
QList<std::pair<QString, std::function<KioskEvent(Road &)>>> events()
{
    const auto start = [](Road &road) {
        const Sitting *sitting = road.sitting();
        return sitting && sitting->start != 0 ? sitting->start : 7;
    };
    const auto question = [](Road &road) {
        const Sitting *sitting = road.sitting();
        return sitting && sitting->link.startQuestion != 0 ? sitting->link.startQuestion : quint64(999);
    };
    const auto beat = [](Road &road) {
        const Sitting *sitting = road.sitting();
        return sitting && sitting->link.beatQuestion != 0 ? sitting->link.beatQuestion : quint64(999);
    };
    const auto charge = [](Road &road) {
        const Sitting *sitting = road.sitting();
        return sitting && sitting->charge ? sitting->charge->id : quint64(999);
    };
    const auto lookup = [](Road &road) {
        if (const auto *asking = std::get_if<Asking>(&road.state.at))
            return asking->question;
        if (const auto *refused = std::get_if<Refused>(&road.state.at); refused && refused->question != 0)
            return refused->question;
        return quint64(999);
    };
    const auto uid = [](Road &road) {
        if (const Sitting *sitting = road.sitting())
            return sitting->uid;
        return road.state.chip ? road.state.chip->uid : rocket;
    };
    const auto name = [](const char *text) {
        return QString::fromLatin1(text);
    };
    const auto session = [] {
        return SessionOpened{idOf<Api::SessionId>(2)};
    };
    const auto placed = [](const Nfc::Uid &chip) {
        return [chip](Road &) {
            return ChipPlaced{{chip, false}};
        };
    };
    const auto spend = [](Road &road) {
        road.place(bonus);
        return road.state.spendings.isEmpty() ? quint64(999) : road.state.spendings.last().question;
    };
    return {
        {name("Began"),
         [](Road &) {
             return Began{};
         }},
        {name("Stopping"),
         [](Road &) {
             return Stopping{};
         }},
        {name("Ticked when it wants to be"),
         [](Road &road) {
             if (const auto next = nextTick(road.state, road.around))
                 road.around.now = std::max(road.around.now, *next);
             return Ticked{};
         }},
        {name("SurroundingsChanged, nothing new"),
         [](Road &) {
             return SurroundingsChanged{};
         }},
        {name("SurroundingsChanged, server gone"),
         [](Road &road) {
             road.around.server = ServerState::Offline;
             return SurroundingsChanged{};
         }},
        {name("SurroundingsChanged, no consent"),
         [](Road &road) {
             road.around.web = WebAccess::NoConsent;
             return SurroundingsChanged{};
         }},
        {name("SurroundingsChanged, parents inside"),
         [](Road &road) {
             road.around.parentsInside = true;
             return SurroundingsChanged{};
         }},
        {name("ChipPlaced, the same"),
         [=](Road &road) {
             return ChipPlaced{{uid(road), false}};
         }},
        {name("ChipPlaced, another"),
         [](Road &) {
             return ChipPlaced{{owl, false}};
         }},
        {name("ChipPlaced, resting"),
         [](Road &) {
             return ChipPlaced{{owl, true}};
         }},
        {name("ChipPlaced, profile"), placed(badgers)},
        {name("ChipPlaced, pause"), placed(pauser)},
        {name("ChipPlaced, next"), placed(nexter)},
        {name("ChipPlaced, back"), placed(backer)},
        {name("ChipPlaced, softer"), placed(softer)},
        {name("ChipPlaced, stop"), placed(stopper)},
        {name("ChipPlaced, bonus"), placed(bonus)},
        {name("ChipPlaced, parent"), placed(parents)},
        {name("ChipLifted"),
         [=](Road &road) {
             return ChipLifted{uid(road)};
         }},
        {name("ChipRefused"),
         [](Road &) {
             return ChipRefused{{Nfc::UidFlaw::Random}};
         }},
        {name("ChildChosen"),
         [](Road &) {
             return ChildChosen{badger};
         }},
        {name("ChildChangeWished"),
         [](Road &) {
             return ChildChangeWished{};
         }},
        {name("LeaveWished"),
         [](Road &) {
             return LeaveWished{};
         }},
        {name("NextWished"),
         [](Road &) {
             return NextWished{};
         }},
        {name("RestartWished"),
         [](Road &) {
             return RestartWished{};
         }},
        {name("PreviousWished"),
         [](Road &) {
             return PreviousWished{};
         }},
        {name("PauseToggled"),
         [](Road &) {
             return PauseToggled{};
         }},
        {name("SeekWished"),
         [](Road &) {
             return SeekWished{10s};
         }},
        {name("GrantWished"),
         [](Road &) {
             return GrantWished{otter, 15min};
         }},
        {name("LookupAnswered, found"),
         [=](Road &road) {
             return LookupAnswered{lookup(road), LookupFound{{{}, {}, {{film(7, 30s), {}}}, true}}};
         }},
        {name("LookupAnswered, unknown"),
         [=](Road &road) {
             return LookupAnswered{lookup(road), LookupUnknown{}};
         }},
        {name("LookupAnswered, limit"),
         [=](Road &road) {
             return LookupAnswered{lookup(road), LookupLimit{}};
         }},
        {name("LookupAnswered, failed"),
         [=](Road &road) {
             return LookupAnswered{lookup(road), LookupFailed{}};
         }},
        {name("SessionStartAnswered, opened"),
         [=](Road &road) {
             return SessionStartAnswered{question(road), session()};
         }},
        {name("SessionStartAnswered, limit"),
         [=](Road &road) {
             return SessionStartAnswered{question(road), SessionLimit{}};
         }},
        {name("SessionStartAnswered, denied"),
         [=](Road &road) {
             return SessionStartAnswered{question(road), SessionDenied{}};
         }},
        {name("SessionStartAnswered, unanswered"),
         [=](Road &road) {
             return SessionStartAnswered{question(road), SessionUnanswered{}};
         }},
        {name("BeatAnswered, agreed"),
         [=](Road &road) {
             return BeatAnswered{beat(road), BeatAgreed{}};
         }},
        {name("BeatAnswered, limit"),
         [=](Road &road) {
             return BeatAnswered{beat(road), SessionLimit{}};
         }},
        {name("BeatAnswered, unknown"),
         [=](Road &road) {
             return BeatAnswered{beat(road), SessionUnknown{}};
         }},
        {name("BeatAnswered, unanswered"),
         [=](Road &road) {
             return BeatAnswered{beat(road), SessionUnanswered{}};
         }},
        {name("Charged"),
         [=](Road &road) {
             return Charged{charge(road)};
         }},
        {name("ChargeFailed"),
         [=](Road &road) {
             return ChargeFailed{charge(road)};
         }},
        {name("BonusAnswered, granted"),
         [=](Road &road) {
             const quint64 asked = spend(road);
             AllowanceInput input;
             input.grants = {{15min, 0min}};
             road.around.allowances[otter] = balanceOf(input);
             return BonusAnswered{asked, BonusOutcome::Granted};
         }},
        {name("BonusAnswered, empty"),
         [=](Road &road) {
             return BonusAnswered{spend(road), BonusOutcome::Empty};
         }},
        {name("BonusAnswered, not writable"),
         [=](Road &road) {
             return BonusAnswered{spend(road), BonusOutcome::NotWritable};
         }},
        {name("FilmOpening"),
         [](Road &) {
             return FilmOpening{8};
         }},
        {name("FilmFirstFrame"),
         [=](Road &road) {
             return FilmFirstFrame{start(road)};
         }},
        {name("FilmStalled"),
         [=](Road &road) {
             return FilmStalled{start(road)};
         }},
        {name("FilmResumed"),
         [=](Road &road) {
             return FilmResumed{start(road)};
         }},
        {name("FilmEnded"),
         [=](Road &road) {
             return FilmEnded{start(road), true};
         }},
        {name("FilmEnded, broken off"),
         [=](Road &road) {
             return FilmEnded{start(road), false};
         }},
        {name("FilmFailed, player lost"),
         [=](Road &road) {
             return FilmFailed{start(road), FilmFailure::PlayerLost};
         }},
        {name("FilmFailed, broken"),
         [=](Road &road) {
             return FilmFailed{start(road), FilmFailure::Broken};
         }},
        {name("FilmFailed, unreachable"),
         [=](Road &road) {
             return FilmFailed{start(road), FilmFailure::Unreachable};
         }},
    };
}

QString cell(const KioskState &before, const Road &after)
{
    if (after.state == before && after.actions.isEmpty())
        return QStringLiteral("ignored");
    QStringList words;
    for (const KioskAction &action : after.actions) {
        if (const auto *record = std::get_if<Record>(&action)) {
            QString entry = record->event;
            for (const char *key : {"reason", "by"}) {
                const QJsonValue value = record->values.value(QLatin1String(key));
                if (value.isString())
                    entry += u'=' + value.toString();
            }
            words.append(u'"' + entry + u'"');
        } else if (const auto *over = std::get_if<EndSession>(&action)) {
            words.append(nameOf(action) + u'=' + Api::stopReasonText(over->end.reason));
        } else if (const auto *end = std::get_if<EndSitting>(&action)) {
            words.append(nameOf(action) + (end->reached == wholeFilm ? u"=seen" : u""));
        } else {
            words.append(nameOf(action));
        }
    }
    QString where = nameOf(after.state.at);
    if (const auto *refused = std::get_if<Refused>(&after.state.at))
        where += u'(' + nameOf(refused->refusal) + u')';
    if (nameOf(before.at) == nameOf(after.state.at) && after.state.at.index() == before.at.index())
        where = after.state.at == before.at ? QStringLiteral("stays") : where + QStringLiteral("*");
    return words.isEmpty() ? where : where + QStringLiteral(": ") + words.join(u' ');
}

QString table()
{
    QString text = QStringLiteral(
        "# Every situation x every event. \"stays\": the situation is as before; a name with * : the same\n"
        "# situation with other data; \"...\": an entry of the chronicle. Written by tst_kioskstep.\n");
    for (const auto &[name, way] : situations()) {
        text += QStringLiteral("\n[%1]\n").arg(name);
        Road there;
        way(there);
        for (const auto &[event, make] : events()) {
            Road road = there;
            const KioskEvent present = make(road);
            road << present;
            text += QStringLiteral("%1 -> %2\n").arg(event, -36).arg(cell(there.state, road));
        }
    }
    return text;
}

} // namespace

class TestKioskStep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRoadsLeadWhereTheySay()
    {
        for (const auto &[name, way] : situations()) {
            Road road;
            way(road);
            QCOMPARE(nameOf(road.state.at), name.section(u',', 0, 0));
        }
    }

    void everySituationTimesEveryEvent()
    {
        const QString now = table();
        QFile file(QStringLiteral(KIOSK_STEPS));
        if (qEnvironmentVariableIsSet("MEDIO_WRITE_STEPS")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            QVERIFY(file.write(now.toUtf8()) > 0);
            return;
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList wanted = QString::fromUtf8(file.readAll()).split(u'\n');
        const QStringList lines = now.split(u'\n');
        QString situation;
        for (qsizetype i = 0; i < std::max(wanted.size(), lines.size()); ++i) {
            if (wanted.value(i).startsWith(u'['))
                situation = wanted.value(i);
            QVERIFY2(wanted.value(i) == lines.value(i),
                     qPrintable(QStringLiteral("%1\n   wanted: %2\n   is:     %3")
                                    .arg(situation, wanted.value(i), lines.value(i))));
        }
    }

    void theTableHasEveryEventAndEverySituation()
    {
        QStringList eventNames;
        for (const auto &[name, make] : events()) {
            Road road;
            eventNames.append(nameOf(make(road)));
        }
        eventNames.removeDuplicates();
        QCOMPARE(eventNames.size(), qsizetype(std::variant_size_v<KioskEvent>));
        QStringList names;
        for (const auto &[name, way] : situations())
            names.append(name.section(u',', 0, 0));
        names.removeDuplicates();
        QCOMPARE(names.size(), qsizetype(std::variant_size_v<Situation>));
    }

    void everySituationIsLeftBySomeEvent()
    {
        for (const auto &[name, way] : situations()) {
            Road there;
            way(there);
            bool left = false;
            for (const auto &[event, make] : events()) {
                Road road = there;
                road << make(road);
                left = left || road.state.at.index() != there.state.at.index();
            }
            // A kiosk that nobody set up, and a child who had enough, wait for a parent or for tomorrow.
            if (name == u"SignIn") {
                there.around.catalogue = catalogue();
                there.around.settings.child.reset();
                there << SurroundingsChanged{};
                left = std::holds_alternative<WhoIsWatching>(there.state.at);
            }
            QVERIFY2(left, qPrintable(name));
        }
    }

    void withoutAWordFromAnybodyItComesToRest()
    {
        // Nobody answers, nobody touches anything: after a while a chip would be acted on, or the
        // kiosk says what is missing.
        for (const auto &[name, way] : situations()) {
            Road road;
            way(road);
            for (int ticks = 0; ticks < 1000; ++ticks) {
                const auto next = nextTick(road.state, road.around);
                if (!next)
                    break;
                road.around.now = std::max(road.around.now, *next);
                road << Ticked{};
            }
            const auto &at = road.state.at;
            const bool rests = std::holds_alternative<Scan>(at) || std::holds_alternative<Sleeping>(at) ||
                               std::holds_alternative<ReaderMissing>(at) ||
                               std::holds_alternative<SignIn>(at);
            QVERIFY2(rests, qPrintable(name + QStringLiteral(" ends in ") + nameOf(at)));
        }
    }

    void theLastEventClosesEverything()
    {
        for (const auto &[name, way] : situations()) {
            Road road;
            way(road);
            road << Stopping{};
            QVERIFY2(!road.sitting(), qPrintable(name));
        }
    }
};

QTEST_GUILESS_MAIN(TestKioskStep)
#include "tst_kioskstep.moc"
