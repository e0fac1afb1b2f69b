// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/filmchooser.h"

#include "app/screens/parents/pieces.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

namespace Medio::Screens {

using namespace Qt::StringLiterals;

using Order = Parents::LibraryQuery::Order;

FilmChooser::FilmChooser(const Look &look, PictureStore &pictures, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setObjectName(u"filmChooser"_s);
    m_search = makeField(this, "filmSearchEdit");
    m_search->setInputMethodHints(Qt::ImhNoPredictiveText);
    m_byTitle = makeSegment(this, "byTitleButton");
    m_byAge = makeSegment(this, "byAgeButton");
    m_byLength = makeSegment(this, "byLengthButton");
    m_byChoice = makeSegment(this, "byChoiceButton");
    m_byTitle->setChecked(true);

    m_list = makeList(this, "filmList", look, pictures);
    m_list->setModel(&m_films);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->installEventFilter(this);
    m_empty = makeLabel(this, "noFilmsLabel", "quiet");
    m_empty->setAlignment(Qt::AlignCenter);
    m_count = makeLabel(this, "filmCountLabel", "quiet");

    auto *orders = new QHBoxLayout;
    space(*orders, 6);
    for (QToolButton *order : {m_byTitle, m_byAge, m_byLength, m_byChoice})
        orders->addWidget(order);
    m_tools = new QBoxLayout(QBoxLayout::LeftToRight);
    space(*m_tools, 6);
    m_tools->addWidget(m_search, 1);
    m_tools->addLayout(orders);
    auto *all = new QVBoxLayout(this);
    space(*all, 6);
    all->addLayout(m_tools);
    all->addWidget(m_list, 1);
    all->addWidget(m_empty, 1);
    all->addWidget(m_count);

    connect(m_search, &QLineEdit::textChanged, this, &FilmChooser::search);
    for (QToolButton *order : {m_byTitle, m_byAge, m_byChoice})
        connect(order, &QToolButton::clicked, this, &FilmChooser::search);
    connect(m_byLength, &QToolButton::clicked, this, [this] {
        // Once more turns it round
        m_longest = m_films.query().order == Order::Shortest;
        search();
        retranslate();
    });
    connect(m_list, &QListView::clicked, this, &FilmChooser::toggle);
    connect(&m_films, &FilmModel::chosenChanged, this, [this] {
        refresh();
        Q_EMIT chosenChanged();
    });
    retranslate();
}

void FilmChooser::setFamily(const std::shared_ptr<const Api::Family> &family)
{
    if (family == m_family)
        return;
    m_family = family;
    m_films.setLibrary(Parents::Library(family, locale()));
    refresh();
}

void FilmChooser::offer(const QList<Api::VideoId> &taken, int room, const QList<Api::VideoId> &chosen)
{
    m_full = false;
    m_search->clear();
    m_byTitle->setChecked(true);
    m_films.offer(taken, room, chosen);
    search();
    m_list->scrollToTop();
    m_list->setCurrentIndex({});
}

void FilmChooser::search()
{
    Parents::LibraryQuery query;
    query.text = m_search->text();
    query.order = m_byAge->isChecked()      ? Order::Newest
                  : m_byLength->isChecked() ? (m_longest ? Order::Longest : Order::Shortest)
                                            : Order::Title;
    m_films.setQuery(query);
    m_films.setOnlyChosen(m_byChoice->isChecked() && query.text.isEmpty());
    refresh();
}

void FilmChooser::toggle(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    m_full = !m_films.toggle(index);
    refresh();
}

QSize FilmChooser::minimumSizeHint() const
{
    // The tools stand in two rows where one is too long
    return {m_look.px(320), QWidget::minimumSizeHint().height()};
}

void FilmChooser::resizeEvent(QResizeEvent *event)
{
    m_tools->setDirection(width() < m_look.px(600) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QWidget::resizeEvent(event);
}

void FilmChooser::refresh()
{
    const bool any = m_films.rowCount() > 0;
    m_list->setVisible(any);
    m_empty->setVisible(!any);
    if (m_films.isEmpty())
        m_empty->setText(
            tr("There is no film in the library yet. Films are added on the web page of Medio."));
    else if (!m_search->text().isEmpty())
        m_empty->setText(tr("No film is found by these words."));
    else if (m_byChoice->isChecked())
        m_empty->setText(tr("No film is chosen yet."));
    else
        m_empty->setText(tr("Every film of the library is on this chip already."));
    const int chosen = static_cast<int>(m_films.chosen().size());
    tell(*m_count,
         m_full ? tr("No more than %n film(s) fit on this chip.", "", m_films.room())
                : tr("%n film(s) chosen", "", chosen),
         m_full ? "bad" : "quiet");
}

void FilmChooser::retranslate()
{
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search for films"));
    m_byTitle->setText(tr("A–Z", "order of the films by title"));
    m_byTitle->setAccessibleName(tr("Order by title"));
    m_byAge->setText(tr("Newest", "order of the films"));
    m_byAge->setAccessibleName(tr("Order by age, the newest first"));
    m_byLength->setText(m_longest ? tr("Longest", "order of the films")
                                  : tr("Shortest", "order of the films"));
    m_byLength->setAccessibleName(m_longest ? tr("Order by length, the longest first")
                                            : tr("Order by length, the shortest first"));
    m_byChoice->setText(tr("Chosen", "only the chosen films"));
    m_byChoice->setAccessibleName(tr("Show the chosen films"));
    m_list->setAccessibleName(tr("Films of the library"));
    refresh();
}

void FilmChooser::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

bool FilmChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter) {
            toggle(m_list->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Medio::Screens
