// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// chip-tray: the chips of the demo family, to put on the simulated reader by mouse or by keys.

#include "app/base/commandline.h"
#include "app/base/displayguard.h"
#include "nfc/simulator/chiptray/simulatorlink.h"
#include "nfc/simulator/chiptray/traychips.h"
#include "nfc/simulator/chiptray/traywidget.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QScreen>

#include <cstdio>
#include <optional>

using namespace Medio::ChipTray;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    std::optional<Medio::DisplayGuard> displayGuard(
        std::in_place, "chip-tray: no display could be opened. Start it in a graphical session.\n");
    const QApplication application(argc, argv);
    displayGuard.reset();
    QCoreApplication::setApplicationName(u"chip-tray"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Puts the chips of a family on the simulated reader and takes them off again."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption control(u"control"_s, u"Control socket of pn532-sim."_s, u"SOCKET"_s);
    const QCommandLineOption family(u"family"_s, u"The family file with the chips."_s, u"FILE"_s);
    const QCommandLineOption grab(u"grab"_s, u"Write a picture of the tray and end."_s, u"FILE.png"_s);
    parser.addOptions({control, family, grab});
    if (!Medio::CommandLine::read(parser))
        return Medio::CommandLine::wrongUsage;
    if (!parser.positionalArguments().isEmpty())
        return Medio::CommandLine::refuse(
            u"unknown argument '%1'"_s.arg(parser.positionalArguments().first()));
    if (!parser.isSet(family))
        return Medio::CommandLine::refuse(u"--family FILE is missing"_s);
    if (!parser.isSet(control) && !parser.isSet(grab))
        return Medio::CommandLine::refuse(u"--control SOCKET is missing"_s);

    QFile file(parser.value(family));
    if (!file.open(QIODevice::ReadOnly))
        return Medio::CommandLine::refuse(u"%1: %2"_s.arg(file.fileName(), file.errorString()));
    const auto chips = chipsOfFamily(file.readAll());
    if (!chips)
        return Medio::CommandLine::refuse(u"%1: %2"_s.arg(file.fileName(), chips.error()));

    TrayWidget tray(*chips);
    tray.setWindowTitle(u"Chips"_s);
    if (parser.isSet(grab)) {
        tray.resize(tray.sizeHint());
        tray.setReaderThere(true);
        return tray.grab().save(parser.value(grab))
                   ? 0
                   : Medio::CommandLine::refuse(u"%1 cannot be written"_s.arg(parser.value(grab)));
    }
    SimulatorLink link(parser.value(control));
    QObject::connect(&tray, &TrayWidget::placeRequested, &link, &SimulatorLink::place);
    QObject::connect(&tray, &TrayWidget::liftRequested, &link, &SimulatorLink::lift);
    QObject::connect(&link, &SimulatorLink::lyingChanged, &tray, &TrayWidget::setLying);
    QObject::connect(&link, &SimulatorLink::connectedChanged, &tray, &TrayWidget::setReaderThere);
    QObject::connect(&link, &SimulatorLink::refused, &tray, [](const QString &reason) {
        std::fprintf(stderr, "chip-tray: the reader refuses: %s\n", qUtf8Printable(reason));
    });
    link.start();
    // Beside the kiosk rather than on it, where the window system lets us choose; a corner is enough.
    const QRect room = tray.screen()->availableGeometry();
    const QSize most(room.width() / 2, room.height() * 2 / 5);
    tray.resize(tray.sizeHint().scaled(tray.sizeHint().boundedTo(most), Qt::KeepAspectRatio));
    tray.move(room.bottomRight() - tray.rect().bottomRight());
    tray.show();
    return QApplication::exec();
}
