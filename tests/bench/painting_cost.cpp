// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What it costs to show a film, decoding included, by the way its pictures go to the screen:
//   painting_cost [--seconds N] [--only TEXT]
// Every combination of film, window, platform and way runs in a process of its own; the share of one
// core is this process's (an X server's or compositor's is not in it). A picture counts as dropped
// when it was due within the time and not painted.
//   decode    Qt Multimedia alone, nothing painted
//   qt        QVideoFrame::paint() in a plain widget, as Qt's own examples do
//   raster    the children's window with PictureMaker (libswscale)
//   libyuv    a plain widget with libyuv instead; its colours are wrong for BT.709
//   textures  the children's window with TexturePainter; here on Mesa's software renderer

#include "app/base/clock.h"
#include "app/screens/kids/kidswindow.h"
#include "player/filmfacts.h"
#include "player/painting/way.h"
#include "player/qtmultimedia/backend.h"
#include "player/qtmultimedia/frames.h"
#include "tests/support/filmfixture.h"
#include "tests/support/virtualscreen.h"

#include <libyuv.h>
#include <time.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QMediaPlayer>
#include <QPaintEvent>
#include <QPainter>
#include <QProcess>
#include <QTimer>
#include <QVideoFrame>
#include <QVideoFrameFormat>
#include <QVideoSink>

#include <cstdio>
#include <functional>

using namespace Medio;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int rate = 30;

/// A widget that paints the last frame by some function.
class Canvas final : public QWidget
{
public:
    explicit Canvas(std::function<void(QPainter &, const QRect &, const QVideoFrame &)> paint)
        : m_paint(std::move(paint))
    {
        setAttribute(Qt::WA_OpaquePaintEvent);
        setAttribute(Qt::WA_NoSystemBackground);
    }

    void show(const QVideoFrame &frame)
    {
        m_frame = frame;
        update();
    }
    using QWidget::show;

    int paints = 0;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_paint(painter, rect(), m_frame);
        ++paints;
    }

private:
    std::function<void(QPainter &, const QRect &, const QVideoFrame &)> m_paint;
    QVideoFrame m_frame;
};

/// Eight bits as they are; ten bits by way of eight, which is libyuv's own.
QImage byLibyuv(const QVideoFrame &frame, const QSize &target)
{
    struct Planes
    {
        explicit Planes(const QSize &of)
            : size(of)
            , stride((of.width() + 63) / 64 * 64)
            , memory(size_t(stride) * size_t(of.height()) * 2)
        {
        }
        uint8_t *y() { return memory.data(); }
        uint8_t *u() { return memory.data() + size_t(stride) * size_t(size.height()); }
        uint8_t *v() { return u() + size_t(stride / 2) * size_t((size.height() + 1) / 2); }

        QSize size;
        int stride;
        std::vector<uint8_t> memory;
    };
    static std::optional<Planes> narrow;
    static std::optional<Planes> small;

    QVideoFrame mapped = frame;
    if (!mapped.map(QVideoFrame::ReadOnly))
        return {};
    const QSize size = frame.size();
    QImage image(target, QImage::Format_RGB32);
    const uint8_t *y = mapped.bits(0);
    const uint8_t *u = mapped.bits(1);
    const uint8_t *v = mapped.bits(2);
    int stride = mapped.bytesPerLine(0);
    int half = mapped.bytesPerLine(1);
    const bool deep = frame.surfaceFormat().pixelFormat() == QVideoFrameFormat::Format_YUV420P10;
    const auto wide = [](const uint8_t *plane) {
        return reinterpret_cast<const uint16_t *>(plane);
    };
    if (deep && target == size) {
        libyuv::I010ToARGBMatrix(wide(y), stride / 2, wide(u), half / 2, wide(v), half / 2, image.bits(),
                                 int(image.bytesPerLine()), &libyuv::kYuvH709Constants, size.width(),
                                 size.height());
        mapped.unmap();
        return image;
    }
    if (deep) {
        if (!narrow || narrow->size != size)
            narrow.emplace(size);
        libyuv::I010ToI420(wide(y), stride / 2, wide(u), half / 2, wide(v), half / 2, narrow->y(),
                           narrow->stride, narrow->u(), narrow->stride / 2, narrow->v(), narrow->stride / 2,
                           size.width(), size.height());
        y = narrow->y();
        u = narrow->u();
        v = narrow->v();
        stride = narrow->stride;
        half = narrow->stride / 2;
    }
    if (target != size) {
        if (!small || small->size != target)
            small.emplace(target);
        libyuv::I420Scale(y, stride, u, half, v, half, size.width(), size.height(), small->y(), small->stride,
                          small->u(), small->stride / 2, small->v(), small->stride / 2, target.width(),
                          target.height(), libyuv::kFilterBilinear);
        y = small->y();
        u = small->u();
        v = small->v();
        stride = small->stride;
        half = small->stride / 2;
    }
    libyuv::I420ToARGBMatrix(y, stride, u, half, v, half, image.bits(), int(image.bytesPerLine()),
                             &libyuv::kYuvH709Constants, target.width(), target.height());
    mapped.unmap();
    return image;
}

