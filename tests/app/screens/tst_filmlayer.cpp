// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/clock.h"
#include "app/screens/kids/kidswindow.h"
#include "player/painting/way.h"
#include "tests/app/screens/scenes.h"
#include "tests/support/filmpictures.h"
#include "tests/support/virtualscreen.h"

#include <QApplication>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace Medio;
using namespace Medio::Screens;
using namespace std::chrono_literals;

namespace {

constexpr QRgb red = qRgb(191, 20, 20);
constexpr QRgb blue = qRgb(20, 20, 191);
constexpr QSize windowSize{480, 270};

bool isLike(QRgb a, QRgb b)
{
    return FilmPictures::distance(a, b) <= 6;
}

QString text(QRgb colour)
{
    return QString::number(colour & 0xffffff, 16);
}

} // namespace

/// What is on the screen of a real X server at every moment while films follow each other: neither
/// black nor another film's picture, and never nothing. In both ways of painting.
class TestFilmLayer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void filmToNext_data() { ways(); }
    void filmToNext();
    void theLastPictureIsHeldForASlowFilm_data() { ways(); }
    void theLastPictureIsHeldForASlowFilm();
    void filmToGoodNight_data() { ways(); }
    void filmToGoodNight();
    void pauseAndOn_data() { ways(); }
    void pauseAndOn();
    void aChipForABrokenFilm_data() { ways(); }
    void aChipForABrokenFilm();
    void aChipThatIsRefused_data() { ways(); }
    void aChipThatIsRefused();
    void anotherSizeAndUpright_data() { ways(); }
    void anotherSizeAndUpright();
    void overlaysAreTranslucent_data() { ways(); }
    void overlaysAreTranslucent();
    void anotherFilmChosenDuringAPauseShowsItself();
    void aFadingOverlayDoesNotPaintTheWholeWindow();

private:
    static void ways();
    /// A window on the screen that plays, with the title long gone.
    void begin(QRgb colour, Flow::Scene scene = {});
    void give(quint64 start, QRgb colour)
    {
        m_window->setFilmPicture(start, FilmPictures::plain(colour, m_frame));
    }
    [[nodiscard]] QImage seen() const { return m_window->screen()->grabWindow(m_window->winId()).toImage(); }
    [[nodiscard]] static QRgb middle(const QImage &image)
    {
        return image.pixel(image.width() / 2, image.height() * 2 / 5);
    }
    /// Looks at the screen again and again for so long; false when `isRight` said so of one look.
    bool always(std::chrono::milliseconds time, const std::function<bool(const QImage &)> &isRight);

    SystemClock m_clock;
    std::unique_ptr<KidsWindow> m_window;
    Flow::Scene m_scene;
    QSize m_frame{320, 180};
    QImage m_wrong; ///< what was seen when it was wrong
};

void TestFilmLayer::ways()
{
    QTest::addColumn<bool>("textures");
    QTest::newRow("raster") << false;
    QTest::newRow("textures") << true;
}

void TestFilmLayer::init()
{
    m_window = std::make_unique<KidsWindow>(m_clock);
    m_window->resize(windowSize);
    m_frame = {320, 180};
    if (qstrcmp(QTest::currentDataTag(), "textures") == 0) {
        QCOMPARE(Painting::choose(Painting::Wish::Textures, windowSize).way, Painting::Way::Textures);
        m_window->useTextures();
    }
}

void TestFilmLayer::cleanup()
{
    if (QTest::currentTestFailed() && !m_wrong.isNull())
        qWarning() << "what was wrong:" << text(middle(m_wrong)) << m_wrong.size();
    m_window.reset();
    m_wrong = {};
}

void TestFilmLayer::begin(QRgb colour, Flow::Scene scene)
{
    scene.screen = Flow::Screen::Playing;
    scene.start = 1;
    m_scene = scene;
    m_window->show(scene);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    give(1, colour);
    QTRY_VERIFY2(isLike(middle(seen()), colour), qPrintable(text(middle(seen()))));
}

bool TestFilmLayer::always(std::chrono::milliseconds time, const std::function<bool(const QImage &)> &isRight)
{
    const auto until = m_clock.monotonic() + time;
    bool right = true;
    const bool over = QTest::qWaitFor(
        [&] {
            const QImage image = seen();
            right = isRight(image);
            if (!right)
                m_wrong = image;
            return !right || m_clock.monotonic() >= until;
        },
        60000);
    return over && right;
}

