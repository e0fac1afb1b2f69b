// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/symbols.h"
#include "net/api/values.h"

#include <QStyledItemDelegate>

#include <chrono>
#include <functional>
#include <optional>

namespace Medio::Screens {

class PictureStore;

/// What a row of a list shows besides Qt::DisplayRole, its first line.
enum RowRole {
    DetailRole = Qt::UserRole, ///< QString: the second line
    PictureRole,               ///< int: RowPicture
    PictureFileRole,           ///< QString: the picture on this machine, if there is one
    LeadRole,                  ///< QString: what stands before the picture; a number, or nothing
    TickRole,                  ///< bool: a ring to tick stands there instead
    TrailRole,                 ///< int: the Symbol at the end
    TroubleRole,               ///< bool: the second line tells of a trouble
    IdRole,                    ///< the thing itself, as its model says
};

/// The picture of a row. From InventedPoster on: what stands for a film that has none, one of 24.
enum RowPicture { NoPicture, ChipPicture, InventedPoster };
[[nodiscard]] int inventedPosterOf(const Api::VideoId &video);

/// Where a film's picture lies on this machine; empty: nowhere.
using PosterFiles = std::function<QString(const Api::VideoId &)>;

/// Draws them all: two lines beside a picture, as high as a finger. Pictures come from the store, which
/// draws and decodes them on its own thread; until then a plain tile stands there. GUI thread.
class RowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `look` and `pictures` outlive it.
    RowDelegate(const Look &look, PictureStore &pictures, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// How much of the row's end its symbol takes: there a drag begins.
    [[nodiscard]] int trailWidth() const;

private:
    void paintPicture(QPainter &painter, const QRectF &box, int which, const QString &file) const;

    const Look &m_look;
    PictureStore &m_pictures;
};

/// "0:40", "12:05", "1:00:00".
[[nodiscard]] QString lengthText(std::chrono::seconds time);
/// "12:05 · YouTube · PG": what is known of it.
[[nodiscard]] QString filmDetail(std::optional<std::chrono::seconds> duration, const QString &platform,
                                 const QString &channel, const QString &rating);

} // namespace Medio::Screens
