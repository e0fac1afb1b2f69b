// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/household.h"

namespace Medio::Store {

class Catalogue;

/// The catalogue as parents see it. GUI thread.
class Household final : public Parents::Household
{
    Q_OBJECT
public:
    /// `catalogue` outlives this object.
    explicit Household(const Catalogue &catalogue, QObject *parent = nullptr);

    [[nodiscard]] std::shared_ptr<const Api::Family> family() const override;
    [[nodiscard]] QString poster(const Api::VideoId &video) const override;

private:
    const Catalogue &m_catalogue;
};

} // namespace Medio::Store
