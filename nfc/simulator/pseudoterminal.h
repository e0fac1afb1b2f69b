// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QString>

#include <memory>

namespace Medio::Simulator {

/// The chip's end of a serial line. Programs open the other end by its link.
///
/// A program's exclusive use (TIOCEXCL) ends with the program, as on a real line. On a
/// pseudo-terminal Linux keeps that mark for as long as this end is open, so a line that was used
/// and closed is thrown away, and the link points to a new one.
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
    QString makeLine();
    void read();

    const QString m_link;
    QByteArray m_target; ///< what the link points to
    int m_line = -1;
    std::unique_ptr<QSocketNotifier> m_readable;
};

} // namespace Medio::Simulator
