// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/simulator/hands.h"
#include "nfc/simulator/order.h"
#include "nfc/simulator/virtualcard/vpcdlink.h"

#include <QJsonObject>
#include <QList>
#include <QObject>

#include <functional>

namespace Medio::Simulator {

/// Hands at pcscd's virtual reader: the orders and gestures that pn532-sim knows, in real time. Lives in its
/// thread's event loop.
class CardHands final : public QObject
{
    Q_OBJECT
public:
    /// The link must outlive it.
    CardHands(VpcdLink &link, quint32 seed, QObject *parent = nullptr);

    Answer obey(const QJsonObject &order);

Q_SIGNALS:
    /// As pn532-sim's events: "event", its keys and "t".
    void happened(const QJsonObject &event);

private:
    void at(Hands::Time when, const std::function<void(Hands::Time)> &deed);

    VpcdLink &m_link;
    Hands m_hands;
    const QList<Deed> m_deeds;
};

} // namespace Medio::Simulator
