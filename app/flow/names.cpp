// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The words of tests/stage/language.md and of the logs for the closed sets of the flow.

#include "app/flow/housechips.h"
#include "app/flow/kioskaction.h"
#include "app/flow/kioskevent.h"
#include "app/flow/kioskstate.h"
#include "app/flow/scene.h"
#include "app/flow/settingsstore.h"

#include <array>

namespace Medio::Flow {

namespace {

/// The alternatives' own names, in their order; a missing one does not compile.
template<typename Variant, size_t N>
QString nameFrom(const std::array<const char16_t *, N> &names, const Variant &value)
{
    static_assert(N == std::variant_size_v<Variant>);
    return QString::fromUtf16(names.at(value.index()));
}

} // namespace

QString nameOf(Screen screen)
{
    switch (screen) {
    case Screen::WhoIsWatching:
        return QStringLiteral("who-is-watching");
    case Screen::Scan:
        return QStringLiteral("scan");
    case Screen::Waking:
        return QStringLiteral("waking");
    case Screen::Playing:
        return QStringLiteral("playing");
    case Screen::Paused:
        return QStringLiteral("paused");
    case Screen::Celebration:
        return QStringLiteral("celebration");
    case Screen::GoodNight:
        return QStringLiteral("good-night");
    case Screen::Sleeping:
        return QStringLiteral("sleeping");
    case Screen::UnknownChip:
        return QStringLiteral("unknown-chip");
    case Screen::NoFilm:
        return QStringLiteral("no-film");
    case Screen::NotHere:
        return QStringLiteral("not-here");
    case Screen::ReaderMissing:
        return QStringLiteral("reader-missing");
    case Screen::Broken:
        return QStringLiteral("broken");
    case Screen::SignIn:
        return QStringLiteral("sign-in");
    }
    Q_UNREACHABLE();
}

QString nameOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::UnknownChip:
        return QStringLiteral("unknown-chip");
    case Refusal::NoFilm:
        return QStringLiteral("no-film");
    case Refusal::Limit:
        return QStringLiteral("limit");
    case Refusal::Bedtime:
        return QStringLiteral("bedtime");
    case Refusal::NotHere:
        return QStringLiteral("not-here");
    case Refusal::NotYours:
        return QStringLiteral("not-yours");
    case Refusal::TooOld:
        return QStringLiteral("too-old");
    case Refusal::Broken:
        return QStringLiteral("broken");
    case Refusal::Locked:
        return QStringLiteral("locked");
    }
    Q_UNREACHABLE();
}

QString nameOf(ReaderMode mode)
{
    switch (mode) {
    case ReaderMode::Hold:
        return QStringLiteral("hold");
    case ReaderMode::Tap:
        return QStringLiteral("tap");
    }
    Q_UNREACHABLE();
}

QString nameOf(Ending ending)
{
    switch (ending) {
    case Ending::Film:
        return QStringLiteral("film");
    case Ending::Limit:
        return QStringLiteral("limit");
    case Ending::Fits:
        return QStringLiteral("fits");
    }
    Q_UNREACHABLE();
}

QString nameOf(TimeTrust trust)
{
    switch (trust) {
    case TimeTrust::Unknown:
        return QStringLiteral("unknown");
    case TimeTrust::Hardware:
        return QStringLiteral("hardware");
    case TimeTrust::Server:
        return QStringLiteral("server");
    case TimeTrust::Network:
        return QStringLiteral("network");
    case TimeTrust::Parent:
        return QStringLiteral("parent");
    }
    Q_UNREACHABLE();
}

QString nameOf(SecondChip policy)
{
    switch (policy) {
    case SecondChip::Switch:
        return QStringLiteral("switch");
    case SecondChip::Queue:
        return QStringLiteral("queue");
    case SecondChip::Ignore:
        return QStringLiteral("ignore");
    }
    Q_UNREACHABLE();
}

