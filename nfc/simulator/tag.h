// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/uid.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace Medio::Simulator {

/// A chip: what it says of itself and what it holds.
struct Tag
{
    enum class Model {
        Ntag213,
        Ntag215,
        Ntag216,
        Ultralight, ///< as an NTAG, without GET_VERSION and FAST_READ
        Classic,    ///< MIFARE Classic 1K; its memory needs a key, which nobody here has
        Desfire,    ///< ISO 14443-4, with an ATS
        TripleSize, ///< an imaginary chip with a UID of 10 bytes
        FeliCa,     ///< its UID is the IDm
        TypeB       ///< ISO 14443B; its UID is the PUPI
    };

    /// What a reader must speak to it.
    enum class Modulation { A, B, FeliCa };

    /// The ISO 14443A model that is usual for a UID of that length: 4 bytes: Classic; 7: Ntag213;
    /// 10: TripleSize. Nothing for the 8 bytes of other standards.
    static std::optional<Tag> fromUid(const Nfc::Uid &uid);

    /// Nothing when no chip of that model has a UID of that length.
    static std::optional<Tag> ofModel(Model model, const Nfc::Uid &uid);

    /// "ntag213", "classic" ...
    static std::optional<Model> modelByName(const QString &name);
    static QStringList modelNames();

    [[nodiscard]] Modulation modulation() const;

    /// For NDEF messages, in bytes; 0: the model has no memory for them.
    [[nodiscard]] qsizetype room() const;

    /// Writes an NDEF message (with its TLV) into the memory; false when it does not fit.
    bool setNdef(const QByteArray &message);

    /// What the chip answers to a frame; nothing: it stays silent. `isRaw`: exactly these bytes go
    /// through the air (InCommunicateThru); else the PN532 takes part and lets only READ pass.
    [[nodiscard]] std::optional<QByteArray> answer(const QByteArray &frame, bool isRaw) const;

    Nfc::Uid uid;
    Model model = Model::Ntag213;
    quint16 atqa = 0;
    quint8 sak = 0;
    QByteArray pages; ///< an NTAG's memory; empty for other chips

private:
    Tag(const Nfc::Uid &itsUid, Model itsModel);
};

/// NDEF messages of one record, as phones write them (NFC Forum: NDEF, RTD Text, RTD URI).
QByteArray textRecord(const QString &text, const QString &language);
QByteArray uriRecord(const QString &uri);

} // namespace Medio::Simulator
