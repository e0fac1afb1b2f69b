// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/base/logging.h"
#include "server/api/answers.h"
#include "server/api/routes.h"
#include "server/http/range.h"
#include "server/mediafolder.h"

#include <QFileInfo>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace Medio::Home {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentType(const QString &path)
{
    static const QHash<QString, QByteArray> types{
        {u"mp4"_s, "video/mp4"},         {u"m4v"_s, "video/mp4"},
        {u"m4s"_s, "video/iso.segment"}, {u"webm"_s, "video/webm"},
        {u"mkv"_s, "video/x-matroska"},  {u"mov"_s, "video/quicktime"},
        {u"ts"_s, "video/mp2t"},         {u"m3u8"_s, "application/vnd.apple.mpegurl"},
        {u"vtt"_s, "text/vtt"},          {u"jpg"_s, "image/jpeg"},
        {u"jpeg"_s, "image/jpeg"},       {u"png"_s, "image/png"},
    };
    return types.value(QFileInfo(path).suffix().toLower(), "application/octet-stream");
}

QByteArray httpDate(qint64 nanoseconds)
{
    return QLocale::c()
        .toString(QDateTime::fromSecsSinceEpoch(nanoseconds / 1'000'000'000, QTimeZone::utc()),
                  u"ddd, dd MMM yyyy hh:mm:ss 'GMT'")
        .toLatin1();
}

Response notFound()
{
    return Response::message(404, u"There is no such film here"_s);
}

/// A file as RFC 9110 wants it: whole, a part, or a word about why not.
Response fileResponse(const Call &call, const QString &path)
{
    const std::shared_ptr<const File> file = File::open(path);
    if (!file)
        return notFound();
    const Headers &asked = call.request.headers;
    const QByteArray tag =
        '"' + QByteArray::number(file->size(), 16) + '-' + QByteArray::number(file->modified(), 16) + '"';
    const QByteArray modified = httpDate(file->modified());

    Response response;
    response.headers.add("Content-Type", contentType(path));
    response.headers.add("Accept-Ranges", "bytes");
    response.headers.add("ETag", tag);
    response.headers.add("Last-Modified", modified);
    response.headers.add("Cache-Control", "private, no-cache");
    if (asked.value("If-None-Match") == tag) {
        response.status = 304;
        return response;
    }

    ByteRange range{ByteRange::Kind::Whole, 0, file->size()};
    const QByteArray condition = asked.value("If-Range");
    // RFC 9110 §14.2: a Range on anything but GET is ignored.
    if (call.request.method == "GET" && asked.contains("Range") &&
        (condition.isEmpty() || condition == tag || condition == modified))
        range = ByteRange::parse(asked.value("Range"), file->size());
    switch (range.kind) {
    case ByteRange::Kind::Unsatisfiable:
        response.status = 416;
        response.headers.add("Content-Range", "bytes */" + QByteArray::number(file->size()));
        return response;
    case ByteRange::Kind::Part:
        response.status = 206;
        response.headers.add("Content-Range", "bytes " + QByteArray::number(range.offset) + '-' +
                                                  QByteArray::number(range.offset + range.length - 1) + '/' +
                                                  QByteArray::number(file->size()));
        break;
    case ByteRange::Kind::Whole:
        break;
    }
    response.file = FilePart{file, range.offset, range.length};
    return response;
}

/// The unguessable id is the permission, as with the public routes: Kids Mode works without login.
class Films
{
public:
    explicit Films(const Services &services)
        : m_services(services)
    {
    }

    Response stream(const Call &call) const { return send(call, "media_file"); }
    Response poster(const Call &call) const { return send(call, "poster_file"); }

    /// A piece of an HLS film: the playlist names its segments relative to itself. Only files
    /// beside it whose names begin with its own.
    Response piece(const Call &call) const
    {
        const auto row = filesOf(call);
        if (!row)
            return row.error();
        const QString playlist = row->text("media_file");
        const QFileInfo info(playlist);
        const QString name = call.parameter("piece");
        const bool harmless = std::all_of(name.cbegin(), name.cend(), [](QChar c) {
            return c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_';
        });
        if (info.suffix().toLower() != "m3u8"_L1 || !harmless || !name.startsWith(info.completeBaseName()))
            return notFound();
        return serve(call, info.path() + u'/' + name);
    }

private:
    Expected<Row, Response> filesOf(const Call &call) const
    {
        const auto row = m_services.database.read([id = idOf(call)](Connection &connection) {
            return connection.one(u"SELECT media_file, poster_file FROM videos WHERE id = ?"_s, {id});
        });
        if (!row)
            return Unexpected{databaseAway()};
        if (!*row)
            return Unexpected{notFound()};
        return **row;
    }

    Response send(const Call &call, const char *column) const
    {
        const auto row = filesOf(call);
        if (!row)
            return row.error();
        return row->isNull(column) ? notFound() : serve(call, row->text(column));
    }

    [[nodiscard]] Response serve(const Call &call, const QString &name) const
    {
        const auto path = MediaFolder(m_services.settings.mediaFolder).find(name);
        if (path)
            return fileResponse(call, *path);
        if (path.error() == MediaFolder::Problem::Outside)
            qCWarning(lcServer).noquote()
                << name << "is not served: it is a link that leads out of the media folder";
        return notFound();
    }

    const Services &m_services;
};

} // namespace

void addFilmRoutes(Router &router, const Services &services)
{
    const auto films = std::make_shared<Films>(services);
    const auto add = [&](const QString &pattern, std::function<Response(const Call &, Connection *)> act) {
        Route route{"GET", pattern, Place::Disk, std::move(act)};
        route.unlimited = true;
        router.add(route);
    };
    add(u"videos/:id/stream"_s, [films](const Call &call, Connection *) { return films->stream(call); });
    add(u"videos/:id/poster"_s, [films](const Call &call, Connection *) { return films->poster(call); });
    add(u"videos/:id/:piece"_s, [films](const Call &call, Connection *) { return films->piece(call); });
}

} // namespace Medio::Home
