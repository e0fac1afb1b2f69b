// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/tokenstore.h"
#include "tests/support/later.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <utility>

namespace Medio::Net {

/// Tokens in memory. `problem` makes every operation fail as long as it is set.
class FakeTokenStore final : public QObject, public TokenStore
{
public:
    QHash<QString, QByteArray> tokens; ///< by nameOf(owner)
    std::optional<Problem> problem;
    QStringList deeds; ///< "load REALM ACCOUNT", "save REALM ACCOUNT", "remove REALM ACCOUNT"

    static QString nameOf(const TokenOwner &owner) { return owner.realm + u' ' + owner.account; }

    void load(const TokenOwner &owner, QObject *context, std::function<void(const Loaded &)> done) override
    {
        deeds << QStringLiteral("load ") + nameOf(owner);
        later(this, context, [this, name = nameOf(owner), done = std::move(done)] {
            if (problem)
                done(Unexpected{*problem});
            else
                done(tokens.contains(name) ? std::optional(tokens.value(name)) : std::nullopt);
        });
    }
    void save(const TokenOwner &owner, const QByteArray &token, QObject *context,
              std::function<void(const Done &)> done) override
    {
        deeds << QStringLiteral("save ") + nameOf(owner);
        if (!problem)
            tokens.insert(nameOf(owner), token);
        later(this, context,
              [this, done = std::move(done)] { done(problem ? Done(Unexpected{*problem}) : Done()); });
    }
    void remove(const TokenOwner &owner, QObject *context, std::function<void(const Done &)> done) override
    {
        deeds << QStringLiteral("remove ") + nameOf(owner);
        if (!problem)
            tokens.remove(nameOf(owner));
        later(this, context,
              [this, done = std::move(done)] { done(problem ? Done(Unexpected{*problem}) : Done()); });
    }
};

} // namespace Medio::Net
