// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/filmfacts.h"
#include "player/painting/picturemaker.h"
#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/frames.h"
#include "tests/support/filmfixture.h"
#include "tests/support/filmpictures.h"

#include <QGuiApplication>
#include <QMediaPlayer>
#include <QSignalSpy>
#include <QTest>
#include <QVideoFrame>
#include <QVideoSink>

#include <memory>

using namespace Medio;
using namespace Medio::PlayerQt;
using namespace Qt::StringLiterals;

/// Real films of a known colour, through the real decoders, to pixels: what a film says of its matrix
/// and range must have arrived, whoever coded it.
class TestFilmColours : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFilmHasItsOwnColours_data();
    void aFilmHasItsOwnColours();

private:
    FilmFixture m_films;
};

void TestFilmColours::aFilmHasItsOwnColours_data()
{
    QTest::addColumn<QString>("coder");
    QTest::addColumn<QString>("pixels");
    QTest::addColumn<QString>("space"); ///< empty: the film does not say
    QTest::addColumn<QString>("range");
    QTest::addColumn<QSize>("size");
    const QSize small(320, 180);
    const auto row = [](const char *coder, const char *pixels, const char *space, const char *range,
                        const QSize &size) {
        const QString name = u"%1 %2 %3 %4 %5x%6"_s.arg(
            QLatin1String(coder), QLatin1String(pixels), *space != 0 ? QLatin1String(space) : "untagged"_L1,
            QLatin1String(range), QString::number(size.width()), QString::number(size.height()));
        QTest::newRow(qPrintable(name)) << QString::fromLatin1(coder) << QString::fromLatin1(pixels)
                                        << QString::fromLatin1(space) << QString::fromLatin1(range) << size;
    };
    for (const char *range : {"tv", "pc"}) {
        row("libx264", "yuv420p", "bt709", range, small);
        row("libx264", "yuv420p", "smpte170m", range, small);
        row("libx264", "yuv420p10le", "bt709", range, small);
    }
    row("libx264", "yuv420p", "bt2020nc", "tv", small);
    row("libx264", "yuv420p", "", "tv", small);
    row("libx264", "yuv420p", "", "tv", {1280, 720});
    row("libx264", "yuv422p", "bt709", "tv", small);
    row("libx264", "yuv444p", "bt709", "tv", small);
    row("libx265", "yuv420p10le", "bt709", "tv", small);
    row("libx265", "yuv420p10le", "bt2020nc", "tv", small);
    row("libvpx-vp9", "yuv420p", "bt709", "tv", small);
    row("libvpx-vp9", "yuv420p10le", "bt709", "tv", small);
}

void TestFilmColours::aFilmHasItsOwnColours()
{
    QFETCH(QString, coder);
    QFETCH(QString, pixels);
    QFETCH(QString, space);
    QFETCH(QString, range);
    QFETCH(QSize, size);
    const QRgb colour = qRgb(200, 30, 60);
    // What an untagged film of this size is taken for
    const QString matrix = !space.isEmpty() ? space : size.height() > 576 ? u"bt709"_s : u"smpte170m"_s;
    QStringList arguments{
        u"-f"_s,
        u"lavfi"_s,
        u"-i"_s,
        u"color=c=0xc81e3c:s=%1x%2:r=25:d=0.4,format=gbrp"_s.arg(size.width()).arg(size.height()),
        u"-vf"_s,
        u"scale=out_color_matrix=%1:out_range=%2:flags=accurate_rnd+full_chroma_int,format=%3"_s.arg(
            matrix == u"bt2020nc"_s ? u"bt2020"_s : matrix, range, pixels),
        u"-c:v"_s,
        coder,
        u"-color_range"_s,
        range};
    arguments += coder == u"libvpx-vp9"_s ? QStringList{u"-deadline"_s, u"realtime"_s, u"-cpu-used"_s, u"8"_s}
                                          : QStringList{u"-preset"_s, u"ultrafast"_s};
    if (!space.isEmpty())
        arguments += {u"-colorspace"_s, space};
    const QString film =
        m_films.make(QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-') + u".mp4"_s, arguments);
    QVERIFY(!film.isEmpty());

    QMediaPlayer player;
    QVideoSink sink;
    player.setVideoSink(&sink);
    QVideoFrame frame;
    connect(&sink, &QVideoSink::videoFrameChanged, this, [&frame](const QVideoFrame &shown) {
        if (shown.isValid())
            frame = shown;
    });
    player.setSource(QUrl::fromLocalFile(film));
    player.play();
    QTRY_VERIFY(frame.isValid());
    player.disconnect(this);
    sink.disconnect(this);
    FilmFacts facts;
    facts.size = size;
    facts.colourSpace = space;
    Painting::PictureMaker maker;
    for (const QSize target : {size, size / 2}) {
        const QImage image = maker.make(filmPictureOf(frame, facts), target);
        QCOMPARE(image.size(), target);
        const QRgb seen = image.pixel(image.rect().center());
        // The coders round, too
        QVERIFY2(FilmPictures::distance(seen, colour) <= 5,
                 qPrintable(QString::number(seen & 0xffffff, 16) + u' ' +
                            frame.surfaceFormat().pixelFormatToString(frame.surfaceFormat().pixelFormat())));
    }
}

int main(int argc, char *argv[])
{
    if (!chooseBackend())
        return 1;
    const QGuiApplication application(argc, argv);
    TestFilmColours test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_filmcolours.moc"
