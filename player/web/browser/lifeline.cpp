// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/web/browser/lifeline.h"

#include "app/base/logging.h"
#include "player/web/webprotocol.h"

#include <poll.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QHash>
#include <QMetaObject>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace Medio::PlayerWeb {
namespace {

constexpr int lookInterval = 2000; ///< ms
constexpr int farewell = 1500;     ///< ms, for the loop to end by itself

/// pid → parent, of everything that runs. A process that ends meanwhile is left out.
QHash<qint64, qint64> parents()
{
    QHash<qint64, qint64> result;
    const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isNumber = false;
        const qint64 pid = entry.toLongLong(&isNumber);
        if (!isNumber)
            continue;
        QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        // "pid (name) state ppid ...": the name may hold blanks and brackets
        const QByteArray line = file.readAll();
        const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1)
            result.insert(pid, fields.at(1).toLongLong());
    }
    return result;
}

qint64 memoryOf(qint64 pid)
{
    QFile rollup(QStringLiteral("/proc/%1/smaps_rollup").arg(pid));
    if (rollup.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = rollup.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("Pss:"))
                return line.mid(4).trimmed().split(' ').first().toLongLong() * 1024;
        }
    }
    // A sandboxed process lets nobody look closer.
    QFile sizes(QStringLiteral("/proc/%1/statm").arg(pid));
    if (!sizes.open(QIODevice::ReadOnly))
        return 0;
    return Lifeline::ownPagesIn(sizes.readAll()) * sysconf(_SC_PAGESIZE);
}

} // namespace

Lifeline::Lifeline(qint64 mostMemory, QObject *parent)
    : QObject(parent)
    , m_mostMemory(mostMemory)
{
    if (pipe(m_wake.data()) != 0)
        m_wake = {-1, -1};
    m_thread = std::thread([this] { listen(); });
}

Lifeline::~Lifeline()
{
    if (m_wake[1] >= 0)
        close(m_wake[1]);
    m_thread.join();
    if (m_wake[0] >= 0)
        close(m_wake[0]);
}

void Lifeline::write(const QByteArray &line)
{
    // Up to PIPE_BUF (4096) bytes go into a pipe whole, whoever else writes.
    static_assert(longestReport <= 4096);
    [[maybe_unused]] const auto written =
        ::write(STDOUT_FILENO, line.constData(), static_cast<size_t>(line.size()));
}

qint64 Lifeline::ownPagesIn(const QByteArray &statm)
{
    // "size resident shared ..."
    const QList<QByteArray> pages = statm.split(' ');
    return pages.size() > 2 ? std::max<qint64>(pages.at(1).toLongLong() - pages.at(2).toLongLong(), 0) : 0;
}

qint64 Lifeline::memoryOfAll()
{
    const QHash<qint64, qint64> family = parents();
    const qint64 self = getpid();
    qint64 sum = 0;
    for (auto it = family.cbegin(); it != family.cend(); ++it) {
        qint64 ancestor = it.key();
        for (int depth = 0; ancestor > 1 && ancestor != self && depth < 16; ++depth)
            ancestor = family.value(ancestor, 0);
        if (ancestor == self)
            sum += memoryOf(it.key());
    }
    return sum;
}

void Lifeline::listen()
{
    QByteArray rest;
    std::array<pollfd, 2> ends{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{m_wake[0], POLLIN, 0}};
    for (;;) {
        const int ready = poll(ends.data(), ends.size(), lookInterval);
        if (ends[1].revents != 0)
            return; // the program ends as it should
        if (ready > 0 && ends[0].revents != 0 && !take(rest))
            break;
        if (ready == 0 && memoryOfAll() > m_mostMemory) {
            qCWarning(lcPlayer, "medio-web-player holds more than %lld MB: it ends",
                      static_cast<long long>(m_mostMemory / 1024 / 1024));
            _exit(tooMuchMemory);
        }
    }
    QMetaObject::invokeMethod(this, &Lifeline::ended, Qt::QueuedConnection);
    poll(&ends[1], 1, farewell);
    if (ends[1].revents == 0)
        _exit(EXIT_FAILURE); // its loop does not turn
}

/// False: there is no more to come.
bool Lifeline::take(QByteArray &rest)
{
    std::array<char, 65536> bytes{};
    const auto count = read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count <= 0)
        return false;
    rest.append(bytes.data(), count);
    for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
        const QByteArray line = rest.left(end);
        rest.remove(0, end + 1);
        QMetaObject::invokeMethod(
            this, [this, line] { Q_EMIT heard(line); }, Qt::QueuedConnection);
    }
    return rest.size() <= longestOrder;
}

} // namespace Medio::PlayerWeb
