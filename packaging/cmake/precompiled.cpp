// SPDX-FileCopyrightText: 2026 The Medio kiosk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Nothing of its own: the targets that compile precompiled.h have to have a source.
