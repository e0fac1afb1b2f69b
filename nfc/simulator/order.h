// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/base/expected.h"
#include "nfc/uid.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace Medio::Simulator {

/// The keys of one order of the control socket. Reading a key takes it out and checks it; when all
/// are read, problem() says what was wrong first, or that a key is left which nobody knows.
/// Whoever carries an order out asks for the problem before anything is changed.
class Order
{
public:
    explicit Order(QJsonObject keys)
        : m_keys(std::move(keys))
    {
    }

    QString text(const QString &key, qsizetype longest);
    /// One of `names`; without the key the first.
    QString oneOf(const QString &key, const QStringList &names);
    int number(const QString &key, int low, int high, int byDefault);
    bool flag(const QString &key);
    /// Nothing without the key.
    std::optional<Nfc::Uid> uid(const QString &key);
    [[nodiscard]] bool has(const QString &key) const { return m_keys.contains(key); }

    void refuse(const QString &problem);

    /// Empty: it can be carried out.
    [[nodiscard]] QString problem() const;

private:
    QJsonObject m_keys;
    QString m_problem;
};

/// What an order came to: the keys of the answer, or why it can't be done; then nothing was changed.
using Answer = Expected<QJsonObject, QString>;

/// An order's name, and who carries it out.
struct Deed
{
    QString name;
    std::function<Answer(Order &)> carryOut;
};

/// Has one of the deeds done, as the object orders.
[[nodiscard]] Answer obey(const QJsonObject &order, const QList<Deed> &deeds);

/// An event as it is written: its name, its keys and the time, CLOCK_MONOTONIC as a decimal string of ns.
[[nodiscard]] QJsonObject eventOf(const QString &name, const QJsonObject &keys,
                                  std::chrono::nanoseconds when);

/// The answer to a line from outside: {"ok":true, ...} or {"ok":false,"error":"..."}. Total.
[[nodiscard]] QJsonObject replyTo(const QByteArray &line,
                                  const std::function<Answer(const QJsonObject &)> &obedience);

} // namespace Medio::Simulator
