// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/storage.h"

#include <utility>

namespace Medio::Store {

namespace {

struct Files
{
    std::shared_ptr<Catalogue::File> catalogue;
    std::shared_ptr<Edits::File> edits;
    std::shared_ptr<Ledger::File> ledger;
    std::shared_ptr<Outbox::File> outbox;
    std::shared_ptr<HouseChips::File> houseChips;
    std::shared_ptr<SettingsFile> settings;
};

Expected<Files, StoreProblem> openFiles(const QString &folder, const Clock &clock)
{
    auto ledger = Ledger::open(folder, clock); // first: it looks whether the others were there
    if (!ledger)
        return Unexpected{ledger.error()};
    auto settings = SettingsFile::open(folder);
    if (!settings)
        return Unexpected{settings.error()};
    auto catalogue = Catalogue::open(folder);
    if (!catalogue)
        return Unexpected{catalogue.error()};
    auto edits = Edits::open(folder);
    if (!edits)
        return Unexpected{edits.error()};
    auto outbox = Outbox::open(folder);
    if (!outbox)
        return Unexpected{outbox.error()};
    auto houseChips = HouseChips::open(folder);
    if (!houseChips)
        return Unexpected{houseChips.error()};
    return Files{std::move(*catalogue), std::move(*edits),      std::move(*ledger),
                 std::move(*outbox),    std::move(*houseChips), std::move(*settings)};
}

/// What is edited belongs to whoever the catalogue belongs to, and is seen in it at once.
void join(Catalogue &catalogue, Edits &edits)
{
    const auto apply = [&catalogue, &edits] {
        catalogue.setEdits(edits.owned());
    };
    QObject::connect(&edits, &Parents::Edits::changed, &catalogue, apply);
    QObject::connect(&catalogue, &Catalogue::ownerChanged, &edits,
                     [&catalogue, &edits] { edits.setOwner(catalogue.owner()); });
    edits.setOwner(catalogue.owner());
    apply();
}

} // namespace

Expected<std::unique_ptr<Storage>, StoreProblem> Storage::open(const QString &folder, const Clock &clock)
{
    std::unique_ptr<Storage> store(new Storage);
    store->m_thread = std::make_unique<StoreThread>();
    StoreThread &thread = *store->m_thread;

    // Connections belong to the thread that opened them.
    std::optional<StoreProblem> problem;
    Files files;
    thread.give([&]() -> StoreThread::Answer {
        auto opened = openFiles(folder, clock);
        if (opened)
            files = std::move(*opened);
        else
            problem = opened.error();
        return {};
    });
    thread.finish();
    if (problem)
        return Unexpected{*problem};

    store->m_catalogue = std::make_unique<Catalogue>(std::move(files.catalogue), thread);
    store->m_edits = std::make_unique<Edits>(std::move(files.edits), thread, clock);
    store->m_household = std::make_unique<Household>(*store->m_catalogue);
    join(*store->m_catalogue, *store->m_edits);
    store->m_ledger = std::make_unique<Ledger>(std::move(files.ledger), thread, clock);
    store->m_outbox = std::make_unique<Outbox>(std::move(files.outbox), thread);
    store->m_houseChips = std::make_unique<HouseChips>(std::move(files.houseChips), thread);
    store->m_account = std::make_unique<AccountMemory>(files.settings, thread);
    store->m_door = std::make_unique<DoorMemory>(files.settings, thread);
    store->m_filmNotes = std::make_unique<FilmNotes>(files.settings, thread);
    store->m_settings = std::make_unique<Settings>(std::move(files.settings), thread);
    return store;
}

bool Storage::isLivedIn() const
{
    const Api::Family &family = m_catalogue->family();
    return !family.profiles.isEmpty() || !family.chips.isEmpty() || !family.videos.isEmpty() ||
           m_ledger->lastSitting() > 0 || m_ledger->lostOn();
}

void Storage::finish()
{
    m_thread->finish();
}

Storage::~Storage() = default;

} // namespace Medio::Store
