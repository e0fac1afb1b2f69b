// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/statuswords.h"

#include "app/base/clock.h"
#include "app/screens/parents/rows.h"

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::Conflict;
using Parents::ConflictView;
using Parents::Door;
using Parents::KeychainStatus;
using Parents::LoginStatus;
using Parents::OutboxStatus;
using Parents::RegistrationProblem;
using Parents::ServerFinding;
using Parents::ServerStatus;
using Parents::SignInProblem;
using Parents::SyncStatus;

StatusWords::StatusWords(const Clock &clock, const QLocale &locale)
    : m_clock(clock)
    , m_locale(locale)
{
}

QString StatusWords::moment(const QDateTime &utc) const
{
    const QDateTime local = utc.toTimeZone(m_clock.zone());
    QString time = m_locale.toString(local.time(), QLocale::ShortFormat);
    if (local.date() == m_clock.today())
        return time;
    return tr("%1, %2", "a day and a time of day")
        .arg(m_locale.toString(local.date(), QLocale::ShortFormat), time);
}

QString StatusWords::reason(const ServerStatus &status)
{
    using Reason = ServerStatus::Reason;
    const QString host = status.address.host();
    switch (status.reason) {
    case Reason::None:
        return {};
    case Reason::NoNetwork:
        return tr("This box has no network: look at the cable or the Wi-Fi.");
    case Reason::NameUnknown:
        return tr("The name %1 is not found: the internet is away, or the address is wrong.").arg(host);
    case Reason::Refused:
        return tr("The computer %1 is there, but Medio does not run on it.").arg(host);
    case Reason::Reset:
        return tr("The connection to %1 breaks off.").arg(host);
    case Reason::Certificate:
        return tr("%1 can't prove who it is, so nothing is sent to it: its certificate is not accepted.")
            .arg(host);
    case Reason::TimedOut:
        return tr("%1 does not answer in time.").arg(host);
    case Reason::Slow:
        return tr("%1 takes longer than usual.").arg(host);
    case Reason::NotMedio:
        return tr("Something else answers at %1: perhaps the login page of a Wi-Fi.").arg(host);
    case Reason::Database:
        return status.httpStatus > 0 ? tr("Medio answers %1: its database is away.").arg(status.httpStatus)
                                     : tr("Medio says that its database is away.");
    case Reason::HttpStatus:
        break;
    }
    switch (status.httpStatus) {
    case 429:
        return tr("Medio answers 429: it was asked too often and wants a pause.");
    case 502:
        return tr("Medio answers 502: a machine before it is there, it itself is not.");
    case 503:
        return tr("Medio answers 503: it is overloaded or being serviced.");
    case 504:
        return tr("Medio answers 504: a machine before it waited for it in vain.");
    default:
        return tr("Medio answers %1.").arg(status.httpStatus);
    }
}

Told StatusWords::server(const Parents::OverviewFacts &facts) const
{
    using State = ServerStatus::State;
    const ServerStatus &status = facts.status.server;
    Told told;
    switch (status.state) {
    case State::Unknown:
        told = {Weight::Quiet, tr("Looking for Medio …"), {}};
        break;
    case State::Online:
        told = {Weight::Good, tr("Medio is there"), {}};
        break;
    case State::Waking:
        told = {Weight::Warn, tr("Medio is waking up"), {}};
        break;
    case State::Degraded:
        told = {Weight::Warn, tr("Medio is there, but can't help just now"), {}};
        break;
    case State::Offline:
        told = {Weight::Bad, tr("Medio is away"), {}};
        break;
    case State::NotConfigured:
        return {Weight::Bad, tr("This box does not know where Medio is"),
                tr("Enter its address under “Account”.")};
    }
    QStringList lines;
    if (const QString why = reason(status); !why.isEmpty())
        lines.append(why);
    QStringList when;
    if (facts.since)
        when.append(tr("Since %1.", "a moment").arg(moment(*facts.since)));
    if (facts.nextTryIn)
        when.append(facts.nextTryIn->count() > 0
                        ? tr("Next try in %n second(s).", "", static_cast<int>(facts.nextTryIn->count()))
                        : tr("Trying now."));
    if (!when.isEmpty())
        lines.append(when.join(u' '));
    if (status.state == State::Online && !status.address.isEmpty())
        lines.prepend(status.address.toDisplayString());
    told.detail = lines.join(u'\n');
    return told;
}

