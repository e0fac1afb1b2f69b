// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/gatewayworker.h"

#include "app/base/logging.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkProxyFactory>
#include <QStorageInfo>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What may be missing of a film at its end and is fetched all the same, so that it is kept.
constexpr qint64 lastBytes = 4LL * 1024 * 1024;

/// A power cut costs at most so much of a film that is being fetched.
constexpr qint64 checkpointEvery = 1024LL * 1024;

constexpr int mostUpstreams = 2;

/// Two questions in vain, and a film that has not begun is Unreachable: a child waits.
constexpr int mostAttemptsToOpen = 2;

/// A film during whose opening the program died so often is not opened again that day by that program.
/// Once may have been the plug; tomorrow's cause may be gone, and a newer program a better one.
constexpr int mostTries = 2;

constexpr auto rehearsalDeadline = 8s;

/// Its path decides which film it is: hosts and ports move, signed addresses have a new query
/// each time.
QString placeOf(const Film &film)
{
    return film.address.path();
}

/// A descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

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

GatewayWorker::GatewayWorker(const GatewaySettings &settings)
    : m_settings(settings)
    , m_inbox(this)
    , m_found(this)
{
}

GatewayWorker::~GatewayWorker()
{
    for (FilmSession *session : std::as_const(m_sessions))
        checkpoint(session);
    m_disk.finish();
    delete m_server; // its readers know sessions
    m_uses.clear();  // nobody is answered any more
    m_saved.clear();
    // What the disk's thread found out is written down; wishes that still lie in m_inbox are not begun.
    m_found.deliver();
    qDeleteAll(m_sessions);
}

void GatewayWorker::start()
{
    m_network = new QNetworkAccessManager(this);
    m_network->setAutoDeleteReplies(false);
    m_server = new LoopbackServer(m_settings.starvingAfter, this);
    connect(m_server, &LoopbackServer::starving, this,
            [this](const QUrl &address) { setStarving(address, true); });
    connect(m_server, &LoopbackServer::flowing, this,
            [this](const QUrl &address) { setStarving(address, false); });

    // One for the film that is asked for, one for what is preloaded behind it.
    for (int i = 0; i < 2; ++i) {
        auto *probe = new ProbeProcess(m_settings.probeProgram, this);
        connect(probe, &ProbeProcess::rehearsed, this,
                [this, probe](quint64 request, const FilmFacts &facts) {
                    answerRehearsal(probe, request, facts);
                });
        connect(probe, &ProbeProcess::refused, this,
                [this, probe](quint64 request, ProbeProcess::Refusal refusal, const QString &detail) {
                    answerRefusal(probe, request, refusal, detail);
                });
        m_probes.append(probe);
    }
    m_index.open(m_settings.cacheFolder);
    tellKept();
    for (ProbeProcess *probe : std::as_const(m_probes))
        probe->warmUp();
}

// Tickets

void GatewayWorker::open(Ticket ticket, const Film &film, std::chrono::milliseconds from)
{
    Use &use = m_uses[ticket];
    use.film = film;
    use.from = from;
    use.patience = std::make_unique<QTimer>();
    use.patience->setSingleShot(true);
    connect(use.patience.get(), &QTimer::timeout, this,
            [this, ticket] { fail(ticket, FilmFailure::Unreachable, u"its bytes did not come in time"_s); });
    use.patience->start(m_settings.openPatience);
    begin(ticket);
}

void GatewayWorker::begin(Ticket ticket)
{
    Use &use = m_uses[ticket];
    if (m_verifying.contains(use.film.id))
        return; // verify() comes back
    const auto record = m_index.find(use.film.id);
    if (record && record->complete && record->place == placeOf(use.film)) {
        const QFileInfo file(m_index.copyPath(record->id));
        if (file.size() != record->size) {
            qCWarning(lcGateway).noquote() << "A film's copy has a wrong size and is dropped:" << record->id;
            m_index.drop(record->id);
            tellKept();
        } else if (file.lastModified().toMSecsSinceEpoch() != record->modified) {
            verify(*record); // somebody touched it
            return;
        }
    }
    if (record && record->place == placeOf(use.film) && record->tries >= mostTries &&
        record->triedOn == m_settings.today() && record->triedBy == m_settings.programVersion) {
        fail(ticket, FilmFailure::Broken, u"the kiosk died of it"_s);
        return;
    }
    use.session = sessionOf(use.film);
    use.origin = use.session->isComplete() ? FilmOrigin::Copy : FilmOrigin::Stream;
    if (use.session->isComplete())
        m_index.touch(use.film.id);
    if (use.session->size() > 0) {
        proceed(ticket, use);
        allot();
        return;
    }
    use.session->pauseFetching(); // a new wish does not wait for an old pause to end
    allot();
}

