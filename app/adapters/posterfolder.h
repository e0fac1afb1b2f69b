// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/values.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QThreadPool>

namespace Medio::Net {
class MedioClient;
}

namespace Medio::Adapters {

/// The films' pictures as files: fetched one after the other, looked at before they are kept
/// (foreign bytes: a picture of at most 4096 x 4096 in a format that Qt reads), and there without
/// the server for ever. One file per film and address, so a changed picture is fetched anew.
/// Lives on the GUI thread; disk and decoder work is done on a thread of its own.
class PosterFolder final : public QObject
{
    Q_OBJECT
public:
    /// `client` outlives this object. The folder is made when it is missing.
    PosterFolder(Net::MedioClient &client, const QString &folder, QObject *parent = nullptr);
    ~PosterFolder() override;

    /// What lies here already, by film.
    [[nodiscard]] QHash<Api::VideoId, QString> known(const QList<Api::Video> &videos) const;

    /// Gets what is missing; a new call replaces the list of the one before. What can't be had is
    /// left out until the next call.
    void fetch(const QList<Api::Video> &videos);

Q_SIGNALS:
    /// A picture that fetch() got lies here now.
    void arrived(const Medio::Api::VideoId &video, const QString &path);

private:
    void fetchNext();
    void keep(const Api::Video &video, const QByteArray &picture);
    [[nodiscard]] QString pathOf(const Api::Video &video) const; ///< empty: it has no picture

    Net::MedioClient &m_client;
    const QString m_folder;
    QThreadPool m_disk;
    QList<Api::Video> m_wanted;
    bool m_underWay = false;
};

} // namespace Medio::Adapters
