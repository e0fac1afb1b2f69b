// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/edits.h"

#include "app/base/logging.h"
#include "app/store/editcodec.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace Medio::Store {
namespace {

const DatabaseLayout &layout()
{
    static const DatabaseLayout edits{
        QStringLiteral("edits"),
        {{QStringLiteral("CREATE TABLE edits("
                         "id INTEGER PRIMARY KEY AUTOINCREMENT," // never used again
                         "server TEXT NOT NULL,"                 // its realm
                         "user TEXT NOT NULL,"
                         "since TEXT NOT NULL," // UTC
                         "edit TEXT NOT NULL,"  // JSON, as the others
                         "progress TEXT NOT NULL,"
                         "conflict TEXT)")}},
        DatabaseLayout::Durability::Synced};
    return edits;
}

QString textOf(const QByteArray &json)
{
    return QString::fromUtf8(json);
}

} // namespace

class Edits::File
{
public:
    explicit File(std::unique_ptr<Database> opened)
        : database(std::move(opened))
    {
    }

    std::unique_ptr<Database> database;
    QList<KeptEdit> kept;
    quint64 last = 0;

    Expected<void, StoreProblem> load()
    {
        auto query = database->run(
            QStringLiteral("SELECT id,server,user,since,edit,progress,conflict FROM edits ORDER BY id"));
        if (!query)
            return Unexpected{query.error()};
        while (query->next()) {
            if (const auto edit = read(*query))
                kept.append(*edit);
            else
                qCCritical(lcStore).noquote()
                    << database->path() + QStringLiteral(": edit") << query->value(0).toULongLong()
                    << "can't be read; it stays there and is not delivered";
        }
        auto sequence = database->run(QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name='edits'"));
        if (!sequence)
            return Unexpected{sequence.error()};
        if (sequence->next())
            last = sequence->value(0).toULongLong();
        return {};
    }

    /// As it is now, whether the row was there or not.
    Expected<void, StoreProblem> write(const KeptEdit &edit)
    {
        const auto written = database->run(
            QStringLiteral("INSERT INTO edits(id,server,user,since,edit,progress,conflict) "
                           "VALUES(?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET edit=excluded.edit, "
                           "progress=excluded.progress, conflict=excluded.conflict"),
            {edit.pending.id, filled(edit.owner.server), edit.owner.user.toString(),
             edit.pending.since.toString(Qt::ISODateWithMs), textOf(toJson(edit.pending.edit)),
             textOf(toJson(edit.progress)),
             edit.conflict ? QVariant(textOf(toJson(*edit.conflict))) : QVariant()});
        if (!written)
            return Unexpected{written.error()};
        return {};
    }

    /// All or nothing: an edit that is gone has given its ids to those that stay.
    Expected<void, StoreProblem> erase(const QList<quint64> &ids, const QList<KeptEdit> &changed)
    {
        Database::Transaction transaction(*database);
        for (const quint64 id : ids) {
            if (const auto erased = database->run(QStringLiteral("DELETE FROM edits WHERE id=?"), {id});
                !erased)
                return Unexpected{erased.error()};
        }
        for (const KeptEdit &edit : changed) {
            if (auto written = write(edit); !written)
                return written;
        }
        return transaction.commit();
    }

private:
    static std::optional<KeptEdit> read(const QSqlQuery &row)
    {
        const auto user = Api::UserId::parse(row.value(2).toString());
        const auto edit = editFrom(row.value(4).toString().toUtf8());
        const auto progress = progressFrom(row.value(5).toString().toUtf8());
        if (!user || !edit || !progress)
            return std::nullopt;
        const quint64 id = row.value(0).toULongLong();
        KeptEdit kept{{id, *edit, QDateTime::fromString(row.value(3).toString(), Qt::ISODateWithMs)},
                      *progress,
                      {},
                      {row.value(1).toString(), *user}};
        if (!row.value(6).isNull()) {
            kept.conflict = conflictFrom(row.value(6).toString().toUtf8());
            if (!kept.conflict)
                return std::nullopt;
            kept.conflict->id = id;
            kept.conflict->mine = *edit;
        }
        return kept;
    }
};

Expected<std::shared_ptr<Edits::File>, StoreProblem> Edits::open(const QString &folder)
{
    return openFile<File>(layout(), folder);
}

Edits::Edits(std::shared_ptr<File> file, StoreThread &thread, const Clock &clock, QObject *parent)
    : Parents::Edits(parent)
    , m_file(std::move(file))
    , m_thread(thread)
    , m_clock(clock)
    , m_kept(std::move(m_file->kept))
    , m_last(m_file->last)
{
}

Edits::~Edits()
{
    m_thread.letGo(std::move(m_file));
}

QDateTime Edits::now() const
{
    return m_clock.wall().toUTC();
}

KeptEdit *Edits::find(quint64 id)
{
    const auto found = std::find_if(m_kept.begin(), m_kept.end(),
                                    [id](const KeptEdit &edit) { return edit.pending.id == id; });
    return found == m_kept.end() ? nullptr : &*found;
}

quint64 Edits::request(const Parents::Edit &edit)
{
    const quint64 id = ++m_last;
    KeptEdit kept{{id, edit, now()}, {}, {}, m_owner};
    // A form that was opened before the server gave its ids still has the provisional ones.
    for (auto ids = m_profiles.cbegin(); ids != m_profiles.cend(); ++ids)
        kept = renamed(kept, {std::pair(ids.key(), ids.value()), {}});
    for (auto ids = m_videos.cbegin(); ids != m_videos.cend(); ++ids)
        kept = renamed(kept, {{}, std::pair(ids.key(), ids.value())});
    m_thread.give([file = m_file, kept, edits = QPointer<Edits>(this)]() -> StoreThread::Answer {
        bool isKept = false;
        if (kept.owner.isNull()) {
            qCWarning(lcStore) << "an edit without an account that it belongs to is not kept";
        } else {
            const auto written = file->write(kept);
            isKept = written.has_value();
            if (!isKept)
                qCCritical(lcStore).noquote() << written.error().toString();
        }
        return [edits, kept, isKept] {
            if (!edits)
                return;
            if (!isKept) {
                Q_EMIT edits->notKept(kept.pending.id);
                return;
            }
            edits->m_kept.append(kept);
            Q_EMIT edits->kept(kept.pending.id);
            Q_EMIT edits->changed();
        };
    });
    return id;
}

QList<KeptEdit> Edits::owned() const
{
    QList<KeptEdit> own;
    std::copy_if(m_kept.cbegin(), m_kept.cend(), std::back_inserter(own),
                 [this](const KeptEdit &edit) { return edit.owner == m_owner; });
    return own;
}

QList<Parents::PendingEdit> Edits::pending() const
{
    QList<Parents::PendingEdit> pending;
    for (const KeptEdit &edit : m_kept) {
        if (edit.owner == m_owner && !edit.conflict)
            pending.append(edit.pending);
    }
    return pending;
}

QList<Parents::Conflict> Edits::conflicts() const
{
    QList<Parents::Conflict> conflicts;
    for (const KeptEdit &edit : m_kept) {
        if (edit.owner == m_owner && edit.conflict)
            conflicts.append(*edit.conflict);
    }
    return conflicts;
}

void Edits::setOwner(const Owner &owner)
{
    if (owner == m_owner)
        return;
    m_owner = owner;
    Q_EMIT changed();
}

void Edits::write(const KeptEdit &edit)
{
    m_thread.give([file = m_file, edit]() -> StoreThread::Answer {
        if (const auto written = file->write(edit); !written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return {};
    });
}

void Edits::note(quint64 id, const Progress &progress)
{
    KeptEdit *edit = find(id);
    if (!edit)
        return;
    const Progress former = std::exchange(edit->progress, progress);
    m_thread.give([file = m_file, edit = *edit, former,
                   edits = QPointer<Edits>(this)]() -> StoreThread::Answer {
        const auto written = file->write(edit);
        if (!written)
            qCCritical(lcStore).noquote() << written.error().toString();
        return
            [edits, id = edit.pending.id, progress = edit.progress, former, isNoted = written.has_value()] {
                KeptEdit *now = edits ? edits->find(id) : nullptr;
                if (!now || now->progress != progress)
                    return; // the one that was noted since speaks for both
                if (isNoted) {
                    Q_EMIT edits->noted(id);
                    return;
                }
                now->progress = former;
                Q_EMIT edits->notNoted(id);
            };
    });
    if (former.former != progress.former)
        Q_EMIT changed(); // what the family looks like meanwhile hangs on it
}

void Edits::conflict(quint64 id, Parents::Conflict::Kind kind, const Parents::ServerVersion &theirs,
                     const QString &message)
{
    KeptEdit *edit = find(id);
    if (!edit || edit->conflict)
        return;
    edit->conflict = {id, kind, edit->pending.edit, theirs, message, now()};
    write(*edit);
    Q_EMIT conflicted(id);
    Q_EMIT changed();
}

void Edits::resolve(quint64 id, Parents::Resolution resolution)
{
    KeptEdit *edit = find(id);
    if (!edit || !edit->conflict)
        return;
    if (resolution == Parents::Resolution::Theirs) {
        settle(id);
        return;
    }
    *edit = insisted(*edit);
    write(*edit);
    Q_EMIT changed();
}

void Edits::settle(quint64 id, const NewIds &ids)
{
    const KeptEdit *edit = find(id);
    if (!edit)
        return;
    m_kept.removeIf([id](const KeptEdit &kept) { return kept.pending.id == id; });
    QList<KeptEdit> changedOnes;
    for (KeptEdit &kept : m_kept) {
        const KeptEdit now = renamed(kept, ids);
        if (now == kept)
            continue;
        kept = now;
        changedOnes.append(now);
    }
    if (ids.profile)
        m_profiles.insert(ids.profile->first, ids.profile->second);
    if (ids.video)
        m_videos.insert(ids.video->first, ids.video->second);
    erase({id}, changedOnes);
    Q_EMIT settled(id);
    Q_EMIT changed();
}

void Edits::dropAll()
{
    QList<quint64> ids;
    for (const KeptEdit &edit : std::as_const(m_kept)) {
        if (edit.owner == m_owner)
            ids.append(edit.pending.id);
    }
    if (ids.isEmpty())
        return;
    m_kept.removeIf([&ids](const KeptEdit &edit) { return ids.contains(edit.pending.id); });
    erase(ids, {});
    for (const quint64 id : std::as_const(ids))
        Q_EMIT settled(id);
    Q_EMIT changed();
}

void Edits::erase(const QList<quint64> &ids, const QList<KeptEdit> &changed)
{
    m_thread.give([file = m_file, ids, changed]() -> StoreThread::Answer {
        if (const auto erased = file->erase(ids, changed); !erased)
            qCCritical(lcStore).noquote() << erased.error().toString();
        return {};
    });
}

} // namespace Medio::Store