FilmSession *GatewayWorker::sessionOf(const Film &film)
{
    const QString place = placeOf(film);
    for (FilmSession *session : std::as_const(m_sessions)) {
        if (session->film().id != film.id)
            continue;
        if (placeOf(session->film()) == place && session->mayBeKept &&
            !(session->trouble() && !session->trouble()->passing))
            return session;
        session->mayBeKept = false;
    }

    FilmSession *session = nullptr;
    auto record = m_index.find(film.id);
    if (record && record->place != place) {
        qCInfo(lcGateway).noquote() << "Another film has this name now, its copy is dropped:" << film.id;
        m_index.drop(film.id);
        record.reset();
        tellKept();
    }
    if (record && record->complete)
        session = new FilmSession(film, m_index.copyPath(film.id), record->facts, this);
    else
        session = new FilmSession(film, record, *m_network, m_policy, m_settings, this);
    watch(session);
    return session;
}

void GatewayWorker::watch(FilmSession *session)
{
    m_sessions.append(session);
    connect(session, &FilmSession::sized, this,
            [this, session](qint64 size, const QByteArray &validator) { settle(session, size, validator); });
    connect(session, &FilmSession::progressed, this, [this, session] {
        if (session->file().have().bytes() - m_saved.value(session) >= checkpointEvery)
            checkpoint(session);
    });
    connect(session, &FilmSession::troubled, this,
            [this, session](const Trouble &trouble) { suffer(session, trouble); });
    connect(session, &FilmSession::completed, this, [this, session] {
        keep(session);
        allot();
    });
}

void GatewayWorker::settle(FilmSession *session, qint64 size, const QByteArray &validator)
{
    const Film &film = session->film();
    if (session->mayBeKept && m_index.isLasting() && makeRoom(film.id, size)) {
        session->keepAt(m_index.partPath(film.id), size);
        FilmRecord record;
        record.id = film.id;
        record.place = placeOf(film);
        record.size = size;
        record.validator = validator;
        record.have = session->file().have();
        record.facts = session->facts;
        m_index.save(record);
        m_index.touch(film.id);
        m_saved.insert(session, record.have.bytes());
    } else {
        session->keepNowhere(size);
    }
    // The readers come when the session has what was announced.
    QMetaObject::invokeMethod(
        this,
        [this, session] {
            for (auto &[ticket, use] : m_uses)
                if (use.session == session && use.address.isEmpty() && session->size() > 0)
                    proceed(ticket, use);
        },
        Qt::QueuedConnection);
}

void GatewayWorker::proceed(Ticket ticket, Use &use)
{
    use.address = m_server->open(use.session);
    if (use.session->isComplete() && use.session->facts) {
        announce(ticket, use);
        return;
    }
    use.rehearsal = m_server->open(use.session);
    rehearse(use, use.from);
}

void GatewayWorker::rehearse(Use &use, std::chrono::milliseconds from)
{
    use.probe = *std::min_element(m_probes.begin(), m_probes.end(),
                                  [](ProbeProcess *a, ProbeProcess *b) { return a->load() < b->load(); });
    use.request = use.probe->rehearse(use.rehearsal, from, rehearsalDeadline);
}

void GatewayWorker::announce(Ticket ticket, Use &use)
{
    const Logging::Context::Scope scope(use.context);
    qCDebug(lcGateway).noquote() << "Film" << use.film.id << "is ready:" << nameOf(use.origin);
    use.patience->stop();
    use.ready = true;
    Q_EMIT ready(ticket, use.address, use.origin, *use.session->facts);
    use.risky = true;
    m_index.addTry(use.film.id, m_settings.today(), m_settings.programVersion);
}

