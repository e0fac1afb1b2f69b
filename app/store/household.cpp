// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/store/household.h"

#include "app/store/catalogue.h"

namespace Medio::Store {

Household::Household(const Catalogue &catalogue, QObject *parent)
    : Parents::Household(parent)
    , m_catalogue(catalogue)
{
    connect(&catalogue, &Flow::Catalogue::changed, this, &Parents::Household::changed);
}

std::shared_ptr<const Api::Family> Household::family() const
{
    return m_catalogue.household();
}

QString Household::poster(const Api::VideoId &video) const
{
    return m_catalogue.poster(video);
}

} // namespace Medio::Store
