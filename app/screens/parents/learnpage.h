// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/learnchip.h"
#include "app/screens/parents/rows.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace Medio::Screens {

class ChipTarget;
class FilmChooser;
class Question;

/// A parent learns a chip: put it on, name it, tick its films, save. The use case decides, this shows it.
/// GUI thread.
class LearnPage final : public QWidget
{
    Q_OBJECT
public:
    /// All outlive it.
    LearnPage(const Look &look, PictureStore &pictures, Parents::LearnChip &learn, Question &question,
              QWidget *parent = nullptr);

    void setPosters(const PosterFiles &posters);
    void setFamily(const std::shared_ptr<const Api::Family> &family);
    /// Reduced motion.
    void setCalm(bool calm);
    /// Back to the list, unless the parent stays.
    void goBack();
    /// Runs `then`, unless there are changes that the parent wants to stay with.
    void leave(const std::function<void()> &then);

Q_SIGNALS:
    void leaveRequested(); ///< to the list of chips

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void makeWaitingPage(const Look &look, PictureStore &pictures);
    void makeEditPage(const Look &look, PictureStore &pictures);
    void makeDonePage(const Look &look, PictureStore &pictures);
    void turn();
    void showWaiting();
    void showDraft();
    void showDone();
    void filmsTicked();
    void retranslate();

    Parents::LearnChip &m_learn;
    Question &m_question;
    QString m_shownUid; ///< of the draft that the edit page shows

    QStackedWidget *m_pages = nullptr;
    QWidget *m_waitingPage = nullptr;
    QToolButton *m_waitingBack = nullptr;
    QLabel *m_waitingHeading = nullptr;
    ChipTarget *m_target = nullptr;
    QLabel *m_waitingWords = nullptr;
    QLabel *m_waitingDetail = nullptr;

    QWidget *m_editPage = nullptr;
    QToolButton *m_editBack = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_save = nullptr;
    QLabel *m_hint = nullptr;
    FilmChooser *m_films = nullptr;

    QWidget *m_donePage = nullptr;
    ChipTarget *m_doneTarget = nullptr;
    QLabel *m_doneHeading = nullptr;
    QLabel *m_doneDetail = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_ready = nullptr;
};

} // namespace Medio::Screens
