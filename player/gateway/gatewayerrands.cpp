// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the gateway does without anybody watching: errands, checks, and telling what is here.

#include "app/base/logging.h"
#include "player/gateway/gatewayworker.h"
#include "player/gateway/hlsplaylist.h"
#include "player/gateway/keepplan.h"

#include <algorithm>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype mostErrands = 2;
constexpr auto firstPause = 30s;
constexpr auto longestPause = 30min;
constexpr auto checkDeadline = 20s;
constexpr auto askEvery = 1h; ///< whether it is another day, and what was asked in vain
constexpr qint64 enoughToKnowAPlaylist = 16;
constexpr auto measureFor = 600ms;

} // namespace

void GatewayWorker::setBudget(qint64 bytes)
{
    m_settings.budget = std::max<qint64>(0, bytes);
    m_hindrances.removeIf([](const auto &entry) { return entry.value().obstacle == CopyObstacle::NoRoom; });
    shrink();
}

void GatewayWorker::setPinned(const QString &id, bool pinned)
{
    m_index.setPinned(id, pinned);
    if (!pinned)
        shrink();
    tellKept();
}

void GatewayWorker::setWanted(const QList<Film> &films)
{
    m_wanted = films;
    m_hindrances.removeIf([&films](const auto &entry) {
        return std::none_of(films.begin(), films.end(),
                            [&](const Film &film) { return film.id == entry.key(); });
    });
    planErrands();
    tellKept();
}

void GatewayWorker::setBackgroundAllowed(bool allowed)
{
    const bool isTakenBack = std::exchange(m_background, allowed) && !allowed;
    const QList<FilmFetch *> sessions = isTakenBack ? m_sessions : QList<FilmFetch *>();
    for (FilmFetch *session : sessions)
        if (!isUsed(session) && !session->isComplete()) {
            session->isErrand = false;
            release(session, Release::AtOnce); // not even what lacks little: the line may cost money
        }
    planErrands();
}

void GatewayWorker::setExisting(const QSet<QString> &ids)
{
    const QList<FilmRecord> records = m_index.records();
    for (const FilmRecord &record : records)
        if (!ids.contains(record.id)) {
            qCInfo(lcGateway).noquote() << "A film is no more, its copy is removed:" << record.id;
            forget(record.id);
        }
    m_index.forgetAllBut(ids);
    m_hindrances.removeIf([&ids](const auto &entry) { return !ids.contains(entry.key()); });
    tellKept();
    planErrands();
}

// Errands

/// Soon, once for everything that happens now.
void GatewayWorker::planErrands()
{
    if (std::exchange(m_errandsPlanned, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_errandsPlanned = false;
            runErrands();
        },
        Qt::QueuedConnection);
}

void GatewayWorker::runErrands()
{
    const QDateTime now = m_settings.now();
    QList<Film> next;
    QDateTime again;
    const auto earliest = [](const QDateTime &known, const QDateTime &other) {
        return known.isValid() ? std::min(known, other) : other;
    };
    for (const Film &film : std::as_const(m_wanted)) {
        if (!m_background || next.size() == mostErrands)
            break;
        const auto record = m_index.find(film.id);
        if (UpstreamPolicy::mayAsk(film.address) && isCondemned(film)) {
            again = earliest(again, now + askEvery);
            askAgain(film);
            continue;
        }
        if (!UpstreamPolicy::mayAsk(film.address) ||
            (record && record->complete && record->place == placeOf(film)) || m_atWork.contains(film.id))
            continue;
        if (const auto hindrance = m_hindrances.constFind(film.id);
            hindrance != m_hindrances.constEnd() && hindrance->until > now) {
            again = earliest(again, hindrance->until);
            continue;
        }
        next.append(film);
    }
    if (again.isValid())
        m_again.start(
            std::clamp<std::chrono::milliseconds>(std::chrono::milliseconds(now.msecsTo(again)), 1s, 1h));

    const QList<FilmFetch *> sessions = m_sessions;
    for (FilmFetch *session : sessions)
        if (session->isErrand && std::none_of(next.begin(), next.end(), [session](const Film &film) {
                return film.id == session->film().id && placeOf(film) == placeOf(session->film());
            }))
            dismiss(session);
    for (const Film &film : std::as_const(next)) {
        FilmFetch *session = sessionOf(film);
        session->isErrand = session->mayBeKept;
        if (!session->isErrand)
            releaseLater(session);
        else if (session->isComplete() && m_undecided.contains(session))
            proceedAll(session); // it was wholly here when it was left: no byte comes that would begin it
        else if (session->isComplete())
            finish(session); // there was no room for its remux, or it could not be given its name
    }
    allot();
}

