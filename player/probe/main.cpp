// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/probe/limits.h"
#include "player/probe/rehearsal.h"

extern "C" {
#include <libavutil/log.h>
}

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Medio;

namespace {

constexpr qint64 longestLine = 4096;
constexpr auto processorTime = 10s;
constexpr qint64 longestDeadline = 60000;
constexpr qint64 longestMeasure = 2000;
constexpr qint64 latestFrom = 24LL * 60 * 60 * 1000;

void say(const QJsonObject &json)
{
    const QByteArray line = QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);
}

QJsonObject answer(const Expected<FilmFacts, Probe::RehearsalRefusal> &result)
{
    if (result)
        return {{u"facts"_s, toJson(*result)}};
    QJsonObject json{{u"refused"_s, result.error().why}};
    if (result.error().late)
        json.insert(u"late"_s, true);
    return json;
}

int serve()
{
    Probe::limitProcess();
    say({{u"ready"_s, true}, {u"v"_s, 1}});
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 1;
    for (;;) {
        const QByteArray line = input.readLine(longestLine);
        if (line.isEmpty())
            return 0; // whoever asked is gone
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        const QByteArray address = json.value("open"_L1).toString().toUtf8();
        QJsonObject reply;
        if (!address.startsWith("http://127.0.0.1:")) {
            reply = {{u"refused"_s, u"not an address of this machine"_s}};
        } else {
            Probe::limitProcessorTime(processorTime);
            Probe::RehearsalRequest request;
            request.address = address;
            request.from = std::chrono::milliseconds(
                std::clamp<qint64>(json.value("from_ms"_L1).toInteger(), 0, latestFrom));
            request.deadline = std::chrono::milliseconds(
                std::clamp<qint64>(json.value("deadline_ms"_L1).toInteger(), 1, longestDeadline));
            request.measure = std::chrono::milliseconds(
                std::clamp<qint64>(json.value("measure_ms"_L1).toInteger(), 0, longestMeasure));
            reply = answer(Probe::rehearse(request));
        }
        reply.insert(u"id"_s, json.value("id"_L1));
        say(reply);
    }
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"medio-probe"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Tries films before a player sees them. Without arguments it serves the kiosk: one JSON object "
        "per line on standard input and output (player/probe/README.md)."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"film"_s, u"A file to try by hand; its facts are printed."_s, u"[film]"_s);
    if (!parser.parse(QCoreApplication::arguments()) || parser.positionalArguments().size() > 1) {
        std::fprintf(stderr, "%s\nTry medio-probe --help.\n", qPrintable(parser.errorText()));
        return 2;
    }
    if (parser.isSet(u"help"_s))
        parser.showHelp(0);
    if (parser.isSet(u"version"_s))
        parser.showVersion();

    // What a film makes its demuxer say is the film's voice, not ours.
    av_log_set_level(AV_LOG_QUIET);
    if (parser.positionalArguments().isEmpty())
        return serve();

    Probe::RehearsalRequest request;
    request.address = QFile::encodeName(parser.positionalArguments().first());
    request.fromFile = true;
    request.measure = std::chrono::milliseconds(longestMeasure);
    const auto result = Probe::rehearse(request);
    say(answer(result));
    return result ? 0 : 1;
}