Told StatusWords::login(const LoginStatus &status) const
{
    switch (status.state) {
    case LoginStatus::State::SignedOut:
        return {Weight::Warn, tr("Nobody is signed in"),
                tr("Children see what this box knows. Changes need an account.")};
    case LoginStatus::State::Restoring:
        return {Weight::Quiet, tr("Signed in as %1").arg(status.email), tr("Not confirmed by Medio yet.")};
    case LoginStatus::State::SignedIn:
        return {Weight::Good, tr("Signed in as %1").arg(status.email), {}};
    case LoginStatus::State::Expired:
        return {Weight::Warn, tr("Please sign in again"),
                tr("A login ends after a week. Children notice nothing; changes wait until then.")};
    case LoginStatus::State::KeychainShut:
        return {Weight::Bad, tr("The login can't be read"),
                tr("The keyring of this device is locked or missing. Unlock it, or sign in again.")};
    }
    return {};
}

Told StatusWords::keychain(KeychainStatus status) const
{
    const QString keep = tr("Without it nobody stays signed in after a restart. Children notice nothing.");
    switch (status) {
    case KeychainStatus::Unknown:
        return {Weight::Quiet, tr("The keyring was not needed yet"), {}};
    case KeychainStatus::Working:
        return {Weight::Good, tr("The keyring keeps the login"), {}};
    case KeychainStatus::Locked:
        return {Weight::Bad, tr("The keyring is locked"), keep};
    case KeychainStatus::Unavailable:
        return {Weight::Bad, tr("There is no keyring on this device"), keep};
    case KeychainStatus::TimedOut:
        return {Weight::Warn, tr("The keyring does not answer"), keep};
    case KeychainStatus::Failed:
        return {Weight::Bad, tr("The keyring does not work"), keep};
    }
    return {};
}

Told StatusWords::outbox(const OutboxStatus &outbox, const SyncStatus &sync) const
{
    Told told;
    QStringList lines;
    QStringList waits;
    if (outbox.edits > 0)
        waits.append(tr("%n change(s) of yours", "", static_cast<int>(outbox.edits)));
    if (outbox.sessionEnds > 0)
        waits.append(tr("what was watched %n time(s)", "", static_cast<int>(outbox.sessionEnds)));
    if (waits.isEmpty()) {
        told = {Weight::Good, tr("Everything is delivered"), {}};
    } else {
        told = {Weight::Warn, tr("Waits to be sent"), {}};
        lines.append(waits.join(tr(", ", "between the parts of a list")) +
                     (outbox.oldest ? tr("; the oldest since %1", "a moment").arg(moment(*outbox.oldest))
                                    : QString()) +
                     u'.');
    }
    if (outbox.conflicts > 0) {
        told.weight = Weight::Bad;
        told.title = tr("Your decision is needed");
        lines.append(tr("%n change(s) need your decision.", "", static_cast<int>(outbox.conflicts)));
    }
    if (sync.underWay)
        lines.append(tr("Fetching chips and films …"));
    else if (sync.last)
        lines.append(tr("Chips and films as of %1.", "a moment").arg(moment(*sync.last)));
    else
        lines.append(tr("Chips and films were never fetched."));
    told.detail = lines.join(u'\n');
    return told;
}

Told StatusWords::broken(const Parents::BrokenFilm &film) const
{
    const QString why = [&] {
        switch (film.trouble.failure) {
        case FilmFailure::Gone:
            return tr("Its server does not have it any more.");
        case FilmFailure::Refused:
            return tr("Its server does not let this box have it.");
        case FilmFailure::PlayerLost:
            return tr("The player got stuck in it.");
        case FilmFailure::NotEmbeddable:
            return tr("Its owner does not let it be shown outside of the platform.");
        case FilmFailure::Broken:
        case FilmFailure::Unreachable: // never noted
            break;
        }
        return tr("Its file is damaged, or made in a way that this box can't show.");
    }();
    return {Weight::Bad, tr("“%1” could not be played").arg(film.title),
            why + u' ' + tr("Last tried: %1. Until it plays, chips skip it.").arg(moment(film.trouble.when))};
}

