// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/client/keychain.h"

namespace Medio::Net {

QString nameOf(Keychain::Problem problem)
{
    using namespace Qt::StringLiterals;
    switch (problem) {
    case Keychain::Problem::Locked:
        return u"locked"_s;
    case Keychain::Problem::Unavailable:
        return u"unavailable"_s;
    case Keychain::Problem::TimedOut:
        return u"timed-out"_s;
    case Keychain::Problem::Failed:
        return u"failed"_s;
    }
    Q_UNREACHABLE();
}

} // namespace Medio::Net
