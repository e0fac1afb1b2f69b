// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "player/filmcopies.h"
#include "player/filmfacts.h"
#include "player/gateway/intervalmap.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QList>
#include <QSet>
#include <QSqlDatabase>
#include <QString>
#include <QStringList>

#include <optional>

namespace Medio::Gateway {

/// What the index knows of one film.
struct FilmRecord
{
    QString id;
    QString place; ///< host-independent part of its address: another place is another film
    qint64 size = -1;
    QByteArray validator;  ///< of the server (ETag or Last-Modified), for resuming
    bool complete = false; ///< a whole copy is here
    IntervalMap have;      ///< while it is not complete
    QByteArray hash;       ///< SHA-256 of a complete copy
    qint64 modified = 0;   ///< time of change of a complete copy's file, ms since 1970
    std::optional<FilmFacts> facts;
    /// Openings that nobody lived to report on, all on one day and by one version of the program.
    int tries = 0;
    QDate triedOn;
    QString triedBy;
    QDateTime usedAt; ///< last shown; invalid: never

    friend bool operator==(const FilmRecord &, const FilmRecord &) = default;
};

/// What was found out about a film and this board.
struct JudgedFilm
{
    QString id;
    QString place; ///< as of a record: another film is judged anew
    BoardVerdict verdict = BoardVerdict::Unchecked;
    QString why;
    QString program; ///< that judged: a newer one may know better
    QByteArray
        served;    ///< its validator or size at its server, by which another one is known; empty: not known
    QDate askedOn; ///< when its server was last asked for that

    friend bool operator==(const JudgedFilm &, const JudgedFilm &) = default;
};

/// Which of its qualities a film that has several was taken in.
struct FilmQuality
{
    QString id;
    QString place;       ///< as of a record
    qint64 taken = 0;    ///< the weight of that one (see hlsplaylist.h); 0: there is no lighter one
    qint64 tooHeavy = 0; ///< this weight is too heavy for this board; 0: none is known to be; or:
    static constexpr qint64 noLighter = -1; ///< one was too heavy, and what is lighter is no good
    QString program;                        ///< that found this out: a newer one may do better

    friend bool operator==(const FilmQuality &, const FilmQuality &) = default;
};

/// The list of offline copies and of those in the making, beside their files: one SQLite file in
/// the cache folder. It is opened by the gateway's thread and belongs to it.
///
/// A file and its row can disagree after a power cut; open() makes them agree by dropping what
/// can't be trusted: a film is fetched again more cheaply than a child understands a broken one.
class FilmIndex
{
public:
    FilmIndex() = default;
    ~FilmIndex();
    Q_DISABLE_COPY_MOVE(FilmIndex)

    /// Opens (and creates) `folder`. A database that is damaged is set aside beside it; one that can't be
    /// opened for another reason is left alone. Without a usable one the index lives in memory and
    /// `isLasting()` is false.
    void open(const QString &folder);

    [[nodiscard]] bool isLasting() const { return m_lasting; }

    /// A whole copy is named after its content, so films of equal bytes share one file.
    [[nodiscard]] QString copyPath(const QByteArray &hash) const;
    /// That of this film; one whose content is not known is named after the film.
    [[nodiscard]] QString copyPath(const FilmRecord &record) const;
    /// Files (and a folder, for what comes in pieces) named after the film, whatever its id contains.
    [[nodiscard]] QString partPath(const QString &id) const;
    [[nodiscard]] QString piecesPath(const QString &id) const;
    /// A file in the making that is worth nothing before it is whole.
    [[nodiscard]] QString draftPath(const QString &id) const;

    [[nodiscard]] std::optional<FilmRecord> find(const QString &id) const;
    [[nodiscard]] QList<FilmRecord> records() const;
    /// Whole, and tried: what plays without a server.
    [[nodiscard]] QStringList playableIds() const;

    /// Everything but the order of use and the tries is replaced; another validator or size forgives
    /// the tries. What was promised is over. The time of change is that of all films that share its file.
    void save(const FilmRecord &record);
    /// The copy of this record was read and is sound, last changed at this time, or damaged: then all who
    /// share it are dropped. Not whose copy was written anew meanwhile: that is another file.
    void verified(const FilmRecord &checked, bool isSound, qint64 modified);
    /// The file of this film is about to be given the name of a copy, with these bytes: on the disk when
    /// this returns. If nobody lives to save it as complete, the next open() knows the file by it.
    void promise(const QString &id, qint64 size, const QByteArray &hash);
    /// It was not given that name.
    void forgetPromise(const QString &id);
    /// Removes a file that no film refers to, neither as its copy nor by a promise.
    void discard(const QByteArray &hash);
    void saveHave(const QString &id, const QByteArray &have);
    void saveFacts(const QString &id, const FilmFacts &facts);
    /// On another day than the last one's, or by another version, the count begins anew.
    void addTry(const QString &id, const QDate &today, const QString &version);
    void clearTries(const QString &id);
    /// Now the most recently used one; `shown` at this time, if it was.
    void touch(const QString &id, const QDateTime &shown = {});
    /// Row and files, of a copy's file that others share only the row; pieces that are in use are left to
    /// whoever uses them. Pins, judgements and qualities stay.
    void drop(const QString &id, bool piecesToo = true);

    // Beside the copies, also of films that are not here.
    [[nodiscard]] QSet<QString> pins() const;
    void setPinned(const QString &id, bool pinned);
    [[nodiscard]] QList<JudgedFilm> judgements() const;
    [[nodiscard]] std::optional<JudgedFilm> judgement(const QString &id) const;
    void judge(const JudgedFilm &film);
    [[nodiscard]] std::optional<FilmQuality> quality(const QString &id) const;
    void saveQuality(const FilmQuality &quality);
    /// Pins, judgements and qualities of all but these films are forgotten.
    void forgetAllBut(const QSet<QString> &ids);

    /// Bytes on disk: complete copies (shared ones once), and what is here of the others.
    [[nodiscard]] qint64 bytes() const;
    /// Of these films, as if there were no others.
    [[nodiscard]] qint64 bytes(const QStringList &ids) const;
    /// The films of each copy that belongs to more than one.
    [[nodiscard]] QList<QStringList> shared() const;
    /// Least recently used first.
    [[nodiscard]] QStringList leastUsed() const;

private:
    enum class Opened {
        Yes,
        Damaged, ///< it is no database, or a broken one
        No,      ///< it can't be read or written now, or a newer program made it
    };
    Opened openDatabase(const QString &path);
    bool migrate(int version);
    void reconcile();
    [[nodiscard]] qint64 bytesOf(const QList<FilmRecord> &films) const;
    /// Of a copy whose content is not known.
    [[nodiscard]] QString namelessPath(const QString &id) const;
    [[nodiscard]] QString takeOver(const FilmRecord &record) const;

    QString m_folder;
    QString m_connection;
    QSqlDatabase m_database;
    bool m_lasting = false;
};

} // namespace Medio::Gateway
