// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/flow/filmtroubles.h"
#include "app/store/settingsfile.h"

namespace Medio::Store {

/// What parents are told of films that can't be played, in settings.db: one row for each, "trouble.<film>".
class FilmNotes final : public Flow::FilmTroubles
{
    Q_OBJECT
public:
    /// GUI thread; `thread` outlives it.
    FilmNotes(std::shared_ptr<SettingsFile> file, StoreThread &thread, QObject *parent = nullptr);
    ~FilmNotes() override;

    [[nodiscard]] QHash<Api::VideoId, Flow::FilmTrouble> troubles() const override { return m_troubles; }
    void note(const Api::VideoId &video, const Flow::FilmTrouble &trouble) override;
    void forget(const Api::VideoId &video) override;

private:
    void write(const Api::VideoId &video, const std::optional<QString> &text);

    std::shared_ptr<SettingsFile> m_file;
    StoreThread &m_thread;
    QHash<Api::VideoId, Flow::FilmTrouble> m_troubles;
};

} // namespace Medio::Store
