// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/copies.h"
#include "app/parents/playback.h"
#include "app/screens/parents/rows.h"

#include <QAbstractListModel>
#include <QLocale>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QListView;
class QPushButton;
class QStackedWidget;

namespace Medio::Screens {

class DayBar;
class Look;
class PlaybackPage;
class Question;

/// The family's films as far as they lie here. GUI thread.
class CopyModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setPosters(const PosterFiles &posters) { m_posters = posters; }
    void setLocale(const QLocale &locale) { m_locale = locale; }
    /// Rows whose film is the same change in place, so that nothing jumps while something is fetched.
    void setFilms(const QList<Parents::KeptFilm> &films);
    [[nodiscard]] const Parents::KeptFilm &film(const QModelIndex &index) const
    {
        return m_films.at(index.row());
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Parents::KeptFilm> m_films;
    PosterFiles m_posters;
    QLocale m_locale;
};

/// The films on this box: what plays without the internet, what this box can't show, what stays; and on a
/// page of its own how films are kept and played. GUI thread.
class FilmsPage final : public QWidget
{
    Q_OBJECT
public:
    /// All outlive it.
    FilmsPage(const Look &look, PictureStore &pictures, Parents::Copies &copies, Parents::Playback &playback,
              Question &question, QWidget *parent = nullptr);

    void setPosters(const PosterFiles &posters);

    void showList();
    /// True: it went back from a page to the list.
    bool goBack();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void ask(const Parents::KeptFilm &film);
    void arrange();
    void retranslate();

    const Look &m_look;
    Parents::Copies &m_copies;
    Question &m_question;
    CopyModel m_model;
    Parents::CopiesFacts m_shown;

    QStackedWidget *m_pages = nullptr;
    QWidget *m_list = nullptr;
    QBoxLayout *m_top = nullptr;
    QLabel *m_heading = nullptr;
    QPushButton *m_toPlayback = nullptr;
    QLabel *m_summary = nullptr;
    DayBar *m_bar = nullptr;
    QLabel *m_notice = nullptr;
    QListView *m_films = nullptr;
    QLabel *m_empty = nullptr;
    PlaybackPage *m_playback = nullptr;
};

} // namespace Medio::Screens
