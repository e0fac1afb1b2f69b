// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/stage/stageprocess.h"
#include "tests/support/buildprograms.h"
#include "tests/support/heldport.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QUrl>

#include <csignal>
#include <functional>

namespace Medio {

/// What the real servers of a test have in common: a folder, a port that stays, a log.
class RealServer : public QObject
{
public:
    /// `folder` exists and outlives it.
    RealServer(const QString &name, const QString &folder)
        : m_folder(folder)
        , m_process(name)
    {
        connect(&m_process, &Stage::StageProcess::ended, this, [this] { m_isStopped = true; });
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port.number()));
    }
    [[nodiscard]] quint16 port() const { return m_port.number(); }
    /// Ended, and whatever it held is free.
    [[nodiscard]] bool isStopped() const { return m_isStopped; }
    /// `done` when it is gone.
    void stop(const std::function<void()> &done = [] {})
    {
        thaw(); // a frozen process does not hear of its end
        m_process.end(done);
    }
    void kill()
    {
        m_process.kill([] {});
    }
    /// The kernel takes connections and nobody answers.
    void freeze() { m_process.signal(SIGSTOP); }
    void thaw() { m_process.signal(SIGCONT); }
    [[nodiscard]] QByteArray log() const
    {
        QFile file(logFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

protected:
    void begin(const QString &program, const QStringList &arguments)
    {
        m_isStopped = false;
        m_process.start(program, arguments, QProcessEnvironment::systemEnvironment(), logFile());
    }
    [[nodiscard]] QString logFile() const { return path(m_process.name() + QStringLiteral(".log")); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder + u'/' + name; }
    bool write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

    const QString m_folder;
    Stage::StageProcess m_process;

private:
    const HeldPort m_port;
    bool m_isStopped = true;
};

/// The real medio-home with a family of its own.
class RealHome final : public RealServer
{
public:
    RealHome(const QString &folder, const QByteArray &family)
        : RealServer(QStringLiteral("medio-home"), folder)
        , m_seeder(QStringLiteral("medio-home seed"))
    {
        m_isWritten = QDir().mkpath(path(QStringLiteral("data"))) &&
                      QDir().mkpath(path(QStringLiteral("media"))) &&
                      write(QStringLiteral("family.json"), family) &&
                      write(QStringLiteral("home.toml"),
                            "[server]\nport = " + QByteArray::number(port()) + "\n[paths]\ndata = '" +
                                path(QStringLiteral("data")).toUtf8() + "'\nmedia = '" +
                                path(QStringLiteral("media")).toUtf8() + "'\n[limits]\nenabled = false\n");
        connect(&m_seeder, &Stage::StageProcess::ended, this, [this](int status) {
            m_isSeeded = status == 0;
            if (m_isSeeded)
                start();
        });
        connect(&m_process, &Stage::StageProcess::line, this,
                [this](const QByteArray &line) { m_isReady = m_isReady || line.contains("\"ready\":true"); });
        connect(&m_process, &Stage::StageProcess::ended, this, [this] { m_isReady = false; });
    }

    /// Before the first start: films that the family names have to lie there.
    bool addFilm(const QString &name) const
    {
        return write(QStringLiteral("media/") + name, "no film, only a name");
    }

    /// Seeds the family and starts.
    void seed()
    {
        if (m_isWritten) {
            m_seeder.start(program(),
                           {QStringLiteral("--config"), path(QStringLiteral("home.toml")),
                            QStringLiteral("seed"), path(QStringLiteral("family.json"))},
                           QProcessEnvironment::systemEnvironment(), logFile());
        }
    }
    void start() { begin(program(), {QStringLiteral("--config"), path(QStringLiteral("home.toml"))}); }
    [[nodiscard]] bool isReady() const { return m_isReady; }

    /// The file is gone while the server runs, and back.
    [[nodiscard]] QString database() const { return path(QStringLiteral("data/medio.db")); }
    bool takeDatabase() const { return QFile::rename(database(), path(QStringLiteral("away.db"))); }
    bool giveDatabaseBack() const { return QFile::rename(path(QStringLiteral("away.db")), database()); }

private:
    static QString program() { return buildProgram(u"medio-home"); }

    Stage::StageProcess m_seeder;
    bool m_isWritten = false;
    bool m_isSeeded = false;
    bool m_isReady = false;
};

/// The machine's nginx with a configuration and files of its own, in front of another server.
class RealNginx final : public RealServer
{
public:
    /// How long the server behind it may take for an answer; then it is a 504.
    static constexpr int patienceInSeconds = 3;

    RealNginx(const QString &folder, const QUrl &behind)
        : RealServer(QStringLiteral("nginx"), folder)
        , m_behind(behind)
    {
    }

    /// Empty: there is none on this machine.
    static QString program()
    {
        return QStandardPaths::findExecutable(
            QStringLiteral("nginx"),
            {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin"), QStringLiteral("/sbin")});
    }

    /// From the next start on whoever connects meets TLS with this certificate and key (PEM files).
    void secure(const QString &certificate, const QString &key)
    {
        m_certificate = certificate;
        m_key = key;
    }
    [[nodiscard]] QUrl url() const
    {
        QUrl address = RealServer::url();
        if (!m_key.isEmpty())
            address.setScheme(QStringLiteral("https"));
        return address;
    }

    bool start()
    {
        if (!QDir().mkpath(path(QStringLiteral("temporary"))) || !configure(false))
            return false;
        begin(program(), {QStringLiteral("-p"), m_folder + u'/', QStringLiteral("-e"),
                          QStringLiteral("error.log"), QStringLiteral("-c"), QStringLiteral("nginx.conf")});
        return true;
    }
    /// "Under maintenance": 503 and a page for everything; the way it is done on a running proxy.
    bool maintain(bool isOn)
    {
        const bool written = configure(isOn);
        m_process.signalLeader(SIGHUP);
        return written;
    }

private:
    bool configure(bool maintenance) const
    {
        const QByteArray address = "127.0.0.1:" + QByteArray::number(port());
        QByteArray text = "daemon off;\nworker_processes 1;\npid nginx.pid;\nerror_log error.log;\n";
        if (::geteuid() == 0)
            text += "user root root;\n"; // the files of a test belong to whoever runs it
        text += "events { worker_connections 128; }\nhttp {\n  access_log off;\n";
        for (const char *use : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
            text += QByteArray("  ") + use + "_temp_path temporary/" + use + ";\n";
        text += "  server {\n    listen " + address;
        if (!m_key.isEmpty())
            text += " ssl;\n    ssl_certificate " + QFile::encodeName(m_certificate) +
                    ";\n    ssl_certificate_key " + QFile::encodeName(m_key);
        text += ";\n    location / {\n";
        if (maintenance)
            text += "      return 503;\n";
        else
            text += "      proxy_pass " + m_behind.toString().toLatin1() +
                    ";\n      proxy_set_header Host $http_host;\n      proxy_read_timeout " +
                    QByteArray::number(patienceInSeconds) + "s;\n";
        return write(QStringLiteral("nginx.conf"), text + "    }\n  }\n}\n");
    }

    const QUrl m_behind;
    QString m_certificate;
    QString m_key; ///< empty: no TLS
};

} // namespace Medio
