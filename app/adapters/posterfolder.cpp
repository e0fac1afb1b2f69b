// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/posterfolder.h"

#include "app/base/logging.h"
#include "net/client/medioclient.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QSaveFile>

namespace Medio::Adapters {
namespace {

constexpr int largestSide = 4096;

/// "VIDEO-HASH"; empty: the film has no picture.
QString nameOf(const Api::Video &video)
{
    if (video.thumbnailUrl.isEmpty())
        return {};
    const QByteArray hash = QCryptographicHash::hash(video.thumbnailUrl.toUtf8(), QCryptographicHash::Sha256);
    return video.id.toString() + u'-' + QString::fromLatin1(hash.left(8).toHex());
}

/// Whose picture a file is.
std::optional<Api::VideoId> videoOf(const QString &name)
{
    constexpr qsizetype idLength = 36;
    constexpr qsizetype nameLength = idLength + 1 + 16;
    return name.size() == nameLength ? Api::VideoId::parse(name.left(idLength)) : std::nullopt;
}

bool isPicture(const QByteArray &bytes)
{
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    const QSize size = reader.size();
    if (size.isEmpty() || size.width() > largestSide || size.height() > largestSide)
        return false;
    return !reader.read().isNull();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

/// Bytes that were freed: the pictures of other addresses of the same film.
qint64 removeFormer(const QDir &folder, const Api::Video &video)
{
    qint64 freed = 0;
    const QString present = nameOf(video);
    const QFileInfoList files = folder.entryInfoList({video.id.toString() + u"-*"}, QDir::Files);
    for (const QFileInfo &file : files) {
        if (file.fileName() != present && QFile::remove(file.filePath()))
            freed += file.size();
    }
    return freed;
}

} // namespace

PosterFolder::PosterFolder(Net::MedioClient &client, const QString &folder, qint64 budget)
    : m_client(client)
    , m_folder(folder)
    , m_budget(budget)
{
    m_disk.setMaxThreadCount(1);
}

PosterFolder::~PosterFolder()
{
    m_disk.waitForDone();
}

void PosterFolder::keep(const QList<Api::Video> &videos)
{
    m_wanted.clear();
    m_disk.start([this, videos, list = ++m_list] {
        const Found found = look(m_folder, videos);
        QMetaObject::invokeMethod(
            this,
            [this, found, list] {
                if (list != m_list)
                    return;
                m_size = found.size;
                m_wanted = found.missing;
                Q_EMIT looked(found.posters);
                if (!m_underWay)
                    fetchNext();
            },
            Qt::QueuedConnection);
    });
}

/// Disk thread. Removes what no film of the list needs, and what a power cut left half written.
PosterFolder::Found PosterFolder::look(const QString &folder, const QList<Api::Video> &videos)
{
    QDir().mkpath(folder);
    Found found;
    QHash<Api::VideoId, QString> wanted;
    for (const Api::Video &video : videos) {
        if (const QString name = nameOf(video); !name.isEmpty())
            wanted.insert(video.id, name);
    }
    QHash<Api::VideoId, QFileInfoList> files;
    const QFileInfoList entries = QDir(folder).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo &file : entries) {
        const auto video = videoOf(file.fileName());
        if (video && wanted.contains(*video))
            files[*video].append(file);
        else
            QFile::remove(file.filePath());
    }
    for (const Api::Video &video : videos) {
        const QString name = wanted.value(video.id);
        if (name.isEmpty() || found.posters.contains(video.id))
            continue;
        const QFileInfoList present = files.value(video.id);
        const bool isHere = std::any_of(present.cbegin(), present.cend(),
                                        [&name](const QFileInfo &file) { return file.fileName() == name; });
        if (!isHere)
            found.missing.append(video);
        for (const QFileInfo &file : present) {
            if (isHere && file.fileName() != name) {
                QFile::remove(file.filePath());
                continue;
            }
            found.posters.insert(video.id, file.filePath());
            found.size += file.size();
        }
    }
    return found;
}

void PosterFolder::fetchNext()
{
    m_underWay = !m_wanted.isEmpty();
    if (!m_underWay)
        return;
    const Api::Video video = m_wanted.takeFirst();
    m_client.picture(QUrl(video.thumbnailUrl))->then(this, [this, video](const auto &picture) {
        if (picture) {
            take(video, *picture);
            return;
        }
        qCInfo(lcNet) << "no picture for" << video.id.toString() << Api::kindName(picture.error().kind);
        fetchNext();
    });
}

void PosterFolder::take(const Api::Video &video, const QByteArray &picture)
{
    if (m_size + picture.size() > m_budget) {
        qCInfo(lcNet) << "no room for more pictures:" << m_size << "of" << m_budget << "bytes are taken";
        m_wanted.clear();
        m_underWay = false;
        return;
    }
    const QString path = m_folder + u'/' + nameOf(video);
    m_disk.start([this, video, path, picture, list = m_list] {
        const bool isKept = isPicture(picture) && write(path, picture);
        const qint64 change = isKept ? picture.size() - removeFormer(QDir(m_folder), video) : 0;
        QMetaObject::invokeMethod(
            this,
            [this, isKept, change, video, path, list] {
                // A list that came meanwhile has been looked at with or without this picture.
                if (list == m_list) {
                    m_size += change;
                    if (isKept)
                        Q_EMIT arrived(video.id, path);
                    else
                        qCInfo(lcNet) << "not a picture, or no room for it:" << path;
                }
                fetchNext();
            },
            Qt::QueuedConnection);
    });
}

} // namespace Medio::Adapters
