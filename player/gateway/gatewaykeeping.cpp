// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the gateway keeps: copies, remuxing, room.

#include "app/base/logging.h"
#include "player/gateway/descriptor.h"
#include "player/gateway/gatewayworker.h"
#include "player/gateway/hlsfilm.h"
#include "player/gateway/keepplan.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One crash may be the machine's; of a film that kills twice another time is waited for.
constexpr int mostCrashes = 2;

/// How often a film that comes in pieces is looked at for room: how large it gets is a guess before.
constexpr qint64 lookEvery = 8LL * 1024 * 1024;

/// What a film in pieces may take where nothing is kept.
constexpr qint64 mostInScratch = 512LL * 1024 * 1024;

/// An MP4 is about as large as what it was made of; its index may be larger.
constexpr qint64 remuxedSize(qint64 source)
{
    return source + source / 8 + 16LL * 1024 * 1024;
}

/// What plays only from the disk may use most of the spare bytes for as long as it is watched.
constexpr int leastSpareShare = 4;

qint64 leastSpare(const GatewaySettings &settings)
{
    return settings.spare / leastSpareShare;
}

/// Empty when it can't be read or was told to stop.
QByteArray hashOf(int fd, const std::stop_token &stop)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray buffer(1024LL * 1024, Qt::Uninitialized);
    off_t offset = 0;
    while (!stop.stop_requested()) {
        const ssize_t got = ::pread(fd, buffer.data(), size_t(buffer.size()), offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return {};
        if (got == 0)
            return hash.result();
        hash.addData(QByteArrayView(buffer.constData(), got));
        offset += got;
    }
    return {};
}

bool syncFolder(const QString &path)
{
    const Descriptor folder(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.get() >= 0 && ::fsync(folder.get()) == 0;
}

} // namespace

// Copies

/// Lets films go until `size` bytes fit, and `meanwhile` more on the disk for a while. False: they don't;
/// then no film went for this one in vain.
bool GatewayWorker::makeRoom(const QString &id, qint64 size, bool watched, qint64 meanwhile)
{
    const auto own = m_index.find(id);
    const qint64 here = own ? (own->complete ? own->size : own->have.bytes()) : 0;
    // What others are fetching takes its place as if it were here already.
    const auto promiseOf = [&](FilmFetch *session) -> qint64 {
        if (session->film().id == id || !m_saved.contains(session) || !session->mayBeKept)
            return 0;
        const auto record = m_index.find(session->film().id);
        return record && !record->complete ? std::max<qint64>(0, session->whole() - record->have.bytes()) : 0;
    };
    qint64 promised = 0;
    for (FilmFetch *session : std::as_const(m_sessions))
        promised += promiseOf(session);
    // What is remuxed lies on the disk twice for a while; the budget counts films, not work.
    qint64 passing = meanwhile;
    for (const auto &[session, conversion] : m_conversions) {
        if (m_atWork.contains(session->film().id))
            continue; // written
        if (conversion->isFinishing() && !session->isConverted)
            passing += std::max<qint64>(0, remuxedSize(session->whole()) -
                                               QFileInfo(m_index.draftPath(session->film().id)).size());
        else if (conversion->growingFile() != nullptr && !conversion->growingFile()->isInMemory())
            passing += std::max<qint64>(0, session->whole() - conversion->grownBytes());
    }
    // Files are sparse: what is promised and not written yet is still said to be free.
    const auto fitsWithout = [&](qint64 gone, qint64 stillPromised) {
        const qint64 needed = std::max<qint64>(0, size - here);
        const qint64 free = m_settings.available(m_settings.cacheFolder);
        return m_index.bytes() - gone + stillPromised - here + size <= m_settings.budget &&
               (free < 0 ? needed == 0 : free + gone - stillPromised - passing - needed >= m_settings.spare);
    };
    const auto fits = [&] {
        return fitsWithout(0, promised);
    };
    if (size > m_settings.budget)
        return false;
    RoomQuestion question{id, watched, m_index.leastUsed(), {}, m_index.pins(), {}, m_index.shared()};
    for (const Film &film : std::as_const(m_wanted))
        question.wanted.append(film.id);
    QList<FilmFetch *> errands; // give way to whoever watches
    qint64 leastPromised = promised;
    for (FilmFetch *session : std::as_const(m_sessions)) {
        question.busy.insert(session->film().id);
        if (watched && session->isErrand && !isUsed(session) && session->film().id != id) {
            errands.append(session);
            leastPromised -= promiseOf(session);
        }
    }
    const QStringList candidates = mayGo(question);
    const bool isForFilm = !id.isEmpty(); // else as much as possible
    if (isForFilm && !fitsWithout(m_index.bytes(candidates), leastPromised)) {
        if (isDiskShort())
            m_short.start();
        return false;
    }
    for (FilmFetch *session : std::as_const(errands)) {
        if (fits())
            break;
        promised -= promiseOf(session);
        hinder(session->film().id, CopyObstacle::NoRoom, u"another film is being watched"_s);
        releaseLater(session);
    }
    bool dropped = false;
    for (const QString &candidate : candidates) {
        if (fits())
            break;
        qCInfo(lcGateway).noquote() << "A film gives its place to another:" << candidate;
        m_index.drop(candidate);
        dropped = true;
    }
    if (dropped)
        tellKept();
    return fits();
}

