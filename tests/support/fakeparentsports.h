// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/account.h"
#include "app/parents/chipdesk.h"
#include "app/parents/doormemory.h"
#include "app/parents/edits.h"
#include "app/parents/household.h"
#include "app/parents/pinhasher.h"
#include "app/parents/pinvault.h"
#include "app/parents/platformdesk.h"
#include "app/parents/status.h"
#include "app/parents/timedesk.h"
#include "tests/support/later.h"

#include <QHash>
#include <QList>
#include <QPointer>
#include <QStringList>
#include <QTimeZone>
#include <QUrl>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

/// Stand-ins for everything behind the parents' use cases. They remember what they were asked for and
/// answer when the test says so.
namespace Medio::Parents {

class FakeHousehold final : public Household
{
public:
    using Household::Household;

    QHash<Api::VideoId, QString> posters;

    [[nodiscard]] std::shared_ptr<const Api::Family> family() const override { return m_family; }
    [[nodiscard]] QString poster(const Api::VideoId &video) const override { return posters.value(video); }

    void replace(const Api::Family &family)
    {
        m_family = std::make_shared<const Api::Family>(family);
        Q_EMIT changed();
    }

private:
    std::shared_ptr<const Api::Family> m_family = std::make_shared<const Api::Family>();
};

/// Edits in memory. Nothing happens to them before the test says so.
class FakeEdits final : public Edits
{
public:
    using Edits::Edits;

    QList<Edit> requested;
    QList<std::pair<quint64, Resolution>> resolved;

