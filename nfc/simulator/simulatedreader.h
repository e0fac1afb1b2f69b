// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/hands.h"
#include "nfc/simulator/order.h"
#include "nfc/simulator/pn532.h"
#include "nfc/simulator/pseudoterminal.h"

#include <QJsonObject>
#include <QList>
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
    Answer obey(const QJsonObject &order);

    /// To be played one after the other, as soon as a program uses the reader.
    void playWhenInUse(const QList<Trace> &traces) { m_hands.prepare(traces); }

Q_SIGNALS:
    void happened(const QJsonObject &event);

private:
    [[nodiscard]] QList<Deed> deeds();
    Answer garble(Order &order);
    Answer fault(Order &order);
    Answer plugIn(Order &order);
    Answer state(Order &order);

    void letHappen();

    PseudoTerminal m_line;
    Pn532 m_chip;
    Hands m_hands;
    const QList<Deed> m_deeds;

    int m_timer = -1; ///< timerfd: QTimer rounds to milliseconds, the wire does not
    QSocketNotifier m_due;
};

} // namespace Medio::Simulator
