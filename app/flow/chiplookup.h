// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/catalogue.h"

#include <QMetaType>
#include <QObject>

#include <variant>

namespace Medio::Flow {

/// What the server says about a chip that the catalogue does not know.
struct LookupFound
{
    CatalogueChip chip; ///< used for this sitting only; the catalogue learns it by its next sync
    friend bool operator==(const LookupFound &, const LookupFound &) = default;
};
struct LookupUnknown ///< no such chip, or one without a film: the server does not tell them apart
{
    friend bool operator==(const LookupUnknown &, const LookupUnknown &) = default;
};
struct LookupLimit
{
    friend bool operator==(const LookupLimit &, const LookupLimit &) = default;
};
struct LookupFailed ///< an outage, or too many questions: nobody can say
{
    friend bool operator==(const LookupFailed &, const LookupFailed &) = default;
};
using LookupAnswer = std::variant<LookupFound, LookupUnknown, LookupLimit, LookupFailed>;

/// Asks the server about a chip by its UID (POST nfc/scan/public, or better where signed in).
/// Lives on the GUI thread, never blocks it.
class ChipLookup : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Exactly one answer with the same `question`, however late; never from within this call.
    /// Several questions may be under way; nobody waits for the answer to an old one.
    virtual void ask(quint64 question, const Nfc::Uid &uid, const Api::ProfileId &child) = 0;

Q_SIGNALS:
    void answered(quint64 question, const Medio::Flow::LookupAnswer &answer);
};

} // namespace Medio::Flow

Q_DECLARE_METATYPE(Medio::Flow::LookupAnswer)
