// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>
#include <QTcpServer>
#include <QUrl>

#include <optional>
#include <utility>

namespace Medio::Stage {

/// Serves the files of one folder on 127.0.0.1 with byte ranges: the films of a world whose Medio
/// server keeps only addresses. GET and HEAD, one range per request (RFC 9110 §14), nothing above
/// the folder, no listing. Never blocks; a slow client holds one buffer, not a file.
class FileServer final : public QObject
{
    Q_OBJECT
public:
    explicit FileServer(const QString &folder, QObject *parent = nullptr);

    bool listen();
    [[nodiscard]] QUrl address() const;

private:
    void accept();

    QString m_folder;
    QTcpServer m_listener;
};

/// First and last byte of a `Range` header's value for a file of this size; nothing if it is no
/// single range or none that can be satisfied.
[[nodiscard]] std::optional<std::pair<qint64, qint64>> rangeOf(const QByteArray &value, qint64 size);

} // namespace Medio::Stage
