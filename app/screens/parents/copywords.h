// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/copies.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>

namespace Medio::Screens {

/// What the kinds and numbers of films on this box are called. Pure but for the translator; GUI thread.
class CopyWords
{
    Q_DECLARE_TR_FUNCTIONS(Medio::Screens::CopyWords)
public:
    /// "on this box · 420 MB · stays": one line.
    [[nodiscard]] static QString film(const Parents::KeptFilm &film, const QLocale &locale);
    /// What that means and what can be done about it.
    [[nodiscard]] static QString explanation(const Parents::KeptFilm &film);
    /// "12 films are here. They take 3.4 GB of 8 GB."
    [[nodiscard]] static QString summary(const Parents::CopiesFacts &facts, const QLocale &locale);
    /// What a parent should know of all of them; empty: nothing.
    [[nodiscard]] static QString notice(const Parents::CopiesFacts &facts);
    [[nodiscard]] static QString size(qint64 bytes, const QLocale &locale);

    [[nodiscard]] static QString fetchAhead(Parents::FetchAhead when);
    [[nodiscard]] static QString fetchAheadDetail(const Parents::CopiesFacts &facts);
};

} // namespace Medio::Screens