void TestFilmLayer::filmToNext()
{
    begin(red);
    m_scene.start = 2;
    m_window->show(m_scene);
    give(1, red); // late ones of the film before
    give(2, blue);
    bool blueSeen = false;
    bool goesBack = false;
    QVERIFY(always(2s, [&](const QImage &image) {
        const QRgb at = middle(image);
        goesBack = goesBack || (blueSeen && isLike(at, red));
        blueSeen = blueSeen || isLike(at, blue);
        give(2, blue);
        return isLike(at, red) || isLike(at, blue);
    }));
    QVERIFY(blueSeen && !goesBack);
}

void TestFilmLayer::theLastPictureIsHeldForASlowFilm()
{
    begin(red);
    m_scene.start = 2;
    m_window->show(m_scene);
    QVERIFY(always(500ms, [](const QImage &image) { return isLike(middle(image), red); }));
    give(2, blue);
    QVERIFY(always(
        2s, [](const QImage &image) { return isLike(middle(image), red) || isLike(middle(image), blue); }));
    QVERIFY(isLike(middle(seen()), blue));
}

/// Nothing flashes while it gets dark, and nothing is black but what is far from the middle.
void TestFilmLayer::filmToGoodNight()
{
    begin(red);
    m_scene.screen = Flow::Screen::GoodNight;
    m_scene.refusal = Flow::Refusal::Limit;
    m_scene.timeLeft = 0;
    m_scene.start = 0;
    m_window->show(m_scene);
    bool first = true;
    QVERIFY(always(2500ms, [&](const QImage &image) {
        const bool film = isLike(middle(image), red);
        const bool atOnce = !first || film;
        first = false;
        give(1, blue);
        give(2, blue);
        // The film as it was, or what is behind it: garden and sky, which are never black
        return atOnce && (film || qGray(middle(image)) > 24) && !isLike(middle(image), blue);
    }));
}

void TestFilmLayer::pauseAndOn()
{
    begin(red);
    m_scene.screen = Flow::Screen::Paused;
    m_window->show(m_scene);
    const auto corner = [](const QImage &image) {
        return image.pixel(6, 6);
    };
    int last = 255;
    QVERIFY(always(800ms, [&](const QImage &image) {
        const int light = qRed(corner(image));
        const bool darker = light <= last + 2;
        last = light;
        return darker && light >= 50 && qBlue(corner(image)) < 40;
    }));
    QVERIFY2(last < 80, qPrintable(QString::number(last)));
    m_scene.screen = Flow::Screen::Playing;
    m_window->show(m_scene);
    give(1, red);
    QVERIFY(always(800ms, [&](const QImage &image) {
        const int light = qRed(corner(image));
        const bool lighter = light >= last - 2;
        last = light;
        return lighter && qBlue(corner(image)) < 40;
    }));
    QVERIFY(isLike(corner(seen()), red));
}

/// The chip's own picture comes at once and the film before is never seen again, also when nothing
/// comes of it.
void TestFilmLayer::aChipForABrokenFilm()
{
    begin(red);
    m_scene.start = 2;
    m_scene.tap = 7;
    m_scene.poster = samplePoster(1);
    QSignalSpy answered(m_window.get(), &KidsWindow::feedbackPainted);
    m_window->show(m_scene);
    QTRY_COMPARE(answered.size(), 1);
    const auto neither = [](const QImage &image) {
        return !isLike(middle(image), red) && qGray(middle(image)) > 10;
    };
    give(1, red);
    QVERIFY(always(400ms, neither));
    m_scene.screen = Flow::Screen::Broken;
    m_scene.refusal = Flow::Refusal::Broken;
    m_scene.start = 0;
    m_window->show(m_scene);
    give(1, red);
    give(2, red);
    QVERIFY(always(800ms, neither));
}

void TestFilmLayer::aChipThatIsRefused()
{
    begin(red);
    m_scene.screen = Flow::Screen::UnknownChip;
    m_scene.refusal = Flow::Refusal::UnknownChip;
    m_scene.start = 0;
    m_scene.tap = 8;
    QSignalSpy answered(m_window.get(), &KidsWindow::feedbackPainted);
    m_window->show(m_scene);
    QTRY_COMPARE(answered.size(), 1);
    give(1, red);
    QVERIFY(always(
        600ms, [](const QImage &image) { return !isLike(middle(image), red) && qGray(middle(image)) > 10; }));
}

