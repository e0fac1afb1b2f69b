// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/virtualcard/cardhands.h"

#include "app/base/chronicle.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Medio::Simulator {

CardHands::CardHands(VpcdLink &link, quint32 seed, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_hands({link.field(), &Chronicle::now,
               [this](Hands::Time when, const std::function<void(Hands::Time)> &deed) { at(when, deed); },
               [this](const QString &event, const QJsonObject &keys) {
                   Q_EMIT happened(eventOf(event, keys, Chronicle::now()));
               }},
              seed)
    , m_deeds(m_hands.deeds())
{
}

Answer CardHands::obey(const QJsonObject &order)
{
    auto answer = Simulator::obey(order, m_deeds);
    m_link.follow();
    return answer;
}

void CardHands::at(Hands::Time when, const std::function<void(Hands::Time)> &deed)
{
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(when - Chronicle::now());
    QTimer::singleShot(std::max(wait, std::chrono::milliseconds(0)), Qt::PreciseTimer, this, [this, deed] {
        deed(Chronicle::now());
        m_link.follow();
    });
}

} // namespace Medio::Simulator
