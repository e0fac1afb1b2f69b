// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/api/codec.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio::Api {

/// GET profiles/:id/stats: what the server knows of a child's viewing, in its own minutes (§8).
struct ProfileStats
{
    struct Day
    {
        QDate date; ///< the server's; its instants are read to the nearest midnight (Q17)
        std::chrono::minutes total{0};

        friend bool operator==(const Day &, const Day &) = default;
    };
    struct TopVideo
    {
        QString title;
        int watchCount = 0;
        std::optional<std::chrono::minutes> total; ///< nothing while no session has ended

        friend bool operator==(const TopVideo &, const TopVideo &) = default;
    };

    std::chrono::minutes watchedToday{0};
    QList<Day> days; ///< newest first, at most 8; days without viewing are missing
    QList<TopVideo> topVideos;

    friend bool operator==(const ProfileStats &, const ProfileStats &) = default;
};

template<>
Decoded<ProfileStats> decode(const QByteArray &body);

} // namespace Medio::Api