Told StatusWords::finding(const ServerFinding &finding)
{
    using Kind = ServerFinding::Kind;
    const QString host = finding.address.host();
    switch (finding.kind) {
    case Kind::AddressMissing:
        return {Weight::Bad, tr("The address is missing."), {}};
    case Kind::AddressMalformed:
        return {Weight::Bad, problem(SignInProblem::AddressMalformed), {}};
    case Kind::AddressUnsafe:
        return {Weight::Bad, problem(SignInProblem::AddressUnsafe), {}};
    case Kind::Medio:
        return {Weight::Good, tr("Medio is there."), {}};
    case Kind::MedioHome:
        return {Weight::Good, tr("A Medio home server is there."), {}};
    case Kind::Degraded:
        return {Weight::Warn, tr("Medio is there, but its database is away."),
                tr("You need not do anything: try again in a few minutes.")};
    case Kind::Waking:
        return {Weight::Warn, tr("Medio is waking up."), tr("That takes up to a minute. You can wait here.")};
    case Kind::NotMedio:
        return {Weight::Bad, tr("Something answers at this address, but it is not Medio."),
                tr("In a Wi-Fi with a login page, open that page first.")};
    case Kind::Elsewhere:
        return {Weight::Bad, tr("This address only leads on to %1.").arg(finding.redirect.toDisplayString()),
                tr("If you trust it, enter that address instead.")};
    case Kind::NoNetwork:
        return {Weight::Bad, tr("This box has no network."), tr("Look at the cable or the Wi-Fi.")};
    case Kind::NameUnknown:
        return {Weight::Bad, tr("The name %1 is not found.").arg(host),
                tr("Is it spelled right? Is the internet there?")};
    case Kind::Refused:
        return {Weight::Bad, tr("The computer %1 is there, but Medio does not run on it.").arg(host),
                tr("Start Medio there, or look at the port in the address.")};
    case Kind::TimedOut:
        return {Weight::Bad, tr("Nobody answers at this address."),
                tr("Is the server switched on, and in the same network?")};
    case Kind::Broken:
        return {Weight::Bad, tr("The connection broke off."), tr("Please try again.")};
    case Kind::TooManyTries:
        return {Weight::Warn, tr("Medio was asked too often and wants a pause."),
                tr("Please try again in a quarter of an hour.")};
    case Kind::CertificateUntrusted:
        return {Weight::Bad, tr("The server can't prove who it is: its certificate is not known here."),
                tr("For a server of your own, its authority can be made known in the configuration.")};
    case Kind::CertificateExpired:
        return {Weight::Bad, tr("The server's certificate is out of date."),
                tr("If the clock of this box is right, the server's owner has to renew it.")};
    case Kind::CertificateWrongHost:
        return {Weight::Bad, tr("The server's certificate belongs to another name."),
                tr("Is the address spelled as its owner gave it?")};
    case Kind::TlsFailed:
        return {Weight::Bad, tr("No safe connection could be made."),
                tr("In your own home network the address may have to begin with http://.")};
    }
    return {};
}

QString StatusWords::problem(SignInProblem problem)
{
    switch (problem) {
    case SignInProblem::AddressMalformed:
        return tr("This is not a web address. It looks like https://medio.example.");
    case SignInProblem::AddressUnsafe:
        return tr("Without https, only a server in your own home network can be used.");
    case SignInProblem::EmailMissing:
        return tr("The e-mail address is missing.");
    case SignInProblem::PasswordMissing:
        return tr("The password is missing.");
    case SignInProblem::ServerAway:
        return tr("Nobody answers at this address. Is the network there, and the address right?");
    case SignInProblem::NotMedio:
        return tr("Something answers at this address, but it is not Medio.");
    case SignInProblem::ServerTrouble:
        return tr("Medio is there, but can't help just now. Please try again in a few minutes.");
    case SignInProblem::WrongCredentials:
        return tr("The e-mail address or the password is not right.");
    case SignInProblem::TooManyTries:
        return tr("That was tried too often. Please wait a quarter of an hour.");
    case SignInProblem::KeyringUnavailable:
        return tr("This device can't keep the sign-in safely: its keyring is locked or missing.");
    }
    return {};
}

QString StatusWords::problem(RegistrationProblem problem)
{
    switch (problem) {
    case RegistrationProblem::AddressMalformed:
        return StatusWords::problem(SignInProblem::AddressMalformed);
    case RegistrationProblem::AddressUnsafe:
        return StatusWords::problem(SignInProblem::AddressUnsafe);
    case RegistrationProblem::NameMissing:
        return tr("Your name is missing.");
    case RegistrationProblem::NameTooLong:
        return tr("This name is too long.");
    case RegistrationProblem::EmailMissing:
        return StatusWords::problem(SignInProblem::EmailMissing);
    case RegistrationProblem::EmailMalformed:
        return tr("This is not an e-mail address. It looks like name@medio.example.");
    case RegistrationProblem::PasswordNotAllowed:
        return tr("The password does not follow all rules yet.");
    case RegistrationProblem::PasswordsDiffer:
        return tr("The two passwords are not the same.");
    case RegistrationProblem::EmailTaken:
        return tr("There is an account with this e-mail address already. Sign in instead.");
    case RegistrationProblem::Refused:
        return tr("Medio does not accept these entries.");
    case RegistrationProblem::TooManyTries:
        return StatusWords::problem(SignInProblem::TooManyTries);
    case RegistrationProblem::ServerAway:
        return StatusWords::problem(SignInProblem::ServerAway);
    case RegistrationProblem::ServerTrouble:
        return StatusWords::problem(SignInProblem::ServerTrouble);
    case RegistrationProblem::NotMedio:
        return StatusWords::problem(SignInProblem::NotMedio);
    }
    return {};
}

