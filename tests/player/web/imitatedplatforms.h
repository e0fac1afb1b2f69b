// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/certificate.h"
#include "tests/support/loopbackserver.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QHash>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrlQuery>

namespace Medio::PlayerWeb {

inline constexpr int patience = 60000; ///< ms; against what hangs, on a busy machine

/// All three platforms on loopback (imitation/README.md), and a browser that is told to find every name
/// there.
class ImitatedPlatforms
{
public:
    /// Once, before a browser starts; false: it can't be tested here.
    [[nodiscard]] bool start()
    {
        const QString certificate = m_folder.filePath(QStringLiteral("platforms.pem"));
        const QString key = m_folder.filePath(QStringLiteral("platforms.key"));
        if (!m_folder.isValid() || !makeCertificate(certificate, key, CertificateWish()) ||
            !m_server.secure(certificate, key) || !QDir(m_folder.path()).mkdir(QStringLiteral("home")))
            return false;
        m_server.always([this](const LoopbackServer::Request &request) { return answer(request); });
        // Every name is this server, and its certificate will do.
        const QString port = m_server.address().section(u':', -1);
        const QByteArray flags = "--ignore-certificate-errors --disable-gpu "
                                 "\"--host-resolver-rules=MAP * 127.0.0.1:" +
                                 port.toLatin1() + '"';
        qputenv("QTWEBENGINE_CHROMIUM_FLAGS", flags);
        if (getuid() == 0)
            qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1"); // root has none
        for (const char *variable : {"HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"})
            qputenv(variable, QFile::encodeName(home()));
        return true;
    }

    /// None answers.
    void setAway(bool away) { m_isAway = away; }

    void forget()
    {
        m_isAway = false;
        m_notes.clear();
        m_seen.clear();
    }

    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// Where the browser might keep something
    [[nodiscard]] QString home() const { return m_folder.filePath(QStringLiteral("home")); }
    /// What films told of themselves
    [[nodiscard]] const QStringList &notes() const { return m_notes; }
    /// The last request for each host and path
    [[nodiscard]] const QHash<QString, LoopbackServer::Request> &seen() const { return m_seen; }

private:
    [[nodiscard]] static LoopbackServer::Answer served(const QStringList &names, const QByteArray &type)
    {
        LoopbackServer::Answer answer;
        answer.contentType = type;
        for (const QString &name : names) {
            QFile file(QStringLiteral(":/imitation/") + name);
            if (file.open(QIODevice::ReadOnly))
                answer.body += file.readAll() + '\n';
        }
        return answer;
    }

    [[nodiscard]] static LoopbackServer::Answer script(const QString &name)
    {
        return served({QStringLiteral("frame.js"), name}, "text/javascript");
    }

    [[nodiscard]] LoopbackServer::Answer answer(const LoopbackServer::Request &request)
    {
        if (m_isAway)
            return LoopbackServer::Answer::drop();
        if (request.path == QLatin1String("/note")) {
            m_notes.append(request.query.toString());
            return {204};
        }
        const QString host = QString::fromLatin1(request.headers.value("host")).section(u':', 0, 0);
        const QString asked = host + request.path;
        m_seen.insert(asked, request);
        if (asked == QLatin1String("www.youtube.com/iframe_api"))
            return script(QStringLiteral("youtube.js"));
        if (asked == QLatin1String("player.vimeo.com/api/player.js"))
            return script(QStringLiteral("vimeo.js"));
        if (asked == QLatin1String("geo.dailymotion.com/libs/player.js"))
            return script(QStringLiteral("dailymotion.js"));
        if (asked.startsWith(QLatin1String("www.youtube-nocookie.com/embed/")) ||
            asked.startsWith(QLatin1String("player.vimeo.com/video/")) ||
            asked == QLatin1String("geo.dailymotion.com/player.html"))
            return served({QStringLiteral("film.html")}, "text/html; charset=utf-8")
                .with("Set-Cookie", "visitor=1; Secure; HttpOnly; SameSite=None; Max-Age=86400");
        return LoopbackServer::html(404);
    }

    QTemporaryDir m_folder;
    LoopbackServer m_server;
    bool m_isAway = false;
    QStringList m_notes;
    QHash<QString, LoopbackServer::Request> m_seen;
};

} // namespace Medio::PlayerWeb
