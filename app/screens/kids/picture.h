// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHashFunctions>
#include <QImage>
#include <QSize>
#include <QString>

namespace Medio::Screens {

/// What there is to draw. `variant`, `level` and `text` of a PictureKey mean what the comment says.
enum class Art {
    Place,       ///< variant: Place
    FrontHill,   ///<
    Glim,        ///< variant: Mood
    Friend,      ///< variant: FriendKind, level: 0..100
    Face,        ///< variant: Animal, level: shape, +8 asleep
    FacePicture, ///< level: shape, text: file
    Moon,        ///< variant: 1 peeking
    Cloud,       //
    Hands,       //
    RoofHand,    //
    Badge,       //
    Chip,        ///< variant: 1 known, 2 a bonus chip that is empty
    Phone,       //
    Card,        //
    Hollow,      ///< variant: 1 lit
    Ring,        //
    Glow,        ///< variant: 0 light, 1 white
    Plug,        //
    Leaf,        //
    Pad,         //
    Flower,      ///< variant: colour
    Bead,        ///< variant: state
    Seed,        ///< variant: colour
    Peg,         //
    Bubble,      //
    Bell,        ///< level: how many of its four waves are heard
    PageCorner,  //
    BoxBack,     //
    BoxFront,    //
    House,       ///< variant: 1 windows lit
    EmptyFrame,  //
    Shelf,       //
    Poster,      ///< variant: seed, level: 1 asleep, text: file
    TornPage,    ///< variant: seed, level: part, text: file
    Twine,       //
    Highlight,   ///< level: shape
    Plate,       ///< a paper plate for words, variant: 1 dark
    Words,       ///< text: the words, variant: 1 light on dark
    Film,        ///< the film's picture itself; never cached
    FilmCard,    ///< the last picture of the film before, level: its number
    Shade,       ///< black over everything
};

/// One picture, drawn once at one size. Two equal keys are the same pixels.
struct PictureKey
{
    Art art = Art::Shade;
    int variant = 0;
    int level = 0;
    QSize size;   ///< device pixels
    int line = 0; ///< outline in 1/16 device pixels
    bool night = false;
    bool mirrored = false;
    QString text;

    friend bool operator==(const PictureKey &, const PictureKey &) = default;
    friend size_t qHash(const PictureKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, static_cast<int>(key.art), key.variant, key.level, key.size.width(),
                          key.size.height(), key.line, key.night, key.mirrored, key.text);
    }
};

/// Draws it. Thread: any; words need the GUI thread's fonts to be loaded and are drawn there.
/// A file that can't be read as a picture gives the invented one.
[[nodiscard]] QImage drawPicture(const PictureKey &key);

/// The longest side a foreign picture file may have, and its largest size on disk: beyond, it is
/// taken as unreadable.
inline constexpr int maxForeignSide = 8192;
inline constexpr qint64 maxForeignBytes = qint64(16) * 1024 * 1024;

/// The family of the title and the names, loaded from the resources at the first call (GUI thread).
[[nodiscard]] QString wordsFamily();

} // namespace Medio::Screens
