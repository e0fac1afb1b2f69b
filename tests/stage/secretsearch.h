// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace Medio::Stage {

/// Learns the secrets of a run from what goes over the wire, and looks for them in files: none of
/// them may lie in any that the kiosk wrote (DESIGN.md rule 4).
class SecretSearch
{
public:
    /// A password, a PIN. Texts of fewer than six characters are found everywhere by chance: not looked for.
    void add(const QString &name, const QByteArray &secret);

    /// The beginning of a request or an answer: what its cookies and its CSRF header hold.
    void learn(const QByteArray &message);

    /// Those that are known by name: "password", "refreshToken", "authToken", "_csrf".
    [[nodiscard]] QStringList names() const;

    /// "FILE holds the refreshToken", for every file below these folders or named here.
    [[nodiscard]] QStringList foundIn(const QStringList &paths) const;

private:
    void searchFile(const QString &path, QStringList &found) const;

    QHash<QByteArray, QString> m_names; ///< by the secret
};

} // namespace Medio::Stage
