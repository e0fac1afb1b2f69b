// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parents/accountmemory.h"

namespace Medio::Parents {

/// Remembers until the test is over.
class FakeAccountMemory final : public AccountMemory
{
public:
    [[nodiscard]] RememberedAccount remembered() const override { return account; }
    void remember(const RememberedAccount &value) override { account = value; }

    RememberedAccount account;
};

} // namespace Medio::Parents
