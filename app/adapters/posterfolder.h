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
/// (foreign bytes: at most 2 MB, at most 4096 x 4096, in a format that Qt reads), and there without
/// the server for ever. One file per film and address, so a changed picture is fetched anew; the
/// former one stays until the new one is there. What no film needs any more is removed, and all
/// together are never larger than the budget: what comes first in the list is kept first.
/// Lives on the GUI thread; disk and decoder work is done on a thread of its own.
class PosterFolder final : public QObject
{
    Q_OBJECT
public:
    /// Some two thousand pictures as platforms make them.
    static constexpr qint64 defaultBudget = qint64{256} * 1024 * 1024;

    /// `client` outlives this object. The folder is made when it is missing; whatever lies in it is
    /// ours to remove. `budget` in bytes.
    PosterFolder(Net::MedioClient &client, const QString &folder, qint64 budget = defaultBudget);
    ~PosterFolder() override;

    /// From now on these films' pictures and no others: looked() follows, then one arrived() for
    /// each that could be had. A new call replaces the one before. What can't be had is left out until
    /// the next call.
    void keep(const QList<Api::Video> &videos);

Q_SIGNALS:
    /// What of the last keep() lay here already, by path.
    void looked(const QHash<Medio::Api::VideoId, QString> &posters);
    /// One more lies here now.
    void arrived(const Medio::Api::VideoId &video, const QString &path);

private:
    struct Found ///< what a look into the folder found
    {
        QHash<Api::VideoId, QString> posters;
        QList<Api::Video> missing;
        qint64 size = 0; ///< bytes of all that stays
    };

    [[nodiscard]] static Found look(const QString &folder, const QList<Api::Video> &videos);
    void fetchNext();
    void take(const Api::Video &video, const QByteArray &picture);

    Net::MedioClient &m_client;
    const QString m_folder;
    const qint64 m_budget;
    QThreadPool m_disk;
    QList<Api::Video> m_wanted;
    qint64 m_size = 0;       ///< bytes in the folder
    quint64 m_list = 0;      ///< which keep() is the present one
    bool m_underWay = false; ///< a picture is being fetched or written
};

} // namespace Medio::Adapters
