// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/copies.h"
#include "app/parents/playback.h"

#include <QHash>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace Medio::Screens {

class Look;
class Stepper;

/// How films are kept and played on this box: room and fetching, loudness by day and in the evening, what a
/// chip does that comes back. What is changed holds at once. GUI thread.
class PlaybackPage final : public QWidget
{
    Q_OBJECT
public:
    /// All outlive it.
    PlaybackPage(const Look &look, Parents::Copies &copies, Parents::Playback &playback,
                 QWidget *parent = nullptr);

Q_SIGNALS:
    void backRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void makeSound(QVBoxLayout &all, QWidget *content);
    void makeChips(QVBoxLayout &all, QWidget *content);
    void makeRoom(QVBoxLayout &all, QWidget *content);
    void stepEvening(bool end, int by);
    void refresh();
    void arrange();
    void retranslate();

    const Look &m_look;
    Parents::Copies &m_copies;
    Parents::Playback &m_playback;

    QToolButton *m_back = nullptr;
    QLabel *m_heading = nullptr;

    QLabel *m_soundTitle = nullptr;
    QLabel *m_capLabel = nullptr;
    Stepper *m_cap = nullptr;
    QLabel *m_eveningLabel = nullptr;
    QBoxLayout *m_eveningLayout = nullptr;
    Stepper *m_eveningCap = nullptr;
    Stepper *m_from = nullptr;
    Stepper *m_to = nullptr;
    QLabel *m_soundDetail = nullptr;

    QLabel *m_chipsTitle = nullptr;
    QBoxLayout *m_chipsLayout = nullptr;
    QToolButton *m_goOn = nullptr;
    QToolButton *m_fromStart = nullptr;
    QLabel *m_chipsDetail = nullptr;

    QLabel *m_roomTitle = nullptr;
    Stepper *m_room = nullptr;
    QLabel *m_fetchLabel = nullptr;
    QBoxLayout *m_fetchLayout = nullptr;
    QHash<Parents::FetchAhead, QToolButton *> m_fetch;
    QLabel *m_fetchDetail = nullptr;
};

} // namespace Medio::Screens
