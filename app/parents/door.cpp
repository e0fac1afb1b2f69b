// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/door.h"

#include "app/flow/alarm.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace Medio::Parents {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds idleInside = 5min;
constexpr std::chrono::nanoseconds idleBefore = 1min;

Door::Seal sealOf(PinVault::Problem problem)
{
    switch (problem) {
    case PinVault::Problem::Locked:
        return Door::Seal::KeychainLocked;
    case PinVault::Problem::Unavailable:
        return Door::Seal::KeychainUnavailable;
    case PinVault::Problem::TimedOut:
        return Door::Seal::KeychainTimedOut;
    case PinVault::Problem::Failed:
        break;
    }
    return Door::Seal::KeychainFailed;
}

Door::PinProblem pinProblemOf(PinVault::Problem problem)
{
    switch (problem) {
    case PinVault::Problem::Locked:
        return Door::PinProblem::KeychainLocked;
    case PinVault::Problem::Unavailable:
        return Door::PinProblem::KeychainUnavailable;
    case PinVault::Problem::TimedOut:
        return Door::PinProblem::KeychainTimedOut;
    case PinVault::Problem::Failed:
        break;
    }
    return Door::PinProblem::KeychainFailed;
}

/// What is wrong with a PIN before anything is done for it.
std::optional<Door::PinProblem> problemOf(const Pin &pin)
{
    if (!pin.isComplete())
        return Door::PinProblem::TooShort;
    if (pin.isTooEasy())
        return Door::PinProblem::TooEasy;
    return std::nullopt;
}

} // namespace

Door::Door(const Ports &ports, const QString &resetWord, QObject *parent)
    : QObject(parent)
    , m_clock(ports.clock)
    , m_alarm(ports.alarm)
    , m_vault(ports.vault)
    , m_memory(ports.memory)
    , m_hasher(ports.hasher)
    , m_record(ports.memory.record())
    , m_visit(std::make_unique<QObject>())
{
    connect(&m_alarm, &Flow::Alarm::rang, this, &Door::wake);
    // A pause of an earlier boot begins anew now, not when somebody knocks.
    DoorRecord found = DoorPolicy::found(m_record, moment());
    found.pinKnown = found.pinKnown || found.pinSet || !ports.isLivedIn; // at a first start there is none
    if (found != m_record)
        remember(found);
    if (!resetWord.isEmpty() && resetWord != m_record.lastReset) {
        m_resetWord = resetWord;
        reset();
    }
}

Door::~Door() = default;

void Door::reset()
{
    DoorRecord record = DoorPolicy::forgiven(m_record);
    record.pinSet = false;
    record.pinKnown = true;
    remember(record);
    // A vault that can't be reached is asked again at the next start, with the same word.
    m_vault.remove(this, [this](const PinVault::Done &removed) {
        if (!removed || m_resetWord.isEmpty())
            return;
        DoorRecord over = m_record;
        over.lastReset = std::exchange(m_resetWord, QString());
        remember(over);
    });
}

DoorPolicy::Moment Door::moment() const
{
    return {m_clock.monotonic(), m_clock.bootId()};
}

std::chrono::nanoseconds Door::pauseLeft() const
{
    return DoorPolicy::pauseLeft(m_record, moment());
}

void Door::knock()
{
    if (m_state != State::Closed && m_state != State::Sealed)
        return;
    noteActivity();
    turn(State::Looking);
    m_vault.read(m_visit.get(), [this](const PinVault::Read &read) { verifierRead(read); });
}

void Door::verifierRead(const PinVault::Read &read)
{
    const auto seal = [this](Seal why) {
        m_seal = why;
        turn(State::Sealed);
    };
    const bool verifier = m_resetWord.isEmpty() && read && *read && m_hasher.isVerifier(**read);
    if (!verifier && !m_record.pinSet) {
        if (!m_record.pinKnown && (!read || *read)) { // whatever is in there may be the PIN's
            seal(read ? Seal::VerifierDamaged : Seal::NoteLost);
            return;
        }
        notePinKnown(false);
        turn(State::Open);
        return;
    }
    if (!read) {
        seal(sealOf(read.error()));
        return;
    }
    if (!*read) {
        seal(Seal::VerifierMissing);
        return;
    }
    if (!verifier) {
        seal(Seal::VerifierDamaged);
        return;
    }
    m_verifier = **read;
    if (!m_record.pinSet) {
        notePinKnown(true);
        Q_EMIT hasPinChanged();
    }
    turn(pauseLeft() > 0ns ? State::Pausing : State::Asking);
}

