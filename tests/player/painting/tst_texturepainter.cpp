// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/painting/texturepainter.h"
#include "tests/support/filmpictures.h"
#include "tests/support/virtualscreen.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QTest>

using namespace Medio;
using namespace Medio::Painting;
using Layout = FilmPicture::Layout;
using Matrix = FilmPicture::Matrix;

/// On Mesa's software renderer: the shader's arithmetic is that of any other.
class TestTexturePainter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void coloursAreRight_data();
    void coloursAreRight();
    void everyCornerIsInItsPlace_data();
    void everyCornerIsInItsPlace();
    void oddSidesReadNothingBeside_data();
    void oddSidesReadNothingBeside();
    void itsAspectIsKeptOnBlack();
    void aNewPictureReplacesTheOldOne();
    void leavesToOthersWhatItCantRead();

private:
    /// What is on a surface of this size, after the picture was drawn into `place`.
    QImage drawn(const FilmPicture &picture, const QSize &surface, QRect place = {});

    QOffscreenSurface m_surface;
    QOpenGLContext m_context;
    std::unique_ptr<TexturePainter> m_painter;
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

void TestTexturePainter::coloursAreRight_data()
{
    QTest::addColumn<int>("reference");
    const auto references = FilmPictures::references();
    for (qsizetype i = 0; i < references.size(); ++i)
        QTest::addRow("%s, %s, %s", references[i].name, FilmPictures::nameOf(references[i].matrix),
                      references[i].fullRange ? "full" : "video")
            << int(i);
}

void TestTexturePainter::coloursAreRight()
{
    QFETCH(int, reference);
    const auto [name, layout, matrix, full] = FilmPictures::references().at(reference);
    constexpr int tolerance = 2;
    for (const QRgb colour : FilmPictures::referenceColours) {
        const FilmPicture picture = FilmPictures::plain(colour, {64, 48}, layout, matrix, full);
        for (const QSize target : {QSize(64, 48), QSize(40, 30), QSize(100, 75)}) {
            const QImage image = drawn(picture, target);
            QCOMPARE(image.size(), target);
            for (const QPoint &point :
                 {QPoint(0, 0), image.rect().center(), QPoint(target.width() - 1, target.height() - 1)})
                QVERIFY2(FilmPictures::distance(image.pixel(point), colour) <= tolerance,
                         qPrintable(QString::number(image.pixel(point), 16) + QStringLiteral(" for ") +
                                    QString::number(colour, 16)));
        }
    }
}

void TestTexturePainter::everyCornerIsInItsPlace_data()
{
    QTest::addColumn<int>("rotation");
    for (const int rotation : {0, 90, 180, 270})
        QTest::addRow("%d", rotation) << rotation;
}

void TestTexturePainter::everyCornerIsInItsPlace()
{
    QFETCH(int, rotation);
    FilmPicture picture = FilmPictures::quarters({64, 48});
    picture.rotation = rotation;
    const QSize seen = picture.fittedInto({});
    const QImage image = drawn(picture, seen);
    const int right = image.width() - 4;
    const int low = image.height() - 4;
    const std::array<QPoint, 4> corners{QPoint(3, 3), QPoint(right, 3), QPoint(right, low), QPoint(3, low)};
    for (size_t i = 0; i < 4; ++i) {
        const QRgb at = image.pixel(corners[(i + size_t(rotation / 90)) % 4]);
        QVERIFY2(FilmPictures::distance(at, FilmPictures::quarterColours[i]) <= 4,
                 qPrintable(QString::number(at, 16)));
    }
}

void TestTexturePainter::oddSidesReadNothingBeside_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("layout");
    for (const QSize size : {QSize(63, 47), QSize(1, 1), QSize(3, 2), QSize(641, 361)})
        for (const Layout layout : {Layout::Yuv420, Layout::Yuv420Ten, Layout::Nv12, Layout::P010})
            QTest::addRow("%dx%d, %d", size.width(), size.height(), int(layout)) << size << int(layout);
}

void TestTexturePainter::oddSidesReadNothingBeside()
{
    QFETCH(QSize, size);
    QFETCH(int, layout);
    const QRgb colour = qRgb(30, 200, 60);
    const FilmPicture picture = FilmPictures::plain(colour, size, Layout(layout));
    for (const QSize target : {size, QSize(size.width() * 2, size.height() * 2)}) {
        const QImage image = drawn(picture, target);
        for (const QPoint &point :
             {QPoint(0, 0), QPoint(target.width() - 1, 0), QPoint(target.width() - 1, target.height() - 1)})
            QVERIFY2(FilmPictures::distance(image.pixel(point), colour) <= 3,
                     qPrintable(QString::number(image.pixel(point), 16)));
    }
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
