// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/buildprograms.h"

#include <linux/capability.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <memory>

using namespace Medio;
using namespace Qt::StringLiterals;

namespace {

constexpr int longTime = 40'000; // ms

/// Nothing is left of what root may do to processes that are not open to it, for this process and those
/// that it executes. Without effect for anybody else, who never had it.
bool dropPrivileges()
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct none[2]{};
    return (::geteuid() != 0 || ::prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED) == 0) &&
           ::syscall(SYS_capset, &header, none) == 0;
}

/// 0 or the errno of a neighbour of the same user, without privileges, who tries to look inside.
int trace(qint64 process)
{
    const pid_t neighbour = ::fork();
    if (neighbour == 0) {
        if (!dropPrivileges())
            ::_exit(errno);
        if (::ptrace(PTRACE_ATTACH, pid_t(process), nullptr, nullptr) != 0)
            ::_exit(errno);
        ::waitpid(pid_t(process), nullptr, 0);
        ::ptrace(PTRACE_DETACH, pid_t(process), nullptr, nullptr);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(neighbour, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

QByteArray coreLimitOf(qint64 process)
{
    QFile limits(u"/proc/%1/limits"_s.arg(process));
    if (!limits.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : limits.readAll().split('\n')) {
        if (line.startsWith("Max core file size"))
            return line.simplified();
    }
    return {};
}

} // namespace

/// The shipped program holds tokens in its memory: nobody gets that onto a disk or into a debugger.
class TestPrivateMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void writesNoCore();
    void cannotBeTraced();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_kiosk;
};

void TestPrivateMemory::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_kiosk = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"MEDIO_API_URL", "MEDIO_READER", "DBUS_SESSION_BUS_ADDRESS"})
        environment.remove(QLatin1String(name));
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"HOME"_s, m_folder->path());
    environment.insert(u"MEDIO_DATA_DIR"_s, m_folder->filePath(u"data"_s));
    environment.insert(u"MEDIO_CACHE_DIR"_s, m_folder->filePath(u"cache"_s));
    // its own tracer can't get in either
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0:handle_segv=0:handle_abort=0"_s);
    m_kiosk->setProcessEnvironment(environment);
    m_kiosk->setWorkingDirectory(m_folder->path());
    m_kiosk->setProcessChannelMode(QProcess::MergedChannels);
    m_kiosk->setChildProcessModifier([] { dropPrivileges(); });
    // Whoever starts it may allow cores: it does not.
    m_kiosk->start(u"/bin/sh"_s,
                   {u"-c"_s, u"ulimit -c unlimited; exec \"$0\""_s, buildProgram(u"medio-kiosk")});
    // It is the kiosk, and far beyond its first lines.
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder->filePath(u"data/settings.db"_s)), longTime);
    QCOMPARE(m_kiosk->state(), QProcess::Running);
}

void TestPrivateMemory::cleanup()
{
    if (QTest::currentTestFailed())
        qInfo().noquote() << m_kiosk->readAll();
    m_kiosk->kill();
    m_kiosk->waitForFinished();
}

void TestPrivateMemory::writesNoCore()
{
    QCOMPARE(coreLimitOf(m_kiosk->processId()), "Max core file size 0 0 bytes");
    QSignalSpy finished(m_kiosk.get(), &QProcess::finished);
    ::kill(pid_t(m_kiosk->processId()), SIGSEGV);
    QVERIFY(finished.wait(longTime));
    QCOMPARE(m_kiosk->exitStatus(), QProcess::CrashExit);
    QCOMPARE(QDir(m_folder->path()).entryList({u"*core*"_s}, QDir::Files), QStringList());
}

void TestPrivateMemory::cannotBeTraced()
{
    QProcess open;
    open.setChildProcessModifier([] { dropPrivileges(); });
    open.start(u"cat"_s, {}); // an ordinary program, waiting for its input
    QVERIFY(open.waitForStarted());
    const int control = trace(open.processId());
    open.kill();
    open.waitForFinished();
    if (control != 0)
        QSKIP("this machine lets nobody trace anybody");
    QCOMPARE(trace(m_kiosk->processId()), EPERM);
}

QTEST_GUILESS_MAIN(TestPrivateMemory)
#include "tst_privatememory.moc"
