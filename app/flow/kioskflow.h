// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/chronicle.h"
#include "app/base/clock.h"
#include "app/flow/alarm.h"
#include "app/flow/allowance.h"
#include "app/flow/catalogue.h"
#include "app/flow/chiplookup.h"
#include "app/flow/daykeeper.h"
#include "app/flow/explanation.h"
#include "app/flow/familytime.h"
#include "app/flow/filmtroubles.h"
#include "app/flow/housechips.h"
#include "app/flow/kioskstep.h"
#include "app/flow/ledgerjournal.h"
#include "app/flow/offlinecopies.h"
#include "app/flow/outbox.h"
#include "app/flow/settingsstore.h"
#include "app/flow/watchsessions.h"
#include "app/flow/webfilms.h"
#include "nfc/tagreader.h"
#include "player/player.h"

#include <QHash>
#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

#include <deque>
#include <optional>

namespace Medio::Flow {

/// The only owner of "where is the kiosk": feeds step() with what readers, players, servers,
/// clocks and people say, and carries out its actions. Decides nothing itself.
/// Lives on the GUI thread, never blocks it. What it is given outlives it.
class KioskFlow final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        const Clock &clock;
        Chronicle &chronicle;
        Alarm &alarm;
        Nfc::TagReader &reader; ///< started and stopped by whoever owns it
        Player &player;
        Catalogue &catalogue;
        SettingsStore &settings;
        OfflineCopies &copies;
        LedgerJournal &ledger;
        Outbox &outbox;
        WatchSessions &sessions;
        ChipLookup &lookup;
        HouseChips &house;
        FamilyTime *family = nullptr;     ///< null: no home server settles watch time
        WebFilms *web = nullptr;          ///< null: no film of a platform can be shown
        FilmTroubles *troubles = nullptr; ///< null: nobody is told of films that can't be played
        std::optional<quint32> dice =
            {}; ///< repeats a run; none: nobody can foresee the jitter of heartbeats
    };

    explicit KioskFlow(const Parts &parts, QObject *parent = nullptr);

    /// Ends what a former run left open, then begins. Call once, before the reader is started.
    void start();
    /// Closes what is open (gives time back, ends the session through the outbox). Nothing is
    /// emitted or asked afterwards; the destructor does not do this.
    void stop();

    [[nodiscard]] const Scene &scene() const { return m_scene; }
    [[nodiscard]] const KioskState &state() const { return m_state; }

    /// Names what follows from the present chip in the log (field "tap"); empty: nothing does.
    [[nodiscard]] QString tapId() const;

    /// The family's day that counts now, and who says so.
    [[nodiscard]] QDate day() const { return m_day; }
    [[nodiscard]] const DayKeeper &days() const { return m_days; }
    /// What a child may still watch today, and why.
    [[nodiscard]] Balance allowanceOf(const Api::ProfileId &child) const;
    /// What a day went to. Of another day than today the balance is empty.
    [[nodiscard]] Explanation explain(const Api::ProfileId &child, const QDate &day) const;

public Q_SLOTS:
    // Facts, told by adapters
    void setServerState(Medio::Flow::ServerState server);
    void setSignedIn(bool signedIn);
    void setNight(bool night);
    void setParentsInside(bool inside); ///< pauses a film; chips start nothing until they leave
    /// An answer of GET profiles/:id/watch-time, as of now.
    void setWatchTime(const Medio::Api::ProfileId &child, const Medio::Flow::WatchTime &time);

    /// The Date of an answer; whose counts is decided here.
    void setServerTime(const Medio::Flow::HeardTime &time);

    // What parents do behind the door
    /// On top of today: 5, 15, 30 minutes (leastBonus..mostBonus). It is on disk before it counts; the
    /// chronicle says "granted", or "error what=bonus-not-writable".
    void grantTime(const Medio::Api::ProfileId &child, std::chrono::minutes amount);
    /// "It is now...": believed at once, and the only way for the day to go back.
    void confirmTime(const QDateTime &time);

    // Wishes of whoever is in front of the screen
    void chooseChild(const Medio::Api::ProfileId &child);
    void changeChild();
    void leave();
    void showNext();
    void showPrevious();
    void restartFilm();
    void togglePause();
    void seek(std::chrono::milliseconds by); ///< within the film that plays; below 0: back

