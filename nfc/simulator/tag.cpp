// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/tag.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Medio::Simulator {
namespace {

using Model = Tag::Model;
using Modulation = Tag::Modulation;

/// One row per Model, in its order (data sheets of NTAG21x, MF0ICU1, MF1S50, MF3ICDx1).
struct Kind
{
    QLatin1StringView name;
    Modulation modulation;
    qsizetype uidLength;
    quint16 atqa;
    quint8 sak;
    qsizetype pages;           ///< of 4 bytes
    quint8 container;          ///< bytes for NDEF, in eights, as the capability container says
    QLatin1StringView version; ///< answer to GET_VERSION
};
constexpr std::array<Kind, 9> kinds{{
    {"ntag213"_L1, Modulation::A, 7, 0x0044, 0x00, 45, 0x12, "0004040201000f03"_L1},
    {"ntag215"_L1, Modulation::A, 7, 0x0044, 0x00, 135, 0x3e, "0004040201001103"_L1},
    {"ntag216"_L1, Modulation::A, 7, 0x0044, 0x00, 231, 0x6d, "0004040201001303"_L1},
    {"ultralight"_L1, Modulation::A, 7, 0x0044, 0x00, 16, 0x06, {}},
    {"classic"_L1, Modulation::A, 4, 0x0004, 0x08, 0, 0, {}},
    {"desfire"_L1, Modulation::A, 7, 0x0344, 0x20, 0, 0, {}},
    {"triple-size"_L1, Modulation::A, 10, 0x0084, 0x00, 0, 0, {}},
    {"felica"_L1, Modulation::FeliCa, 8, 0, 0, 0, 0, {}},
    {"b"_L1, Modulation::B, 4, 0, 0, 0, 0, {}},
}};

const Kind &kindOf(Model model)
{
    return kinds[static_cast<size_t>(model)];
}

constexpr qsizetype pageSize = 4;
constexpr qsizetype firstDataPage = 4;
constexpr qsizetype pagesOfARead = 4;

// Orders to an NTAG (data sheet §10)
constexpr quint8 ntagRead = 0x30;
constexpr quint8 ntagFastRead = 0x3a;
constexpr quint8 ntagGetVersion = 0x60;
// R(NAK) of ISO 14443-4 §7.1.1 and its answer, by which readers look whether a chip is still there
constexpr quint8 areYouThere = 0xb2;
constexpr char iAm = '\xa3';

constexpr quint8 ndefTlv = 0x03;
constexpr quint8 endTlv = 0xfe;

/// Serial number with its check bytes, capability container, an empty NDEF message.
QByteArray memoryOf(const QByteArray &uid, const Kind &kind)
{
    const char first = static_cast<char>('\x88' ^ uid[0] ^ uid[1] ^ uid[2]);
    const char second = static_cast<char>(uid[3] ^ uid[4] ^ uid[5] ^ uid[6]);
    QByteArray memory = uid.left(3) + first + uid.mid(3) + second;
    memory += QByteArray::fromHex("480000e110");
    memory += static_cast<char>(kind.container);
    memory += QByteArray::fromHex("000300fe00");
    memory.resize(pageSize * kind.pages, '\0');
    return memory;
}

/// A message of one short record that stands alone (NDEF §3.2: MB, ME, SR, type name format 1).
QByteArray wellKnownRecord(char type, const QByteArray &payload)
{
    return QByteArray::fromHex("d101") + static_cast<char>(payload.size()) + type + payload;
}

} // namespace

Tag::Tag(const Nfc::Uid &itsUid, Model itsModel)
    : uid(itsUid)
    , model(itsModel)
    , atqa(kindOf(itsModel).atqa)
    , sak(kindOf(itsModel).sak)
{
    if (kindOf(model).pages > 0)
        pages = memoryOf(uid.bytes(), kindOf(model));
}

std::optional<Tag> Tag::fromUid(const Nfc::Uid &uid)
{
    switch (uid.bytes().size()) {
    case 4:
        return Tag(uid, Model::Classic);
    case 7:
        return Tag(uid, Model::Ntag213);
    case 10:
        return Tag(uid, Model::TripleSize);
    default:
        return std::nullopt;
    }
}

std::optional<Tag> Tag::ofModel(Model model, const Nfc::Uid &uid)
{
    if (uid.bytes().size() != kindOf(model).uidLength)
        return std::nullopt;
    return Tag(uid, model);
}

std::optional<Model> Tag::modelByName(const QString &name)
{
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind &kind) { return name == kind.name; });
    if (found == kinds.end())
        return std::nullopt;
    return static_cast<Model>(found - kinds.begin());
}

QStringList Tag::modelNames()
{
    QStringList names;
    for (const Kind &kind : kinds)
        names << kind.name;
    return names;
}

Modulation Tag::modulation() const
{
    return kindOf(model).modulation;
}

qsizetype Tag::room() const
{
    return kindOf(model).container * qsizetype{8};
}

bool Tag::setNdef(const QByteArray &message)
{
    constexpr qsizetype longestShort = 0xfe;
    QByteArray tlv(1, static_cast<char>(ndefTlv));
    if (message.size() <= longestShort)
        tlv += static_cast<char>(message.size());
    else
        tlv += '\xff' + QByteArray(1, static_cast<char>(message.size() >> 8)) +
               static_cast<char>(message.size() & 0xff);
    tlv += message + static_cast<char>(endTlv);
    if (tlv.size() > room())
        return false;
    pages.replace(firstDataPage * pageSize, tlv.size(), tlv);
    return true;
}

std::optional<QByteArray> Tag::answer(const QByteArray &frame, bool isRaw) const
{
    const auto byte = [&](qsizetype index) {
        return index < frame.size() ? static_cast<quint8>(frame[index]) : 0;
    };
    if (sak == kindOf(Model::Desfire).sak)
        return isRaw && byte(0) == areYouThere ? std::optional(QByteArray(1, iAm)) : std::nullopt;
    if (pages.isEmpty())
        return std::nullopt;
    const qsizetype count = pages.size() / pageSize;
    // Goes on at the first page after the last one.
    if (byte(0) == ntagRead && frame.size() >= 2 && byte(1) < count)
        return pages.repeated(2).mid(byte(1) * pageSize, pagesOfARead * pageSize);
    if (!isRaw || kindOf(model).version.isEmpty())
        return std::nullopt;
    if (byte(0) == ntagFastRead && frame.size() >= 3 && byte(1) <= byte(2) && byte(2) < count)
        return pages.mid(byte(1) * pageSize, (byte(2) - byte(1) + 1) * pageSize);
    if (byte(0) == ntagGetVersion)
        return QByteArray::fromHex(QByteArray(kindOf(model).version.data(), kindOf(model).version.size()));
    return std::nullopt;
}

QByteArray textRecord(const QString &text, const QString &language)
{
    const QByteArray code = language.toLatin1();
    return wellKnownRecord('T', static_cast<char>(code.size()) + code + text.toUtf8());
}

QByteArray uriRecord(const QString &uri)
{
    constexpr std::array<std::pair<QLatin1StringView, char>, 4> beginnings{
        {{"http://www."_L1, 1}, {"https://www."_L1, 2}, {"http://"_L1, 3}, {"https://"_L1, 4}}};
    for (const auto &[beginning, code] : beginnings)
        if (uri.startsWith(beginning))
            return wellKnownRecord('U', code + uri.mid(beginning.size()).toUtf8());
    return wellKnownRecord('U', '\0' + uri.toUtf8());
}

} // namespace Medio::Simulator
