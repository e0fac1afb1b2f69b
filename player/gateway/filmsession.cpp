// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/filmsession.h"

#include "app/base/logging.h"

#include <algorithm>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;

namespace {

/// A place that the running transfer reaches within so many bytes is waited for: a new request
/// costs a round trip.
constexpr qint64 nearby = 512LL * 1024;

/// A film of unknown length is collected in memory up to here.
constexpr qint64 mostUnsized = 64LL * 1024 * 1024;

/// Enough to know what kind of film it is: a transport stream by its second packet.
constexpr qint64 beginningSize = 189;

} // namespace

FilmSession::FilmSession(const Film &film, const QString &path, const std::optional<FilmFacts> &knownFacts,
                         QObject *parent)
    : FilmFetch(film, parent)
{
    facts = knownFacts;
    m_wasSized = m_file.openWhole(path);
    if (m_wasSized)
        lookAtBeginning();
}

FilmSession::FilmSession(const Film &film, const std::optional<FilmRecord> &record, FilmNetwork &network,
                         const UpstreamPolicy &policy, const GatewaySettings &settings, QObject *parent)
    : FilmFetch(film, parent)
    , m_network(&network)
    , m_policy(&policy)
    , m_settings(settings)
    , m_record(record)
{
    if (record) {
        facts = record->facts;
        // Without a validator nobody can say that the bytes still belong to each other.
        if (!record->validator.isEmpty())
            m_validator = record->validator;
        else
            m_record.reset();
    }
}

qint64 FilmSession::missing() const
{
    return size() < 0 ? INT64_MAX : size() - m_file.have().bytes();
}

QByteArray FilmSession::read(qint64 offset, qint64 most)
{
    QByteArray bytes = m_file.get(offset, most);
    m_lastRead = offset + bytes.size();
    if (m_upstream != nullptr && m_file.hasRoomAt(m_upstream->position()))
        m_upstream->setPaused(false);
    return bytes;
}

void FilmSession::wait(ByteWaiter *waiter, qint64 offset)
{
    leave(waiter);
    m_waiters.append({waiter, offset});
    steer();
}

void FilmSession::leave(ByteWaiter *waiter)
{
    m_waiters.removeIf([waiter](const Waiting &waiting) { return waiting.waiter == waiter; });
}

void FilmSession::steer()
{
    if (!mayAsk() || m_network == nullptr || isComplete())
        return;
    if (size() < 0) {
        // The first question also asks whether what is here is still good.
        if (m_upstream == nullptr)
            fetch(m_record ? std::min(m_record->have.nextMissing(0, m_record->size), m_record->size - 1) : 0);
        return;
    }

    // What somebody waits for comes first, the latest wish before older ones; then the rest, from
    // where was read last.
    qint64 wanted = -1;
    for (auto it = m_waiters.crbegin(); it != m_waiters.crend() && wanted < 0; ++it)
        if (m_file.have().coveredUntil(it->offset) == it->offset)
            wanted = it->offset;
    const bool urgent = wanted >= 0;
    if (!urgent) {
        const qint64 ahead = m_upstream != nullptr ? m_upstream->position() : m_lastRead;
        wanted = m_file.have().nextMissing(ahead, size());
        if (wanted >= size() && m_file.isOnDisk())
            wanted = m_file.have().nextMissing(0, size());
        if (wanted >= size())
            return; // what memory let go of comes again at a reader's wish
    }

    if (m_upstream != nullptr) {
        if (!m_upstream->hasBegun())
            return;
        const qint64 distance = wanted - m_upstream->position();
        if (!m_ranges || (distance >= 0 && distance <= nearby)) {
            if (urgent || m_file.hasRoomAt(m_upstream->position()))
                m_upstream->setPaused(false);
            return;
        }
    }
    if (!urgent && !m_file.hasRoomAt(wanted))
        return;
    fetch(m_ranges ? wanted : 0);
}

void FilmSession::fetch(qint64 from)
{
    dropUpstream();
    // What an earlier run left may be longer than the film is now, and not every server minds a validator.
    const bool orAll = !m_wasSized;
    m_upstream =
        new Upstream(*m_network, *m_policy, {film().address, film().address, from, -1, m_validator, orAll},
                     m_settings.silence, this);
    connect(m_upstream, &Upstream::began, this, &FilmSession::begin);
    connect(m_upstream, &Upstream::arrived, this, &FilmSession::take);
    connect(m_upstream, &Upstream::finished, this, &FilmSession::finish);
    connect(m_upstream, &Upstream::troubled, this, &FilmSession::breakOff);
}

