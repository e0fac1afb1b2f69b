// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/platformdesk.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Medio::Screens {

/// Films of YouTube, Vimeo and Dailymotion: whether they are shown, why not, and a parent's agreement after
/// a plain text, which can be taken back. The text stands in the page, where all of it can be read on any
/// screen. GUI thread.
class PlatformCard final : public QFrame
{
    Q_OBJECT
public:
    /// `desk` outlives it.
    explicit PlatformCard(Parents::PlatformDesk &desk, QWidget *parent = nullptr);

    /// One sentence: how it is, or the first thing that is in the way.
    [[nodiscard]] static QString stateOf(const Parents::PlatformFacts &facts);
    /// What a parent agrees to.
    [[nodiscard]] static QString plainText();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void read(bool reading);
    void refresh();

    Parents::PlatformDesk &m_desk;
    bool m_isReading = false;
    QLabel *m_title = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_detail = nullptr;
    QPushButton *m_allow = nullptr;
    QLabel *m_text = nullptr; ///< while it is read
    QPushButton *m_agree = nullptr;
    QPushButton *m_decline = nullptr;
    QPushButton *m_forbid = nullptr;
};

} // namespace Medio::Screens