void Door::notePinKnown(bool isSet)
{
    DoorRecord record = m_record;
    record.pinSet = isSet;
    record.pinKnown = true;
    if (record != m_record)
        remember(record);
}

void Door::enter(Pin pin)
{
    if (m_state != State::Asking || !pin.isComplete())
        return;
    noteActivity();
    turn(State::Checking);
    tryPin(m_verifier, std::make_shared<const Pin>(std::move(pin)), [this](PinHasher::Match match) {
        noteActivity();
        if (match == PinHasher::Match::Same) {
            m_verifier.clear();
            turn(State::Open);
            return;
        }
        if (match == PinHasher::Match::Different)
            Q_EMIT refused();
        else
            Q_EMIT notChecked();
        if (m_state == State::Checking) // unless whoever heard it has left
            turn(pauseLeft() > 0ns ? State::Pausing : State::Asking);
    });
}

void Door::tryPin(const QByteArray &verifier, std::shared_ptr<const Pin> pin,
                  std::function<void(PinHasher::Match)> done)
{
    const DoorRecord before = m_record;
    m_record = DoorPolicy::charged(before, moment());
    m_memory.keep(m_record, m_visit.get(),
                  [this, verifier, pin = std::move(pin), done = std::move(done), before](bool counted) {
                      m_hasher.compare(verifier, pin, m_visit.get(),
                                       [this, done, before, counted](PinHasher::Match match) {
                                           settleTry(match, before, counted);
                                           done(match);
                                       });
                  });
}

void Door::settleTry(PinHasher::Match match, const DoorRecord &before, bool counted)
{
    switch (match) {
    case PinHasher::Match::Same:
        remember(DoorPolicy::forgiven(m_record));
        break;
    case PinHasher::Match::Different:
        if (!counted)
            remember(DoorPolicy::uncounted(m_record, moment()));
        break;
    case PinHasher::Match::Failed:
        remember(before);
        break;
    }
}

void Door::leave()
{
    m_visit = std::make_unique<QObject>();
    m_verifier.clear();
    m_changing = false;
    m_removing = false;
    if (m_state != State::Closed)
        turn(State::Closed);
}

void Door::noteActivity()
{
    m_lastActivity = m_clock.monotonic();
}

void Door::turn(State state)
{
    m_state = state;
    setAlarm();
    Q_EMIT stateChanged(state);
}

std::optional<std::chrono::nanoseconds> Door::closesAt() const
{
    switch (m_state) {
    case State::Open:
        return m_lastActivity + idleInside;
    case State::Asking:
    case State::Pausing:
    case State::Sealed:
        return m_lastActivity + idleBefore;
    case State::Closed:
    case State::Looking:
    case State::Checking: // both end by themselves
        break;
    }
    return std::nullopt;
}

void Door::setAlarm()
{
    auto moment = closesAt();
    if (m_state == State::Pausing)
        moment = std::min(*moment, m_record.pauseEnds);
    m_alarm.setAt(moment);
}

void Door::wake()
{
    const auto closes = closesAt();
    if (closes && *closes <= m_clock.monotonic())
        leave();
    else if (m_state == State::Pausing && pauseLeft() == 0ns)
        turn(State::Asking);
    else
        setAlarm(); // somebody was active since it was set
}

void Door::remember(const DoorRecord &record)
{
    m_record = record;
    // What this says on disk is never less strict than what stands there; a disk that fails costs no more
    // than another pause.
    m_memory.keep(record, this, [](bool) {});
}

void Door::setPin(Pin fresh)
{
    if (m_state != State::Open || m_changing || m_record.pinSet)
        return;
    beginChange([this, pin = std::make_shared<const Pin>(std::move(fresh))] {
        if (isTaken(*pin))
            makePin(pin);
    });
}

void Door::changePin(Pin old, Pin fresh)
{
    if (m_state != State::Open || m_changing || !m_record.pinSet)
        return;
    beginChange([this, old = std::make_shared<const Pin>(std::move(old)),
                 pin = std::make_shared<const Pin>(std::move(fresh))] {
        if (isTaken(*pin))
            proveOld(old, [this, pin] { makePin(pin); });
    });
}

void Door::removePin(Pin old)
{
    if (m_state != State::Open || m_changing || !m_record.pinSet)
        return;
    m_removing = true;
    beginChange([this, old = std::make_shared<const Pin>(std::move(old))] {
        proveOld(old, [this] { forgetPin(); });
    });
}