void TestFilmLayer::anotherSizeAndUpright()
{
    begin(red);
    for (const QSize size : {QSize(270, 480), QSize(640, 360), QSize(480, 270)}) {
        m_window->resize(size);
        // What the X server adds to a window is empty until somebody paints it
        const quint64 before = m_window->counters().paints;
        QTRY_VERIFY(m_window->counters().paints > before && seen().size() == size);
        QTRY_VERIFY(isLike(seen().pixel(seen().rect().center()), red));
        // Without another picture from the player: it may be paused
        QVERIFY(always(300ms,
                       [](const QImage &image) { return isLike(image.pixel(image.rect().center()), red); }));
        const QImage image = seen();
        QCOMPARE(image.size(), size);
        if (size.height() > size.width()) {
            QCOMPARE(QColor(image.pixel(size.width() / 2, 20)), QColor(Qt::black));
            QCOMPARE(QColor(image.pixel(size.width() / 2, size.height() - 20)), QColor(Qt::black));
        }
    }
    // A film that stands upright, in a window that lies
    FilmPicture turned = FilmPictures::plain(blue, {320, 180});
    turned.rotation = 90;
    m_window->setFilmPicture(1, turned);
    QTRY_VERIFY(isLike(seen().pixel(240, 135), blue));
    QCOMPARE(QColor(seen().pixel(100, 135)), QColor(Qt::black));
    QCOMPARE(QColor(seen().pixel(380, 135)), QColor(Qt::black));
}

/// Paused: 70 % of night over the film.
void TestFilmLayer::overlaysAreTranslucent()
{
    begin(qRgb(250, 250, 250));
    m_scene.screen = Flow::Screen::Paused;
    m_window->show(m_scene);
    const QRgb expected =
        qRgb(250 * 3 / 10 + 0x05 * 7 / 10, 250 * 3 / 10 + 0x08 * 7 / 10, 250 * 3 / 10 + 0x18 * 7 / 10);
    QTRY_VERIFY2(isLike(seen().pixel(6, 6), expected), qPrintable(text(seen().pixel(6, 6))));
}

/// Nothing is left of the one that was paused.
void TestFilmLayer::anotherFilmChosenDuringAPauseShowsItself()
{
    begin(red);
    m_scene.screen = Flow::Screen::Paused;
    m_window->show(m_scene);
    QTRY_VERIFY(qRed(seen().pixel(6, 6)) < 120);
    m_scene.start = 0;
    m_scene.film = 1;
    m_scene.poster = samplePoster(2);
    m_window->show(m_scene);
    QTRY_VERIFY2(qBlue(seen().pixel(6, 6)) >= qRed(seen().pixel(6, 6)), qPrintable(text(seen().pixel(6, 6))));
    give(2, blue); // of whom?
    QVERIFY(!isLike(middle(seen()), blue));
}

void TestFilmLayer::aFadingOverlayDoesNotPaintTheWholeWindow()
{
    Flow::Scene scene;
    scene.poster = samplePoster(1);
    scene.child = sampleFace(0);
    begin(red, scene);
    // A paused player gives no pictures; the title goes away all the same, and only its own place is
    // painted
    QVERIFY(always(3s, [](const QImage &) { return true; }));
    const KidsWindow::Counters before = m_window->counters();
    QTRY_VERIFY(isLike(seen().pixel(windowSize.width() / 2, windowSize.height() * 84 / 100), red));
    const KidsWindow::Counters after = m_window->counters();
    const quint64 paints = after.paints - before.paints;
    QVERIFY(paints > 0);
    const quint64 whole = paints * quint64(windowSize.width()) * quint64(windowSize.height());
    QVERIFY2(after.paintedPixels - before.paintedPixels < whole / 2,
             qPrintable(QString::number(after.paintedPixels - before.paintedPixels)));
}

int main(int argc, char *argv[])
{
    VirtualScreen screen;
    if (!screen.start({800, 600}))
        return 1;
    const QApplication application(argc, argv);
    TestFilmLayer test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_filmlayer.moc"
