// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/rows.h"
#include "net/api/values.h"

#include <QAbstractListModel>
#include <QList>

#include <chrono>

namespace Medio::Screens {

/// What a chip plays, to be put into another order. GUI thread.
class PlaylistModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setPosters(const PosterFiles &posters) { m_posters = posters; }
    void setVideos(const QList<Api::ChipVideo> &videos);

    void append(const QList<Api::Video> &films);
    void remove(int row);
    /// False: there is no such place.
    bool move(int from, int to);

    [[nodiscard]] QList<Api::VideoId> videos() const;
    [[nodiscard]] std::chrono::seconds length() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    void renumber(int from);

    QList<Api::ChipVideo> m_videos;
    PosterFiles m_posters;
};

} // namespace Medio::Screens
