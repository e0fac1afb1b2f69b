// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/displaypower.h"
#include "app/adapters/nightscreen.h"
#include "app/flow/scene.h"
#include "app/screens/kids/kidswindow.h"
#include "tests/app/flow/kioskharness.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Medio;
using namespace Medio::Adapters;
using namespace std::chrono_literals;
using Flow::Screen;

namespace {

class FakeDisplay final : public DisplayPower
{
public:
    void keepLit() override { told.append(QLatin1Char('L')); }
    void letGoDark() override { told.append(QLatin1Char('D')); }

    QString told;
};

Flow::Scene sceneOf(Screen screen, bool night)
{
    Flow::Scene scene;
    scene.screen = screen;
    scene.night = night;
    return scene;
}

} // namespace

class TestNightScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void restsOnlyAtNightAndWhenNothingPlays_data();
    void restsOnlyAtNightAndWhenNothingPlays();
    void getsDarkWhenNobodyIsThere();
    void neverWhileAFilmPlays();
    void neverByDay();
    void bedtimeIsNightHoweverEarly();
    void neverWhenNobodyWantsIt();
    void neverWhileParentsAreInside();
    void aChipWakesItAndIsHeard();
    void aFingerWakesItAndDoesNothingElse();
    void aKeyWakesItAndDoesNothingElse();
    void whatChangesInTheDarkIsNotHeard();

private:
    void make(std::chrono::milliseconds patience);
    /// As the composition joins them: the screen first.
    void show(const Flow::Scene &scene)
    {
        m_screen->follow(scene);
        m_window->show(scene);
    }
    [[nodiscard]] bool isBlack()
    {
        const QImage image = m_window->grab().toImage();
        return QColor(image.pixel(400, 240)) == Qt::black && QColor(image.pixel(5, 5)) == Qt::black;
    }
    /// Somebody would have become dark long ago.
    [[nodiscard]] bool staysLit()
    {
        QSignalSpy never(m_window.get(), &KidsWindow::parentsRequested);
        return !never.wait(300) && !m_screen->isDark();
    }
    using KidsWindow = Screens::KidsWindow;

    FakeClock m_clock;
    FakeDisplay m_display;
    std::unique_ptr<KidsWindow> m_window;
    std::unique_ptr<NightScreen> m_screen;
};

void TestNightScreen::init()
{
    m_display.told.clear();
    make(50ms);
}

void TestNightScreen::cleanup()
{
    m_screen.reset();
    m_window.reset();
}

