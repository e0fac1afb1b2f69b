// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/library.h"
#include "app/screens/parents/rows.h"
#include "net/api/messages.h"

#include <QAbstractListModel>

namespace Medio::Screens {

/// Films of the library to tick, as a search and an order have them. What is ticked keeps the order of
/// ticking, which becomes the order of playing, and stays ticked when the search does not find it.
/// GUI thread.
class FilmModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setPosters(const PosterFiles &posters) { m_posters = posters; }
    /// Ticks of films that are no longer there go.
    void setLibrary(const Parents::Library &library);
    /// Those that the chip has already are not offered; at most `room` may be ticked, `chosen` are.
    void offer(const QList<Api::VideoId> &taken, int room, const QList<Api::VideoId> &chosen);
    [[nodiscard]] int room() const { return m_room; }

    void setQuery(const Parents::LibraryQuery &query);
    [[nodiscard]] const Parents::LibraryQuery &query() const { return m_query; }
    /// Only what is ticked, in the order of ticking.
    void setOnlyChosen(bool only);

    [[nodiscard]] const QList<Api::VideoId> &chosen() const { return m_chosen; }
    /// False: there is no room for one more.
    bool toggle(const QModelIndex &index);
    /// Before any search.
    [[nodiscard]] bool isEmpty() const { return m_library.size() == 0; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    void find();

    Parents::Library m_library;
    Parents::LibraryQuery m_query{.text = {}, .order = Parents::LibraryQuery::Order::Title};
    QList<Api::VideoId> m_rows;
    QList<Api::VideoId> m_taken;
    QList<Api::VideoId> m_chosen;
    PosterFiles m_posters;
    int m_room = Api::NewPlaylist::maximum;
    bool m_onlyChosen = false;
};

} // namespace Medio::Screens
