// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/buildprograms.h"
#include "tests/support/homeclient.h"

#include <signal.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Medio;
using namespace Qt::StringLiterals;

/// medio-home as somebody at a terminal meets it.
class TestHomeProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysWhatItIs();
    void wrongWordsAreUsage();
    void wrongConfigurationIsNamed();
    void checksConfigurationOnly();
    void seedsServesAndStops();
    void endsByAHangUp();
    void runsOnWithoutItsDatabase();
    void wrongFamilyIsNamed();
    void portInUse();
    void secretFromTheEnvironment();
    void logsHoldNoSecrets();

private:
    struct Result
    {
        int status = -1;
        QByteArray out;
        QByteArray err;
    };
    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder->filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }
    QByteArray config(quint16 port = 0) const
    {
        return "[server]\nport = " + QByteArray::number(port) + "\n[paths]\ndata = '" +
               m_folder->filePath(u"data"_s).toUtf8() + "'\nmedia = '" + m_folder->path().toUtf8() + "'\n";
    }
    static std::unique_ptr<QProcess> start(const QStringList &arguments, const QString &secret = {})
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!secret.isNull())
            environment.insert(u"MEDIO_HOME_SECRET"_s, secret);
        process->setProcessEnvironment(environment);
        process->start(buildProgram(u"medio-home"), arguments);
        return process;
    }
    static Result run(const QStringList &arguments, const QString &secret = {})
    {
        const auto process = start(arguments, secret);
        QSignalSpy finished(process.get(), &QProcess::finished);
        if (process->state() != QProcess::NotRunning && !finished.wait(20'000))
            return {};
        return {process->exitCode(), process->readAllStandardOutput(), process->readAllStandardError()};
    }
    /// Waits for the ready line; empty if none comes.
    static QString urlOf(QProcess &process)
    {
        QSignalSpy spoke(&process, &QProcess::readyReadStandardOutput);
        while (!process.canReadLine() && spoke.wait(20'000)) {
        }
        return QJsonDocument::fromJson(process.readLine()).object().value(u"url"_s).toString();
    }
    static int stop(QProcess &process, int signal = SIGTERM)
    {
        QSignalSpy finished(&process, &QProcess::finished);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        return finished.wait(20'000) && process.exitStatus() == QProcess::NormalExit ? process.exitCode()
                                                                                     : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHomeProgram::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestHomeProgram::saysWhatItIs()
{
    const Result help = run({u"--help"_s});
    QCOMPARE(help.status, 0);
    QVERIFY(help.out.contains("server.listen") && help.out.contains("seed FAMILY.json"));
    const Result version = run({u"--version"_s});
    QCOMPARE(version.status, 0);
    QVERIFY(version.out.startsWith("medio-home 0."));
}

void TestHomeProgram::wrongWordsAreUsage()
{
    QCOMPARE(run({u"--nonsense"_s}).status, 2);
    QCOMPARE(run({u"serve"_s}).status, 2);
    QCOMPARE(run({u"seed"_s}).status, 2);
}

void TestHomeProgram::wrongConfigurationIsNamed()
{
    const QString path =
        write(u"home.toml"_s, "[server]\nport = 'eighty'\nlistne = '::1'\n[tls]\nkey = '/no'\n");
    for (const QStringList &more : {QStringList(), QStringList{u"--check-config"_s}}) {
        const Result result = run(QStringList{u"--config"_s, path} + more);
        QCOMPARE(result.status, 2);
        QVERIFY2(result.err.contains("home.toml:2: server.port"), result.err.constData());
        QVERIFY2(result.err.contains("did you mean server.listen?"), result.err.constData());
        QVERIFY(result.out.isEmpty());
    }
    const Result missing = run({u"--config"_s, m_folder->filePath(u"none.toml"_s)});
    QCOMPARE(missing.status, 2);
    QVERIFY(missing.err.contains("none.toml"));
    const Result secret = run({u"--config"_s, write(u"home.toml"_s, config())}, u"too short"_s);
    QCOMPARE(secret.status, 2);
    QVERIFY(secret.err.contains("MEDIO_HOME_SECRET") && !secret.err.contains("\"too short\""));
}

void TestHomeProgram::checksConfigurationOnly()
{
    const Result result = run({u"--config"_s, write(u"home.toml"_s, config()), u"--check-config"_s});
    QCOMPARE(result.status, 0);
    QVERIFY(!QFile::exists(m_folder->filePath(u"data"_s)));
    const QString pem = write(u"not.pem"_s, "no key");
    const Result wrong = run({u"--config"_s,
                              write(u"home.toml"_s, config() + "[tls]\ncertificate = '" + pem.toUtf8() +
                                                        "'\nkey = '" + pem.toUtf8() + "'\n"),
                              u"--check-config"_s});
    QCOMPARE(wrong.status, 2);
    QVERIFY2(wrong.err.contains("tls.certificate") && wrong.err.contains("tls.key"), wrong.err.constData());
}

void TestHomeProgram::seedsServesAndStops()
{
    const QString path = write(u"home.toml"_s, config());
    write(u"a.mp4"_s, "film");
    const QString family =
        write(u"family.json"_s,
              R"({"parent":{"email":"demo@medio.example","name":"Demo","password":"Lantern-7!"},"profiles":[],
        "videos":[{"key":"a","title":"A","file":"a.mp4","duration_seconds":12,"age_rating":"G"}],"chips":[]})");
    const Result seeded = run({u"--config"_s, path, u"seed"_s, family});
    QCOMPARE(seeded.status, 0);
    QVERIFY2(seeded.out.contains("2 created"), seeded.out.constData());
    const auto process = start({u"--config"_s, path});
    const QString url = urlOf(*process);
    QVERIFY(url.startsWith(u"http://127.0.0.1:"_s));
    HomeClient client(url);
    QCOMPARE(client.get(u"/api/health"_s).status, 200);
    QCOMPARE(client
                 .post(u"/api/auth/login"_s,
                       {{u"email"_s, u"demo@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}})
                 .status,
             200);
    QCOMPARE(stop(*process), 0);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(m_folder->filePath(u"data/token.secret"_s)) & others));
}

void TestHomeProgram::endsByAHangUp()
{
    const auto process = start({u"--config"_s, write(u"home.toml"_s, config())});
    QVERIFY(!urlOf(*process).isEmpty());
    QCOMPARE(stop(*process, SIGHUP), 0);
}

void TestHomeProgram::runsOnWithoutItsDatabase()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"data/medio.db-journal/x"_s)); // SQLite can't have its journal
    write(u"data/medio.db"_s, {});
    const auto process = start({u"--config"_s, write(u"home.toml"_s, config())});
    HomeClient client(urlOf(*process));
    QCOMPARE(client.get(u"/api/health"_s).status, 503);
    QCOMPARE(stop(*process), 0);
    const QByteArray log = process->readAllStandardError();
    QVERIFY2(log.contains(m_folder->filePath(u"data/medio.db"_s).toUtf8()), log.constData());
    QVERIFY2(log.contains("health answers 503"), log.constData());
}

void TestHomeProgram::wrongFamilyIsNamed()
{
    const QString path = write(u"home.toml"_s, config());
    const Result missing = run({u"--config"_s, path, u"seed"_s, u"/nowhere.json"_s});
    QCOMPARE(missing.status, 1);
    QCOMPARE(missing.err.count("/nowhere.json"), 1);
    const Result result = run({u"--config"_s, path, u"seed"_s, write(u"family.json"_s, "{\"parent\":{}}")});
    QCOMPARE(result.status, 1);
    QVERIFY2(result.err.contains("parent.email"), result.err.constData());
}

void TestHomeProgram::portInUse()
{
    const auto process = start({u"--config"_s, write(u"home.toml"_s, config())});
    const QString url = urlOf(*process);
    QVERIFY(!url.isEmpty());
    const quint16 port = static_cast<quint16>(QUrl(url).port());
    const Result second = run({u"--config"_s, write(u"second.toml"_s, config(port))});
    QCOMPARE(second.status, 1);
    QVERIFY2(second.err.contains("is used by another program"), second.err.constData());
    QVERIFY(second.out.isEmpty());
    QCOMPARE(stop(*process), 0);
}

void TestHomeProgram::secretFromTheEnvironment()
{
    const auto process = start({u"--config"_s, write(u"home.toml"_s, config())}, QString(40, u'k'));
    QVERIFY(!urlOf(*process).isEmpty());
    QVERIFY(!QFile::exists(m_folder->filePath(u"data/token.secret"_s)));
    QCOMPARE(stop(*process), 0);
}

void TestHomeProgram::logsHoldNoSecrets()
{
    const QString secret = u"an environment secret of 40 characters!!"_s;
    const auto process = start({u"--config"_s, write(u"home.toml"_s, config())}, secret);
    HomeClient client(urlOf(*process));
    const auto registered = client.post(
        u"/api/auth/register"_s,
        {{u"email"_s, u"demo@medio.example"_s}, {u"password"_s, u"Lantern-7!"_s}, {u"name"_s, u"Demo"_s}});
    QCOMPARE(registered.status, 201);
    const QByteArray token = registered.json().value(u"token"_s).toString().toLatin1();
    client.get(u"/api/videos?_csrf=query-token"_s,
               {{"X-Request-Id", "tap-1"}, {"Authorization", "Bearer " + token}});
    client.post(u"/api/auth/login"_s,
                {{u"email"_s, u"demo@medio.example"_s}, {u"password"_s, u"Wrong-7!x"_s}});
    QCOMPARE(stop(*process), 0);
    const QByteArray log = process->readAllStandardError();
    QVERIFY(log.contains("\"request\":\"tap-1\""));
    QVERIFY(log.contains("/api/auth/login"));
    for (const QByteArray &word :
         {QByteArray("Lantern-7!"), QByteArray("Wrong-7!x"), token, token.mid(token.lastIndexOf('.')),
          QByteArray("query-token"), secret.toLatin1(), QByteArray("demo@medio.example")})
        QVERIFY2(!log.contains(word), word.constData());
}

QTEST_GUILESS_MAIN(TestHomeProgram)
#include "tst_homeprogram.moc"
