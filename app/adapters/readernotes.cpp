// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/adapters/readernotes.h"

#include "app/base/chronicle.h"
#include "app/base/logging.h"

#include <algorithm>

namespace Medio::Adapters {

using namespace Qt::StringLiterals;

ReaderNotes::ReaderNotes(const Nfc::TagReader &reader, Chronicle &chronicle)
    : m_reader(reader)
    , m_chronicle(chronicle)
    , m_noted(reader.readers())
{
    connect(&reader, &Nfc::TagReader::chipWeak, this, [this](const Nfc::Weak &weak) { noteWeak(weak.uid); });
    connect(&reader, &Nfc::TagReader::chipRead, this, &ReaderNotes::noteContent);
    connect(&reader, &Nfc::TagReader::readersChanged, this, &ReaderNotes::noteReaders);
}

void ReaderNotes::noteWeak(const Nfc::Uid &uid)
{
    qCInfo(lcNfc, "chip %s is read with gaps: it lies at the edge of the field, or on metal",
           qUtf8Printable(uid.toString()));
    m_chronicle.record(u"chip-weak"_s, {{u"uid"_s, uid.toString()}});
}

void ReaderNotes::noteContent(const Nfc::Content &content)
{
    // How much, not what: it may be somebody's name or address.
    const auto addresses =
        std::count_if(content.records.begin(), content.records.end(), [](const Nfc::NdefRecord &record) {
            return std::holds_alternative<Nfc::NdefUri>(record);
        });
    m_chronicle.record(u"chip-read"_s, {{u"uid"_s, content.uid.toString()},
                                        {u"texts"_s, content.records.size() - addresses},
                                        {u"addresses"_s, static_cast<qint64>(addresses)}});
}

void ReaderNotes::noteReaders()
{
    const QList<Nfc::ReaderStatus> now = m_reader.readers();
    for (qsizetype i = 0; i < now.size(); ++i) {
        const Nfc::ReaderStatus &reader = now[i];
        if (i < m_noted.size() && m_noted[i] == reader)
            continue;
        m_chronicle.record(u"reader-changed"_s, {{u"reader"_s, reader.name},
                                                 {u"name"_s, reader.device},
                                                 {u"firmware"_s, reader.firmware},
                                                 {u"fault"_s, nameOf(reader.fault)}});
    }
    m_noted = now;
}

} // namespace Medio::Adapters
