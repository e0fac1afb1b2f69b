// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/field.h"
#include "nfc/simulator/gestures.h"
#include "nfc/simulator/order.h"
#include "nfc/simulator/traceplayer.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace Medio::Simulator {

/// What hands do with chips at a reader's field, by the orders of nfc/simulator/README.md: the same before
/// every simulated reader. On one thread with the field, which must outlive it.
class Hands
{
public:
    using Time = Trace::Time;

    struct World
    {
        Field &field;
        std::function<Time()> now; ///< CLOCK_MONOTONIC
        /// Has a deed carried out then, and tells it the time.
        std::function<void(Time, std::function<void(Time)>)> at;
        /// An event and its keys.
        std::function<void(const QString &, const QJsonObject &)> tell;
    };

    Hands(World world, quint32 seed);

    /// place, lift, contact, noise, gesture and play; while this object lives.
    [[nodiscard]] QList<Deed> deeds();

    /// To be played one after the other from begin() on. Until they are over, other deeds are refused.
    void prepare(const QList<Trace> &traces);
    [[nodiscard]] bool isPrepared() const { return m_isPrepared; }
    void begin(Time start);

    [[nodiscard]] bool isPlaying() const { return m_player.has_value() || m_isPrepared; }

    /// "uid", and the "tag" that its placer wants back.
    [[nodiscard]] QJsonObject chip(const Nfc::Uid &uid) const;

private:
    Answer place(Order &order);
    Answer lift(Order &order);
    Answer contact(Order &order);
    Answer noise(Order &order);
    Answer gesture(Order &order);
    Answer play(Order &order);

    static std::optional<Tag> tagFrom(Order &order);
    void refuseWhilePlaying(Order &order) const;
    Answer start(const QList<Trace> &traces);
    void playNext(Time start);
    void playOn(Time now);
    void fade(quint64 generation, bool isHeard, Time now);

    const World m_world;
    Chance m_chance;
    QHash<Nfc::Uid, QString> m_tagTexts;

    std::optional<Coupling> m_coupling; ///< chips lie badly
    double m_loss = 0;                  ///< of a chip that comes now
    quint64 m_contactGeneration = 0;

    QList<Trace> m_traces; ///< yet to be played
    bool m_isPrepared = false;
    std::optional<TracePlayer> m_player;
};

} // namespace Medio::Simulator
