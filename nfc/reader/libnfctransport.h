// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/connection.h"
#include "nfc/reader/deviceclaim.h"
#include "nfc/reader/transport.h"

#include <memory>

struct nfc_context;
struct nfc_device;

namespace Medio::Nfc {

/// A reader that libnfc drives. At most one per process: leaving any context frees libnfc's list
/// of drivers for all of them. libnfc may abort() or hang on bytes from the line, so the process
/// must be one that may die.
class LibnfcTransport final : public Transport
{
public:
    explicit LibnfcTransport(Connection connection);
    ~LibnfcTransport() override;
    Q_DISABLE_COPY_MOVE(LibnfcTransport)

    Expected<QString, Trouble> open() override;
    Look look() override;
    void close() override;
    [[nodiscard]] Trouble trouble(Look::Result result) const override;

private:
    struct Leave
    {
        void operator()(nfc_context *context) const;
    };
    struct Close
    {
        void operator()(nfc_device *device) const;
    };

    /// As ISO 14443A initiator, in the way the loop needs it.
    bool prepare();
    [[nodiscard]] Trouble whyNotOpened() const;
    [[nodiscard]] QString place() const;

    const Connection m_connection;
    DeviceClaim m_claim;
    std::unique_ptr<nfc_context, Leave> m_context;
    std::unique_ptr<nfc_device, Close> m_device;
};

} // namespace Medio::Nfc
