// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/demo/films/filmmaker.h"

#include "resources/demo/films/picture.h"

#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>

namespace Medio::Films {

namespace {

QStringList encoderArguments(const Story &story, const Format &format, const QString &sound,
                             const QString &target)
{
    // One thread: the same bytes on every machine; the films are made side by side instead.
    QStringList arguments{QStringLiteral("-hide_banner"), QStringLiteral("-loglevel"),
                          QStringLiteral("error"), QStringLiteral("-nostdin"), QStringLiteral("-y")};
    arguments << QStringLiteral("-f") << QStringLiteral("rawvideo") << QStringLiteral("-pix_fmt")
              << QStringLiteral("bgr0") << QStringLiteral("-video_size")
              << QStringLiteral("%1x%2").arg(format.size.width()).arg(format.size.height())
              << QStringLiteral("-framerate") << QString::number(format.framesPerSecond)
              << QStringLiteral("-i") << QStringLiteral("pipe:0");
    arguments << QStringLiteral("-f") << QStringLiteral("s16le") << QStringLiteral("-ar")
              << QString::number(Sound::rate) << QStringLiteral("-ac") << QStringLiteral("2")
              << QStringLiteral("-i") << sound;
    arguments << QStringLiteral("-map") << QStringLiteral("0:v") << QStringLiteral("-map")
              << QStringLiteral("1:a") << QStringLiteral("-vf")
              << QStringLiteral("scale=out_color_matrix=bt709:out_range=tv,format=yuv420p");
    for (const char *tag : {"-colorspace", "-color_primaries", "-color_trc"})
        arguments << QString::fromLatin1(tag) << QStringLiteral("bt709");
    arguments << QStringLiteral("-color_range") << QStringLiteral("tv") << QStringLiteral("-threads")
              << QStringLiteral("1");
    arguments << QStringLiteral("-map_metadata") << QStringLiteral("-1") << QStringLiteral("-fflags")
              << QStringLiteral("+bitexact") << QStringLiteral("-flags:v") << QStringLiteral("+bitexact")
              << QStringLiteral("-flags:a") << QStringLiteral("+bitexact");

    const int keyFrames = format.framesPerSecond * 2;
    if (story.file.endsWith(u".webm")) {
        arguments << QStringLiteral("-c:v") << QStringLiteral("libvpx-vp9") << QStringLiteral("-deadline")
                  << QStringLiteral("realtime") << QStringLiteral("-cpu-used") << QStringLiteral("8")
                  << QStringLiteral("-crf") << QStringLiteral("30") << QStringLiteral("-b:v")
                  << QStringLiteral("0") << QStringLiteral("-g") << QString::number(keyFrames)
                  << QStringLiteral("-c:a") << QStringLiteral("libopus") << QStringLiteral("-b:a")
                  << QStringLiteral("96k");
    } else {
        arguments << QStringLiteral("-c:v") << QStringLiteral("libx264") << QStringLiteral("-preset")
                  << format.preset << QStringLiteral("-tune") << QStringLiteral("animation")
                  << QStringLiteral("-crf") << QStringLiteral("21") << QStringLiteral("-g")
                  << QString::number(keyFrames) << QStringLiteral("-c:a") << QStringLiteral("aac")
                  << QStringLiteral("-b:a") << QStringLiteral("128k");
    }
    if (story.file.endsWith(u".m3u8")) {
        arguments << QStringLiteral("-sc_threshold") << QStringLiteral("0") << QStringLiteral("-f")
                  << QStringLiteral("hls") << QStringLiteral("-hls_time") << QStringLiteral("4")
                  << QStringLiteral("-hls_playlist_type") << QStringLiteral("vod")
                  << QStringLiteral("-hls_segment_type") << QStringLiteral("fmp4")
                  << QStringLiteral("-hls_fmp4_init_filename")
                  << QString(story.name + QStringLiteral("-init.mp4"))
                  << QStringLiteral("-hls_segment_filename")
                  << QString(QFileInfo(target).path() + u'/' + story.name + QStringLiteral("-%02d.m4s"));
    } else if (story.file.endsWith(u".mp4")) {
        arguments << QStringLiteral("-movflags") << QStringLiteral("+faststart");
    }
    return arguments << target;
}

Expected<void, QString> moveInto(const QDir &folder, const QString &made, const QString &last)
{
    // The film itself comes last: who sees it sees all its parts.
    QStringList names = QDir(made).entryList(QDir::Files);
    names.removeAll(last);
    names.append(last);
    for (const QString &name : std::as_const(names)) {
        const QString target = folder.filePath(name);
        QFile::remove(target);
        if (!QFile::rename(QDir(made).filePath(name), target))
            return Unexpected{QStringLiteral("%1 cannot be written").arg(target)};
    }
    return {};
}

} // namespace

QImage frame(const Story &story, double t, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size.width() / pageWidth, size.height() / pageHeight);
    story.paint(painter, t);
    return image;
}

