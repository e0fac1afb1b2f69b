// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/housechips.h"
#include "app/flow/ledgerjournal.h"
#include "app/flow/outbox.h"
#include "app/flow/settingsstore.h"
#include "tests/bench/watchtime/timeline.h"

#include <QDate>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

/// What a kiosk keeps: what is on the disk survives a pulled plug, what waits for it does not. Writes are
/// done in order; the plug may be pulled before any of them is there, or before anybody heard that it is.
namespace Medio::WatchTrial {

struct LedgerRow
{
    enum class Kind { Begin, Charge, Back, Session, SessionEnd, End, Day };
    Kind kind = Kind::Begin;
    Flow::LedgerEntry entry; ///< sitting, child, day, ... as far as the kind has them
    Flow::OpenedSession session;
    QDateTime moment; ///< only where the clock was vouched for
};

struct DiskContent
{
    QList<LedgerRow> ledger;
    QList<Flow::SessionEnd> ends;
    QHash<Api::SessionId, seconds> settled; ///< and what was billed for it
    struct Granted
    {
        QDate day;
        Flow::Grant grant;
        bool isChip = false;
    };
    QList<Granted> grants;
    Flow::KioskSettings settings;
};

/// The writer of one boot.
class Disk
{
public:
    enum class Cut { None, Before, After };

    Disk(Timeline &timeline, DiskContent &content)
        : m_timeline(timeline)
        , m_content(content)
    {
    }

    /// `write` changes the content; `told` is said when that is safe.
    void write(std::function<void(DiskContent &)> write, std::function<void()> told)
    {
        m_waiting.push_back({std::move(write), std::move(told)});
        if (m_waiting.size() == 1 && !m_isCut)
            begin();
    }
    [[nodiscard]] bool isIdle() const { return m_waiting.empty(); }

    /// The plug is pulled at the next write: before it is there, or before anybody hears that it is.
    void cutAtNextWrite(Cut cut) { m_cut = cut; }
    std::function<void()> onCut;

private:
    struct Write
    {
        std::function<void(DiskContent &)> change;
        std::function<void()> told;
    };

    void begin();
    void finish();

    Timeline &m_timeline;
    DiskContent &m_content;
    std::deque<Write> m_waiting;
    Cut m_cut = Cut::None;
    bool m_isCut = false;
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

class TrialLedger final : public Flow::LedgerJournal
{
public:
    TrialLedger(Disk &disk, const DiskContent &content, const Clock &clock);

    void beginSitting(quint64 sitting, const Api::ProfileId &child, const QDate &day,
                      const Nfc::Uid &) override;
    void charge(const Flow::LedgerEntry &entry) override;
    void giveBack(const Flow::LedgerEntry &entry) override;
    void noteSession(quint64 sitting, const Flow::OpenedSession &opened) override;
    void noteSessionEnded(quint64 sitting, const Api::SessionId &session) override;
    void endSitting(quint64 sitting, const Api::VideoId &, std::chrono::milliseconds) override;
    void openDay(const QDate &day) override;

    [[nodiscard]] Flow::LedgerDay of(const Api::ProfileId &child, const QDate &day) const override
    {
        return m_days.value({child, day});
    }
    [[nodiscard]] std::optional<QDate> lastDay() const override { return m_lastDay; }
    [[nodiscard]] std::optional<QDateTime> lastMoment() const override { return m_lastMoment; }
    [[nodiscard]] quint64 lastSitting() const override { return m_lastSitting; }
    [[nodiscard]] QList<Flow::UnfinishedSitting> unfinished() const override { return m_unfinished; }
    [[nodiscard]] std::optional<QDate> lostOn() const override { return std::nullopt; }

    /// Sittings of which something is not known to be on the disk.
    [[nodiscard]] QList<quint64> unwritten() const { return m_unwritten; }

private:
    void write(LedgerRow row, quint64 charge = 0);
    void take(const LedgerRow &row);

    Disk &m_disk;
    const Clock &m_clock;
    QHash<std::pair<Api::ProfileId, QDate>, Flow::LedgerDay> m_days;
    std::optional<QDate> m_lastDay;
    std::optional<QDateTime> m_lastMoment;
    quint64 m_lastSitting = 0;
    QList<Flow::UnfinishedSitting> m_unfinished;
    QList<quint64> m_unwritten;
};

class TrialOutbox final : public Flow::Outbox
{
public:
    TrialOutbox(Disk &disk, DiskContent &content)
        : m_disk(disk)
        , m_content(content)
    {
    }

    void add(const Flow::SessionEnd &end) override;
    [[nodiscard]] bool holds(const Api::SessionId &session) const override;
    [[nodiscard]] seconds billed(const Api::ProfileId &child, const QDate &day) const override;
    [[nodiscard]] QList<Flow::SessionEnd> pending() const;
    /// Once more for the same session changes nothing.
    void settle(const Flow::SessionEnd &end, seconds billed);

private:
    Disk &m_disk;
    DiskContent &m_content;
    QSet<Api::SessionId> m_added;
};

class TrialHouse final : public Flow::HouseChips
{
public:
    TrialHouse(Disk &disk, DiskContent &content, QHash<Nfc::Uid, Flow::HouseChip> chips);

    [[nodiscard]] QHash<Nfc::Uid, Flow::HouseChip> chips() const override { return m_chips; }
    void put(const Nfc::Uid &, const Flow::HouseChip &) override {}
    void remove(const Nfc::Uid &) override {}
    void spend(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &child, const QDate &day,
               milliseconds played) override;
    void give(quint64 question, const Api::ProfileId &child, const QDate &day, minutes amount,
              milliseconds played) override;
    [[nodiscard]] QList<Flow::Grant> grants(const Api::ProfileId &child, const QDate &day) const override;

private:
    void write(quint64 question, const DiskContent::Granted &granted);

    Disk &m_disk;
    DiskContent &m_content;
    QHash<Nfc::Uid, Flow::HouseChip> m_chips;
    bool m_spending = false;
};

class TrialSettings final : public Flow::SettingsStore
{
public:
    explicit TrialSettings(DiskContent &content)
        : m_content(content)
    {
    }
    [[nodiscard]] Flow::KioskSettings settings() const override { return m_content.settings; }
    void save(const Flow::KioskSettings &settings) override
    {
        if (std::exchange(m_content.settings, settings) != settings)
            Q_EMIT changed();
    }

private:
    DiskContent &m_content;
};

} // namespace Medio::WatchTrial
