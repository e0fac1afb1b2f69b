// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDebug>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QtEndian>

namespace Medio {

/// Small films, made by the ffmpeg program when a test asks for them.
class FilmFixture
{
public:
    [[nodiscard]] bool isValid() const { return m_folder.isValid(); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Runs ffmpeg with these arguments and the file's path behind them; the path, or empty.
    [[nodiscard]] QString make(const QString &name, const QStringList &arguments) const
    {
        QProcess ffmpeg;
        QStringList all{QStringLiteral("-loglevel"), QStringLiteral("error"), QStringLiteral("-y")};
        all += arguments;
        all += path(name);
        ffmpeg.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        ffmpeg.start(QStringLiteral("ffmpeg"), all);
        if (!ffmpeg.waitForFinished(60000) || ffmpeg.exitCode() != 0) {
            qWarning() << "ffmpeg could not make" << name << ffmpeg.errorString();
            return {};
        }
        return path(name);
    }

    /// MP4 with H.264 and, unless `silent`, AAC; 320 x 180, 25 frames a second, index in front.
    [[nodiscard]] QString makeFilm(const QString &name, double seconds, bool silent = true,
                                   const QStringList &more = {}) const
    {
        const QStringList fast{QStringLiteral("-movflags"), QStringLiteral("+faststart")};
        return make(name, arguments(seconds, !silent) + fast + more);
    }

    /// The same with a tone, and of uneven frames: moves for a second, rests on its last picture of that for
    /// `rest` seconds, and moves for another second unless it `endsResting`.
    [[nodiscard]] QString makeRestingFilm(const QString &name, double rest, bool endsResting = false) const
    {
        QString shown = QStringLiteral("lt(t,1)");
        if (!endsResting)
            shown += QStringLiteral("+gte(t,%1)").arg(1 + rest);
        return makeFilm(name, rest + (endsResting ? 1 : 2), false,
                        {QStringLiteral("-vf"), QStringLiteral("select='%1'").arg(shown),
                         QStringLiteral("-fps_mode"), QStringLiteral("vfr"), QStringLiteral("-g"),
                         QStringLiteral("25")});
    }

    /// Silent; moves for a second, and its last picture stands for so many more.
    [[nodiscard]] QString makeFilmThatStands(const QString &name, int seconds) const
    {
        const QString moving =
            makeFilm(QStringLiteral("moving-") + name, 1, true, {QStringLiteral("-bf"), QStringLiteral("0")});
        return make(name, {QStringLiteral("-i"), moving, QStringLiteral("-c"), QStringLiteral("copy"),
                           QStringLiteral("-bsf:v"),
                           QStringLiteral("setts=duration=if(gte(N\\,24)\\,%1*DURATION\\,DURATION)")
                               .arg(seconds * 25 + 1)});
    }

    /// All files of the folder of this name, by "/name": what a server of them answers.
    [[nodiscard]] QHash<QByteArray, QByteArray> filesOf(const QString &folder) const
    {
        QHash<QByteArray, QByteArray> files;
        const QDir all(path(folder));
        const QStringList names = all.entryList(QDir::Files);
        for (const QString &name : names)
            files.insert('/' + name.toUtf8(), bytes(all.filePath(name)));
        return files;
    }

    /// An HLS film from arguments of ffmpeg that say what is in it: list.m3u8 and its pieces of a second
    /// each.
    [[nodiscard]] QHash<QByteArray, QByteArray> makeHls(const QString &folder, const QStringList &film,
                                                        const QStringList &more = {}) const
    {
        QDir().mkpath(path(folder));
        const QStringList hls{QStringLiteral("-g"),
                              QStringLiteral("25"),
                              QStringLiteral("-f"),
                              QStringLiteral("hls"),
                              QStringLiteral("-hls_time"),
                              QStringLiteral("1"),
                              QStringLiteral("-hls_list_size"),
                              QStringLiteral("0")};
        return make(folder + QStringLiteral("/list.m3u8"), film + hls + more).isEmpty()
                   ? QHash<QByteArray, QByteArray>()
                   : filesOf(folder);
    }

    /// What ffmpeg is told to make a test picture (H.264) and, with `sound`, a tone (AAC) of so many seconds.
    [[nodiscard]] static QStringList arguments(double seconds, bool sound = true)
    {
        const QString length = QString::number(seconds);
        QStringList all{QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                        QStringLiteral("testsrc2=s=320x180:r=25:d=") + length};
        if (sound)
            all += {QStringLiteral("-f"),   QStringLiteral("lavfi"),
                    QStringLiteral("-i"),   QStringLiteral("sine=f=440:d=") + length,
                    QStringLiteral("-c:a"), QStringLiteral("aac")};
        return all + QStringList{QStringLiteral("-c:v"),     QStringLiteral("libx264"),
                                 QStringLiteral("-preset"),  QStringLiteral("veryfast"),
                                 QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p")};
    }

    /// In addition: noise, several hundred kilobytes a second.
    [[nodiscard]] static QStringList noise()
    {
        return {QStringLiteral("-vf"),     QStringLiteral("noise=alls=80:allf=t+u"),
                QStringLiteral("-preset"), QStringLiteral("ultrafast"),
                QStringLiteral("-qp"),     QStringLiteral("16")};
    }

    [[nodiscard]] static QByteArray bytes(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// The same MP4, to be shown turned by 90 degrees clockwise: another matrix in its track
    /// header (ISO/IEC 14496-12 §8.3.2). ffmpeg's option for it changed between its versions.
    [[nodiscard]] static QByteArray turned(QByteArray film)
    {
        constexpr qsizetype toMatrix = 44; // from the box's name on, version 0
        constexpr quint32 one = 0x10000;
        const quint32 matrix[] = {0, one, 0, 0U - one, 0, 0, 180 * one, 0, 0x40000000};
        qsizetype at = film.indexOf("tkhd") + toMatrix;
        for (const quint32 value : matrix) {
            qToBigEndian(value, film.data() + at);
            at += qsizetype(sizeof value);
        }
        return film;
    }

    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("A fixture can't be written");
    }

    /// A script for sh.
    static void writeProgram(const QString &path, const QByteArray &script)
    {
        write(path, "#!/bin/sh\n" + script);
        if (!QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            qFatal("A fixture can't be made a program");
    }

private:
    QTemporaryDir m_folder;
};

} // namespace Medio
