// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/screens/kids/composer.h"

#include "app/screens/kids/pictures/pictures.h"

#include <QTransform>

#include <algorithm>
#include <utility>

namespace Medio::Screens {
namespace {

void picture(Tableau &t)
{
    switch (pictureOf(t.scene)) {
    case Picture::WhoIsWatching:
        return Pictures::whoIsWatching(t);
    case Picture::Scan:
        if (t.m.tap < 2000 && t.scene.poster)
            return Pictures::chipSeen(t);
        return Pictures::scan(t);
    case Picture::Waking:
        return Pictures::waking(t);
    case Picture::Playing:
        return Pictures::playing(t);
    case Picture::Paused:
        return Pictures::paused(t);
    case Picture::Celebration:
        return Pictures::celebration(t);
    case Picture::GoodNight:
        return Pictures::goodNight(t, false);
    case Picture::Bedtime:
        return Pictures::goodNight(t, true);
    case Picture::Sleeping:
        return Pictures::sleeping(t);
    case Picture::UnknownChip:
        return Pictures::unknownChip(t);
    case Picture::NotAChip:
        return Pictures::notAChip(t);
    case Picture::Unread:
        return Pictures::unread(t);
    case Picture::NoFilm:
        return Pictures::noFilm(t);
    case Picture::SpentBonus:
        return Pictures::spentBonus(t);
    case Picture::NotHere:
        return Pictures::notHere(t);
    case Picture::CloudAsleep:
        return Pictures::cloudAsleep(t);
    case Picture::ReaderMissing:
        return Pictures::readerMissing(t);
    case Picture::Broken:
        return Pictures::broken(t);
    case Picture::NotYours:
        return Pictures::notYours(t);
    case Picture::TooOld:
        return Pictures::tooOld(t);
    case Picture::Locked:
        return Pictures::locked(t);
    case Picture::SignIn:
        return Pictures::signIn(t);
    }
}

} // namespace

QRect Layer::bounds() const
{
    if (degrees == 0)
        return target;
    const QPointF at = target.topLeft() + QPointF(target.width() * pivot.x(), target.height() * pivot.y());
    QTransform turn;
    turn.translate(at.x(), at.y());
    turn.rotate(degrees);
    turn.translate(-at.x(), -at.y());
    return turn.mapRect(QRectF(target)).toAlignedRect().adjusted(-1, -1, 1, 1);
}

double Surface::unit() const
{
    // The tables are made for at least 4:3, and for at least 90 by 140 where it stands upright
    const QSizeF least = isTall() ? QSizeF(90, 140) : QSizeF(133, 100);
    return std::max(0.5, std::min(size.width() / least.width(), size.height() / least.height()));
}

double Surface::millimetres(double mm) const
{
    if (pixelsPerMillimetre)
        return mm * *pixelsPerMillimetre;
    return mm / 20 * 0.25 * std::min(size.width(), size.height());
}

double Surface::line() const
{
    const double u = unit();
    return std::clamp(millimetres(3), 1.7 * u, 2.1 * u);
}

Composition compose(const Flow::Scene &scene, const Surface &surface, const Moment &moment)
{
    Tableau tableau(scene, surface, moment);
    picture(tableau);
    Pictures::volume(tableau);
    if (moment.doorMark)
        tableau.put(Art::Badge, {.x = 0, .dy = 9, .w = 16, .opacity = 0.5, .line = 0.5});
    tableau.result.next = tableau.motion.next();
    return std::move(tableau.result);
}

QList<Layer> timePicture(const Surface &surface, bool night, double timeLeft, double bonus)
{
    Flow::Scene scene;
    scene.night = night;
    scene.calm = true;
    scene.timeLeft = timeLeft;
    scene.bonus = bonus;
    const Moment moment;
    Tableau tableau(scene, surface, moment);
    tableau.tower();
    return std::move(tableau.result.layers);
}

Animal animalOf(const Flow::Face &face, int position)
{
    const QStringList names = animalNames();
    for (const QString &said : {face.avatar, face.name}) {
        const auto at = names.indexOf(said.trimmed().toLower());
        if (at >= 0)
            return static_cast<Animal>(at);
    }
    return static_cast<Animal>(((position % 8) + 8) % 8);
}

bool isMoreTime(const Flow::Scene &before, const Flow::Scene &after)
{
    constexpr double least = 0.1;
    return before.child && after.child && before.child->profile == after.child->profile &&
           after.bonus > before.bonus + least;
}

Picture pictureOf(const Flow::Scene &scene)
{
    using Flow::Refusal;
    using Flow::Screen;
    switch (scene.screen) {
    case Screen::WhoIsWatching:
        return Picture::WhoIsWatching;
    case Screen::Scan:
        return Picture::Scan;
    case Screen::Waking:
        return Picture::Waking;
    case Screen::Playing:
        return Picture::Playing;
    case Screen::Paused:
        return Picture::Paused;
    case Screen::Celebration:
        return Picture::Celebration;
    case Screen::GoodNight:
        return scene.refusal == Refusal::Bedtime ? Picture::Bedtime : Picture::GoodNight;
    case Screen::Sleeping:
        return scene.refusal == Refusal::Locked ? Picture::Locked : Picture::Sleeping;
    case Screen::ReaderMissing:
        return Picture::ReaderMissing;
    case Screen::SignIn:
        return Picture::SignIn;
    case Screen::UnknownChip:
    case Screen::NoFilm:
    case Screen::NotHere:
    case Screen::Broken:
        break;
    }
    if (scene.refusal == Refusal::NotYours)
        return Picture::NotYours;
    if (scene.refusal == Refusal::TooOld)
        return Picture::TooOld;
    if (scene.refusal == Refusal::Locked)
        return Picture::Locked;
    switch (scene.screen) {
    case Screen::UnknownChip:
        return scene.unread ? Picture::Unread : scene.noChip ? Picture::NotAChip : Picture::UnknownChip;
    case Screen::NoFilm:
        return scene.spent ? Picture::SpentBonus : Picture::NoFilm;
    case Screen::Broken:
        return Picture::Broken;
    default:
        return scene.dozing ? Picture::CloudAsleep : Picture::NotHere;
    }
}

} // namespace Medio::Screens
