// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/look.h"
#include "app/screens/parents/playlistmodel.h"

#include <QListView>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace Medio::Screens {

/// A list whose rows are dragged by their grip, by mouse or finger; Ctrl with the arrows does the same,
/// Delete removes.
class PlaylistView final : public QListView
{
    Q_OBJECT
public:
    PlaylistView(const Look &look, PictureStore &pictures, PlaylistModel &videos, QWidget *parent);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] bool isOnGrip(const QPoint &place) const;

    PlaylistModel &m_videos;
    int m_dragged = -1; ///< row that is held by its grip
};

/// What a chip plays: add, remove, put into another order. Nothing is changed elsewhere before
/// saveRequested(). GUI thread.
class PlaylistEditor final : public QWidget
{
    Q_OBJECT
public:
    PlaylistEditor(const Look &look, PictureStore &pictures, QWidget *parent = nullptr);

    void setPosters(const PosterFiles &posters) { m_videos.setPosters(posters); }
    /// What is saved; changes that are not are forgotten.
    void setVideos(const QList<Api::ChipVideo> &videos);
    void append(const QList<Api::Video> &films);

    [[nodiscard]] QList<Api::VideoId> videos() const { return m_videos.videos(); }
    /// What it was when the parent began.
    [[nodiscard]] const QList<Api::VideoId> &saved() const { return m_saved; }
    [[nodiscard]] bool isChanged() const { return videos() != m_saved; }

Q_SIGNALS:
    void addRequested();
    void saveRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void moveBy(int rows);
    void removeCurrent();
    void refresh();
    void retranslate();

    PlaylistModel m_videos;
    QList<Api::ChipVideo> m_before;
    QList<Api::VideoId> m_saved;

    PlaylistView *m_list = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_length = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QToolButton *m_remove = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace Medio::Screens
