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

} // namespace

PosterFolder::PosterFolder(Net::MedioClient &client, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_folder(folder)
{
    m_disk.setMaxThreadCount(1);
    QDir().mkpath(folder);
}

PosterFolder::~PosterFolder()
{
    m_disk.waitForDone();
}

QString PosterFolder::pathOf(const Api::Video &video) const
{
    if (video.thumbnailUrl.isEmpty())
        return {};
    const QByteArray hash = QCryptographicHash::hash(video.thumbnailUrl.toUtf8(), QCryptographicHash::Sha256);
    return m_folder + u'/' + video.id.toString() + u'-' + QString::fromLatin1(hash.left(8).toHex());
}

QHash<Api::VideoId, QString> PosterFolder::known(const QList<Api::Video> &videos) const
{
    QHash<Api::VideoId, QString> posters;
    for (const Api::Video &video : videos) {
        if (const QString path = pathOf(video); !path.isEmpty() && QFile::exists(path))
            posters.insert(video.id, path);
    }
    return posters;
}

void PosterFolder::fetch(const QList<Api::Video> &videos)
{
    m_wanted.clear();
    for (const Api::Video &video : videos) {
        if (const QString path = pathOf(video); !path.isEmpty() && !QFile::exists(path))
            m_wanted.append(video);
    }
    if (!m_underWay)
        fetchNext();
}

void PosterFolder::fetchNext()
{
    if (m_wanted.isEmpty()) {
        m_underWay = false;
        return;
    }
    m_underWay = true;
    const Api::Video video = m_wanted.takeFirst();
    m_client.picture(QUrl(video.thumbnailUrl))->then(this, [this, video](const auto &picture) {
        if (picture) {
            keep(video, *picture);
            return;
        }
        qCInfo(lcNet) << "no picture for" << video.id.toString() << Api::kindName(picture.error().kind);
        fetchNext();
    });
}

void PosterFolder::keep(const Api::Video &video, const QByteArray &picture)
{
    m_disk.start([this, id = video.id, path = pathOf(video), picture] {
        const bool kept = isPicture(picture) && write(path, picture);
        QMetaObject::invokeMethod(
            this,
            [this, kept, id, path] {
                if (kept)
                    Q_EMIT arrived(id, path);
                else
                    qCInfo(lcNet) << "not a picture, or no room for it:" << path;
                fetchNext();
            },
            Qt::QueuedConnection);
    });
}

} // namespace Medio::Adapters
