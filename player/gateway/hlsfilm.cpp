// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/hlsfilm.h"

#include "app/base/logging.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 doubtful = 64LL * 1024;
constexpr qint64 largestPiece = 512LL * 1024 * 1024;
/// What a film without any bandwidth is taken for: 4 Mbit/s.
constexpr qint64 usualBandwidth = 4'000'000;

qint64 writeAll(int fd, QByteArrayView bytes, qint64 offset)
{
    qint64 done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::pwrite(fd, bytes.data() + done, size_t(bytes.size() - done), offset + done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return -1;
        done += written;
    }
    return done;
}

} // namespace

QByteArray HlsBytes::read(qint64 offset, qint64 most)
{
    qint64 begin = 0;
    for (const qsizetype number : m_pieces) {
        const HlsFilm::Piece &piece = m_film.m_order[size_t(number)];
        const bool isNext = size_t(number) == m_film.m_next;
        const qint64 here = piece.size >= 0 ? piece.size : isNext ? m_film.m_got : 0;
        if (offset < begin + here) {
            QFile file(piece.size >= 0 ? m_film.pathOf(number) : m_film.partPath());
            if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(offset - begin))
                return {};
            return file.read(std::min(most, begin + here - offset));
        }
        if (piece.size < 0)
            return {};
        begin += piece.size;
    }
    return {};
}

bool HlsBytes::endsAt(qint64 offset) const
{
    qint64 end = 0;
    for (const qsizetype number : m_pieces) {
        const qint64 size = m_film.m_order[size_t(number)].size;
        if (size < 0)
            return false;
        end += size;
    }
    return offset >= end;
}

void HlsBytes::wait(ByteWaiter *waiter, [[maybe_unused]] qint64 offset)
{
    leave(waiter);
    m_waiters.append(waiter);
    m_film.steer();
}

void HlsBytes::leave(ByteWaiter *waiter)
{
    m_waiters.removeOne(waiter);
}

HlsFilm::HlsFilm(const Film &film, const QString &folder, QNetworkAccessManager &network,
                 const UpstreamPolicy &policy, const GatewaySettings &settings, QObject *parent)
    : FilmFetch(film, parent)
    , m_network(network)
    , m_policy(policy)
    , m_settings(settings)
    , m_folder(folder)
{
}

HlsFilm::~HlsFilm()
{
    dropUpstream();
}

qint64 HlsFilm::whole() const
{
    if (!m_planned)
        return -1;
    if (isComplete())
        return m_here;
    const qint64 bandwidth = m_bandwidth > 0 ? m_bandwidth : usualBandwidth;
    return std::max(m_here + 1, bandwidth / 8 * m_duration.count() / 1000);
}

void HlsFilm::stopForRoom()
{
    breakOff({FilmFailure::Unreachable, false, u"there is no room for it"_s});
}

void HlsFilm::removeFiles()
{
    QDir(m_folder).removeRecursively();
}

void HlsFilm::dropUpstream()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
    if (m_upstream == nullptr)
        return;
    m_upstream->disconnect(this);
    m_upstream->cancel();
    m_upstream->deleteLater();
    m_upstream = nullptr;
}

void HlsFilm::steer()
{
    if (!mayAsk() || m_upstream != nullptr || isComplete())
        return;
    // A film that is planned asks for its playlists anew when its pieces' addresses are old.
    const bool known = m_playlists.size() == (m_soundAddress.isEmpty() ? 1U : 2U);
    if (m_planned && known)
        askPiece();
    else if (m_pictureAddress.isEmpty())
        ask(film().address);
    else if (m_playlists.empty())
        ask(m_pictureAddress);
    else
        ask(m_soundAddress);
}

void HlsFilm::ask(const QUrl &address)
{
    m_text.clear();
    m_upstream =
        new Upstream(m_network, m_policy, {address, film().address, 0, -1, {}}, m_settings.silence, this);
    connect(m_upstream, &Upstream::began, this,
            [this](const Upstream::Answer &answer) { m_answeredBy = answer.address; });
    connect(m_upstream, &Upstream::arrived, this, [this](qint64, const QByteArray &bytes) {
        m_text += bytes;
        if (m_text.size() > longestHlsPlaylist)
            breakOff({FilmFailure::Broken, false, u"the playlist is too long"_s});
    });
    connect(m_upstream, &Upstream::finished, this, [this] {
        dropUpstream();
        readText(m_answeredBy);
    });
    connect(m_upstream, &Upstream::troubled, this, &HlsFilm::breakOff);
}