Q_SIGNALS:
    /// Once per change, after all actions that led to it.
    void sceneChanged(const Medio::Flow::Scene &scene);
    /// A good moment to ask the server for this child's watch time: the server is there again, the child
    /// was chosen; a heartbeat's answer does not fit what was told last, or an end was settled without a
    /// word on the day; and every minute while its time is up and the server there, every ten seconds
    /// when it tries a chip meanwhile. Once more shortly before a child's time is up, so that what a parent
    /// gave meanwhile is known by then.
    void watchTimeWanted(const Medio::Api::ProfileId &child);
    /// Once per grantTime() that named a known child and an allowed amount: allowanceOf() knows it already,
    /// or it could not be written and was not given.
    void grantAnswered(const Medio::Api::ProfileId &child, bool kept);
    /// A parent chip asks for the parents' door.
    void doorRequested();
    /// The catalogue does not know something that the server knows: a good moment to sync.
    void syncWanted();

private:
    struct ServerWord ///< about one child, on one day
    {
        QDate day;
        std::optional<WatchTime> time;
        std::optional<minutes> refusedAt = {}; ///< limit_reached was said; the allowance it was said of
        milliseconds playedAtLimit{0};         ///< here, when it was said
    };

    [[nodiscard]] QString tapId(quint64 tap) const;
    void happen(const KioskEvent &event);
    void take(const KioskEvent &event);
    void look();
    void refresh();
    void setReader(ReaderState reader, const QString &event, const QJsonObject &values);
    void chargeKept(quint64 id);
    void sessionKept(const SessionEnd &end);
    void sessionSettled(const Settlement &settlement);
    void recordSessionEnd(const SessionEnd &end, bool settled);
    void runAction(const KioskAction &action);
    void record(const QString &event, const QJsonObject &values = {});
    void showScene();
    void recordReady();
    void endWhatWasLeft();
    void wantWatchTime();
    void noteAsked();
    [[nodiscard]] bool isNews(const BeatAnswer &answer) const;
    void noteNewLimits();
    [[nodiscard]] bool wantsLastWord();
    [[nodiscard]] ServerWord &wordOf(const Api::ProfileId &child);
    [[nodiscard]] minutes dailyLimitOf(const Api::ProfileId &child) const;
    [[nodiscard]] bool serverLacksMinutesOf(const Api::ProfileId &child) const;
    [[nodiscard]] LedgerEntry entryOf(const Charge &charge, const QDate &day) const;
    [[nodiscard]] std::optional<milliseconds> offlineShareOf(const Api::ProfileId &child) const;

    Parts m_parts;
    Surroundings m_surroundings;
    KioskState m_state;
    Scene m_scene;
    DayKeeper m_days;
    QDate m_day;
    QHash<Api::ProfileId, ServerWord> m_serverWords;
    QHash<Api::SessionId, Api::ProfileId> m_unsettled; ///< ended here, and the server has not said so

    std::deque<KioskEvent> m_queue;
    Moment m_askedAt{0};                    ///< when the watch time was last wanted
    quint64 m_askedTap = 0;                 ///< and which chip was the last by then
    quint64 m_lastWordFor = 0;              ///< sitting near whose end it was wanted
    QHash<quint64, Api::ProfileId> m_gifts; ///< of parents, on their way to the disk
    QDate m_chargedOn;                      ///< day of the latest charge: what is given back goes there
    QTimer m_look;
    QRandomGenerator m_random;
    const QString m_run; ///< tells taps of two runs apart
    bool m_running = false;
    bool m_busy = false;
    bool m_shown = false;
    bool m_ready = false;
    int m_volume = 0; ///< as the player was told
};

} // namespace Medio::Flow
