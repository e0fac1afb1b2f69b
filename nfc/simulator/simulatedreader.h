// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "nfc/simulator/gestures.h"
#include "nfc/simulator/order.h"
#include "nfc/simulator/pn532.h"
#include "nfc/simulator/pseudoterminal.h"
#include "nfc/simulator/traceplayer.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QSocketNotifier>
#include <QString>

#include <optional>

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

    /// To be played one after the other, as soon as a program uses the reader.
    void playWhenInUse(const QList<Trace> &traces);

Q_SIGNALS:
    void happened(const QJsonObject &event);

private:
    using Answer = Expected<QJsonObject, QString>;
    struct Deed;
    static const QList<Deed> &deeds();

    Answer place(Order &order);
    Answer lift(Order &order);
    Answer contact(Order &order);
    Answer noise(Order &order);
    Answer gesture(Order &order);
    Answer play(Order &order);
    Answer garble(Order &order);
    Answer fault(Order &order);
    Answer plugIn(Order &order);
    Answer state(Order &order);

    std::optional<Tag> tagFrom(Order &order);
    void refuseWhilePlaying(Order &order) const;
    Answer begin(const QList<Trace> &traces);
    void playNext(std::chrono::nanoseconds start);
    void playOn(std::chrono::nanoseconds now);
    void fade(quint64 generation, bool isHeard, std::chrono::nanoseconds now);

    [[nodiscard]] QJsonObject chip(const Nfc::Uid &uid) const;
    void report(const QString &event, const QJsonObject &keys);
    void letHappen();

    PseudoTerminal m_line;
    Pn532 m_chip;
    Chance m_chance;
    QHash<Nfc::Uid, QString> m_tagTexts; ///< what the placers of chips want back

    std::optional<Coupling> m_coupling; ///< chips lie badly
    double m_loss = 0;                  ///< of a chip that comes now
    quint64 m_contactGeneration = 0;

    QList<Trace> m_traces; ///< yet to be played
    bool m_waitsForUse = false;
    std::optional<TracePlayer> m_player;

    int m_timer = -1; ///< timerfd: QTimer rounds to milliseconds, the wire does not
    QSocketNotifier m_due;
};

} // namespace Medio::Simulator