std::chrono::nanoseconds processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// One combination, in this process; prints "CPU% painted due".
int measure(QApplication &application, const QString &film, const QSize &size, const QString &way,
            std::chrono::milliseconds time)
{
    SystemClock clock;
    QMediaPlayer player;
    QVideoSink sink;
    std::unique_ptr<Canvas> canvas;
    std::unique_ptr<Screens::KidsWindow> window;
    int frames = 0;
    std::function<void(const QVideoFrame &)> show = [](const QVideoFrame &) {
    };
    std::function<qint64()> painted = [&frames] {
        return qint64(frames);
    };
    if (way == u"qt"_s || way == u"libyuv"_s) {
        const bool qt = way == u"qt"_s;
        canvas =
            std::make_unique<Canvas>([qt](QPainter &painter, const QRect &rect, const QVideoFrame &frame) {
                if (qt)
                    QVideoFrame(frame).paint(&painter, rect, {});
                else if (frame.isValid())
                    painter.drawImage(0, 0, byLibyuv(frame, rect.size()));
            });
        canvas->resize(size);
        canvas->show();
        show = [&canvas](const QVideoFrame &frame) {
            canvas->show(frame);
        };
        painted = [&canvas] {
            return qint64(canvas->paints);
        };
    } else if (way != u"decode"_s) {
        window = std::make_unique<Screens::KidsWindow>(clock);
        window->resize(size);
        if (way == u"textures"_s) {
            if (Painting::choose(Painting::Wish::Textures, size).way != Painting::Way::Textures) {
                std::printf("none\n");
                return 0;
            }
            window->useTextures();
        }
        Flow::Scene scene;
        scene.screen = Flow::Screen::Playing;
        scene.start = 1;
        window->show(scene);
        window->QWidget::show();
        show = [&window](const QVideoFrame &frame) {
            FilmFacts facts;
            facts.size = frame.size();
            window->setFilmPicture(1, PlayerQt::filmPictureOf(frame, facts));
        };
        painted = [&window] {
            return qint64(window->counters().paints);
        };
    }
    QObject::connect(&sink, &QVideoSink::videoFrameChanged, &application, [&](const QVideoFrame &frame) {
        if (!frame.isValid())
            return;
        ++frames;
        show(frame);
    });
    player.setVideoSink(&sink);
    player.setLoops(QMediaPlayer::Infinite);
    player.setSource(QUrl::fromLocalFile(film));
    player.play();
    // The title is gone after 3.6 s, and everything is warm
    QTimer::singleShot(5s, &application, [&] {
        const auto began = processorTime();
        const auto at = clock.monotonic();
        const qint64 before = painted();
        QTimer::singleShot(time, Qt::PreciseTimer, &application, [&, began, at, before] {
            const std::chrono::duration<double> passed = clock.monotonic() - at;
            const std::chrono::duration<double> used = processorTime() - began;
            std::printf("%.1f %lld %.0f\n", 100 * used / passed, static_cast<long long>(painted() - before),
                        passed.count() * rate);
            std::fflush(stdout);
            QCoreApplication::exit(0);
        });
    });
    return QApplication::exec();
}

struct FilmKind
{
    QString name;
    QString source; ///< of ffmpeg
    QStringList coder;
};

