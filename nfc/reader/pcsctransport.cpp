// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/reader/pcsctransport.h"

#include "nfc/reader/discovery.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

using Problem = SmartCards::Problem;

// A card at the edge of the field fails; later it may lie better.
constexpr int mostTries = 3;

// The reader looks for itself, and pcscd tells what has changed: a look here is no reading, the time without
// a change counts as read, and one word is enough. How often the reader looks nobody knows, some do so four
// times a second only: so it takes longer than with our own looks until a chip is trusted. By
// tests/bench/pcsc_gestures.
constexpr PresenceTracker::Grace grace{.looks = 1,
                                       .trusted = std::chrono::milliseconds(200),
                                       .trust = std::chrono::milliseconds(1200),
                                       .trustAtACalmPlace = std::chrono::milliseconds(600),
                                       .trustAfterAGap = std::chrono::milliseconds(2000),
                                       .look = std::chrono::milliseconds(200),
                                       .fringe = std::chrono::milliseconds(250),
                                       .hand = std::chrono::milliseconds(200),
                                       .again = std::chrono::milliseconds(900),
                                       .confirmations = 1,
                                       .waits = true};

// About so often, while nothing happens
constexpr std::chrono::milliseconds checkedEvery{1000};

const QByteArray getUid = QByteArray::fromHex("ffca000000");
const QByteArray done = QByteArray::fromHex("9000");

QByteArray readBinary(quint8 page)
{
    QByteArray command = QByteArray::fromHex("ffb0000010");
    command[3] = static_cast<char>(page);
    return command;
}

/// The answer's data; nothing if the card refused.
std::optional<QByteArray> dataOf(const QByteArray &answer)
{
    if (!answer.endsWith(done))
        return std::nullopt;
    return answer.chopped(done.size());
}

} // namespace

PcscTransport::PcscTransport(SmartCards &cards, const Inventory &inventory, const Surroundings &surroundings,
                             QString device)
    : m_cards(cards)
    , m_inventory(inventory)
    , m_surroundings(surroundings)
    , m_device(std::move(device))
{
}

Expected<Transport::Reader, Trouble> PcscTransport::open()
{
    if (const auto connected = m_cards.connect(); !connected)
        return Unexpected{troubleOf(connected.error())};
    const auto names = m_cards.readers();
    if (!names)
        return Unexpected{troubleOf(names.error())};
    m_reader = Discovery::smartCardReader(*names, m_device);
    if (m_reader.isEmpty())
        return Unexpected{troubleOf(Problem::NoReader, *names)};
    m_token = 0;
    return Reader{.name = m_reader, .place = u"pcscd"_s, .tellsByItself = true, .grace = grace};
}

Transport::Look PcscTransport::look(std::chrono::milliseconds patience)
{
    const auto state = m_cards.await(m_reader, m_token, patience);
    if (!state) {
        m_lastProblem = state.error();
        // A failed wait tells nothing about the card; an end of the reader or of pcscd does.
        const bool isGone = m_lastProblem == Problem::NoService || m_lastProblem == Problem::NoReader;
        return {isGone ? Look::Result::Gone : Look::Result::Failed};
    }
    // Between two looks the card went and one came, perhaps the same: first it is gone, nobody knows since
    // when. The next look comes at once, since the token is not known yet.
    if (m_card && state->isPresent && m_card->visit != state->visits) {
        m_card.reset();
        return {Look::Result::Nothing};
    }
    m_token = state->token;
    return look(*state, patience);
}

Transport::Look PcscTransport::look(const SmartCards::State &state, std::chrono::milliseconds patience)
{
    if (!state.isPresent)
        return {.result = Look::Result::Nothing,
                .isJustGone = std::exchange(m_card, std::nullopt).has_value()};
    if (!m_card)
        m_card = Card{.visit = state.visits, .kind = kindOf(state.atr)};
    // An exchange of cards that is faster than pcscd asks goes by unseen there.
    m_card->unchecked += patience;
    const bool isDue = !m_card->isRead || m_card->unchecked >= checkedEvery;
    if (isDue && !state.isMute && !readUid())
        return {.result = Look::Result::Nothing, .isJustGone = true};
    if (!m_card->isRead) { // it may lie better soon
        m_card->tries += state.isMute ? 1 : 0;
        m_card->isRead = m_card->tries >= mostTries;
    }
    if (!m_card->isRead)
        return {Look::Result::Nothing};
    return {.result = Look::Result::Chip, .uid = m_card->uid, .kind = m_card->kind};
}