void FilmSession::begin(const Upstream::Answer &answer)
{
    m_ranges = answer.ranges || answer.begin > 0;
    const qint64 known = m_wasSized ? size() : (m_record ? m_record->size : -1);
    const bool changed = (!m_validator.isEmpty() && answer.validator != m_validator) ||
                         (known >= 0 && answer.size >= 0 && answer.size != known);
    if (changed && m_wasSized) {
        // Somebody has read of the old film: its bytes and these must not be mixed.
        breakOff({FilmFailure::Unreachable, false, u"the film changed at its server while it played"_s});
        return;
    }
    if (changed && answer.begin > 0) {
        m_record.reset();
        facts.reset();
        m_validator.clear();
        fetch(0);
        return;
    }
    if (m_wasSized) {
        steer();
        return;
    }
    if (changed) {
        m_record.reset();
        facts.reset();
    }
    m_validator = answer.validator;
    if (answer.size < 0)
        return;
    m_wasSized = true;
    Q_EMIT sized(answer.size, m_validator);
    steer();
}

void FilmSession::keepAt(const QString &path, qint64 size)
{
    m_file.openPart(path, size, m_record ? m_record->have : IntervalMap());
    lookAtBeginning();
}

void FilmSession::keepNowhere(qint64 size)
{
    m_file.openWindow(size);
}

void FilmSession::take(qint64 offset, const QByteArray &bytes)
{
    // What memory let go of comes anew at a reader's wish; only of a server that begins at the first byte
    // each time nobody wished it.
    const qint64 end = offset + bytes.size();
    const bool isAwaited = std::any_of(m_waiters.cbegin(), m_waiters.cend(), [&](const Waiting &waiting) {
        return waiting.offset >= offset && waiting.offset < end;
    });
    const bool isNew = size() >= 0 && (m_ranges || m_file.isOnDisk()) ? !m_file.have().covers(offset, end)
                                                                      : end > m_farthest;
    m_farthest = std::max(m_farthest, end);
    if (isNew || isAwaited)
        prosper();
    else
        repeat();
    if (size() < 0) {
        m_unsized += bytes;
        if (m_unsized.size() > mostUnsized)
            breakOff({FilmFailure::Broken, false, u"the server does not say how long the film is"_s});
        return;
    }
    m_file.put(offset, bytes);
    lookAtBeginning();

    // Each of them may come back with a further wish, or leave.
    const QList<Waiting> waiters = m_waiters;
    for (const Waiting &waiting : waiters)
        if (m_file.have().coveredUntil(waiting.offset) > waiting.offset) {
            leave(waiting.waiter);
            waiting.waiter->bytesArrived();
        }
    Q_EMIT progressed();
    if (isComplete()) {
        dropUpstream();
        stopFetching();
        Q_EMIT completed();
        return;
    }
    if (m_upstream == nullptr)
        return;
    // Over what is here already it jumps, unless a new request costs more than these bytes.
    const qint64 next = m_upstream->position();
    if (m_ranges && m_file.have().coveredUntil(next) - next > nearby)
        steer();
    if (m_upstream != nullptr && m_waiters.isEmpty() && !m_file.hasRoomAt(next))
        m_upstream->setPaused(true);
}

void FilmSession::finish()
{
    const bool isShort = !m_ranges && m_upstream->position() < size();
    dropUpstream();
    if (isShort) { // it did not say how much it sends
        breakOff({FilmFailure::Unreachable, true, u"the film ended early"_s});
        return;
    }
    if (size() < 0) {
        if (m_unsized.isEmpty()) {
            breakOff({FilmFailure::Broken, false, u"the film is empty"_s});
            return;
        }
        m_wasSized = true;
        const QByteArray bytes = std::exchange(m_unsized, {});
        Q_EMIT sized(bytes.size(), m_validator);
        take(0, bytes);
        return;
    }
    steer();
}

/// The trouble of one transfer is the film's.
void FilmSession::breakOff(const Trouble &trouble)
{
    m_unsized.clear();
    suffer(trouble);
}

void FilmSession::lookAtBeginning()
{
    if (m_beginning.size() < beginningSize && m_file.have().covers(0, std::min(beginningSize, size())))
        m_beginning = m_file.peek(0, beginningSize);
}

} // namespace Medio::Gateway