int measureAll(int seconds, const QString &only)
{
    VirtualScreen screen;
    if (!screen.start())
        return 1;
    const QStringList eight{u"-c:v"_s,     u"libx264"_s,  u"-preset"_s,
                            u"veryfast"_s, u"-pix_fmt"_s, u"yuv420p"_s};
    const QStringList ten{u"-c:v"_s,     u"libx264"_s,  u"-preset"_s,
                          u"veryfast"_s, u"-pix_fmt"_s, u"yuv420p10le"_s};
    const QList<FilmKind> kinds{
        {u"720p30"_s, u"testsrc2=s=1280x720:r=30"_s, eight},
        {u"1080p30"_s, u"testsrc2=s=1920x1080:r=30"_s, eight},
        {u"720p30 10 bit"_s, u"testsrc2=s=1280x720:r=30"_s, ten},
        {u"1080p30 10 bit"_s, u"testsrc2=s=1920x1080:r=30"_s, ten},
    };
    const FilmFixture films;
    const QStringList tags{u"-colorspace"_s, u"bt709"_s, u"-color_primaries"_s, u"bt709"_s,
                           u"-color_trc"_s,  u"bt709"_s, u"-color_range"_s,     u"tv"_s};
    // Longer than it is measured: looping costs a moment
    const QString length = QString::number(seconds + 8);
    std::printf("%-16s %-10s %-10s %-9s %s\n", "film", "window", "platform", "way", "% of a core, pictures");
    for (const FilmKind &kind : kinds) {
        QString film;
        for (const QSize &size : {QSize(1280, 720), QSize(1920, 1080)}) {
            if (size.height() > kind.source.section(u'x', 1).section(u':', 0, 0).toInt())
                continue;
            for (const char *platform : {"offscreen", "xcb"}) {
                for (const char *way : {"decode", "qt", "raster", "libyuv", "textures"}) {
                    const QString name = kind.name + u' ' + QString::number(size.height()) + u' ' +
                                         QLatin1String(platform) + u' ' + QLatin1String(way);
                    if (!name.contains(only))
                        continue;
                    if (film.isEmpty())
                        film = films.make(
                            QString(kind.name).remove(u' ') + u".mp4"_s,
                            QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, kind.source + u":d="_s + length} +
                                kind.coder + tags);
                    if (film.isEmpty())
                        return 1;
                    QProcess one;
                    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
                    environment.insert(u"QT_QPA_PLATFORM"_s, QLatin1String(platform));
                    if (qstrcmp(platform, "offscreen") == 0)
                        environment.remove(u"DISPLAY"_s);
                    one.setProcessEnvironment(environment);
                    one.setProcessChannelMode(QProcess::ForwardedErrorChannel);
                    one.start(QCoreApplication::applicationFilePath(),
                              {u"--film"_s, film, u"--way"_s, QLatin1String(way), u"--window"_s,
                               u"%1x%2"_s.arg(size.width()).arg(size.height()), u"--seconds"_s,
                               QString::number(seconds)});
                    one.waitForFinished((seconds + 30) * 1000);
                    const QStringList said =
                        QString::fromLatin1(one.readAllStandardOutput()).trimmed().split(u' ');
                    QString figure = u"none"_s;
                    if (one.exitStatus() == QProcess::CrashExit)
                        figure = u"crashed"_s;
                    else if (said.size() == 3)
                        figure = u"%1 %, %2 of %3 (%4 dropped)"_s.arg(
                            said[0], said[1], said[2],
                            QString::number(std::max(0, said[2].toInt() - said[1].toInt())));
                    std::printf("%-16s %-10s %-10s %-9s %s\n", qPrintable(kind.name),
                                qPrintable(u"%1x%2"_s.arg(size.width()).arg(size.height())), platform, way,
                                qPrintable(figure));
                    std::fflush(stdout);
                }
            }
        }
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    if (!PlayerQt::chooseBackend())
        return 1;
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOption({u"seconds"_s, u"How long each is measured, 1 to 600."_s, u"N"_s, u"6"_s});
    options.addOption({u"only"_s, u"Combinations whose name has this in it."_s, u"TEXT"_s});
    options.addOption({u"film"_s, u"One film, with --way and --window: no table."_s, u"FILE"_s});
    options.addOption({u"way"_s, u"decode, qt, raster, libyuv, textures"_s, u"WAY"_s});
    options.addOption({u"window"_s, u"Size of the window."_s, u"WxH"_s});
    if (!options.parse(arguments)) {
        std::fprintf(stderr, "%s\n", qPrintable(options.errorText()));
        return 2;
    }
    const int seconds = options.value(u"seconds"_s).toInt();
    if (seconds < 1 || seconds > 600) {
        std::fputs("--seconds: 1 to 600\n", stderr);
        return 2;
    }
    if (options.isSet(u"film"_s)) {
        QApplication application(argc, argv);
        const QStringList size = options.value(u"window"_s).split(u'x');
        return measure(application, options.value(u"film"_s),
                       QSize(size.value(0).toInt(), size.value(1).toInt()).expandedTo({64, 64}),
                       options.value(u"way"_s), std::chrono::seconds(seconds));
    }
    const QCoreApplication application(argc, argv);
    if (options.isSet(u"help"_s))
        options.showHelp();
    return measureAll(seconds, options.value(u"only"_s));
}
