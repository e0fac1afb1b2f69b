// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/family.h"
#include "nfc/uid.h"
#include "player/player.h"
#include "player/webfilm.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace Medio::Flow {

/// One film of a chip, with all that is needed to show and play it.
struct CatalogueFilm
{
    Api::Video video;
    QString poster; ///< path of the picture on this machine; empty: none yet

    /// What the player is asked for.
    [[nodiscard]] Medio::Film film() const;
    /// Only its platform's own player may show it: never kept here, never fetched ahead.
    [[nodiscard]] bool isOfPlatform() const;

    friend bool operator==(const CatalogueFilm &, const CatalogueFilm &) = default;
};

/// Can be played directly: video_url is an http(s) address whose host belongs to none of
/// the video platforms, whatever platform_id says (MEDIO-API.md §12.15).
[[nodiscard]] bool isDirectlyPlayable(const Api::Video &video);

/// The film on a platform that a video is if it is not directly playable: platform and id as the server
/// says them, else what its address names. Nothing where neither is a film that can be.
[[nodiscard]] std::optional<WebFilm> webFilmIn(const Api::Video &video);

/// What a chip stands for.
struct CatalogueChip
{
    /// None: known by a public scan only, or learned and not yet told to the server, so no session can be
    /// started (Q5).
    std::optional<Api::ChipId> id;
    QString label;
    /// Those that can be played here, each once, in the parent's order (sequence_order).
    QList<CatalogueFilm> films;
    bool active = true;
    std::optional<std::chrono::minutes> maxWatch =
        {}; ///< of this chip's films together, a day (MEDIO-API.md §7, Q15)

    friend bool operator==(const CatalogueChip &, const CatalogueChip &) = default;
};

/// Pictures on this machine, by path.
using Posters = QHash<Api::VideoId, QString>;

/// The catalogue as the flow reads it: immutable, in memory, looked up by UID in constant time.
class CatalogueSnapshot
{
public:
    CatalogueSnapshot() = default;
    CatalogueSnapshot(const Api::Family &family, const Posters &posters);

    [[nodiscard]] const QList<Api::Profile> &profiles() const { return m_profiles; }
    [[nodiscard]] const Api::Profile *profile(const Api::ProfileId &id) const; ///< null: no such child
    [[nodiscard]] const CatalogueChip *chip(const Nfc::Uid &uid) const;        ///< null: not known
    [[nodiscard]] const QHash<Nfc::Uid, CatalogueChip> &chips() const { return m_chips; }
    [[nodiscard]] const QList<Nfc::Uid> &uids() const
    {
        return m_uids;
    } ///< of the chips, as parents see them listed

    /// Everything that could be played, each once, in the order of the chips.
    [[nodiscard]] const QList<CatalogueFilm> &films() const { return m_films; }

private:
    QList<Api::Profile> m_profiles;
    QHash<Nfc::Uid, CatalogueChip> m_chips;
    QList<Nfc::Uid> m_uids;
    QList<CatalogueFilm> m_films;
};

using CataloguePointer = std::shared_ptr<const CatalogueSnapshot>;

/// What was synced last; readable without a login and without the disk. Implemented by the store.
/// Lives on the GUI thread.
class Catalogue : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Never null. Stays valid and unchanged for whoever holds it.
    [[nodiscard]] virtual CataloguePointer snapshot() const = 0;

Q_SIGNALS:
    void changed();
};

} // namespace Medio::Flow
