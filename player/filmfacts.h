// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QSize>
#include <QString>

#include <chrono>
#include <optional>

namespace Medio {

/// What is known of a film once it was rehearsed: enough to show it right and to know its end.
struct FilmFacts
{
    std::chrono::milliseconds duration{0};   ///< of the longest stream; > 0
    std::chrono::milliseconds pictureEnd{0}; ///< when the last frame has been shown; <= duration
    std::chrono::nanoseconds frame{0};       ///< how long one frame is shown; > 0
    QSize size;                              ///< of the coded picture, before rotation
    int rotation = 0;    ///< 0, 90, 180 or 270 degrees clockwise, to be applied when shown
    QString videoCodec;  ///< libavcodec's name: "h264"
    QString audioCodec;  ///< empty: a silent film
    QString pixelFormat; ///< libavutil's name: "yuv420p"
    QString colourSpace; ///< libavutil's name: "bt709"; empty: the film does not say, or was not asked yet
    QList<std::chrono::milliseconds> chapters; ///< where they begin: ascending, > 0, < duration
    double pixelAspect = 1;                    ///< a pixel's width by its height, before rotation; 0.1 to 10
    double decodeRate = 0;                     ///< frames a second that this board decoded; 0: not measured
    std::chrono::milliseconds lastPicture{0};  ///< no picture begins later but a few frames; 0: not known
    /// False while a film is played that is still being made ready (remuxed): it is read from its
    /// beginning on, a seek must not be tried. Never of a copy; not part of its JSON.
    bool seekable = true;

    friend bool operator==(const FilmFacts &, const FilmFacts &) = default;
};

/// A film with more chapters is taken as one without.
inline constexpr qsizetype mostChapters = 200;

/// As they travel from medio-probe and lie in the gateway's index.
[[nodiscard]] QJsonObject toJson(const FilmFacts &facts);

/// Nothing for facts that can't be: the sender is a program that reads hostile files.
/// Duration up to a day, 1 to 250 frames a second, sides up to 8192. What older programs did not
/// write has its default.
[[nodiscard]] std::optional<FilmFacts> filmFactsFromJson(const QJsonObject &json);

} // namespace Medio

Q_DECLARE_METATYPE(Medio::FilmFacts)
