// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/playlistmodel.h"

namespace Medio::Screens {

void PlaylistModel::setVideos(const QList<Api::ChipVideo> &videos)
{
    beginResetModel();
    m_videos = videos;
    endResetModel();
}

void PlaylistModel::append(const QList<Api::Video> &films)
{
    if (films.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(films.size()) - 1);
    for (const Api::Video &film : films) {
        Api::ChipVideo video;
        video.id = film.id;
        video.title = film.title;
        video.thumbnailUrl = film.thumbnailUrl;
        video.platformName = film.platformName;
        video.duration = film.duration;
        m_videos.append(video);
    }
    endInsertRows();
}

void PlaylistModel::remove(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_videos.removeAt(row);
    endRemoveRows();
    renumber(row);
}

bool PlaylistModel::move(int from, int to)
{
    if (from == to || from < 0 || to < 0 || from >= rowCount() || to >= rowCount())
        return false;
    // Qt names the place before which the row goes
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    m_videos.move(from, to);
    endMoveRows();
    renumber(std::min(from, to));
    return true;
}

void PlaylistModel::renumber(int from)
{
    if (from < rowCount())
        Q_EMIT dataChanged(index(from), index(rowCount() - 1), {LeadRole, Qt::AccessibleTextRole});
}

QList<Api::VideoId> PlaylistModel::videos() const
{
    QList<Api::VideoId> ids;
    ids.reserve(m_videos.size());
    for (const Api::ChipVideo &video : m_videos)
        ids.append(video.id);
    return ids;
}

std::chrono::seconds PlaylistModel::length() const
{
    std::chrono::seconds sum(0);
    for (const Api::ChipVideo &video : m_videos)
        sum += video.duration.value_or(std::chrono::seconds(0));
    return sum;
}

int PlaylistModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_videos.size());
}

QVariant PlaylistModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Api::ChipVideo &video = m_videos.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return video.title;
    case DetailRole:
        return filmDetail(video.duration, video.platformName, {}, {});
    case PictureRole:
        return inventedPosterOf(video.id);
    case PictureFileRole:
        return m_posters ? m_posters(video.id) : QString();
    case LeadRole:
        return QString::number(index.row() + 1);
    case TrailRole:
        return static_cast<int>(Symbol::Grip);
    case Qt::AccessibleTextRole:
        return tr("%1. %2", "place and title of a film").arg(index.row() + 1).arg(video.title);
    case Qt::AccessibleDescriptionRole:
        return data(index, DetailRole);
    case IdRole:
        return QVariant::fromValue(video.id);
    default:
        return {};
    }
}

} // namespace Medio::Screens
