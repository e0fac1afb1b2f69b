// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/clock.h"
#include "app/parents/doormemory.h"
#include "app/parents/doorpolicy.h"
#include "app/parents/pin.h"
#include "app/parents/pinhasher.h"
#include "app/parents/pinvault.h"

#include <QByteArray>
#include <QMetaType>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Medio::Flow {
class Alarm;
}

namespace Medio::Parents {

/// The door to the parents' area and its PIN (PRODUCT.md, "No way out"; DESIGN.md, rule 4).
///
/// Without a PIN, at a first start, whoever knocks is inside, and should be led to setting one. Settings say
/// whether there is a PIN, the keychain holds its verifier: if there is one and it can't be read,
/// the door stays shut and seal() says why. A verifier that is found counts even if the settings have lost
/// their note of it; and where a family lives and the note is lost, the door stays shut until the keychain
/// says whether there is a PIN. Kids Mode never needs the keychain.
///
/// A PIN that nobody knows any more, or that can't be checked, is reset by the machine's owner: with any
/// word as `parents.reset_pin` in the configuration file, once per word. Whoever can write that file
/// needs no PIN.
///
/// How often may be tried is DoorPolicy's business: a try is on disk before it is compared. It closes by
/// itself: five minutes after the last noteActivity() inside, one minute after it before.
///
/// Lives on the GUI thread, never blocks it. What it is made with outlives it.
class Door final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Closed,   ///< nobody asks
        Looking,  ///< somebody knocked: is there a PIN, can it be checked?
        Asking,   ///< enter() it
        Checking, ///< one moment
        Pausing,  ///< too many were wrong: not before pauseLeft() is over; Asking follows by itself
        Sealed,   ///< it can't be checked, seal() says why; knock() looks again
        Open,
    };
    Q_ENUM(State)

    /// Why a PIN that exists can't be checked. Nothing is lost by any of them; if nothing else helps, the
    /// PIN is reset (see above).
    enum class Seal {
        KeychainLocked,
        KeychainUnavailable, ///< no session bus, no keyring service
        KeychainTimedOut,
        KeychainFailed,
        VerifierMissing, ///< the keychain has none: it is locked and hides it, or was emptied
        VerifierDamaged, ///< what it has is no verifier
        NoteLost,        ///< nobody knows whether there is a PIN, and the keychain can't be asked
    };
    Q_ENUM(Seal)

    /// Why there is no new PIN; the former one (or none) holds as before, unless it says otherwise.
    enum class PinProblem {
        TooShort,
        TooEasy,          ///< one digit over and over, or a run
        OldPinWrong,      ///< counted as a wrong try
        OldPinPauses,     ///< too many were wrong: not before pauseLeft() is over
        OldPinUnreadable, ///< the keychain does not give the verifier
        KeychainLocked,
        KeychainUnavailable,
        KeychainTimedOut, ///< it may yet do it: the next knock shows whether it did
        KeychainFailed,
        NotMade,       ///< no memory for the hash
        NotRemembered, ///< it holds, but the disk did not note that there is one: set it again
        NotRemoved,    ///< the disk or the keychain did not let it go: the PIN holds as before
    };
    Q_ENUM(PinProblem)

    struct Ports
    {
        const Clock &clock;
        Flow::Alarm &alarm; ///< of the door alone
        PinVault &vault;
        DoorMemory &memory;
        PinHasher &hasher;
        bool isLivedIn = false; ///< the kiosk has a family already: this is no first start
    };

    /// `resetWord`: what the configuration says; empty: nobody wants a reset.
    explicit Door(const Ports &ports, const QString &resetWord = {}, QObject *parent = nullptr);
    ~Door() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    [[nodiscard]] Seal seal() const { return m_seal; } ///< meaningful while Sealed
    /// As far as is known; whether one that the settings do not know of is in the vault shows at a knock.
    [[nodiscard]] bool hasPin() const { return m_record.pinSet; }
    /// In a row; none since the right one.
    [[nodiscard]] int wrongTries() const { return m_record.wrongTries; }
    /// How many may be wrong before there is a pause.
    [[nodiscard]] int triesLeft() const { return DoorPolicy::triesLeft(m_record); }
    [[nodiscard]] std::chrono::nanoseconds pauseLeft() const;
    /// setPin() or changePin() is under way.
    [[nodiscard]] bool isChangingPin() const { return m_changing; }

    /// Somebody wants in. From Closed and Sealed; ignored in every other state. Looking follows, then exactly
    /// one of Asking, Pausing, Sealed and Open.
    void knock();
    /// Only while Asking, and only a complete PIN; ignored otherwise. Checking follows, then Open, or
    /// refused() or notChecked() and Asking or Pausing.
    void enter(Pin pin);
    /// Closed, from any state. A try that is under way stays counted.
    void leave();
    /// A finger, a key: somebody is there. Cheap.
    void noteActivity();

    /// The first PIN. Only while Open and without one; ignored otherwise, and while another change is under
    /// way. Exactly one of pinSet() and pinNotSet() follows, never from within this call, unless the door
    /// is left before.
    void setPin(Pin fresh);
    /// Another PIN, for whoever knows the old one: a door that was left open gives nobody a new one. As
    /// setPin(), but only with one.
    void changePin(Pin old, Pin fresh);
    /// From now on whoever knocks is inside. Only for whoever knows the PIN; as changePin(), but pinRemoved()
    /// or pinNotRemoved() follows. After KeychainTimedOut hasPin() is false until a knock finds one.
    void removePin(Pin old);

