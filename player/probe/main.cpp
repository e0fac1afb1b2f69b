// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/probe/limits.h"
#include "player/probe/rehearsal.h"
#include "player/probe/remux.h"

extern "C" {
#include <libavutil/log.h>
}

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Medio;

namespace {

constexpr qint64 longestLine = 4096;
constexpr auto processorTime = 10s;
constexpr qint64 longestDeadline = 60000;
constexpr qint64 longestMeasure = 2000;
constexpr qint64 longestRemuxLine = 1024LL * 1024;
constexpr auto remuxProcessorTime = 600s; // two hours on a slow board take a minute
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

bool isOurs(const QByteArray &address)
{
    return address.startsWith("http://127.0.0.1:");
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
        if (!isOurs(address)) {
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

/// Nothing when one of them is no address of this machine.
std::optional<QList<QList<Probe::RemuxPart>>> tracksIn(const QJsonArray &json)
{
    QList<QList<Probe::RemuxPart>> tracks;
    for (const QJsonValue &track : json) {
        QList<Probe::RemuxPart> parts;
        const QJsonArray entries = track.toArray();
        for (const QJsonValue &entry : entries) {
            const QJsonObject part = entry.toObject();
            parts.append({part.value("open"_L1).toString().toUtf8(),
                          std::chrono::milliseconds(
                              std::clamp<qint64>(part.value("at_ms"_L1).toInteger(), 0, latestFrom))});
            if (!isOurs(parts.last().address))
                return std::nullopt;
        }
        if (parts.isEmpty())
            return std::nullopt;
        tracks.append(parts);
    }
    if (tracks.isEmpty() || tracks.size() > 2)
        return std::nullopt;
    return tracks;
}

/// One film is put into an MP4, which is written to descriptor 3.
int remuxOne()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 1;
    const QJsonObject json = QJsonDocument::fromJson(input.readLine(longestRemuxLine)).object();
    const QJsonValue id = json.value("id"_L1);
    const auto tracks = tracksIn(json.value("remux"_L1).toArray());
    if (!tracks) {
        say({{u"id"_s, id}, {u"refused"_s, u"not an address of this machine"_s}});
        return 1;
    }
    Probe::limitProcess(std::max<qint64>(0, json.value("most_bytes"_L1).toInteger()));
    Probe::limitProcessorTime(remuxProcessorTime);

    Probe::RemuxRequest request;
    request.tracks = *tracks;
    request.fragmented = json.value("fragmented"_L1).toBool();
    request.duration = std::chrono::milliseconds(
        std::clamp<qint64>(json.value("duration_ms"_L1).toInteger(), 0, latestFrom));
    request.output = 3;
    request.progress = [&id](qint64 bytes, std::chrono::milliseconds until) {
        say({{u"id"_s, id}, {u"bytes"_s, bytes}, {u"until_ms"_s, qint64(until.count())}});
    };
    const auto result = Probe::remux(request);
    if (result) {
        say({{u"id"_s, id},
             {u"remuxed"_s, result->bytes},
             {u"until_ms"_s, qint64(result->duration.count())}});
        return 0;
    }
    QJsonObject refusal{{u"id"_s, id}, {u"refused"_s, result.error().why}};
    if (result.error().late)
        refusal.insert(u"late"_s, true);
    if (result.error().full)
        refusal.insert(u"full"_s, true);
    say(refusal);
    return 1;
}

/// By hand: from a file into a file.
int remuxByHand(const QString &from, const QString &to)
{
    QFile output(to);
    if (!output.open(QIODevice::ReadWrite | QIODevice::NewOnly)) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(to), qPrintable(output.errorString()));
        return 1;
    }
    Probe::RemuxRequest request;
    request.tracks = {{{QFile::encodeName(from), 0ms}}};
    request.fromFile = true;
    request.output = output.handle();
    const auto result = Probe::remux(request);
    if (!result) {
        output.remove();
        say({{u"refused"_s, result.error().why}});
        return 1;
    }
    say({{u"remuxed"_s, result->bytes}, {u"until_ms"_s, qint64(result->duration.count())}});
    return 0;
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
    parser.addPositionalArgument(u"mp4"_s, u"A new file: the film is put into it as an MP4."_s, u"[mp4]"_s);
    parser.addOption({u"remux"_s, u"Serves the kiosk: puts one film into an MP4 on descriptor 3."_s});
    if (!parser.parse(QCoreApplication::arguments()) || parser.positionalArguments().size() > 2) {
        std::fprintf(stderr, "%s\nTry medio-probe --help.\n", qPrintable(parser.errorText()));
        return 2;
    }
    if (parser.isSet(u"help"_s))
        parser.showHelp(0);
    if (parser.isSet(u"version"_s))
        parser.showVersion();

    qunsetenv("http_proxy"); // libav would ask it for the gateway, which is on this machine

    // What a film makes its demuxer say is the film's voice, not ours.
    av_log_set_level(AV_LOG_QUIET);
    const QStringList files = parser.positionalArguments();
    if (parser.isSet(u"remux"_s))
        return remuxOne();
    if (files.isEmpty())
        return serve();
    if (files.size() == 2)
        return remuxByHand(files.at(0), files.at(1));

    Probe::RehearsalRequest request;
    request.address = QFile::encodeName(files.first());
    request.fromFile = true;
    request.measure = std::chrono::milliseconds(longestMeasure);
    const auto result = Probe::rehearse(request);
    say(answer(result));
    return result ? 0 : 1;
}
