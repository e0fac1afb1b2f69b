// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/settingsstore.h"
#include "app/parents/household.h"
#include "app/parents/networkcost.h"
#include "player/filmcopies.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Parents {

/// What of a film is on this box, or what keeps it away.
enum class CopyState {
    Here,        ///< plays without any server
    Partly,      ///< some of it
    Waiting,     ///< it is wanted: its turn comes, where it may be fetched (KeptFilm::comes)
    Elsewhere,   ///< nobody needs it here yet
    Unplayable,  ///< this box can't play it at all
    Stutters,    ///< this box is too slow for it
    NoRoom,      ///< what is here must not go
    Unreachable, ///< its server is: it is asked again
    Refused,     ///< its server wants another sign-in
    Gone,        ///< its server does not have it any more
};

/// A film of the family as far as it lies here. A value.
struct KeptFilm
{
    Api::VideoId video;
    QString title;
    std::optional<std::chrono::seconds> duration = {};
    CopyState state = CopyState::Elsewhere;
    bool isHere = false; ///< whole, also one that stutters
    int percent = 0;     ///< of a film that is here in part, 0..99, where its size is known
    qint64 bytes = 0;    ///< on this box
    bool pinned = false;
    bool comes = false; ///< what is missing is fetched without anybody watching

    friend bool operator==(const KeptFilm &, const KeptFilm &) = default;
};

/// What is fetched ahead.
struct FetchPlan
{
    QSet<QString> wanted; ///< ids of the films that should be here
    bool allowed = false; ///< now: a parent may have said no, or the connection costs

    friend bool operator==(const FetchPlan &, const FetchPlan &) = default;
};

/// Troubles first, then by title as people sort. Films of video platforms are none that could lie here.
/// Pure.
[[nodiscard]] QList<KeptFilm> keptFilms(const Api::Family &family, const QList<FilmCopy> &copies,
                                        const FetchPlan &plan);

/// When films are fetched that nobody watches.
enum class FetchAhead {
    Never,
    UnlessMetered,
    Always,
};

struct CopiesFacts
{
    QList<KeptFilm> films;
    int here = 0;       ///< films that play without a server
    int unplayable = 0; ///< that this box can't play, or not without stuttering
    qint64 bytes = 0;
    qint64 room = 0; ///< in bytes
    FetchAhead fetchAhead = FetchAhead::UnlessMetered;
    bool isMetered = false; ///< the present connection is paid by volume

    friend bool operator==(const CopiesFacts &, const CopiesFacts &) = default;
};

inline constexpr qint64 gigabyte = 1'000'000'000;

/// The films on this box: what is here, how much room they have, what stays. GUI thread; what it is made with
/// outlives it.
class Copies final : public QObject
{
    Q_OBJECT
public:
    /// `usualRoom`: in bytes, where parents set none.
    Copies(FilmCopies &copies, Household &household, Flow::SettingsStore &settings, NetworkCost &cost,
           qint64 usualRoom, QObject *parent = nullptr);

    [[nodiscard]] CopiesFacts facts() const;

    /// In whole GB, 1..Flow::mostCopyRoom; less lets films go that nobody pinned, at once.
    [[nodiscard]] int room() const;
    void setRoom(int gigabytes);
    void setFetchAhead(FetchAhead when);
    void setPinned(const Api::VideoId &video, bool pinned);
    /// The copy and its pin. A film that a chip needs comes again, unless nothing is fetched ahead.
    void remove(const Api::VideoId &video);

    // What follows from it for whoever keeps the copies
    [[nodiscard]] qint64 budget() const;
    [[nodiscard]] bool mayFetchAhead() const;
    /// Ids of the films that whoever keeps them is to fetch.
    void setWanted(const QSet<QString> &wanted);

Q_SIGNALS:
    /// facts() say something else; while films are fetched twice a second at most.
    void changed();
    void networkChanged(); ///< mayFetchAhead() may be another

private:
    FilmCopies &m_copies;
    Household &m_household;
    Flow::SettingsStore &m_settings;
    NetworkCost &m_cost;
    const qint64 m_usualRoom;
    QSet<QString> m_wanted;
};

} // namespace Medio::Parents
