// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/switchcontrol.h"

#include <QTest>

#include <random>

using namespace Medio::Screens;
using namespace std::chrono_literals;
using Time = SwitchControl::Time;

class TestSwitchControl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFamilyWithoutSwitchesSeesNoHighlight()
    {
        SwitchControl control;
        control.begin(0ms, 3);
        QCOMPARE(control.highlighted(0ms), -1);
        QCOMPARE(control.highlighted(60s), -1);
        QVERIFY(!control.next(60s));
    }

    void oneSwitchTakesTheOneThatNods()
    {
        SwitchControl control;
        control.begin(0ms, 3);
        QCOMPARE(control.pressFirst(1s, 2), std::optional(2));
    }

    void oneSwitchThenScans()
    {
        SwitchControl control;
        control.begin(0ms, 3);
        QVERIFY(control.pressFirst(1s, 0));
        // The next time: from face to face, again from the first after the last
        control.begin(100s, 3);
        QCOMPARE(control.highlighted(100s), 0);
        QCOMPARE(control.next(100s), std::optional(Time(102'500)));
        QCOMPARE(control.highlighted(102'499ms), 0);
        QCOMPARE(control.highlighted(102'500ms), 1);
        QCOMPARE(control.highlighted(105s), 2);
        QCOMPARE(control.highlighted(107'500ms), 0);
        QCOMPARE(control.pressFirst(105'100ms, 0), std::optional(2));
    }

    void twoSwitchesStepAndTake()
    {
        SwitchControl control;
        control.begin(0ms, 3);
        QCOMPARE(control.pressSecond(1s, 1), std::optional(1));
        control.begin(100s, 3);
        QCOMPARE(control.highlighted(100s), -1);
        QVERIFY(!control.pressSecond(100s, 1));
        QVERIFY(!control.pressFirst(101s, 1));
        QCOMPARE(control.highlighted(101s), 0);
        QVERIFY(!control.pressFirst(102s, 1));
        QVERIFY(!control.pressFirst(103s, 1));
        QVERIFY(!control.pressFirst(104s, 1));
        QCOMPARE(control.highlighted(104s), 0);
        QCOMPARE(control.pressSecond(105s, 1), std::optional(0));
    }

    void whoHasOneSwitchOnlyGetsTheMovingOneBack()
    {
        SwitchControl control;
        control.begin(0ms, 3);
        control.move(0ms, 1); // somebody tried the arrows
        QCOMPARE(control.highlighted(9'999ms), 0);
        QCOMPARE(control.next(0ms), std::optional(Time(10s)));
        QCOMPARE(control.highlighted(10s), 1);
        QCOMPARE(control.highlighted(12'500ms), 2);
        QCOMPARE(control.pressFirst(12'600ms, 0), std::optional(2));
    }

    void arrowsGoRound()
    {
        SwitchControl control;
        control.begin(0ms, 3);
        control.move(0ms, -1);
        QCOMPARE(control.highlighted(0ms), 2);
        control.move(1ms, 1);
        QCOMPARE(control.highlighted(1ms), 0);
        control.move(2ms, -1);
        QCOMPARE(control.highlighted(2ms), 2);
    }

    void aFingerIsNoSwitch()
    {
        SwitchControl control;
        control.begin(0ms, 3);
        control.point(1s, 1);
        QCOMPARE(control.highlighted(1s), 1);
        QVERIFY(!control.next(1s));
        control.begin(2s, 3);
        QCOMPARE(control.highlighted(2s), -1);
    }

    void theStepIsSetBetweenOneAndEightSeconds()
    {
        SwitchControl control;
        for (const auto &[set, is] :
             {std::pair{4s, Time(4s)}, {0s, Time(1s)}, {60s, Time(8s)}, {-5s, Time(1s)}}) {
            control.setStep(set);
            control.begin(0ms, 4);
            (void)control.pressFirst(0ms, 0);
            control.begin(0ms, 4);
            QCOMPARE(control.next(0ms), std::optional(is));
            QCOMPARE(control.highlighted(is), 1);
        }
    }

    void nobodyThereNothingHappens()
    {
        SwitchControl control;
        QVERIFY(!control.pressFirst(0ms, 0));
        QVERIFY(!control.pressSecond(0ms, 0));
        control.move(0ms, 1);
        control.point(0ms, 0);
        QCOMPARE(control.highlighted(0ms), -1);
        QVERIFY(!control.next(0ms));
    }

    void whateverIsPressedTheHighlightIsAFace()
    {
        constexpr unsigned seed = 27;
        std::mt19937 random(seed);
        const auto upTo = [&random](int most) {
            return static_cast<int>(random() % static_cast<unsigned>(most));
        };
        SwitchControl control;
        Time now{0};
        int faces = 0;
        for (int i = 0; i < 50'000; ++i) {
            now += Time(upTo(6000));
            std::optional<int> taken;
            switch (upTo(6)) {
            case 0:
                faces = upTo(9);
                control.begin(now, faces);
                break;
            case 1:
                taken = control.pressFirst(now, upTo(12) - 2);
                break;
            case 2:
                taken = control.pressSecond(now, upTo(12) - 2);
                break;
            case 3:
                control.move(now, upTo(2) == 0 ? 1 : -1);
                break;
            case 4:
                control.point(now, upTo(12) - 2);
                break;
            default:
                control.setStep(Time(upTo(10'000)));
                break;
            }
            const int face = control.highlighted(now);
            QVERIFY2(face >= -1 && face < std::max(faces, 1) && (faces > 0 || face == -1),
                     qPrintable(
                         QStringLiteral("step %1, seed %2: %3 of %4").arg(i).arg(seed).arg(face).arg(faces)));
            QVERIFY(!taken || (*taken >= 0 && *taken < faces));
            const auto next = control.next(now);
            QVERIFY(!next || *next > now);
        }
    }
};

QTEST_GUILESS_MAIN(TestSwitchControl)
#include "tst_switchcontrol.moc"
