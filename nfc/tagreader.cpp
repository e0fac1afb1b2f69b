// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nfc/tagreader.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Medio::Nfc {
namespace {

constexpr std::array<std::pair<ReaderFault, QLatin1StringView>, 7> faultNames{{
    {ReaderFault::None, "none"_L1},
    {ReaderFault::NotConfigured, "not-configured"_L1},
    {ReaderFault::Missing, "missing"_L1},
    {ReaderFault::Busy, "busy"_L1},
    {ReaderFault::NotPermitted, "not-permitted"_L1},
    {ReaderFault::Mute, "mute"_L1},
    {ReaderFault::ProgramFailed, "program-failed"_L1},
}};

} // namespace

QString nameOf(ReaderFault fault)
{
    return faultNames[static_cast<std::size_t>(fault)].second;
}

std::optional<ReaderFault> faultNamed(const QString &name)
{
    for (const auto &[fault, itsName] : faultNames)
        if (itsName == name)
            return fault;
    return std::nullopt;
}

TagReader::~TagReader() = default;

} // namespace Medio::Nfc