/// Lets films go until the budget holds.
void GatewayWorker::shrink()
{
    static_cast<void>(makeRoom(QString(), 0, true));
    tellKept();
    planErrands();
}

/// The disk took no more of it: it goes on in memory for whoever watches it.
void GatewayWorker::leaveDisk(FilmSession *session)
{
    m_saved.remove(session);
    m_short.start();
    // Not from within its own signal.
    QMetaObject::invokeMethod(
        this,
        [this, session] {
            if (m_sessions.contains(session) && session->isErrand && !isUsed(session))
                dropErrand(session, u"the disk took no more of it"_s);
        },
        Qt::QueuedConnection);
}

/// What the disk did not take is tried another time, and leaves nothing until then.
void GatewayWorker::dropErrand(FilmFetch *session, const QString &detail)
{
    const QString id = session->film().id;
    session->mayBeKept = false;
    m_index.drop(id);
    hinder(id, CopyObstacle::NoRoom, detail);
    release(session, Release::AtOnce);
}

bool GatewayWorker::isDiskShort() const
{
    const qint64 free = m_index.isLasting() ? m_settings.available(m_settings.cacheFolder) : -1;
    return free >= 0 && free < m_settings.spare;
}

/// The budget may have been lowered while films were in use. And somebody else may write to this disk, too:
/// what nobody watches stops, then films go until enough is free.
void GatewayWorker::giveRoom()
{
    if (!isDiskShort()) {
        if (m_index.bytes() > m_settings.budget)
            shrink();
        return;
    }
    bool isStopping = false;
    const QList<FilmFetch *> sessions = m_sessions;
    for (FilmFetch *session : sessions) {
        const bool writes = m_saved.contains(session) || m_conversions.contains(session);
        if (!writes || isUsed(session) || m_atWork.contains(session->film().id))
            continue;
        isStopping = true;
        hinder(session->film().id, CopyObstacle::NoRoom, u"the disk is nearly full"_s);
        release(session, Release::AtOnce);
    }
    if (isStopping) {
        m_short.start(); // their files are closed then, and may go like others
        return;
    }
    shrink();
    // What is watched plays on from memory.
    if (isDiskShort())
        for (FilmFetch *session : std::as_const(m_sessions))
            if (auto *single = qobject_cast<FilmSession *>(session);
                single != nullptr && m_saved.contains(single) && !single->isComplete())
                single->leaveDisk();
}

/// Writes down which bytes are here, once they are on the disk.
void GatewayWorker::checkpoint(FilmFetch *session)
{
    if (!m_saved.contains(session) || !session->mayBeKept || session->isConverted ||
        m_saved.value(session) == session->here())
        return;
    if (isDiskShort())
        m_short.start();
    if (auto *hls = qobject_cast<HlsFilm *>(session)) { // its plan says what is here; the index how much
        hls->checkpoint();
        IntervalMap here;
        here.add(0, session->here());
        m_index.saveHave(session->film().id, here.toText());
        m_saved.insert(session, session->here());
        return;
    }
    const auto *single = qobject_cast<FilmSession *>(session);
    if (single->isComplete() && !m_conversions.contains(session))
        return; // about to be kept
    const FilmFile &file = single->file();
    const int fd = file.duplicate();
    if (fd < 0 || !file.isOnDisk()) {
        if (fd >= 0)
            ::close(fd);
        return;
    }
    m_saved.insert(session, file.have().bytes());
    m_disk.start([this, fd, id = session->film().id, have = file.have().toText()](const std::stop_token &) {
        const Descriptor descriptor(fd);
        if (::fdatasync(fd) == 0)
            m_found.post([this, id, have] { m_index.saveHave(id, have); });
    });
}

