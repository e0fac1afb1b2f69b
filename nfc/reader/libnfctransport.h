// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/connection.h"
#include "nfc/reader/deviceclaim.h"
#include "nfc/reader/inventory.h"
#include "nfc/reader/surroundings.h"
#include "nfc/reader/transport.h"

#include <array>
#include <memory>

struct nfc_context;
struct nfc_device;

namespace Medio::Nfc {

/// libnfc's context. One per program, for its whole life: leaving any context frees libnfc's list of
/// drivers for all of them.
class Libnfc
{
public:
    Libnfc();
    ~Libnfc();
    Q_DISABLE_COPY_MOVE(Libnfc)

    [[nodiscard]] nfc_context *context() const { return m_context; }

private:
    nfc_context *m_context = nullptr;
};

/// A reader that libnfc drives. libnfc may abort() or hang on bytes from the line, so the process must be one
/// that may die.
class LibnfcTransport final : public Transport
{
public:
    /// The others must outlive it.
    LibnfcTransport(const Libnfc &libnfc, Connection connection, const Inventory &inventory,
                    const Surroundings &surroundings);
    ~LibnfcTransport() override;
    Q_DISABLE_COPY_MOVE(LibnfcTransport)

    Expected<Reader, Trouble> open() override;
    Look look(std::chrono::milliseconds patience) override;
    QByteArray read(quint8 page) override;
    void close() override;
    [[nodiscard]] Trouble trouble(Look::Result result) const override;

private:
    struct Close
    {
        void operator()(nfc_device *device) const;
    };
    /// A kind of chip beside ISO 14443A, which is looked for at each turn. Most families have none of these,
    /// and a look for them takes three times as long: so it is rare until the first is seen.
    struct OtherKind
    {
        ChipKind kind;
        int every;        ///< so many looks into an empty field
        int failures = 0; ///< in a row; a reader that can't is not asked for long
    };

    /// As initiator, in the way the loop needs it.
    bool prepare();
    Look select(ChipKind kind);
    Look lookForOthers();
    [[nodiscard]] QString firmware() const;
    [[nodiscard]] Trouble whyNotOpened() const;
    /// Where it is plugged in; empty if the system does not tell.
    [[nodiscard]] QString whereItIs() const;
    /// For messages.
    [[nodiscard]] QString place() const;

    const Libnfc &m_libnfc;
    const Connection m_connection;
    const Inventory &m_inventory;
    const Surroundings &m_surroundings;
    DeviceClaim m_claim;
    std::unique_ptr<nfc_device, Close> m_device;
    ChipKind m_present = ChipKind::Iso14443A; ///< of the chip that lies there; asked for first
    int m_absences = 0;                       ///< looks in a row that did not find it
    std::array<OtherKind, 2> m_others;
    int m_emptyLooks = 0; ///< begins again and again
};

} // namespace Medio::Nfc
