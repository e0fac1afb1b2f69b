// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/client/tokenstore.h"

#include <QHash>
#include <QPointer>
#include <QStringList>

#include <optional>

namespace Medio::Net {

/// A keychain in memory. `problem` makes every operation fail as long as it is set.
class FakeTokenStore final : public QObject, public TokenStore
{
public:
    QHash<QString, QByteArray> tokens;
    std::optional<Problem> problem;
    QStringList deeds; ///< "load ORIGIN", "save ORIGIN", "remove ORIGIN"

    void load(const QString &origin, QObject *context, std::function<void(Loaded)> done) override
    {
        deeds << QStringLiteral("load ") + origin;
        later(context, [this, origin, done = std::move(done)] {
            if (problem)
                done(Unexpected{*problem});
            else
                done(tokens.contains(origin) ? std::optional(tokens.value(origin)) : std::nullopt);
        });
    }
    void save(const QString &origin, const QByteArray &token, QObject *context,
              std::function<void(Done)> done) override
    {
        deeds << QStringLiteral("save ") + origin;
        if (!problem)
            tokens.insert(origin, token);
        later(context,
              [this, done = std::move(done)] { done(problem ? Done(Unexpected{*problem}) : Done()); });
    }
    void remove(const QString &origin, QObject *context, std::function<void(Done)> done) override
    {
        deeds << QStringLiteral("remove ") + origin;
        if (!problem)
            tokens.remove(origin);
        later(context,
              [this, done = std::move(done)] { done(problem ? Done(Unexpected{*problem}) : Done()); });
    }

private:
    void later(QObject *context, std::function<void()> deed)
    {
        QMetaObject::invokeMethod(
            this,
            [context = QPointer<QObject>(context), deed = std::move(deed)] {
                if (context)
                    deed();
            },
            Qt::QueuedConnection);
    }
};

} // namespace Medio::Net
