// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QString>
#include <QTimer>

#include <memory>

namespace Medio::Simulator {

/// The chip's end of a serial line. Programs open the other end by its link.
class PseudoTerminal : public QObject
{
    Q_OBJECT
public:
    /// `link` becomes a symbolic link to the line while it is plugged in.
    explicit PseudoTerminal(QString link, QObject *parent = nullptr);
    ~PseudoTerminal() override;

    /// Empty when it worked. A link left behind by an earlier run is replaced, anything else at
    /// its path is not.
    QString plug();
    void unplug();
    [[nodiscard]] bool isPlugged() const { return m_line >= 0; }
    [[nodiscard]] const QString &link() const { return m_link; }

    /// What nobody reads in time is lost, as on a wire.
    void write(const QByteArray &bytes);

Q_SIGNALS:
    void received(const QByteArray &bytes);

private:
    void read();

    const QString m_link;
    QByteArray m_target; ///< what the link points to
    int m_line = -1;
    std::unique_ptr<QSocketNotifier> m_readable;
    QTimer m_closed; ///< runs while nobody has the other end open
};

} // namespace Medio::Simulator
