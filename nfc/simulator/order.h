// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "nfc/uid.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

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

} // namespace Medio::Simulator