QString StatusWords::problem(Door::PinProblem problem)
{
    using Problem = Door::PinProblem;
    switch (problem) {
    case Problem::TooShort:
        return tr("A PIN has 4 to 8 digits.");
    case Problem::TooEasy:
        return tr("A child finds this PIN at once. Please take another one.");
    case Problem::OldPinWrong:
        return tr("That was not the PIN you have now.");
    case Problem::OldPinPauses:
        return tr("Too many wrong tries. Please wait.");
    case Problem::OldPinUnreadable:
        return tr("The PIN you have now can't be checked: the keyring does not give it.");
    case Problem::KeychainLocked:
        return tr("The PIN can't be kept: the keyring of this device is locked.");
    case Problem::KeychainUnavailable:
        return tr("The PIN can't be kept: there is no keyring on this device.");
    case Problem::KeychainTimedOut:
        return tr("The keyring did not answer in time. Perhaps it does it all the same, perhaps not.");
    case Problem::KeychainFailed:
        return tr("The PIN can't be kept: the keyring of this device does not work.");
    case Problem::NotMade:
        return tr("The PIN could not be made: this box is short of memory. Please try again.");
    case Problem::NotRemembered:
        return tr("The PIN holds, but the disk did not note it. Please set it again.");
    case Problem::NotRemoved:
        return tr("The PIN could not be removed: it holds as before.");
    }
    return {};
}

QString StatusWords::seal(Door::Seal seal)
{
    switch (seal) {
    case Door::Seal::KeychainLocked:
        return tr(
            "The keyring of this device is locked, so the PIN can't be checked. Unlock it and try again.");
    case Door::Seal::KeychainUnavailable:
        return tr("There is no keyring on this device, so the PIN can't be checked.");
    case Door::Seal::KeychainTimedOut:
        return tr("The keyring does not answer, so the PIN can't be checked. Please try again.");
    case Door::Seal::KeychainFailed:
        return tr("The keyring of this device does not work, so the PIN can't be checked.");
    case Door::Seal::VerifierMissing:
        return tr("There is a PIN, but the keyring does not give it: it may be locked. Unlock it and try "
                  "again, or reset the PIN in the configuration of this box.");
    case Door::Seal::VerifierDamaged:
        return tr("What the keyring has is no PIN. Reset the PIN in the configuration of this box.");
    case Door::Seal::NoteLost:
        return tr(
            "The settings of this box were lost, and the keyring can't say whether there is a PIN. Unlock "
            "the keyring and try again, or reset the PIN in the configuration of this box.");
    }
    return {};
}

QString StatusWords::outcome(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Queued:
        return tr("Saved on this box. Medio is told as soon as it answers.");
    case Outcome::Delivered:
        return tr("Saved.");
    case Outcome::NotKept:
        return tr("This could not be saved: the disk of this box does not take it.");
    }
    return {};
}

Told StatusWords::day(const QString &child, const Flow::Explanation &day)
{
    using std::chrono::floor;
    using std::chrono::minutes;
    const auto length = [](std::chrono::milliseconds time) {
        return lengthText(floor<std::chrono::seconds>(time));
    };
    const auto watched =
        static_cast<int>(std::chrono::ceil<minutes>(day.played).count()); // as the rest is rounded down
    Told told;
    told.weight = day.whole.count() > 0 && day.played >= day.whole ? Weight::Warn : Weight::Quiet;
    told.title =
        day.whole.count() > 0
            ? tr("%1: today %2 of %3 minutes").arg(child).arg(watched).arg(floor<minutes>(day.whole).count())
            : tr("%1: today %n minute(s)", "", watched).arg(child);
    QStringList parts;
    for (const Flow::Explanation::Film &film : day.films) {
        QString part = (film.title.isEmpty() ? tr("a film that is no longer there") : film.title) + u' ' +
                       length(film.played);
        if (film.over.count() > 0)
            part += u' ' + tr("(%1 over, taken off tomorrow)", "minutes and seconds").arg(length(film.over));
        if (film.hereOnly.count() > 0)
            part +=
                u' ' + tr("(%1 counted on this box only)", "minutes and seconds").arg(length(film.hereOnly));
        parts.append(part);
    }
    if (day.paused.count() > 0)
        parts.append(tr("%1 paused and not counted", "minutes and seconds").arg(length(day.paused)));
    if (day.lost.count() > 0)
        parts.append(tr("%1 lost in a power cut and counted for no film", "minutes and seconds")
                         .arg(length(day.lost)));
    told.detail = parts.join(tr(", ", "between the parts of a list"));
    return told;
}

