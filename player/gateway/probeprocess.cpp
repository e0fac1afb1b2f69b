// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/probeprocess.h"

#include "app/base/logging.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>
#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestLine = 16LL * 1024;
constexpr qsizetype longestDetail = 200;
constexpr int mostDeaths = 3;
constexpr auto longPause = 2s;

} // namespace

ProbeProcess::ProbeProcess(const QString &program, QObject *parent)
    : QObject(parent)
    , m_program(program)
    , m_process(this)
    , m_restart(this)
    , m_overdue(this)
{
    m_process.setProgram(program);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ProbeProcess::read);
    connect(&m_process, &QProcess::errorOccurred, this, &ProbeProcess::failToStart);
    connect(&m_process, &QProcess::finished, this, &ProbeProcess::over);
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &ProbeProcess::next);
    m_overdue.setSingleShot(true);
    connect(&m_overdue, &QTimer::timeout, this, [this] {
        m_late = true;
        m_process.kill();
    });
}

ProbeProcess::~ProbeProcess()
{
    m_ending = true;
    m_process.disconnect(this);
    m_process.closeWriteChannel();
    m_process.kill();
    m_process.waitForFinished(1000); // not the GUI's thread; SIGKILL does not take longer
}

void ProbeProcess::warmUp()
{
    if (m_process.state() == QProcess::NotRunning)
        m_process.start();
}

quint64 ProbeProcess::rehearse(const QUrl &address, std::chrono::milliseconds from,
                               std::chrono::milliseconds deadline, std::chrono::milliseconds measure)
{
    m_queue.push_back({++m_requests, address, from, deadline, measure});
    if (!m_asked && !m_restart.isActive())
        QMetaObject::invokeMethod(this, &ProbeProcess::next, Qt::QueuedConnection);
    return m_requests;
}

void ProbeProcess::cancel(quint64 request)
{
    const auto it = std::find_if(m_queue.begin(), m_queue.end(),
                                 [request](const Request &r) { return r.number == request; });
    if (it == m_queue.end())
        return;
    // The program finds its connection cut and answers soon.
    if (it == m_queue.begin() && m_asked)
        it->cancelled = true;
    else
        m_queue.erase(it);
}

void ProbeProcess::next()
{
    if (m_asked || m_queue.empty() || m_restart.isActive())
        return;
    warmUp();
    if (m_queue.empty() || m_asked || m_process.state() == QProcess::NotRunning)
        return; // failToStart() saw to it
    m_asked = true;
    m_late = false;
    const Request &request = m_queue.front();
    const QJsonObject line{
        {u"id"_s, qint64(request.number)},
        {u"open"_s, request.address.toString(QUrl::FullyEncoded)},
        {u"from_ms"_s, qint64(request.from.count())},
        {u"deadline_ms"_s, qint64(request.deadline.count())},
        {u"measure_ms"_s, qint64(request.measure.count())},
    };
    m_process.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_overdue.start(request.deadline + request.measure + 1s); // it keeps the deadline itself, unless it hangs
}

void ProbeProcess::read()
{
    m_line += m_process.readAllStandardOutput();
    for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n')) {
        const QByteArray line = m_line.first(end);
        m_line.remove(0, end + 1);
        readLine(line);
    }
    if (m_line.size() > longestLine) {
        m_line.clear();
        m_process.kill();
    }
}

void ProbeProcess::readLine(const QByteArray &line)
{
    const QJsonObject json = QJsonDocument::fromJson(line).object();
    if (!m_asked || json.value("id"_L1).toInteger() != qint64(m_queue.front().number))
        return;
    m_deaths = 0;
    if (const auto facts = filmFactsFromJson(json.value("facts"_L1).toObject())) {
        settle(std::nullopt, *facts, {});
        return;
    }
    const QString detail = json.value("refused"_L1).toString(u"impossible facts"_s).left(longestDetail);
    settle(json.value("late"_L1).toBool() ? Refusal::Late : Refusal::Film, {}, detail);
}

void ProbeProcess::failToStart(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart || m_ending)
        return;
    qCCritical(lcGateway).noquote() << "The program that tries films can't be started:" << m_program
                                    << m_process.errorString();
    m_restart.start(longPause);
    while (!m_queue.empty())
        settle(Refusal::Program, {}, u"%1 can't be started"_s.arg(m_program));
}

void ProbeProcess::over()
{
    if (m_ending)
        return;
    m_line.clear();
    if (++m_deaths > mostDeaths)
        m_restart.start(longPause);
    if (m_asked) {
        qCWarning(lcGateway) << "The program that tries films ended:" << m_process.exitStatus()
                             << m_process.exitCode();
        // Once may be the machine's fault (out of memory); twice is the film's.
        if (!m_late && !std::exchange(m_queue.front().triedTwice, true) && !m_queue.front().cancelled) {
            m_overdue.stop();
            m_asked = false;
            QMetaObject::invokeMethod(this, &ProbeProcess::next, Qt::QueuedConnection);
        } else {
            settle(m_late ? Refusal::Late : Refusal::Film, {},
                   m_late ? u"the rehearsal hung"_s : u"the rehearsal crashed"_s);
        }
    }
    if (!m_restart.isActive())
        QMetaObject::invokeMethod(this, &ProbeProcess::warmUp, Qt::QueuedConnection);
}

void ProbeProcess::settle(std::optional<Refusal> refusal, const FilmFacts &facts, const QString &detail)
{
    m_overdue.stop();
    m_asked = false;
    const Request request = m_queue.front();
    m_queue.pop_front();
    QMetaObject::invokeMethod(this, &ProbeProcess::next, Qt::QueuedConnection);
    if (request.cancelled)
        return;
    if (refusal)
        Q_EMIT refused(request.number, *refusal, detail);
    else
        Q_EMIT rehearsed(request.number, facts);
}

} // namespace Medio::Gateway
