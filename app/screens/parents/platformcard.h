// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/platformdesk.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Medio::Screens {

class Question;

/// Films of YouTube, Vimeo and Dailymotion: whether they are shown, why not, and a parent's agreement after
/// a plain text, which can be taken back. GUI thread.
class PlatformCard final : public QFrame
{
    Q_OBJECT
public:
    /// Both outlive it.
    PlatformCard(Parents::PlatformDesk &desk, Question &question, QWidget *parent = nullptr);

    /// One sentence: how it is, or the first thing that is in the way.
    [[nodiscard]] static QString stateOf(const Parents::PlatformFacts &facts);
    /// What a parent agrees to.
    [[nodiscard]] static QString plainText();

protected:
    void changeEvent(QEvent *event) override;

private:
    void ask();
    void refresh();

    Parents::PlatformDesk &m_desk;
    Question &m_question;
    QLabel *m_title = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_detail = nullptr;
    QPushButton *m_allow = nullptr;
    QPushButton *m_forbid = nullptr;
};

} // namespace Medio::Screens