QString ConflictWords::heading(const ConflictView &conflict)
{
    const QString &name = conflict.name.isEmpty() ? conflict.uid : conflict.name;
    switch (conflict.kind) {
    case Conflict::Kind::ChangedElsewhere:
        return tr("“%1” was changed elsewhere, too").arg(name);
    case Conflict::Kind::TakenByAnotherAccount:
        return tr("The chip “%1” belongs to another family").arg(name);
    case Conflict::Kind::Gone:
        return tr("“%1” is no longer there").arg(name);
    case Conflict::Kind::Refused:
        return tr("Medio does not accept “%1”").arg(name);
    }
    return {};
}

QString ConflictWords::explanation(const ConflictView &conflict)
{
    switch (conflict.kind) {
    case Conflict::Kind::ChangedElsewhere:
        return tr("Which one shall hold?");
    case Conflict::Kind::TakenByAnotherAccount:
        return tr(
            "A chip can be in one family only. Take another chip, or let the other family forget this one.");
    case Conflict::Kind::Gone:
        return tr("Somebody removed it elsewhere.");
    case Conflict::Kind::Refused:
        return conflict.message.isEmpty() ? tr("It gives no reason.")
                                          : tr("It says: %1").arg(conflict.message);
    }
    return {};
}

namespace {

using Side = Parents::Difference::Value Parents::Difference::*;

/// One side of one difference; empty: nothing to say.
class DifferenceWords
{
    Q_DECLARE_TR_FUNCTIONS(Medio::Screens::ConflictWords)
public:
    [[nodiscard]] static QString of(Parents::Difference::Field field, const Parents::Difference::Value &value)
    {
        using Field = Parents::Difference::Field;
        if (const auto *there = std::get_if<bool>(&value))
            return *there ? QString() : tr("It is not there.");
        if (const auto *minutes = std::get_if<std::chrono::minutes>(&value))
            return tr("%n minute(s) a day", "", static_cast<int>(minutes->count()));
        if (const auto *titles = std::get_if<QStringList>(&value))
            return films(*titles);
        const auto *text = std::get_if<QString>(&value);
        if (text == nullptr)
            return {};
        if (field == Field::Avatar)
            return text->isEmpty() ? tr("Without a picture") : tr("Picture: %1").arg(*text);
        return tr("Name: %1").arg(*text);
    }

private:
    [[nodiscard]] static QString films(const QStringList &titles)
    {
        constexpr qsizetype shown = 4;
        if (titles.isEmpty())
            return tr("No film");
        QStringList lines;
        for (qsizetype i = 0; i < std::min(titles.size(), shown); ++i)
            lines.append(tr("%1. %2", "place and title of a film")
                             .arg(i + 1)
                             .arg(titles[i].isEmpty() ? tr("a film that is no longer there") : titles[i]));
        if (titles.size() > shown)
            lines.append(tr("and %n more", "", static_cast<int>(titles.size() - shown)));
        return lines.join(u'\n');
    }
};

QString sideOf(const ConflictView &conflict, Side side)
{
    QStringList lines;
    for (const Parents::Difference &difference : conflict.differences) {
        if (const QString words = DifferenceWords::of(difference.field, difference.*side); !words.isEmpty())
            lines.append(words);
    }
    return lines.join(u'\n');
}

} // namespace

QString ConflictWords::mine(const ConflictView &conflict)
{
    const QString words = sideOf(conflict, &Parents::Difference::mine);
    return words.isEmpty() ? conflict.name : words;
}

QString ConflictWords::theirs(const ConflictView &conflict)
{
    const QString words = sideOf(conflict, &Parents::Difference::theirs);
    return words.isEmpty() ? tr("Nothing") : words;
}

QString ConflictWords::keepMine(const ConflictView &conflict)
{
    return conflict.kind == Conflict::Kind::ChangedElsewhere ? tr("Keep mine") : tr("Try again");
}

QString ConflictWords::keepTheirs(const ConflictView &conflict)
{
    return conflict.kind == Conflict::Kind::ChangedElsewhere ? tr("Keep Medio's") : tr("Give it up");
}

} // namespace Medio::Screens
