// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/alarm.h"
#include "app/flow/catalogue.h"
#include "app/flow/chiplookup.h"
#include "app/flow/familytime.h"
#include "app/flow/filmtroubles.h"
#include "app/flow/housechips.h"
#include "app/flow/ledgerjournal.h"
#include "app/flow/offlinecopies.h"
#include "app/flow/outbox.h"
#include "app/flow/settingsstore.h"
#include "app/flow/watchsessions.h"
#include "app/flow/webfilms.h"

#include <QHash>
#include <QPair>

#include <algorithm>
#include <utility>

/// Stand-ins for everything behind the flow. They remember what they were asked for and answer when
/// the test says so.
namespace Medio::Flow {

class FakeAlarm final : public Alarm
{
public:
    using Alarm::Alarm;

    std::optional<std::chrono::nanoseconds> moment;

    void setAt(std::optional<std::chrono::nanoseconds> at) override { moment = at; }

    /// Rings if its moment has come. True if it did.
    bool ringIfDue(std::chrono::nanoseconds now)
    {
        if (!moment || *moment > now)
            return false;
        moment.reset();
        Q_EMIT rang();
        return true;
    }
};

class FakeCatalogue final : public Catalogue
{
public:
    using Catalogue::Catalogue;

    [[nodiscard]] CataloguePointer snapshot() const override { return m_snapshot; }

    void replace(const Api::Family &family)
    {
        m_snapshot = std::make_shared<const CatalogueSnapshot>(family, Posters());
        Q_EMIT changed();
    }

private:
    CataloguePointer m_snapshot = std::make_shared<const CatalogueSnapshot>();
};

class FakeSettingsStore final : public SettingsStore
{
public:
    using SettingsStore::SettingsStore;

    [[nodiscard]] KioskSettings settings() const override { return m_settings; }
    void save(const KioskSettings &settings) override
    {
        if (std::exchange(m_settings, settings) != settings)
            Q_EMIT changed();
    }

private:
    KioskSettings m_settings;
};

class FakeOfflineCopies final : public OfflineCopies
{
public:
    using OfflineCopies::OfflineCopies;

    [[nodiscard]] QSet<Api::VideoId> kept() const override { return m_kept; }
    void keep(const Api::VideoId &video)
    {
        m_kept.insert(video);
        Q_EMIT changed();
    }

private:
    QSet<Api::VideoId> m_kept;
};

class FakeWebFilms final : public WebFilms
{
public:
    using WebFilms::WebFilms;

    [[nodiscard]] WebAccess access() const override { return m_access; }
    void be(WebAccess access)
    {
        if (std::exchange(m_access, access) != access)
            Q_EMIT changed();
    }

private:
    WebAccess m_access = WebAccess::NotInstalled;
};

class FakeWatchSessions final : public WatchSessions
{
public:
    using WatchSessions::WatchSessions;

    QList<Start> starts;
    QList<Beat> beats;

    void start(const Start &start) override { starts.append(start); }
    void beat(const Beat &beat) override { beats.append(beat); }

    void answerStart(const SessionStartAnswer &answer)
    {
        Q_EMIT startAnswered(starts.last().question, answer);
    }
    void answerBeat(const BeatAnswer &answer) { Q_EMIT beatAnswered(beats.last().question, answer); }
};

class FakeChipLookup final : public ChipLookup
{
public:
    using ChipLookup::ChipLookup;

    struct Question
    {
        quint64 number;
        Nfc::Uid uid;
        Api::ProfileId child;
    };
    QList<Question> questions;

    void ask(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &child) override
    {
        questions.append({question, uid, child});
    }
    void answer(const LookupAnswer &answer) { Q_EMIT answered(questions.last().number, answer); }
};

class FakeOutbox final : public Outbox
{
public:
    using Outbox::Outbox;

    bool prompt = true; ///< false: nothing is on disk before acknowledge()
    QList<SessionEnd> ends;

    void add(const SessionEnd &end) override
    {
        ends.append(end);
        m_waiting.append(end);
        if (prompt)
            acknowledge();
    }
    [[nodiscard]] bool holds(const Api::SessionId &session) const override
    {
        return m_held.contains(session);
    }
    [[nodiscard]] std::chrono::seconds billed(const Api::ProfileId &child, const QDate &day) const override
    {
        return m_bills.value({child.toString(), day});
    }

