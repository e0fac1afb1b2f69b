// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/parents/copywords.h"

#include <QStringList>

namespace Medio::Screens {

using namespace Qt::StringLiterals;
using Parents::CopiesFacts;
using Parents::CopyState;
using Parents::FetchAhead;
using Parents::KeptFilm;

QString CopyWords::size(qint64 bytes, const QLocale &locale)
{
    constexpr qint64 megabyte = 1'000'000;
    if (bytes < Parents::gigabyte)
        return tr("%1 MB").arg(locale.toString((bytes + megabyte - 1) / megabyte));
    const double gigabytes = double(bytes) / double(Parents::gigabyte);
    const bool isWhole = bytes % Parents::gigabyte == 0;
    return tr("%1 GB").arg(locale.toString(gigabytes, 'f', isWhole || gigabytes >= 100 ? 0 : 1));
}

QString CopyWords::film(const KeptFilm &film, const QLocale &locale)
{
    QStringList words;
    switch (film.state) {
    case CopyState::Here:
        words.append(tr("on this box"));
        break;
    case CopyState::Partly:
        words.append(film.percent > 0 ? tr("%1 % of it is here").arg(film.percent)
                                      : tr("a part of it is here"));
        break;
    case CopyState::Waiting:
        words.append(film.comes ? tr("will be fetched") : tr("not fetched now"));
        break;
    case CopyState::Elsewhere:
        words.append(tr("not on this box"));
        break;
    case CopyState::Unplayable:
        words.append(tr("this box can't play it"));
        break;
    case CopyState::Stutters:
        words.append(tr("too much for this box"));
        break;
    case CopyState::NoRoom:
        words.append(tr("no room for it"));
        break;
    case CopyState::Unreachable:
        words.append(tr("its server is away"));
        break;
    case CopyState::Refused:
        words.append(tr("its server refuses it"));
        break;
    case CopyState::Gone:
        words.append(tr("its server does not have it"));
        break;
    }
    if (film.bytes > 0)
        words.append(size(film.bytes, locale));
    if (film.pinned)
        words.append(film.isHere ? tr("stays") : tr("is to stay"));
    return words.join(u" · "_s);
}

QString CopyWords::explanation(const KeptFilm &film)
{
    switch (film.state) {
    case CopyState::Here:
        return film.pinned
                   ? tr("It plays without the internet, and stays here until you let it go.")
                   : tr("It plays without the internet. When the room is needed, what was not watched for "
                        "the longest time goes first.");
    case CopyState::Partly:
    case CopyState::Waiting:
        return film.comes ? tr("The rest is fetched by itself. A film that is being watched comes first.")
                          : tr("It is not fetched ahead now. Once it was watched to its end it lies here.");
    case CopyState::Elsewhere:
        return tr("It needs the internet. Once it was watched to its end it lies here.");
    case CopyState::Unplayable:
        return tr(
            "Its file is damaged, or made in a way that this box has no means to show. A chip skips it. "
            "Another copy of the film, as MP4 with H.264, would do.");
    case CopyState::Stutters:
        return tr(
            "Its picture is larger than this box can show in time: it would stutter. A copy of 720 lines "
            "would do.");
    case CopyState::NoRoom:
        return tr("What is here must not go for it. Give films more room, or let some of them go.");
    case CopyState::Unreachable:
        return tr("It is asked again by itself.");
    case CopyState::Refused:
        return tr("Sign in again, or look whether its address still holds.");
    case CopyState::Gone:
        return tr("Its address does not hold any more. A chip skips it.");
    }
    return {};
}

QString CopyWords::summary(const CopiesFacts &facts, const QLocale &locale)
{
    return tr("%n film(s) play without the internet.", "", facts.here) + u' ' +
           tr("They take %1 of %2.").arg(size(facts.bytes, locale), size(facts.room, locale));
}

QString CopyWords::notice(const CopiesFacts &facts)
{
    QStringList words;
    if (facts.unplayable > 0)
        words.append(tr("%n film(s) can't be shown by this box.", "", facts.unplayable));
    if (facts.isMetered && facts.fetchAhead == FetchAhead::UnlessMetered)
        words.append(tr("This connection is paid by volume: nothing is fetched ahead."));
    return words.join(u' ');
}

QString CopyWords::fetchAhead(FetchAhead when)
{
    switch (when) {
    case FetchAhead::Never:
        return tr("Never", "films are fetched ahead");
    case FetchAhead::UnlessMetered:
        return tr("Where it costs nothing", "films are fetched ahead");
    case FetchAhead::Always:
        return tr("Always", "films are fetched ahead");
    }
    return {};
}

QString CopyWords::fetchAheadDetail(const CopiesFacts &facts)
{
    switch (facts.fetchAhead) {
    case FetchAhead::Never:
        return tr("Only what is watched stays here. A film that nobody has seen needs the internet.");
    case FetchAhead::UnlessMetered:
        return facts.isMetered
                   ? tr("What the chips need next is fetched before somebody watches it. Not now: this "
                        "connection is paid by volume.")
                   : tr("What the chips need next is fetched before somebody watches it, but never over a "
                        "connection that is paid by volume.");
    case FetchAhead::Always:
        return tr(
            "What the chips need next is fetched before somebody watches it, also over a connection that is "
            "paid by volume.");
    }
    return {};
}

} // namespace Medio::Screens
