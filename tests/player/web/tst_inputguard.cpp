// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/inputguard.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace Medio::PlayerWeb;
using namespace Qt::StringLiterals;

namespace {

/// Counts what it feels.
class Page final : public QWidget
{
public:
    int felt = 0;

protected:
    bool event(QEvent *event) override
    {
        switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::KeyRelease:
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonRelease:
        case QEvent::MouseButtonDblClick:
        case QEvent::MouseMove:
        case QEvent::Wheel:
        case QEvent::TouchBegin:
        case QEvent::TouchEnd:
        case QEvent::ContextMenu:
        case QEvent::DragEnter:
            ++felt;
            break;
        default:
            break;
        }
        return QWidget::event(event);
    }
};

void touch(Page &page)
{
    QTest::mouseClick(&page, Qt::LeftButton);
    QTest::mouseClick(page.windowHandle(), Qt::LeftButton);
    QTest::keyClick(&page, Qt::Key_Space);
    static const auto finger = std::unique_ptr<QPointingDevice>(QTest::createTouchDevice());
    QTest::touchEvent(&page, finger.get()).press(1, QPoint(10, 10));
    QTest::touchEvent(&page, finger.get()).release(1, QPoint(10, 10));
    QContextMenuEvent menu(QContextMenuEvent::Mouse, QPoint(1, 1), QPoint(1, 1));
    QCoreApplication::sendEvent(&page, &menu);
    const QMimeData something;
    QDragEnterEvent drag(QPoint(1, 1), Qt::CopyAction, &something, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page, &drag);
}

} // namespace

class InputGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingReachesAPage()
    {
        Page page;
        page.setAttribute(Qt::WA_AcceptTouchEvents);
        page.setAcceptDrops(true);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        touch(page);
        QVERIFY(page.felt >= 6); // without the guard it does
        page.felt = 0;

        InputGuard guard;
        qApp->installEventFilter(&guard);
        QSignalSpy keys(&guard, &InputGuard::keyPressed);
        touch(page);
        QCOMPARE(page.felt, 0);
        QCOMPARE(keys.size(), 1);
        QCOMPARE(keys.first().at(0).toInt(), int(Qt::Key_Space));
    }

    void whoHoldsAKeyPressesItOnce()
    {
        QWidget page;
        InputGuard guard;
        qApp->installEventFilter(&guard);
        QSignalSpy keys(&guard, &InputGuard::keyPressed);
        QKeyEvent press(QEvent::KeyPress, Qt::Key_P, Qt::ControlModifier | Qt::AltModifier);
        QKeyEvent again(QEvent::KeyPress, Qt::Key_P, Qt::ControlModifier | Qt::AltModifier, {}, true);
        QCoreApplication::sendEvent(&page, &press);
        QCoreApplication::sendEvent(&page, &again);
        QCOMPARE(keys.size(), 1);
        QCOMPARE(Qt::KeyboardModifiers::fromInt(keys.first().at(1).toInt()),
                 Qt::ControlModifier | Qt::AltModifier);
    }
};

QTEST_MAIN(InputGuardTest)
#include "tst_inputguard.moc"
