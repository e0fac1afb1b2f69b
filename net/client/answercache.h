// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <any>

namespace Medio::Net {

/// Answers of which the server may say that they are still true (ETag, 304): neither sent nor read
/// again. In memory, for one account at one server at a time. GUI thread.
class AnswerCache
{
public:
    static constexpr qsizetype maximumEntries = 500; ///< a household of 10,000 films and 300 chips

    /// What belongs to another era is gone.
    void beginEra(quint64 era)
    {
        if (m_era != era)
            m_entries.clear();
        m_era = era;
    }

    /// Empty: nothing is at hand.
    [[nodiscard]] QByteArray etag(const QString &what) const { return m_entries.value(what).etag; }
    [[nodiscard]] std::any value(const QString &what) const { return m_entries.value(what).value; }

    void keep(const QString &what, const QByteArray &etag, const std::any &value)
    {
        if (etag.isEmpty()) {
            m_entries.remove(what);
            return;
        }
        if (m_entries.size() >= maximumEntries && !m_entries.contains(what))
            m_entries.clear();
        m_entries.insert(what, {etag, value});
    }

private:
    struct Entry
    {
        QByteArray etag;
        std::any value;
    };
    QHash<QString, Entry> m_entries;
    quint64 m_era = 0;
};

} // namespace Medio::Net
