// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The plug is pulled (kill -9) at random moments, again and again, while children watch and parents edit, and
// the server fails one call in five. In the end everything that was acknowledged is on the server, and
// nothing is there twice. Real files, a real medio-home, kiosk-heart for the kiosk.

#include "app/base/commandline.h"
#include "tests/bench/await.h"
#include "tests/stage/stageprocess.h"
#include "tests/support/buildprograms.h"
#include "tests/support/flakyproxy.h"
#include "tests/support/realservers.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace Medio;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString email = u"demo@medio.example"_s;
const QString password = u"Lantern-7!"_s;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

QByteArray family()
{
    QByteArray films;
    QByteArray chips;
    for (char key = 'a'; key < 'f'; ++key) {
        const QByteArray name(1, key);
        films += (films.isEmpty() ? "" : ",") + QByteArray("{\"key\":\"") + name + R"(","title":"Film )" +
                 name + R"(","file":")" + name + R"(.mp4","duration_seconds":20,"age_rating":"G"})";
        chips += (chips.isEmpty() ? "" : ",") + QByteArray(R"({"uid":"04:00:00:00:00:00:0)") + name +
                 R"(","label":"Chip )" + name + R"(","videos":[")" + name + R"("]})";
    }
    return R"({"parent":{"email":")" + email.toLatin1() + R"(","name":"Demo","password":")" +
           password.toLatin1() + R"("},"profiles":[{"name":"Otter","daily_limit_minutes":1440}],"videos":[)" +
           films + "],\"chips\":[" + chips + "]}";
}

class Trial
{
public:
    Trial(const QString &folder, quint32 seed)
        : m_folder(folder)
        , m_seed(seed)
        , m_random(seed)
        , m_home(folder + u"/home"_s, family())
    {
        QObject::connect(&m_heart, &Stage::StageProcess::line, &m_heart,
                         [this](const QByteArray &line) { hear(QJsonDocument::fromJson(line).object()); });
        QObject::connect(&m_heart, &Stage::StageProcess::ended, &m_heart, [this](int status) {
            m_isOver = true;
            m_status = status;
        });
    }

    int play(int kills)
    {
        for (char key = 'a'; key < 'f'; ++key)
            m_home.addFilm(QChar::fromLatin1(key) + u".mp4"_s);
        m_home.seed();
        if (!await(60s, [this] { return m_home.isReady(); })) {
            out() << "medio-home did not start:\n" << m_home.log() << Qt::endl;
            return 1;
        }
        m_proxy = std::make_unique<FlakyProxy>(m_home.url(), 0.2, m_random.generate());
        m_proxy->onCall([this](const FlakyProxy::Call &call) { note(call); });

        // More lives where a busy machine left no time for anything in them.
        int kill = 0;
        for (; kill < kills || (!hasHappened(kills) && kill < 5 * kills); ++kill) {
            start({});
            // From the first open file on to some sittings; every other one begins when it is up.
            if (kill % 2 == 1)
                await(20s, [this] { return m_isReady || m_isOver; });
            const auto life = std::chrono::milliseconds(m_random.bounded(1500));
            if (await(life, [this] { return m_isOver; }))
                return failed(u"kiosk-heart ended by itself in life %1"_s.arg(kill + 1));
            m_heart.kill([] {});
            if (!await(20s, [this] { return m_isOver; }))
                return failed(u"kiosk-heart could not be killed"_s);
            if ((kill + 1) % 100 == 0)
                out() << kill + 1 << " kills, " << m_decided.size() << " ends acknowledged" << Qt::endl;
        }
        if (!drain())
            return failed((m_problems + QStringList(u"the outbox did not run empty"_s)).join(u'\n'));
        m_home.stop();
        await(20s, [this] { return m_home.isStopped(); });
        return audit(kill);
    }

private:
    /// Lives without a hand, until nothing is left to be told. A client registers no more than ten chips in a
    /// quarter of an hour (Q13): where more wait, it takes some starts.
    bool drain()
    {
        for (int life = 0; life < 40; ++life) {
            start({u"--drain"_s});
            if (await(15s, [this] { return m_isOver; }))
                return m_status == 0 && m_isDrained;
            m_heart.kill([] {});
            if (!await(20s, [this] { return m_isOver; }))
                return false;
        }
        return false;
    }

    /// A proof of nothing is no proof.
    [[nodiscard]] bool hasHappened(int kills) const
    {
        return m_decided.size() > kills / 5 && m_keptEdits > kills / 5 && m_spoiled > m_calls / 20;
    }

