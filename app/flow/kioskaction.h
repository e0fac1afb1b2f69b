// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/kioskstate.h"
#include "app/flow/ledgerjournal.h"
#include "app/flow/outbox.h"
#include "app/flow/settingsstore.h"
#include "app/flow/watchsessions.h"

#include <QJsonObject>

#include <variant>

/// What the step wants done: a closed set, carried out in order by KioskFlow.
namespace Medio::Flow {

// The player
struct PreloadFilm
{
    CatalogueFilm film;
    std::chrono::milliseconds from{0};
    friend bool operator==(const PreloadFilm &, const PreloadFilm &) = default;
};
struct OpenFilm ///< answered by FilmOpening
{
    CatalogueFilm film;
    std::chrono::milliseconds from{0};
    friend bool operator==(const OpenFilm &, const OpenFilm &) = default;
};
struct PauseFilm
{
    friend bool operator==(const PauseFilm &, const PauseFilm &) = default;
};
struct PlayFilm
{
    friend bool operator==(const PlayFilm &, const PlayFilm &) = default;
};
struct SeekFilm
{
    std::chrono::milliseconds to{0};
    friend bool operator==(const SeekFilm &, const SeekFilm &) = default;
};
struct FadeFilm
{
    std::chrono::milliseconds duration{0};
    friend bool operator==(const FadeFilm &, const FadeFilm &) = default;
};
struct StopFilm
{
    friend bool operator==(const StopFilm &, const StopFilm &) = default;
};

// The ledger
struct BeginSitting
{
    quint64 sitting = 0;
    Api::ProfileId child;
    Nfc::Uid uid; ///< of its chip
    friend bool operator==(const BeginSitting &, const BeginSitting &) = default;
};
struct ChargeTime ///< answered by Charged or ChargeFailed
{
    Charge charge;
    friend bool operator==(const ChargeTime &, const ChargeTime &) = default;
};
struct GiveBack
{
    Charge charge;
    friend bool operator==(const GiveBack &, const GiveBack &) = default;
};
struct EndSitting
{
    quint64 sitting = 0;
    Api::VideoId video;                   ///< the last film
    std::chrono::milliseconds reached{0}; ///< how far it was, or wholeFilm
    friend bool operator==(const EndSitting &, const EndSitting &) = default;
};
struct NotePause ///< a pause is over
{
    quint64 sitting = 0;
    Api::ProfileId child;
    std::chrono::milliseconds duration{0};
    friend bool operator==(const NotePause &, const NotePause &) = default;
};
struct NoteServerLimit ///< the server's limit_reached holds until it takes it back, or its day is over
{
    Api::ProfileId child;
    friend bool operator==(const NoteServerLimit &, const NoteServerLimit &) = default;
};

// The server
struct AskAboutChip ///< answered by LookupAnswered
{
    quint64 question = 0;
    Nfc::Uid uid;
    Api::ProfileId child;
    friend bool operator==(const AskAboutChip &, const AskAboutChip &) = default;
};
struct StartSession ///< answered by SessionStartAnswered
{
    WatchSessions::Start start;
    friend bool operator==(const StartSession &, const StartSession &) = default;
};
struct BeatSession ///< answered by BeatAnswered
{
    WatchSessions::Beat beat;
    friend bool operator==(const BeatSession &, const BeatSession &) = default;
};
struct NoteSession ///< the server opened it: from now on it has to be ended
{
    quint64 sitting = 0;
    OpenedSession opened;
    friend bool operator==(const NoteSession &, const NoteSession &) = default;
};
struct EndSession ///< through the outbox; told when it is on disk
{
    SessionEnd end; ///< `day` is filled in by whoever carries it out
    friend bool operator==(const EndSession &, const EndSession &) = default;
};

// The house chips
struct SpendBonus ///< answered by BonusAnswered
{
    quint64 question = 0;
    Nfc::Uid uid;
    Api::ProfileId child;
    friend bool operator==(const SpendBonus &, const SpendBonus &) = default;
};
struct GiveTime ///< by a parent; answered by BonusAnswered
{
    quint64 question = 0;
    Api::ProfileId child;
    std::chrono::minutes amount{0};
    friend bool operator==(const GiveTime &, const GiveTime &) = default;
};
struct OpenDoor ///< of the parents
{
    friend bool operator==(const OpenDoor &, const OpenDoor &) = default;
};

// What parents are told
struct NoteTrouble ///< this film could not be played
{
    Api::VideoId video;
    FilmFailure failure = FilmFailure::Broken;
    friend bool operator==(const NoteTrouble &, const NoteTrouble &) = default;
};
struct ForgetTrouble ///< it plays again
{
    Api::VideoId video;
    friend bool operator==(const ForgetTrouble &, const ForgetTrouble &) = default;
};

// The kiosk
struct RememberVolume ///< and let the film be heard so, as far as the caps allow
{
    int volume = loudest;
    friend bool operator==(const RememberVolume &, const RememberVolume &) = default;
};
struct RememberChild
{
    std::optional<Api::ProfileId> child;
    friend bool operator==(const RememberChild &, const RememberChild &) = default;
};
struct Record ///< an entry of the chronicle, in the words of tests/stage/language.md
{
    QString event;
    QJsonObject values;
    friend bool operator==(const Record &, const Record &) = default;
};

using KioskAction =
    std::variant<PreloadFilm, OpenFilm, PauseFilm, PlayFilm, SeekFilm, FadeFilm, StopFilm, BeginSitting,
                 ChargeTime, GiveBack, EndSitting, NotePause, NoteServerLimit, AskAboutChip, StartSession,
                 BeatSession, NoteSession, EndSession, SpendBonus, GiveTime, OpenDoor, NoteTrouble,
                 ForgetTrouble, RememberVolume, RememberChild, Record>;
/// "OpenFilm", "ChargeTime", ...: for logs and tests
[[nodiscard]] QString nameOf(const KioskAction &action);

} // namespace Medio::Flow