bool PcscTransport::readUid()
{
    m_card->unchecked = std::chrono::milliseconds(0);
    const auto answer = m_cards.transmit(m_reader, getUid);
    if (!answer) {
        // What is wrong with a card is no fault of the reader. The next look finds out if it was one. A card
        // that another program keeps for itself is none the worse for it.
        if (answer.error() == Problem::Failed)
            ++m_card->tries;
        return answer.error() != Problem::NoCard;
    }
    m_card->isRead = true;
    m_card->uid = dataOf(*answer).value_or(QByteArray());
    // Some readers give the bytes of ISO 15693 as they go over the air, the last one first.
    if (m_card->uid.size() == 8 && m_card->uid.endsWith('\xe0') && !m_card->uid.startsWith('\xe0') &&
        m_card->kind != ChipKind::FeliCa)
        std::reverse(m_card->uid.begin(), m_card->uid.end());
    return true;
}

QByteArray PcscTransport::read(quint8 page)
{
    const auto answer = m_cards.transmit(m_reader, readBinary(page));
    if (!answer && m_card)
        m_card->unchecked = checkedEvery; // somebody took it in the midst; is it still the same?
    const auto data = answer ? dataOf(*answer) : std::nullopt;
    return data && data->size() == bytesPerRead ? *data : QByteArray();
}

void PcscTransport::close()
{
    m_cards.disconnect();
    m_reader.clear();
    m_card.reset();
}

Trouble PcscTransport::trouble(Look::Result result) const
{
    if (result == Look::Result::Gone)
        return troubleOf(m_lastProblem);
    return {ReaderFault::Mute, u"the reader %1 does not answer pcscd"_s.arg(place()),
            u"Pull it out and plug it in again."_s};
}

Trouble PcscTransport::troubleOf(Problem problem, const QStringList &names) const
{
    switch (problem) {
    case Problem::NoService:
        return {ReaderFault::Missing, u"pcscd does not run"_s,
                u"Install and start it: sudo apt-get install pcscd libccid; "
                "sudo systemctl enable --now pcscd.socket."_s};
    case Problem::NotPermitted:
        return {ReaderFault::NotPermitted, u"pcscd does not serve this user"_s,
                u"Allow org.debian.pcsc-lite.access_pcsc and access_card to this user by a polkit rule."_s};
    case Problem::NoReader:
        break;
    default:
        return {ReaderFault::Mute, u"pcscd gives no sensible answer"_s,
                u"Start it anew: sudo systemctl restart pcscd."_s};
    }
    // A reader that is plugged in and unknown to pcscd is held by somebody.
    const QList<SystemDevice> devices = m_inventory.devices();
    for (const QString &driver : {u"acr122_usb"_s, u"pn53x_usb"_s})
        if (const SystemDevice *usb = Discovery::usbReader(devices, driver); usb && !usb->drivers.isEmpty())
            return m_surroundings.troubleOfUsb(usb->name, usb->node, usb->drivers, true);
    const QString known = names.isEmpty() ? u"none"_s : names.join(u", "_s);
    return {ReaderFault::Missing, u"pcscd knows no reader %1; it knows %2"_s.arg(place(), known),
            u"Plug it in; if it is, its driver is missing: sudo apt-get install libccid."_s};
}

QString PcscTransport::place() const
{
    return m_reader.isEmpty() ? (m_device.isEmpty() ? u"at all"_s : m_device) : m_reader;
}

ChipKind PcscTransport::kindOf(const QByteArray &atr)
{
    // 3B 8x 80 01 (initial bytes), 80 4F 0C A0 00 00 03 06 (application of PC/SC), standard, name.
    static const QByteArray application = QByteArray::fromHex("804f0ca000000306");
    const qsizetype at = atr.indexOf(application);
    if (!atr.startsWith('\x3b') || at < 2 || at + application.size() + 3 > atr.size())
        return ChipKind::Unknown;
    const QByteArray rest = atr.mid(at + application.size());
    if (rest.mid(1, 2) == QByteArray::fromHex("f011") || rest.mid(1, 2) == QByteArray::fromHex("f012"))
        return ChipKind::FeliCa; // 212 and 424 kbit/s
    switch (static_cast<quint8>(rest[0])) {
    case 0x01:
    case 0x02:
    case 0x03:
        return ChipKind::Iso14443A;
    case 0x05:
    case 0x06:
    case 0x07:
        return ChipKind::Iso14443B;
    case 0x09:
    case 0x0a:
    case 0x0b:
    case 0x0c:
        return ChipKind::Iso15693;
    case 0x11:
        return ChipKind::FeliCa;
    default:
        return ChipKind::Unknown;
    }
}

} // namespace Medio::Nfc