/// Everything its server has is here.
void GatewayWorker::finish(FilmFetch *session)
{
    auto *single = qobject_cast<FilmSession *>(session);
    if (single == nullptr) {
        checkpoint(session);
        advance(session);
        return;
    }
    switch (kindOf(single)) {
    case Kind::Unknown:
    case Kind::Playlist:
        break; // proceedAll() sees to it
    case Kind::Foreign:
        static_cast<void>(convert(single));
        checkpoint(single);
        advance(single);
        break;
    case Kind::Plain:
        if (single->file().isOnDisk() && single->mayBeKept)
            keep(single, m_index.partPath(single->film().id), single->size());
        else
            releaseLater(single);
        break;
    }
}

/// A file that is whole becomes a copy: synced, hashed, written down, named.
void GatewayWorker::keep(FilmFetch *session, const QString &file, qint64 size)
{
    m_atWork.insert(session->film().id);
    m_hasher.start([this, session, size, file](const std::stop_token &stop) {
        const Descriptor descriptor(::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC));
        QByteArray hash;
        struct stat facts
        {
        };
        if (::fdatasync(descriptor.get()) == 0 && ::fstat(descriptor.get(), &facts) == 0 &&
            facts.st_size == size)
            hash = hashOf(descriptor.get(), stop);
        m_found.post([this, session, file, size, hash] { name(session, file, size, hash); });
    });
}

void GatewayWorker::name(FilmFetch *session, const QString &file, qint64 size, const QByteArray &hash)
{
    if (!m_sessions.contains(session))
        return;
    const QString id = session->film().id;
    // An MP4 may be larger than what it was made of.
    const auto record = m_index.find(id);
    const bool fits = !record || size <= record->have.bytes() || size <= record->size ||
                      makeRoom(id, size, isUsed(session));
    if (hash.isEmpty() || !session->mayBeKept || !fits) {
        rememberKept(session, size, hash, 0);
        return;
    }
    m_index.promise(id, size, hash);
    m_disk.start([this, session, size, hash, file, copy = m_index.copyPath(hash),
                  folder = m_settings.cacheFolder](const std::stop_token &) {
        qint64 modified = 0;
        if (::rename(QFile::encodeName(file).constData(), QFile::encodeName(copy).constData()) == 0 &&
            syncFolder(folder))
            modified = QFileInfo(copy).lastModified().toMSecsSinceEpoch();
        m_found.post([this, session, size, hash, modified] { rememberKept(session, size, hash, modified); });
    });
}

void GatewayWorker::rememberKept(FilmFetch *session, qint64 size, const QByteArray &hash, qint64 modified)
{
    if (!m_sessions.contains(session))
        return;
    const QString id = session->film().id;
    m_atWork.remove(id);
    auto record = m_index.find(id);
    if (record && modified != 0 && session->mayBeKept) {
        const bool remuxed = m_conversions.contains(session);
        record->complete = true;
        record->size = size;
        record->have.clear();
        record->hash = hash;
        record->modified = modified;
        record->facts = remuxed ? std::nullopt : session->facts;
        m_index.save(*record);
        qCInfo(lcGateway).noquote() << "Film" << id << "is kept:" << size << "bytes";
        if (remuxed) {
            session->isConverted = true;
            QFile::remove(m_index.partPath(id)); // whoever still reads it has it open
        }
        session->isErrand = false;
        m_hindrances.remove(id);
        m_checked.remove(id);
        m_crashes.remove(id);
        tellKept();
        if (m_server != nullptr) {
            const QList<Ticket> waiting = remuxed ? waitingFor(session) : QList<Ticket>();
            for (const Ticket ticket : waiting) {
                m_uses[ticket].session = nullptr;
                begin(ticket);
            }
        }
    } else if (!session->mayBeKept) {
        m_index.drop(id);
        m_index.discard(hash); // it may have been named all the same
    } else {                   // another time
        m_index.forgetPromise(id);
        m_index.discard(hash);
        session->mayBeKept = session->mayBeKept && !m_conversions.contains(session);
        QFile::remove(m_index.draftPath(id));
        hinder(id, CopyObstacle::NoRoom, u"it could not be written"_s);
    }
    const QList<FilmFetch *> sessions = m_sessions;
    for (FilmFetch *other : sessions) // others waited for this file, too
        if (other->film().id == id)
            release(other);
    checkNext();
    planErrands();
}

