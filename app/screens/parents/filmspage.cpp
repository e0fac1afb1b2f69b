// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/filmspage.h"

#include "app/screens/parents/copywords.h"
#include "app/screens/parents/daybar.h"
#include "app/screens/parents/pieces.h"
#include "app/screens/parents/playbackpage.h"
#include "app/screens/parents/question.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::CopyState;
using Parents::KeptFilm;

namespace {

Symbol symbolOf(CopyState state)
{
    switch (state) {
    case CopyState::Here:
        return Symbol::Tick;
    case CopyState::Partly:
    case CopyState::Waiting:
        return Symbol::Clock;
    case CopyState::Elsewhere:
    case CopyState::Unreachable:
        return Symbol::Cloud;
    case CopyState::Unplayable:
    case CopyState::Stutters:
    case CopyState::NoRoom:
    case CopyState::Refused:
    case CopyState::Gone:
        return Symbol::Warning;
    }
    return Symbol::Cloud;
}

} // namespace

void CopyModel::setFilms(const QList<KeptFilm> &films)
{
    const bool sameFilms =
        std::equal(films.cbegin(), films.cend(), m_films.cbegin(), m_films.cend(),
                   [](const KeptFilm &a, const KeptFilm &b) { return a.video == b.video; });
    if (!sameFilms) {
        beginResetModel();
        m_films = films;
        endResetModel();
        return;
    }
    for (qsizetype row = 0; row < films.size(); ++row) {
        if (films.at(row) == m_films.at(row))
            continue;
        m_films[row] = films.at(row);
        Q_EMIT dataChanged(index(int(row)), index(int(row)));
    }
}

int CopyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_films.size());
}

QVariant CopyModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const KeptFilm &film = m_films.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return film.title;
    case DetailRole:
    case Qt::AccessibleDescriptionRole:
        return CopyWords::film(film, m_locale);
    case PictureRole:
        return inventedPosterOf(film.video);
    case PictureFileRole:
        return m_posters ? m_posters(film.video) : QString();
    case TrailRole:
        return static_cast<int>(symbolOf(film.state));
    case TroubleRole:
        return symbolOf(film.state) == Symbol::Warning;
    case IdRole:
        return QVariant::fromValue(film.video);
    default:
        return {};
    }
}

FilmsPage::FilmsPage(const Look &look, PictureStore &pictures, Parents::Copies &copies,
                     Parents::Playback &playback, Question &question, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_copies(copies)
    , m_question(question)
{
    setObjectName(u"filmsPage"_s);
    m_pages = new QStackedWidget(this);
    auto *all = new QVBoxLayout(this);
    space(*all, 0);
    all->addWidget(m_pages);

    m_list = new QWidget(m_pages);
    m_heading = makeLabel(m_list, "filmsHeading", "title");
    m_toPlayback = makeButton(m_list, "toPlaybackButton");
    m_summary = makeLabel(m_list, "copiesSummary", "quiet");
    m_bar = new DayBar(look, m_list);
    m_bar->setObjectName(u"roomBar"_s);
    m_notice = makeLabel(m_list, "copiesNotice", "warn");
    m_films = makeList(m_list, "copyList", look, pictures);
    m_films->setModel(&m_model);
    m_films->setSelectionMode(QAbstractItemView::NoSelection);
    m_empty = makeLabel(m_list, "noCopiesLabel", "quiet");
    m_empty->setAlignment(Qt::AlignCenter);
    m_top = new QBoxLayout(QBoxLayout::LeftToRight);
    space(*m_top, 10);
    m_top->addWidget(m_heading, 1);
    m_top->addWidget(m_toPlayback);
    auto *page = new QVBoxLayout(m_list);
    space(*page, 8, {18, 12, 18, 12});
    page->addLayout(m_top);
    page->addWidget(m_summary);
    page->addWidget(m_bar);
    page->addWidget(m_notice);
    page->addWidget(m_films, 1);
    page->addWidget(m_empty, 1);
    addPage(*m_pages, m_list);
    m_playback = new PlaybackPage(look, copies, playback, m_pages);
    addPage(*m_pages, m_playback);

    const auto open = [this](const QModelIndex &index) {
        if (index.isValid())
            ask(m_model.film(index));
    };
    connect(m_films, &QListView::clicked, this, open);
    connect(m_films, &QListView::activated, this, open);
    connect(m_toPlayback, &QPushButton::clicked, this, [this] {
        m_pages->setCurrentWidget(m_playback);
        m_playback->setFocus();
    });
    connect(m_playback, &PlaybackPage::backRequested, this, [this] {
        showList();
        m_toPlayback->setFocus();
    });
    connect(&copies, &Parents::Copies::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    m_model.setLocale(locale());
    retranslate();
    refresh();
}

void FilmsPage::setPosters(const PosterFiles &posters)
{
    m_model.setPosters(posters);
}

void FilmsPage::showList()
{
    m_pages->setCurrentWidget(m_list);
}

bool FilmsPage::goBack()
{
    if (m_pages->currentWidget() == m_list)
        return false;
    showList();
    return true;
}

void FilmsPage::refresh()
{
    m_shown = m_copies.facts();
    m_model.setFilms(m_shown.films);
    m_films->setVisible(!m_shown.films.isEmpty());
    m_empty->setVisible(m_shown.films.isEmpty());
    m_summary->setText(CopyWords::summary(m_shown, locale()));
    const double used = m_shown.room > 0 ? double(m_shown.bytes) / double(m_shown.room) : 0;
    m_bar->setLeft(used, false);
    tell(*m_notice, CopyWords::notice(m_shown), "warn");
}

void FilmsPage::ask(const KeptFilm &film)
{
    QList<Question::Answer> answers;
    if (film.pinned)
        answers.append(
            {u"unpinButton"_s, tr("It may go when room is needed"), "", [this, video = film.video] {
                 m_copies.setPinned(video, false);
             }});
    else if (film.state != CopyState::Unplayable && film.state != CopyState::Gone)
        answers.append({u"pinButton"_s, tr("Keep it here always"), "primary", [this, video = film.video] {
                            m_copies.setPinned(video, true);
                        }});
    if (film.bytes > 0)
        answers.append(
            {u"removeCopyButton"_s, tr("Remove it from this box"), "danger", [this, video = film.video] {
                 m_copies.remove(video);
             }});
    answers.append({u"closeFilmButton"_s, tr("Leave it as it is"), "", {}});
    QString state = CopyWords::film(film, locale());
    state.front() = state.front().toUpper();
    m_question.ask(film.title, state + u"\n"_s + CopyWords::explanation(film), answers);
}

void FilmsPage::retranslate()
{
    m_heading->setText(tr("Films on this box"));
    m_films->setAccessibleName(tr("Films on this box"));
    m_toPlayback->setText(tr("Room and sound"));
    m_empty->setText(tr("There is no film that could lie here yet."));
}

void FilmsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        arrange();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        m_model.setLocale(locale());
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void FilmsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void FilmsPage::resizeEvent(QResizeEvent *event)
{
    arrange();
    QWidget::resizeEvent(event);
}

void FilmsPage::arrange()
{
    m_top->setDirection(width() < m_look.px(420) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace Medio::Screens