auto GatewayWorker::answered(ProbeProcess *probe, quint64 request) -> std::map<Ticket, Use>::iterator
{
    const auto found = std::find_if(m_uses.begin(), m_uses.end(), [probe, request](const auto &entry) {
        return entry.second.probe == probe && entry.second.request == request;
    });
    if (found == m_uses.end())
        return found;
    Use &use = found->second;
    use.request = 0;
    if (!use.ready)
        return found;
    // Rehearsed well or badly: the player will find out how far it gets.
    if (const auto position = std::exchange(use.preparing, std::nullopt))
        Q_EMIT prepared(found->first, *position);
    return m_uses.end();
}

void GatewayWorker::answerRehearsal(ProbeProcess *probe, quint64 request, const FilmFacts &facts)
{
    const auto found = answered(probe, request);
    if (found == m_uses.end())
        return;
    auto &[ticket, use] = *found;
    use.session->facts = facts;
    m_index.saveFacts(use.film.id, facts);
    tellKept();
    announce(ticket, use);
}

void GatewayWorker::answerRefusal(ProbeProcess *probe, quint64 request, ProbeProcess::Refusal refusal,
                                  const QString &detail)
{
    const auto found = answered(probe, request);
    if (found == m_uses.end())
        return;
    const auto &[ticket, use] = *found;
    if (refusal == ProbeProcess::Refusal::Program) {
        fail(ticket, FilmFailure::PlayerLost, detail);
    } else if (const auto trouble = use.session->trouble()) {
        fail(ticket, trouble->failure, trouble->detail);
    } else if (refusal == ProbeProcess::Refusal::Late && !use.session->isComplete()) {
        fail(ticket, FilmFailure::Unreachable, u"its bytes did not come in time"_s);
    } else {
        forget(use.film.id); // nobody will want it again
        fail(ticket, FilmFailure::Broken, detail);
    }
}

void GatewayWorker::prepare(Ticket ticket, std::chrono::milliseconds position)
{
    const auto it = m_uses.find(ticket);
    if (it == m_uses.end() || !it->second.ready)
        return;
    Use &use = it->second;
    if (use.session->isComplete()) {
        Q_EMIT prepared(ticket, position);
        return;
    }
    if (use.request != 0)
        use.probe->cancel(use.request);
    use.preparing = position;
    if (use.rehearsal.isEmpty())
        use.rehearsal = m_server->open(use.session);
    rehearse(use, position);
}

void GatewayWorker::survive(Ticket ticket)
{
    const auto it = m_uses.find(ticket);
    if (it != m_uses.end() && std::exchange(it->second.risky, false))
        m_index.clearTries(it->second.film.id);
}

void GatewayWorker::abort(Ticket ticket)
{
    survive(ticket); // at least until now
    end(ticket);
}

void GatewayWorker::fail(Ticket ticket, FilmFailure failure, const QString &detail)
{
    if (!m_uses.contains(ticket))
        return;
    const Logging::Context::Scope scope(m_uses[ticket].context);
    qCWarning(lcGateway).noquote() << "Film" << m_uses[ticket].film.id << "can't be had:" << nameOf(failure)
                                   << detail;
    // Told before its readers are cut off: what they make of that must come later.
    Q_EMIT failed(ticket, failure, detail);
    end(ticket);
}

void GatewayWorker::end(Ticket ticket)
{
    const auto it = m_uses.find(ticket);
    if (it == m_uses.end())
        return;
    Use &use = it->second;
    if (!use.address.isEmpty())
        m_server->close(use.address);
    if (!use.rehearsal.isEmpty())
        m_server->close(use.rehearsal);
    if (use.request != 0)
        use.probe->cancel(use.request);
    FilmSession *session = use.session;
    use.patience->disconnect(this);
    use.patience.release()->deleteLater(); // it may be the one that speaks
    m_uses.erase(it);
    if (session != nullptr)
        release(session);
    allot();
}

