// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/ledgerbook.h"

#include <QCryptographicHash>
#include <QStringList>

#include <algorithm>
#include <tuple>

namespace Medio::Store {

using std::chrono::milliseconds;

namespace {

/// Nobody is charged more ahead (DESIGN.md, rule 2).
constexpr milliseconds longestStep{5000};

} // namespace

QByteArray LedgerRow::hashAfter(const QByteArray &former) const
{
    const auto number10 = [](qint64 value) {
        return QString::number(value);
    };
    QStringList words{QString::number(number),
                      kind,
                      QString::number(sitting),
                      child.toString(),
                      video.toString(),
                      session.toString(),
                      server,
                      day.toString(Qt::ISODate),
                      number10(amount.count()),
                      number10(over.count()),
                      QString::number(upTo),
                      boot,
                      number10(monotonic.count()),
                      wall,
                      number10(trusted ? 1 : 0),
                      sure};
    // Rows of former versions have neither.
    if (!chip.isEmpty() || reached)
        words << chip << (reached ? number10(reached->count()) : QString());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(former);
    hash.addData(words.join(QChar(0x1f)).toUtf8());
    return hash.result();
}

bool operator<(const LedgerPiece::Key &a, const LedgerPiece::Key &b)
{
    return std::tie(a.day, a.sitting, a.child, a.video) < std::tie(b.day, b.sitting, b.child, b.video);
}

LedgerPiece &LedgerBook::pieceFor(const LedgerPiece::Key &key, quint64 number)
{
    LedgerPiece &piece = m_pieces[key];
    if (piece.first == 0) {
        piece.key = key;
        piece.first = number;
    }
    piece.revision = std::max(piece.revision, number);
    return piece;
}

void LedgerBook::take(const LedgerRow &row)
{
    m_lastNumber = std::max(m_lastNumber, row.number);
    m_lastSitting = std::max(m_lastSitting, row.sitting);
    if (!row.sure.isEmpty() && row.sure != u"unknown")
        m_lastMoment = std::max(m_lastMoment, row.wall);

    if (row.kind == u"day" || row.kind == u"lost") {
        m_lastDay = row.day;
        if (row.kind == u"lost") {
            m_lostOn = row.day;
            m_salvaged.clear();
        }
        return;
    }
    if (row.kind == u"salvaged") {
        m_salvaged[row.child] += row.amount;
        return;
    }
    if (row.kind == u"settled") {
        m_settlements.insert(row.server, row);
        return;
    }
    if (row.kind == u"pause") {
        m_paused[{row.child, row.day}] += row.amount;
        return;
    }

    m_places.take(row);
    Sitting &sitting = m_sittings[row.sitting];
    if (sitting.first == 0)
        sitting.first = row.number;
    if (!row.child.isNull())
        sitting.child = row.child;
    if (row.day.isValid())
        sitting.day = row.day;

    const LedgerPiece::Key key{row.sitting, row.child, row.video, row.day};
    if (row.kind == u"charge" || row.kind == u"back") {
        const int sign = row.kind == u"charge" ? 1 : -1;
        LedgerPiece &piece = pieceFor(key, row.number);
        piece.played += sign * row.amount;
        piece.over += sign * row.over;
        piece.trusted = piece.trusted && row.trusted;
        sitting.played += sign * row.amount;
        // What is given back makes a stop a clean one: the rest of the step was played.
        sitting.lastStep = key;
        sitting.lastStepAmount = sign > 0 ? row.amount : milliseconds(0);
    } else if (row.kind == u"cut") {
        pieceFor(key, row.number).lost += row.amount;
        sitting.lastStepAmount = milliseconds(0);
    } else if (row.kind == u"session") {
        sitting.sessions.append({row.session, row.number, row.server, row.amount});
    } else if (row.kind == u"session-end") {
        for (Session &session : sitting.sessions)
            session.isEnded = session.isEnded || session.id == row.session;
    } else if (row.kind == u"session-untold") {
        for (Session &session : sitting.sessions)
            session.isUntold = session.isUntold || session.id == row.session;
    } else if (row.kind == u"sitting") {
        sitting.isBegun = true;
    } else if (row.kind == u"end") {
        sitting.isEnded = true;
    }
}

void LedgerBook::take(const LedgerPiece &condensed)
{
    m_lastSitting = std::max(m_lastSitting, condensed.key.sitting);
    m_lastNumber = std::max(m_lastNumber, condensed.revision);
    LedgerPiece &piece = pieceFor(condensed.key, condensed.first);
    piece.revision = std::max(piece.revision, condensed.revision);
    piece.played += condensed.played;
    piece.over += condensed.over;
    piece.lost += condensed.lost;
    piece.trusted = piece.trusted && condensed.trusted;
    piece.hadSession = piece.hadSession || condensed.hadSession;
}

milliseconds LedgerBook::playedOn(const Api::ProfileId &child, const QDate &day) const
{
    milliseconds sum{0};
    for (const LedgerPiece &piece : m_pieces) {
        if (piece.key.child == child && piece.key.day == day)
            sum += piece.played;
    }
    return sum;
}

bool LedgerBook::hadSession(quint64 sitting) const
{
    const QList<Session> sessions = m_sittings.value(sitting).sessions;
    return std::any_of(sessions.cbegin(), sessions.cend(),
                       [](const Session &session) { return !session.isUntold; });
}

Flow::DayRecord LedgerBook::recordOf(const Api::ProfileId &child, const QDate &day) const
{
    Flow::DayRecord record;
    QList<LedgerPiece> pieces;
    for (const LedgerPiece &piece : m_pieces) {
        if (piece.key.child == child && piece.key.day == day)
            pieces.append(piece);
    }
    std::sort(pieces.begin(), pieces.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const LedgerPiece &piece : std::as_const(pieces)) {
        const bool told = piece.hadSession || hadSession(piece.key.sitting);
        const bool settled = std::any_of(m_settlements.cbegin(), m_settlements.cend(),
                                         [&](const auto &row) { return row.upTo >= piece.revision; });
        record.pieces.append(
            {piece.key.sitting, piece.key.video, piece.played - piece.lost, piece.over, !told && !settled});
        record.lost += piece.lost;
    }
    record.paused = m_paused.value({child, day});
    return record;
}

std::optional<QDateTime> LedgerBook::lastMoment() const
{
    const QDateTime moment = QDateTime::fromString(m_lastMoment, Qt::ISODate);
    return moment.isValid() ? std::optional(moment) : std::nullopt;
}

QList<Flow::UnfinishedSitting> LedgerBook::unfinished() const
{
    QList<Flow::UnfinishedSitting> unfinished;
    for (auto it = m_sittings.cbegin(); it != m_sittings.cend(); ++it) {
        const Sitting &sitting = it.value();
        Flow::UnfinishedSitting left;
        left.sitting = it.key();
        left.child = sitting.child;
        left.day = sitting.day;
        left.played = sitting.played;
        // A session lasts until the next one of its sitting begins, or as long as the sitting.
        for (qsizetype i = 0; i < sitting.sessions.size(); ++i) {
            const Session &session = sitting.sessions.at(i);
            if (session.isEnded)
                continue;
            const milliseconds until =
                i + 1 < sitting.sessions.size() ? sitting.sessions.at(i + 1).playedBefore : sitting.played;
            left.sessions.append(
                {session.id, session.server, std::max(milliseconds(0), until - session.playedBefore)});
        }
        if ((sitting.isBegun && !sitting.isEnded) || !left.sessions.isEmpty())
            unfinished.append(left);
    }
    return unfinished;
}

QList<LedgerRow> LedgerBook::cuts() const
{
    QList<LedgerRow> cuts;
    for (const Sitting &sitting : m_sittings) {
        if (!sitting.isBegun || sitting.isEnded || sitting.lastStepAmount <= milliseconds(0))
            continue;
        LedgerRow cut;
        cut.kind = QStringLiteral("cut");
        cut.sitting = sitting.lastStep.sitting;
        cut.child = sitting.lastStep.child;
        cut.video = sitting.lastStep.video;
        cut.day = sitting.lastStep.day;
        cut.amount = std::min(sitting.lastStepAmount, longestStep);
        cuts.append(cut);
    }
    return cuts;
}

QList<LedgerRow> LedgerBook::salvageOf(const QDate &day) const
{
    QHash<Api::ProfileId, milliseconds> sums;
    if (m_lostOn == day)
        sums = m_salvaged; // damaged twice a day: what was proven the first time is true still
    for (const LedgerPiece &piece : m_pieces) {
        if (piece.key.day == day)
            sums[piece.key.child] += piece.played;
    }
    QList<LedgerRow> rows;
    for (auto sum = sums.cbegin(); sum != sums.cend(); ++sum) {
        LedgerRow row;
        row.kind = QStringLiteral("salvaged");
        row.child = sum.key();
        row.day = day;
        row.amount = sum.value();
        rows.append(row);
    }
    return rows;
}

std::optional<quint64> LedgerBook::firstUnfinished() const
{
    std::optional<quint64> first;
    const QList<Flow::UnfinishedSitting> left = unfinished();
    for (const Flow::UnfinishedSitting &sitting : left) {
        const quint64 number = m_sittings.value(sitting.sitting).first;
        first = first ? std::min(*first, number) : number;
    }
    return first;
}

LedgerBook::Unsettled LedgerBook::unsettled(const QString &server) const
{
    const quint64 settled = m_settlements.value(server).upTo;
    Unsettled batch;
    QList<LedgerPiece> pieces;
    for (const LedgerPiece &piece : m_pieces) {
        if (piece.revision > settled)
            pieces.append(piece);
    }
    std::sort(pieces.begin(), pieces.end(),
              [](const auto &a, const auto &b) { return a.revision < b.revision; });
    batch.isAll = pieces.size() <= Api::Settlement::mostPieces;
    for (const LedgerPiece &piece : pieces.first(std::min(pieces.size(), Api::Settlement::mostPieces))) {
        batch.pieces.append({piece.key.sitting, piece.key.child, piece.key.video, piece.key.day,
                             piece.revision, piece.played, piece.over, piece.trusted});
        batch.upTo = piece.revision;
    }
    for (const Sitting &sitting : m_sittings) {
        for (const Session &session : sitting.sessions) {
            if (session.number <= settled || session.server != server ||
                (!batch.isAll && session.number > batch.upTo))
                continue;
            if (batch.sessions.size() == Api::Settlement::mostSessions) {
                // Sessions are some thousands fewer than steps: what is left over waits for the next batch.
                batch.isAll = false;
                batch.upTo = std::min(batch.upTo, session.number - 1);
                break;
            }
            batch.sessions.append(session.id);
            if (batch.isAll)
                batch.upTo = std::max(batch.upTo, session.number);
        }
    }
    return batch;
}

} // namespace Medio::Store
