// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/hlsfilm.h"

#include "player/gateway/byterange.h"
#include "player/gateway/descriptor.h"
#include "player/gateway/diskthread.h"

#include <fcntl.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <optional>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 largestPiece = 512LL * 1024 * 1024;
/// What a film without any bandwidth is taken for: 4 Mbit/s.
constexpr qint64 usualBandwidth = 4'000'000;

/// A longer one is taken for none.
constexpr qsizetype longestValidator = 256;

/// What the plan says of a piece that is on the disk.
struct Entry
{
    qsizetype piece = 0;
    qint64 bytes = 0;
    bool whole = false;
    QByteArray validator;

    /// As in: 3 104857 whole "a-tag"
    [[nodiscard]] QByteArray toLine() const
    {
        return QByteArray::number(piece) + ' ' + QByteArray::number(bytes) + (whole ? " whole " : " begun ") +
               validator + '\n';
    }

    /// Nothing when it is no such line; the power may have been cut while it was written.
    static std::optional<Entry> fromLine(const QByteArray &line)
    {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() < 4 || !line.endsWith('\n'))
            return std::nullopt;
        const auto piece = parseByteCount(words.at(0));
        const auto bytes = parseByteCount(words.at(1));
        const bool whole = words.at(2) == "whole";
        if (!piece || !bytes || *bytes <= 0 || (!whole && words.at(2) != "begun"))
            return std::nullopt;
        return Entry{*piece, *bytes, whole, words.sliced(3).join(' ').chopped(1)};
    }
};

} // namespace

