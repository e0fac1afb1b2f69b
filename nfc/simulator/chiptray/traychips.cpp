// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/simulator/chiptray/traychips.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Medio::ChipTray {

Expected<QList<TrayChip>, QString> chipsOfFamily(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return Unexpected{u"no JSON at byte %1: %2"_s.arg(error.offset).arg(error.errorString())};
    const QJsonArray entries = document.object().value("chips"_L1).toArray();
    if (entries.isEmpty() || entries.size() > 9)
        return Unexpected{u"chips: wanted a list of 1 to 9 chips, found %1"_s.arg(entries.size())};

    static const QRegularExpression uidShape(u"^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){3,9}$"_s);
    QList<TrayChip> chips;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QJsonObject entry = entries[i].toObject();
        TrayChip chip{entry.value("name"_L1).toString(), entry.value("uid"_L1).toString(),
                      entry.value("label"_L1).toString(entry.value("name"_L1).toString())};
        if (chip.name.isEmpty())
            return Unexpected{u"chips[%1].name: missing or no text"_s.arg(i)};
        if (!uidShape.match(chip.uid).hasMatch())
            return Unexpected{
                u"chips[%1].uid: '%2' is no UID like 04:A1:5C:22:6B:11:80"_s.arg(i).arg(chip.uid)};
        chips.append(chip);
    }
    return chips;
}

} // namespace Medio::ChipTray
