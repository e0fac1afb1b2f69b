// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player/gateway/keepplan.h"

#include <algorithm>

namespace Medio::Gateway {

namespace {

/// Something else always runs, too: pictures are drawn, sound is mixed.
constexpr double leastSpeed = 1.2;

QStringList inOrder(const RoomQuestion &question)
{
    const auto isFree = [&question](const QString &id) {
        return id != question.film && !question.pinned.contains(id) && !question.busy.contains(id);
    };
    QStringList order;
    for (const QString &id : question.leastUsed)
        if (isFree(id) && !question.wanted.contains(id))
            order.append(id);
    const qsizetype own = question.wanted.indexOf(question.film);
    if (!question.watched && own < 0)
        return order;
    const qsizetype first = question.watched ? 0 : own + 1;
    for (qsizetype i = question.wanted.size() - 1; i >= first; --i)
        if (const QString &id = question.wanted.at(i); isFree(id) && question.leastUsed.contains(id))
            order.append(id);
    return order;
}

} // namespace

QStringList mayGo(const RoomQuestion &question)
{
    QStringList order = inOrder(question);
    for (const QStringList &films : question.shared) {
        qsizetype end = 0;
        qsizetype free = 0;
        for (const QString &id : films)
            if (const qsizetype at = order.indexOf(id); at >= 0) {
                end = std::max(end, at + 1);
                ++free;
            }
        order.removeIf([&films](const QString &id) { return films.contains(id); });
        if (free < films.size())
            continue;
        qsizetype at = end - free;
        for (const QString &id : films)
            order.insert(at++, id);
    }
    return order;
}

QString placeOf(const Film &film)
{
    return film.address.path();
}

double speedOf(const FilmFacts &facts)
{
    return facts.decodeRate * std::chrono::duration<double>(facts.frame).count();
}

BoardVerdict verdictOn(const FilmFacts &facts)
{
    const double speed = speedOf(facts);
    return speed > 0 && speed < leastSpeed ? BoardVerdict::TooSlow : BoardVerdict::Plays;
}

} // namespace Medio::Gateway