void Door::beginChange(std::function<void()> next)
{
    noteActivity();
    m_changing = true;
    // Later, as every other answer.
    QMetaObject::invokeMethod(m_visit.get(), std::move(next), Qt::QueuedConnection);
}

bool Door::isTaken(const Pin &fresh)
{
    const auto problem = problemOf(fresh);
    if (problem)
        endChange(problem);
    return !problem;
}

void Door::proveOld(const std::shared_ptr<const Pin> &old, std::function<void()> next)
{
    if (pauseLeft() > 0ns) {
        endChange(PinProblem::OldPinPauses);
        return;
    }
    m_vault.read(m_visit.get(), [this, old, next = std::move(next)](const PinVault::Read &read) {
        oldPinRead(read, old, next);
    });
}

void Door::oldPinRead(const PinVault::Read &read, const std::shared_ptr<const Pin> &old,
                      const std::function<void()> &next)
{
    if (!read || !*read || !m_hasher.isVerifier(**read)) {
        endChange(PinProblem::OldPinUnreadable);
        return;
    }
    tryPin(**read, old, [this, next](PinHasher::Match match) {
        switch (match) {
        case PinHasher::Match::Same:
            next();
            break;
        case PinHasher::Match::Different:
            endChange(PinProblem::OldPinWrong);
            break;
        case PinHasher::Match::Failed:
            endChange(PinProblem::NotMade);
            break;
        }
    });
}

/// The note goes first: a verifier that is left in the vault by a power cut still counts, while a note
/// without one would seal the door. Until the vault has answered nobody knows whether there is a PIN, and
/// where it does not answer in time, not before the next knock. Goes on to its end also when whoever
/// wished it leaves.
void Door::forgetPin()
{
    DoorRecord unknown = m_record;
    unknown.pinSet = false;
    unknown.pinKnown = false;
    const QPointer<QObject> visit = m_visit.get();
    const auto keep = [this, visit] {
        remember(m_record); // as it was
        if (visit)
            endChange(PinProblem::NotRemoved);
    };
    m_memory.keep(unknown, this, [this, visit, keep](bool onDisk) {
        if (!onDisk) {
            keep();
            return;
        }
        m_vault.remove(this, [this, visit, keep](const PinVault::Done &removed) {
            const bool mayYetGo = !removed && removed.error() == PinVault::Problem::TimedOut;
            if (!removed && !mayYetGo) {
                keep();
                return;
            }
            m_record.pinSet = false;
            m_record.pinKnown = !mayYetGo;
            remember(m_record);
            Q_EMIT hasPinChanged();
            if (visit)
                endChange(mayYetGo ? std::optional(PinProblem::KeychainTimedOut) : std::nullopt);
        });
    });
}

void Door::makePin(const std::shared_ptr<const Pin> &fresh)
{
    m_hasher.hash(fresh, m_visit.get(), [this](const std::optional<QByteArray> &verifier) {
        if (verifier)
            writePin(*verifier);
        else
            endChange(PinProblem::NotMade);
    });
}

void Door::writePin(const QByteArray &verifier)
{
    m_vault.write(verifier, m_visit.get(), [this, verifier](const PinVault::Done &written) {
        if (written)
            confirmPin(verifier);
        else
            endChange(pinProblemOf(written.error()));
    });
}

void Door::confirmPin(const QByteArray &verifier)
{
    // Read back: a vault that takes a verifier and does not give it would shut the door for ever.
    m_vault.read(m_visit.get(), [this, verifier](const PinVault::Read &read) {
        if (!read || *read != verifier) {
            endChange(read ? PinProblem::KeychainFailed : pinProblemOf(read.error()));
            return;
        }
        const bool had = std::exchange(m_record.pinSet, true);
        m_record.pinKnown = true;
        m_record = DoorPolicy::forgiven(m_record);
        if (!m_resetWord.isEmpty()) // overwritten instead of removed
            m_record.lastReset = std::exchange(m_resetWord, QString());
        m_memory.keep(m_record, m_visit.get(), [this](bool onDisk) {
            endChange(onDisk ? std::nullopt : std::optional(PinProblem::NotRemembered));
        });
        if (!had)
            Q_EMIT hasPinChanged();
    });
}

void Door::endChange(std::optional<PinProblem> problem)
{
    noteActivity();
    m_changing = false;
    const bool removing = std::exchange(m_removing, false);
    if (problem && removing)
        Q_EMIT pinNotRemoved(*problem);
    else if (problem)
        Q_EMIT pinNotSet(*problem);
    else if (removing)
        Q_EMIT pinRemoved();
    else
        Q_EMIT pinSet();
}

} // namespace Medio::Parents