    /// All that waits is on disk.
    void acknowledge()
    {
        const QList<SessionEnd> waiting = std::exchange(m_waiting, {});
        for (const SessionEnd &end : waiting) {
            m_held.insert(end.session);
            Q_EMIT kept(end);
        }
    }
    /// All that waits can't be written.
    void fail()
    {
        const QList<SessionEnd> waiting = std::exchange(m_waiting, {});
        for (const SessionEnd &end : waiting)
            Q_EMIT notKept(end);
    }
    /// From a former run.
    void hold(const Api::SessionId &session) { m_held.insert(session); }
    void settle(const SessionEnd &end, std::chrono::seconds billed, std::optional<minutes> watchedToday = {})
    {
        m_bills[{end.child.toString(), end.day}] += billed;
        Q_EMIT settled({end, true, billed, watchedToday});
    }
    void giveUp(const SessionEnd &end) { Q_EMIT settled({end, false, std::chrono::seconds(0)}); }

private:
    QList<SessionEnd> m_waiting;
    QSet<Api::SessionId> m_held;
    QHash<QPair<QString, QDate>, std::chrono::seconds> m_bills;
};

/// House chips in memory; what is spent is on disk when the test says so.
class FakeHouseChips final : public HouseChips
{
public:
    using HouseChips::HouseChips;

    struct Question
    {
        quint64 number;
        Nfc::Uid uid;
        Api::ProfileId child;
        QDate day;
        std::chrono::milliseconds played;
    };
    QList<Question> questions;
    struct Gift
    {
        quint64 question;
        Api::ProfileId child;
        QDate day;
        Grant grant;
    };
    QList<Gift> gifts;

    [[nodiscard]] QHash<Nfc::Uid, HouseChip> chips() const override { return m_chips; }
    void put(const Nfc::Uid &uid, const HouseChip &chip) override
    {
        m_chips.insert(uid, chip);
        Q_EMIT changed();
    }
    void remove(const Nfc::Uid &uid) override
    {
        m_chips.remove(uid);
        Q_EMIT changed();
    }
    void spend(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &child, const QDate &day,
               std::chrono::milliseconds played) override
    {
        questions.append({question, uid, child, day, played});
    }
    void give(quint64 question, const Api::ProfileId &child, const QDate &day, std::chrono::minutes amount,
              std::chrono::milliseconds played) override
    {
        gifts.append({question, child, day, {amount, played}});
    }
    /// The oldest of them is on disk, or can't be written.
    void answerGift(BonusOutcome outcome = BonusOutcome::Granted)
    {
        const Gift gift = gifts.takeFirst();
        if (outcome == BonusOutcome::Granted)
            m_grants[{gift.child.toString(), gift.day}].append(gift.grant);
        Q_EMIT answered(gift.question, outcome);
    }
    [[nodiscard]] QList<Grant> grants(const Api::ProfileId &child, const QDate &day) const override
    {
        return m_grants.value({child.toString(), day});
    }
    void answer(BonusOutcome outcome)
    {
        const Question asked = questions.takeFirst();
        if (outcome == BonusOutcome::Granted) {
            auto &bonus = std::get<BonusChip>(m_chips[asked.uid]);
            bonus.spent = true;
            m_grants[{asked.child.toString(), asked.day}].append({bonus.amount, asked.played});
        }
        Q_EMIT answered(asked.number, outcome);
    }

private:
    QHash<Nfc::Uid, HouseChip> m_chips;
    QHash<QPair<QString, QDate>, QList<Grant>> m_grants;
};

/// Notes on films in memory.
class FakeFilmTroubles final : public FilmTroubles
{
public:
    using FilmTroubles::FilmTroubles;

    [[nodiscard]] QHash<Api::VideoId, FilmTrouble> troubles() const override { return m_troubles; }
    void note(const Api::VideoId &video, const FilmTrouble &trouble) override
    {
        m_troubles.insert(video, trouble);
        Q_EMIT changed();
    }
    void forget(const Api::VideoId &video) override
    {
        m_troubles.remove(video);
        Q_EMIT changed();
    }

private:
    QHash<Api::VideoId, FilmTrouble> m_troubles;
};

/// No home server settles anything until a test says what it agreed on.
class FakeFamilyTime final : public FamilyTime
{
public:
    using FamilyTime::FamilyTime;

    [[nodiscard]] std::optional<FamilyDay> of(const Api::ProfileId &child, const QDate &day) const override
    {
        const auto found = m_days.constFind({child.toString(), day});
        return found == m_days.cend() ? std::nullopt : std::optional(*found);
    }
    void agree(const Api::ProfileId &child, const QDate &day, const FamilyDay &agreed)
    {
        m_days.insert({child.toString(), day}, agreed);
        Q_EMIT changed();
    }

private:
    QHash<QPair<QString, QDate>, FamilyDay> m_days;
};

/// A ledger in memory. Charges are acknowledged by acknowledge(), or at once by a queued call when
/// `prompt`.
class FakeLedgerJournal final : public LedgerJournal
{
public:
    using LedgerJournal::LedgerJournal;

