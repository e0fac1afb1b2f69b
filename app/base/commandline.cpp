// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace Medio::CommandLine {

int refuse(const QString &text, int status)
{
    QTextStream(stderr) << QCoreApplication::applicationName() << ": " << text << '\n';
    return status;
}

bool read(QCommandLineParser &parser)
{
    if (!parser.parse(QCoreApplication::arguments())) {
        refuse(parser.errorText());
        return false;
    }
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    if (parser.isSet(u"version"_s))
        parser.showVersion();
    return true;
}

} // namespace Medio::CommandLine
