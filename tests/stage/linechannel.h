// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QJsonObject>
#include <QList>
#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include <functional>

namespace Medio::Stage {

/// JSON lines with a program on the stage: questions out, answers and events in. Answers come in
/// the order of the questions; an answer has "ok", an event has "event".
/// Every question gets exactly one answer, at the latest "no answer" after its time.
class LineChannel final : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<void(Expected<QJsonObject, QString>)>;

    explicit LineChannel(QObject *parent = nullptr);
    ~LineChannel() override;

    /// Tries again until the socket is there; `done` gets its error after `patience`.
    void connectTo(const QString &path, std::chrono::milliseconds patience,
                   std::function<void(Expected<void, QString>)> done);

    void ask(const QJsonObject &question, Answer answer);

    [[nodiscard]] bool isConnected() const { return m_socket.state() == QLocalSocket::ConnectedState; }

Q_SIGNALS:
    void happened(const QJsonObject &event);

private:
    void tryToConnect();
    void readLines();
    void giveUp(const QString &why);

    QLocalSocket m_socket;
    QTimer m_again;
    QTimer m_patience;
    QTimer m_answerTime;
    QString m_path;
    std::function<void(Expected<void, QString>)> m_connected;
    QList<Answer> m_waiting;
};

} // namespace Medio::Stage