QString nameOf(SameChip policy)
{
    switch (policy) {
    case SameChip::Pause:
        return QStringLiteral("pause");
    case SameChip::Restart:
        return QStringLiteral("restart");
    case SameChip::Next:
        return QStringLiteral("next");
    case SameChip::Ignore:
        return QStringLiteral("ignore");
    }
    Q_UNREACHABLE();
}

QString nameOf(Control control)
{
    switch (control) {
    case Control::Pause:
        return QStringLiteral("pause");
    case Control::Next:
        return QStringLiteral("next");
    case Control::Back:
        return QStringLiteral("back");
    case Control::Louder:
        return QStringLiteral("louder");
    case Control::Softer:
        return QStringLiteral("softer");
    case Control::Stop:
        return QStringLiteral("stop");
    }
    Q_UNREACHABLE();
}

QString nameOf(const HouseChip &chip)
{
    struct Namer
    {
        QString operator()(const ProfileChip &) const { return QStringLiteral("profile"); }
        QString operator()(const ControlChip &control) const { return nameOf(control.control); }
        QString operator()(const BonusChip &) const { return QStringLiteral("bonus"); }
        QString operator()(const ParentChip &) const { return QStringLiteral("parent"); }
    };
    return std::visit(Namer(), chip);
}

std::optional<Control> controlOf(const QString &name)
{
    for (const Control control : allControls) {
        if (nameOf(control) == name)
            return control;
    }
    return std::nullopt;
}

QString nameOf(PausedBy by)
{
    switch (by) {
    case PausedBy::Chip:
        return QStringLiteral("chip");
    case PausedBy::Child:
        return QStringLiteral("child");
    case PausedBy::Parent:
        return QStringLiteral("parent");
    }
    Q_UNREACHABLE();
}

QString nameOf(ReaderSide side)
{
    switch (side) {
    case ReaderSide::Below:
        return QStringLiteral("below");
    case ReaderSide::Left:
        return QStringLiteral("left");
    case ReaderSide::Right:
        return QStringLiteral("right");
    case ReaderSide::Beside:
        return QStringLiteral("beside");
    }
    Q_UNREACHABLE();
}

QString nameOf(const Situation &situation)
{
    return nameFrom(std::array{u"SignIn", u"WhoIsWatching", u"Scan", u"Sleeping", u"ReaderMissing", u"Asking",
                               u"Waking", u"Opening", u"Playing", u"Turning", u"Paused", u"Refused",
                               u"Celebration", u"GoodNight"},
                    situation);
}

QString nameOf(const KioskEvent &event)
{
    return nameFrom(std::array{u"Began",
                               u"Stopping",
                               u"Ticked",
                               u"SurroundingsChanged",
                               u"ChipPlaced",
                               u"ChipLifted",
                               u"ChipRefused",
                               u"ChildChosen",
                               u"ChildChangeWished",
                               u"LeaveWished",
                               u"NextWished",
                               u"PreviousWished",
                               u"RestartWished",
                               u"PauseToggled",
                               u"SeekWished",
                               u"GrantWished",
                               u"LookupAnswered",
                               u"SessionStartAnswered",
                               u"BeatAnswered",
                               u"Charged",
                               u"ChargeFailed",
                               u"BonusAnswered",
                               u"FilmOpening",
                               u"FilmFirstFrame",
                               u"FilmStalled",
                               u"FilmResumed",
                               u"FilmEnded",
                               u"FilmFailed"},
                    event);
}

QString nameOf(const KioskAction &action)
{
    return nameFrom(std::array{u"PreloadFilm",     u"OpenFilm",     u"PauseFilm",     u"PlayFilm",
                               u"SeekFilm",        u"FadeFilm",     u"StopFilm",      u"BeginSitting",
                               u"ChargeTime",      u"GiveBack",     u"EndSitting",    u"NotePause",
                               u"NoteServerLimit", u"AskAboutChip", u"StartSession",  u"BeatSession",
                               u"NoteSession",     u"EndSession",   u"SpendBonus",    u"GiveTime",
                               u"OpenDoor",        u"NoteTrouble",  u"ForgetTrouble", u"RememberVolume",
                               u"RememberChild",   u"Record"},
                    action);
}

} // namespace Medio::Flow
