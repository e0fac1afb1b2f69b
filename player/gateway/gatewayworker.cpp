// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/gatewayworker.h"

#include "app/base/logging.h"
#include "player/gateway/filmnetwork.h"
#include "player/gateway/hlsfilm.h"
#include "player/gateway/keepplan.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What may be missing of a film at its end and is fetched all the same, so that it is kept.
constexpr qint64 lastBytes = 4LL * 1024 * 1024;

/// A killed program loses less than 1 MiB of a film that is being fetched: pieces of 256 KiB come on top.
constexpr qint64 checkpointEvery = 640LL * 1024;

constexpr int mostUpstreams = 2;

/// Two questions in vain, and a film that has not begun is Unreachable: a child waits.
constexpr int mostAttemptsToOpen = 2;

/// What nobody waits for is asked for again later.
constexpr int mostAttemptsForErrands = 3;

/// A film during whose opening the program died so often is not opened again that day by that program.
/// Once may have been the plug; tomorrow's cause may be gone, and a newer program a better one.
constexpr int mostTries = 2;

constexpr auto rehearsalDeadline = 8s;

constexpr auto idleAfter = 3s;
constexpr auto tellEvery = 500ms;

} // namespace

GatewayWorker::GatewayWorker(const GatewaySettings &settings)
    : m_settings(settings)
    , m_again(this)
    , m_short(this)
    , m_idle(this)
    , m_tell(this)
    , m_inbox(this)
    , m_found(this)
{
    for (QTimer *timer : {&m_again, &m_short, &m_idle, &m_tell})
        timer->setSingleShot(true);
    m_idle.setInterval(idleAfter);
    m_tell.setInterval(tellEvery);
    connect(&m_again, &QTimer::timeout, this, &GatewayWorker::planErrands);
    connect(&m_short, &QTimer::timeout, this, &GatewayWorker::giveRoom);
    connect(&m_idle, &QTimer::timeout, this, &GatewayWorker::checkNext);
    connect(&m_tell, &QTimer::timeout, this, &GatewayWorker::tellCopies);
}

GatewayWorker::~GatewayWorker()
{
    for (FilmFetch *session : std::as_const(m_sessions))
        checkpoint(session);
    m_hasher.finish();
    m_disk.finish();
    m_conversions.clear(); // their programs end before what they read
    delete m_server;       // its readers know sessions
    m_server = nullptr;
    m_check.reset();
    m_uses.clear(); // nobody is answered any more
    m_saved.clear();
    // What the disk's thread found out is written down; wishes that still lie in m_inbox are not begun.
    m_found.deliver();
    qDeleteAll(m_sessions);
}

void GatewayWorker::start()
{
    m_network = new FilmNetwork(m_settings.makeProxies ? m_settings.makeProxies() : nullptr, this);
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
    tellCopies();
    m_idle.start();
    for (ProbeProcess *probe : std::as_const(m_probes))
        probe->warmUp();
}

// Tickets

void GatewayWorker::open(Ticket ticket, const Film &film, std::chrono::milliseconds from)
{
    if (m_check && m_check->isMeasuring) {
        m_checked.remove(m_check->id); // measured when nobody waits any more
        endCheck();
    }
    const bool continues = std::any_of(m_uses.begin(), m_uses.end(), [&film](const auto &entry) {
        return entry.second.ready && entry.second.film.id == film.id &&
               placeOf(entry.second.film) == placeOf(film);
    });
    Use &use = m_uses[ticket];
    use.film = film;
    use.from = from;
    use.continues = continues;
    use.patience = std::make_unique<QTimer>();
    use.patience->setSingleShot(true);
    connect(use.patience.get(), &QTimer::timeout, this, [this, ticket] { giveUp(ticket); });
    use.patience->start(continues ? m_settings.starvePatience : m_settings.openPatience);
    begin(ticket);
}

