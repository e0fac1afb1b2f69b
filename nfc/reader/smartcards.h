// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

namespace Medio::Nfc {

/// pcscd's readers and the card on one of them, in the words that PcscTransport needs: the seam between its
/// decisions and libpcsclite (Winscard). One thread.
class SmartCards
{
public:
    /// What can be wrong, as far as it makes a difference.
    enum class Problem {
        NoService,    ///< pcscd does not run, ended, or was started anew: connect() again
        NotPermitted, ///< it runs and does not serve this user (polkit)
        NoReader,     ///< it does not know the reader (any more)
        NoCard,       ///< nothing lies there (any more)
        Busy,         ///< another program keeps the card for itself
        Failed        ///< the reader or the card gave no sensible answer
    };

    /// What lies on a reader.
    struct State
    {
        quint32 token = 0;  ///< of this state, for await(): when it differs, something has happened
        quint16 visits = 0; ///< counts cards that come and cards that go; begins again behind 65535
        bool isPresent = false;
        bool isMute = false; ///< something lies there that does not answer
        QByteArray atr = {};
    };

    static constexpr qsizetype longestName = 128; ///< of a reader: MAX_READERNAME
    static constexpr qsizetype mostReaders = 16;  ///< pcscd's own limit

    virtual ~SmartCards() = default;

    /// Repeated calls begin anew.
    virtual Expected<void, Problem> connect() = 0;
    virtual void disconnect() = 0;

    /// The names of the readers; none is no problem.
    virtual Expected<QStringList, Problem> readers() = 0;

    /// The reader's state as soon as its token differs from `known`, at the latest after `patience`; 0 is
    /// no token: at once.
    virtual Expected<State, Problem> await(const QString &reader, quint32 known,
                                           std::chrono::milliseconds patience) = 0;

    /// Sends one command to the card on the reader; its answer with the two status bytes. The card stays
    /// as it is, and others may talk to it.
    virtual Expected<QByteArray, Problem> transmit(const QString &reader, const QByteArray &command) = 0;
};

} // namespace Medio::Nfc
