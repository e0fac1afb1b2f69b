// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/flow/stepper.h"

#include <QSet>

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

/// What the chips would begin if they came now; then those for which the day is too short.
QList<Poster> shelfOf(const KioskState &state, const Surroundings &around)
{
    const Stepper stepper(state, around);
    QList<Poster> shelf;
    QList<Poster> sleepers;
    QSet<Api::VideoId> listed;
    for (const Nfc::Uid &uid : around.catalogue->uids()) {
        if (shelf.size() == shelfLength)
            break;
        const auto prospect = stepper.prospectOf(uid, *around.catalogue->chip(uid));
        if (!prospect || listed.contains(prospect->film.video.id))
            continue;
        listed.insert(prospect->film.video.id);
        Poster poster = posterOf(prospect->film);
        poster.asleep = prospect->asleep;
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
    const KioskState &state;
    const Surroundings &around;

    void operator()(const SignIn &) const { scene.screen = Screen::SignIn; }
    void operator()(const WhoIsWatching &) const { scene.screen = Screen::WhoIsWatching; }
    void operator()(const Scan &) const { scan(); }
    void operator()(const Asking &) const { scan(); }
    void operator()(const Sleeping &) const
    {
        scene.screen = Screen::Sleeping;
        const Api::Profile *child = around.child();
        tellBedtime(child != nullptr && isBedtime(around.allowanceOf(child->id)));
    }
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
        scene.screen = Screen::Broken;
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
        if (refused.refusal == Refusal::UnknownChip) {
            scene.unread = refused.unread;
            scene.noChip = !refused.unread && refused.uid.isRandom();
        }
        if (refused.refusal == Refusal::NoFilm) {
            const auto chip = around.house.constFind(refused.uid);
            scene.spent = chip != around.house.cend() && std::holds_alternative<BonusChip>(*chip);
        }
        if (refused.refusal == Refusal::NotHere)
            scene.playable = shelfOf(state, around);
    }
    void operator()(const GoodNight &night) const
    {
        scene.screen = Screen::GoodNight;
        scene.start = night.start;
        tellBedtime(night.bedtime);
    }

private:
    void tellBedtime(bool isBedtime) const
    {
        if (isBedtime)
            scene.refusal = Refusal::Bedtime;
    }
    void scan() const
    {
        scene.screen = Screen::Scan;
        scene.playable = shelfOf(state, around);
    }
    void notHereYet() const
    {
        scene.screen = Screen::NotHere;
        scene.refusal = Refusal::NotHere;
        scene.dozing = true;
        scene.playable = shelfOf(state, around);
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
    scene.volume = double(volumeNow(surroundings.settings, surroundings.night)) / loudest;
    scene.volumeTap = state.volumeTap;

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
    std::visit(Painter{scene, state, surroundings}, state.at);
    return scene;
}

} // namespace Medio::Flow