    void start(const QStringList &more)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"MEDIO_HEART_ACCOUNT"_s, email + u' ' + password);
        m_isOver = false;
        m_isReady = false;
        m_heart.start(buildProgram(u"kiosk-heart"),
                      QStringList{u"--data"_s, m_folder + u"/kiosk"_s, u"--server"_s,
                                  m_proxy->address().toString(), u"--seed"_s,
                                  QString::number(m_random.generate())} +
                          more,
                      environment, m_folder + u"/heart.log"_s);
    }

    void hear(const QJsonObject &told)
    {
        const QString event = told.value(u"event"_s).toString();
        const QString session = told.value(u"session"_s).toString();
        if (event == u"ready"_s)
            m_isReady = true;
        else if (event == u"session-started"_s)
            m_started.insert(session);
        else if (event == u"session-ended"_s)
            (told.value(u"settled"_s).toBool() ? m_settled : m_decided).insert(session);
        else if (event == u"drained"_s)
            m_isDrained = true;
        else if (event == u"edit-requested"_s)
            objectOf(told).wishes.append(told.value(u"value"_s).toString());
        else if (event == u"edit-kept"_s)
            noteKept(objectOf(told));
        else if (event == u"conflict"_s)
            say(u"a conflict where nobody else edits: "_s +
                QString::fromUtf8(QJsonDocument(told).toJson(QJsonDocument::Compact)));
        else if (event == u"error"_s)
            m_errors += told.value(u"what"_s).toString();
    }

    void note(const FlakyProxy::Call &call)
    {
        ++m_calls;
        m_spoiled += call.isTold ? 0 : 1;
        if (call.method != "POST" || !call.path.endsWith("/end"))
            return;
        const QString session = QString::fromLatin1(call.path).section(u'/', -2, -2);
        if (call.status == 200 && ++m_taken[session] > 1)
            say(u"the server took the end of session %1 twice"_s.arg(session));
    }

    /// What lies in both programs' files.
    int audit(int kills)
    {
        QHash<QString, qint64> onServer; // seconds; -1: not ended
        QHash<QString, qint64> onKiosk;
        read(m_home.database(),
             u"SELECT id, CASE WHEN ended_at IS NULL THEN -1 ELSE billed_seconds END FROM "
             "sessions"_s,
             onServer);
        read(m_folder + u"/kiosk/outbox.db"_s,
             u"SELECT session, CASE WHEN settled=1 THEN billed ELSE -1 END FROM session_ends"_s, onKiosk);

        for (const QString &session : std::as_const(m_decided)) {
            if (!onKiosk.contains(session))
                say(u"the end of session %1 was acknowledged and is not in the outbox"_s.arg(session));
            if (onServer.value(session, -1) < 0)
                say(u"the end of session %1 was acknowledged and the server does not have it"_s.arg(session));
        }
        qint64 serverSeconds = 0;
        qint64 kioskSeconds = 0;
        int open = 0;
        for (auto it = onServer.cbegin(); it != onServer.cend(); ++it) {
            open += it.value() < 0 ? 1 : 0;
            serverSeconds += std::max<qint64>(it.value(), 0);
        }
        for (auto it = onKiosk.cbegin(); it != onKiosk.cend(); ++it) {
            if (it.value() < 0)
                say(u"session %1 is still to be told"_s.arg(it.key()));
            // "It had that already" (404) does not say how much it counts; of a kill, at most the last step
            // of 5 s was charged and not played.
            const qint64 counted = onServer.value(it.key(), -1);
            if (it.value() < counted || it.value() > counted + 5)
                say(u"session %1: the kiosk counts %2 s, the server %3 s"_s.arg(it.key())
                        .arg(it.value())
                        .arg(onServer.value(it.key(), -1)));
            kioskSeconds += std::max<qint64>(it.value(), 0);
        }
        auditEdits();
        for (const QString &what : std::as_const(m_errors))
            say(u"the kiosk told of a defect: "_s + what);
        if (!hasHappened(kills / 5))
            say(u"too little happened"_s);

        out() << kills << " kills, seed " << m_seed << ": " << m_started.size() << " sessions, "
              << m_decided.size() << " ends acknowledged, " << open
              << " left open whose start no kiosk lived to keep, " << kioskSeconds << " s billed (server "
              << serverSeconds << " s), " << m_calls << " calls of which " << m_spoiled << " were spoiled, "
              << m_keptEdits << " edits acknowledged: " << m_problems.size() << " lost or double" << Qt::endl;
        return m_problems.isEmpty() ? 0 : failed(m_problems.join(u'\n'));
    }

    /// Of every object the last edit that was acknowledged, or one that was asked for later and whose
    /// acknowledgement nobody lived to hear; and no object twice.
    void auditEdits()
    {
        QHash<QString, QStringList> onServer;
        query(m_home.database(),
              u"SELECT 'profile ' || name, daily_limit_minutes FROM profiles UNION ALL "
              "SELECT 'video ' || title, 'there' FROM videos UNION ALL "
              "SELECT 'chip ' || chip_uid, label || ': ' || coalesce((SELECT group_concat(title, ', ') FROM "
              "(SELECT title FROM chip_videos JOIN videos ON videos.id = video_id WHERE chip_id = chips.id "
              "ORDER BY sequence_order)), '') FROM chips"_s,
              [&onServer](const QSqlQuery &row) {
                  onServer[row.value(0).toString()].append(row.value(1).toString());
              });
        for (auto it = onServer.cbegin(); it != onServer.cend(); ++it) {
            if (it.value().size() > 1)
                say(u"%1 is on the server %2 times"_s.arg(it.key()).arg(it.value().size()));
        }
        for (auto it = m_objects.cbegin(); it != m_objects.cend(); ++it) {
            const Object &object = it.value();
            if (object.kept < 0)
                continue; // acknowledged was nothing
            const QString has = onServer.value(it.key()).value(0, u"gone"_s);
            if (!object.wishes.sliced(object.kept).contains(has))
                say(u"%1 is \"%2\" on the server; acknowledged was \"%3\""_s.arg(
                    it.key(), has, object.wishes.at(object.kept)));
        }
    }

    void read(const QString &file, const QString &select, QHash<QString, qint64> &into)
    {
        query(file, select, [&into](const QSqlQuery &row) {
            into.insert(row.value(0).toString(), row.value(1).toLongLong());
        });
    }
    void query(const QString &file, const QString &select, const std::function<void(const QSqlQuery &)> &take)
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, file);
            database.setDatabaseName(file);
            const bool isOpen = database.open();
            QSqlQuery rows(database);
            if (!isOpen || !rows.exec(select))
                say(u"%1: %2 %3"_s.arg(file, database.lastError().text(), rows.lastError().text()));
            while (rows.next())
                take(rows);
        }
        QSqlDatabase::removeDatabase(file);
    }

    void say(const QString &problem) { m_problems += problem; }
    int failed(const QString &why)
    {
        QFile log(m_folder + u"/heart.log"_s);
        QByteArray words;
        if (log.open(QIODevice::ReadOnly)) {
            log.seek(std::max<qint64>(0, log.size() - 6000));
            words = log.readAll();
        }
        out() << words << "\nseed " << m_seed << ": " << why << Qt::endl;
        return 1;
    }

    const QString m_folder;
    const quint32 m_seed;
    QRandomGenerator m_random;
    RealHome m_home;
    std::unique_ptr<FlakyProxy> m_proxy;
    Stage::StageProcess m_heart{u"kiosk-heart"_s};
    QSet<QString> m_started;
    QSet<QString> m_decided; ///< acknowledged: the end is on the kiosk's disk
    QSet<QString> m_settled;
    QHash<QString, int> m_taken;
    /// What a parent asked for, in this order, and the last that was acknowledged.
    struct Object
    {
        QStringList wishes;
        qsizetype kept = -1;
    };
    void noteKept(Object &object)
    {
        object.kept = object.wishes.size() - 1;
        ++m_keptEdits;
    }
    Object &objectOf(const QJsonObject &told) { return m_objects[told.value(u"object"_s).toString()]; }

    QHash<QString, Object> m_objects; ///< by "profile NAME", "chip UID", ...
    int m_keptEdits = 0;
    QStringList m_errors;
    QStringList m_problems;
    int m_calls = 0;
    int m_spoiled = 0;
    int m_status = 0;
    bool m_isOver = true;
    bool m_isReady = false;
    bool m_isDrained = false;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"outbox_kills"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption kills(u"kills"_s, u"How often the plug is pulled (1000)."_s, u"N"_s, u"1000"_s);
    const QCommandLineOption seedOption(u"seed"_s, u"Of everything that is random (a random one, printed)."_s,
                                        u"N"_s);
    const QCommandLineOption keep(u"keep"_s, u"Leave the files in this new folder."_s, u"DIR"_s);
    parser.addOptions({kills, seedOption, keep});
    if (!CommandLine::read(parser))
        return CommandLine::wrongUsage;

    const quint32 seed =
        parser.isSet(seedOption) ? parser.value(seedOption).toUInt() : QRandomGenerator::system()->generate();
    out() << "seed " << seed << Qt::endl;
    const QTemporaryDir own;
    const QString folder = parser.isSet(keep) ? QDir(parser.value(keep)).absolutePath() : own.path();
    if (!QDir().mkpath(folder + u"/home"_s) || !QDir().mkpath(folder + u"/kiosk"_s))
        return CommandLine::refuse(folder + u": can't be written"_s, 1);
    return Trial(folder, seed).play(std::max(1, parser.value(kills).toInt()));
}