void HlsFilm::readText(const QUrl &address)
{
    auto playlist = parseHls(std::exchange(m_text, {}), address);
    if (!playlist) {
        breakOff({FilmFailure::Broken, false, playlist.error()});
        return;
    }
    if (!m_planned)
        prosper(); // else only its pieces say that it goes on
    if (!playlist->variants.isEmpty()) {
        const auto variant =
            m_pictureAddress.isEmpty() ? chooseVariant(playlist->variants, m_settings.largest) : std::nullopt;
        if (!variant) {
            breakOff({FilmFailure::Broken, false, u"none of its qualities can be played here"_s});
            return;
        }
        m_pictureAddress = variant->address;
        m_soundAddress = soundOf(*playlist, *variant);
        m_bandwidth = variant->bandwidth;
        steer();
        return;
    }
    if (m_pictureAddress.isEmpty())
        m_pictureAddress = film().address; // it is no list of qualities
    m_playlists.push_back(*playlist);
    if (m_playlists.size() == (m_soundAddress.isEmpty() ? 1U : 2U))
        plan();
    else
        steer();
}

/// What to fetch, or, once that is known, where from.
void HlsFilm::plan()
{
    std::vector<Piece> order;
    std::vector<std::vector<std::unique_ptr<HlsBytes>>> tracks;
    for (const HlsPlaylist &playlist : m_playlists) {
        auto &track = tracks.emplace_back();
        for (const HlsPart &part : playlist.parts) {
            auto &bytes = track.emplace_back(std::make_unique<HlsBytes>(*this, part.at));
            for (qsizetype i = 0; i < part.pieces.size(); ++i)
                order.push_back({part.pieces.at(i), bytes.get(), part.begins.at(i), -1});
        }
    }
    // As they are shown; the picture's before the sound's of the same moment.
    std::stable_sort(order.begin(), order.end(), [](const Piece &a, const Piece &b) { return a.at < b.at; });

    if (m_planned) {
        const bool same =
            order.size() == m_order.size() &&
            std::equal(order.begin(), order.end(), m_order.begin(), [](const Piece &a, const Piece &b) {
                return a.at == b.at && a.source.from == b.source.from && a.source.bytes == b.source.bytes &&
                       a.source.address.path() == b.source.address.path();
            });
        if (!same) {
            breakOff({FilmFailure::Unreachable, false, u"the film changed at its server while it played"_s});
            return;
        }
        for (size_t i = 0; i < order.size(); ++i)
            m_order[i].source = order[i].source;
        steer();
        return;
    }
    m_order = std::move(order);
    m_tracks = std::move(tracks);
    for (size_t i = 0; i < m_order.size(); ++i)
        m_order[i].bytes->m_pieces.push_back(qsizetype(i));
    m_duration = m_playlists.front().duration;
    adopt();
    m_planned = true;
    Q_EMIT planned();
    if (isComplete()) {
        stopFetching();
        Q_EMIT completed();
        return;
    }
    steer();
}

/// Takes what an earlier run left, if it belongs to this film.
void HlsFilm::adopt()
{
    QDir folder(m_folder);
    const QByteArray print = fingerprint();
    QFile plan(folder.filePath(u"plan"_s));
    if (!plan.open(QIODevice::ReadOnly) || plan.readAll() != print) {
        plan.close();
        folder.removeRecursively();
        QDir().mkpath(m_folder);
        if (plan.open(QIODevice::WriteOnly))
            plan.write(print);
        return;
    }
    while (m_next < m_order.size()) {
        const QFileInfo file(pathOf(qsizetype(m_next)));
        const qint64 told = m_order[m_next].source.bytes;
        if (!file.isFile() || file.size() <= 0 || (told >= 0 && file.size() != told))
            break;
        m_order[m_next].size = file.size();
        m_here += file.size();
        ++m_next;
    }
    if (const QFileInfo part(partPath()); m_next < m_order.size() && part.isFile()) {
        // Its last bytes may not have reached the disk; and a piece that is whole can't be continued.
        m_got = std::max<qint64>(0, part.size() - doubtful);
        m_here += m_got;
    }
}

/// Which pieces, whatever signature their addresses carry today.
QByteArray HlsFilm::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const Piece &piece : m_order)
        hash.addData(u"%1 %2 %3 %4\n"_s.arg(piece.source.address.path())
                         .arg(piece.source.from)
                         .arg(piece.source.bytes)
                         .arg(piece.at.count())
                         .toUtf8());
    return hash.result().toHex();
}

QString HlsFilm::pathOf(qsizetype piece) const
{
    return u"%1/%2.piece"_s.arg(m_folder).arg(piece);
}

