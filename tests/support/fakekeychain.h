// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/keychain.h"
#include "tests/support/later.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <utility>

namespace Medio::Net {

/// A keychain in memory. `problem` makes every operation fail as long as it is set.
class FakeKeychain final : public QObject, public Keychain
{
public:
    QHash<QString, QByteArray> entries;
    std::optional<Problem> problem;
    QStringList deeds; ///< "read ENTRY", "write ENTRY", "remove ENTRY"

    void read(const QString &entry, QObject *context, std::function<void(const Read &)> done) override
    {
        deeds << QStringLiteral("read ") + entry;
        later(this, context, [this, entry, done = std::move(done)] {
            if (problem)
                done(Unexpected{*problem});
            else
                done(entries.contains(entry) ? std::optional(entries.value(entry)) : std::nullopt);
        });
    }
    void write(const QString &entry, const QByteArray &secret, QObject *context,
               std::function<void(const Done &)> done) override
    {
        deeds << QStringLiteral("write ") + entry;
        if (!problem)
            entries.insert(entry, secret);
        answer(context, std::move(done));
    }
    void remove(const QString &entry, QObject *context, std::function<void(const Done &)> done) override
    {
        deeds << QStringLiteral("remove ") + entry;
        if (!problem)
            entries.remove(entry);
        answer(context, std::move(done));
    }

private:
    void answer(QObject *context, std::function<void(const Done &)> done)
    {
        later(this, context, [problem = problem, done = std::move(done)] {
            done(problem ? Done(Unexpected{*problem}) : Done());
        });
    }
};

} // namespace Medio::Net