bool GatewayWorker::isUsed(const FilmSession *session) const
{
    return std::any_of(m_uses.begin(), m_uses.end(),
                       [session](const auto &entry) { return entry.second.session == session; });
}

/// Ends a session that nobody needs any more.
void GatewayWorker::release(FilmSession *session)
{
    if (isUsed(session) || m_atWork.contains(session->film().id))
        return;
    const bool nearlyWhole = !session->isComplete() && session->size() > 0 && session->mayBeKept &&
                             session->file().isOnDisk() && session->missing() <= lastBytes &&
                             !session->trouble();
    if (nearlyWhole)
        return; // it finishes by itself
    checkpoint(session);
    m_sessions.removeOne(session);
    m_saved.remove(session);
    session->disconnect(this);
    session->pauseFetching();
    session->deleteLater();
}

/// At most two films are fetched at a time: the newest tickets' first, then those being finished.
void GatewayWorker::allot()
{
    QList<FilmSession *> order;
    for (auto it = m_uses.rbegin(); it != m_uses.rend(); ++it)
        if (it->second.session != nullptr && !order.contains(it->second.session))
            order.append(it->second.session);
    for (FilmSession *session : std::as_const(m_sessions))
        if (!order.contains(session))
            order.append(session);
    int fetching = 0;
    for (FilmSession *session : std::as_const(order)) {
        if (session->isComplete() || (session->trouble() && !session->trouble()->passing))
            continue;
        if (fetching < mostUpstreams) {
            ++fetching;
            if (!session->isFetching())
                session->start();
        } else {
            session->pauseFetching();
        }
    }
}

void GatewayWorker::suffer(FilmSession *session, const Trouble &trouble)
{
    QList<Ticket> over;
    for (const auto &[ticket, use] : m_uses) {
        if (use.session != session)
            continue;
        const bool hopeless = !trouble.passing || session->attempts() >= mostAttemptsToOpen;
        if (use.ready ? !trouble.passing && m_server->isStarving(use.address) : hopeless)
            over.append(ticket);
    }
    // Not from within the session's own signal: it may end with its last user.
    QMetaObject::invokeMethod(
        this,
        [this, session, over, trouble] {
            for (const Ticket ticket : over)
                fail(ticket, trouble.failure, trouble.detail);
            if (m_sessions.contains(session))
                release(session);
        },
        Qt::QueuedConnection);
}

void GatewayWorker::setStarving(const QUrl &address, bool starves)
{
    for (auto &[ticket, use] : m_uses) {
        if (use.address != address || !use.ready)
            continue;
        const auto &trouble = use.session->trouble();
        if (!starves) {
            use.patience->stop();
            Q_EMIT flowing(ticket);
        } else if (trouble && !trouble->passing) {
            QMetaObject::invokeMethod(
                this, [this, ticket = ticket, trouble] { fail(ticket, trouble->failure, trouble->detail); },
                Qt::QueuedConnection);
        } else {
            use.patience->start(m_settings.starvePatience);
            Q_EMIT starving(ticket);
        }
        return;
    }
}

void GatewayWorker::setPolicy(const UpstreamPolicy &policy)
{
    m_policy = policy;
    m_network->setProxy(policy.proxy.value_or(QNetworkProxy(QNetworkProxy::DefaultProxy)));
    for (FilmSession *session : std::as_const(m_sessions))
        if (session->trouble() && session->trouble()->failure == FilmFailure::Refused)
            session->start();
}

// What is kept

/// Lets the least used films go until `size` bytes fit. False: they don't.
bool GatewayWorker::makeRoom(const QString &id, qint64 size)
{
    const auto own = m_index.find(id);
    const qint64 here = own ? (own->complete ? own->size : own->have.bytes()) : 0;
    const auto fits = [&] {
        const QStorageInfo disk(m_settings.cacheFolder);
        return m_index.bytes() - here + size <= m_settings.budget &&
               disk.bytesAvailable() + here - size >= m_settings.spare;
    };
    if (size > m_settings.budget)
        return false;
    bool dropped = false;
    const QStringList candidates = m_index.leastUsed();
    for (const QString &candidate : candidates) {
        if (fits())
            break;
        const bool busy = std::any_of(m_sessions.begin(), m_sessions.end(),
                                      [&](FilmSession *session) { return session->film().id == candidate; });
        if (busy || candidate == id)
            continue;
        qCInfo(lcGateway).noquote() << "A film gives its place to another:" << candidate;
        m_index.drop(candidate);
        dropped = true;
    }
    if (dropped)
        tellKept();
    return fits();
}

