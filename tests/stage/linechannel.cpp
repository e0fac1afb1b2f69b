// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/stage/linechannel.h"

#include <QJsonDocument>

namespace Medio::Stage {

using namespace std::chrono_literals;

namespace {

// Longer than any gesture a script can ask for (a touch of 60 s).
constexpr auto longestAnswer = 75s;

} // namespace

LineChannel::LineChannel(QObject *parent)
    : QObject(parent)
{
    m_again.setInterval(10ms);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &LineChannel::tryToConnect);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_again.stop();
        if (auto connected = std::exchange(m_connected, {}))
            connected(Unexpected{m_path + QStringLiteral(": ") + m_socket.errorString()});
    });
    m_answerTime.setInterval(longestAnswer);
    m_answerTime.setSingleShot(true);
    connect(&m_answerTime, &QTimer::timeout, this, [this] { giveUp(QStringLiteral("no answer")); });

    connect(&m_socket, &QLocalSocket::connected, this, [this] {
        m_patience.stop();
        if (auto connected = std::exchange(m_connected, {}))
            connected({});
    });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this] {
        if (m_connected)
            m_again.start();
    });
    connect(&m_socket, &QLocalSocket::disconnected, this,
            [this] { giveUp(QStringLiteral("the program is gone")); });
    connect(&m_socket, &QLocalSocket::readyRead, this, &LineChannel::readLines);
}

LineChannel::~LineChannel()
{
    m_socket.disconnect(this);
}

void LineChannel::connectTo(const QString &path, std::chrono::milliseconds patience,
                            std::function<void(Expected<void, QString>)> done)
{
    m_path = path;
    m_connected = std::move(done);
    m_patience.start(patience);
    tryToConnect();
}

void LineChannel::tryToConnect()
{
    m_socket.connectToServer(m_path);
}

void LineChannel::ask(const QJsonObject &question, Answer answer)
{
    if (!isConnected())
        return answer(Unexpected{QStringLiteral("the program is not there")});
    m_waiting.append(std::move(answer));
    m_answerTime.start();
    m_socket.write(QJsonDocument(question).toJson(QJsonDocument::Compact) + '\n');
}

void LineChannel::readLines()
{
    while (m_socket.canReadLine()) {
        const QJsonObject line = QJsonDocument::fromJson(m_socket.readLine()).object();
        if (line.contains(u"event")) {
            Q_EMIT happened(line);
        } else if (line.contains(u"ok") && !m_waiting.isEmpty()) {
            const Answer answer = m_waiting.takeFirst();
            m_waiting.isEmpty() ? m_answerTime.stop() : m_answerTime.start();
            if (line.value(u"ok").toBool())
                answer(line);
            else
                answer(Unexpected{line.value(u"error").toString(QStringLiteral("refused"))});
        }
    }
}

void LineChannel::giveUp(const QString &why)
{
    m_answerTime.stop();
    const QList<Answer> waiting = std::exchange(m_waiting, {});
    for (const Answer &answer : waiting)
        answer(Unexpected{why});
}

} // namespace Medio::Stage