QString HlsFilm::partPath() const
{
    return u"%1/%2.coming"_s.arg(m_folder).arg(m_next);
}

void HlsFilm::askPiece()
{
    const Piece &piece = m_order[m_next];
    const qint64 wanted = piece.source.bytes;
    if (wanted >= 0 && m_got >= wanted) {
        finishPiece();
        return;
    }
    m_fd = ::open(QFile::encodeName(partPath()).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_fd < 0) {
        breakOff({FilmFailure::Unreachable, false, u"there is no room for it"_s});
        return;
    }
    m_announced = wanted;
    const Upstream::Request request{piece.source.address,
                                    film().address,
                                    piece.source.from + m_got,
                                    wanted < 0 ? -1 : piece.source.from + wanted,
                                    {}};
    m_upstream = new Upstream(m_network, m_policy, request, m_settings.silence, this);
    connect(m_upstream, &Upstream::began, this, &HlsFilm::begin);
    connect(m_upstream, &Upstream::arrived, this, &HlsFilm::take);
    connect(m_upstream, &Upstream::finished, this, &HlsFilm::finish);
    connect(m_upstream, &Upstream::troubled, this, &HlsFilm::breakOff);
}

void HlsFilm::begin(const Upstream::Answer &answer)
{
    if (m_order[m_next].source.bytes < 0)
        m_announced = answer.size;
    if (m_announced > largestPiece)
        breakOff({FilmFailure::Broken, false, u"a piece of it is too large"_s});
}

void HlsFilm::take(qint64 offset, const QByteArray &bytes)
{
    prosper();
    const HlsPiece &piece = m_order[m_next].source;
    // A server without ranges begins at the file's first byte and does not stop at the stretch's last.
    const qint64 skip = std::max<qint64>(0, piece.from + m_got - offset);
    QByteArrayView fresh = QByteArrayView(bytes).sliced(std::min<qsizetype>(skip, bytes.size()));
    if (piece.bytes >= 0)
        fresh = fresh.first(std::min<qsizetype>(fresh.size(), piece.bytes - m_got));
    if (fresh.isEmpty())
        return;
    if (m_got + fresh.size() > largestPiece) {
        breakOff({FilmFailure::Broken, false, u"a piece of it is too large"_s});
        return;
    }
    if (writeAll(m_fd, fresh, m_got) < 0) {
        breakOff({FilmFailure::Unreachable, false, u"there is no room for it"_s});
        return;
    }
    m_got += fresh.size();
    m_here += fresh.size();
    HlsBytes *part = m_order[m_next].bytes;
    if (piece.bytes >= 0 && m_got >= piece.bytes)
        finishPiece();
    for (const QList<ByteWaiter *> waiters = std::exchange(part->m_waiters, {});
         ByteWaiter * waiter : waiters)
        waiter->bytesArrived();
    Q_EMIT progressed();
}

void HlsFilm::finish()
{
    if (m_announced >= 0 && m_got < m_announced) {
        breakOff({FilmFailure::Unreachable, true, u"a piece of it ended early"_s});
        return;
    }
    if (m_got == 0) {
        breakOff({FilmFailure::Broken, false, u"a piece of it is empty"_s});
        return;
    }
    HlsBytes *part = m_order[m_next].bytes;
    finishPiece();
    for (const QList<ByteWaiter *> waiters = std::exchange(part->m_waiters, {});
         ByteWaiter * waiter : waiters)
        waiter->bytesArrived();
}

void HlsFilm::finishPiece()
{
    dropUpstream();
    if (::rename(QFile::encodeName(partPath()).constData(),
                 QFile::encodeName(pathOf(qsizetype(m_next))).constData()) != 0) {
        breakOff({FilmFailure::Unreachable, false, u"there is no room for it"_s});
        return;
    }
    m_order[m_next].size = std::exchange(m_got, 0);
    ++m_next;
    if (isComplete()) {
        stopFetching();
        // Not from within a transfer's own signal: whoever hears it may let this go.
        QMetaObject::invokeMethod(this, &HlsFilm::completed, Qt::QueuedConnection);
        return;
    }
    steer();
}

void HlsFilm::breakOff(const Trouble &trouble)
{
    m_text.clear();
    if (m_planned && trouble.failure == FilmFailure::Refused) {
        // Its address may have been signed for a while only: the playlists have a new one.
        m_playlists.clear();
        m_pictureAddress.clear();
        m_soundAddress.clear();
        suffer({trouble.failure, true, trouble.detail});
        return;
    }
    suffer(trouble);
}

} // namespace Medio::Gateway