/// Writes down which bytes are here, once they are on the disk.
void GatewayWorker::checkpoint(FilmSession *session)
{
    const FilmFile &file = session->file();
    if (!m_saved.contains(session) || !session->mayBeKept || file.isComplete() ||
        m_saved.value(session) == file.have().bytes())
        return;
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

/// A film that is here wholly becomes a copy: synced, hashed, named.
void GatewayWorker::keep(FilmSession *session)
{
    const QString id = session->film().id;
    const FilmFile &file = session->file();
    const int fd = file.isOnDisk() && session->mayBeKept ? file.duplicate() : -1;
    if (fd < 0) {
        QMetaObject::invokeMethod(
            this,
            [this, session] {
                if (m_sessions.contains(session))
                    release(session);
            },
            Qt::QueuedConnection);
        return;
    }
    m_atWork.insert(id);
    m_disk.start([this, fd, id, session, size = file.size(), part = m_index.partPath(id),
                  copy = m_index.copyPath(id), folder = m_settings.cacheFolder](const std::stop_token &stop) {
        const Descriptor descriptor(fd);
        QByteArray hash;
        qint64 modified = 0;
        if (::fdatasync(fd) == 0)
            hash = hashOf(fd, stop);
        if (!hash.isEmpty() &&
            ::rename(QFile::encodeName(part).constData(), QFile::encodeName(copy).constData()) == 0 &&
            syncFolder(folder))
            modified = QFileInfo(copy).lastModified().toMSecsSinceEpoch();
        m_found.post([this, id, session, size, hash, modified] {
            m_atWork.remove(id);
            auto record = m_index.find(id);
            if (record && modified != 0 && session->mayBeKept) {
                record->complete = true;
                record->size = size;
                record->have.clear();
                record->hash = hash;
                record->modified = modified;
                record->facts = session->facts;
                m_index.save(*record);
                qCInfo(lcGateway).noquote() << "Film" << id << "is kept:" << size << "bytes";
                tellKept();
            } else if (!session->mayBeKept) {
                m_index.drop(id);
            }
            const QList<FilmSession *> sessions = m_sessions;
            for (FilmSession *other : sessions) // others waited for this file, too
                if (other->film().id == id)
                    release(other);
        });
    });
}

/// A copy that somebody else wrote to is compared with its hash before anybody sees it.
void GatewayWorker::verify(const FilmRecord &record)
{
    m_verifying.insert(record.id);
    m_disk.start([this, record, path = m_index.copyPath(record.id)](const std::stop_token &stop) {
        const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
        const QByteArray hash = file.get() >= 0 ? hashOf(file.get(), stop) : QByteArray();
        const qint64 modified = QFileInfo(path).lastModified().toMSecsSinceEpoch();
        if (stop.stop_requested())
            return; // half a hash says nothing about the copy
        m_found.post([this, record, hash, modified] {
            m_verifying.remove(record.id);
            if (hash == record.hash) {
                FilmRecord right = record;
                right.modified = modified;
                m_index.save(right);
            } else {
                qCWarning(lcGateway).noquote() << "A film's copy is damaged and is dropped:" << record.id;
                m_index.drop(record.id);
                tellKept();
            }
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
    for (FilmSession *session : std::as_const(m_sessions))
        if (session->film().id == id)
            session->mayBeKept = false;
    m_index.drop(id);
    tellKept();
}

void GatewayWorker::tellKept()
{
    const QStringList ids = m_index.playableIds();
    QSet<QString> kept(ids.begin(), ids.end());
    if (kept == m_kept)
        return;
    m_kept = std::move(kept);
    Q_EMIT keptChanged(m_kept);
}

} // namespace Medio::Gateway
