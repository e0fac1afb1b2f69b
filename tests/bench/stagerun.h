// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>

namespace Medio::Bench {

/// A script played on the stage with the real programs, offscreen, and what they tell meanwhile, line
/// by line (tests/stage/language.md). Times in events are stamped where they happened.
class StageRun : public QObject
{
public:
    using Heard = std::function<void(const QString &event, double milliseconds, const QJsonObject &line)>;

    /// `options`: further ones of medio-stage. `over` is given its exit status.
    StageRun(const QByteArray &script, const QStringList &options, Heard heard, std::function<void(int)> over)
        : m_heard(std::move(heard))
    {
        QFile file(m_folder.filePath(QStringLiteral("bench.stage")));
        if (!file.open(QIODevice::WriteOnly) || file.write(script) < 0)
            qFatal("%s", qPrintable(file.errorString()));
        file.close();
        connect(&m_stage, &QProcess::readyReadStandardOutput, this, [this] { read(); });
        connect(&m_stage, &QProcess::finished, this, std::move(over));
        connect(&m_stage, &QProcess::errorOccurred, this,
                [this] { qFatal("medio-stage: %s", qPrintable(m_stage.errorString())); });
        m_stage.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_stage.start(QCoreApplication::applicationDirPath() + QStringLiteral("/medio-stage"),
                      QStringList{QStringLiteral("--script"), file.fileName(), QStringLiteral("--out"),
                                  m_folder.path()} +
                          options);
    }

    [[nodiscard]] qint64 process() const { return m_stage.processId(); }

private:
    void read()
    {
        while (m_stage.canReadLine()) {
            const QJsonObject line = QJsonDocument::fromJson(m_stage.readLine()).object();
            m_heard(line.value(QLatin1String("event")).toString(), line.value(QLatin1String("t")).toDouble(),
                    line);
        }
    }

    QTemporaryDir m_folder;
    QProcess m_stage;
    Heard m_heard;
};

} // namespace Medio::Bench
