// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parents/boxes.h"
#include "tests/support/fakeparentsports.h"

#include <QSignalSpy>
#include <QTest>

using namespace Medio;
using namespace Medio::Parents;
using namespace Qt::StringLiterals;

class TestBoxes : public QObject
{
    Q_OBJECT

    FakeTimeDesk m_desk;

    [[nodiscard]] static QStringList idsOf(const Boxes &boxes)
    {
        QStringList ids;
        for (const FamilyBox &box : boxes.list())
            ids.append(box.id);
        return ids;
    }
    void hear()
    {
        const QDateTime now = m_desk.facts.now.toUTC();
        Q_EMIT m_desk.boxesHeard({{u"never"_s, {}, false},
                                  {u"old"_s, now.addDays(-9), false},
                                  {u"mine"_s, now.addDays(-20), true},
                                  {u"new"_s, now, false}});
    }

private Q_SLOTS:
    void thisOneComesFirst()
    {
        Boxes boxes(m_desk);
        QVERIFY(!boxes.areThere());
        boxes.ask(); // nobody leases anything
        QCOMPARE(m_desk.questions, 0);
        m_desk.leases = true;
        QSignalSpy changed(&boxes, &Boxes::changed);
        boxes.ask();
        boxes.ask();
        QCOMPARE(m_desk.questions, 1);
        QVERIFY(boxes.isAsking());
        hear();
        QVERIFY(!boxes.isAsking());
        QCOMPARE(idsOf(boxes), (QStringList{u"mine"_s, u"new"_s, u"old"_s, u"never"_s}));
        QVERIFY(changed.size() >= 2);
    }

    void aLostOneIsReleasedOnce()
    {
        Boxes boxes(m_desk);
        hear();
        boxes.release(u"mine"_s);
        boxes.release(u"stranger"_s);
        QVERIFY(m_desk.released.isEmpty());
        boxes.release(u"old"_s);
        boxes.release(u"old"_s);
        boxes.release(u"new"_s); // one at a time
        QCOMPARE(m_desk.released, QStringList{u"old"_s});
        QVERIFY(boxes.isReleasing(u"old"_s));
        Q_EMIT m_desk.boxNotReleased(u"old"_s, BoxProblem::ServerAway);
        QCOMPARE(boxes.problem(), std::optional(BoxProblem::ServerAway));
        QVERIFY(idsOf(boxes).contains(u"old"_s));
        boxes.release(u"old"_s);
        QSignalSpy released(&boxes, &Boxes::released);
        Q_EMIT m_desk.boxReleased(u"old"_s);
        QCOMPARE(released.size(), 1);
        QVERIFY(!boxes.problem());
        QVERIFY(!idsOf(boxes).contains(u"old"_s));
    }

    void whatWentWrongIsKept()
    {
        Boxes boxes(m_desk);
        boxes.ask();
        Q_EMIT m_desk.boxesNotHeard(BoxProblem::NotSignedIn);
        QCOMPARE(boxes.problem(), std::optional(BoxProblem::NotSignedIn));
        QVERIFY(!boxes.isAsking());
        hear();
        QVERIFY(!boxes.problem());
    }
};

QTEST_GUILESS_MAIN(TestBoxes)
#include "tst_boxes.moc"
