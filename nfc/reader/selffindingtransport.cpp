// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/selffindingtransport.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

// Of 30 ms, or of 200 ms where pcscd tells by itself: every few seconds in which nobody wants a chip read
constexpr int emptyLooksUntilCompared = 100;

} // namespace

QStringList smartCardReaders(SmartCards &cards)
{
    if (!cards.connect())
        return {};
    const auto names = cards.readers();
    cards.disconnect();
    return names.value_or(QStringList());
}

SelfFindingTransport::SelfFindingTransport(const Inventory &inventory, SmartCards &cards, Make make)
    : m_inventory(inventory)
    , m_cards(cards)
    , m_make(std::move(make))
{
}

Expected<Transport::Reader, Trouble> SelfFindingTransport::open()
{
    const auto places = Discovery::places(m_inventory.devices(), smartCardReaders(m_cards));
    if (const auto surest = Discovery::choice(places); !surest)
        return Unexpected{surest.error()};

    // One place at a time, since each may take its time: the next one may be free when the surest is not.
    // What is wrong with the surest is what is said.
    const auto isSure = [](const Discovery::Place &place) {
        return place.certainty != Discovery::Certainty::Possible;
    };
    const auto sure = static_cast<size_t>(std::count_if(places.begin(), places.end(), isSure));
    const size_t turn = m_turn++ % sure;
    const Discovery::Place &place = places[static_cast<qsizetype>(turn)];
    auto transport = m_make(*Connection::fromString(place.connection));
    auto reader = transport->open();
    if (reader) {
        m_found = std::move(transport);
        m_turn = 0;
        m_isOfPcscd = place.connection.startsWith("pcsc"_L1);
        m_emptyLooks = 0;
        m_isOutdone = false;
        m_rejected.clear();
        for (size_t i = 0; i <= turn; ++i)
            m_rejected << places[static_cast<qsizetype>(i)].connection;
        return reader;
    }
    if (turn == 0)
        m_trouble = reader.error();
    return Unexpected{m_trouble};
}

Transport::Look SelfFindingTransport::look(std::chrono::milliseconds patience)
{
    const Look look = m_found->look(patience);
    m_emptyLooks = look.result == Look::Result::Nothing ? m_emptyLooks + 1 : 0;
    if (m_emptyLooks < emptyLooksUntilCompared)
        return look;
    m_emptyLooks = 0;
    m_isOutdone = isOutdone();
    return m_isOutdone ? Look{Look::Result::Gone} : look;
}

bool SelfFindingTransport::isOutdone() const
{
    const QStringList ofPcscd =
        m_isOfPcscd ? m_cards.readers().value_or(QStringList()) : smartCardReaders(m_cards);
    const auto places = Discovery::places(m_inventory.devices(), ofPcscd);
    for (const Discovery::Place &place : places) {
        if (place.connection == m_rejected.constLast() || place.certainty == Discovery::Certainty::Possible)
            return false;
        if (place.mayOpen && !m_rejected.contains(place.connection))
            return true;
    }
    return false;
}

QByteArray SelfFindingTransport::read(quint8 page)
{
    return m_found->read(page);
}

void SelfFindingTransport::close()
{
    if (m_found)
        m_found->close();
    m_found.reset();
}

Trouble SelfFindingTransport::trouble(Look::Result result) const
{
    if (m_isOutdone && result == Look::Result::Gone)
        return {ReaderFault::Missing, u"a reader that is meant more surely was plugged in and takes over"_s};
    return m_found->trouble(result);
}

} // namespace Medio::Nfc
