// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace Medio {
namespace Flow {
struct Scene;
}
namespace Screens {
class KidsWindow;
}
} // namespace Medio

namespace Medio::Adapters {

class DisplayPower;

/// Keeps the screen lit while there is something to see, and makes it dark at night once nobody has
/// been there for a while. A chip, a finger or a key wakes it, and does nothing else for whoever can't
/// see yet what it would do: a chip is answered as always.
/// GUI thread; what it is given outlives it.
class NightScreen final : public QObject
{
    Q_OBJECT
public:
    /// `patience`: how long nobody has to be there; 0: it never gets dark.
    NightScreen(Screens::KidsWindow &window, DisplayPower &display, std::chrono::milliseconds patience,
                QObject *parent = nullptr);
    ~NightScreen() override;

    /// It is night (the evening's colours, or bedtime was said), and nothing plays, begins or is
    /// celebrated.
    [[nodiscard]] static bool mayRest(const Flow::Scene &scene);

    [[nodiscard]] bool isDark() const { return m_dark; }

public Q_SLOTS:
    /// To be told before the window shows it: what a chip sounds like is heard in the dark, too.
    void follow(const Medio::Flow::Scene &scene);
    void setParentsInside(bool inside);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void judge();
    void setDark(bool dark);

    Screens::KidsWindow &m_window;
    DisplayPower &m_display;
    const std::chrono::milliseconds m_wait;
    QTimer m_patience;
    quint64 m_tap = 0;
    bool m_mayRest = false;
    bool m_inside = false;
    bool m_dark = false;
};

} // namespace Medio::Adapters