    quint64 request(const Edit &edit) override
    {
        requested.append(edit);
        m_unwritten.append({++m_last, edit, QDateTime::fromSecsSinceEpoch(1'773'133'200, QTimeZone::utc())});
        return m_last;
    }
    [[nodiscard]] QList<PendingEdit> pending() const override { return m_pending; }
    [[nodiscard]] QList<Conflict> conflicts() const override { return m_conflicts; }
    void resolve(quint64 id, Resolution resolution) override
    {
        const auto found = conflictOf(id);
        if (found == m_conflicts.end())
            return;
        resolved.append({id, resolution});
        const Conflict conflict = *found;
        m_conflicts.erase(found);
        if (resolution == Resolution::Mine)
            m_pending.append({id, conflict.mine, conflict.since});
        else
            Q_EMIT settled(id);
        Q_EMIT changed();
    }

    [[nodiscard]] quint64 last() const { return m_last; } ///< id of the last request; 0: none

    /// All that was requested is on disk.
    void keepAll()
    {
        const QList<PendingEdit> written = std::exchange(m_unwritten, {});
        for (const PendingEdit &edit : written) {
            m_pending.append(edit);
            Q_EMIT kept(edit.id);
        }
        Q_EMIT changed();
    }
    /// The disk takes nothing of what was requested.
    void refuseAll()
    {
        const QList<PendingEdit> refused = std::exchange(m_unwritten, {});
        for (const PendingEdit &edit : refused)
            Q_EMIT notKept(edit.id);
    }
    /// The server has it.
    void settle(quint64 id)
    {
        if (take(id)) {
            Q_EMIT settled(id);
            Q_EMIT changed();
        }
    }
    /// The server has something else.
    void conflict(quint64 id, Conflict::Kind kind, const ServerVersion &theirs = {},
                  const QString &message = {})
    {
        if (const auto edit = take(id)) {
            m_conflicts.append({id, kind, edit->edit, theirs, message, edit->since});
            Q_EMIT conflicted(id);
            Q_EMIT changed();
        }
    }

private:
    [[nodiscard]] QList<Conflict>::iterator conflictOf(quint64 id)
    {
        return std::find_if(m_conflicts.begin(), m_conflicts.end(),
                            [id](const Conflict &conflict) { return conflict.id == id; });
    }
    [[nodiscard]] std::optional<PendingEdit> take(quint64 id)
    {
        const auto found = std::find_if(m_pending.begin(), m_pending.end(),
                                        [id](const PendingEdit &edit) { return edit.id == id; });
        if (found == m_pending.end())
            return std::nullopt;
        PendingEdit edit = *found;
        m_pending.erase(found);
        return edit;
    }

    QList<PendingEdit> m_unwritten;
    QList<PendingEdit> m_pending;
    QList<Conflict> m_conflicts;
    quint64 m_last = 0;
};

/// A vault in memory. `problem` makes every operation fail as long as it is set; `hides` makes it read as
/// empty, as a locked keyring does (IMAGE.md §6). What is inside goes out as `whenRemoving` says.
class FakePinVault final : public QObject, public PinVault
{
public:
    enum class Removal {
        Done,
        Refused, ///< Failed
        Mute,    ///< TimedOut, and it stays inside
        Late,    ///< TimedOut, and it goes after that
    };

    std::optional<QByteArray> verifier;
    std::optional<Problem> problem;
    bool hides = false;
    Removal whenRemoving = Removal::Done;
    QStringList deeds; ///< "read", "write", "remove"

    void read(QObject *context, std::function<void(const Read &)> done) override
    {
        deeds << QStringLiteral("read");
        later(this, context, [this, done = std::move(done)] {
            if (problem)
                done(Unexpected{*problem});
            else
                done(hides ? std::nullopt : verifier);
        });
    }
    void write(const QByteArray &value, QObject *context, std::function<void(const Done &)> done) override
    {
        deeds << QStringLiteral("write");
        if (!problem)
            verifier = value;
        answer(context, std::move(done));
    }
    void remove(QObject *context, std::function<void(const Done &)> done) override
    {
        deeds << QStringLiteral("remove");
        if (whenRemoving != Removal::Done) {
            later(this, context, [this, done = std::move(done)] {
                done(Unexpected{whenRemoving == Removal::Refused ? Problem::Failed : Problem::TimedOut});
                if (whenRemoving == Removal::Late)
                    verifier.reset();
            });
            return;
        }
        if (!problem)
            verifier.reset();
        answer(context, std::move(done));
    }

private:
    void answer(QObject *context, std::function<void(const Done &)> done)
    {
        later(this, context, [outcome = problem, done = std::move(done)] {
            done(outcome ? Done(Unexpected{*outcome}) : Done());
        });
    }
};

/// Makes verifiers that anybody can read: "pin:" and the digits. Answers when the event loop runs.
/// `fails`: as for want of memory.
class FakePinHasher final : public QObject, public PinHasher
{
public:
    bool fails = false;
    int comparisons = 0;

    [[nodiscard]] static QByteArray verifierOf(const Pin &pin)
    {
        return QByteArrayLiteral("pin:") + QByteArray(pin.digits().data(), qsizetype(pin.digits().size()));
    }
    void hash(std::shared_ptr<const Pin> pin, QObject *context,
              std::function<void(std::optional<QByteArray>)> done) override
    {
        later(this, context, [this, pin = std::move(pin), done = std::move(done)] {
            done(fails ? std::nullopt : std::optional(verifierOf(*pin)));
        });
    }
    void compare(const QByteArray &verifier, std::shared_ptr<const Pin> pin, QObject *context,
                 std::function<void(Match)> done) override
    {
        ++comparisons;
        later(this, context, [this, verifier, pin = std::move(pin), done = std::move(done)] {
            done(fails ? Match::Failed : verifier == verifierOf(*pin) ? Match::Same : Match::Different);
        });
    }
    [[nodiscard]] bool isVerifier(const QByteArray &bytes) const override { return bytes.startsWith("pin:"); }
};

/// A door's memory that outlives the door, as a disk does. `takes` false: nothing can be written.
class FakeDoorMemory final : public QObject, public DoorMemory
{
public:
    DoorRecord onDisk;
    DoorRecord inMemory;
    bool takes = true;
    int writes = 0;

    [[nodiscard]] DoorRecord record() const override { return inMemory; }
    void keep(const DoorRecord &record, QObject *context, std::function<void(bool)> done) override
    {
        inMemory = record;
        ++writes;
        QMetaObject::invokeMethod(
            this,
            [this, record, context = QPointer<QObject>(context), done = std::move(done)] {
                if (takes)
                    onDisk = record;
                if (context)
                    done(takes);
            },
            Qt::QueuedConnection);
    }
    /// The program starts anew: what was on disk is all there is.
    void restart() { inMemory = onDisk; }
};

/// A desk on which the test puts chips.
class FakeChipDesk final : public ChipDesk
{
public:
    using ChipDesk::ChipDesk;

    [[nodiscard]] bool isOpen() const { return m_open; }
    void open() override
    {
        if (!std::exchange(m_open, true) && m_chip)
            QMetaObject::invokeMethod(
                this,
                [this] {
                    if (m_open && m_chip)
                        Q_EMIT arrived(*m_chip);
                },
                Qt::QueuedConnection);
    }
    void close() override { m_open = false; }
    [[nodiscard]] std::optional<DeskChip> chip() const override { return m_open ? m_chip : std::nullopt; }
    [[nodiscard]] bool hasReader() const override { return m_reader; }

    void put(const DeskChip &chip)
    {
        m_chip = chip;
        if (m_open)
            Q_EMIT arrived(chip);
    }
    void lift()
    {
        if (m_chip.has_value() && std::exchange(m_chip, std::nullopt) && m_open)
            Q_EMIT left();
    }
    void setReader(bool there)
    {
        if (std::exchange(m_reader, there) != there)
            Q_EMIT readerChanged();
    }

private:
    std::optional<DeskChip> m_chip;
    bool m_open = false;
    bool m_reader = true;
};

class FakeStatusSource final : public StatusSource
{
public:
    using StatusSource::StatusSource;

    int refreshes = 0;

    [[nodiscard]] Status status() const override { return m_status; }
    void refresh() override { ++refreshes; }
    void replace(const Status &status)
    {
        if (std::exchange(m_status, status) != status)
            Q_EMIT changed();
    }

private:
    Status m_status;
};

/// Films of platforms as the test says they are.
class FakePlatformDesk final : public PlatformDesk
{
public:
    using PlatformDesk::PlatformDesk;

    [[nodiscard]] PlatformFacts facts() const override { return m_facts; }
    void setAgreed(bool agreed) override
    {
        m_facts.isAgreed = agreed;
        Q_EMIT changed();
    }
    void be(const PlatformFacts &facts)
    {
        m_facts = facts;
        Q_EMIT changed();
    }

private:
    PlatformFacts m_facts{true, false, true, 12, 1};
};

/// Watch time as the test says it is. What is granted waits for answerGrant(), what is asked of the server
/// for the test to emit the answer.
class FakeTimeDesk final : public TimeDesk
{
public:
    using TimeDesk::TimeDesk;

    QHash<Api::ProfileId, Flow::KidPlan> plans;
    QHash<Api::ProfileId, Flow::Explanation> days;
    QList<std::pair<Api::ProfileId, std::chrono::minutes>> grants;
    QList<QDateTime> confirmed;
    QStringList released;
    int questions = 0;
    bool leases = false;
    ClockFacts facts{Flow::TimeTrust::Network,
                     QDate(2026, 3, 10),
                     QDateTime(QDate(2026, 3, 10), QTime(10, 0), QTimeZone("Europe/Berlin")),
                     {}};

    [[nodiscard]] Flow::KidPlan planOf(const Api::ProfileId &child) const override
    {
        return plans.value(child);
    }
    void setPlan(const Api::ProfileId &child, const Flow::KidPlan &plan) override
    {
        const auto enough = plans.value(child).enoughOn;
        plans[child] = plan;
        plans[child].enoughOn = enough;
        Q_EMIT changed();
    }
    [[nodiscard]] Flow::Ending usualEnding() const override { return Flow::Ending::Film; }
    void sayEnough(const Api::ProfileId &child, bool enough) override
    {
        plans[child].enoughOn = enough ? std::optional(facts.day) : std::nullopt;
        setCap(child, Flow::Cap::Kind::Enough, enough);
        Q_EMIT changed();
    }
    void grant(const Api::ProfileId &child, std::chrono::minutes amount) override
    {
        grants.append({child, amount});
    }
    [[nodiscard]] Flow::Balance balanceOf(const Api::ProfileId &child) const override
    {
        return days.value(child).balance;
    }
    [[nodiscard]] Flow::Explanation explain(const Api::ProfileId &child, const QDate &) const override
    {
        return days.value(child);
    }
    [[nodiscard]] bool isPaused() const override { return m_paused; }
    void pauseEverything(bool paused) override
    {
        m_paused = paused;
        for (auto day = days.begin(); day != days.end(); ++day)
            setCap(day.key(), Flow::Cap::Kind::Paused, paused);
        Q_EMIT changed();
    }
    [[nodiscard]] int offlineShare() const override { return m_share; }
    void setOfflineShare(int percent) override
    {
        m_share = percent;
        Q_EMIT changed();
    }
    [[nodiscard]] bool canLease() const override { return leases; }
    void askBoxes() override { ++questions; }
    void releaseBox(const QString &id) override { released.append(id); }
    [[nodiscard]] ClockFacts clock() const override { return facts; }
    void confirmTime(const QDateTime &time) override { confirmed.append(time); }

    /// What was granted first and not answered yet is on disk, or not.
    void answerGrant(Flow::BonusOutcome outcome = Flow::BonusOutcome::Granted)
    {
        const auto [child, amount] = grants.takeFirst();
        Q_EMIT granted(child, amount, outcome);
    }
    void setCap(const Api::ProfileId &child, Flow::Cap::Kind kind, bool there)
    {
        QList<Flow::Cap> &caps = days[child].balance.caps;
        caps.removeIf([kind](const Flow::Cap &cap) { return cap.kind == kind; });
        if (there)
            caps.append({kind, std::chrono::milliseconds(0)});
    }

private:
    bool m_paused = false;
    int m_share = 100;
};

class FakeAccount final : public Account
{
public:
    QList<QUrl> servers;
    QStringList emails;
    QStringList passwords;
    Answer pending;

    void signIn(const Api::ServerAddress &server, const QString &email, const QString &password,
                Answer answer) override
    {
        servers << server.base();
        emails << email;
        passwords << password;
        pending = std::move(answer);
    }
};

class FakeRegistrar final : public Registrar
{
public:
    QList<QUrl> servers;
    QStringList names;
    QStringList emails;
    QStringList passwords;
    Answer pending;

    void registerUser(const Api::ServerAddress &server, const QString &name, const QString &email,
                      const QString &password, Answer answer) override
    {
        servers << server.base();
        names << name;
        emails << email;
        passwords << password;
        pending = std::move(answer);
    }
};

class FakeLogin final : public Login
{
public:
    QList<Belongings> asked;
    Answer pending;

    void signOut(const Belongings &belongings, Answer answer) override
    {
        asked << belongings;
        pending = std::move(answer);
    }
};

class FakeServerProbe final : public ServerProbe
{
public:
    QList<QUrl> asked;
    Answer pending;

    void testServer(const Api::ServerAddress &server, Answer answer) override
    {
        asked << server.base();
        pending = std::move(answer);
    }
};

} // namespace Medio::Parents