/// A copy that somebody else wrote to is compared with its hash before anybody sees it.
void GatewayWorker::verify(const FilmRecord &record)
{
    m_verifying.insert(record.id);
    m_hasher.start([this, record, path = m_index.copyPath(record)](const std::stop_token &stop) {
        const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
        const QByteArray hash = file.get() >= 0 ? hashOf(file.get(), stop) : QByteArray();
        const qint64 modified = QFileInfo(path).lastModified().toMSecsSinceEpoch();
        if (stop.stop_requested())
            return; // half a hash says nothing about the copy
        m_found.post([this, record, hash, modified] {
            m_verifying.remove(record.id);
            m_index.verified(record, hash == record.hash, modified);
            tellKept();
            QList<Ticket> waiting;
            for (const auto &[ticket, use] : m_uses)
                if (use.session == nullptr && use.film.id == record.id)
                    waiting.append(ticket);
            for (const Ticket ticket : std::as_const(waiting))
                begin(ticket);
        });
    });
}

void GatewayWorker::forget(const QString &id)
{
    bool usesPieces = false;
    for (FilmFetch *session : std::as_const(m_sessions))
        if (session->film().id == id) {
            session->mayBeKept = false;
            session->isErrand = false;
            usesPieces = usesPieces || (isUsed(session) && qobject_cast<HlsFilm *>(session) != nullptr);
            releaseLater(session);
        }
    m_index.drop(id, !usesPieces);
    tellKept();
    planErrands();
}

void GatewayWorker::tellKept()
{
    if (!m_tell.isActive())
        m_tell.start();
    const QStringList ids = m_index.playableIds();
    QSet<QString> kept(ids.begin(), ids.end());
    if (kept == m_kept)
        return;
    m_kept = std::move(kept);
    Q_EMIT keptChanged(m_kept);
}

/// A film that comes in pieces got longer: what its playlist said of it may be wrong.
void GatewayWorker::watchRoom(HlsFilm *film)
{
    if (film->here() < m_looked.value(film))
        return;
    m_looked.insert(film, film->here() + lookEvery);
    const QString id = film->film().id;
    const bool isLasting = m_index.isLasting();
    const bool fits = isLasting && film->mayBeKept &&
                      makeRoom(id, std::max(film->whole(), film->here() + lookEvery), isUsed(film));
    if (film->mayBeKept && !fits) {
        film->mayBeKept = false;
        if (isLasting) {
            m_index.drop(id, false); // its pieces go with it
            hinder(id, CopyObstacle::NoRoom, u"it has more than %1 bytes"_s.arg(film->here()));
        }
        releaseLater(film);
    }
    const qint64 least = isUsed(film) ? leastSpare(m_settings) : m_settings.spare;
    const bool isFull =
        isLasting ? m_settings.available(m_settings.cacheFolder) < least : film->here() > mostInScratch;
    if (!fits && isFull)
        film->stopForRoom();
}

/// How large what grows may get: what is free, and not for ever.
qint64 GatewayWorker::mostGrown(const FilmFetch *session) const
{
    const qint64 guess = 4 * std::max<qint64>(session->whole(), 0) + 64LL * 1024 * 1024;
    if (!m_index.isLasting())
        return guess;
    const qint64 available = m_settings.available(m_settings.cacheFolder) - leastSpare(m_settings);
    // What it is made of needs the other half.
    return std::clamp<qint64>(session->isComplete() ? available : available / 2, 0, guess);
}

// What must be remuxed

Conversion *GatewayWorker::convert(FilmFetch *session)
{
    if (const auto known = m_conversions.find(session); known != m_conversions.end())
        return known->second.get();
    const bool lasting = m_index.isLasting();
    const Conversion::Places places{m_settings.probeProgram, lasting ? m_settings.cacheFolder : QString(),
                                    lasting ? m_index.draftPath(session->film().id) : QString()};
    auto conversion = std::make_unique<Conversion>(session, m_server, places, nullptr);
    connect(conversion.get(), &Conversion::playable, this, [this, session] {
        const QList<Ticket> waiting = waitingFor(session);
        for (const Ticket ticket : waiting)
            if (m_uses[ticket].isImpatient)
                playGrowing(ticket);
    });
    connect(conversion.get(), &Conversion::finished, this, [this, session] {
        const QString draft = m_index.draftPath(session->film().id);
        keep(session, draft, QFileInfo(draft).size());
    });
    connect(conversion.get(), &Conversion::refused, this,
            [this, session](bool wasGrowing, RemuxProcess::Refusal refusal, const QString &detail) {
                bear(session, wasGrowing, refusal, detail);
            });
    return m_conversions.emplace(session, std::move(conversion)).first->second.get();
}

