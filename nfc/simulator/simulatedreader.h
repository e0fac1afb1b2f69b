// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "nfc/simulator/pn532.h"
#include "nfc/simulator/pseudoterminal.h"

#include <QJsonObject>
#include <QObject>
#include <QSocketNotifier>
#include <QString>

namespace Medio::Simulator {

/// The chip, its line and the real time, moved by the orders of nfc/simulator/README.md.
class SimulatedReader : public QObject
{
    Q_OBJECT
public:
    SimulatedReader(const QString &link, Pn532::Timing timing, quint32 seed);
    ~SimulatedReader() override;

    /// Empty when it worked.
    QString plug() { return m_line.plug(); }

    /// Carries out one order, at once. What it answers, or why it can't be done; an order that
    /// can't be done changes nothing.
    Expected<QJsonObject, QString> obey(const QJsonObject &order);

Q_SIGNALS:
    void happened(const QJsonObject &event);

private:
    Expected<QJsonObject, QString> carryOut(const QString &deed, QJsonObject *rest);
    Expected<QJsonObject, QString> place(QJsonObject *rest);
    [[nodiscard]] QJsonObject state() const;
    void report(const QString &event, const QJsonObject &chip);
    void letHappen();

    PseudoTerminal m_line;
    Pn532 m_chip;
    QString m_tagText; ///< what the placer of the chip wants back
    int m_timer = -1;  ///< timerfd: QTimer rounds to milliseconds, the wire does not
    QSocketNotifier m_due;
};

} // namespace Medio::Simulator