Q_SIGNALS:
    void stateChanged(Medio::Parents::Door::State state);
    /// That was not the PIN. stateChanged() follows.
    void refused();
    /// It could not be found out (no memory for the hash). Not counted; Asking follows.
    void notChecked();
    void pinSet();
    void pinNotSet(Medio::Parents::Door::PinProblem problem);
    void pinRemoved();
    void pinNotRemoved(Medio::Parents::Door::PinProblem problem);
    /// hasPin() says something else now.
    void hasPinChanged();

private:
    [[nodiscard]] DoorPolicy::Moment moment() const;
    [[nodiscard]] std::optional<std::chrono::nanoseconds> closesAt() const;
    void setAlarm();
    void wake();
    void turn(State state);
    void remember(const DoorRecord &record);
    void reset();

    void verifierRead(const PinVault::Read &read);
    void notePinKnown(bool isSet);
    /// Counts the try on disk, then compares.
    void tryPin(const QByteArray &verifier, std::shared_ptr<const Pin> pin,
                std::function<void(PinHasher::Match)> done);
    void settleTry(PinHasher::Match match, const DoorRecord &before, bool counted);

    void beginChange(std::function<void()> next);
    /// What is wrong with it ends the change.
    [[nodiscard]] bool isTaken(const Pin &fresh);
    /// `next` runs if it is the PIN; else the change ends.
    void proveOld(const std::shared_ptr<const Pin> &old, std::function<void()> next);
    void oldPinRead(const PinVault::Read &read, const std::shared_ptr<const Pin> &old,
                    const std::function<void()> &next);
    void forgetPin();
    void makePin(const std::shared_ptr<const Pin> &fresh);
    void writePin(const QByteArray &verifier);
    void confirmPin(const QByteArray &verifier);
    void endChange(std::optional<PinProblem> problem);

    const Clock &m_clock;
    Flow::Alarm &m_alarm;
    PinVault &m_vault;
    DoorMemory &m_memory;
    PinHasher &m_hasher;

    State m_state = State::Closed;
    Seal m_seal = Seal::KeychainFailed;
    DoorRecord m_record;
    QString m_resetWord;   ///< of a reset that is not over: what the vault holds counts no more
    QByteArray m_verifier; ///< secret; only between a knock and its answer
    bool m_changing = false;
    bool m_removing = false; ///< what m_changing is about
    std::chrono::nanoseconds m_lastActivity{0};
    /// Context of everything under way: whoever leaves replaces it, and late answers find nobody.
    std::unique_ptr<QObject> m_visit;
};

} // namespace Medio::Parents
