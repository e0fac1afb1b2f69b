// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/kioskstep.h"

#include <algorithm>
#include <cmath>

namespace Medio::Flow {

using std::chrono::milliseconds;

namespace {

constexpr int shelfLength = 4; // more can't be compared by those who look at it (KIDS-UX.md §0.8)
constexpr int shapeCount = 4;

QList<Face> facesOf(const CatalogueSnapshot &catalogue)
{
    QList<Face> faces;
    for (const Api::Profile &profile : catalogue.profiles()) {
        const auto position = static_cast<int>(faces.size());
        faces.append({profile.id, profile.name, profile.avatarUrl, position % shapeCount});
    }
    return faces;
}

Poster posterOf(const CatalogueFilm &film)
{
    return {film.video.id, film.video.title, film.poster};
}

/// It would not be started any more, because it is longer than what is left.
bool isTooLong(const CatalogueFilm &film, const KidPlan &plan, const Surroundings &around, milliseconds left)
{
    const Ending ending = plan.ending.value_or(around.settings.ending);
    return ending == Ending::Fits && film.video.duration && *film.video.duration > left;
}

/// What would play if its chip came now; then what would if the day were not so short any more.
QList<Poster> shelfOf(const Surroundings &around)
{
    const Api::Profile *child = around.child();
    const KidPlan plan = child ? around.planOf(child->id) : KidPlan();
    const milliseconds left = child ? around.allowanceOf(child->id).least() : milliseconds(0);
    QList<Poster> shelf;
    QList<Poster> sleepers;
    for (const CatalogueFilm &film : around.catalogue->films()) {
        if (shelf.size() == shelfLength)
            break;
        const bool isHere = around.server == ServerState::Online || around.kept.contains(film.video.id);
        if (!isHere || !plan.allows(film.video))
            continue;
        Poster poster = posterOf(film);
        poster.asleep = isTooLong(film, plan, around, left);
        (poster.asleep ? sleepers : shelf).append(poster);
    }
    return (shelf + sleepers).mid(0, shelfLength);
}

/// Coarse enough that a scene does not change with every look at the clock.
double share(milliseconds part, milliseconds whole)
{
    if (whole <= milliseconds(0))
        return 0;
    const double exact = double(part.count()) / double(whole.count());
    return std::clamp(std::ceil(exact * 200) / 200, 0.0, 1.0);
}

Screen screenOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::UnknownChip:
    case Refusal::NotYours:
        return Screen::UnknownChip;
    case Refusal::NoFilm:
        return Screen::NoFilm;
    case Refusal::Limit:
    case Refusal::Bedtime:
        return Screen::Sleeping;
    case Refusal::NotHere:
    case Refusal::TooOld:
        return Screen::NotHere;
    case Refusal::Broken:
    case Refusal::Locked:
        return Screen::Broken;
    }
    Q_UNREACHABLE();
}

/// Fills in what a situation adds to the picture.
struct Painter
{
    Scene &scene;
    const Surroundings &around;

