// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

/// What a program that reads hostile films may use of the machine.
namespace Medio::Probe {

/// For the rest of the process: no file longer than `mostBytes`, few descriptors, bounded memory, no
/// core dump, no new privileges, and it dies with whoever started it.
void limitProcess(qint64 mostBytes = 0);

/// From now on so much processor time; beyond it the kernel ends the program.
void limitProcessorTime(std::chrono::seconds time);

} // namespace Medio::Probe
