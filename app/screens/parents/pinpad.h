// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/pin.h"
#include "app/screens/parents/look.h"

#include <QPixmap>
#include <QString>
#include <QWidget>

#include <array>
#include <chrono>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace Medio::Screens {

class PinDots;
class WaitRing;

/// The parents' door: a pad of digits for fingers, mouse and keyboard. GUI thread.
///
/// What is typed is never in a text, a name or a value of any widget. Seen and spoken is how many digits
/// there are.
class PinPad final : public QWidget
{
    Q_OBJECT
public:
    enum class Task {
        Enter,  ///< the PIN, to come in
        Old,    ///< the PIN, before it is changed
        Remove, ///< the PIN, before there is none any more
        Choose, ///< a new one
        Repeat, ///< the new one once more
    };

    explicit PinPad(const Look &look, QWidget *parent = nullptr);

    /// What is asked now; forgets what was typed and what was said.
    void ask(Task task);
    [[nodiscard]] Task task() const { return m_task; }
    /// Said under the dots until the next digit; empty says nothing.
    void say(const QString &words, bool isTrouble = true);

    /// The keys rest: something is looked up, or can't be.
    void setResting(bool resting);
    /// After too many wrong tries: the keys rest until it is over. Nothing left ends it.
    void showPause(std::chrono::seconds left, std::chrono::seconds whole);
    [[nodiscard]] bool isResting() const { return m_resting || m_paused; }

    /// A button to look again, for a door that can't be opened now.
    void offerTryAgain(bool offered);
    /// The keys stand below the words, not beside them.
    void setTall(bool tall);

    /// What was typed, once; nothing is left here.
    [[nodiscard]] Parents::Pin take();

Q_SIGNALS:
    /// It is complete and somebody said that it is done: take() it, or it is forgotten.
    void entered();
    void tryAgainRequested();
    void leaveRequested();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void type(int digit);
    void takeBack();
    void confirm();
    void refresh();
    void retranslate();

    const Look &m_look;
    QLabel *m_heading = nullptr;
    QLabel *m_explanation = nullptr;
    PinDots *m_dots = nullptr;
    WaitRing *m_ring = nullptr;
    QLabel *m_remark = nullptr;
    QWidget *m_keys = nullptr;
    std::array<QPushButton *, 10> m_digits{};
    QPushButton *m_takeBack = nullptr;
    QPushButton *m_confirm = nullptr;
    QPushButton *m_tryAgain = nullptr;
    QPushButton *m_leave = nullptr;
    QBoxLayout *m_page = nullptr;
    QPixmap m_background;

    Parents::Pin m_pin;
    Task m_task = Task::Enter;
    bool m_resting = false;
    bool m_paused = false;
};

/// How many digits were typed, as dots.
class PinDots final : public QWidget
{
    Q_OBJECT
public:
    PinDots(const Look &look, QWidget *parent);

    void setCount(int count);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    int m_count = 0;
};

} // namespace Medio::Screens
