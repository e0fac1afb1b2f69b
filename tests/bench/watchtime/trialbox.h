// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/kioskflow.h"
#include "tests/bench/watchtime/disk.h"
#include "tests/bench/watchtime/rival.h"
#include "tests/bench/watchtime/servers.h"
#include "tests/bench/watchtime/timeline.h"
#include "tests/support/fakeflowports.h"
#include "tests/support/faketagreader.h"

#include <QMap>
#include <QSet>

#include <memory>
#include <optional>

namespace Medio::WatchTrial {

/// What is the same for all boxes of a world.
struct Household
{
    Api::Family family;
    QHash<Api::VideoId, QList<milliseconds>> chapters;
    QList<Nfc::Uid> chips;
    QHash<Nfc::Uid, seconds> lengths; ///< of all films of a chip
    bool atHome = true;               ///< a home server; else plain Medio
    int boxes = 1;
};

/// A film's picture and position as time goes by.
class TrialPlayer final : public Player
{
public:
    TrialPlayer(Timeline &timeline, const Household &household)
        : m_timeline(timeline)
        , m_household(household)
    {
    }

    Start open(const Film &film, milliseconds from) override;
    void preload(const Film &, std::chrono::milliseconds) override {}
    void pause() override { m_playing = false; }
    void play() override;
    void seek(milliseconds position) override { m_position = position; }
    void stop() override;
    void setVolume(double) override {}
    void fadeOut(milliseconds duration) override;
    [[nodiscard]] milliseconds position() const override
    {
        return std::chrono::floor<milliseconds>(m_position);
    }
    [[nodiscard]] milliseconds duration() const override { return m_duration; }
    [[nodiscard]] QList<milliseconds> chapters() const override { return m_chapters; }

    /// A picture moves.
    [[nodiscard]] bool isMoving() const { return m_start != 0 && m_playing && m_isFramed && !m_isStalled; }
    void move(nanoseconds time);
    /// Until its end, if it goes on.
    [[nodiscard]] std::optional<nanoseconds> left() const;
    void endIfOver();
    void stall(milliseconds time);

private:
    Timeline &m_timeline;
    const Household &m_household;
    Start m_starts = 0;
    Start m_start = 0;
    bool m_playing = false;
    bool m_isFramed = false;
    bool m_isStalled = false;
    int m_fades = 0;
    nanoseconds m_position{0};
    milliseconds m_duration{0};
    QList<milliseconds> m_chapters;
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

/// The lease and the family's sums as a box keeps them on its disk.
class TrialFamily final : public Flow::FamilyTime
{
public:
    struct Kept
    {
        QHash<QDate, HomeServer::Answer> days;
    };
    TrialFamily(Kept &kept, const Flow::HouseChips &house, bool isUsed)
        : m_kept(kept)
        , m_house(house)
        , m_isUsed(isUsed)
    {
    }

    [[nodiscard]] std::optional<Flow::FamilyDay> of(const Api::ProfileId &child,
                                                    const QDate &day) const override;
    void take(const HomeServer::Answer &answer);
    /// As the server will be told: what another box needs and is not played yet is given back first.
    [[nodiscard]] HomeServer::Answer &lower(const QDate &day, milliseconds normal);

private:
    Kept &m_kept;
    const Flow::HouseChips &m_house;
    const bool m_isUsed;
};

/// What became of a sitting, in truth.
struct Seen
{
    nanoseconds played{0};
    nanoseconds byItsClock{0}; ///< the same by the kiosk's own crystal
    int cuts = 0;
};

/// How a film was stopped.
struct Stop
{
    milliseconds position{0};
    milliseconds toEnd{0}; ///< to the nearest end of a chapter or of the film
    milliseconds over{0};
};

/// One kiosk: its disk lives on, everything else ends with the plug.
class TrialBox
{
public:
    TrialBox(Timeline &timeline, const Household &household, PlainServer &plain, HomeServer &home,
             int number);

    ~TrialBox();

    void boot(ClockSource source, const QDateTime &wall);
    void stop(); ///< cleanly
    void cut();
    void cutAtNextWrite(Disk::Cut cut);
    [[nodiscard]] bool isOn() const { return m_boot != nullptr; }

    // Deeds
    void place(const Nfc::Uid &uid);
    void lift();
    void changeSettings(const std::function<void(Flow::KioskSettings &)> &change);
    void setClock(ClockSource source, const QDateTime &wall);
    void hearServer(); ///< the Date of an answer
    void setOnline(bool online);
    void sync();      ///< the catalogue with the present limit
    void deliver();   ///< what the outbox holds
    void settle();    ///< with the home server
    void settleNow(); ///< nothing gets lost, nothing is late

    [[nodiscard]] Flow::KioskFlow &flow();
    [[nodiscard]] TrialPlayer &player();
    [[nodiscard]] const TrialClock &clock() const { return m_clock; }
    [[nodiscard]] bool isOnline() const { return m_online; }
    [[nodiscard]] bool hasChip() const;

    /// In true time; none: nothing will happen by itself.
    [[nodiscard]] std::optional<nanoseconds> next() const;
    /// Time goes on to the timeline's now; then what is due by itself happens.
    void move(nanoseconds time);
    void wake();

    // What there is to check
    DiskContent disk;
    QMap<quint64, Seen> seen;
    QMap<QDate, nanoseconds> playedOn; ///< by the day that the kiosk counted it for
    QMap<QDate, minutes> mostLimit;
    QMap<QDate, milliseconds> mostOverrun;
    milliseconds farthestAhead{0}; ///< of a day before its midnight
    nanoseconds playedOutside{0};
    QList<Stop> stops;
    Rival rival;
    int cuts = 0;
    int sessionsOpened = 0;

private:
    struct Boot;

    void note();
    void noteStop(const Flow::KioskAction &action);
    [[nodiscard]] const Flow::Sitting *sitting() const;
    [[nodiscard]] minutes limitNow() const;
    template<typename Deed>
    void later(nanoseconds delay, Deed deed);
    [[nodiscard]] milliseconds answerTime();
    [[nodiscard]] HomeServer::Statement statementOf(const QDate &day);

    Timeline &m_timeline;
    const Household &m_household;
    PlainServer &m_plain;
    HomeServer &m_home;
    const int m_number;
    TrialClock m_clock;
    const milliseconds m_lateness; ///< of the alarm
    TrialFamily::Kept m_family;
    Api::Family m_catalogue; ///< as last synced
    bool m_online = true;
    std::unique_ptr<Boot> m_boot;
    quint64 m_boots = 0;
};

} // namespace Medio::WatchTrial