Expected<void, QString> make(const Story &story, const Format &format, const QDir &folder,
                             const std::function<void()> &painted)
{
    const QTemporaryDir work(folder.filePath(QStringLiteral(".making-%1-XXXXXX").arg(story.name)));
    if (!work.isValid())
        return Unexpected{
            QStringLiteral("no folder can be made in %1: %2").arg(folder.path(), work.errorString())};
    const QTemporaryDir soundFolder;
    const QString soundFile = soundFolder.filePath(QStringLiteral("sound.pcm"));
    {
        Sound sound(story.seconds);
        story.compose(sound);
        sound.master();
        QFile file(soundFile);
        const QByteArray pcm = sound.pcm();
        if (!file.open(QIODevice::WriteOnly) || file.write(pcm) != pcm.size() || !file.flush())
            return Unexpected{QStringLiteral("%1: %2").arg(soundFile, file.errorString())};
    }

    QProcess encoder;
    encoder.setProcessChannelMode(QProcess::MergedChannels);
    encoder.start(QStringLiteral("ffmpeg"),
                  encoderArguments(story, format, soundFile, work.filePath(story.file)));
    if (!encoder.waitForStarted())
        return Unexpected{QStringLiteral("ffmpeg does not start: %1").arg(encoder.errorString())};
    const int frames = static_cast<int>(std::lround(story.seconds * format.framesPerSecond));
    for (int i = 0; i < frames; ++i) {
        const QImage image = frame(story, double(i) / format.framesPerSecond, format.size);
        encoder.write(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes());
        while (encoder.bytesToWrite() > 0 && encoder.waitForBytesWritten(-1)) {
        }
        if (encoder.state() != QProcess::Running)
            break;
        painted();
    }
    encoder.closeWriteChannel();
    encoder.waitForFinished(-1);
    if (encoder.exitStatus() != QProcess::NormalExit || encoder.exitCode() != 0)
        return Unexpected{QStringLiteral("ffmpeg failed for %1: %2")
                              .arg(story.name, QString::fromLocal8Bit(encoder.readAll()).trimmed())};

    const QString poster = work.filePath(QString(story.name + QStringLiteral(".png")));
    if (!frame(story, story.posterAt, format.size.scaled(640, 360, Qt::KeepAspectRatio)).save(poster))
        return Unexpected{QStringLiteral("%1 cannot be written").arg(poster)};
    return moveInto(folder, work.path(), story.file);
}

QStringList filesOf(const Story &story, const QDir &folder)
{
    QStringList names{story.file, QString(story.name + QStringLiteral(".png"))};
    if (story.file.endsWith(u".m3u8"))
        names += folder.entryList({QString(story.name + QStringLiteral("-*.m4s")),
                                   QString(story.name + QStringLiteral("-init.mp4"))},
                                  QDir::Files, QDir::Name);
    return names;
}

} // namespace Medio::Films
