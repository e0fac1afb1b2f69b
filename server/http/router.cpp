// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/http/router.h"

namespace Medio::Home {

void Router::add(Route route)
{
    const QStringList segments = route.pattern.split(u'/', Qt::SkipEmptyParts);
    m_entries.push_back({std::move(route), segments});
}

Router::Match Router::find(const QByteArray &method, const QString &path) const
{
    QStringList segments = path.split(u'/');
    segments.removeFirst(); // before the leading slash
    if (!segments.isEmpty() && segments.last().isEmpty())
        segments.removeLast();

    bool api = false;
    bool versioned = false;
    if (!segments.isEmpty() && segments.first().compare(u"api", Qt::CaseInsensitive) == 0) {
        api = true;
        segments.removeFirst();
        if (!segments.isEmpty() && segments.first().compare(u"v1", Qt::CaseInsensitive) == 0) {
            versioned = true;
            segments.removeFirst();
        }
    }

    const QByteArray wanted = method == "HEAD" ? QByteArray("GET") : method;
    for (const Entry &entry : m_entries) {
        const bool isRoot = entry.segments.isEmpty();
        if (entry.route.method != wanted || entry.segments.size() != segments.size() || isRoot == api ||
            (versioned && entry.route.unversioned))
            continue;
        Match match{&entry.route, {}};
        bool fits = true;
        for (qsizetype i = 0; fits && i < segments.size(); ++i) {
            const QString &pattern = entry.segments.at(i);
            if (pattern.startsWith(u':'))
                match.parameters.insert(pattern.mid(1), segments.at(i));
            else
                fits = pattern.compare(segments.at(i), Qt::CaseInsensitive) == 0;
        }
        if (fits)
            return match;
    }
    return {};
}

} // namespace Medio::Home
