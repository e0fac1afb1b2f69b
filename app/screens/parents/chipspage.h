// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/outcome.h"
#include "app/screens/parents/rows.h"
#include "net/api/family.h"

#include <QAbstractListModel>
#include <QSet>
#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace Medio::Screens {

class FilmChooser;
class PlaylistEditor;
class Question;

/// The family's chips, by name. GUI thread.
class ChipModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    /// `waiting`: UIDs of those that the server still has to hear about.
    void setChips(const QList<Api::FamilyChip> &chips, const QSet<QString> &waiting);
    [[nodiscard]] const Api::FamilyChip *chip(const QString &uid) const; ///< null: there is none
    [[nodiscard]] const Api::FamilyChip &chip(const QModelIndex &index) const
    {
        return m_chips.at(index.row());
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Api::FamilyChip> m_chips;
    QSet<QString> m_waiting;
};

/// The chips of the family; one chip with what it plays; the films to add to it. It shows values and says
/// what the parent wishes. GUI thread.
class ChipsPage final : public QWidget
{
    Q_OBJECT
public:
    ChipsPage(const Look &look, PictureStore &pictures, Question &question, QWidget *parent = nullptr);

    void setPosters(const PosterFiles &posters);
    /// The chip that is being changed keeps its changes, unless somebody else took it away.
    void setFamily(const std::shared_ptr<const Api::Family> &family, const QSet<QString> &waiting);
    /// What became of the last wish about the chip that is shown.
    void tellOutcome(const QString &uid, Outcome outcome);

    void showList();
    void showChip(const QString &uid);
    /// One step back; false: the list is shown already.
    bool goBack();
    /// Runs `then`, unless there are changes that the parent wants to stay with.
    void leave(const std::function<void()> &then);

Q_SIGNALS:
    void learnRequested();
    void playlistRequested(const QString &uid, const QList<Medio::Api::VideoId> &videos,
                           const QList<Medio::Api::VideoId> &seen);
    void renameRequested(const QString &uid, const QString &label, const QString &seen);
    void removeRequested(const QString &uid, const QList<Medio::Api::VideoId> &seen);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeListPage(const Look &look, PictureStore &pictures);
    void makeChipPage(const Look &look, PictureStore &pictures);
    void makeFilmsPage(const Look &look, PictureStore &pictures);
    void backFromChip();
    void showFilms();
    void addFilms();
    void startRename();
    void confirmRename();
    void askRemove();
    void refresh();
    void retranslate();

    Question &m_question;
    std::shared_ptr<const Api::Family> m_family = std::make_shared<const Api::Family>();
    ChipModel m_chips;
    QString m_uid;   ///< of the chip that is shown
    QString m_label; ///< as it was seen

    QStackedWidget *m_pages = nullptr;
    QWidget *m_listPage = nullptr;
    QLabel *m_heading = nullptr;
    QPushButton *m_learn = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_empty = nullptr;

    QWidget *m_chipPage = nullptr;
    QToolButton *m_back = nullptr;
    QLabel *m_chipName = nullptr;
    QLineEdit *m_nameEdit = nullptr;
    QToolButton *m_rename = nullptr;
    QToolButton *m_remove = nullptr;
    QLabel *m_notice = nullptr;
    PlaylistEditor *m_playlist = nullptr;

    QWidget *m_filmsPage = nullptr;
    QToolButton *m_filmsBack = nullptr;
    QLabel *m_filmsHeading = nullptr;
    FilmChooser *m_films = nullptr;
    QPushButton *m_add = nullptr;
};

} // namespace Medio::Screens