    bool prompt = true;
    std::optional<Problem> problem; ///< every charge fails with it
    QList<LedgerEntry> charges;
    QList<LedgerEntry> givenBack;
    QList<quint64> begun;
    QList<quint64> ended;
    QList<OpenedSession> sessions;
    QList<Api::SessionId> sessionsEnded;
    QList<Api::SessionId> sessionsUntold;
    QList<UnfinishedSitting> left;
    std::optional<QDate> last;
    std::optional<QDate> lost;
    QHash<Api::ProfileId, QHash<Nfc::Uid, Place>> places; ///< how far who came with what
    std::optional<QDateTime> moment;                      ///< the last one known when it was opened
    quint64 lastNumber = 0;

    void beginSitting(quint64 sitting, const Api::ProfileId &child, const QDate &,
                      const Nfc::Uid &uid) override
    {
        lastNumber = sitting;
        begun.append(sitting);
        m_chips.insert(sitting, {child, uid});
    }
    void charge(const LedgerEntry &entry) override
    {
        charges.append(entry);
        m_waiting.append(entry.id);
        add(entry, +1);
        if (prompt)
            QMetaObject::invokeMethod(this, &FakeLedgerJournal::acknowledge, Qt::QueuedConnection);
    }
    void giveBack(const LedgerEntry &entry) override
    {
        givenBack.append(entry);
        add(entry, -1);
    }
    void noteSession(quint64, const OpenedSession &opened) override { sessions.append(opened); }
    void noteSessionEnded(quint64, const Api::SessionId &session) override { sessionsEnded.append(session); }
    void noteSessionUntold(quint64, const Api::SessionId &session) override
    {
        sessionsUntold.append(session);
    }
    void endSitting(quint64 sitting, const Api::VideoId &video, std::chrono::milliseconds reached) override
    {
        ended.append(sitting);
        if (!video.isNull())
            leave(sitting, video, reached, last.value_or(QDate()));
        m_chips.remove(sitting);
    }
    [[nodiscard]] QHash<Nfc::Uid, Place> placesOf(const Api::ProfileId &child) const override
    {
        return places.value(child);
    }
    void notePause(quint64, const Api::ProfileId &child, const QDate &day,
                   std::chrono::milliseconds duration) override
    {
        m_records[{child.toString(), day}].paused += duration;
    }
    [[nodiscard]] DayRecord recordOf(const Api::ProfileId &child, const QDate &day) const override
    {
        return m_records.value({child.toString(), day});
    }
    [[nodiscard]] std::optional<QDateTime> lastMoment() const override { return moment; }
    void openDay(const QDate &day) override { last = day; }

    [[nodiscard]] LedgerDay of(const Api::ProfileId &child, const QDate &day) const override
    {
        return m_days.value({child.toString(), day});
    }
    [[nodiscard]] std::optional<QDate> lastDay() const override { return last; }
    [[nodiscard]] quint64 lastSitting() const override { return lastNumber; }
    [[nodiscard]] QList<UnfinishedSitting> unfinished() const override { return left; }
    [[nodiscard]] std::optional<QDate> lostOn() const override { return lost; }

    /// All charges that wait are on disk (or failed).
    void acknowledge()
    {
        const QList<quint64> waiting = std::exchange(m_waiting, {});
        for (const quint64 id : waiting) {
            if (problem)
                Q_EMIT chargeFailed(id, *problem);
            else
                Q_EMIT charged(id);
        }
    }

private:
    void add(const LedgerEntry &entry, int sign)
    {
        LedgerDay &day = m_days[{entry.child.toString(), entry.day}];
        day.played += entry.amount * sign;
        day.over += entry.over * sign;
        QList<DayRecord::Piece> &pieces = m_records[{entry.child.toString(), entry.day}].pieces;
        auto piece = std::find_if(pieces.begin(), pieces.end(), [&entry](const DayRecord::Piece &other) {
            return other.sitting == entry.sitting && other.video == entry.video;
        });
        if (piece == pieces.end()) {
            pieces.append({entry.sitting, entry.video, {}, {}, true});
            piece = pieces.end() - 1;
        }
        piece->played += entry.amount * sign;
        piece->over += entry.over * sign;
        if (entry.reached)
            leave(entry.sitting, entry.video, *entry.reached, entry.day);
    }
    void leave(quint64 sitting, const Api::VideoId &video, std::chrono::milliseconds reached,
               const QDate &day)
    {
        if (const auto chip = m_chips.constFind(sitting); chip != m_chips.cend())
            places[chip->first].insert(chip->second, {video, reached, day});
    }

    QHash<QPair<QString, QDate>, LedgerDay> m_days;
    QHash<QPair<QString, QDate>, DayRecord> m_records;
    QList<quint64> m_waiting;
    QHash<quint64, std::pair<Api::ProfileId, Nfc::Uid>> m_chips; ///< of sittings that are not over
};

} // namespace Medio::Flow
