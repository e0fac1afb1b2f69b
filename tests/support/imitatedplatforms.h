// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/loopbackserver.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <utility>

namespace Medio {

/// All three platforms on loopback (imitation/README.md), and what a browser must be told to find every
/// name there. Thread: whoever's event loop runs.
class ImitatedPlatforms
{
public:
    /// False: they can't be imitated here.
    [[nodiscard]] bool start();

    /// For the environment of a browser that starts later.
    [[nodiscard]] QList<std::pair<const char *, QByteArray>> environment() const;
    /// Its browsers find them, and keep what they keep in home().
    void prepareThisProcess() const;

    /// None answers.
    void setAway(bool away) { m_isAway = away; }

    void forget();

    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString home() const { return m_folder.filePath(QStringLiteral("home")); }
    /// What films told of themselves
    [[nodiscard]] const QStringList &notes() const { return m_notes; }
    /// The last request for each host and path
    [[nodiscard]] const QHash<QString, LoopbackServer::Request> &seen() const { return m_seen; }

private:
    [[nodiscard]] LoopbackServer::Answer answer(const LoopbackServer::Request &request);

    QTemporaryDir m_folder;
    LoopbackServer m_server;
    bool m_isAway = false;
    QStringList m_notes;
    QHash<QString, LoopbackServer::Request> m_seen;
};

} // namespace Medio