QByteArray HlsBytes::read(qint64 offset, qint64 most)
{
    qint64 begin = 0;
    for (const size_t number : m_pieces) {
        const HlsFilm::Piece &piece = m_film.m_order[number];
        const bool isNext = number == m_film.m_next;
        const qint64 here = piece.size >= 0 ? piece.size : isNext ? m_film.m_got : 0;
        if (offset < begin + here) {
            QFile file(m_film.pathOf(number));
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
    for (const size_t number : m_pieces) {
        const qint64 size = m_film.m_order[number].size;
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

HlsFilm::HlsFilm(const Film &film, const QString &folder, FilmNetwork &network, const UpstreamPolicy &policy,
                 const GatewaySettings &settings, DiskThread &disk, QObject *parent)
    : FilmFetch(film, parent)
    , m_network(network)
    , m_policy(policy)
    , m_settings(settings)
    , m_disk(disk)
    , m_folder(folder)
{
}

HlsFilm::~HlsFilm()
{
    dropUpstream();
    if (m_plan >= 0)
        ::close(m_plan);
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
    breakOff({FilmFailure::Unreachable, false, u"there is no room for it"_s, true});
}

void HlsFilm::removeFiles()
{
    if (m_plan >= 0)
        ::close(std::exchange(m_plan, -1)); // what the disk's thread still writes down goes nowhere
    QDir(m_folder).removeRecursively();
}

void HlsFilm::dropUpstream()
{
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
    FilmFetch::dropUpstream();
}

void HlsFilm::steer()
{
    if (!mayAsk() || m_upstream != nullptr || isComplete())
        return;
    // A film that is planned asks for its playlists anew when its pieces' addresses are old.
    const bool known = m_playlists.size() == (m_soundAddress.isEmpty() ? 1U : 2U);
    if (!m_order.empty() && known)
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
    if (m_order.empty())
        prosper(); // else only its pieces say that it goes on
    if (!playlist->variants.isEmpty()) {
        const auto variant = m_pictureAddress.isEmpty()
                                 ? chooseVariant(playlist->variants, m_settings.largest, m_lighterThan)
                                 : std::nullopt;
        if (!variant) {
            breakOff({FilmFailure::Broken, false, u"none of its qualities can be played here"_s});
            return;
        }
        // Its qualities may differ in their folder only.
        if (!m_order.empty() && variant->bandwidth != m_bandwidth) {
            breakOff({FilmFailure::Unreachable, false, u"the film changed at its server while it played"_s});
            return;
        }
        m_pictureAddress = variant->address;
        m_soundAddress = soundOf(*playlist, *variant);
        m_bandwidth = variant->bandwidth;
        const qint64 weight = weightOf(*variant);
        const auto next = chooseVariant(playlist->variants, m_settings.largest, weight);
        m_weight = next && weightOf(*next) < weight ? weight : 0;
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
                order.push_back({part.pieces.at(i), bytes.get(), part.begins.at(i), -1, {}});
        }
    }
    // As they are shown; the picture's before the sound's of the same moment.
    std::stable_sort(order.begin(), order.end(), [](const Piece &a, const Piece &b) { return a.at < b.at; });

    if (!m_order.empty()) {
        const bool same =
            order.size() == m_order.size() &&
            std::equal(order.begin(), order.end(), m_order.begin(), [](const Piece &a, const Piece &b) {
                return a.at == b.at && a.source.from == b.source.from && a.source.bytes == b.source.bytes &&
                       a.source.address.fileName() == b.source.address.fileName();
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
        m_order[i].bytes->m_pieces.push_back(i);
    m_duration = m_playlists.front().duration;
    adopt();
    if (m_here > 0 && m_next < m_order.size()) {
        steer(); // and its server says in begin() whether this is still the same film
        return;
    }
    tellPlanned();
    if (isComplete()) {
        stopFetching();
        Q_EMIT completed();
        return;
    }
    steer();
}

void HlsFilm::tellPlanned()
{
    m_planned = true;
    Q_EMIT planned();
}

/// Takes what an earlier run left, if the plan says that it belongs to this film and is on the disk.
void HlsFilm::adopt()
{
    constexpr qint64 longestLine = 1024;
    QFile plan(planPath());
    if (!plan.open(QIODevice::ReadOnly) || plan.readLine(longestLine) != fingerprint()) {
        startAnew();
        return;
    }
    QHash<qsizetype, Entry> entries; // the last word on each
    while (!plan.atEnd())
        if (const auto entry = Entry::fromLine(plan.readLine(longestLine)))
            entries.insert(entry->piece, *entry);
    const auto entryOf = [&](size_t piece) {
        const Entry entry = entries.value(qsizetype(piece));
        const qint64 length = m_order[piece].source.bytes;
        const bool canBe = length < 0 || (entry.whole ? entry.bytes == length : entry.bytes < length);
        return canBe ? entry : Entry(); // else the plan is damaged
    };

    for (; m_next < m_order.size(); ++m_next) {
        const Entry entry = entryOf(m_next);
        if (!entry.whole || QFileInfo(pathOf(m_next)).size() != entry.bytes)
            break;
        m_order[m_next].size = entry.bytes;
        m_order[m_next].validator = entry.validator;
        m_here += entry.bytes;
    }
    if (m_next < m_order.size()) {
        // The piece that was begun, else the last one, is continued before its end: what is wholly here
        // its server would not be asked about.
        const Entry begun = entryOf(m_next);
        if (!begun.whole && begun.bytes > 0 && QFileInfo(pathOf(m_next)).size() >= begun.bytes) {
            m_order[m_next].validator = begun.validator;
            m_got = begun.bytes - 1;
            m_here += m_got;
        } else if (m_next > 0) {
            --m_next;
            m_got = std::exchange(m_order[m_next].size, -1) - 1;
            --m_here;
        }
        // Without a validator nobody can say that what comes belongs to what is here.
        if (m_here > 0 && m_order[m_next].validator.isEmpty()) {
            startAnew();
            return;
        }
    }
    m_saved = m_next;
    m_plan = ::open(QFile::encodeName(planPath()).constData(), O_WRONLY | O_APPEND | O_CLOEXEC);
}

/// Nothing is here.
void HlsFilm::startAnew()
{
    for (Piece &piece : m_order) {
        piece.size = -1;
        piece.validator.clear();
    }
    m_next = 0;
    m_got = 0;
    m_here = 0;
    m_saved = 0;
    removeFiles();
    QDir().mkpath(m_folder);
    m_plan =
        ::open(QFile::encodeName(planPath()).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (m_plan >= 0)
        static_cast<void>(writeAll(m_plan, fingerprint(), 0));
}

void HlsFilm::checkpoint()
{
    const int plan = m_plan < 0 ? -1 : ::fcntl(m_plan, F_DUPFD_CLOEXEC, 0);
    if (plan < 0)
        return;
    QList<QPair<QByteArray, Entry>> entries; // with their files
    const auto add = [&](size_t piece, qint64 bytes, bool whole) {
        entries.append(
            {QFile::encodeName(pathOf(piece)), {qsizetype(piece), bytes, whole, m_order[piece].validator}});
    };
    for (; m_saved < m_next; ++m_saved)
        add(m_saved, m_order[m_saved].size, true);
    if (m_got > 0)
        add(m_next, m_got, false);
    m_disk.start([plan, entries](const std::stop_token &) {
        const Descriptor descriptor(plan);
        QByteArray lines = "\n"; // behind one that was torn
        for (const auto &[path, entry] : entries) {
            const Descriptor piece(::open(path.constData(), O_RDONLY | O_CLOEXEC));
            if (piece.get() < 0 || ::fdatasync(piece.get()) != 0)
                break;
            lines += entry.toLine();
        }
        if (::write(plan, lines.constData(), size_t(lines.size())) == lines.size())
            static_cast<void>(::fdatasync(plan));
    });
}

/// A line by which pieces are known again, whatever signature their addresses carry today: in the query, or
/// in a folder, where whatever is relative to the playlist inherits it.
QByteArray HlsFilm::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray(QByteArray::number(m_bandwidth) + '\n'));
    for (const Piece &piece : m_order)
        hash.addData(u"%1 %2 %3 %4\n"_s.arg(piece.source.address.fileName())
                         .arg(piece.source.from)
                         .arg(piece.source.bytes)
                         .arg(piece.at.count())
                         .toUtf8());
    return hash.result().toHex() + '\n';
}

QString HlsFilm::pathOf(size_t piece) const
{
    return u"%1/%2.piece"_s.arg(m_folder).arg(piece);
}

QString HlsFilm::planPath() const
{
    return m_folder + u"/plan"_s;
}

void HlsFilm::askPiece()
{
    const Piece &piece = m_order[m_next];
    const qint64 wanted = piece.source.bytes;
    if (!openPiece())
        return;
    if (wanted >= 0 && m_got >= wanted) {
        finishPiece();
        return;
    }
    m_announced = wanted;
    m_runsOn = false;
    const Upstream::Request request{piece.source.address, film().address, piece.source.from + m_got,
                                    wanted < 0 ? -1 : piece.source.from + wanted,
                                    m_got > 0 ? piece.validator : QByteArray()};
    m_upstream = new Upstream(m_network, m_policy, request, m_settings.silence, this);
    connect(m_upstream, &Upstream::began, this, &HlsFilm::begin);
    connect(m_upstream, &Upstream::arrived, this, &HlsFilm::take);
    connect(m_upstream, &Upstream::finished, this, &HlsFilm::finish);
    connect(m_upstream, &Upstream::troubled, this, &HlsFilm::breakOff);
}

bool HlsFilm::openPiece()
{
    m_fd = ::open(QFile::encodeName(pathOf(m_next)).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_fd < 0)
        breakOff({FilmFailure::Unreachable, false, u"there is no room for it"_s, true});
    return m_fd >= 0;
}

void HlsFilm::begin(const Upstream::Answer &answer)
{
    Piece &piece = m_order[m_next];
    if (m_got > 0 && !piece.validator.isEmpty() && answer.validator != piece.validator) {
        if (m_planned) { // what was read of it and this must not be mixed
            breakOff({FilmFailure::Unreachable, false, u"the film changed at its server while it played"_s});
            return;
        }
        dropUpstream();
        startAnew();
        tellPlanned();
        steer();
        return;
    }
    piece.validator = answer.validator.size() <= longestValidator ? answer.validator : QByteArray();
    m_runsOn = !answer.ranges;
    if (piece.source.bytes < 0)
        m_announced = answer.size;
    if (m_announced > largestPiece) {
        breakOff({FilmFailure::Broken, false, u"a piece of it is too large"_s});
        return;
    }
    if (!m_planned)
        tellPlanned();
}

void HlsFilm::take(qint64 offset, const QByteArray &bytes)
{
    const Upstream *transfer = m_upstream;
    QByteArrayView rest = bytes;
    QList<HlsBytes *> parts; // that got some
    while (!rest.isEmpty() && m_upstream == transfer && !isComplete()) {
        const HlsPiece &piece = m_order[m_next].source;
        // A server without ranges begins at the file's first byte and does not stop at the stretch's last.
        const qint64 skip = std::clamp<qint64>(piece.from + m_got - offset, 0, qint64(rest.size()));
        rest = rest.sliced(skip);
        offset += skip;
        const qint64 most = piece.bytes < 0 ? rest.size() : piece.bytes - m_got;
        const QByteArrayView fresh = rest.first(std::min<qint64>(rest.size(), most));
        if (fresh.isEmpty())
            break;
        prosper();
        if (m_got + fresh.size() > largestPiece) {
            breakOff({FilmFailure::Broken, false, u"a piece of it is too large"_s});
            return;
        }
        if (!writeAll(m_fd, fresh, m_got)) {
            breakOff({FilmFailure::Unreachable, false, u"there is no room for it"_s, true});
            return;
        }
        rest = rest.sliced(fresh.size());
        offset += fresh.size();
        m_got += fresh.size();
        m_here += fresh.size();
        parts.append(m_order[m_next].bytes);
        if (piece.bytes >= 0 && m_got >= piece.bytes)
            finishPiece();
    }
    for (HlsBytes *part : std::as_const(parts))
        for (const QList<ByteWaiter *> waiters = std::exchange(part->m_waiters, {});
             ByteWaiter * waiter : waiters)
            waiter->bytesArrived();
    if (parts.isEmpty())
        repeat();
    else
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
    // An earlier run may have got further than its plan says.
    if (::ftruncate(m_fd, m_got) != 0) {
        breakOff({FilmFailure::Unreachable, false, u"there is no room for it"_s, true});
        return;
    }
    Piece &done = m_order[m_next];
    done.size = std::exchange(m_got, 0);
    ++m_next;
    // The transfer goes on with the next stretch of the same file: a new one would begin at its first byte.
    if (m_runsOn && m_upstream != nullptr && m_next < m_order.size()) {
        Piece &next = m_order[m_next];
        if (next.source.bytes >= 0 && next.source.address == done.source.address &&
            next.source.from == done.source.from + done.size) {
            ::close(std::exchange(m_fd, -1));
            m_announced = next.source.bytes;
            next.validator = done.validator;
            static_cast<void>(openPiece()); // else it broke off
            return;
        }
    }
    dropUpstream();
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
    if (!m_order.empty() && trouble.failure == FilmFailure::Refused) {
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
