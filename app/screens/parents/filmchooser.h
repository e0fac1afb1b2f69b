// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/filmmodel.h"
#include "app/screens/parents/look.h"

#include <QWidget>

#include <memory>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QListView;
class QToolButton;

namespace Medio::Screens {

/// Films of the library to tick: a search, an order, the list. GUI thread.
class FilmChooser final : public QWidget
{
    Q_OBJECT
public:
    FilmChooser(const Look &look, PictureStore &pictures, QWidget *parent = nullptr);

    void setPosters(const PosterFiles &posters) { m_films.setPosters(posters); }

    /// While somebody chooses ticks and search stay.
    void setFamily(const std::shared_ptr<const Api::Family> &family);
    /// The library without those that are `taken` already; at most `room` can be ticked, `chosen` are.
    void offer(const QList<Api::VideoId> &taken, int room, const QList<Api::VideoId> &chosen = {});

    [[nodiscard]] QSize minimumSizeHint() const override;

    [[nodiscard]] const QList<Api::VideoId> &chosen() const { return m_films.chosen(); }

Q_SIGNALS:
    void chosenChanged();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void search();
    void toggle(const QModelIndex &index);
    void refresh();
    void retranslate();

    const Look &m_look;
    std::shared_ptr<const Api::Family> m_family;
    FilmModel m_films;
    bool m_longest = false;
    bool m_full = false; ///< somebody wanted more than there is room for

    QBoxLayout *m_tools = nullptr;
    QLineEdit *m_search = nullptr;
    QToolButton *m_byAge = nullptr;
    QToolButton *m_byTitle = nullptr;
    QToolButton *m_byLength = nullptr;
    QToolButton *m_byChoice = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace Medio::Screens
