// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/boxes.h"
#include "app/parents/clockcheck.h"
#include "app/parents/watchtimes.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QWidget>

class QBoxLayout;
class QFrame;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace Medio::Screens {

class Look;
class Question;
class Stepper;

/// What all children have in common: which time it is, what this box gives while Medio is away, and the
/// family's other boxes. GUI thread.
class TimePage final : public QWidget
{
    Q_OBJECT
public:
    struct UseCases
    {
        Parents::WatchTimes &watchTimes;
        Parents::ClockCheck &clockCheck;
        Parents::Boxes &boxes;
    };

    /// All outlive it.
    TimePage(const Look &look, const UseCases &useCases, Question &question, QWidget *parent = nullptr);

    /// Time goes on without a word: once a second, while it is seen.
    void refresh();

Q_SIGNALS:
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum class Part { Day, Month, Year, Hour, Minute };

    void makeClock(QVBoxLayout &all, QWidget *content);
    void makeShare(QVBoxLayout &all, QWidget *content);
    void makeBoxes(QVBoxLayout &all, QWidget *content);
    void beginSetting();
    void endSetting();
    void step(Part part, int by);
    void showWished();
    void confirm();
    void refreshShare();
    void refreshBoxes();
    void askRelease(const Parents::FamilyBox &box);
    void arrange();
    void retranslate();

    const Look &m_look;
    UseCases m_useCases;
    Question &m_question;
    QDateTime m_wished; ///< while a parent sets it; invalid otherwise

    QToolButton *m_back = nullptr;
    QLabel *m_heading = nullptr;

    QLabel *m_clockTitle = nullptr;
    QLabel *m_clockDetail = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_set = nullptr;
    QWidget *m_setter = nullptr;
    QBoxLayout *m_dateLayout = nullptr;
    QHash<Part, Stepper *> m_steppers;
    QLabel *m_change = nullptr;
    QPushButton *m_confirm = nullptr;
    QPushButton *m_cancel = nullptr;

    QFrame *m_shareCard = nullptr;
    QLabel *m_shareTitle = nullptr;
    QBoxLayout *m_shareLayout = nullptr;
    QHash<int, QToolButton *> m_shares;
    QLabel *m_shareDetail = nullptr;

    QFrame *m_boxesCard = nullptr;
    QLabel *m_boxesTitle = nullptr;
    QLabel *m_boxesDetail = nullptr;
    QLabel *m_boxesNotice = nullptr;
    QWidget *m_boxList = nullptr; ///< made anew with each change
};

} // namespace Medio::Screens
