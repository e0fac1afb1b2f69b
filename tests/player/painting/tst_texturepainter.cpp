// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/painting/texturepainter.h"
#include "tests/player/painting/picturetrials.h"
#include "tests/support/virtualscreen.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QTest>

using namespace Medio;
using namespace Medio::Painting;
using Layout = FilmPicture::Layout;

/// On Mesa's software renderer: the shader's arithmetic is that of any other.
class TestTexturePainter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void coloursAreRight_data() { PictureTrials::coloursAreRight_data(); }
    void coloursAreRight() { PictureTrials::coloursAreRight(m_painted, 2, 2); }
    void everyCornerIsInItsPlace_data() { PictureTrials::everyCornerIsInItsPlace_data(); }
    void everyCornerIsInItsPlace() { PictureTrials::everyCornerIsInItsPlace(m_painted); }
    void oddSidesReadNothingBeside_data() { PictureTrials::oddSidesReadNothingBeside_data(); }
    void oddSidesReadNothingBeside() { PictureTrials::oddSidesReadNothingBeside(m_painted, 3); }
    void itsAspectIsKeptOnBlack();
    void aNewPictureReplacesTheOldOne();
    void leavesToOthersWhatItCantRead();

private:
    /// What is on a surface of this size, after the picture was drawn into `place`.
    QImage drawn(const FilmPicture &picture, const QSize &surface, QRect place = {});

    QOffscreenSurface m_surface;
    QOpenGLContext m_context;
    std::unique_ptr<TexturePainter> m_painter;
    PictureTrials::Painted m_painted = [this](const FilmPicture &picture, const QSize &target) {
        return drawn(picture, target);
    };
};

void TestTexturePainter::initTestCase()
{
    m_surface.create();
    QVERIFY(m_context.create());
    QVERIFY(m_context.makeCurrent(&m_surface));
    QVERIFY(TexturePainter::isPossible());
}

void TestTexturePainter::init()
{
    QVERIFY(m_context.makeCurrent(&m_surface));
    m_painter = std::make_unique<TexturePainter>();
}

void TestTexturePainter::cleanup()
{
    QCOMPARE(m_context.functions()->glGetError(), GLenum(GL_NO_ERROR));
    m_painter.reset();
}

void TestTexturePainter::cleanupTestCase()
{
    m_context.doneCurrent();
}

QImage TestTexturePainter::drawn(const FilmPicture &picture, const QSize &surface, QRect place)
{
    QOpenGLFramebufferObject buffer(surface);
    buffer.bind();
    m_context.functions()->glClearColor(1, 0, 1, 1);
    m_context.functions()->glClear(GL_COLOR_BUFFER_BIT);
    if (place.isNull())
        place = QRect(QPoint(), surface);
    if (!m_painter->draw(picture, place, surface))
        return {};
    return buffer.toImage();
}

void TestTexturePainter::itsAspectIsKeptOnBlack()
{
    FilmPicture picture = FilmPictures::plain(qRgb(0, 191, 0), {64, 48});
    picture.shape = {128, 48}; // pixels twice as wide as tall
    const QImage image = drawn(picture, {200, 200}, {20, 40, 128, 128});
    QCOMPARE(QColor(image.pixel(10, 100)), QColor(Qt::magenta)); // beside its place nothing is touched
    QCOMPARE(QColor(image.pixel(160, 100)), QColor(Qt::magenta));
    QCOMPARE(QColor(image.pixel(80, 30)), QColor(Qt::magenta));
    QCOMPARE(QColor(image.pixel(80, 45)), QColor(Qt::black));
    QCOMPARE(QColor(image.pixel(80, 160)), QColor(Qt::black));
    for (const QPoint &point : {QPoint(21, 104), QPoint(146, 104), QPoint(84, 82), QPoint(84, 125)})
        QVERIFY2(FilmPictures::distance(image.pixel(point), qRgb(0, 191, 0)) <= 3,
                 qPrintable(QString::number(image.pixel(point), 16)));
}

void TestTexturePainter::aNewPictureReplacesTheOldOne()
{
    const FilmPicture red = FilmPictures::plain(qRgb(191, 0, 0));
    const FilmPicture blue = FilmPictures::plain(qRgb(0, 0, 191));
    const FilmPicture ten = FilmPictures::plain(qRgb(0, 191, 0), {32, 18}, Layout::Yuv420Ten);
    for (const FilmPicture &picture : {red, blue, blue, ten, red, ten}) {
        const QRgb expected = picture.memory == red.memory    ? qRgb(191, 0, 0)
                              : picture.memory == blue.memory ? qRgb(0, 0, 191)
                                                              : qRgb(0, 191, 0);
        QVERIFY(FilmPictures::distance(drawn(picture, {40, 30}).pixel(20, 15), expected) <= 3);
    }
}

void TestTexturePainter::leavesToOthersWhatItCantRead()
{
    QVERIFY(drawn({}, {40, 30}).isNull());
    QVERIFY(drawn(FilmPictures::plain(qRgb(1, 2, 3), {64, 48}, Layout::Yuyv), {40, 30}).isNull());
    QVERIFY(drawn(FilmPictures::plain(qRgb(1, 2, 3), {64, 48}, Layout::Grey), {40, 30}).isNull());
    FilmPicture shifted = FilmPictures::plain(qRgb(1, 2, 3), {64, 48}, Layout::Yuv420Ten);
    ++shifted.planes[0].stride; // lines that are no whole number of samples long
    QVERIFY(drawn(shifted, {40, 30}).isNull());
}

int main(int argc, char *argv[])
{
    VirtualScreen screen;
    if (!screen.start({640, 480}))
        return 1;
    const QGuiApplication application(argc, argv);
    TestTexturePainter test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_texturepainter.moc"