void GatewayWorker::begin(Ticket ticket)
{
    Use &use = m_uses[ticket];
    if (m_verifying.contains(use.film.id))
        return; // verify() comes back
    const auto record = m_index.find(use.film.id);
    if (record && record->complete && record->place == placeOf(use.film)) {
        const QFileInfo file(m_index.copyPath(*record));
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
    if (record && record->complete)
        m_index.touch(use.film.id);
    proceed(ticket, use);
    if (use.session != nullptr && use.address.isEmpty() && use.session->whole() < 0)
        use.session->pauseFetching(); // a new wish does not wait for an old pause to end
    allot();
}

FilmFetch *GatewayWorker::sessionOf(const Film &film)
{
    const QString place = placeOf(film);
    for (FilmFetch *session : std::as_const(m_sessions)) {
        if (session->film().id != film.id || session->isConverted)
            continue;
        if (placeOf(session->film()) == place && session->mayBeKept && !session->isHopeless())
            return session;
        session->mayBeKept = false;
    }

    auto record = m_index.find(film.id);
    if (record && record->place != place) {
        qCInfo(lcGateway).noquote() << "Another film has this name now, its copy is dropped:" << film.id;
        m_index.drop(film.id);
        record.reset();
        tellKept();
    }
    // While an older one of this film lives its files are that one's: this one leaves none.
    const bool isTwin = hasTwin(film.id);
    FilmFetch *session = nullptr;
    if (record && record->complete)
        session = new FilmSession(film, m_index.copyPath(*record), record->facts, this);
    else if (!isTwin && record && record->size > 0 && record->have.covers(0, record->size) &&
             QFileInfo(m_index.partPath(film.id)).size() == record->size)
        session =
            new FilmSession(film, m_index.partPath(film.id), record->facts, this); // decide() finishes it
    else if (record && QFileInfo(m_index.piecesPath(film.id)).isDir())
        session = newPlaylist(film, isTwin ? scratchFolder() : m_index.piecesPath(film.id));
    else
        session =
            new FilmSession(film, isTwin ? std::nullopt : record, *m_network, m_policy, m_settings, this);
    session->mayBeKept = !isTwin || session->isComplete();
    watch(session);
    return session;
}

bool GatewayWorker::hasTwin(const QString &id) const
{
    return std::any_of(m_sessions.begin(), m_sessions.end(), [&id](const FilmFetch *session) {
        return session->film().id == id && !session->isConverted;
    });
}

/// A new one for the pieces of one film.
QString GatewayWorker::scratchFolder()
{
    if (m_scratch == nullptr)
        m_scratch = std::make_unique<QTemporaryDir>();
    return m_scratch->filePath(QString::number(++m_scratchFolders));
}

void GatewayWorker::watch(FilmFetch *session)
{
    m_sessions.append(session);
    if (auto *single = qobject_cast<FilmSession *>(session)) {
        m_undecided.insert(session);
        connect(single, &FilmSession::sized, this, [this, single](qint64 size, const QByteArray &validator) {
            settle(single, size, validator);
        });
    }
    if (auto *hls = qobject_cast<HlsFilm *>(session)) {
        connect(hls, &HlsFilm::planned, this, [this, hls] { plan(hls); });
        // Not from within its own signal: it may be stopped.
        connect(
            hls, &FilmFetch::progressed, this, [this, hls] { watchRoom(hls); }, Qt::QueuedConnection);
    }
    connect(session, &FilmFetch::progressed, this, [this, session] {
        if (auto *single = qobject_cast<FilmSession *>(session);
            single != nullptr && m_saved.contains(single) && !single->file().isOnDisk())
            leaveDisk(single);
        if (m_undecided.contains(session) && kindOf(session) != Kind::Unknown)
            proceedAll(session);
        if (session->here() - m_saved.value(session) >= checkpointEvery)
            checkpoint(session);
        if (!m_tell.isActive())
            m_tell.start();
    });
    connect(session, &FilmFetch::troubled, this,
            [this, session](const Trouble &trouble) { suffer(session, trouble); });
    connect(session, &FilmFetch::completed, this, [this, session] {
        finish(session);
        allot();
    });
}

void GatewayWorker::settle(FilmSession *session, qint64 size, const QByteArray &validator)
{
    const Film &film = session->film();
    const bool watched = isUsed(session);
    if (session->mayBeKept && m_index.isLasting() && makeRoom(film.id, size, watched)) {
        session->keepAt(m_index.partPath(film.id), size);
    } else {
        session->keepNowhere(size);
    }
    if (session->file().isOnDisk()) {
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
        if ((session->mayBeKept && m_index.isLasting()) || !watched)
            hinder(film.id, CopyObstacle::NoRoom, u"it has %1 bytes"_s.arg(size));
        releaseLater(session);
    }
    proceedAll(session);
}

/// Its readers come when the session has what was announced: not from within its own signal.
void GatewayWorker::proceedAll(FilmFetch *session)
{
    QMetaObject::invokeMethod(
        this,
        [this, session] {
            if (!m_sessions.contains(session))
                return;
            if (auto *single = qobject_cast<FilmSession *>(session);
                single != nullptr && m_undecided.contains(session))
                decide(single);
            const QList<Ticket> waiting = waitingFor(session);
            for (const Ticket ticket : waiting)
                if (const auto it = m_uses.find(ticket); it != m_uses.end())
                    proceed(ticket, it->second);
        },
        Qt::QueuedConnection);
}

QList<FilmSource::Ticket> GatewayWorker::waitingFor(const FilmFetch *session) const
{
    QList<Ticket> waiting;
    for (const auto &[ticket, use] : m_uses)
        if (use.session == session && use.address.isEmpty())
            waiting.append(ticket);
    return waiting;
}

GatewayWorker::Kind GatewayWorker::kindOf(const FilmFetch *session)
{
    constexpr qsizetype transportPacket = 188;
    constexpr char transportSync = 0x47;
    const auto *single = qobject_cast<const FilmSession *>(session);
    if (single == nullptr)
        return Kind::Playlist;
    const QByteArray begin = single->beginning();
    if (begin.isEmpty())
        return single->isComplete() ? Kind::Plain : Kind::Unknown;
    if (looksLikeHls(begin))
        return Kind::Playlist;
    if (begin.startsWith("\x1A\x45\xDF\xA3")) // EBML: Matroska and WebM
        return Kind::Foreign;
    if (begin.size() > transportPacket && begin.front() == transportSync &&
        begin.at(transportPacket) == transportSync)
        return Kind::Foreign;
    return Kind::Plain;
}

/// The kind of film is known now.
void GatewayWorker::decide(FilmSession *session)
{
    const Kind kind = kindOf(session);
    if (kind == Kind::Unknown)
        return;
    m_undecided.remove(session);
    const auto record = m_index.find(session->film().id);
    if (kind == Kind::Playlist) {
        followPlaylist(session);
    } else if (session->isComplete() && record && !record->complete) {
        finish(session); // it was here wholly when an earlier run ended
    } else if (kind == Kind::Foreign) {
        convert(session);
        advance(session);
    } else if (session->isErrand && !session->isComplete() && !isUsed(session)) {
        check(session->film().id, session, nullptr); // before it is fetched wholly
    }
}

/// What was fetched is a playlist: whoever waits for it waits for the film that it names.
void GatewayWorker::followPlaylist(FilmSession *session)
{
    const Film film = session->film();
    const bool mayBeKept = std::exchange(session->mayBeKept, false) && m_index.isLasting();
    if (mayBeKept)
        m_index.drop(film.id);
    auto *hls = newPlaylist(film, mayBeKept ? m_index.piecesPath(film.id) : scratchFolder());
    hls->mayBeKept = mayBeKept;
    hls->isErrand = std::exchange(session->isErrand, false);
    watch(hls);
    for (auto &[ticket, use] : m_uses)
        if (use.session == session)
            use.session = hls;
    release(session);
    allot();
}

HlsFilm *GatewayWorker::newPlaylist(const Film &film, const QString &folder)
{
    auto *playlist = new HlsFilm(film, folder, *m_network, m_policy, m_settings, m_disk, this);
    if (const FilmQuality quality = qualityOf(film); quality.tooHeavy > 0)
        playlist->avoid(quality.tooHeavy);
    return playlist;
}

void GatewayWorker::plan(HlsFilm *film)
{
    const QString id = film->film().id;
    const bool watched = isUsed(film);
    const bool fits = film->mayBeKept && m_index.isLasting() && makeRoom(id, film->whole(), watched);
    if (!fits && ((film->mayBeKept && m_index.isLasting()) || !watched))
        hinder(id, CopyObstacle::NoRoom, u"it has about %1 bytes"_s.arg(film->whole()));
    if (!fits) {
        if (film->mayBeKept && m_index.isLasting())
            m_index.drop(id, false); // with its pieces, which an earlier run may have left
        film->mayBeKept = false;
    }
    if (!fits && !watched) {
        releaseLater(film);
        return;
    }
    if (fits) {
        FilmRecord record;
        record.id = id;
        record.place = placeOf(film->film());
        record.size = film->whole();
        record.have.add(0, film->here());
        m_index.save(record);
        if (FilmQuality quality = qualityOf(film->film()); quality.taken != film->weight()) {
            quality.taken = film->weight();
            m_index.saveQuality(quality);
        }
        m_index.touch(id);
        m_saved.insert(film, film->here());
    }
    convert(film);
    advance(film);
    proceedAll(film);
}

void GatewayWorker::proceed(Ticket ticket, Use &use)
{
    if (!use.address.isEmpty() || use.session == nullptr || use.session->whole() < 0)
        return;
    auto *single = qobject_cast<FilmSession *>(use.session);
    const bool isCopy = single != nullptr && single->isComplete() && single->facts;
    if (!isCopy && (single == nullptr || m_undecided.contains(single) || kindOf(single) != Kind::Plain)) {
        if (single != nullptr && m_undecided.contains(single)) {
            if (kindOf(single) != Kind::Unknown)
                proceedAll(single);
            return;
        }
        // Waited for: whole if it comes soon, else as it grows. A place in its midst needs it whole.
        if (std::exchange(use.waitsForRemux, true))
            return;
        advance(use.session);
        QTimer::singleShot(use.from > 0ms ? m_settings.openPatience / 2 : m_settings.remuxPatience, this,
                           [this, ticket] { playGrowing(ticket); });
        return;
    }
    use.address = m_server->open(single);
    if (isCopy) {
        announce(ticket, use, *single->facts);
        return;
    }
    use.rehearsal = m_server->open(single);
    rehearse(use, use.from);
}

void GatewayWorker::rehearse(Use &use, std::chrono::milliseconds from)
{
    use.probe = *std::min_element(m_probes.begin(), m_probes.end(),
                                  [](ProbeProcess *a, ProbeProcess *b) { return a->load() < b->load(); });
    use.request = use.probe->rehearse(use.rehearsal, from, rehearsalDeadline);
    use.wasWhole = use.session->isComplete();
}

void GatewayWorker::announce(Ticket ticket, Use &use, const FilmFacts &facts)
{
    const Logging::Context::Scope scope(use.context);
    qCDebug(lcGateway).noquote() << "Film" << use.film.id << "is ready:" << nameOf(use.origin);
    use.patience->stop();
    use.ready = true;
    Q_EMIT ready(ticket, use.address, use.origin, facts);
    use.risky = true;
    m_index.addTry(use.film.id, m_settings.today(), m_settings.programVersion);
    // Not from within whoever made it ready.
    QMetaObject::invokeMethod(this, &GatewayWorker::allot, Qt::QueuedConnection);
}

auto GatewayWorker::answered(ProbeProcess *probe, quint64 request) -> std::map<Ticket, Use>::iterator
{
    const auto found = std::find_if(m_uses.begin(), m_uses.end(), [probe, request](const auto &entry) {
        return entry.second.probe == probe && entry.second.request == request;
    });
    if (found != m_uses.end())
        found->second.request = 0;
    return found;
}

void GatewayWorker::answerRehearsal(ProbeProcess *probe, quint64 request, const FilmFacts &facts)
{
    if (m_check && m_check->probe == probe && m_check->request == request) {
        const Film film = m_check->session->film();
        FilmFacts known = facts;
        // Once may have been the machine's other work: it is measured again at another time.
        if (verdictOn(known) == BoardVerdict::TooSlow && !m_slow.contains(film.id)) {
            m_slow.insert(film.id);
            known.decodeRate = 0;
            QTimer::singleShot(m_settings.measureAgainAfter, this, [this, id = film.id] {
                m_checked.remove(id);
                m_idle.start();
            });
        }
        m_check->session->facts = known;
        m_index.saveFacts(film.id, known);
        const BoardVerdict verdict = verdictOn(known);
        judge(film, verdict,
              verdict == BoardVerdict::TooSlow
                  ? u"it is shown %1 times as fast as it is decoded"_s.arg(1 / speedOf(known), 0, 'f', 1)
                  : QString());
        endCheck();
        if (const auto record = m_index.find(film.id);
            verdict == BoardVerdict::TooSlow && record && !record->complete)
            forget(film.id); // not worth its room
        tellKept();
        return;
    }
    const auto found = answered(probe, request);
    if (found == m_uses.end())
        return;
    auto &[ticket, use] = *found;
    FilmFacts known = facts;
    if (use.growing) {
        known.seekable = false;
        announce(ticket, use, known);
        return;
    }
    if (known.decodeRate <= 0 && use.session->facts)
        known.decodeRate = use.session->facts->decodeRate;
    use.session->facts = known;
    m_index.saveFacts(use.film.id, known);
    judge(use.film, verdictOn(known), {});
    tellKept();
    announce(ticket, use, known);
}

void GatewayWorker::answerRefusal(ProbeProcess *probe, quint64 request, ProbeProcess::Refusal refusal,
                                  const QString &detail)
{
    if (m_check && m_check->probe == probe && m_check->request == request) {
        const Film film = m_check->session->film();
        const bool itsFault = refusal == ProbeProcess::Refusal::Film && !m_check->session->trouble();
        m_checked.insert(film.id);
        endCheck();
        if (itsFault) {
            judge(film, BoardVerdict::Unplayable, detail);
            forget(film.id);
        }
        return;
    }
    const auto found = answered(probe, request);
    if (found == m_uses.end())
        return;
    const auto &[ticket, use] = *found;
    if (refusal == ProbeProcess::Refusal::Program) {
        fail(ticket, FilmFailure::PlayerLost, detail);
    } else if (refusal == ProbeProcess::Refusal::Late && !use.wasWhole && !use.session->isHopeless() &&
               (use.continues || (use.session->isComplete() && !use.growing))) {
        rehearse(found->second, use.from); // its last bytes may have come in the moment of the deadline
    } else if (const auto trouble = use.session->trouble()) {
        fail(ticket, trouble->failure, trouble->detail);
    } else if (refusal == ProbeProcess::Refusal::Late && !use.session->isComplete()) {
        fail(ticket, FilmFailure::Unreachable, u"its bytes did not come in time"_s);
    } else {
        if (!use.continues) { // else one place of it is bad, and others were seen
            if (refusal == ProbeProcess::Refusal::Film)
                judge(use.film, BoardVerdict::Unplayable, detail);
            forget(use.film.id); // nobody will want it again
        }
        fail(ticket, FilmFailure::Broken, detail);
    }
}

void GatewayWorker::survive(Ticket ticket)
{
    const auto it = m_uses.find(ticket);
    if (it == m_uses.end() || !std::exchange(it->second.risky, false))
        return;
    m_index.clearTries(it->second.film.id);
    m_index.touch(it->second.film.id, m_settings.now());
    m_tell.start();
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

/// It waited long enough.
void GatewayWorker::giveUp(Ticket ticket)
{
    const auto it = m_uses.find(ticket);
    if (it == m_uses.end())
        return;
    if (const FilmFetch *session = it->second.session; session != nullptr && session->trouble())
        fail(ticket, session->trouble()->failure, session->trouble()->detail);
    else
        fail(ticket, FilmFailure::Unreachable, u"its bytes did not come in time"_s);
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
    FilmFetch *session = use.session;
    use.patience->disconnect(this);
    use.patience.release()->deleteLater(); // it may be the one that speaks
    m_uses.erase(it);
    if (session != nullptr)
        release(session);
    allot();
    if (m_uses.empty())
        m_idle.start();
    planErrands();
}

bool GatewayWorker::isUsed(const FilmFetch *session) const
{
    return std::any_of(m_uses.begin(), m_uses.end(),
                       [session](const auto &entry) { return entry.second.session == session; });
}

/// Ends a session that nobody needs any more.
void GatewayWorker::release(FilmFetch *session, Release manner)
{
    if (!m_sessions.contains(session) || isUsed(session) || m_atWork.contains(session->film().id))
        return;
    // Whoever watched it left: without a file nothing of it is kept.
    if (const auto *single = qobject_cast<FilmSession *>(session);
        session->isErrand && single != nullptr && single->size() > 0 && !single->file().isOnDisk()) {
        hinder(session->film().id, CopyObstacle::NoRoom, u"there was no room for it while it was watched"_s);
    }
    if (session->isErrand)
        return;
    if (manner == Release::Gently && !session->isConverted && session->mayBeKept && !session->isHopeless()) {
        const auto *single = qobject_cast<FilmSession *>(session);
        const bool nearlyWhole = single != nullptr && !single->isComplete() && single->size() > 0 &&
                                 single->file().isOnDisk() && single->missing() <= lastBytes;
        const auto conversion = m_conversions.find(session);
        const bool isFinishing = conversion != m_conversions.end() && conversion->second->isFinishing();
        if (nearlyWhole && !session->trouble())
            return; // it finishes by itself
        if (isFinishing)
            return;
    }
    if (m_check && m_check->session == session)
        endCheck();
    checkpoint(session);
    if (const auto conversion = m_conversions.find(session); conversion != m_conversions.end()) {
        if (conversion->second->isFinishing() && !session->isConverted)
            QFile::remove(m_index.draftPath(session->film().id));
        conversion->second.release()->deleteLater(); // it may be the one that speaks
        m_conversions.erase(conversion);
    }
    if (auto *hls = qobject_cast<HlsFilm *>(session); hls != nullptr && (hls->isConverted || !hls->mayBeKept))
        hls->removeFiles();
    m_sessions.removeOne(session);
    m_saved.remove(session);
    m_looked.remove(session);
    m_undecided.remove(session);
    session->disconnect(this);
    session->pauseFetching();
    session->deleteLater();
    if (m_index.isLasting() && m_index.bytes() > m_settings.budget)
        m_short.start(); // what was in use may go now
}

void GatewayWorker::releaseLater(FilmFetch *session)
{
    QMetaObject::invokeMethod(
        this, [this, session] { release(session); }, Qt::QueuedConnection);
}

/// At most two films are fetched at a time: the one that plays first, then what is asked for until it is
/// ready, then those being finished, then errands. A film that is ready behind another one (preloaded) waits
/// until that is wholly here; those that nobody uses wait for all that are used.
void GatewayWorker::allot()
{
    QList<FilmFetch *> order;
    QList<FilmFetch *> opening;
    bool isPlaying = false; // the oldest that is ready and not wholly here
    for (const auto &[ticket, use] : m_uses) {
        FilmFetch *session = use.session;
        if (session == nullptr || session->isComplete() || session->isHopeless())
            continue;
        if (!use.ready)
            opening.prepend(session); // the newest wish first
        else if (!std::exchange(isPlaying, true))
            order.append(session);
    }
    for (FilmFetch *session : std::as_const(opening))
        if (!order.contains(session))
            order.append(session);
    if (order.isEmpty()) {
        for (FilmFetch *session : std::as_const(m_sessions))
            if (!session->isErrand)
                order.append(session);
        for (const Film &film : std::as_const(m_wanted)) // in their order
            for (FilmFetch *session : std::as_const(m_sessions))
                if (session->film().id == film.id && !order.contains(session))
                    order.append(session);
    }
    QList<FilmFetch *> fetching;
    for (FilmFetch *session : std::as_const(order))
        if (fetching.size() < mostUpstreams && !session->isComplete() && !session->isHopeless())
            fetching.append(session);
    for (FilmFetch *session : std::as_const(m_sessions))
        if (!fetching.contains(session) && !session->isComplete() && !session->isHopeless())
            session->pauseFetching();
    for (FilmFetch *session : std::as_const(fetching)) {
        if (session->isFetching())
            continue;
        session->start();
        // Its reader may have waited all the time that it was held back.
        for (auto &[ticket, use] : m_uses)
            if (use.session == session && use.ready && m_server->isStarving(use.address))
                use.patience->start(m_settings.starvePatience);
    }
}

void GatewayWorker::suffer(FilmFetch *session, const Trouble &trouble)
{
    QList<Ticket> over;
    for (const auto &[ticket, use] : m_uses) {
        if (use.session != session)
            continue;
        // A signed address that expired costs an attempt more.
        const bool hopeless =
            !trouble.passing || (!use.continues && trouble.failure != FilmFailure::Refused &&
                                 session->attempts() >= mostAttemptsToOpen);
        if (use.ready ? !trouble.passing && m_server->isStarving(use.address) : hopeless)
            over.append(ticket);
    }
    // Not from within the session's own signal: it may end with its last user.
    QMetaObject::invokeMethod(
        this,
        [this, session, over, trouble] {
            if (!m_sessions.contains(session))
                return;
            const Film film = session->film();
            const bool isPlaylist = qobject_cast<HlsFilm *>(session) != nullptr;
            if (trouble.failure == FilmFailure::Broken && !trouble.passing)
                judge(film, BoardVerdict::Unplayable, trouble.detail);
            const bool isGone = isPlaylist && trouble.failure == FilmFailure::Gone && becomeHeavy(film);
            for (const Ticket ticket : over)
                fail(ticket, trouble.failure, trouble.detail);
            if (isGone || (isPlaylist && trouble.failure == FilmFailure::Broken && !trouble.passing))
                forget(film.id); // and next time it may be something else
            if (!m_sessions.contains(session))
                return;
            if (trouble.isRoom) {
                m_short.start();
                if (!isUsed(session)) {
                    dropErrand(session, trouble.detail);
                    return;
                }
                hinder(film.id, CopyObstacle::NoRoom, trouble.detail);
            }
            if (session->isErrand && !isUsed(session) &&
                (!trouble.passing || session->attempts() >= mostAttemptsForErrands)) {
                const auto obstacle = trouble.failure == FilmFailure::Gone      ? CopyObstacle::Gone
                                      : trouble.failure == FilmFailure::Refused ? CopyObstacle::Refused
                                      : trouble.failure == FilmFailure::Broken  ? CopyObstacle::Board
                                                                                : CopyObstacle::Unreachable;
                hinder(session->film().id, obstacle, trouble.detail);
            }
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
            if (use.session->isFetching() || use.session->isComplete()) // else it is held back, see allot()
                use.patience->start(m_settings.starvePatience);
            Q_EMIT starving(ticket);
        }
        return;
    }
}

void GatewayWorker::setPolicy(const UpstreamPolicy &policy)
{
    m_policy = policy;
    for (FilmFetch *session : std::as_const(m_sessions))
        if (session->trouble() && session->trouble()->failure == FilmFailure::Refused)
            session->start();
    m_hindrances.removeIf([](const auto &entry) { return entry.value().obstacle == CopyObstacle::Refused; });
    planErrands();
}

} // namespace Medio::Gateway
