// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/screens/parents/look.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QWidget>

namespace Medio::Screens {

class PictureStore;

/// Where the chip goes: the hollow of the children's screen with one ring that comes and goes every two
/// seconds. Paints only while it is seen. GUI thread.
class ChipTarget final : public QWidget
{
    Q_OBJECT
public:
    enum class Shows {
        Empty,  ///< waits for a chip: the ring pulses
        Chip,   ///< one lies there
        Phone,  ///< something that is no chip
        Asleep, ///< there is no reader
    };

    ChipTarget(const Look &look, PictureStore &pictures, QWidget *parent = nullptr);

    void setShows(Shows shows);
    /// Reduced motion: the ring stands still.
    void setCalm(bool calm);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void move();

    const Look &m_look;
    PictureStore &m_pictures;
    Shows m_shows = Shows::Empty;
    bool m_calm = false;
    QBasicTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace Medio::Screens
