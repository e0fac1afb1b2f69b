// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/imitatedplatforms.h"

#include "tests/support/certificate.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QUrlQuery>

/// Those of a static library are forgotten else; in no namespace, as Qt wants it.
static void takeImitations()
{
    Q_INIT_RESOURCE(imitation);
}

namespace Medio {

namespace {

LoopbackServer::Answer served(const QStringList &names, const QByteArray &type)
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

LoopbackServer::Answer script(const QString &name)
{
    return served({QStringLiteral("frame.js"), name}, "text/javascript");
}

} // namespace

bool ImitatedPlatforms::start()
{
    takeImitations();
    const QString certificate = m_folder.filePath(QStringLiteral("platforms.pem"));
    const QString key = m_folder.filePath(QStringLiteral("platforms.key"));
    if (!m_folder.isValid() || !makeCertificate(certificate, key, CertificateWish()) ||
        !m_server.secure(certificate, key) || !QDir().mkpath(home()))
        return false;
    m_server.always([this](const LoopbackServer::Request &request) { return answer(request); });
    return true;
}

QList<std::pair<const char *, QByteArray>> ImitatedPlatforms::environment() const
{
    // Every name is this server, and its certificate will do.
    const QString port = m_server.address().section(u':', -1);
    const QByteArray flags = "--ignore-certificate-errors --disable-gpu "
                             "\"--host-resolver-rules=MAP * 127.0.0.1:" +
                             port.toLatin1() + '"';
    QList<std::pair<const char *, QByteArray>> environment{{"QTWEBENGINE_CHROMIUM_FLAGS", flags},
                                                           {"QT_QUICK_BACKEND", "software"}};
    if (getuid() == 0)
        environment.emplaceBack("QTWEBENGINE_DISABLE_SANDBOX", "1"); // root has none
    return environment;
}

void ImitatedPlatforms::prepareThisProcess() const
{
    const auto variables = environment();
    for (const auto &[name, value] : variables)
        qputenv(name, value);
    for (const char *variable : {"HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"})
        qputenv(variable, QFile::encodeName(home()));
}

void ImitatedPlatforms::forget()
{
    m_isAway = false;
    m_notes.clear();
    m_seen.clear();
}

LoopbackServer::Answer ImitatedPlatforms::answer(const LoopbackServer::Request &request)
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

} // namespace Medio
