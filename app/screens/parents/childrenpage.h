// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/edit.h"
#include "app/screens/parents/look.h"
#include "app/screens/parents/outcome.h"
#include "app/screens/parents/statuswords.h"
#include "app/screens/parents/timepage.h"
#include "net/api/family.h"

#include <QFrame>
#include <QList>
#include <QWidget>

#include <chrono>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace Medio::Screens {

class ChildTile;
class DayCard;
class PlanCard;
class Stepper;

/// One child: name and minutes a day. GUI thread.
class ChildCard final : public QFrame
{
    Q_OBJECT
public:
    ChildCard(const Look &look, QWidget *parent);

    /// What is saved. While the parent changes something, only what was not touched follows.
    void setProfile(const Api::Profile &profile);
    [[nodiscard]] const Api::Profile &profile() const { return m_profile; }
    /// Another child than before: whatever was touched is forgotten.
    void turnTo(const Api::Profile &profile);
    /// For a child that is not there yet.
    void begin();
    void focusName();
    void say(const QString &words, const char *role);
    /// The next setProfile() shows it whole.
    void settle();

Q_SIGNALS:
    /// `name` is not blank.
    void saveRequested(const QString &name, std::chrono::minutes dailyLimit);
    void cancelRequested(); ///< of a new one

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void stepBy(int steps);
    void save();
    void refresh();
    void retranslate();
    [[nodiscard]] bool isChanged() const;

    const Look &m_look;
    Api::Profile m_profile;
    std::chrono::minutes m_limit{60};
    bool m_new = false;
    QBoxLayout *m_top = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_limitLabel = nullptr;
    Stepper *m_minutes = nullptr;
    QLabel *m_notice = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_save = nullptr;
};

/// The children of the family: each one's day at a glance, on a page of its own the plan and why so much
/// is left, and what all have in common. GUI thread.
class ChildrenPage final : public QWidget
{
    Q_OBJECT
public:
    /// All outlive it.
    ChildrenPage(const Look &look, const TimePage::UseCases &useCases, Question &question,
                 QWidget *parent = nullptr);

    void setProfiles(const QList<Api::Profile> &profiles);
    /// What became of the last wish about this child.
    void tellOutcome(const Api::ProfileId &profile, Outcome outcome);
    /// What is played comes without a word: once a second, while it is seen.
    void refresh();

    void showList();
    void showTime(); ///< the clock and other boxes
    /// True: it went back from a page to the list.
    bool goBack();

Q_SIGNALS:
    void changeRequested(const Medio::Parents::ChangeProfile &change);
    void newRequested(const Medio::Parents::NewProfile &child);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeList();
    void makeChildPage();
    void addTile(const Api::Profile &profile);
    void addChild();
    void showChild(const Api::ProfileId &child);
    void tellGiven(const Api::ProfileId &child, const Told &told);
    void arrange();
    void retranslate();

    const Look &m_look;
    Parents::WatchTimes &m_times;
    QStackedWidget *m_pages = nullptr;

    QWidget *m_list = nullptr;
    QWidget *m_listContent = nullptr;
    QBoxLayout *m_topLayout = nullptr;
    QLabel *m_heading = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_add = nullptr;
    QLabel *m_paused = nullptr;
    QLabel *m_empty = nullptr;
    QVBoxLayout *m_tilesLayout = nullptr;
    QList<ChildTile *> m_tiles;
    ChildCard *m_fresh = nullptr;
    QPushButton *m_toTime = nullptr;

    QScrollArea *m_childScroll = nullptr;
    QLabel *m_pending = nullptr; ///< in the place of plan and day
    QWidget *m_childPage = nullptr;
    QToolButton *m_back = nullptr;
    QLabel *m_childHeading = nullptr;
    ChildCard *m_card = nullptr;
    PlanCard *m_plan = nullptr;
    DayCard *m_day = nullptr;
    Api::ProfileId m_shown; ///< whose page it is

    TimePage *m_time = nullptr;
};

} // namespace Medio::Screens
