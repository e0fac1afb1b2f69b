// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "nfc/uid.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>

namespace Medio::Simulator {

/// A gesture as the reader's field feels it, and what truly happened: made up (gestures.h) or
/// recorded. As a text it is described in nfc/simulator/README.md.
struct Trace
{
    using Time = std::chrono::nanoseconds;

    /// From now on so much of the chip's frames is lost (Field). A chip that was not there comes;
    /// 1: it can't be heard, which need not mean that a hand took it away.
    struct Contact
    {
        Time at{0};
        Nfc::Uid uid;
        double loss = 0;
        friend bool operator==(const Contact &, const Contact &) = default;
    };

    /// What a witness would say: the moments at which a hand brings a chip and begins to take it away.
    struct Truth
    {
        enum class What { Placed, Lifted };
        Time at{0};
        What what = What::Placed;
        Nfc::Uid uid;
        friend bool operator==(const Truth &, const Truth &) = default;
    };

    QString kind;            ///< one word, as "bounce"
    QList<Contact> contacts; ///< in the order of time
    QList<Truth> truth;      ///< in the order of time, Placed and Lifted in turn for each chip

    /// When the last of it has happened.
    [[nodiscard]] Time end() const;

    friend bool operator==(const Trace &, const Trace &) = default;
};

/// Writes traces so that tracesFrom() reads the same; times are rounded to a microsecond.
[[nodiscard]] QByteArray toText(const QList<Trace> &traces);

/// Total: the traces, or what is wrong with which line.
[[nodiscard]] Expected<QList<Trace>, QString> tracesFrom(const QByteArray &text);

} // namespace Medio::Simulator
