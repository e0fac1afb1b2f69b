// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes every screen as a PNG: the designer's tool.

#include "app/screens/kids/kidswindow.h"
#include "player/painting/way.h"
#include "tests/app/screens/parentsworld.h"
#include "tests/app/screens/scenes.h"
#include "tests/support/fakeclock.h"
#include "tests/support/filmpictures.h"
#include "translations/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QImage>
#include <QLinearGradient>
#include <QLocale>
#include <QPainter>
#include <QTranslator>

#include <cstdio>

using namespace Medio;
using namespace Medio::Screens;

namespace {

/// Stands for a film: the sea, a boat, evening light.
QImage filmPicture(QSize size)
{
    QImage image(size.width(), size.width() * 9 / 16, QImage::Format_RGB32);
    QPainter p(&image);
    p.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, image.height());
    sky.setColorAt(0, QColor(0x35, 0x5C, 0x8C));
    sky.setColorAt(0.6, QColor(0xF2, 0xA8, 0x6B));
    sky.setColorAt(0.61, QColor(0x2F, 0x6E, 0x8E));
    sky.setColorAt(1, QColor(0x12, 0x3A, 0x55));
    p.fillRect(image.rect(), sky);
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(0xFF, 0xE2, 0x9A));
    p.drawEllipse(QPointF(image.width() * 0.66, image.height() * 0.5), image.height() * 0.11,
                  image.height() * 0.11);
    return image;
}

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QCommandLineParser options;
    options.setApplicationDescription(
        QStringLiteral("Writes every screen of children and parents as a PNG."));
    options.addHelpOption();
    options.addOption({QStringLiteral("out"), QStringLiteral("Folder for the pictures."),
                       QStringLiteral("DIR"), QStringLiteral(".")});
    options.addOption({QStringLiteral("size"), QStringLiteral("Window size."), QStringLiteral("WxH"),
                       QStringLiteral("1280x720")});
    options.addOption({QStringLiteral("night"), QStringLiteral("Evening colours.")});
    options.addOption({QStringLiteral("calm"), QStringLiteral("Reduced motion.")});
    options.addOption({QStringLiteral("no-text"), QStringLiteral("Without title and names.")});
    options.addOption({QStringLiteral("rtl"), QStringLiteral("Right to left.")});
    options.addOption({QStringLiteral("language"), QStringLiteral("Of the parents' pages: en, de."),
                       QStringLiteral("LANGUAGE"), QStringLiteral("en")});
    options.addOption({QStringLiteral("side"),
                       QStringLiteral("Where the reader is: below, left, right, beside."),
                       QStringLiteral("SIDE"), QStringLiteral("below")});
    options.addOption(
        {QStringLiteral("only"), QStringLiteral("Screens whose name begins so."), QStringLiteral("NAME")});
    options.addOption(
        {QStringLiteral("at"), QStringLiteral("This many ms after the screen came."), QStringLiteral("MS")});
    options.addOption({QStringLiteral("frame"),
                       QStringLiteral("A picture file to be shown as the film's; one is drawn otherwise."),
                       QStringLiteral("FILE")});
    options.addOption({QStringLiteral("textures"),
                       QStringLiteral("Paint films by OpenGL; the platform must have it (xcb).")});
    options.process(app);

    const QStringList wanted = options.value(QStringLiteral("size")).split(u'x');
    const QSize size(wanted.value(0).toInt(), wanted.value(1).toInt());
    const QStringList sides{QStringLiteral("below"), QStringLiteral("left"), QStringLiteral("right"),
                            QStringLiteral("beside")};
    const auto side = sides.indexOf(options.value(QStringLiteral("side")));
    if (size.width() < 100 || size.height() < 100 || size.width() > 8192 || size.height() > 8192 ||
        side < 0) {
        std::fputs("--size: WxH from 100x100 to 8192x8192; --side: below, left, right, beside\n", stderr);
        return 2;
    }
    const QDir out(options.value(QStringLiteral("out")));
    if (!out.mkpath(QStringLiteral("."))) {
        std::fprintf(stderr, "--out: can't make %s\n", qPrintable(out.path()));
        return 1;
    }

    QImage frame;
    if (options.isSet(QStringLiteral("frame")) && !frame.load(options.value(QStringLiteral("frame")))) {
        std::fputs("--frame: no picture can be read there\n", stderr);
        return 1;
    }
    const bool textures = options.isSet(QStringLiteral("textures"));
    if (textures && Painting::choose(Painting::Wish::Textures, size).way != Painting::Way::Textures) {
        std::fputs("--textures: there is no OpenGL here\n", stderr);
        return 1;
    }

    const auto words = Translations::load(options.value(QStringLiteral("language")));
    if (words == nullptr) {
        std::fprintf(stderr, "--language: one of %s\n",
                     qPrintable(Translations::languages().join(QStringLiteral(", "))));
        return 2;
    }
    app.installTranslator(words.get());

    FakeClock clock;
    int failed = 0;
    for (NamedScene &named : allScenes(options.isSet(QStringLiteral("night")))) {
        if (!named.name.startsWith(options.value(QStringLiteral("only"))))
            continue;
        KidsWindow window(clock);
        window.setTextShown(!options.isSet(QStringLiteral("no-text")));
        window.setLayoutDirection(options.isSet(QStringLiteral("rtl")) ? Qt::RightToLeft : Qt::LeftToRight);
        window.resize(size);
        named.scene.calm = options.isSet(QStringLiteral("calm"));
        named.scene.readerSide = static_cast<Flow::ReaderSide>(side);
        if (textures) {
            window.useTextures();
            window.show();
        }
        window.show(named.scene);
        if (named.scene.start != 0 && named.scene.tap == 0)
            window.setFilmPicture(named.scene.start,
                                  FilmPictures::fromImage(frame.isNull() ? filmPicture(size) : frame));
        clock.advance(std::chrono::milliseconds(options.isSet(QStringLiteral("at"))
                                                    ? options.value(QStringLiteral("at")).toInt()
                                                    : static_cast<int>(named.after)));
        window.grab();
        // The large pictures are drawn by the worker; the second grab has them
        while (!window.isWarm())
            app.processEvents(QEventLoop::WaitForMoreEvents, 50);
        clock.advance(std::chrono::milliseconds(20));
        const QString file = out.filePath(named.name + QStringLiteral(".png"));
        if (!window.grab().save(file)) {
            std::fprintf(stderr, "can't write %s\n", qPrintable(file));
            ++failed;
        }
    }
    const Until until = [&app](const std::function<bool()> &so) {
        while (!so())
            app.processEvents(QEventLoop::WaitForMoreEvents, 50);
    };
    for (const ParentsScene &scene : parentsScenes()) {
        if (!scene.name.startsWith(options.value(QStringLiteral("only"))))
            continue;
        ParentsWorld world;
        world.area.setNight(options.isSet(QStringLiteral("night")));
        world.area.setCalm(true);
        world.area.setLayoutDirection(options.isSet(QStringLiteral("rtl")) ? Qt::RightToLeft
                                                                           : Qt::LeftToRight);
        world.area.setLocale(QLocale(options.value(QStringLiteral("language"))));
        world.resize(size);
        scene.act(world, until);
        // The pictures of the rows are drawn by a worker; the second grab has them
        world.area.grab();
        until([&world] { return world.area.isWarm(); });
        app.processEvents();
        if (!world.area.grab().save(out.filePath(scene.name + QStringLiteral(".png")))) {
            std::fprintf(stderr, "can't write %s\n", qPrintable(scene.name));
            ++failed;
        }
    }
    return failed == 0 ? 0 : 1;
}
