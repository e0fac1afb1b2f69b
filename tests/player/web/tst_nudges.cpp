// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/nudges.h"

#include <QTest>

#include <utility>

using namespace Medio;
using namespace Medio::PlayerWeb;
using namespace std::chrono_literals;

class NudgesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_nudges = Nudges();
        m_now = 5s;
    }

    void leavesAloneWhatPlays()
    {
        for (int i = 0; i < 100; ++i) {
            const auto verdict = answer(Platform::Vimeo, Motion::Playing, 200ms * i);
            QCOMPARE(verdict.motion, Motion::Playing);
            QVERIFY(!verdict.isNudged && !verdict.isHopeless);
        }
    }

    /// What browsers say just before the end must not begin the film anew.
    void aMomentsPauseIsNone()
    {
        answer(Platform::Vimeo, Motion::Playing, 2900ms);
        QVERIFY(!answer(Platform::Vimeo, Motion::Paused, 3s).isNudged);
        const auto verdict = answer(Platform::Vimeo, Motion::Ended, 3s);
        QCOMPARE(verdict.motion, Motion::Ended);
        QVERIFY(!verdict.isNudged);
    }

    void whoPausesIsToldToPlay()
    {
        QVERIFY(!answer(Platform::Dailymotion, Motion::Paused, 1s).isNudged);
        QVERIFY(answer(Platform::Dailymotion, Motion::Paused, 1s).isNudged);
        QVERIFY(!answer(Platform::Dailymotion, Motion::Paused, 1s).isNudged); // not at once again
        QCOMPARE(answer(Platform::Dailymotion, Motion::Playing, 1200ms).motion, Motion::Playing);
    }

    void whoNeverPlaysIsHopeless()
    {
        const auto [nudged, playing, isHopeless] = pauses(Platform::Vimeo, false);
        QCOMPARE(nudged, Nudges::mostNudges);
        QCOMPARE(playing, 0);
        QVERIFY(isHopeless);
    }

    /// Says now and then that it plays; the film's time stands.
    void whoOnlySaysThatItPlaysIsHopeless() { QVERIFY(pauses(Platform::Vimeo, true).isHopeless); }

    void whoMovesIsNot()
    {
        for (int i = 0; i < 1000; ++i)
            QVERIFY(!answer(Platform::Vimeo, i % 20 < 10 ? Motion::Paused : Motion::Playing, 10ms * i)
                         .isHopeless);
    }

    void anAdvertisementOfYouTubePlays()
    {
        const auto [nudged, playing, isHopeless] = pauses(Platform::YouTube, false);
        QVERIFY(nudged > 1);
        QVERIFY(playing > 100);
        QVERIFY(!isHopeless);
        // The film itself moves again: another pause is a pause
        answer(Platform::YouTube, Motion::Playing, 9s);
        QCOMPARE(answer(Platform::YouTube, Motion::Paused, 9s).motion, Motion::Paused);
    }

private:
    Nudges::Verdict answer(Platform platform, Motion motion, std::chrono::milliseconds position)
    {
        m_now += 200ms;
        return m_nudges.judge(platform, {true, motion, position, 60s, {}}, m_now);
    }

    struct Sum
    {
        int nudged = 0;
        int playing = 0;
        bool isHopeless = false;
    };
    /// A minute of it
    Sum pauses(Platform platform, bool saysItPlays)
    {
        Sum sum;
        for (int i = 0; i < 300 && !sum.isHopeless; ++i) {
            const auto verdict =
                answer(platform, saysItPlays && i % 5 == 0 ? Motion::Playing : Motion::Paused, 1s);
            sum.nudged += verdict.isNudged ? 1 : 0;
            sum.playing += verdict.motion == Motion::Playing ? 1 : 0;
            sum.isHopeless = verdict.isHopeless;
        }
        return sum;
    }

    Nudges m_nudges;
    std::chrono::milliseconds m_now{0};
};

QTEST_APPLESS_MAIN(NudgesTest)
#include "tst_nudges.moc"