/// Does for its remux what can be done now.
void GatewayWorker::advance(FilmFetch *session)
{
    const auto found = m_conversions.find(session);
    if (found == m_conversions.end())
        return;
    Conversion &conversion = *found->second;
    const qint64 most = remuxedSize(std::max<qint64>(session->whole(), 0));
    if (session->isComplete() && session->mayBeKept && m_index.isLasting() && !conversion.isFinishing()) {
        if (makeRoom(session->film().id, session->here(), isUsed(session), most)) {
            conversion.finish(most);
        } else {
            hinder(session->film().id, CopyObstacle::NoRoom, u"there is no room to make it ready"_s);
            releaseLater(session);
        }
    }
    // What comes slowly is played while it comes.
    if (!conversion.isFinishing() && !waitingFor(session).isEmpty())
        conversion.grow(mostGrown(session));
}

/// It waited long enough for the whole film.
void GatewayWorker::playGrowing(Ticket ticket)
{
    const auto it = m_uses.find(ticket);
    if (it == m_uses.end() || !it->second.address.isEmpty() || it->second.session == nullptr)
        return;
    Use &use = it->second;
    const auto found = m_conversions.find(use.session);
    if (found == m_conversions.end())
        return;
    use.isImpatient = true;
    Conversion &conversion = *found->second;
    conversion.grow(mostGrown(use.session));
    if (!conversion.canPlay())
        return; // playable() comes back
    use.growing = true;
    use.address = m_server->open(conversion.growingFile());
    use.rehearsal = m_server->open(conversion.growingFile());
    rehearse(use, 0ms);
}

/// A remux failed.
void GatewayWorker::bear(FilmFetch *session, bool wasGrowing, RemuxProcess::Refusal refusal,
                         const QString &detail)
{
    using Refusal = RemuxProcess::Refusal;
    const Film film = session->film();
    qCWarning(lcGateway).noquote() << "Film" << film.id << "can't be remuxed:" << detail;
    // Only the program's own word condemns a film: it may be killed for other reasons.
    const bool isDamaged = refusal == Refusal::Film && (session->isComplete() || !session->trouble());
    const bool again = refusal == Refusal::Crash && ++m_crashes[film.id] < mostCrashes;
    FilmFailure failure = FilmFailure::Unreachable;
    if (isDamaged)
        failure = FilmFailure::Broken;
    else if (refusal == Refusal::Crash || refusal == Refusal::Program)
        failure = FilmFailure::PlayerLost;

    // Not from within the signal of what is let go here.
    QMetaObject::invokeMethod(
        this,
        [=, this] {
            if (!m_sessions.contains(session)) {
                QFile::remove(m_index.draftPath(film.id));
                return;
            }
            // What somebody watches while it grows goes on, whatever became of the copy.
            const bool isWatched = std::any_of(m_uses.begin(), m_uses.end(), [session](const auto &entry) {
                return entry.second.session == session && entry.second.growing;
            });
            // So does what grew until its source broke off, to its end: who reads on then starves.
            const bool goesOn =
                wasGrowing && refusal == Refusal::Late &&
                std::any_of(m_uses.begin(), m_uses.end(), [session](const auto &entry) {
                    return entry.second.session == session && entry.second.growing && entry.second.ready;
                });
            if (!goesOn) // else the one that is kept is written on, or being named
                QFile::remove(m_index.draftPath(film.id));
            if (const auto found = m_conversions.find(session); found != m_conversions.end()) {
                if (!wasGrowing && isWatched) {
                    found->second->stopFinishing();
                } else if (!goesOn) {
                    found->second.release()->deleteLater();
                    m_conversions.erase(found);
                }
            }
            if (isDamaged) {
                judge(film, BoardVerdict::Unplayable, detail);
                session->mayBeKept = false;
            } else if (!again) {
                hinder(film.id, refusal == Refusal::Full ? CopyObstacle::NoRoom : CopyObstacle::Unreachable,
                       detail);
            }
            QList<Ticket> over;
            for (const auto &[ticket, use] : m_uses)
                if (use.session == session && ((wasGrowing && use.growing && !(goesOn && use.ready)) ||
                                               (!again && use.address.isEmpty())))
                    over.append(ticket);
            for (const Ticket ticket : std::as_const(over))
                fail(ticket, session->trouble() && !isDamaged ? session->trouble()->failure : failure,
                     detail);
            if (isDamaged)
                forget(film.id);
            if (!m_sessions.contains(session))
                return;
            if (again && (isUsed(session) || session->isErrand)) {
                convert(session);
                advance(session);
                const QList<Ticket> waiting = waitingFor(session);
                for (const Ticket ticket : waiting)
                    if (m_uses[ticket].isImpatient)
                        playGrowing(ticket);
                return;
            }
            release(session);
        },
        Qt::QueuedConnection);
}

} // namespace Medio::Gateway