/// Once a day, and of one film at a time, whether its server has another one by now: parents put one that
/// this board can play under the same name. Or a lighter quality of what is here: whether it is in reach.
void GatewayWorker::askAgain(const Film &film)
{
    const auto judged = m_index.judgement(film.id);
    const QDate today = m_settings.today();
    const QDateTime now = m_settings.now();
    const InVain inVain = m_inVain.value(film.id);
    if (m_question || !judged || judged->askedOn == today || hasTwin(film.id) ||
        (inVain.on == today && now < inVain.until))
        return;
    m_inVain.insert(film.id, {today, now.addSecs(std::chrono::seconds(askEvery).count())});
    auto *upstream =
        new Upstream(*m_network, m_policy, {film.address, film.address, 0, enoughToKnowAPlaylist, {}},
                     m_settings.silence, this);
    m_question = Question{film, upstream, {}, {}};
    connect(upstream, &Upstream::began, this, [this](const Upstream::Answer &answer) {
        m_question->served = answer.validator.isEmpty() && answer.size >= 0 ? QByteArray::number(answer.size)
                                                                            : answer.validator;
    });
    connect(upstream, &Upstream::arrived, this, [this](qint64, const QByteArray &bytes) {
        m_question->begin += bytes;
        if (m_question->begin.size() >= enoughToKnowAPlaylist)
            hearAnswer();
    });
    connect(upstream, &Upstream::finished, this, &GatewayWorker::hearAnswer);
    connect(upstream, &Upstream::troubled, this, &GatewayWorker::endQuestion); // says nothing of the film
}

void GatewayWorker::hearAnswer()
{
    const Question question = *m_question;
    auto judged = m_index.judgement(question.film.id);
    if (judged) {
        judged->askedOn = m_settings.today();
        m_index.judge(*judged);
    }
    // A playlist may say the same in other words each time.
    const bool isKnown = isCondemned(question.film) && !question.served.isEmpty() &&
                         !looksLikeHls(question.begin) && !hasTwin(question.film.id);
    if (isKnown && judged->served.isEmpty()) {
        judged->served = question.served;
        m_index.judge(*judged);
    } else if (isKnown && judged->served != question.served) {
        qCInfo(lcGateway).noquote() << "A film that could not be played here is another one now:"
                                    << question.film.id;
        pardon(question.film.id);
        forget(question.film.id);
    } else if (looksLikeHls(question.begin) && mayBecomeLighter(question.film) &&
               !hasTwin(question.film.id)) {
        becomeLighter(question.film);
    }
    endQuestion();
}

void GatewayWorker::endQuestion()
{
    m_question->upstream->disconnect(this);
    m_question->upstream->cancel();
    m_question->upstream->deleteLater(); // it may be the one that speaks
    m_question.reset();
    planErrands();
}

void GatewayWorker::dismiss(FilmFetch *session)
{
    session->isErrand = false;
    release(session);
}

void GatewayWorker::hinder(const QString &id, CopyObstacle obstacle, const QString &detail)
{
    Hindrance &hindrance = m_hindrances[id];
    hindrance.pause = hindrance.obstacle == obstacle
                          ? std::min<std::chrono::seconds>(hindrance.pause * 2, longestPause)
                          : std::chrono::seconds(firstPause);
    hindrance.obstacle = obstacle;
    hindrance.detail = detail;
    hindrance.until = m_settings.now().addMSecs(std::chrono::milliseconds(hindrance.pause).count());
    for (FilmFetch *session : std::as_const(m_sessions))
        if (session->film().id == id)
            session->isErrand = false;
    tellKept();
    planErrands();
}

// The board

bool GatewayWorker::isCondemned(const Film &film) const
{
    const auto judged = m_index.judgement(film.id);
    return judged && judged->place == placeOf(film) && judged->program == m_settings.programVersion &&
           (judged->verdict == BoardVerdict::TooSlow || judged->verdict == BoardVerdict::Unplayable);
}

