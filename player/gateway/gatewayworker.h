// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/mailbox.h"
#include "player/filmcopies.h"
#include "player/filmsource.h"
#include "player/gateway/conversion.h"
#include "player/gateway/diskthread.h"
#include "player/gateway/filmindex.h"
#include "player/gateway/filmsession.h"
#include "player/gateway/gatewaysettings.h"
#include "player/gateway/loopbackserver.h"
#include "player/gateway/probeprocess.h"
#include "player/gateway/upstreampolicy.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>

namespace Medio::Gateway {

class FilmNetwork;
class HlsFilm;

/// The gateway's thread: who uses which film, who may fetch, what is kept and what is fetched without
/// anybody watching it ("errands"). Everything that waits for a disk (fdatasync, hashing) is done by
/// threads of their own, which know a descriptor and a path and answer with a message.
/// Made on the GUI thread, lives and dies on the gateway's.
class GatewayWorker : public QObject
{
    Q_OBJECT
public:
    using Ticket = FilmSource::Ticket;

    explicit GatewayWorker(const GatewaySettings &settings);
    ~GatewayWorker() override;

    /// The way to everything below, from any thread.
    [[nodiscard]] Mailbox &inbox() { return m_inbox; }

    void start();
    void open(Ticket ticket, const Film &film, std::chrono::milliseconds from);
    /// The film of this ticket did not kill the program.
    void survive(Ticket ticket);
    void abort(Ticket ticket);
    void forget(const QString &id);
    /// What was found out about it counts no more.
    void pardon(const QString &id);
    void setPolicy(const UpstreamPolicy &policy);

    // As in FilmCopies.
    void setBudget(qint64 bytes);
    void setPinned(const QString &id, bool pinned);
    void setWanted(const QList<Film> &films);
    void setBackgroundAllowed(bool allowed);
    void setExisting(const QSet<QString> &ids);

Q_SIGNALS:
    void ready(quint64 ticket, const QUrl &address, Medio::FilmOrigin origin, const Medio::FilmFacts &facts);
    void failed(quint64 ticket, Medio::FilmFailure failure, const QString &detail);
    void starving(quint64 ticket);
    void flowing(quint64 ticket);
    void keptChanged(const QSet<QString> &kept);
    void copiesChanged(const QList<Medio::FilmCopy> &copies, qint64 bytes);

private:
    /// One ticket.
    struct Use
    {
        Logging::Context context; ///< of whoever opened it
        Film film;
        std::chrono::milliseconds from{0};
        FilmFetch *session = nullptr;
        FilmOrigin origin = FilmOrigin::Stream;
        QUrl address;   ///< where the player reads
        QUrl rehearsal; ///< where medio-probe reads
        ProbeProcess *probe = nullptr;
        quint64 request = 0;   ///< of the probe; 0: none is running
        bool wasWhole = false; ///< when its rehearsal was asked for
        bool growing = false;  ///< it plays what grows
        bool waitsForRemux = false;
        bool isImpatient = false; ///< and takes what grows
        bool continues = false;   ///< a film that plays is sent elsewhere: as patient as its reader
        bool ready = false;
        bool risky = false;               ///< handed over, and not seen yet
        std::unique_ptr<QTimer> patience; ///< opening, then starving
    };

    /// What a film turned out to be.
    enum class Kind {
        Unknown,
        Plain,    ///< played as it is, or refused by the rehearsal
        Foreign,  ///< one file that must be remuxed
        Playlist, ///< of HLS
    };

    /// A film that is tried without anybody waiting for it.
    struct Check
    {
        QString id;
        FilmFetch *session = nullptr;
        std::unique_ptr<FilmSession> own; ///< of a copy
        QUrl address;
        ProbeProcess *probe = nullptr;
        quint64 request = 0;
        bool isMeasuring = false;
    };

    /// Why a wanted film is not fetched, and until when it is not asked for again.
    struct Hindrance
    {
        CopyObstacle obstacle = CopyObstacle::None;
        QString detail;
        QDateTime until;
        std::chrono::seconds pause{0};
    };

    /// Whether a film that this board can't play is another one by now.
    struct Question
    {
        Film film;
        Upstream *upstream = nullptr; ///< a child of the worker
        QByteArray served;
        QByteArray begin;
    };

    /// Its server was asked that, and did not answer.
    struct InVain
    {
        QDate on;
        QDateTime until; ///< on that day it is not asked again before
    };

    FilmFetch *sessionOf(const Film &film);
    void watch(FilmFetch *session);
    void begin(Ticket ticket);
    void proceed(Ticket ticket, Use &use);
    void proceedAll(FilmFetch *session);
    [[nodiscard]] static Kind kindOf(const FilmFetch *session);
    void decide(FilmSession *session);
    void followPlaylist(FilmSession *session);
    [[nodiscard]] HlsFilm *newPlaylist(const Film &film, const QString &folder);
    void plan(HlsFilm *film);
    void rehearse(Use &use, std::chrono::milliseconds from);
    void announce(Ticket ticket, Use &use, const FilmFacts &facts);
    void end(Ticket ticket);
    void fail(Ticket ticket, FilmFailure failure, const QString &detail);
    void giveUp(Ticket ticket);
    void allot();
    enum class Release {
        Gently, ///< what lacks little is finished first
        AtOnce,
    };
    void release(FilmFetch *session, Release manner = Release::Gently);
    void releaseLater(FilmFetch *session);
    void leaveDisk(FilmSession *session);
    void dropErrand(FilmFetch *session, const QString &detail);
    [[nodiscard]] bool isUsed(const FilmFetch *session) const;
    [[nodiscard]] QList<Ticket> waitingFor(const FilmFetch *session) const;

