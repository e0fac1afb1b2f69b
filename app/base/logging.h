// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>
#include <QString>

#include <utility>
#include <vector>

// One category per module, named here and in the README. Default level: info.
Q_DECLARE_LOGGING_CATEGORY(lcApp)     // medio.app      composition, start, stop
Q_DECLARE_LOGGING_CATEGORY(lcFlow)    // medio.flow     states, taps, decisions
Q_DECLARE_LOGGING_CATEGORY(lcNfc)     // medio.nfc      reader, chips, supervision
Q_DECLARE_LOGGING_CATEGORY(lcNet)     // medio.net      requests, session, outages
Q_DECLARE_LOGGING_CATEGORY(lcPlayer)  // medio.player   films on the screen
Q_DECLARE_LOGGING_CATEGORY(lcGateway) // medio.gateway  films near at hand
Q_DECLARE_LOGGING_CATEGORY(lcStore)   // medio.store    files the kiosk keeps
Q_DECLARE_LOGGING_CATEGORY(lcScreens) // medio.screens  what people see
Q_DECLARE_LOGGING_CATEGORY(lcServer)  // medio.server   medio-home
Q_DECLARE_LOGGING_CATEGORY(lcQt)      // medio.qt       what libraries say without a category; warnings

namespace Medio::Logging {

/// Replaces Qt's message handler: one line per message on stderr. On a terminal it is read by a
/// person (time, level, category, text, fields); anywhere else it is one JSON object:
/// {"time","level","category","message", fields...}. Call once, first thing in main().
void install();

using Fields = std::vector<std::pair<QString, QString>>;

/// While it lives, every line logged on this thread carries `key: value`; used for the two
/// correlation ids, "tap" (one per chip placed) and "request" (one per HTTP request). Nests. An empty
/// value says nothing.
class Field
{
public:
    Field(const char *key, const QString &value);
    ~Field();
    Q_DISABLE_COPY_MOVE(Field)
};

/// The fields of the thread that makes it, for what is done later or by another thread: a value, kept
/// where the work is begun and opened as a scope where it goes on.
class Context
{
public:
    Context();

    /// Empty: not set.
    [[nodiscard]] QString value(const QString &key) const;

    /// While it lives, lines of this thread carry the context's fields instead of its own.
    class Scope
    {
    public:
        explicit Scope(const Context &context);
        ~Scope();
        Q_DISABLE_COPY_MOVE(Scope)

    private:
        Fields m_outside;
    };

private:
    Fields m_fields;
};

} // namespace Medio::Logging