/// Nothing of it counts that was found out of another film or by another program.
FilmQuality GatewayWorker::qualityOf(const Film &film) const
{
    const FilmQuality unknown{film.id, placeOf(film), 0, 0, m_settings.programVersion};
    FilmQuality quality = m_index.quality(film.id).value_or(unknown);
    if (quality.place != unknown.place)
        return unknown;
    if (std::exchange(quality.program, unknown.program) != unknown.program)
        quality.tooHeavy = 0;
    return quality;
}

/// It is too slow in the quality that is here, and its server has a lighter one.
bool GatewayWorker::mayBecomeLighter(const Film &film) const
{
    const auto judged = m_index.judgement(film.id);
    const FilmQuality quality = qualityOf(film);
    return isCondemned(film) && judged->verdict == BoardVerdict::TooSlow && quality.taken > 0 &&
           (quality.tooHeavy == 0 || quality.taken < quality.tooHeavy);
}

/// What is here of it goes, and it is fetched as one that nobody tried.
void GatewayWorker::becomeLighter(const Film &film)
{
    qCInfo(lcGateway).noquote() << "A film is fetched in a lighter quality:" << film.id;
    FilmQuality quality = qualityOf(film);
    quality.tooHeavy = quality.taken;
    pardon(film.id);
    m_index.saveQuality(quality);
    forget(film.id);
}

/// The lighter quality is not to be had, or can't be played: the heavy one is taken again, and stays. False:
/// no lighter one was wished for.
bool GatewayWorker::becomeHeavy(const Film &film)
{
    FilmQuality quality = qualityOf(film);
    if (quality.tooHeavy <= 0)
        return false;
    qCInfo(lcGateway).noquote() << "A film is fetched in a heavier quality again:" << film.id;
    quality.tooHeavy = FilmQuality::noLighter;
    m_index.saveQuality(quality);
    return true;
}

void GatewayWorker::pardon(const QString &id)
{
    if (auto quality = m_index.quality(id); quality && std::exchange(quality->tooHeavy, 0) != 0)
        m_index.saveQuality(*quality);
    if (auto judged = m_index.judgement(id)) {
        judged->verdict = BoardVerdict::Unchecked;
        m_index.judge(*judged);
    }
    m_hindrances.remove(id);
    m_crashes.remove(id);
    m_checked.remove(id);
    m_slow.remove(id);
    tellKept();
}

void GatewayWorker::judge(const Film &film, BoardVerdict verdict, const QString &why)
{
    if (verdict == BoardVerdict::Unplayable && becomeHeavy(film))
        verdict = BoardVerdict::Unchecked; // of another quality it says nothing
    const auto record = m_index.find(film.id);
    QByteArray served;
    if (record && record->place == placeOf(film)) {
        served = record->validator;
        if (served.isEmpty() && !record->complete) // else it may be that of the MP4 that was made of it
            served = QByteArray::number(record->size);
    }
    m_index.judge(
        {film.id, placeOf(film), verdict, why, m_settings.programVersion, served, m_settings.today()});
    if (mayBecomeLighter(film)) { // its server is asked today
        auto judged = m_index.judgement(film.id);
        judged->askedOn = {};
        m_index.judge(*judged);
        m_inVain.remove(film.id);
    }
    if (verdict == BoardVerdict::TooSlow || verdict == BoardVerdict::Unplayable) {
        qCWarning(lcGateway).noquote() << "Film" << film.id << nameOf(verdict) << "on this board:" << why;
        for (FilmFetch *session : std::as_const(m_sessions))
            if (session->film().id == film.id && session->isErrand && !session->isComplete())
                session->mayBeKept = false; // not worth its room
    }
    tellKept();
    planErrands();
}

/// Tries the next film that nobody tried, and measures a copy while nobody watches.
void GatewayWorker::checkNext()
{
    if (m_check || m_server == nullptr)
        return;
    // What is being fetched before what is here: it may not be worth its room.
    for (FilmFetch *session : std::as_const(m_sessions)) {
        const bool isNeeded = session->isErrand && !session->isComplete() && !session->isHopeless() &&
                              !session->facts && !isUsed(session) && !m_undecided.contains(session) &&
                              !m_checked.contains(session->film().id) && kindOf(session) == Kind::Plain;
        if (isNeeded) {
            check(session->film().id, session, nullptr);
            return;
        }
    }
    const QList<FilmRecord> records = m_index.records();
    for (const FilmRecord &record : records) {
        if (!record.complete || m_checked.contains(record.id) || m_verifying.contains(record.id))
            continue;
        const Film film{record.id, QUrl(record.place), {}};
        // What another version of the program found too slow may be faster now.
        if (record.facts && record.facts->decodeRate > 0 &&
            (verdictOn(*record.facts) != BoardVerdict::TooSlow || isCondemned(film)))
            continue;
        if (record.facts && !mayMeasure()) {
            if (m_uses.empty()) // else the last of them starts it
                m_idle.start();
            continue;
        }
        if (mayMeasure())
            m_checked.insert(record.id);
        auto own = std::make_unique<FilmSession>(film, m_index.copyPath(record), record.facts, nullptr);
        if (!own->isComplete())
            continue;
        FilmSession *session = own.get();
        check(record.id, session, std::move(own));
        return;
    }
}

