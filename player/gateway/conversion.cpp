// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/conversion.h"

#include "player/gateway/filmsession.h"
#include "player/gateway/hlsfilm.h"
#include "player/gateway/loopbackserver.h"

#include <fcntl.h>
#include <unistd.h>

#include <QFile>

#include <algorithm>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Conversion::Conversion(FilmFetch *source, LoopbackServer *server, const Places &places, QObject *parent)
    : QObject(parent)
    , m_source(source)
    , m_server(server)
    , m_places(places)
{
    if (auto *session = qobject_cast<FilmSession *>(source))
        m_routes = {{{server->open(session), 0ms}}};
    if (auto *hls = qobject_cast<HlsFilm *>(source))
        for (const auto &track : hls->tracks()) {
            QList<RemuxProcess::Part> &parts = m_routes.emplace_back();
            for (const auto &part : track)
                parts.append({server->open(part.get()), part->at()});
        }
}

Conversion::~Conversion()
{
    // The programs end before what they read.
    delete m_growing;
    delete m_finishing;
    for (const auto &track : std::as_const(m_routes))
        for (const RemuxProcess::Part &part : track)
            m_server->close(part.address);
}

RemuxProcess::Order Conversion::order()
{
    RemuxProcess::Order order;
    order.tracks = m_routes;
    if (const auto *hls = qobject_cast<HlsFilm *>(m_source))
        order.duration = hls->duration();
    return order;
}

void Conversion::grow(qint64 mostBytes)
{
    if (m_growing != nullptr)
        return;
    m_file = std::make_unique<GrowingFile>(m_places.folder);
    RemuxProcess::Order order = this->order();
    order.fragmented = true;
    order.mostBytes = m_file->isInMemory() ? std::min(mostBytes, mostInMemory) : mostBytes;
    order.output = m_file->descriptor();
    m_growing = new RemuxProcess(m_places.program, order, this);
    connect(m_growing, &RemuxProcess::grown, this, [this](qint64 bytes, std::chrono::milliseconds until) {
        m_file->growTo(bytes);
        const bool could = canPlay();
        m_grown = until;
        if (!could && canPlay())
            Q_EMIT playable();
    });
    connect(m_growing, &RemuxProcess::finished, this, [this](qint64 bytes) {
        m_file->growTo(bytes);
        m_file->end();
        const bool could = canPlay();
        m_growthEnded = true;
        if (!could)
            Q_EMIT playable();
    });
    connect(m_growing, &RemuxProcess::refused, this,
            [this](RemuxProcess::Refusal refusal, const QString &detail) {
                Q_EMIT refused(true, refusal, detail);
            });
}

void Conversion::stopFinishing()
{
    if (m_finishing == nullptr)
        return;
    m_finishing->disconnect(this);
    m_finishing->deleteLater(); // it may be the one that speaks
    m_finishing = nullptr;
}

void Conversion::finish(qint64 mostBytes)
{
    if (m_finishing != nullptr)
        return;
    const int output =
        ::open(QFile::encodeName(m_places.target).constData(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (output < 0) {
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT refused(false, RemuxProcess::Refusal::Full, u"its file can't be made"_s); },
            Qt::QueuedConnection);
        return;
    }
    RemuxProcess::Order order = this->order();
    order.mostBytes = mostBytes;
    order.output = output;
    m_finishing = new RemuxProcess(m_places.program, order, this);
    ::close(output); // the program has its own by now
    connect(m_finishing, &RemuxProcess::finished, this, &Conversion::finished);
    connect(m_finishing, &RemuxProcess::refused, this,
            [this](RemuxProcess::Refusal refusal, const QString &detail) {
                Q_EMIT refused(false, refusal, detail);
            });
}

} // namespace Medio::Gateway
