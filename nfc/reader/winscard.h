// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/reader/smartcards.h"

#include <optional>

namespace Medio::Nfc {

/// By libpcsclite. No call waits for longer than it is told, but for a pcscd that hangs: the library has no
/// limit for that, whoever runs the program has.
class Winscard final : public SmartCards
{
public:
    Winscard() = default;
    ~Winscard() override;
    Q_DISABLE_COPY_MOVE(Winscard)

    Expected<void, Problem> connect() override;
    void disconnect() override;
    Expected<QStringList, Problem> readers() override;
    Expected<State, Problem> await(const QString &reader, quint32 known,
                                   std::chrono::milliseconds patience) override;
    Expected<QByteArray, Problem> transmit(const QString &reader, const QByteArray &command) override;

private:
    void leaveCard();

    std::optional<long> m_context; ///< SCARDCONTEXT
    struct Card
    {
        QString reader;
        long handle; ///< SCARDHANDLE
        unsigned long protocol;
    };
    std::optional<Card> m_card; ///< kept between commands: to connect takes as long as ten of them
};

} // namespace Medio::Nfc
