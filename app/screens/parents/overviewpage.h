// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/explanation.h"
#include "app/parents/brokenfilms.h"
#include "app/parents/clockcheck.h"
#include "app/screens/parents/statuswords.h"

#include <QFrame>
#include <QList>
#include <QWidget>

class QBoxLayout;
class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Medio::Screens {

class Look;

/// One state in words, with the sign of its weight. GUI thread.
class StatusCard final : public QFrame
{
    Q_OBJECT
public:
    StatusCard(const Look &look, const char *name, QWidget *parent);

    void tell(const Told &told);
    /// A button at its end; shown while it has words.
    void offer(const QString &words);

Q_SIGNALS:
    void actionRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    Told m_told;
    QLabel *m_title = nullptr;
    QLabel *m_detail = nullptr;
    QPushButton *m_action = nullptr;
};

/// What a child watched today, and why so much is left.
struct ChildsDay
{
    QString name;
    Flow::Explanation explanation;

    friend bool operator==(const ChildsDay &, const ChildsDay &) = default;
};

/// How everything is: server, login, keyring, what waits to be sent, what has to be decided, and today.
/// GUI thread.
class OverviewPage final : public QWidget
{
    Q_OBJECT
public:
    explicit OverviewPage(const Look &look, QWidget *parent = nullptr);

    void showFacts(const Parents::OverviewFacts &facts, const StatusWords &words);
    /// Each is decided by its buttons.
    void showConflicts(const QList<Parents::ConflictView> &conflicts);
    void showToday(const QList<ChildsDay> &children);
    /// Films that could not be played; each note is taken away by its button.
    void showBrokenFilms(const QList<Parents::BrokenFilm> &films, const StatusWords &words);
    /// A clock that is known needs no word.
    void showClock(const Parents::ClockFacts &facts);

Q_SIGNALS:
    void tryNowRequested();
    void signInRequested(); ///< leads to the account
    void clockRequested();  ///< leads to the clock
    void dismissRequested(const Medio::Api::VideoId &film);
    void resolveRequested(quint64 id, Medio::Parents::Resolution resolution);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void retranslate();

    const Look &m_look;
    QLabel *m_heading = nullptr;
    QWidget *m_content = nullptr;
    QGridLayout *m_grid = nullptr;
    int m_columns = 0;
    StatusCard *m_server = nullptr;
    StatusCard *m_outbox = nullptr;
    StatusCard *m_login = nullptr;
    StatusCard *m_keychain = nullptr;
    StatusCard *m_clock = nullptr;
    QVBoxLayout *m_conflictsLayout = nullptr;
    QVBoxLayout *m_brokenLayout = nullptr;
    QVBoxLayout *m_todayLayout = nullptr;
    QList<Parents::ConflictView> m_conflicts;
    QList<QWidget *> m_conflictCards;
    QList<Parents::BrokenFilm> m_broken;
    QList<StatusCard *> m_brokenCards;
    QList<ChildsDay> m_today;
    QList<StatusCard *> m_todayCards;
};

} // namespace Medio::Screens
