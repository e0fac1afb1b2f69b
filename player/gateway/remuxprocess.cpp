// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/remuxprocess.h"

#include "app/base/logging.h"

#include <fcntl.h>
#include <unistd.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace Medio::Gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 16LL * 1024;
constexpr qsizetype longestDetail = 200;
constexpr int outputDescriptor = 3;

QJsonArray toJson(const QList<QList<RemuxProcess::Part>> &tracks)
{
    QJsonArray json;
    for (const auto &track : tracks) {
        QJsonArray parts;
        for (const RemuxProcess::Part &part : track)
            parts.append(QJsonObject{{u"open"_s, part.address.toString(QUrl::FullyEncoded)},
                                     {u"at_ms"_s, qint64(part.at.count())}});
        json.append(parts);
    }
    return json;
}

} // namespace

RemuxProcess::RemuxProcess(const QString &program, const Order &order, QObject *parent)
    : QObject(parent)
    , m_process(this)
{
    m_process.setProgram(program);
    m_process.setArguments({u"--remux"_s});
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    // In the child: nothing but what is allowed between fork and exec.
    m_process.setChildProcessModifier([output = order.output] {
        if (output == outputDescriptor)
            ::fcntl(output, F_SETFD, 0);
        else
            ::dup2(output, outputDescriptor);
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &RemuxProcess::read);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(Refusal::Program, u"%1 can't be started"_s.arg(m_process.program()));
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        read();
        end(Refusal::Crash, u"the remux crashed"_s);
    });
    m_process.start();
    const QJsonObject line{
        {u"id"_s, 1},
        {u"remux"_s, toJson(order.tracks)},
        {u"fragmented"_s, order.fragmented},
        {u"duration_ms"_s, qint64(order.duration.count())},
        {u"most_bytes"_s, order.mostBytes},
    };
    m_process.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

RemuxProcess::~RemuxProcess()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished(1000); // not the GUI's thread; SIGKILL does not take longer
}

void RemuxProcess::read()
{
    m_line += m_process.readAllStandardOutput();
    for (qsizetype end = m_line.indexOf('\n'); end >= 0 && !m_over; end = m_line.indexOf('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(m_line.first(end)).object();
        m_line.remove(0, end + 1);
        if (const QJsonValue bytes = json.value("bytes"_L1); bytes.isDouble()) {
            Q_EMIT grown(bytes.toInteger(), std::chrono::milliseconds(json.value("until_ms"_L1).toInteger()));
        } else if (const QJsonValue whole = json.value("remuxed"_L1); whole.isDouble()) {
            m_over = true;
            Q_EMIT finished(whole.toInteger());
        } else if (const QJsonValue why = json.value("refused"_L1); why.isString()) {
            const Refusal refusal = json.value("full"_L1).toBool()   ? Refusal::Full
                                    : json.value("late"_L1).toBool() ? Refusal::Late
                                                                     : Refusal::Film;
            this->end(refusal, why.toString().left(longestDetail));
        }
    }
    if (m_line.size() > longestLine)
        end(Refusal::Crash, u"the remux talks nonsense"_s);
}

void RemuxProcess::end(Refusal refusal, const QString &detail)
{
    if (std::exchange(m_over, true))
        return;
    if (refusal == Refusal::Program)
        qCCritical(lcGateway).noquote() << detail;
    m_process.kill();
    Q_EMIT refused(refusal, detail);
}

} // namespace Medio::Gateway
