// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// medio-films: makes the sample films of the demo and of the tests.

#include "resources/demo/films/filmmaker.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

using namespace Medio;
using namespace Medio::Films;

namespace {

void say(const QString &line)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(line));
}

/// What the films depend on: this program (the stories are code) and the format.
QString fingerprint(const Format &format)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QFile program(QCoreApplication::applicationFilePath());
    if (program.open(QIODevice::ReadOnly))
        hash.addData(&program);
    hash.addData(QStringLiteral("%1x%2 %3 %4")
                     .arg(format.size.width())
                     .arg(format.size.height())
                     .arg(format.framesPerSecond)
                     .arg(format.preset)
                     .toUtf8());
    return QString::fromLatin1(hash.result().toHex());
}

/// A record per film beside the films says what they were made from and how long each file is; a film whose
/// record fits is not made again.
QJsonObject record(const Story &story, const QDir &folder, const QString &print)
{
    QJsonArray files;
    for (const QString &name : filesOf(story, folder))
        files.append(QJsonObject{{QStringLiteral("name"), name},
                                 {QStringLiteral("bytes"), QFileInfo(folder.filePath(name)).size()}});
    return {{QStringLiteral("made-from"), print}, {QStringLiteral("files"), files}};
}

QString recordPath(const Story &story, const QDir &folder)
{
    return folder.filePath(QStringLiteral(".made-%1.json").arg(story.name));
}

bool isMade(const Story &story, const QDir &folder, const QString &print)
{
    QFile file(recordPath(story, folder));
    return file.open(QIODevice::ReadOnly) && QFileInfo::exists(folder.filePath(story.file)) &&
           QJsonDocument::fromJson(file.readAll()).object() == record(story, folder, print);
}

bool writeRecord(const Story &story, const QDir &folder, const QString &print)
{
    QSaveFile file(recordPath(story, folder));
    return file.open(QIODevice::WriteOnly) &&
           file.write(QJsonDocument(record(story, folder, print)).toJson()) > 0 && file.commit();
}

/// Makes the stories side by side, one per core; says how far it is. False if one failed.
bool makeAll(QList<Story> stories, const Format &format, const QDir &folder, const QString &print)
{
    // The longest first: no core is left alone with it at the end.
    std::stable_sort(stories.begin(), stories.end(),
                     [](const Story &a, const Story &b) { return a.seconds > b.seconds; });
    double seconds = 0;
    for (const Story &story : stories)
        seconds += story.seconds;
    const double frames = seconds * format.framesPerSecond;

    std::atomic<int> paintedFrames{0};
    std::atomic<int> saidPercent{0};
    std::atomic<qsizetype> next{0};
    std::atomic<bool> good{true};
    std::mutex recordMutex;
    const auto progress = [&] {
        const int percent = static_cast<int>(100 * ++paintedFrames / frames);
        int said = saidPercent;
        if (percent >= said + 10 && saidPercent.compare_exchange_strong(said, percent - percent % 10))
            say(QStringLiteral("  films: %1 %").arg(percent - percent % 10));
    };
    const auto work = [&] {
        for (qsizetype i = next++; i < stories.size(); i = next++) {
            const auto made = make(stories[i], format, folder, progress);
            const std::scoped_lock lock(recordMutex);
            if (!made || !writeRecord(stories[i], folder, print)) {
                say(made ? QStringLiteral("medio-films: %1 cannot be written")
                               .arg(recordPath(stories[i], folder))
                         : QStringLiteral("medio-films: %1").arg(made.error()));
                good = false;
            }
        }
    };
    {
        std::vector<std::jthread> workers;
        const auto count = std::clamp<qsizetype>(std::thread::hardware_concurrency(), 1, stories.size());
        for (qsizetype i = 0; i < count; ++i)
            workers.emplace_back(work);
    }
    return good;
}

} // namespace

