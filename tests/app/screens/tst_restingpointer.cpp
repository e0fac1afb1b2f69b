// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/restingpointer.h"

#include <QApplication>
#include <QPointingDevice>
#include <QTest>
#include <QWidget>
#include <QWindow>

#include <chrono>
#include <memory>

using namespace Medio::Screens;
using namespace std::chrono_literals;

/// No arrow stands in a child's film.
class RestingPointerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(400, 300);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        QVERIFY(!isAway()); // whatever happened
    }

    void isAwayUntilSomebodyMovesAMouse()
    {
        const RestingPointer pointer(1min);
        QVERIFY(isAway());
        move({100, 100}); // it stood there when the window came
        QVERIFY(isAway());
        move({102, 101}); // somebody leans on the table
        QVERIFY(isAway());
        move({160, 140});
        QVERIFY(!isAway());
    }
    void goesWhenItRests()
    {
        const RestingPointer pointer(50ms);
        move({100, 100});
        move({160, 140});
        QVERIFY(!isAway());
        QTRY_VERIFY(isAway());
        move({100, 100});
        QVERIFY(!isAway());
    }
    void comesWithAClick()
    {
        const RestingPointer pointer(1min);
        QTest::mouseClick(m_window->windowHandle(), Qt::LeftButton, {}, {50, 50});
        QVERIFY(!isAway());
    }
    void goesWhenAFingerTouches()
    {
        const RestingPointer pointer(1min);
        move({100, 100});
        move({160, 140});
        QVERIFY(!isAway());
        const std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
        QTest::touchEvent(m_window.get(), screen.get()).press(0, {20, 20});
        QVERIFY(isAway());
        QTest::touchEvent(m_window.get(), screen.get()).move(0, {90, 90});
        QTest::touchEvent(m_window.get(), screen.get()).release(0, {90, 90});
        QVERIFY(isAway()); // Qt makes a mouse of a finger
    }

private:
    [[nodiscard]] static bool isAway()
    {
        const QCursor *cursor = QGuiApplication::overrideCursor();
        return cursor != nullptr && cursor->shape() == Qt::BlankCursor;
    }
    void move(const QPoint &to) { QTest::mouseMove(m_window->windowHandle(), to); }

    std::unique_ptr<QWidget> m_window;
};

QTEST_MAIN(RestingPointerTest)
#include "tst_restingpointer.moc"
