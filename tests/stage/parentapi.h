// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "tests/stage/family.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <functional>

namespace Medio::Stage {

/// A parent with a phone: talks to a Medio server through its public API (MEDIO-API.md) to set a
/// world up and to change it. Signs in again by itself when a login has run out.
/// One call at a time; everything is answered on the event loop.
class ParentApi final : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<void(Expected<QJsonDocument, QString>)>;
    using Done = std::function<void(Expected<void, QString>)>;

    explicit ParentApi(QObject *parent = nullptr);

    void setServer(const QUrl &server) { m_server = server; }

    void registerParent(const Family &family, const Done &done);
    void signIn(const QString &email, const QString &password, const Done &done);

    /// Makes the children, films (their addresses are `films` + file name), chips and playlists of
    /// the family; the parent is signed in.
    void makeFamily(const Family &family, const QUrl &films, const Done &done);

    /// Reads what the server calls the children and films of the family.
    void readNames(const Family &family, const Done &done);

    void setLimit(const QString &child, int minutes, const Done &done);

    /// Puts a film of YouTube, which nobody can fetch, before the others of a chip.
    void addPlatformFilm(const Family::Chip &chip, const Done &done);

    [[nodiscard]] QString childOf(const QString &profileId) const { return m_children.value(profileId); }
    [[nodiscard]] QString filmOf(const QString &videoId) const { return m_films.value(videoId); }

private:
    enum class Again { Yes, No };

    void call(const QByteArray &method, const QString &path, const QJsonObject &body, const Answer &answer,
              Again again = Again::Yes);
    void send(const QByteArray &method, const QString &path, const QJsonObject &body, const Answer &answer,
              Again again);
    void all(QList<std::function<void(Done)>> steps, const Done &done);
    /// A call of which only what `take` makes of the answer matters.
    void ask(const QByteArray &method, const QString &path, const QJsonObject &body, const Done &done,
             const std::function<void(const QJsonDocument &)> &take = {});
    void makeFilm(const Family::Film &film, const QUrl &films, const Done &done);
    void makeChip(const Family::Chip &chip, const Done &done);
    void setFilms(const QString &chipId, const QStringList &videoIds, const Done &done);

    QUrl m_server;
    QNetworkAccessManager m_network;
    QByteArray m_csrf;
    QString m_email;
    QString m_password;
    QString m_platform;                 // id of any platform: films are known by their address
    QHash<QString, QString> m_filmIds;  // by key
    QHash<QString, QString> m_children; // name by id
    QHash<QString, QString> m_films;    // key by id
};

} // namespace Medio::Stage