int main(int argc, char *argv[])
{
    // Painting into images needs no windows and, since no film has words, no fonts.
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("medio-films"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MEDIO_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Makes the sample films: draws them, composes their sound, encodes them with ffmpeg.\n"
                       "What is there already is not made again."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption outOption(QStringLiteral("out"), QStringLiteral("Folder to make the films in."),
                                       QStringLiteral("DIR"));
    const QCommandLineOption onlyOption(QStringLiteral("only"),
                                        QStringLiteral("Only this film (may be given several times)."),
                                        QStringLiteral("NAME"));
    const QCommandLineOption smallOption(QStringLiteral("small"),
                                         QStringLiteral("320x180 at 12 frames a second, for tests."));
    const QCommandLineOption frameOption(
        QStringLiteral("frame"),
        QStringLiteral("Only paint one moment, as NAME-SECONDS.png (may be given several times)."),
        QStringLiteral("NAME:SECONDS"));
    const QCommandLineOption listOption(QStringLiteral("list"),
                                        QStringLiteral("Print the names, lengths and files of the films."));
    parser.addOptions({outOption, onlyOption, smallOption, frameOption, listOption});
    parser.process(application);
    const auto usage = [](const QString &message) {
        say(QStringLiteral("medio-films: %1").arg(message));
        return 2;
    };
    if (!parser.positionalArguments().isEmpty())
        return usage(QStringLiteral("unknown argument '%1'").arg(parser.positionalArguments().first()));

    QList<Story> stories = allStories();
    QStringList names;
    for (const Story &story : std::as_const(stories))
        names.append(story.name);
    if (parser.isSet(listOption)) {
        for (const Story &story : std::as_const(stories))
            std::printf("%s\t%g s\t%s\n", qUtf8Printable(story.name), story.seconds,
                        qUtf8Printable(story.file));
        return 0;
    }
    if (!parser.isSet(outOption))
        return usage(QStringLiteral("--out DIR is missing"));
    const QDir folder(parser.value(outOption));
    if (!folder.mkpath(QStringLiteral(".")))
        return usage(QStringLiteral("%1 is not a folder and cannot be made one").arg(folder.path()));

    Format format;
    if (parser.isSet(smallOption))
        format = {{320, 180}, 12, QStringLiteral("ultrafast")};

    if (parser.isSet(frameOption)) {
        for (const QString &wish : parser.values(frameOption)) {
            const QString name = wish.section(u':', 0, 0);
            const qsizetype index = names.indexOf(name);
            bool isNumber = false;
            const double t = wish.section(u':', 1).toDouble(&isNumber);
            if (index < 0 || !isNumber)
                return usage(QStringLiteral("--frame %1: wanted NAME:SECONDS, NAME one of %2")
                                 .arg(wish, names.join(QStringLiteral(", "))));
            const QString file = folder.filePath(QStringLiteral("%1-%2.png").arg(name).arg(t));
            if (!frame(stories[index], t, format.size).save(file)) {
                say(QStringLiteral("medio-films: %1 cannot be written").arg(file));
                return 1;
            }
        }
        return 0;
    }

    const QStringList only = parser.values(onlyOption);
    for (const QString &name : only) {
        if (!names.contains(name))
            return usage(QStringLiteral("there is no film '%1'; there are %2")
                             .arg(name, names.join(QStringLiteral(", "))));
    }

    // Two programs that want the same films do not both make them.
    QLockFile lock(folder.filePath(QStringLiteral(".lock")));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0)) {
        say(QStringLiteral("  films: somebody else is making them, waiting"));
        if (!lock.lock()) {
            say(QStringLiteral("medio-films: %1 cannot be written").arg(folder.path()));
            return 1;
        }
    }
    const QString print = fingerprint(format);
    erase_if(stories, [&](const Story &story) {
        return (!only.isEmpty() && !only.contains(story.name)) || isMade(story, folder, print);
    });
    if (stories.isEmpty())
        return 0;
    say(QStringLiteral("Making %1 sample films in %2 ...").arg(stories.size()).arg(folder.path()));
    return makeAll(stories, format, folder, print) ? 0 : 1;
}