/// Nobody watches, and nothing of ours keeps the processor: what is measured beside it is too slow by
/// mistake.
bool GatewayWorker::mayMeasure() const
{
    return m_uses.empty() && m_conversions.empty() && m_atWork.isEmpty() && m_verifying.isEmpty();
}

void GatewayWorker::check(const QString &id, FilmFetch *session, std::unique_ptr<FilmSession> own)
{
    if (m_check)
        return;
    auto *single = qobject_cast<FilmSession *>(session);
    if (single == nullptr)
        return;
    m_check.emplace();
    m_check->id = id;
    m_check->session = session;
    m_check->own = std::move(own);
    m_check->address = m_server->open(single);
    m_check->probe =
        *std::min_element(m_probes.begin(), m_probes.end(),
                          [](ProbeProcess *a, ProbeProcess *b) { return a->load() < b->load(); });
    m_check->isMeasuring = mayMeasure();
    m_check->request = m_check->probe->rehearse(m_check->address, 0ms, checkDeadline,
                                                m_check->isMeasuring ? measureFor : 0ms);
}

void GatewayWorker::endCheck()
{
    if (!m_check)
        return;
    m_server->close(m_check->address);
    m_check->probe->cancel(m_check->request);
    m_check.reset();
    QMetaObject::invokeMethod(this, &GatewayWorker::checkNext, Qt::QueuedConnection);
}

// What is told

void GatewayWorker::tellCopies()
{
    QHash<QString, FilmCopy> copies;
    const auto entry = [&copies](const QString &id) -> FilmCopy & {
        FilmCopy &copy = copies[id];
        copy.id = id;
        return copy;
    };
    const QList<FilmRecord> records = m_index.records();
    for (const FilmRecord &record : records) {
        FilmCopy &copy = entry(record.id);
        copy.complete = record.complete && record.facts;
        copy.here = record.complete ? record.size : record.have.bytes();
        copy.whole = record.size;
        copy.lastUsed = record.usedAt;
        if (record.facts) {
            copy.verdict = verdictOn(*record.facts);
            copy.speed = speedOf(*record.facts);
        }
    }
    for (const FilmFetch *session : std::as_const(m_sessions)) {
        const auto known = copies.find(session->film().id);
        if (known == copies.end() || known->complete || session->isConverted || !session->mayBeKept)
            continue;
        known->here = std::max(known->here, session->here());
        known->whole = std::max(known->whole, session->whole());
    }
    const QList<JudgedFilm> judged = m_index.judgements();
    for (const JudgedFilm &film : judged) {
        if (film.program != m_settings.programVersion || film.verdict == BoardVerdict::Unchecked)
            continue;
        FilmCopy &copy = entry(film.id);
        copy.verdict = film.verdict;
        copy.detail = film.why;
        if (film.verdict == BoardVerdict::TooSlow || film.verdict == BoardVerdict::Unplayable)
            copy.obstacle = copy.complete ? CopyObstacle::None : CopyObstacle::Board;
    }
    for (auto it = m_hindrances.cbegin(); it != m_hindrances.cend(); ++it) {
        FilmCopy &copy = entry(it.key());
        if (copy.complete || copy.obstacle != CopyObstacle::None)
            continue;
        copy.obstacle = it->obstacle;
        copy.detail = it->detail;
    }
    const QSet<QString> pins = m_index.pins();
    for (const QString &id : pins)
        entry(id).pinned = true;
    for (const Film &film : std::as_const(m_wanted))
        entry(film.id);
    Q_EMIT copiesChanged(copies.values(), m_index.bytes());
}

} // namespace Medio::Gateway
