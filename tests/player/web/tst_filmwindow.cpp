// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/filmwindow.h"
#include "tests/support/imitatedplatforms.h"

#include <signal.h>

#include <QApplication>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineView>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <variant>
#include <vector>

using namespace Medio;
using namespace Medio::PlayerWeb;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A film of a platform is seen and heard while it is to play, and never else.
class FilmWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_reports.clear();
        m_window = std::make_unique<FilmWindow>(FilmWindow::Patience());
        connect(m_window.get(), &FilmWindow::reported, this,
                [this](const Report &report) { m_reports.push_back(report); });
        m_window->carryOut(PlaceWindow{m_place});
    }

    void cleanup() { m_window.reset(); }

    void takesNoInputAndHasNoFrame()
    {
        for (const Qt::WindowType flag : {Qt::FramelessWindowHint, Qt::WindowTransparentForInput,
                                          Qt::WindowDoesNotAcceptFocus, Qt::WindowStaysOnTopHint})
            QVERIFY(m_window->windowFlags().testFlag(flag));
        QVERIFY(isAway());
    }

    void isThereWhileItPlays()
    {
        open(u"plays000000"_s);
        QVERIFY(isAway()); // until the player is there
        QTRY_VERIFY(has<Ready>());
        QVERIFY(isThere());
        QCOMPARE(m_window->geometry(), m_place);
        QVERIFY(view()->isVisible());

        m_window->carryOut(PauseFilm{}); // at once, whatever the page does
        QVERIFY(isAway());
        m_window->carryOut(PlayFilm{});
        QVERIFY(isThere());
        QVERIFY(!m_window->close()); // the kiosk says when
        QVERIFY(isThere());

        m_window->carryOut(FadeFilm{100ms});
        QTRY_VERIFY(isAway());
        QVERIFY(view() != nullptr);
        m_window->carryOut(SetLoudness{1});
        QVERIFY(isAway());

        m_window->carryOut(PlayFilm{});
        QVERIFY(isThere());
        QTRY_VERIFY(hasEnded());
        QVERIFY(isAway());
        QCOMPARE(view(), nullptr); // with what platforms show after a film
    }

    void whatIsPausedBeforeItIsReadyStaysAway()
    {
        open(u"plays000000"_s);
        m_window->carryOut(PauseFilm{});
        QTRY_VERIFY(has<Ready>());
        QVERIFY(isAway());
        m_window->carryOut(PlaceWindow{m_place.translated(10, 10)}); // nor does it come with its place
        QVERIFY(isAway());
    }

    void isAwayOnceStopped()
    {
        open(u"plays000000"_s);
        QTRY_VERIFY(has<Ready>());
        m_window->carryOut(StopFilm{});
        QVERIFY(has<Vacant>());
        QVERIFY(isAway());
        QCOMPARE(view(), nullptr);
    }

    void isAwayOnceItFailed()
    {
        open(u"error000100"_s);
        QTRY_VERIFY(has<FilmFailed>());
        QVERIFY(isAway());
        QCOMPARE(view(), nullptr);
    }

    void isAwayOnceItsPageCrashed()
    {
        open(u"plays000000"_s);
        QTRY_VERIFY(has<Ready>());
        QVERIFY(isThere());
        const auto renderer = static_cast<pid_t>(view()->page()->renderProcessPid());
        QVERIFY(renderer > 0);
        ::kill(renderer, SIGKILL);
        QTRY_VERIFY(has<FilmFailed>());
        QVERIFY(isAway());
        QCOMPARE(view(), nullptr);
    }

private:
    void open(const QString &id) { m_window->carryOut(OpenFilm{1, {Platform::YouTube, id}, 0ms, u"de"_s}); }

    [[nodiscard]] QWebEngineView *view() const { return m_window->findChild<QWebEngineView *>(); }
    [[nodiscard]] bool isMuted() const { return !view() || view()->page()->isAudioMuted(); }
    [[nodiscard]] bool isThere() const { return m_window->isVisible() && !isMuted(); }
    [[nodiscard]] bool isAway() const { return !m_window->isVisible() && isMuted(); }

    template<typename Kind>
    [[nodiscard]] bool has() const
    {
        return std::any_of(m_reports.begin(), m_reports.end(),
                           [](const Report &report) { return std::holds_alternative<Kind>(report); });
    }
    [[nodiscard]] bool hasEnded() const
    {
        return std::any_of(m_reports.begin(), m_reports.end(), [](const Report &report) {
            const auto *moved = std::get_if<Moved>(&report);
            return moved != nullptr && moved->motion == Motion::Ended;
        });
    }

    const QRect m_place{20, 30, 640, 360};
    std::unique_ptr<FilmWindow> m_window;
    std::vector<Report> m_reports;
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    ImitatedPlatforms platforms; // before the browser, which reads the environment
    if (!platforms.start())
        return EXIT_FAILURE;
    platforms.prepareThisProcess();
    FilmWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_filmwindow.moc"