void TestNightScreen::make(std::chrono::milliseconds patience)
{
    m_screen.reset();
    m_window = std::make_unique<KidsWindow>(m_clock);
    m_window->resize(800, 480);
    m_screen = std::make_unique<NightScreen>(*m_window, m_display, patience);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestNightScreen::restsOnlyAtNightAndWhenNothingPlays_data()
{
    QTest::addColumn<int>("screen");
    QTest::addColumn<bool>("rests");
    const std::pair<Screen, bool> all[] = {
        {Screen::WhoIsWatching, true}, {Screen::Scan, true},     {Screen::Waking, false},
        {Screen::Playing, false},      {Screen::Paused, true},   {Screen::Celebration, false},
        {Screen::GoodNight, true},     {Screen::Sleeping, true}, {Screen::UnknownChip, true},
        {Screen::NoFilm, true},        {Screen::NotHere, true},  {Screen::ReaderMissing, true},
        {Screen::Broken, true},        {Screen::SignIn, true},
    };
    for (const auto &[screen, rests] : all)
        QTest::addRow("%s", qPrintable(Flow::nameOf(screen))) << int(screen) << rests;
}

void TestNightScreen::restsOnlyAtNightAndWhenNothingPlays()
{
    QFETCH(int, screen);
    QFETCH(bool, rests);
    QCOMPARE(NightScreen::mayRest(sceneOf(Screen(screen), true)), rests);
    QVERIFY(!NightScreen::mayRest(sceneOf(Screen(screen), false)));
    // A parent's bedtime is night, too, however early
    Flow::Scene bedtime = sceneOf(Screen(screen), false);
    bedtime.refusal = Flow::Refusal::Bedtime;
    QCOMPARE(NightScreen::mayRest(bedtime), rests);
}

void TestNightScreen::getsDarkWhenNobodyIsThere()
{
    QCOMPARE(m_display.told, QStringLiteral("L"));
    show(sceneOf(Screen::Scan, true));
    QTRY_VERIFY(m_screen->isDark());
    QCOMPARE(m_display.told, QStringLiteral("LD"));
    QVERIFY(isBlack());
    QVERIFY(m_window->hitAreas().isEmpty());

    // Nothing is painted in the dark
    QSignalSpy never(m_window.get(), &KidsWindow::parentsRequested);
    const quint64 paints = m_window->counters().paints;
    m_clock.advance(1min);
    QVERIFY(!never.wait(200));
    QVERIFY(m_window->counters().paints <= paints + 1);

    show(sceneOf(Screen::Scan, false)); // morning
    QVERIFY(!m_screen->isDark());
    QCOMPARE(m_display.told, QStringLiteral("LDL"));
    QVERIFY(!isBlack());
}

void TestNightScreen::neverWhileAFilmPlays()
{
    show(sceneOf(Screen::Scan, true));
    QTRY_VERIFY(m_screen->isDark());
    show(sceneOf(Screen::Playing, true));
    QVERIFY(!m_screen->isDark());
    QVERIFY(staysLit());
    show(sceneOf(Screen::GoodNight, true));
    QTRY_VERIFY(m_screen->isDark());
}

void TestNightScreen::neverByDay()
{
    show(sceneOf(Screen::Sleeping, false));
    QVERIFY(staysLit());
}

void TestNightScreen::bedtimeIsNightHoweverEarly()
{
    using namespace Flow::Testing;
    KioskHarness kiosk;
    kiosk.set([](Flow::KioskSettings &settings) {
        settings.plans[otter].bedtime = Flow::Bedtime{QTime(10, 2), QTime(10, 30)};
    });
    QObject::connect(&kiosk.flow, &Flow::KioskFlow::sceneChanged, m_screen.get(),
                     [this](const Flow::Scene &scene) { show(scene); });
    kiosk.begin(); // at ten, by day
    QVERIFY(!kiosk.flow.scene().night);
    kiosk.play(owl);
    QVERIFY(staysLit());
    kiosk.pass(2min);
    QCOMPARE(kiosk.screen(), QStringLiteral("good-night"));
    QTRY_VERIFY(m_screen->isDark());
    kiosk.pass(Flow::goodNight);
    QCOMPARE(kiosk.screen(), QStringLiteral("sleeping"));
    QVERIFY(m_screen->isDark());

    // A chip is told so, and what it lit gets dark again
    kiosk.lift();
    kiosk.place(rocket);
    QVERIFY(!m_screen->isDark());
    kiosk.pass(1min);
    QTRY_VERIFY(m_screen->isDark());

    kiosk.pass(27min);
    kiosk.look();
    QCOMPARE(kiosk.screen(), QStringLiteral("scan"));
    kiosk.look();
    QVERIFY(!m_screen->isDark());
    QVERIFY(staysLit());
}

void TestNightScreen::neverWhenNobodyWantsIt()
{
    make(0ms);
    show(sceneOf(Screen::Sleeping, true));
    QVERIFY(staysLit());
}

void TestNightScreen::neverWhileParentsAreInside()
{
    show(sceneOf(Screen::Sleeping, true));
    m_screen->setParentsInside(true);
    QVERIFY(staysLit());
    m_screen->setParentsInside(false);
    QTRY_VERIFY(m_screen->isDark());
    m_screen->setParentsInside(true); // by a parent's chip
    QVERIFY(!m_screen->isDark());
}

void TestNightScreen::aChipWakesItAndIsHeard()
{
    show(sceneOf(Screen::Scan, true));
    QTRY_VERIFY(m_screen->isDark());
    QSignalSpy sounds(m_window.get(), &KidsWindow::soundRequested);
    QSignalSpy answered(m_window.get(), &KidsWindow::feedbackPainted);
    Flow::Scene scene = sceneOf(Screen::Playing, true);
    scene.tap = 3;
    show(scene);
    QVERIFY(!m_screen->isDark());
    QVERIFY(!sounds.isEmpty());
    QTRY_COMPARE(answered.size(), 1);
    QVERIFY(!isBlack());

    // Also one that changes nothing but the tap
    scene.screen = Screen::Sleeping;
    show(scene);
    QTRY_VERIFY(m_screen->isDark());
    scene.tap = 4;
    show(scene);
    QVERIFY(!m_screen->isDark());
}

void TestNightScreen::aFingerWakesItAndDoesNothingElse()
{
    Flow::Scene scene = sceneOf(Screen::WhoIsWatching, true);
    for (const char *name : {"Otter", "Wren"}) {
        Flow::Face face;
        face.profile = Api::ProfileId::create();
        face.name = QString::fromLatin1(name);
        scene.faces.append(face);
    }
    show(scene);
    m_clock.advance(1s);
    m_window->repaint();
    QTRY_VERIFY(!m_window->hitAreas().isEmpty());
    const QPoint face = m_window->hitAreas().constFirst().rect.center();
    QTRY_VERIFY(m_screen->isDark());

    QSignalSpy chosen(m_window.get(), &KidsWindow::childChosen);
    QTest::mouseClick(m_window->windowHandle(), Qt::LeftButton, {}, face);
    QVERIFY(!m_screen->isDark());
    QCOMPARE(chosen.size(), 0);
}

void TestNightScreen::aKeyWakesItAndDoesNothingElse()
{
    show(sceneOf(Screen::Paused, true));
    QTRY_VERIFY(m_screen->isDark());
    QSignalSpy pause(m_window.get(), &KidsWindow::pauseToggleRequested);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Space);
    QVERIFY(!m_screen->isDark());
    QCOMPARE(pause.size(), 0);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Space);
    QCOMPARE(pause.size(), 1);
}

void TestNightScreen::whatChangesInTheDarkIsNotHeard()
{
    show(sceneOf(Screen::Sleeping, true));
    QTRY_VERIFY(m_screen->isDark());
    QSignalSpy sounds(m_window.get(), &KidsWindow::soundRequested);
    show(sceneOf(Screen::ReaderMissing, true));
    show(sceneOf(Screen::Scan, true));
    QVERIFY(m_screen->isDark());
    QVERIFY(sounds.isEmpty());
    QVERIFY(isBlack());
}

QTEST_MAIN(TestNightScreen)
#include "tst_nightscreen.moc"