    void operator()(const SignIn &) const { scene.screen = Screen::SignIn; }
    void operator()(const WhoIsWatching &) const { scene.screen = Screen::WhoIsWatching; }
    void operator()(const Scan &) const { scan(); }
    void operator()(const Asking &) const { scan(); }
    void operator()(const Sleeping &) const { scene.screen = Screen::Sleeping; }
    void operator()(const ReaderMissing &) const { scene.screen = Screen::ReaderMissing; }
    void operator()(const Celebration &) const { scene.screen = Screen::Celebration; }
    void operator()(const Waking &waking) const
    {
        scene.poster = posterOf(waking.chip.films.first());
        if (waking.told)
            notHereYet();
        else
            scene.screen = Screen::Waking;
    }
    void operator()(const Opening &opening) const
    {
        show(opening.sitting);
        if (opening.told) {
            notHereYet();
        } else if (around.server == ServerState::Waking &&
                   !around.kept.contains(opening.sitting.present().video.id)) {
            scene.screen = Screen::Waking;
        } else {
            scene.screen = Screen::Playing;
        }
    }
    void operator()(const Playing &playing) const
    {
        show(playing.sitting);
        scene.screen = Screen::Playing;
    }
    void operator()(const Turning &turning) const
    {
        show(turning.sitting);
        scene.screen = turning.broken ? Screen::Broken : Screen::Playing;
    }
    void operator()(const Paused &paused) const
    {
        show(paused.sitting);
        scene.screen = Screen::Paused;
    }
    void operator()(const Refused &refused) const
    {
        scene.screen = screenOf(refused.refusal);
        scene.refusal = refused.refusal;
        scene.poster = refused.poster;
        scene.dozing = refused.dozing;
        scene.noChip = refused.refusal == Refusal::UnknownChip && refused.uid.isRandom();
        if (refused.refusal == Refusal::NotHere)
            scene.playable = shelfOf(around);
    }
    void operator()(const GoodNight &night) const
    {
        scene.screen = Screen::GoodNight;
        scene.start = night.start;
    }

private:
    void scan() const
    {
        scene.screen = Screen::Scan;
        scene.playable = shelfOf(around);
    }
    void notHereYet() const
    {
        scene.screen = Screen::NotHere;
        scene.refusal = Refusal::NotHere;
        scene.dozing = true;
        scene.playable = shelfOf(around);
    }
    void show(const Sitting &sitting) const
    {
        scene.poster = posterOf(sitting.present());
        scene.films = static_cast<int>(sitting.chip.films.size());
        scene.film = sitting.film;
        scene.start = sitting.start;
    }
};

const Sitting *sittingOf(const Situation &at)
{
    if (const auto *opening = std::get_if<Opening>(&at))
        return &opening->sitting;
    if (const auto *playing = std::get_if<Playing>(&at))
        return &playing->sitting;
    return nullptr;
}

} // namespace

const Api::Profile *Surroundings::child() const
{
    if (catalogue->profiles().size() == 1)
        return &catalogue->profiles().first();
    return settings.child ? catalogue->profile(*settings.child) : nullptr;
}

Balance Surroundings::allowanceOf(const Api::ProfileId &child) const
{
    return allowances.value(child);
}

KidPlan Surroundings::planOf(const Api::ProfileId &child) const
{
    return settings.plans.value(child);
}

Scene sceneOf(const KioskState &state, const Surroundings &surroundings)
{
    Scene scene;
    scene.night = surroundings.night;
    scene.calm = surroundings.settings.calm;
    scene.readerSide = surroundings.settings.readerSide;
    scene.tap = state.tap;

    const QList<Face> faces = facesOf(*surroundings.catalogue);
    if (std::holds_alternative<WhoIsWatching>(state.at))
        scene.faces = faces;
    if (const Api::Profile *child = surroundings.child()) {
        const auto face = std::find_if(faces.cbegin(), faces.cend(),
                                       [child](const Face &other) { return other.profile == child->id; });
        scene.child = *face;
        const Balance balance = surroundings.allowanceOf(child->id);
        milliseconds ahead{0}; // charged, and not gone yet
        if (const Sitting *sitting = sittingOf(state.at)) {
            ahead += std::chrono::ceil<milliseconds>(sitting->timer.credit(surroundings.now));
            if (sitting->charge)
                ahead += sitting->charge->amount;
        }
        const milliseconds golden = balance.bonus > milliseconds(0)
                                        ? std::min(balance.bonus, balance.bonusLeft + ahead)
                                        : milliseconds(0);
        scene.bonus = share(golden, balance.bonus);
        const milliseconds rest = balance.least() + ahead;
        scene.timeLeft = share(rest - golden, balance.whole - balance.bonus);
        const milliseconds tenth = balance.whole / 10;
        scene.nearEnd = rest < tenth ? 1 - share(rest, tenth) : 0;
    }
    std::visit(Painter{scene, surroundings}, state.at);
    return scene;
}

} // namespace Medio::Flow
