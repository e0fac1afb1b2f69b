// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/filmmodel.h"

namespace Medio::Screens {

void FilmModel::setLibrary(const Parents::Library &library)
{
    const qsizetype before = m_chosen.size();
    // The rows' videos belong to the library: both change at once
    beginResetModel();
    m_library = library;
    m_chosen.removeIf([this](const Api::VideoId &id) { return m_library.video(id) == nullptr; });
    find();
    endResetModel();
    if (m_chosen.size() != before)
        Q_EMIT chosenChanged();
}

void FilmModel::offer(const QList<Api::VideoId> &taken, int room, const QList<Api::VideoId> &chosen)
{
    beginResetModel();
    m_taken = taken;
    m_room = room;
    m_chosen = chosen;
    m_onlyChosen = false;
    find();
    endResetModel();
    Q_EMIT chosenChanged();
}

void FilmModel::setQuery(const Parents::LibraryQuery &query)
{
    if (query == m_query)
        return;
    beginResetModel();
    m_query = query;
    find();
    endResetModel();
}

void FilmModel::setOnlyChosen(bool only)
{
    beginResetModel();
    m_onlyChosen = only;
    find();
    endResetModel();
}

void FilmModel::find()
{
    if (m_onlyChosen) {
        m_rows = m_chosen;
        return;
    }
    m_rows = m_library.find(m_query);
    m_rows.removeIf([this](const Api::VideoId &id) { return m_taken.contains(id); });
}

bool FilmModel::toggle(const QModelIndex &index)
{
    const Api::VideoId id = m_rows.at(index.row());
    if (!m_chosen.removeOne(id)) {
        if (m_chosen.size() >= m_room)
            return false;
        m_chosen.append(id);
    }
    Q_EMIT dataChanged(index, index, {TickRole, Qt::AccessibleTextRole});
    Q_EMIT chosenChanged();
    return true;
}

int FilmModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FilmModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Api::VideoId &id = m_rows.at(index.row());
    const Api::Video *video = m_library.video(id);
    if (video == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return video->title;
    case DetailRole:
    case Qt::AccessibleDescriptionRole:
        return filmDetail(video->duration, video->platformName, video->channelName, video->ageRating);
    case PictureRole:
        return inventedPosterOf(id);
    case PictureFileRole:
        return m_posters ? m_posters(id) : QString();
    case TickRole:
        return m_chosen.contains(id);
    case Qt::AccessibleTextRole:
        return m_chosen.contains(id) ? tr("%1, chosen", "a film").arg(video->title) : video->title;
    case IdRole:
        return QVariant::fromValue(id);
    default:
        return {};
    }
}

} // namespace Medio::Screens
