// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/chiptray/traywidget.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio::ChipTray;
using namespace Qt::StringLiterals;

namespace {

const QList<TrayChip> chips{{u"rocket"_s, u"04:A1:5C:22"_s, u"Rocket"_s},
                            {u"owl"_s, u"04:D4:0F:5A"_s, u"Owl"_s}};

} // namespace

class TrayWidgetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_tray = std::make_unique<TrayWidget>(chips);
        m_tray->resize(m_tray->sizeHint());
        m_tray->setReaderThere(true);
        m_tray->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_tray.get()));
        m_placed = std::make_unique<QSignalSpy>(m_tray.get(), &TrayWidget::placeRequested);
        m_lifted = std::make_unique<QSignalSpy>(m_tray.get(), &TrayWidget::liftRequested);
    }

    void aClickPutsOnAndTakesOff()
    {
        click(m_tray->chipCentre(1));
        QCOMPARE(m_placed->size(), 1);
        QCOMPARE(m_placed->first().at(0).toString(), chips[1].uid);
        QCOMPARE(m_placed->first().at(1).toString(), u"owl"_s);

        m_tray->setLying(chips[1].uid);
        QTRY_COMPARE(m_tray->chipCentre(1), m_tray->hollowCentre());
        click(m_tray->chipCentre(1));
        QCOMPARE(m_lifted->size(), 1);
        QCOMPARE(m_placed->size(), 1);
    }

    void keysDoTheSame()
    {
        QTest::keyClick(m_tray.get(), Qt::Key_1);
        QCOMPARE(m_placed->size(), 1);
        m_tray->setLying(chips[0].uid);
        QTest::keyClick(m_tray.get(), Qt::Key_1);
        QCOMPARE(m_lifted->size(), 1);
        QTest::keyClick(m_tray.get(), Qt::Key_2); // another one while one lies there: a swap
        QCOMPARE(m_placed->last().at(0).toString(), chips[1].uid);
        QTest::keyClick(m_tray.get(), Qt::Key_Escape);
        QCOMPARE(m_lifted->size(), 2);
        QTest::keyClick(m_tray.get(), Qt::Key_8); // there is no eighth chip here
        QCOMPARE(m_placed->size(), 2);
    }

    void draggingOntoTheReaderPlacesAndAwayLifts()
    {
        drag(m_tray->chipCentre(0), m_tray->hollowCentre());
        QCOMPARE(m_placed->size(), 1);
        drag(m_tray->chipCentre(1), m_tray->chipCentre(1) + QPointF(0, 60)); // dropped beside: nothing
        QCOMPARE(m_placed->size(), 1);
        QCOMPARE(m_lifted->size(), 0);

        m_tray->setLying(chips[0].uid);
        QTRY_COMPARE(m_tray->chipCentre(0), m_tray->hollowCentre());
        drag(m_tray->hollowCentre(), m_tray->hollowCentre() + QPointF(5, 12)); // only nudged: it stays
        QCOMPARE(m_lifted->size(), 0);
        drag(m_tray->hollowCentre(), m_tray->hollowCentre() - QPointF(300, 0));
        QCOMPARE(m_lifted->size(), 1);
    }

    void showsWhatTheReaderSays()
    {
        const QImage nothing = m_tray->grab().toImage();
        m_tray->setLying(u"04:99:99:99"_s); // put on by somebody else, none of ours
        const QImage stranger = m_tray->grab().toImage();
        QVERIFY(nothing != stranger);
        m_tray->setLying({});
        QCOMPARE(m_tray->grab().toImage(), nothing);
        m_tray->setReaderThere(false);
        QVERIFY(m_tray->grab().toImage() != nothing);
    }

private:
    void click(QPointF at) { QTest::mouseClick(m_tray.get(), Qt::LeftButton, {}, at.toPoint()); }
    void drag(QPointF from, QPointF to)
    {
        QTest::mousePress(m_tray.get(), Qt::LeftButton, {}, from.toPoint());
        QTest::mouseMove(m_tray.get(), ((from + to) / 2).toPoint());
        QTest::mouseMove(m_tray.get(), to.toPoint());
        QTest::mouseRelease(m_tray.get(), Qt::LeftButton, {}, to.toPoint());
    }

    std::unique_ptr<TrayWidget> m_tray;
    std::unique_ptr<QSignalSpy> m_placed;
    std::unique_ptr<QSignalSpy> m_lifted;
};

QTEST_MAIN(TrayWidgetTest)
#include "tst_traywidget.moc"
