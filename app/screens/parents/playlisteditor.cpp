// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/playlisteditor.h"

#include "app/screens/parents/pieces.h"
#include "net/api/messages.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

PlaylistView::PlaylistView(const Look &look, PictureStore &pictures, PlaylistModel &videos, QWidget *parent)
    : QListView(parent)
    , m_videos(videos)
{
    dressList(*this, "playlistView", look, pictures);
    setModel(&videos);
    setSelectionMode(QAbstractItemView::SingleSelection);
}

bool PlaylistView::isOnGrip(const QPoint &place) const
{
    const auto *rows = qobject_cast<const RowDelegate *>(itemDelegate());
    const int wide = rows == nullptr ? 0 : rows->trailWidth();
    return isRightToLeft() ? place.x() < wide : place.x() > viewport()->width() - wide;
}

void PlaylistView::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    if (event->modifiers() == Qt::ControlModifier &&
        (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        m_videos.move(row, event->key() == Qt::Key_Up ? row - 1 : row + 1);
        scrollTo(currentIndex());
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Delete) {
        m_videos.remove(row);
        event->accept();
        return;
    }
    QListView::keyPressEvent(event);
}

void PlaylistView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && isOnGrip(event->position().toPoint())) {
        m_dragged = index.row();
        setCurrentIndex(index);
        viewport()->setCursor(Qt::ClosedHandCursor);
        event->accept();
        return;
    }
    QListView::mousePressEvent(event);
}

void PlaylistView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragged < 0) {
        QListView::mouseMoveEvent(event);
        return;
    }
    // Above the first and below the last is still the first and the last
    const int y = std::clamp(event->position().toPoint().y(), 1, viewport()->height() - 2);
    const QModelIndex under = indexAt({viewport()->width() / 2, y});
    if (under.isValid() && m_videos.move(m_dragged, under.row())) {
        m_dragged = under.row();
        setCurrentIndex(m_videos.index(m_dragged));
    }
    // Held at the edge it goes on
    scrollTo(m_videos.index(m_dragged));
}

void PlaylistView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_dragged < 0) {
        QListView::mouseReleaseEvent(event);
        return;
    }
    m_dragged = -1;
    viewport()->unsetCursor();
}

PlaylistEditor::PlaylistEditor(const Look &look, PictureStore &pictures, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"playlistEditor"_s);
    m_list = new PlaylistView(look, pictures, m_videos, this);
    m_empty = makeLabel(this, "emptyPlaylistLabel", "quiet");
    m_empty->setAlignment(Qt::AlignCenter);
    m_length = makeLabel(this, "playlistLengthLabel", "quiet");
    m_length->setWordWrap(false);
    m_up = makeTool(this, "filmUpButton", look, Symbol::Up);
    m_down = makeTool(this, "filmDownButton", look, Symbol::Down);
    m_remove = makeTool(this, "filmRemoveButton", look, Symbol::Cross);
    m_add = makeButton(this, "filmAddButton");
    m_add->setIcon(symbolIcon(look, Symbol::Add));
    m_undo = makeButton(this, "playlistUndoButton", "plain");
    m_save = makeButton(this, "playlistSaveButton", "primary");

    auto *moves = new QVBoxLayout;
    space(*moves, 8);
    moves->addWidget(m_up);
    moves->addWidget(m_down);
    moves->addStretch(1);
    moves->addWidget(m_remove);
    auto *middle = new QHBoxLayout;
    space(*middle, 8);
    middle->addWidget(m_list, 1);
    middle->addWidget(m_empty, 1);
    middle->addLayout(moves);
    auto *bottom = new QHBoxLayout;
    space(*bottom, 8);
    bottom->addWidget(m_add);
    bottom->addStretch(1);
    bottom->addWidget(m_undo);
    bottom->addWidget(m_save);
    auto *all = new QVBoxLayout(this);
    space(*all, 6);
    all->addWidget(m_length);
    all->addLayout(middle, 1);
    all->addLayout(bottom);

    connect(m_up, &QToolButton::clicked, this, [this] { moveBy(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveBy(1); });
    connect(m_remove, &QToolButton::clicked, this, &PlaylistEditor::removeCurrent);
    connect(m_add, &QPushButton::clicked, this, &PlaylistEditor::addRequested);
    connect(m_undo, &QPushButton::clicked, this, [this] { setVideos(m_before); });
    connect(m_save, &QPushButton::clicked, this, &PlaylistEditor::saveRequested);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_videos, signal, this, &PlaylistEditor::refresh);
    connect(&m_videos, &QAbstractItemModel::rowsMoved, this, &PlaylistEditor::refresh);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PlaylistEditor::refresh);
    retranslate();
}

void PlaylistEditor::setVideos(const QList<Api::ChipVideo> &videos)
{
    m_before = videos;
    m_videos.setVideos(videos);
    m_saved = m_videos.videos();
    refresh();
}

void PlaylistEditor::append(const QList<Api::Video> &films)
{
    m_videos.append(films);
    if (!films.isEmpty())
        m_list->setCurrentIndex(m_videos.index(m_videos.rowCount() - 1));
}

void PlaylistEditor::moveBy(int rows)
{
    const int row = m_list->currentIndex().row();
    if (m_videos.move(row, row + rows))
        m_list->scrollTo(m_list->currentIndex());
    refresh();
}

void PlaylistEditor::removeCurrent()
{
    m_videos.remove(m_list->currentIndex().row());
}

void PlaylistEditor::refresh()
{
    const int count = m_videos.rowCount();
    const int row = m_list->currentIndex().row();
    m_list->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row < count - 1);
    m_remove->setEnabled(row >= 0);
    m_add->setEnabled(count < Api::NewPlaylist::maximum);
    const bool changed = isChanged();
    m_save->setEnabled(changed);
    m_undo->setVisible(changed);
    QString words = tr("%n film(s)", "", count);
    if (m_videos.length().count() > 0)
        words += u" · "_s + lengthText(m_videos.length());
    if (changed)
        words += u" · "_s + tr("not saved yet");
    m_length->setText(words);
}

void PlaylistEditor::retranslate()
{
    m_list->setAccessibleName(tr("Films of this chip, in the order of playing"));
    m_list->setAccessibleDescription(tr("Control with arrow up or down moves a film, Delete removes it."));
    m_empty->setText(tr("There is no film on this chip yet."));
    setWords(*m_up, tr("Play earlier"));
    setWords(*m_down, tr("Play later"));
    setWords(*m_remove, tr("Take the film off the chip"));
    m_add->setText(tr("Add films"));
    m_undo->setText(tr("Undo"));
    m_undo->setAccessibleName(tr("Undo the changes that are not saved"));
    m_save->setText(tr("Save"));
    refresh();
}

void PlaylistEditor::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace Medio::Screens