    Conversion *convert(FilmFetch *session);
    void advance(FilmFetch *session);
    void playGrowing(Ticket ticket);
    void bear(FilmFetch *session, bool wasGrowing, RemuxProcess::Refusal refusal, const QString &detail);

    void settle(FilmSession *session, qint64 size, const QByteArray &validator);
    void finish(FilmFetch *session);
    void suffer(FilmFetch *session, const Trouble &trouble);
    void setStarving(const QUrl &address, bool starves);
    /// The use for which the player still waits for this answer of a probe, if there is one.
    std::map<Ticket, Use>::iterator answered(ProbeProcess *probe, quint64 request);
    void answerRehearsal(ProbeProcess *probe, quint64 request, const FilmFacts &facts);
    void answerRefusal(ProbeProcess *probe, quint64 request, ProbeProcess::Refusal refusal,
                       const QString &detail);

    [[nodiscard]] bool makeRoom(const QString &id, qint64 size, bool watched, qint64 meanwhile = 0);
    [[nodiscard]] bool isDiskShort() const;
    void giveRoom();
    void checkpoint(FilmFetch *session);
    void keep(FilmFetch *session, const QString &file, qint64 size);
    void name(FilmFetch *session, const QString &file, qint64 size, const QByteArray &hash);
    void watchRoom(HlsFilm *film);
    [[nodiscard]] qint64 mostGrown(const FilmFetch *session) const;
    [[nodiscard]] bool hasTwin(const QString &id) const;
    [[nodiscard]] QString scratchFolder();
    void rememberKept(FilmFetch *session, qint64 size, const QByteArray &hash, qint64 modified);
    void verify(const FilmRecord &record);
    void tellKept();

    void planErrands();
    void runErrands();
    void askAgain(const Film &film);
    void hearAnswer();
    void endQuestion();
    void hinder(const QString &id, CopyObstacle obstacle, const QString &detail);
    void dismiss(FilmFetch *session);
    void checkNext();
    void check(const QString &id, FilmFetch *session, std::unique_ptr<FilmSession> own);
    void endCheck();
    void judge(const Film &film, BoardVerdict verdict, const QString &why);
    [[nodiscard]] bool isCondemned(const Film &film) const;
    [[nodiscard]] FilmQuality qualityOf(const Film &film) const;
    [[nodiscard]] bool mayBecomeLighter(const Film &film) const;
    void becomeLighter(const Film &film);
    bool becomeHeavy(const Film &film);
    [[nodiscard]] bool mayMeasure() const;
    void tellCopies();
    void shrink();

    GatewaySettings m_settings;
    UpstreamPolicy m_policy;
    FilmNetwork *m_network = nullptr;
    LoopbackServer *m_server = nullptr;
    QList<ProbeProcess *> m_probes;
    FilmIndex m_index;
    std::map<Ticket, Use> m_uses;
    QList<FilmFetch *> m_sessions;
    std::map<FilmFetch *, std::unique_ptr<Conversion>> m_conversions; ///< by their source
    QHash<FilmFetch *, qint64> m_saved;  ///< bytes that were here at the last checkpoint
    QHash<FilmFetch *, qint64> m_looked; ///< when to look for room again, in bytes that are here
    QSet<FilmFetch *> m_undecided;       ///< nobody knows yet what kind of film they are
    QSet<QString> m_atWork;              ///< films whose file is being hashed and named
    QSet<QString> m_verifying;
    QSet<QString> m_kept;
    QList<Film> m_wanted;
    bool m_background = false;
    bool m_errandsPlanned = false;
    QHash<QString, Hindrance> m_hindrances;
    QTimer m_again; ///< when a hindrance may be over
    QTimer m_short; ///< there is too little room: soon, when nobody is in the midst of anything
    QTimer m_idle;  ///< when nobody watches, boards are measured
    QTimer m_tell;  ///< what changed meanwhile is told together
    std::optional<Check> m_check;
    std::optional<Question> m_question;
    QHash<QString, InVain> m_inVain;
    QSet<QString> m_slow;          ///< measured once and found too slow
    QHash<QString, int> m_crashes; ///< of programs that remuxed a film, since it last went well
    QSet<QString> m_checked;       ///< in this run: what can't be measured is not tried for ever
    int m_scratchFolders = 0;
    std::unique_ptr<QTemporaryDir> m_scratch; ///< for pieces when there is no cache folder
    Mailbox m_inbox;                          ///< wishes from other threads
    Mailbox m_found;                          ///< what the disk's thread found out
    DiskThread m_disk;                        ///< for what takes moments
    DiskThread m_hasher;                      ///< for what reads whole films: checkpoints do not wait for it
};

} // namespace Medio::Gateway
